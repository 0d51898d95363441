"""Media workers that see the same in every file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedance_desktop.domain.reference import Facts
from seedance_desktop.domain.reference import Kind as MediaKind
from seedance_desktop.media.measured import Measured

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from seedance_desktop.domain.fit import Recipe

SECRET = b"taken at home"
"""What they take out of a file that leaves."""


class FakeMedia:
    """Sees the same in every file.

    Attributes:
        failure: raised instead of every answer.
    """

    def __init__(self) -> None:
        self.failure: Exception | None = None
        self.kind = MediaKind.VIDEO

    async def measure(self, path: Path) -> Measured:
        self._fail()
        return Measured(self.kind, Facts(format=path.suffix[1:], seconds=4.0))

    async def thumbnail(self, path: Path, target: Path, longest_side: int = 320) -> None:
        self._fail()
        assert _exists(path)
        assert longest_side
        _draw(target)

    async def waveform(self, path: Path, buckets: int = 64) -> tuple[float, ...]:
        self._fail()
        assert path
        return (0.5,) * buckets

    async def filmstrip(self, path: Path, target: Path, frames: int = 9, height: int = 40) -> None:
        self._fail()
        assert _exists(path)
        assert frames
        assert height
        _draw(target)

    async def frame(self, path: Path, target: Path, seconds: float) -> None:
        self._fail()
        assert _exists(path)
        assert seconds >= 0
        _draw(target)

    async def bare(self, path: Path, target: Path) -> bool:
        self._fail()
        content = _content(path)
        bare = content.replace(SECRET, b"")
        if bare != content:
            _put(target, bare)
        return bare != content

    async def fit(
        self, path: Path, target: Path, recipe: Recipe, on_progress: Callable[[float], None] | None = None
    ) -> None:
        self._fail()
        assert _exists(path)
        assert recipe
        if on_progress is not None:
            on_progress(0.5)
        _draw(target)

    def _fail(self) -> None:
        if self.failure is not None:
            raise self.failure


def _content(path: Path) -> bytes:
    return path.read_bytes()


def _put(path: Path, content: bytes) -> None:
    path.write_bytes(content)


def _exists(path: Path) -> bool:
    return path.exists()


def _draw(target: Path) -> None:
    target.write_bytes(b"png")
