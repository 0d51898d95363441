"""Mentions as the prompt shows them: one object each, tied to a reference, with its picture and present wording."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QFontMetricsF, QPainterPath, QPyTextObject, QTextCharFormat, QTextFormat

from seedance_desktop.domain.mentions import mentions_in, written_out
from seedance_desktop.domain.text import seen
from seedance_desktop.ui.widgets.base import draw_icon, plate, sharpness

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtCore import QRect
    from PySide6.QtGui import QPainter, QPixmap, QTextDocument
    from PySide6.QtWidgets import QTextEdit

    from seedance_desktop.ui.theme import Role, Theme

MARK = "\ufffc"
"""The character that stands for a chip in the document's text."""
CHIP = QTextFormat.ObjectTypes.UserObject.value + 1
REFERENCE = QTextFormat.Property.UserProperty.value + 1
PAD = 4.0
GAP = 4.0
OUTSIDE = 1.0
MOST_WIDTH = 180.0
MOST_NAME = 110.0
CACHED = 300


@dataclass(frozen=True, slots=True)
class ChipLook:
    """What one reference looks like in the prompt.

    Attributes:
        label: the wording that is sent, or what the reference is called while it is not sent.
        name: what the person knows the file by.
        sent: it goes along now.
        icon: stands for its kind where there is no picture.
        pixmap: its picture.
        given: the name that the person gave it; empty where it is called by its file.
    """

    label: str
    name: str
    sent: bool
    icon: str
    pixmap: QPixmap | None = None
    given: str = ""


