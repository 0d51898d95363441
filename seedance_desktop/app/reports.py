"""What nobody expected, written to local files without secrets and never sent anywhere."""

from __future__ import annotations

import faulthandler
import logging
import os
import sys
import threading
import traceback
from contextlib import suppress
from logging.handlers import QueueHandler, QueueListener, RotatingFileHandler
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any

from seedance_desktop.api.redact import RedactingFilter, quiet_http_logs, redact
from seedance_desktop.app.native_output import NATIVE_LOG, NativeOutput
from seedance_desktop.engine.last_words import REPORT
from seedance_desktop.store.private import keep_private, private_folder

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable
    from io import TextIOWrapper
    from types import TracebackType

SIZE = 1_000_000
KEPT = 3
LOG = REPORT
LOOK_EVERY = 5.0
"""Seconds between two looks at what Qt has written."""
CLOSE_GRACE = 0.5
"""Seconds for the last lines to be written at the end; a disk that hangs keeps them."""
FAULT = "program.fault"
CRASHED = "program.crashed"


class Reports:
    """Puts a hook on every channel by which an exception or a library's message could get lost.

    All of them end in one file, without secrets; whatever is an error there is also told, once it is written. A disk
    may hang, so a thread of its own writes, and no caller waits for it.

    Attributes:
        path: of that file.

    Args:
        folder: for the log files; without it, when it cannot be written, everything goes to standard error.
    """

    def __init__(self, folder: Path) -> None:
        quiet_http_logs()
        self.path = folder / LOG
        self._log = logging.getLogger("seedance_desktop")
        self._log.setLevel(logging.INFO)
        self._written: logging.Handler = logging.StreamHandler()
        self._native: NativeOutput | None = None
        with suppress(OSError):
            private_folder(folder)
            self._written = _PrivateLog(
                self.path, maxBytes=SIZE, backupCount=KEPT, encoding="utf-8", errors="backslashreplace"
            )
        with suppress(OSError):
            self._native = NativeOutput(folder / NATIVE_LOG)
        self._written.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
        self._telling = _Telling()
        # A simple queue takes a line in the middle of anything, also where a lock of its own would be held already.
        lines: SimpleQueue[Any] = SimpleQueue()
        self._handed_on = QueueHandler(lines)
        self._handed_on.addFilter(RedactingFilter())
        self._listener = QueueListener(lines, self._written, self._telling, respect_handler_level=True)
        logging.getLogger().addHandler(self._handed_on)
        self._listener.start()
        self._end_expected = False
        self._ending = threading.Event()
        self._watch = threading.Thread(target=self._look_on, name="reports", daemon=True)
        self._watch.start()
        self._before = (sys.excepthook, threading.excepthook, sys.unraisablehook)
        sys.excepthook, threading.excepthook = self._uncaught, self._uncaught_in_thread
        sys.unraisablehook = self._unraisable
        if self._native is not None and self._native.last_words:
            self._log.error("the last run died: %s", self._native.last_words, extra={"code": CRASHED})

    def tell(self, teller: Callable[[str], None]) -> None:
        """Call `teller` on any thread with a code for each error that is written down, and for those before now."""
        self._telling.begin(teller)

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
        self._end_expected = True
        faulthandler.dump_traceback_later(seconds, exit=True, file=self._native.file if self._native else sys.stderr)

    def close(self) -> None:
        """Write what is left; where the disk hangs, leave it."""
        sys.excepthook, threading.excepthook, sys.unraisablehook = self._before
        self._ending.set()
        self._watch.join(CLOSE_GRACE)
        if self._watch.is_alive():
            return
        if self._end_expected:  # else what runs is the deadline's last word
            faulthandler.cancel_dump_traceback_later()
        for handler in (self._handed_on, self._written, self._telling):
            handler.close()
        if self._native is not None:
            self._native.close()

    def _look_on(self) -> None:
        """Look again and again; at the end once more, and until all is written."""
        while not self._ending.wait(LOOK_EVERY):
            self._look()
        self._look()
        logging.getLogger().removeHandler(self._handed_on)
        self._listener.stop()

    def _look(self) -> None:
        """Take over what Qt has written since the last look."""
        if self._native is not None:
            for grave, line in self._native.messages():
                self._log.log(logging.ERROR if grave else logging.INFO, "Qt says: %s", line)

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

    def _unraisable(self, hook: sys.UnraisableHookArgs) -> None:
        where = f"{hook.err_msg or 'ignored in'} {hook.object!r}"
        if hook.exc_value is not None:
            self._log.error("%s", where, exc_info=(hook.exc_type, hook.exc_value, hook.exc_traceback))


class _PrivateLog(RotatingFileHandler):
    """A log that only its owner reads, each of its files."""

    def _open(self) -> TextIOWrapper:
        # Without waiting: in the place of the file may be a pipe that nobody reads, which then is none to write into.
        os.close(os.open(self.baseFilename, os.O_WRONLY | os.O_CREAT | getattr(os, "O_NONBLOCK", 0), 0o600))
        stream = super()._open()
        keep_private(Path(self.baseFilename))
        return stream


class _Telling(logging.Handler):
    """Passes on that something went wrong; what it was stands in the report."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self._teller: Callable[[str], None] | None = None
        self._early: list[str] = []
        self._among_others = threading.Lock()

    def begin(self, teller: Callable[[str], None]) -> None:
        with self._among_others:
            self._teller = teller
            early, self._early = self._early, []
        for code in early:
            teller(code)

    def emit(self, record: logging.LogRecord) -> None:
        code = str(getattr(record, "code", FAULT))
        with self._among_others:
            teller = self._teller
            if teller is None:
                self._early.append(code)
        if teller is not None:
            teller(code)
