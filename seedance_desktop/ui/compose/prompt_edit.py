"""Where the prompt is written: a quiet card with a counter in its corner."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QResizeEvent, QSyntaxHighlighter, QTextCharFormat
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from seedance_desktop.ui.widgets.labels import Label

if TYPE_CHECKING:
    from PySide6.QtGui import QTextDocument

    from seedance_desktop.ui.theme import Theme

LEAST_HEIGHT = 108
MOST_LINES = 9
MENTION = re.compile(r"@(?:Image|Video|Audio)\d+")


class PromptEdit(QPlainTextEdit):
    """Plain text that grows with what is written.

    Attributes:
        files_dropped: addresses of files that were dropped or pasted here and belong to the trays.
    """

    files_dropped = Signal(list)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._limit: int | None = None
        self._count = Label(theme, "0", role="text3", size="caption", parent=self)
        self.setObjectName("promptEdit")
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setViewportMargins(0, 3, 0, 20)
        self.document().setDocumentMargin(2)
        self.setFont(theme.font("body"))
        self._mentions = _Mentions(self.document(), theme)
        theme.changed.connect(self._mentions.rehighlight)
        self.textChanged.connect(self._show_count)
        self.textChanged.connect(self.updateGeometry)
        self._retranslate()

    def set_limit(self, limit: int | None) -> None:
        """Most characters the route takes; shown beside the count."""
        if limit != self._limit:
            self._limit = limit
            self._show_count()

    def set_wrong(self, *, wrong: bool) -> None:
        """Paint the hairline in the danger colour: something here stands in the way."""
        if bool(self.property("wrong")) != wrong:
            self.setProperty("wrong", wrong)
            self.style().unpolish(self)
            self.style().polish(self)

    def sizeHint(self) -> QSize:
        line = QFontMetricsF(self.font()).lineSpacing()
        wanted = round(min(MOST_LINES, self.document().size().height()) * line) + 50
        return QSize(200, max(LEAST_HEIGHT, wanted))

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

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasUrls() or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        files = [url.toString() for url in source.urls() if url.isLocalFile()]
        if files:
            self.files_dropped.emit(files)
        elif source.hasText():
            self.insertPlainText(source.text())

    def _show_count(self) -> None:
        count = len(self.toPlainText())
        over = self._limit is not None and count > self._limit
        text = f"{count:,} / {self._limit:,}" if self._limit is not None and count else f"{count:,}"
        self._count.setText(text)
        self._count.set_role("danger" if over else "text3")
        self._place_count()

    def _place_count(self) -> None:
        self._count.adjustSize()
        self._count.move(self.width() - self._count.width() - 11, self.height() - self._count.height() - 8)

    def _retranslate(self) -> None:
        self.setPlaceholderText(self.tr("Describe what you want to see. Type @ to mention a reference"))
        self.setAccessibleName(self.tr("Prompt"))


class _Mentions(QSyntaxHighlighter):
    """Sets off `@Image1` and its like, as the service's own wording counts them."""

    def __init__(self, document: QTextDocument, theme: Theme) -> None:
        super().__init__(document)
        self._theme = theme

    def highlightBlock(self, text: str) -> None:
        look = QTextCharFormat()
        look.setForeground(self._theme.color("accent"))
        look.setBackground(self._theme.color("wash"))
        look.setFontWeight(QFont.Weight.Medium)
        for found in MENTION.finditer(text):
            self.setFormat(found.start(), found.end() - found.start(), look)
