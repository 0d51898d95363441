"""The second, independent record of everything that may cost money: lines of JSON, only ever appended.

Each line is on the disk before `append` returns. A line that a crash cut short is skipped when reading; the next one
starts on a line of its own.
"""

from __future__ import annotations

import json
import math
import os
import re
from typing import IO, TYPE_CHECKING, Any

from seedance_desktop.domain.bounds import is_moment
from seedance_desktop.store.parsing import parse
from seedance_desktop.store.private import refuse_other

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

LEDGER_FILE = "ledger.jsonl"
BLOCK = 256 * 1024
"""Bytes from the end of the file that are looked at first; some days of work."""
LONGEST = 16 * 1024 * 1024
"""Bytes of a line; an answer is kept whole, and no service answers with so much."""
_CUT_SHORT = re.compile(rb'\{("[ -~]*[ -|~])?\n?')
"""A line of which a crash left the beginning: ASCII, as all that is written here."""

_TEXT_OR_NONE = (str, type(None))


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


class Reading:
    """The whole lines of a ledger file in order, none where there is no file; may be gone through again.

    Attributes:
        garbage: how many pieces were met the last time that no crash of ours leaves behind: something else has written
            into the file, or its disk is bad. A line that was cut short is none.

    Args:
        path: of the file.
        holding: of what a line must hold one as it stands in the file; others are not read.

    Raises:
        OSError: while it is gone through: the file is there and cannot be read.
    """

    def __init__(self, path: Path, *holding: bytes) -> None:
        self._path = path
        self._holding = holding
        self.garbage = 0

    def __iter__(self) -> Iterator[dict[str, Any]]:
        self.garbage = 0
        if not self._path.exists():
            return
        refuse_other(self._path)
        with self._path.open("rb") as file:
            for raw in _pieces_holding(file, self._holding) if self._holding else _pieces(file):
                line = _line_of(raw)
                if line is not None:
                    if line.get("at") is not None and moment_of(line) is None:
                        self.garbage += 1
                        line["at"] = None  # what else it says may have been paid for
                    yield line
                elif raw.strip() and not _CUT_SHORT.fullmatch(raw):
                    self.garbage += 1


def read_ledger(path: Path) -> Iterator[dict[str, Any]]:
    """All whole lines in order; nothing where there is no file.

    Raises:
        OSError: the file is there and cannot be read.
    """
    return iter(Reading(path))


def recent_lines(path: Path, since: float) -> list[dict[str, Any]]:
    """The whole lines from a moment on, in order; the file is read from its end, so that years before cost nothing.

    Raises:
        OSError: the file is there and cannot be read.
    """
    if not path.exists():
        return []
    refuse_other(path)
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
    for raw in _pieces(file):
        line = _line_of(raw)
        if line is not None:
            yield line


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    """Line by line; what is longer than any line of ours comes as its beginning, so that no file fills the memory."""
    while raw := file.readline(LONGEST):
        yield raw
        while not raw.endswith(b"\n") and len(raw) == LONGEST:
            raw = file.readline(LONGEST)


def _pieces_holding(file: IO[bytes], holding: Sequence[bytes]) -> Iterator[bytes]:
    """The lines that hold one of these; looked for in whole blocks, as hardly one of years of lines does."""
    while block := file.read(BLOCK):
        block += file.readline(LONGEST)
        starts = {block.rfind(b"\n", 0, at) + 1 for one in holding for at in _places(block, one)}
        for start in sorted(starts):
            end = block.find(b"\n", start) + 1
            yield block[start : end or len(block)]


def _places(block: bytes, one: bytes) -> Iterator[int]:
    at = block.find(one)
    while at >= 0:
        yield at
        at = block.find(one, at + len(one))


def _line_of(raw: bytes) -> dict[str, Any] | None:
    """A line whose names are what all readers take them for; `None` where it is none."""
    try:
        line = parse(raw)
    except (ValueError, RecursionError):
        return None
    if not isinstance(line, dict):
        return None
    ours = isinstance(line.get("what", ""), str) and isinstance(line.get("task", ""), str)
    return line if ours and isinstance(line.get("remote_id", ""), _TEXT_OR_NONE) else None


def moment_of(line: Mapping[str, Any]) -> float | None:
    """When it was written, in Unix seconds; `None` where it does not say so, or names what no calendar has."""
    at = line.get("at")
    return float(at) if isinstance(at, int | float) and is_moment(at) else None


def _at(line: Mapping[str, Any]) -> float:
    at = moment_of(line)
    return math.inf if at is None else at


def _ends_whole(path: Path) -> bool:
    with path.open("rb") as file:
        if file.seek(0, os.SEEK_END) == 0:
            return True
        file.seek(-1, os.SEEK_END)
        return file.read(1) == b"\n"
