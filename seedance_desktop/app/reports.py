"""What nobody expected, written to one local file without secrets and never sent anywhere."""

from __future__ import annotations

import logging
import sys
import threading
from contextlib import suppress
from logging.handlers import RotatingFileHandler
from typing import TYPE_CHECKING

from PySide6.QtCore import QtMsgType, qInstallMessageHandler

from seedance_desktop.api.redact import RedactingFilter, quiet_http_logs

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

    from PySide6.QtCore import QMessageLogContext

SIZE = 1_000_000
KEPT = 3
LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class Reports:
    """Puts a hook on every channel by which an exception or a Qt message could get lost.

    Args:
        folder: for the log files; without it, when it cannot be written, everything goes to standard error.
    """

    def __init__(self, folder: Path) -> None:
        quiet_http_logs()
        self._log = logging.getLogger("seedance_desktop")
        self._log.setLevel(logging.INFO)
        self._handler: logging.Handler = logging.StreamHandler()
        with suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
            self._handler = RotatingFileHandler(
                folder / "seedance.log", maxBytes=SIZE, backupCount=KEPT, encoding="utf-8"
            )
        self._handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
        self._handler.addFilter(RedactingFilter())
        self._log.addHandler(self._handler)
        self._before = (sys.excepthook, threading.excepthook)
        sys.excepthook = self._uncaught
        threading.excepthook = self._uncaught_in_thread
        self._qt_before = qInstallMessageHandler(self._qt_said)

    def job_failed(self, name: str, report: str) -> None:
        """A supervised coroutine raised what it should not."""
        self._log.error("%s failed: %s", name, report)

    def close(self) -> None:
        qInstallMessageHandler(self._qt_before)
        sys.excepthook, threading.excepthook = self._before
        self._log.removeHandler(self._handler)
        self._handler.close()

    def _uncaught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        self._log.critical("uncaught", exc_info=(kind, error, trace))
        self._before[0](kind, error, trace)

    def _uncaught_in_thread(self, hook: threading.ExceptHookArgs) -> None:
        if hook.exc_value is not None:
            self._log.critical("uncaught in a thread", exc_info=(hook.exc_type, hook.exc_value, hook.exc_traceback))

    def _qt_said(self, kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        self._log.log(LEVELS.get(kind, logging.WARNING), "%s: %s", context.category, message)
