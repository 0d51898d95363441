"""What can be dropped or pasted: files, addresses, pictures from a browser or the clipboard."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QObject, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage, QKeyEvent, QKeySequence

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

SCHEMES = ("http://", "https://", "asset://", "file://", "data:")
PATHS = re.compile(r"[/~\\]|[A-Za-z]:[/\\]")
"""How an absolute path begins, on any system."""
PICTURE_IN_PAGE = re.compile(r"<img\b[^>]*?\ssrc\s*=\s*[\"']([^\"']+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Haul:
    """What one drop or one paste brings.

    Attributes:
        sources: paths of local files or folders and addresses, `data:` ones among them, in their order.
        picture: pixels, where there is no file to them.
        words: text that is none of both.
    """

    sources: tuple[str, ...] = ()
    picture: QImage | None = None
    words: str = ""

    def __bool__(self) -> bool:
        return bool(self.sources or self.picture is not None or self.words)


def haul_of(data: QMimeData) -> Haul:
    """What a drop or the clipboard brings.

    Files come first. A browser gives a picture's pixels, the page around it and the link it stood in: the pixels are
    sure to be what one saw, the picture's own address comes next, and the link last.
    """
    urls = data.urls()
    if any(url.isLocalFile() for url in urls):
        return Haul(sources_of(data))
    picture = picture_of(data)
    if picture is not None:
        return Haul(picture=picture)
    inside = _picture_address(data)
    if inside:
        return Haul((inside,))
    sources = sources_of(data)
    return Haul(sources, words="" if sources else data.text().strip())


def sources_of(data: QMimeData) -> tuple[str, ...]:
    """Paths of local files and addresses as they are, in their order; of text, the lines that are one."""
    if data.hasUrls():
        return tuple(url.toLocalFile() if url.isLocalFile() else url.toString() for url in data.urls())
    return tuple(source for line in data.text().splitlines() for source in _sources_in(line))


def picture_of(data: QMimeData) -> QImage | None:
    """The picture that was copied or is dragged, if there is one and no file to it."""
    if not data.hasImage() or any(url.isLocalFile() for url in data.urls()):
        return None
    image = data.imageData()
    return image if isinstance(image, QImage) and not image.isNull() else None


def _picture_address(data: QMimeData) -> str:
    found = PICTURE_IN_PAGE.search(data.html()) if data.hasHtml() else None
    address = html.unescape(found.group(1)) if found else ""
    return address if address.startswith(("https://", "http://", "data:image/")) else ""


def _sources_in(line: str) -> list[str]:
    line = line.strip().strip("\"'")
    if line.startswith(SCHEMES):
        return [word for word in line.split() if word.startswith(SCHEMES)]
    return [line] if PATHS.match(line) else []


class Receiver(QObject):
    """Takes drops and pastes for a widget.

    Args:
        widget: Whom it serves; it is repainted when something begins or ends to hover over it.

    Attributes:
        brought: a `Haul`.
    """

    brought = Signal(object)

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget
        self.over = False
        widget.setAcceptDrops(True)
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDragEnterEvent):
            return self._enter(event)
        if event.type() == QEvent.Type.DragLeave:
            self._hover(on=False)
            return True
        if isinstance(event, QDropEvent) and event.type() == QEvent.Type.Drop:
            return self._drop(event)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(event)
        return False

    def take(self, data: QMimeData) -> None:
        """Take what the clipboard holds."""
        haul = haul_of(data)
        if haul:
            self.brought.emit(haul)

    def _enter(self, event: QDragEnterEvent) -> bool:
        data = event.mimeData()
        if data.hasImage() or sources_of(data) or _picture_address(data):
            event.acceptProposedAction()
            self._hover(on=True)
        return True

    def _drop(self, event: QDropEvent) -> bool:
        self._hover(on=False)
        event.acceptProposedAction()
        self.take(event.mimeData())
        return True

    def _key(self, event: QKeyEvent) -> bool:
        if not event.matches(QKeySequence.StandardKey.Paste):
            return False
        self.take(QGuiApplication.clipboard().mimeData())
        return True

    def _hover(self, *, on: bool) -> None:
        self.over = on
        self._widget.update()
