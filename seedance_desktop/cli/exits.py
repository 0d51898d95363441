"""Exit codes, as scripts rely on them."""

from __future__ import annotations

from enum import IntEnum

from seedance_desktop.domain.task import Status, Task


class Exit(IntEnum):
    """What a command came to."""

    COMPLETED = 0
    USAGE = 2
    """Wrong arguments or an invalid request; nothing was sent."""

    FAILED = 3
    """Refused or failed."""

    UNCERTAIN = 4
    """The create call was sent and no answer came."""

    UNFINISHED = 5
    """Saved; `resume` goes on. Also where all is done and standard output broke: nobody may take it for not done."""

    INTERRUPTED = 130


_ENDS = {
    Status.COMPLETED: Exit.COMPLETED,
    Status.FAILED: Exit.FAILED,
    Status.REFUSED: Exit.FAILED,
    Status.CANCELLED: Exit.FAILED,
    Status.UNCERTAIN: Exit.UNCERTAIN,
}


def exit_of(*tasks: Task) -> Exit:
    """The exit code for tasks that have come to rest; of several the one that needs most care."""
    return max((_exit(task) for task in tasks), default=Exit.COMPLETED)


def _exit(task: Task) -> Exit:
    if task.status is Status.COMPLETED and task.failure is not None:
        return Exit.FAILED  # made, and gone before it could be fetched
    return _ENDS.get(task.status, Exit.UNFINISHED)
