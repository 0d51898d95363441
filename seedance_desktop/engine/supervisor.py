"""The only place that starts asyncio tasks: it names them, keeps them, cancels them and reports what they raise."""

from __future__ import annotations

import asyncio
import traceback
from typing import TYPE_CHECKING, TypeVar

from seedance_desktop.api.redact import redact

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Iterable
    from typing import Any

T = TypeVar("T")


class Supervisor:
    """Runs named coroutines.

    Args:
        on_fault: told the name and a redacted report of every exception that nobody caught.
    """

    def __init__(self, on_fault: Callable[[str, str], None]) -> None:
        self._on_fault = on_fault
        self._running: dict[str, asyncio.Task[Any]] = {}
        self._next: dict[str, Coroutine[Any, Any, None]] = {}
        self._sheltered: set[asyncio.Task[Any]] = set()
        self._closed = False

    def start(self, name: str, work: Coroutine[Any, Any, None], *, after: bool = False) -> bool:
        """Run `work` under a name of its own.

        Args:
            name: of this piece of work.
            work: what to run.
            after: where something runs under that name already, begin when it has ended.

        Returns:
            False when `work` is dropped: something runs under its name already, or everything is closing.
        """
        if after and name in self._running and name not in self._next and not self._closed:
            self._next[name] = work
            return True
        if self._closed or name in self._running:
            work.close()
            return False
        task = asyncio.get_running_loop().create_task(work, name=name)
        self._running[name] = task
        task.add_done_callback(self._ended)
        return True

    def cancel(self, name: str) -> None:
        if task := self._running.get(name):
            task.cancel()

    def runs(self, name: str) -> bool:
        return name in self._running

    async def shelter(self, work: Coroutine[Any, Any, T]) -> T:
        """Await `work` in a task of its own, which goes on when the caller is cancelled.

        Closing gives it a moment to end, then cancels it too.
        """
        task = asyncio.get_running_loop().create_task(work)
        self._sheltered.add(task)
        task.add_done_callback(self._sheltered.discard)
        return await asyncio.shield(task)

    async def together(self, works: Iterable[Coroutine[Any, Any, T]]) -> list[T]:
        """Run some side by side; the first failure cancels the others and is raised by itself."""
        tasks = [asyncio.get_running_loop().create_task(work) for work in works]
        try:
            return await asyncio.gather(*tasks)
        except BaseException:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            raise

    async def close(self, grace: float) -> None:
        """Cancel everything and wait for it.

        Args:
            grace: seconds for sheltered work to end by itself.
        """
        self._closed = True
        running = set(self._running.values())
        while self._next:
            self._next.popitem()[1].close()
        for task in running:
            task.cancel()
        if self._sheltered:
            await asyncio.wait(self._sheltered, timeout=grace)
        for task in self._sheltered:
            task.cancel()
        await asyncio.gather(*running, *self._sheltered, return_exceptions=True)

    def _ended(self, task: asyncio.Task[Any]) -> None:
        name = task.get_name()
        del self._running[name]
        if (following := self._next.pop(name, None)) is not None:
            self.start(name, following)
        if not task.cancelled() and (error := task.exception()) is not None:
            self._on_fault(name, report_of(error))


def report_of(error: BaseException) -> str:
    """A traceback without the values of variables and without secrets."""
    lines = traceback.TracebackException.from_exception(error, capture_locals=False).format()
    return redact("".join(lines))
