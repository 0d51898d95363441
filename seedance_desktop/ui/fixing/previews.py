"""Pictures of local files as the panel shows them: made in the engine's worker, read beside the window's thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, Qt, QThreadPool, Signal
from PySide6.QtGui import QImage, QImageReader, QPixmap

from seedance_desktop.domain.fit import Recipe
from seedance_desktop.domain.reference import Kind

if TYPE_CHECKING:
    from seedance_desktop.domain.reference import Facts
    from seedance_desktop.engine.events import Fitted, FrameTaken, ReferenceStrip
    from seedance_desktop.ui.fixing.fixer import Fixer

LONGEST = 1280
"""Pixels of the longer side of a preview: the panel at twice the sharpness."""
STRIP_FRAMES = 12


class Previews(QObject):
    """Asks for pictures by a name that the asker gives; of two with one name the later is shown.

    Args:
        fixer: knows the engine.
        parent: owner.

    Attributes:
        ready: name and `QPixmap`.
    """

    ready = Signal(str, QPixmap)
    _read = Signal(str, str, QImage)

    def __init__(self, fixer: Fixer, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._fixer = fixer
        self._tokens: dict[str, str] = {}
        self._waiting: dict[str, tuple[str, float]] = {}
        self._strip = ""
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._read.connect(self._show)

    def ask(self, name: str, path: str, kind: Kind, facts: Facts) -> None:
        """A picture of a whole file: of a video its first frame; of audio none."""
        if kind is Kind.VIDEO:
            self.ask_frame(name, path, 0.0)
        elif kind is Kind.IMAGE and self._fixer.fitting is not None:
            token = self._begin(name)
            self._fixer.fitting.fit(token, path, _smaller(facts))

    def ask_frame(self, name: str, path: str, seconds: float) -> None:
        """A frame of a video; while one is on its way only the last wish is remembered."""
        if self._fixer.fitting is None:
            return
        if name in self._tokens:
            self._waiting[name] = (path, seconds)
        else:
            self._fixer.fitting.frame(self._begin(name), path, seconds)

    def ask_strip(self, path: str) -> None:
        """Frames side by side, under the name `strip`."""
        self._strip = path
        if self._fixer.fitting is not None:
            self._fixer.fitting.strip(path, STRIP_FRAMES)

    def forget(self) -> None:
        """Nothing asked for before is shown any more."""
        if self._fixer.fitting is not None:
            for token in self._tokens.values():
                self._fixer.fitting.cancel(token)
        self._tokens.clear()
        self._waiting.clear()
        self._strip = ""

    def take_copy(self, event: Fitted) -> None:
        self._arrived(event.token, event.path)

    def take_frame(self, event: FrameTaken) -> None:
        self._arrived(event.token, event.path)

    def take_strip(self, event: ReferenceStrip) -> None:
        if event.path == self._strip and event.strip_path:
            self._load("strip", event.path, event.strip_path)

    def _begin(self, name: str) -> str:
        self._tokens[name] = self._fixer.token()
        return self._tokens[name]

    def _arrived(self, token: str, path: str) -> None:
        name = next((name for name, known in self._tokens.items() if known == token), None)
        if name is None:
            return
        if path:
            self._load(name, token, path)
        else:
            self._next(name)

    def _load(self, name: str, mark: str, path: str) -> None:
        self._pool.start(lambda: self._read.emit(name, mark, _fitting(path, name != "strip")))

    def _show(self, name: str, mark: str, image: QImage) -> None:
        if mark not in (self._tokens.get(name), self._strip):
            return
        if not image.isNull():
            self.ready.emit(name, QPixmap.fromImage(image))
        if name != "strip":
            self._next(name)

    def _next(self, name: str) -> None:
        self._tokens.pop(name, None)
        wish = self._waiting.pop(name, None)
        if wish is not None:
            self.ask_frame(name, *wish)


def _smaller(facts: Facts) -> Recipe:
    width, height = facts.width or 0, facts.height or 0
    if max(width, height) <= LONGEST:
        return Recipe(format="png")
    if width >= height:
        return Recipe(format="jpeg", width=LONGEST)
    return Recipe(format="jpeg", height=LONGEST)


def _fitting(path: str, bounded: bool) -> QImage:  # noqa: FBT001 - called by one line above
    reader = QImageReader(path)
    size = reader.size()
    most = QSize(LONGEST, LONGEST)
    if bounded and size.isValid() and max(size.width(), size.height()) > LONGEST:
        reader.setScaledSize(size.scaled(most, Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()
