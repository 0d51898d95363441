"""Which task or asset uses which object in the person's bucket, so that it can be removed after the last one's end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Set as AbstractSet


class Kept(NamedTuple):
    """Where the bytes of a file still lie.

    Attributes:
        address: for the service.
        name: what its host knows it by; empty where it cannot be removed.
    """

    address: str
    name: str


@dataclass(frozen=True, slots=True)
class Placement:
    """One use.

    Attributes:
        task_id: ours, of a task or of an asset on its way to review.
        profile_id: whose bucket.
        host: its label.
        name: of the object there.
    """

    task_id: str
    profile_id: str
    host: str
    name: str


class Placements:
    """The rows about them.

    Args:
        connection: in autocommit mode; belongs to the store's thread.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def all(self) -> tuple[Placement, ...]:
        rows = self._connection.execute("SELECT task_id, profile_id, host, name FROM placements").fetchall()
        return tuple(Placement(*map(str, row)) for row in rows)

    def add(self, placement: Placement) -> None:
        self._connection.execute(
            "INSERT OR REPLACE INTO placements (task_id, profile_id, host, name) VALUES (?, ?, ?, ?)",
            (placement.task_id, placement.profile_id, placement.host, placement.name),
        )

    def share(self, task_id: str, other_id: str, address: str) -> None:
        """Let another use what a task has at an address."""
        self._connection.execute(
            "INSERT OR REPLACE INTO placements (task_id, profile_id, host, name)"
            " SELECT ?, profile_id, host, name FROM placements JOIN uploads USING (host, name)"
            " WHERE task_id = ? AND address = ?",
            (other_id, task_id, address),
        )

    def release(self, placement: Placement, over: AbstractSet[str]) -> bool:
        """Whether nobody but those uses the object, so that it is to be removed: its address is forgotten first.

        Where somebody does, only the use is forgotten.
        """
        where = (placement.host, placement.name)
        rows = self._connection.execute("SELECT task_id FROM placements WHERE host = ? AND name = ?", where)
        users = {str(user) for (user,) in rows}
        if placement.task_id not in users:
            return False
        if users <= over:
            self._connection.execute("DELETE FROM uploads WHERE host = ? AND name = ?", where)
            return True
        self.forget(placement)
        return False

    def leave(self, task_id: str) -> None:
        """Forget the objects of a task, so that nobody uses them again and nobody removes them."""
        objects = self._connection.execute("SELECT host, name FROM placements WHERE task_id = ?", (task_id,)).fetchall()
        self._connection.executemany("DELETE FROM uploads WHERE host = ? AND name = ?", objects)
        self._connection.executemany("DELETE FROM placements WHERE host = ? AND name = ?", objects)

    def forget(self, placement: Placement) -> None:
        self._connection.execute(
            "DELETE FROM placements WHERE task_id = ? AND host = ? AND name = ?",
            (placement.task_id, placement.host, placement.name),
        )
