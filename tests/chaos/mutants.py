"""Programs that are wrong on purpose: whoever looks for losses must find theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from seedance_desktop.api.client import ServiceClient
from seedance_desktop.domain.errors import OutcomeUnknown
from seedance_desktop.engine import places, takes
from seedance_desktop.store.files import Files
from seedance_desktop.store.ledger import Ledger

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def repeat_the_call() -> None:
    """A lost answer is taken for a reason to send the create call again."""
    create = ServiceClient.create

    async def again(self: ServiceClient, body: Any, *, intent: str) -> Any:
        try:
            return await create(self, body, intent=intent)
        except OutcomeUnknown:
            return await create(self, body, intent=intent)

    ServiceClient.create = again  # type: ignore[method-assign]  # on purpose


def write_after_sending() -> None:
    """Nothing is on the disk before the create call goes out: the first thing written is its answer."""
    Files.add = lambda *_: None  # type: ignore[method-assign]  # on purpose
    save = Files.save

    def late(self: Files, task: Any, body: str = "") -> None:
        if task.remote_id is not None:
            if task.id not in self._statuses:
                self.database.insert_all([task])
            save(self, task, body)

    Files.save = late  # type: ignore[method-assign]  # on purpose
    append = Ledger.append

    def silent(self: Ledger, line: Any) -> None:
        if line["what"] not in {"intent", "sending"}:
            append(self, line)

    Ledger.append = silent  # type: ignore[method-assign]  # on purpose


def name_before_checking() -> None:
    """A download has its final name before it is whole."""

    def at_once(folder: Path, name: str, _mount: Path | None = None) -> Path:
        folder.mkdir(parents=True, exist_ok=True)
        return folder / f"{name}.mp4"

    vars(places)["part_of"] = at_once
    vars(takes)["land"] = lambda part: part


def forget_the_answer() -> None:
    """The id that the create call is answered by stays in memory until the task has its take."""
    save = Files.save

    def without_id(self: Files, task: Any, body: str = "") -> None:
        if task.remote_id is None or task.status.is_end:
            save(self, task, body)

    Files.save = without_id  # type: ignore[method-assign]  # on purpose
    Files.answered = lambda self, task, _: self.save(task)  # type: ignore[method-assign,assignment]  # on purpose


MUTANTS: dict[str, Callable[[], None]] = {
    "repeats the call": repeat_the_call,
    "forgets the answer": forget_the_answer,
    "writes after sending": write_after_sending,
    "names before checking": name_before_checking,
}
