"""What Qt, FFmpeg and a crash of the process itself write to standard error, kept beside our own report."""

from __future__ import annotations

import faulthandler
import os
import re
import sys
from contextlib import suppress
from typing import IO, TYPE_CHECKING

from PySide6.QtCore import qSetMessagePattern

from seedance_desktop.api.redact import redact
from seedance_desktop.engine.last_words import DIED
from seedance_desktop.store.private import private_file, refuse_other

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NATIVE_LOG = "native.log"
ERRORS = 2
"""The file descriptor of standard error."""
PATTERN = "%{if-critical}QtCritical: %{endif}%{if-fatal}QtFatal: %{endif}%{if-category}%{category}: %{endif}%{message}"
"""Qt's own words for its messages, with the two kinds told that no healthy program makes."""
GRAVE = re.compile(r"Qt(?:Critical|Fatal): ")
OF_QT = re.compile(r"Q(?!Rhi)\w+(?:::|: |\()|qt\.(?!multimedia)")
"""How a warning of Qt's begins that is about the program; what FFmpeg says of a file is about the file."""
DEATH = re.compile(rf"^(?:Fatal Python error|Timeout \(\d|{DIED})", re.MULTILINE)
MOST = 64 * 1024
"""Bytes that are taken into the report at a time: a message in a loop must not push out all others."""


class NativeOutput:
    """Sends what Qt and FFmpeg write to standard error into a file; Python's own standard error stays where it was.

    A message handler in Python would be called in the decoder's threads, and the window's thread may be waiting for
    just these while it holds the interpreter: neither would ever go on.
    """

    def __init__(self, path: Path) -> None:
        self.last_words = _last_words(path)
        self.file: IO[bytes] = private_file(path, os.O_TRUNC | os.O_APPEND)
        self._told = path.open("rb", buffering=0)
        self._read = 0
        self._kept = os.dup(ERRORS)
        self._python = sys.stderr
        os.dup2(self.file.fileno(), ERRORS)
        sys.stderr = os.fdopen(os.dup(self._kept), "w", encoding="utf-8", errors="backslashreplace", buffering=1)
        faulthandler.enable(self.file)
        qSetMessagePattern(PATTERN)

    def messages(self) -> Iterator[tuple[bool, str]]:
        """What Qt has said since the last time, each with whether it is grave; nothing once it is closed."""
        if self._told.closed:
            return
        with suppress(OSError):
            size = os.fstat(self._told.fileno()).st_size
            if size <= self._read:
                return
            self._told.seek(max(self._read, size - MOST))
            said = self._told.read(MOST).decode("utf-8", "replace")
            if (clean := redact(said)) != said:
                size, said = self._write_again(clean), clean
            self._read = size
            for line in said.splitlines():
                if (grave := GRAVE.match(line) is not None) or OF_QT.match(line):
                    yield grave, line

    def _write_again(self, clean: str) -> int:
        """Put words without their secrets in the place of those that were read last.

        Returns:
            The file's size then; what came meanwhile, such as a crash's trace, stands behind them.
        """
        file = self.file.fileno()
        rest = self._told.read()
        os.ftruncate(file, self._read)
        os.write(file, clean.encode("utf-8", "replace"))
        size = os.fstat(file).st_size
        os.write(file, rest)
        return size

    def close(self) -> None:
        faulthandler.disable()
        sys.stderr.close()
        sys.stderr = self._python
        os.dup2(self._kept, ERRORS)
        os.close(self._kept)
        self.file.close()
        self._told.close()


def _last_words(path: Path) -> str:
    try:
        refuse_other(path)
        with path.open("rb") as file:
            file.seek(max(0, path.stat().st_size - MOST))
            said = file.read(MOST).decode("utf-8", "replace")
    except OSError:
        return ""
    died = DEATH.search(said)
    return "" if died is None else said[died.start() :]
