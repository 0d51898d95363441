"""Buttons of the design: flat icons, outlined tools, links and the Generate bar."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from seedance_desktop.ui.theme import Role, Theme, mix
from seedance_desktop.ui.widgets.base import (
    TARGET,
    Button,
    draw_icon,
    draw_text,
    focus_ring,
    line_height,
    plate,
    text_width,
)

RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class IconButton(Button):
    """A flat square with an icon; round and filled for the one action that leads a row.

    Args:
        theme: The look.
        icon: A Lucide name.
        name: What it does: its tooltip and its name for assistive tools.
        size: Edge of the icon in pixels.
        disc: Filled and round, 32 pixels wide, as the play button.
        parent: The widget it lies in.
    """

    def __init__(
        self,
        theme: Theme,
        icon: str,
        name: str,
        *,
        size: int = 16,
        disc: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, "", parent)
        self._icon = icon
        self._icon_size = size
        self._disc = disc
        self.set_name(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_name(self, name: str) -> None:
        """Say what it does, in the language now shown."""
        self.setAccessibleName(name)
        self.setToolTip(name)

    def set_icon(self, icon: str) -> None:
        """Show another icon, as play turns into pause."""
        if icon != self._icon:
            self._icon = icon
            self.update()

    def icon_name(self) -> str:
        """Give the icon now shown."""
        return self._icon

    def sizeHint(self) -> QSize:
        edge = 32 if self._disc else max(TARGET, self._icon_size + 12)
        return QSize(edge, edge)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = QRectF(self.rect())
        radius = rect.height() / 2 if self._disc else 6.0
        if self._disc:
            plate(painter, rect, fill=self.face("surface3", "border"), radius=radius)
        elif self.hovered() or self.isDown():
            plate(painter, rect, fill=self.face("surface1", "surface3"), radius=radius)
        if not self.isEnabled():
            painter.setOpacity(0.4)
        draw_icon(painter, self._theme, self._icon, rect.center(), self._tint(), self._icon_size)
        painter.setOpacity(1)
        if self.ring_visible():
            focus_ring(painter, rect, self._theme, radius)

    def _tint(self) -> Role:
        if self.isChecked():
            return "accent"
        return "text1" if self._disc or self.hovered() else "text2"


class ToolButtonWithText(Button):
    """An outlined button with an optional icon before its text.

    Args:
        theme: The look.
        text: Plain text.
        icon: A Lucide name or nothing.
        caption: A quieter remark after the text, as on the profile button.
        trailing: An icon at the end, such as `chevron-down` where a menu opens.
        parent: The widget it lies in.
    """

    def __init__(
        self,
        theme: Theme,
        text: str,
        icon: str = "",
        *,
        caption: str = "",
        trailing: str = "",
        flat: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, text, parent)
        self._icon = icon
        self._caption = caption
        self._trailing = trailing
        self._flat = flat
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def set_caption(self, caption: str) -> None:
        """Change the quieter remark after the text."""
        self._caption = caption
        self.setAccessibleDescription(caption)
        self.updateGeometry()
        self.update()

    def set_icon(self, icon: str) -> None:
        """Show another icon."""
        self._icon = icon
        self.update()

    def sizeHint(self) -> QSize:
        pad, gap = self._spacing()
        width = 2 * pad + text_width(self._text_font(), self.text())
        width += 15 + gap if self._icon else 0
        width += 16 + gap if self._trailing else 0
        if self._caption:
            width += 8 + text_width(self._theme.font("caption"), self._caption)
        least = TARGET if self._trailing or self._flat else 30
        return QSize(round(width) + 1, line_height(self._text_font(), least))

    def minimumSizeHint(self) -> QSize:
        return QSize(TARGET + (24 if self._icon else 0), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = QRectF(self.rect())
        self._paint_plate(painter, rect)
        pad, gap = self._spacing()
        left, right = pad, rect.right() - pad
        middle = rect.center().y()
        if not self.isEnabled():
            painter.setOpacity(0.5)
        tint: Role = "text2" if self._flat and not self.hovered() else "text1"
        if self._icon:
            draw_icon(painter, self._theme, self._icon, QPointF(left + 7.5, middle), tint, 15)
            left += 15 + gap
        if self._trailing:
            draw_icon(painter, self._theme, self._trailing, QPointF(right - 8, middle), tint)
            right -= 16 + gap
        space = QRectF(left, 0, right - left, rect.height())
        draw_text(painter, space, self.text(), self._text_font(), self._theme.color(tint))
        if self._caption:
            after = text_width(self._text_font(), self.text()) + 8
            space.setLeft(min(right, left + after))
            draw_text(painter, space, self._caption, self._theme.font("caption"), self._theme.color("text3"))
        painter.setOpacity(1)
        if self.ring_visible():
            focus_ring(painter, rect, self._theme)

    def _paint_plate(self, painter: QPainter, rect: QRectF) -> None:
        if not self._flat:
            plate(painter, rect, fill=self.face("surface2", "surface3"), line=self._theme.color("border"))
        elif self.hovered() or self.isDown():
            plate(painter, rect, fill=self.face("surface1", "surface3"))

    def _spacing(self) -> tuple[float, float]:
        return (10.0, 8.0) if self._trailing or self._flat else (12.0, 7.0)

    def _text_font(self) -> QFont:
        if self._flat:
            return self._theme.font("body")
        return self._theme.font("body", 600 if self._trailing else 500)


class LinkButton(Button):
    """A line of accent-coloured text that does something.

    Args:
        theme: The look.
        text: Plain text.
        small: Caption size, as in a reason line.
        parent: The widget it lies in.
    """

    def __init__(self, theme: Theme, text: str, *, small: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(theme, text, parent)
        self._small = small
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        font = self._text_font()
        width = text_width(font, self.text())
        return QSize(round(width) + 1, line_height(font, TARGET, 8))

    def minimumSizeHint(self) -> QSize:
        return QSize(TARGET, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = QRectF(self.rect())
        font = self._text_font()
        font.setUnderline(self.hovered())
        on = self.isEnabled()
        color = self._theme.color("accent") if on else self._theme.faded("text3")
        if self.isDown():
            color = mix(color, self._theme.color("text1"), 0.3)
        draw_text(painter, rect, self.text(), font, color)
        if self.ring_visible():
            band = rect.adjusted(0, 3, 0, -3)
            plate(painter, band, line=self._theme.color("focus"), radius=4, width=1.5)

    def _text_font(self) -> QFont:
        return self._theme.font("caption" if self._small else "body", 600)


class PrimaryButton(Button):
    """The one bar that spends money: what it does, its key, its price.

    Args:
        theme: The look.
        text: What it does.
        hint: Its key, as `Ctrl ↵`.
        price: What it will cost; its own line of text on the right.
        parent: The widget it lies in.
    """

    def __init__(
        self, theme: Theme, text: str, *, hint: str = "", price: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, text, parent)
        self._hint = hint
        self._price = price
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_price(price)

    def set_price(self, price: str) -> None:
        """Say what pressing it will cost."""
        self._price = price
        self.setAccessibleDescription(price)
        self.update()

    def price(self) -> str:
        """Give the price as shown."""
        return self._price

    def set_hint(self, hint: str) -> None:
        """Change the key shown."""
        self._hint = hint
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(240, line_height(self._theme.font("title", 600), 42, 22))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = QRectF(self.rect())
        theme = self._theme
        on = self.isEnabled()
        fill = theme.color("surface3")
        if on:
            push = 0.16 if self.isDown() else 0.08 if self.hovered() else 0.0
            fill = mix(theme.color("accent"), theme.color("text1"), push)
        plate(painter, rect, fill=fill)
        small, price = theme.font("caption"), theme.font("body")
        inner = rect.adjusted(14, 0, -14, 0)
        draw_text(painter, inner, self._price, price, theme.color("on_accent" if on else "text2"), RIGHT)
        inner.setRight(inner.right() - text_width(price, self._price) - 12)
        title = theme.small_font(14, 600)
        draw_text(painter, inner, self.text(), title, theme.color("on_accent" if on else "text3"))
        inner.setLeft(inner.left() + text_width(title, self.text()) + 10)
        if text_width(small, self._hint) <= inner.width():
            quiet = theme.faded("on_accent", 0.8) if on else theme.color("text3")
            draw_text(painter, inner, self._hint, small, quiet)
        if self.ring_visible():
            focus_ring(painter, rect, theme)
            if on:
                ring = rect.adjusted(3, 3, -3, -3)
                plate(painter, ring, line=theme.color("on_accent"), radius=4, width=1.5)
