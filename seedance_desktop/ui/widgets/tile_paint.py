"""How the parts of a tile are painted: its picture, its number, its length, its sound."""

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPixmap

from seedance_desktop.ui.theme import Theme
from seedance_desktop.ui.widgets.base import RADIUS, draw_icon, draw_text, plate, text_height, text_width

BADGE = 18.0
BAR = 1.5
BAR_STEP = 3.0


def draw_cover(painter: QPainter, rect: QRectF, picture: QPixmap | QImage, radius: float = RADIUS) -> None:
    """Paint a picture so that it fills a rounded rectangle; what stands over is cut off."""
    painter.save()
    path = QPainterPath()
    path.addRoundedRect(rect, radius, radius)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.setClipPath(path)
    whole = QSizeF(picture.size())
    part = rect.size().scaled(whole, Qt.AspectRatioMode.KeepAspectRatio)
    source = QRectF(QPointF((whole.width() - part.width()) / 2, (whole.height() - part.height()) / 2), part)
    if isinstance(picture, QImage):
        painter.drawImage(rect, picture, source)
    else:
        painter.drawPixmap(rect, picture, source)
    painter.restore()


def draw_badge(painter: QPainter, theme: Theme, middle: QPointF, text: str, *, on_picture: bool) -> None:
    """Paint the number or letter of a tile in its disc, which becomes a pill for a number of two digits or more."""
    font = theme.small_font(10.5, 600)
    edge = max(BADGE, text_height(font) + 4)
    wide = max(edge, text_width(font, text) + 9)
    # What is enlarged grows away from the corner, not over it.
    grown = (edge - BADGE) / 2
    disc = QRectF(middle.x() - BADGE / 2, middle.y() - BADGE / 2 - (0 if on_picture else grown), wide, edge)
    plate(painter, disc, fill=theme.color("badge" if on_picture else "surface3"), radius=edge / 2)
    ink = theme.color("on_badge" if on_picture else "text1")
    draw_text(painter, disc, text, font, ink, Qt.AlignmentFlag.AlignCenter)


def badge_width(theme: Theme, text: str) -> float:
    """Pixels that `draw_badge` takes."""
    font = theme.small_font(10.5, 600)
    return max(BADGE, text_height(font) + 4, text_width(font, text) + 9)


def draw_waveform(
    painter: QPainter,
    rect: QRectF,
    levels: tuple[float, ...],
    color: QColor,
    heard: QColor | None = None,
    share: float = 0,
) -> None:
    """Paint loudness as bars around the middle of `rect`, as many as it has room for.

    Args:
        painter: where.
        rect: room.
        levels: 0 to 1 along the time.
        color: of the bars.
        heard: of those that were played.
        share: of the sound that was played.
    """
    bars = max(1, int((rect.width() + BAR_STEP - BAR) / BAR_STEP))
    painter.setPen(Qt.PenStyle.NoPen)
    for bar in range(bars):
        first = bar * len(levels) // bars
        after = max(first + 1, (bar + 1) * len(levels) // bars)
        level = max(levels[first:after], default=0.0)
        height = max(2.0, min(1.0, level) * rect.height())
        x = rect.left() + bar * BAR_STEP
        painter.setBrush(heard if heard is not None and bar < share * bars else color)
        painter.drawRect(QRectF(x, rect.center().y() - height / 2, BAR, height))


def draw_caption(painter: QPainter, theme: Theme, rect: QRectF, length: str, name: str) -> None:
    """Paint a length at the lower right of a picture, and a given name at its lower left, in dark boxes."""
    font = theme.font("caption", 500)
    high = text_height(font) + 1
    right = rect.right() - 4
    if length:
        wide = text_width(font, length) + 8
        _boxed(painter, theme, QRectF(right - wide, rect.bottom() - high - 4, wide, high), length)
        right -= wide + 3
    room = right - rect.left() - 4
    if name and room > 20:
        wide = min(room, text_width(font, name) + 8)
        _boxed(painter, theme, QRectF(rect.left() + 4, rect.bottom() - high - 4, wide, high), name)


def draw_alert(painter: QPainter, theme: Theme, middle: QPointF) -> None:
    """Paint the mark of what needs the person."""
    disc = QRectF(middle.x() - BADGE / 2, middle.y() - BADGE / 2, BADGE, BADGE)
    plate(painter, disc, fill=theme.color("surface1"), radius=BADGE / 2)
    draw_icon(painter, theme, "circle-alert", middle, "danger", 14)


def _boxed(painter: QPainter, theme: Theme, box: QRectF, text: str) -> None:
    plate(painter, box, fill=theme.color("badge"), radius=3)
    font, ink = theme.font("caption", 500), theme.color("on_badge")
    draw_text(painter, box.adjusted(4, 0, -3, 0), text, font, ink)
