"""Standard output and error that may break: a full disk, a reader that has gone, a stream that was never open."""

from __future__ import annotations

import io
import os
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TextIO


class Outlet(io.RawIOBase):
    """Writes to a descriptor until that fails; what comes later goes nowhere, so that no work ends half-way for it.

    Attributes:
        lost: why nothing reaches anybody any more; `None` while all does.
        on_lost: called once when that happens.

    Args:
        descriptor: `None` where the stream is closed.
    """

    def __init__(self, descriptor: int | None) -> None:
        self.lost: OSError | None = None
        self.on_lost: Callable[[], None] = lambda: None
        self._descriptor = descriptor

    def writable(self) -> bool:
        return True

    def fileno(self) -> int:
        if self._descriptor is None:
            raise io.UnsupportedOperation("closed")
        return self._descriptor

    def isatty(self) -> bool:
        return self._descriptor is not None and os.isatty(self._descriptor)

    def write(self, data: Any, /) -> int:
        if self.lost is None:
            try:
                return os.write(-1 if self._descriptor is None else self._descriptor, data)
            except OSError as error:
                self.lost = error
                self.on_lost()
        return memoryview(data).nbytes


def prepare_streams() -> None:
    """Both streams speak UTF-8 everywhere, and neither of them ever raises.

    What cannot be written is escaped, which JSON reads back.
    """
    for name in ("stdout", "stderr"):
        stream: TextIO | None = getattr(sys, name)
        if stream is None or stream is getattr(sys, f"__{name}__"):
            outlet = Outlet(None if stream is None else stream.fileno())
            lines = outlet.isatty() or name == "stderr"
            buffer = io.BufferedWriter(outlet)
            setattr(sys, name, io.TextIOWrapper(buffer, "utf-8", "backslashreplace", line_buffering=lines))
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def answers() -> Outlet | None:
    """Where standard output goes; `None` where somebody else has put another stream in its place."""
    raw = getattr(getattr(sys.stdout, "buffer", None), "raw", None)
    return raw if isinstance(raw, Outlet) else None


def loss() -> OSError | None:
    """Why standard output reaches nobody any more; `None` while it does."""
    outlet = answers()
    sys.stdout.flush()
    return None if outlet is None else outlet.lost
