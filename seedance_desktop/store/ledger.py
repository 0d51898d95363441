"""The second, independent record of everything that may cost money: lines of JSON, only ever appended.

Each line is on the disk before `append` returns. A line that a crash cut short is skipped when reading; the next one
starts on a line of its own.
"""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path


class Ledger:
    """An open ledger file.

    Raises:
        OSError: from any call; the caller's border translates it.
    """

    def __init__(self, path: Path) -> None:
        new = not path.exists()
        self._file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        # A line break too many is an empty line, one too few would cost two lines.
        self._torn = not new and not _ends_whole(path)
        if new:
            sync_folder(path.parent)

    def append(self, line: Mapping[str, object]) -> None:
        """Write one line and wait until it is on the disk."""
        text = json.dumps(line, separators=(",", ":"), default=str).encode("ascii") + b"\n"
        left = memoryview(b"\n" + text if self._torn else text)
        self._torn = True
        while left:
            left = left[os.write(self._file, left) :]
        os.fsync(self._file)
        self._torn = False

    def close(self) -> None:
        os.close(self._file)


def read_ledger(path: Path) -> Iterator[dict[str, Any]]:
    """All whole lines in order; nothing where there is no file.

    Raises:
        OSError: the file is there and cannot be read.
    """
    if not path.exists():
        return
    with path.open("rb") as file:
        for raw in file:
            try:
                line = json.loads(raw)
            except (ValueError, RecursionError):
                continue
            if isinstance(line, dict):
                yield line


def sync_folder(folder: Path) -> None:
    """Make a new or renamed file's name durable. Systems that cannot open folders do it by themselves."""
    if os.name == "nt":
        return
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def _ends_whole(path: Path) -> bool:
    with path.open("rb") as file:
        if file.seek(0, os.SEEK_END) == 0:
            return True
        file.seek(-1, os.SEEK_END)
        return file.read(1) == b"\n"
