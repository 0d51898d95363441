"""One program per data folder: a kernel lock, which is gone the moment its process is."""

from __future__ import annotations

import errno
import os
import sys
from typing import TYPE_CHECKING

from seedance_desktop.domain.errors import LocalFailure

if TYPE_CHECKING:
    from pathlib import Path

_TAKEN = (errno.EWOULDBLOCK, errno.EACCES, errno.EDEADLK)


class FolderLock:
    """Held from construction to `release`.

    Raises:
        LocalFailure: `store.in_use`: another process holds it.
        OSError: the lock file cannot be made.
    """

    def __init__(self, folder: Path, name: str = "store.lock") -> None:
        self._file = os.open(folder / name, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _lock(self._file)
        except OSError as error:
            if error.errno not in _TAKEN:
                return  # a file system without locks: better to work unlocked than not at all
            os.close(self._file)
            raise LocalFailure("store.in_use", {"folder": str(folder), "name": folder.name}) from error

    def release(self) -> None:
        os.close(self._file)


if sys.platform == "win32":
    import msvcrt

    def _lock(file: int) -> None:
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
