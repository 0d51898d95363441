"""Where the prompt is written: a quiet card with chips for its mentions and a counter in its corner."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QTextBlockFormat, QTextCursor
from PySide6.QtWidgets import QSizePolicy, QTextEdit, QToolTip, QWidget

from seedance_desktop.domain.mentions import known_only, linked, unmarked
from seedance_desktop.ui.compose.chips import CHIP, MARK, Chips
from seedance_desktop.ui.compose.mentioning import Mentioning
from seedance_desktop.ui.compose.prompt_text import Reading, change_into, insert_prompt, prompt_of
from seedance_desktop.ui.widgets.drops import picture_of
from seedance_desktop.ui.widgets.labels import Label

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import (
        QFocusEvent,
        QHelpEvent,
        QHideEvent,
        QInputMethodEvent,
        QKeyEvent,
        QMouseEvent,
        QPaintEvent,
        QResizeEvent,
    )

    from seedance_desktop.ui.compose.chips import ChipLook
    from seedance_desktop.ui.theme import Theme

LEAST_HEIGHT = 108
MOST_HEIGHT = 240
FOOT = 46
AIR = 135
"""Line height in percent: a prompt is read like prose, not like code."""
MARKED = "application/x-seedance-prompt"
"""What is copied with its mentions; only this very editor takes it back, as ids mean nothing elsewhere."""


class PromptEdit(QTextEdit):
    """Plain text with mentions, that grows with what is written.

    Attributes:
        files_dropped: addresses of files that were dropped or pasted here and belong to the trays.
        picture_pasted: a picture from the clipboard, which belongs there too.
        reference_wanted: id of the reference whose chip was pressed twice.
    """

    files_dropped = Signal(list)
    picture_pasted = Signal(QImage)
    reference_wanted = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._limit: int | None = None
        self._height = 0
        self._reading = Reading(self.document())
        self._read = (-1, -1, "")
        self._origin = secrets.token_hex(8)
        self._chips = Chips(theme, self)
        self._mentioning = Mentioning(theme, self, self._chips)
        self._count = Label(theme, "0", role="text3", size="caption", parent=self)
        self.setObjectName("promptEdit")
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setViewportMargins(0, 3, 0, 20)
        self.document().setDocumentMargin(2)
        self.document().documentLayout().registerHandler(CHIP, self._chips)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)
        self.setFont(theme.font("body"))
        self._space_lines()
        theme.changed.connect(self.viewport().update)
        self.textChanged.connect(self._follow_text)
        self.cursorPositionChanged.connect(self._mentioning.follow_caret)
        self.verticalScrollBar().valueChanged.connect(self.follow_caret)
        self._retranslate()
        self._follow_text()

    def prompt(self) -> str:
        """What is written, with its mentions marked."""
        state = (self.document().revision(), self._chips.heard)
        if state != self._read[:2]:
            self._read = (*state, self._reading.prompt(self.document(), self._chips.said))
        return self._read[2]

    def show_prompt(self, prompt: str) -> None:
        """Show another prompt; what differs becomes one step that Undo takes back."""
        if prompt != self.prompt():
            self._chips.remember(prompt)
            change_into(self.document(), prompt)

    def begin_with(self, prompt: str) -> None:
        """Show the prompt of another draft, whose ids mean other references: nothing before it can be brought back."""
        self._origin = secrets.token_hex(8)
        self._chips.forget()
        self._chips.remember(prompt)
        self.document().setUndoRedoEnabled(False)
        change_into(self.document(), prompt)
        self.document().setUndoRedoEnabled(True)
        self.moveCursor(QTextCursor.MoveOperation.End)

    def set_references(self, looks: Mapping[str, ChipLook]) -> None:
        """Tell what there is to mention: reference id → look, in the order of the wordings."""
        if looks == self._chips.looks:
            return
        self._chips.show(looks)
        self.follow_caret()
        if MARK in self.toPlainText():
            # Only the widths change: neither Undo nor the caret may notice.
            self.document().markContentsDirty(0, self.document().characterCount())
            self._follow_text()

    def follow_caret(self) -> None:
        """The caret may stand elsewhere in the window now: the list goes along."""
        self._mentioning.follow_caret()

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
        self._grow()
        self.follow_caret()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.document().isEmpty() and not self._mentioning.composing():
            self._paint_hint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._mentioning.take_key(event):
            event.accept()
            return
        super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and self._mentioning.wants(event):  # type: ignore[arg-type]  # Qt's own pairing of type and class
            event.accept()
            return True
        return super().event(event)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001  the signature is Qt's
        # Tab chooses from the list while there is something to choose.
        return not (forward and self._mentioning.offers) and super().focusNextPrevChild(forward)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        reference_id = self._mentioning.chip_at(event.position().toPoint())
        if reference_id in self._chips.looks:
            self.reference_wanted.emit(reference_id)
        else:
            super().mouseDoubleClickEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip:
            self._tell_name(event)  # type: ignore[arg-type]  # Qt's own pairing of type and class
            return True
        return super().viewportEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._mentioning.leave()
        super().focusOutEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self._mentioning.close()
        super().hideEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        if not event.replacementLength():
            self._mentioning.take_words(event.commitString())
        super().inputMethodEvent(event)
        self._mentioning.follow_caret()
        self.viewport().update()

    def _paint_hint(self) -> None:
        """Qt's own placeholder is cut off below its first line, which is too little at this width."""
        painter = QPainter(self.viewport())
        painter.setPen(self._theme.color("text3"))
        margin = round(self.document().documentMargin())
        room = self.viewport().rect().adjusted(margin, margin + 1, -margin, 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap, self.accessibleDescription())

    def createMimeDataFromSelection(self) -> QMimeData:
        cursor = self.textCursor()
        chosen = prompt_of(self.document(), self._chips.said, cursor.selectionStart(), cursor.selectionEnd())
        data = QMimeData()
        data.setText(self._chips.written_out(chosen))
        data.setData(MARKED, f"{self._origin}\n{chosen}".encode())
        return data

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
            self._insert(self._own(source) or linked(unmarked(source.text()), self._chips.labels()))

    def _own(self, source: QMimeData) -> str:
        """The prompt that was copied here, with its mentions of what is still loaded; empty where it is foreign."""
        origin, _, prompt = bytes(source.data(MARKED).data()).decode("utf-8", "replace").partition("\n")
        return known_only(prompt, self._chips.looks) if origin == self._origin else ""

    def _insert(self, prompt: str) -> None:
        cursor = self.textCursor()
        self._chips.remember(prompt)
        insert_prompt(cursor, prompt)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def _tell_name(self, event: QHelpEvent) -> None:
        look = self._chips.looks.get(self._mentioning.chip_at(event.pos()))
        if look is None:
            QToolTip.hideText()
        else:
            QToolTip.showText(event.globalPos(), look.name, self)

    def _space_lines(self) -> None:
        """The spacing is no edit of the person's, so Undo must not meet it."""
        document = self.document()
        document.setUndoRedoEnabled(False)
        spacing = QTextBlockFormat()
        spacing.setLineHeight(AIR, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor = QTextCursor(document)
        cursor.mergeBlockFormat(spacing)
        document.setUndoRedoEnabled(True)

    def _follow_text(self) -> None:
        count = len(self._chips.written_out(self.prompt()))
        over = self._limit is not None and count > self._limit
        self._count.setText(f"{count:,} / {self._limit:,}" if self._limit is not None and count else f"{count:,}")
        self._count.set_role("danger" if over else "text3")
        self._place_count()
        self.viewport().update()

    def _grow(self) -> None:
        """Ask for another height only where it is another: the whole form is laid out anew for it."""
        if self.sizeHint().height() != self._height:
            self._height = self.sizeHint().height()
            self.updateGeometry()

    def _place_count(self) -> None:
        self._count.adjustSize()
        self._count.move(self.width() - self._count.width() - 11, self.height() - self._count.height() - 8)

    def _retranslate(self) -> None:
        self.setAccessibleDescription(self.tr("Describe what you want to see. Type @ to mention a reference"))
        self.setAccessibleName(self.tr("Prompt"))
