"""Says whether anything touched the files since the last clean end."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from seedance_desktop.store.private import private_file, refuse_other

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

NAME = "closed.seal"


class Seal:
    """A note of what the files were like at the last clean end. While the program runs there is none.

    A crash, a file that was put back, cut, mended or lost: all of it shows by the seal, whatever the file's own
    state is, and costs one thorough look.
    """

    def __init__(self, folder: Path, files: Sequence[Path]) -> None:
        self._path = folder / NAME
        self._files = files

    def take(self) -> tuple[Path, ...] | None:
        """Take the seal off.

        Returns:
            The files that were touched since it was put; `None` where there was none.

        Raises:
            OSError: the folder takes no changes.
        """
        try:
            refuse_other(self._path)
            found = self._path.read_bytes().splitlines()
        except OSError:  # also something else in its place; what is decided by it is only how hard we look
            return None
        self._path.unlink()
        whole = len(found) == len(self._files)
        now = self._state().splitlines()
        return tuple(f for f, is_, was in zip(self._files, now, found, strict=False) if is_ != was) if whole else None

    def put(self) -> None:
        """Seal the files; where that fails the next start looks harder."""
        with suppress(OSError), private_file(self._path) as file:
            file.write(self._state())

    def _state(self) -> bytes:
        stats = [path.stat() if path.exists() else None for path in self._files]
        return "\n".join("-" if s is None else f"{s.st_size} {s.st_mtime_ns}" for s in stats).encode()


def sealed_sizes(folder: Path) -> list[int]:
    """Bytes of each file, in order, when the folder's seal was put; empty where there is none that can be read."""
    with suppress(OSError, ValueError):
        refuse_other(folder / NAME)
        lines = (folder / NAME).read_text("ascii").splitlines()
        return [0 if line == "-" else int(line.partition(" ")[0]) for line in lines]
    return []
