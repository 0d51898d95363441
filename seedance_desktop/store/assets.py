"""What was handed in for review, so that nothing is handed in twice."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from seedance_desktop.domain.asset import AssetRecord, AssetState
from seedance_desktop.domain.reference import Kind
from seedance_desktop.domain.review import Review
from seedance_desktop.domain.task import Failure

if TYPE_CHECKING:
    import sqlite3


class AssetRows:
    """The rows about them.

    Args:
        connection: in autocommit mode; belongs to the store's thread.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def all(self) -> tuple[AssetRecord, ...]:
        """Newest first. A row that cannot be read is left out: it can be handed in again, which costs nothing."""
        rows = self._connection.execute("SELECT record FROM assets ORDER BY created_at DESC, rowid DESC").fetchall()
        found = (asset_from_text(str(row[0])) for row in rows)
        return tuple(asset for asset in found if asset is not None)

    def save(self, asset: AssetRecord) -> None:
        self._connection.execute(
            "INSERT OR REPLACE INTO assets (id, created_at, record) VALUES (?, ?, ?)",
            (asset.id, asset.created_at, asset_to_text(asset)),
        )

    def remove(self, asset_id: str) -> None:
        self._connection.execute("DELETE FROM assets WHERE id = ?", (asset_id,))


def asset_to_text(asset: AssetRecord) -> str:
    """Everything of it as one line of ASCII JSON: names may hold lone surrogates, which SQLite refuses."""
    return json.dumps(asdict(asset), default=str)


def asset_from_text(text: str) -> AssetRecord | None:
    """Read `asset_to_text` back; `None` where the text is not what that wrote."""
    try:
        found: dict[str, Any] = json.loads(text)
        failure = found.pop("failure")
        return AssetRecord(
            review=Review(found.pop("review")),
            kind=Kind(found.pop("kind")),
            state=AssetState(found.pop("state")),
            failure=None if failure is None else Failure(**failure),
            **found,
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
