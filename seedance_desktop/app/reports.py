"""What nobody expected, written to local files without secrets and never sent anywhere."""

from __future__ import annotations

import faulthandler
import logging
import os
import sys
import threading
import traceback
from contextlib import suppress
from logging.handlers import RotatingFileHandler
from typing import IO, TYPE_CHECKING, Any

from seedance_desktop.api.redact import RedactingFilter, quiet_http_logs, redact

if TYPE_CHECKING:
    import asyncio
    from pathlib import Path
    from types import TracebackType

SIZE = 1_000_000
KEPT = 3
LOG = "seedance.log"
NATIVE_LOG = "native.log"
ERRORS = 2
"""The file descriptor of standard error."""


class Reports:
    """Puts a hook on every channel by which an exception or a library's message could get lost.

    Args:
        folder: for the log files; without it, when it cannot be written, everything goes to standard error.
    """

    def __init__(self, folder: Path) -> None:
        quiet_http_logs()
        self._log = logging.getLogger("seedance_desktop")
        self._log.setLevel(logging.INFO)
        self._handler: logging.Handler = logging.StreamHandler()
        self._native: NativeOutput | None = None
        with suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
            self._handler = RotatingFileHandler(folder / LOG, maxBytes=SIZE, backupCount=KEPT, encoding="utf-8")
            self._native = NativeOutput(folder / NATIVE_LOG)
        self._handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
        self._handler.addFilter(RedactingFilter())
        self._log.addHandler(self._handler)
        self._before = (sys.excepthook, threading.excepthook)
        sys.excepthook = self._uncaught
        threading.excepthook = self._uncaught_in_thread

    def job_failed(self, name: str, report: str) -> None:
        """A supervised coroutine raised what it should not."""
        self._log.error("%s failed: %s", name, report)

    def loop_failed(self, _loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        """A callback of the loop raised, or a coroutine was forgotten."""
        self._log.error("on the loop: %s", context.get("message", ""), exc_info=context.get("exception"))

    def expect_end(self, seconds: float) -> None:
        """End the process if it has not ended by then, with a trace of where it hangs.

        Everything that matters is on the disk by now; a library that never comes back must not keep the user.
        """
        faulthandler.dump_traceback_later(seconds, exit=True, file=self._native.file if self._native else sys.stderr)

    def close(self) -> None:
        sys.excepthook, threading.excepthook = self._before
        self._log.removeHandler(self._handler)
        self._handler.close()
        faulthandler.cancel_dump_traceback_later()
        if self._native is not None:
            self._native.close()

    def _uncaught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        self._log.critical("uncaught", exc_info=(kind, error, trace))
        if self._before[0] is sys.__excepthook__:
            # A desktop keeps what programs say there, in files of its own.
            sys.stderr.write(redact("".join(traceback.format_exception(kind, error, trace))))
        else:
            self._before[0](kind, error, trace)

    def _uncaught_in_thread(self, hook: threading.ExceptHookArgs) -> None:
        if hook.exc_value is not None:
            self._log.critical("uncaught in a thread", exc_info=(hook.exc_type, hook.exc_value, hook.exc_traceback))


class NativeOutput:
    """Sends what Qt and FFmpeg write to standard error into a file; Python's own standard error stays where it was.

    A message handler in Python would be called in the decoder's threads, and the window's thread may be waiting for
    just these while it holds the interpreter: neither would ever go on.
    """

    def __init__(self, path: Path) -> None:
        self.file: IO[bytes] = path.open("wb")
        self._kept = os.dup(ERRORS)
        self._python = sys.stderr
        os.dup2(self.file.fileno(), ERRORS)
        sys.stderr = os.fdopen(os.dup(self._kept), "w", encoding="utf-8", errors="backslashreplace", buffering=1)
        faulthandler.enable(self.file)

    def close(self) -> None:
        faulthandler.disable()
        sys.stderr.close()
        sys.stderr = self._python
        os.dup2(self._kept, ERRORS)
        os.close(self._kept)
        self.file.close()
