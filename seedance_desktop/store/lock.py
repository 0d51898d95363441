"""One program per data folder: a kernel lock, which is gone the moment its process is."""

from __future__ import annotations

import errno
import hashlib
import os
import sys
import tempfile
from pathlib import Path

from seedance_desktop.domain.errors import LocalFailure

_TAKEN = (errno.EWOULDBLOCK, errno.EACCES, errno.EDEADLK)


class FolderLock:
    """Held from construction to `release`.

    Where the folder's file system knows no locks, as some network homes do not, a file of the machine's own is locked
    in its stead: two programs of one machine never work on the same tasks. Two machines then could.

    Raises:
        LocalFailure: `store.in_use`: another process holds it.
        OSError: neither file can be made or locked, or something else is in its place.
    """

    def __init__(self, folder: Path, name: str = "store.lock") -> None:
        self._files: list[int] = []
        held = False
        try:
            held = self._hold(folder / name, folder) or self._hold(_stand_in(folder / name), folder)
        finally:
            if not held:
                self.release()
        if not held:
            raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK), str(folder / name))

    def release(self) -> None:
        while self._files:
            os.close(self._files.pop())

    def _hold(self, file: Path, folder: Path) -> bool:
        """Whether it is held; not so where its file system has no locks."""
        if not file.is_file() and (file.exists() or file.is_symlink()):
            raise OSError(errno.EINVAL, f"{file.name} is no file")
        opened = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
        self._files.append(opened)
        try:
            _lock(opened)
        except OSError as error:
            if error.errno not in _TAKEN:
                return False
            raise LocalFailure("store.in_use", {"folder": str(folder), "name": folder.name}) from error
        return True


def _stand_in(file: Path) -> Path:
    user = os.getuid() if sys.platform != "win32" else ""  # there each user has temporary files of his own
    named = hashlib.sha256(os.fsencode(f"{user} {file.resolve()}")).hexdigest()[:32]
    return Path(tempfile.gettempdir(), f"seedance-{named}.lock")


if sys.platform == "win32":
    import msvcrt

    def _lock(file: int) -> None:
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
