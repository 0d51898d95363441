"""What can be dropped or pasted: files, addresses, pictures from the clipboard."""

from PySide6.QtCore import QEvent, QMimeData, QObject, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

SCHEMES = ("http://", "https://", "asset://", "file://")


def sources_of(data: QMimeData) -> list[str]:
    """Give what a drop brings: paths of local files and addresses as they are, in their order."""
    if data.hasUrls():
        return [url.toLocalFile() if url.isLocalFile() else url.toString() for url in data.urls()]
    lines = (line.strip() for line in data.text().splitlines()) if data.hasText() else ()
    return [line for line in lines if line.startswith(SCHEMES)]


def picture_of(data: QMimeData) -> QImage | None:
    """Give the picture that was copied, if the clipboard holds one and no file."""
    if data.hasUrls() or not data.hasImage():
        return None
    image = data.imageData()
    return image if isinstance(image, QImage) and not image.isNull() else None


class Receiver(QObject):
    """Takes drops and pastes for a widget.

    `dropped` carries paths and addresses, `pasted` the text of the clipboard, `picture` a copied picture.

    Args:
        widget: Whom it serves; it is repainted when something begins or ends to hover over it.
    """

    dropped = Signal(list)
    pasted = Signal(str)
    picture = Signal(QImage)

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
        """Take what the clipboard holds: a picture, files, or text."""
        picture = picture_of(data)
        if picture is not None:
            self.picture.emit(picture)
        elif data.hasUrls():
            self.dropped.emit(sources_of(data))
        elif data.text().strip():
            self.pasted.emit(data.text().strip())

    def _enter(self, event: QDragEnterEvent) -> bool:
        if sources_of(event.mimeData()):
            event.acceptProposedAction()
            self._hover(on=True)
        return True

    def _drop(self, event: QDropEvent) -> bool:
        self._hover(on=False)
        event.acceptProposedAction()
        self.dropped.emit(sources_of(event.mimeData()))
        return True

    def _key(self, event: QKeyEvent) -> bool:
        if not event.matches(QKeySequence.StandardKey.Paste):
            return False
        self.take(QGuiApplication.clipboard().mimeData())
        return True

    def _hover(self, *, on: bool) -> None:
        self.over = on
        self._widget.update()
