"""Mentions as the prompt shows them: one object each, tied to a reference, with its picture and present wording."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFontMetricsF, QPainterPath, QPen, QPyTextObject, QTextCharFormat, QTextFormat

from seedance_desktop.domain.mentions import mentions_in, written_out
from seedance_desktop.ui.widgets.base import draw_icon, plate

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtCore import QObject, QRect
    from PySide6.QtGui import QPainter, QPixmap, QTextDocument

    from seedance_desktop.ui.theme import Theme

MARK = "\ufffc"
"""The character that stands for a chip in the document's text."""
CHIP = QTextFormat.ObjectTypes.UserObject.value + 1
REFERENCE = QTextFormat.Property.UserProperty.value + 1
PAD = 4.0
GAP = 4.0
OUTSIDE = 1.0
MOST_WIDTH = 180.0


@dataclass(frozen=True, slots=True)
class ChipLook:
    """What one reference looks like in the prompt.

    Attributes:
        label: the wording that is sent, or what the reference is called while it is not sent.
        name: what the person knows the file by.
        sent: it goes along now.
        icon: stands for its kind where there is no picture.
    """

    label: str
    name: str
    sent: bool
    icon: str
    pixmap: QPixmap | None = None


class Chips(QPyTextObject):
    """Paints the chips of one document.

    Attributes:
        looks: reference id → look; a mention of another id dangles.
        said: reference id → what it was called when last known.
    """

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self.looks: Mapping[str, ChipLook] = {}
        self.said: dict[str, str] = {}

    def label(self, reference_id: str) -> str:
        """What a mention reads as now."""
        look = self.looks.get(reference_id)
        return look.label if look is not None else self.said.get(reference_id, "")

    def remember(self, prompt: str) -> None:
        """Keep what the references of a prompt were called."""
        self.said.update((found.reference_id, found.said) for found in mentions_in(prompt))

    def labels(self) -> dict[str, str]:
        """Reference id → wording, of those that are sent."""
        return {one: look.label for one, look in self.looks.items() if look.sent}

    def written_out(self, prompt: str) -> str:
        """A prompt as it would be sent."""
        return written_out(prompt, self.labels())

    def intrinsicSize(self, _document: QTextDocument, _position: int, format: QTextFormat) -> QSizeF:  # noqa: A002  Qt's own
        metrics = QFontMetricsF(self._theme.font("body", 500))
        side = metrics.height()
        text = min(metrics.horizontalAdvance(self.label(chip_id(format))), MOST_WIDTH)
        return QSizeF(OUTSIDE + side + GAP + text + PAD + OUTSIDE, side)

    def drawObject(
        self,
        painter: QPainter,
        rect: QRectF | QRect,
        _document: QTextDocument,
        _position: int,
        format: QTextFormat,  # noqa: A002  Qt's own
    ) -> None:
        look = self.looks.get(chip_id(format))
        sent = look is not None and look.sent
        theme = self._theme
        painter.save()
        rect = QRectF(rect)
        body = rect.adjusted(OUTSIDE, -1, -OUTSIDE, 1)
        if sent:
            plate(painter, body, fill=theme.color("wash"), radius=4)
        else:
            plate(painter, body, line=theme.color("danger"), radius=4, dashed=True)
        picture = QRectF(rect.left() + OUTSIDE + 2, rect.top() + 1, rect.height() - 2, rect.height() - 2)
        self._draw_picture(painter, picture, look)
        font = theme.font("body", 500)
        font.setStrikeOut(look is None)
        painter.setFont(font)
        painter.setPen(QPen(theme.color("accent" if sent else "danger")))
        text = QRectF(picture.right() + GAP, rect.top(), body.right() - PAD - picture.right() - GAP + 2, rect.height())
        label = QFontMetricsF(font).elidedText(
            self.label(chip_id(format)), Qt.TextElideMode.ElideMiddle, text.width() + 1
        )
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, label)
        painter.restore()

    def _draw_picture(self, painter: QPainter, place: QRectF, look: ChipLook | None) -> None:
        if look is None or look.pixmap is None or look.pixmap.isNull():
            icon = "triangle-alert" if look is None else look.icon
            draw_icon(painter, self._theme, icon, place.center(), "danger" if look is None else "accent", 14)
            return
        side = min(look.pixmap.width(), look.pixmap.height())
        middle = QPointF(look.pixmap.width() / 2, look.pixmap.height() / 2)
        source = QRectF(middle.x() - side / 2, middle.y() - side / 2, side, side)
        rounded = QPainterPath()
        rounded.addRoundedRect(place, 3, 3)
        painter.save()
        painter.setClipPath(rounded)
        painter.setRenderHint(painter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(place, look.pixmap, source)
        painter.restore()


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
