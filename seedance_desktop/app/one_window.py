"""One window per data folder: a second start brings the first one's window to the front and ends.

The kernel's lock decides who is the first; it is gone with its process, however that ended. The address of the first
one's socket stands in a file beside the lock, under a name that nobody can guess, in a folder that only its owner can
read. What crosses the socket is the wish to be shown and the desktop's leave to take the focus, nothing else.
"""

from __future__ import annotations

import os
import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from seedance_desktop.domain.errors import LocalFailure
from seedance_desktop.store.lock import FolderLock
from seedance_desktop.store.private import private_folder, refuse_other

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtNetwork import QLocalServer, QLocalSocket

LOCK = "window.lock"
ADDRESS = "window.address"
PATIENCE = 8.0
"""Seconds for the first one to be far enough in its start, or at its end, before the second opens all the same."""
LOOK_AGAIN = 0.05
ANSWER_MS = 1500
LEAVE = "XDG_ACTIVATION_TOKEN"
"""With it a desktop lets somebody else's window come to the front."""
LONGEST = 512
SHOW = b"show"
SHOWN = b"shown\n"


class WindowHold:
    """Being the window of a data folder.

    Args:
        address: where the socket's address is written; `None` where the folder cannot be held.
        lock: held; `None` likewise.
    """

    def __init__(self, address: Path | None = None, lock: FolderLock | None = None) -> None:
        self._address = address
        self._lock = lock
        self._server: QLocalServer | None = None
        self._left = _read(address) if address is not None else ""

    def answer(self, show: Callable[[], None]) -> None:
        """Call `show` whenever somebody else is started on the same folder."""
        from PySide6.QtNetwork import QLocalServer  # noqa: PLC0415  the first picture needs no network

        if self._address is None:
            return
        if self._left:
            QLocalServer.removeServer(self._left)  # of one that could not tidy up any more
        server = QLocalServer()
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        server.newConnection.connect(lambda: _greet(server, show))
        if server.listen(f"seedance-desktop-{os.urandom(8).hex()}"):
            self._server = server
            with suppress(OSError):
                _write(self._address, server.fullServerName())

    def stop_answering(self) -> None:
        """The window goes: whoever is started now waits for the folder."""
        if self._server is not None:
            self._server.close()
            self._server.deleteLater()
            self._server = None
        if self._address is not None:
            with suppress(OSError):
                self._address.unlink(missing_ok=True)

    def release(self) -> None:
        """Let the next one in."""
        self.stop_answering()
        if self._lock is not None:
            self._lock.release()
            self._lock = None


def arrive(folder: Path, *, yielding: bool = True) -> WindowHold | None:
    """Become the window of a data folder, or show the one that is there.

    Args:
        folder: made if need be.
        yielding: whether to leave the place to a window that is there; else one more is opened.

    Returns:
        The hold; `None` when another window has been shown. A folder that cannot be held is held by nobody: what is
        wrong with it, or with a first one that does not answer, is then told in a window.
    """
    until = time.monotonic() + PATIENCE
    while True:
        try:
            private_folder(folder)
            return WindowHold(folder / ADDRESS, FolderLock(folder, LOCK))
        except LocalFailure:
            if yielding and _knock(_read(folder / ADDRESS)):
                return None
        except OSError:
            return WindowHold()
        if not yielding or time.monotonic() > until:
            return WindowHold()
        threading.Event().wait(LOOK_AGAIN)  # no loop runs yet


def _knock(address: str) -> bool:
    """Whether the window behind a socket has been shown."""
    from PySide6.QtNetwork import QLocalSocket  # noqa: PLC0415  the usual start is the only one

    if not address:
        return False
    socket = QLocalSocket()
    socket.connectToServer(address)
    if not socket.waitForConnected(ANSWER_MS):
        return False
    socket.write(SHOW + b" " + os.environ.get(LEAVE, "").encode("ascii", "ignore")[: LONGEST // 2] + b"\n")
    answered = socket.waitForBytesWritten(ANSWER_MS) and socket.waitForReadyRead(ANSWER_MS)
    return answered and bytes(socket.readAll().data()) == SHOWN


def _greet(server: QLocalServer, show: Callable[[], None]) -> None:
    socket = server.nextPendingConnection()
    socket.disconnected.connect(socket.deleteLater)
    socket.readyRead.connect(lambda: _hear(socket, show))
    if socket.bytesAvailable():
        _hear(socket, show)


def _hear(socket: QLocalSocket, show: Callable[[], None]) -> None:
    if socket.bytesAvailable() > LONGEST:
        socket.abort()
    elif socket.canReadLine():
        word, _, leave = bytes(socket.readLine(LONGEST).data()).strip().partition(b" ")
        if word == SHOW:
            if leave:
                os.environ[LEAVE] = leave.decode("ascii", "ignore")
            show()
            socket.write(SHOWN)
            socket.flush()
        socket.disconnectFromServer()


def _read(path: Path) -> str:
    try:
        refuse_other(path)
        with path.open("rb") as file:
            return file.read(LONGEST).decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


def _write(path: Path, text: str) -> None:
    part = path.with_name(f"{path.name}.part")
    part.unlink(missing_ok=True)
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
    part.replace(path)
