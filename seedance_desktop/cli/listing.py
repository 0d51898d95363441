"""`tasks`: what there is, also while another program works on it."""

from __future__ import annotations

import sys
from datetime import datetime
from typing import TYPE_CHECKING

from seedance_desktop.cli import shapes
from seedance_desktop.cli.exits import Exit
from seedance_desktop.cli.session import open_store
from seedance_desktop.cli.voice import answer

if TYPE_CHECKING:
    from seedance_desktop.cli.given import Given
    from seedance_desktop.cli.voice import Voice
    from seedance_desktop.domain.task import Task


async def list_tasks(given: Given, *, as_json: bool) -> Exit:
    """Print all tasks, newest first.

    Raises:
        LocalFailure: the task list cannot be read.
    """
    async with open_store(given, read_only=True) as store:
        tasks = await store.tasks()
    if as_json:
        answer([shapes.listed(task, given.voice) for task in tasks])
    for task in () if as_json else tasks:
        sys.stdout.write(f"{line_of(task, given.voice)}\n")
    return Exit.COMPLETED


def line_of(task: Task, voice: Voice) -> str:
    """What is printed of a task, without a line break."""
    made = datetime.fromtimestamp(task.created_at).astimezone().strftime("%Y-%m-%d %H:%M")
    rest = task.take or (voice.what(task.failure) if task.failure is not None else "")
    return "  ".join(filter(None, (task.id, made, voice.word(task.status), task.model, task.remote_id, rest)))
