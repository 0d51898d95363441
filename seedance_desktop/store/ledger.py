"""The second, independent record of everything that may cost money: lines of JSON, only ever appended.

Each line is on the disk before `append` returns. A line that a crash cut short is skipped when reading; the next one
starts on a line of its own.
"""

from __future__ import annotations

import json
import math
import os
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

BLOCK = 256 * 1024
"""Bytes from the end of the file that are looked at first; some days of work."""


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
        yield from _whole_lines(file)


def recent_lines(path: Path, since: float) -> list[dict[str, Any]]:
    """The whole lines from a moment on, in order; the file is read from its end, so that years before cost nothing.

    Raises:
        OSError: the file is there and cannot be read.
    """
    if not path.exists():
        return []
    size, window = path.stat().st_size, BLOCK
    with path.open("rb") as file:
        while True:
            start = max(0, size - window)
            file.seek(start)
            if start:
                file.readline()  # the rest of a line that begins before the window
            lines = list(_whole_lines(file))
            if start == 0 or (lines and _at(lines[0]) < since):
                return [line for line in lines if _at(line) >= since]
            window *= 4


def sync_folder(folder: Path) -> None:
    """Make a new or renamed file's name durable. Systems that cannot open folders do it by themselves."""
    if os.name == "nt":
        return
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def _whole_lines(file: IO[bytes]) -> Iterator[dict[str, Any]]:
    for raw in file:
        try:
            line = json.loads(raw)
        except (ValueError, RecursionError):
            continue
        if isinstance(line, dict):
            yield line


def _at(line: Mapping[str, Any]) -> float:
    at = line.get("at")
    return float(at) if isinstance(at, int | float) else math.inf


def _ends_whole(path: Path) -> bool:
    with path.open("rb") as file:
        if file.seek(0, os.SEEK_END) == 0:
            return True
        file.seek(-1, os.SEEK_END)
        return file.read(1) == b"\n"