class Chips(QPyTextObject):
    """Paints the chips of one editor.

    Attributes:
        looks: reference id → look; a mention of another id dangles.
        said: reference id → what it was called when last known.
        heard: how often `said` has changed.
    """

    def __init__(self, theme: Theme, edit: QTextEdit) -> None:
        super().__init__(edit)
        self._theme = theme
        self._edit = edit
        self.looks: Mapping[str, ChipLook] = {}
        self.said: dict[str, str] = {}
        self.heard = 0
        self._measured: dict[str, QSizeF] = {}
        theme.changed.connect(self._measured.clear)
        self._small: dict[tuple[int, int], QPixmap] = {}

    def label(self, reference_id: str) -> str:
        """What a mention reads as now."""
        look = self.looks.get(reference_id)
        return look.label if look is not None else self.said.get(reference_id, "")

    def name(self, reference_id: str) -> str:
        """What a mention remembers its reference by, for when it is gone."""
        look = self.looks.get(reference_id)
        return look.name if look is not None else self.said.get(reference_id, "")

    def show(self, looks: Mapping[str, ChipLook]) -> None:
        """Look like this from now on."""
        self.looks = looks
        self._measured.clear()

    def remember(self, prompt: str) -> None:
        """Keep what the references of a prompt were called."""
        for found in mentions_in(prompt):
            self.call(found.reference_id, found.said)

    def call(self, reference_id: str, said: str) -> None:
        """Keep what a reference is called."""
        if self.said.get(reference_id) != said:
            self.said[reference_id] = said
            self.heard += 1
            self._measured.pop(reference_id, None)

    def forget(self) -> None:
        """The ids stand for other references from now on."""
        self.said.clear()
        self.heard += 1
        self._measured.clear()

    def labels(self) -> dict[str, str]:
        """Reference id → wording, of those that are sent."""
        return {one: look.label for one, look in self.looks.items() if look.sent}

    def written_out(self, prompt: str) -> str:
        """A prompt as it would be sent."""
        return written_out(prompt, self.labels())

    def intrinsicSize(self, _document: QTextDocument, _position: int, format: QTextFormat) -> QSizeF:  # noqa: A002  Qt's own
        reference_id = chip_id(format)
        if reference_id not in self._measured:
            side = QFontMetricsF(self._theme.font("body", 500)).height()
            label, name = self._widths(reference_id)
            self._measured[reference_id] = QSizeF(OUTSIDE + side + GAP + label + name + PAD + OUTSIDE, side)
        return self._measured[reference_id]

    def drawObject(
        self,
        painter: QPainter,
        rect: QRectF | QRect,
        _document: QTextDocument,
        position: int,
        format: QTextFormat,  # noqa: A002  Qt's own
    ) -> None:
        reference_id = chip_id(format)
        look = self.looks.get(reference_id)
        marked = self._edit.textCursor()
        selected = marked.selectionStart() <= position < marked.selectionEnd()
        ink: Role = "accent" if look is not None and look.sent else "danger" if look is None else "warning"
        rect = QRectF(rect)
        painter.save()
        body = rect.adjusted(OUTSIDE, -1, -OUTSIDE, 1)
        if selected:
            # Qt lays half of the selection's colour over what is painted here: this leaves a dark plate, pale words.
            ink = "on_badge"
            plate(painter, rect.adjusted(OUTSIDE, 0, -OUTSIDE, 0), fill=self._theme.color("shadow"), radius=4)
        elif ink == "accent":
            plate(painter, body, fill=self._theme.color("wash"), radius=4)
        else:
            plate(painter, body, line=self._theme.color(ink), radius=4, dashed=True)
        picture = QRectF(rect.left() + OUTSIDE + 2, rect.top() + 1, rect.height() - 2, rect.height() - 2)
        self._draw_picture(painter, picture, look, ink)
        words = QRectF(rect.left() + OUTSIDE + rect.height() + GAP, rect.top(), rect.width(), rect.height())
        self._draw_words(painter, words, reference_id, ink)
        painter.restore()

    def _draw_words(self, painter: QPainter, place: QRectF, reference_id: str, ink: Role) -> None:
        look = self.looks.get(reference_id)
        label, name = self._widths(reference_id)
        font = self._theme.font("body", 500)
        font.setStrikeOut(look is None)
        across = int(Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextSingleLine)
        painter.setFont(font)
        painter.setPen(self._theme.color(ink))
        text = QFontMetricsF(font).elidedText(seen(self.label(reference_id)), Qt.TextElideMode.ElideMiddle, label + 1)
        painter.drawText(QRectF(place.left(), place.top(), label + 2, place.height()), across, text)
        if look is not None and name:
            plain = self._theme.font("body")
            painter.setFont(plain)
            painter.setPen(self._theme.color("text2" if ink == "accent" else ink))
            text = QFontMetricsF(plain).elidedText(seen(look.given), Qt.TextElideMode.ElideRight, name - GAP + 1)
            painter.drawText(QRectF(place.left() + label + GAP, place.top(), name, place.height()), across, text)

    def _widths(self, reference_id: str) -> tuple[float, float]:
        """Of the wording, and of the given name with the gap before it."""
        look = self.looks.get(reference_id)
        label = QFontMetricsF(self._theme.font("body", 500)).horizontalAdvance(self.label(reference_id))
        if look is None or not (look.sent and look.given):
            return min(label, MOST_WIDTH), 0.0
        name = QFontMetricsF(self._theme.font("body")).horizontalAdvance(look.given)
        return min(label, MOST_WIDTH), GAP + min(name, MOST_NAME)

    def _draw_picture(self, painter: QPainter, place: QRectF, look: ChipLook | None, ink: Role) -> None:
        if look is None or look.pixmap is None or look.pixmap.isNull():
            icon = "triangle-alert" if look is None else look.icon
            draw_icon(painter, self._theme, icon, place.center(), ink, 14)
        else:
            rounded = QPainterPath()
            rounded.addRoundedRect(place, 3, 3)
            painter.save()
            painter.setRenderHint(painter.RenderHint.Antialiasing)
            painter.setClipPath(rounded)
            painter.setRenderHint(painter.RenderHint.SmoothPixmapTransform)
            small = self._shrunk(look.pixmap, round(place.width() * sharpness(painter)))
            painter.drawPixmap(place, small, QRectF(small.rect()))
            painter.restore()

    def _shrunk(self, pixmap: QPixmap, edge: int) -> QPixmap:
        """The middle square of a picture at the size it is painted, so that each paint costs next to nothing."""
        key = (pixmap.cacheKey(), edge)
        if key not in self._small:
            if len(self._small) >= CACHED:
                self._small.clear()
            side = min(pixmap.width(), pixmap.height())
            square = pixmap.copy((pixmap.width() - side) // 2, (pixmap.height() - side) // 2, side, side)
            smooth = Qt.TransformationMode.SmoothTransformation
            self._small[key] = square.scaled(edge, edge, mode=smooth)
        return self._small[key]


def chip_format(reference_id: str, around: QTextCharFormat) -> QTextCharFormat:
    """The format that makes `MARK` a mention of a reference."""
    chip = QTextCharFormat(around)
    chip.setObjectType(CHIP)
    chip.setProperty(REFERENCE, reference_id)
    chip.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignBaseline)
    return chip


def chip_id(look: QTextFormat) -> str:
    """The reference that a format mentions; empty for plain text."""
    return str(look.property(REFERENCE) or "") if look.objectType() == CHIP else ""
