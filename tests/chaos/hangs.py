"""What may never come back while the program wants to end: a library in a thread, and a service that says nothing."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

from seedance_desktop.engine import places
from seedance_desktop.settings import keys
from seedance_desktop.store.files import Files

if TYPE_CHECKING:
    from collections.abc import Callable


def never(*_: Any) -> Any:
    """Hangs as a library does: nothing wakes it."""
    threading.Event().wait()


def hang_the_keychain() -> None:
    """It is asked by whoever drives the window."""
    vars(keys)["_system_keychain"] = never


def hang_the_folder() -> None:
    """The takes lie on a server that is gone."""
    vars(places)["part_of"] = never


def hang_the_store() -> None:
    """The data folder lies there, and it is gone at the end."""
    Files.close = never  # type: ignore[method-assign,assignment]  # on purpose


HANGS: dict[str, Callable[[], None]] = {
    "keychain": hang_the_keychain,
    "folder": hang_the_folder,
    "store": hang_the_store,
}
SILENT = {"status call": "/videos/", "upload": "/files/upload", "download": "/clip/"}
"""Calls that the service takes and never answers, by the path."""
