"""Where the prompt is written: a quiet card with a counter in its corner."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QImage,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QSyntaxHighlighter,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QSizePolicy, QTextEdit, QWidget

from seedance_desktop.ui.widgets.base import plate
from seedance_desktop.ui.widgets.drops import picture_of
from seedance_desktop.ui.widgets.labels import Label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QTextDocument

    from seedance_desktop.ui.theme import Theme

LEAST_HEIGHT = 108
MOST_HEIGHT = 240
FOOT = 46
AIR = 135
"""Line height in percent: a prompt is read like prose, not like code."""
MENTION = re.compile(r"@(?:Image|Video|Audio)\d+")


class PromptEdit(QTextEdit):
    """Plain text that grows with what is written.

    Attributes:
        files_dropped: addresses of files that were dropped or pasted here and belong to the trays.
        picture_pasted: a picture from the clipboard, which belongs there too.
    """

    files_dropped = Signal(list)
    picture_pasted = Signal(QImage)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._limit: int | None = None
        self._count = Label(theme, "0", role="text3", size="caption", parent=self)
        self.setObjectName("promptEdit")
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setViewportMargins(0, 3, 0, 20)
        self.document().setDocumentMargin(2)
        self.setFont(theme.font("body"))
        self._mentions = _Mentions(self.document(), theme)
        theme.changed.connect(self._mentions.rehighlight)
        self.textChanged.connect(self._follow_text)
        self.setPlainText("")
        self._retranslate()

    def setPlainText(self, text: str) -> None:
        super().setPlainText(text)
        document = self.document()
        # The spacing is no edit of the person's, so Undo must not meet it.
        document.setUndoRedoEnabled(False)
        spacing = QTextBlockFormat()
        spacing.setLineHeight(AIR, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor = QTextCursor(document)
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(spacing)
        document.setUndoRedoEnabled(True)
        self._follow_text()

    def set_limit(self, limit: int | None) -> None:
        """Most characters the route takes; shown beside the count."""
        if limit != self._limit:
            self._limit = limit
            self._follow_text()

    def set_wrong(self, *, wrong: bool) -> None:
        """Paint the hairline in the danger colour: something here stands in the way."""
        if bool(self.property("wrong")) != wrong:
            self.setProperty("wrong", wrong)
            self.style().unpolish(self)
            self.style().polish(self)

    def sizeHint(self) -> QSize:
        wanted = round(self.document().size().height()) + FOOT
        return QSize(200, max(LEAST_HEIGHT, min(MOST_HEIGHT, wanted)))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, LEAST_HEIGHT)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_count()
        self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        for rect in self._mention_rects():
            plate(painter, rect, fill=self._theme.color("wash"), radius=4)
        painter.end()
        super().paintEvent(event)
        if self.document().isEmpty():
            self._paint_hint()

    def _paint_hint(self) -> None:
        """Qt's own placeholder is cut off below its first line, which is too little at this width."""
        painter = QPainter(self.viewport())
        painter.setPen(self._theme.color("text3"))
        margin = round(self.document().documentMargin())
        room = self.viewport().rect().adjusted(margin, margin + 1, -margin, 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap, self.accessibleDescription())

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasUrls() or source.hasImage() or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        files = [url.toString() for url in source.urls() if url.isLocalFile()]
        picture = None if files or source.hasText() else picture_of(source)
        if files:
            self.files_dropped.emit(files)
        elif picture is not None:
            self.picture_pasted.emit(picture)
        elif source.hasText():
            self.insertPlainText(source.text())

    def _mention_rects(self) -> Iterator[QRectF]:
        cursor = QTextCursor(self.document())
        for found in MENTION.finditer(self.toPlainText()):
            cursor.setPosition(found.start())
            start = self.cursorRect(cursor)
            cursor.setPosition(found.end())
            end = self.cursorRect(cursor)
            if start.top() == end.top():
                yield QRectF(start.left() - 2, start.top() - 1, end.left() - start.left() + 4, start.height() + 3)

    def _follow_text(self) -> None:
        count = len(self.toPlainText())
        over = self._limit is not None and count > self._limit
        self._count.setText(f"{count:,} / {self._limit:,}" if self._limit is not None and count else f"{count:,}")
        self._count.set_role("danger" if over else "text3")
        self._place_count()
        self.updateGeometry()
        self.viewport().update()

    def _place_count(self) -> None:
        self._count.adjustSize()
        self._count.move(self.width() - self._count.width() - 11, self.height() - self._count.height() - 8)

    def _retranslate(self) -> None:
        self.setAccessibleDescription(self.tr("Describe what you want to see. Type @ to mention a reference"))
        self.setAccessibleName(self.tr("Prompt"))


class _Mentions(QSyntaxHighlighter):
    """Sets off `@Image1` and its like, as the service's own wording counts them."""

    def __init__(self, document: QTextDocument, theme: Theme) -> None:
        super().__init__(document)
        self._theme = theme

    def highlightBlock(self, text: str) -> None:
        look = QTextCharFormat()
        look.setForeground(self._theme.color("accent"))
        look.setFontWeight(QFont.Weight.Medium)
        for found in MENTION.finditer(text):
            self.setFormat(found.start(), found.end() - found.start(), look)
