"""Which task uses which object in the person's bucket, so that it can be removed after the last one's end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import sqlite3


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
        task_id: ours.
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

    def forget(self, placement: Placement) -> None:
        self._connection.execute(
            "DELETE FROM placements WHERE task_id = ? AND host = ? AND name = ?",
            (placement.task_id, placement.host, placement.name),
        )
