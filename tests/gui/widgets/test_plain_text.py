"""Text from outside is painted as it is: no tag is followed, no picture fetched, nothing hidden."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QToolTip, QWidget

from seedance_desktop.ui.widgets.base import Button, Control, draw_text
from seedance_desktop.ui.widgets.buttons import IconButton
from seedance_desktop.ui.widgets.labels import ElidedLabel, IconLabel, Label, Pill, lines_of
from seedance_desktop.ui.widgets.tile import Tile, TileButton

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from seedance_desktop.ui.theme import Theme

    Make = Callable[[Theme, str], QWidget]

pytestmark = pytest.mark.qt_log_ignore("does not support (propagateSizeHints|raise)")

RED = QColor("red").rgb()


@pytest.fixture
def markup(tmp_path: Path) -> str:
    """A file name that is a picture to whoever reads it as HTML."""
    picture = QPixmap(60, 60)
    picture.fill(QColor("red"))
    assert picture.save(str(tmp_path / "red.png"))
    return f"<img src='file://{tmp_path}/red.png'><b>heron</b>"


def reds(image: QImage) -> int:
    places = ((x, y) for x in range(image.width()) for y in range(image.height()))
    return sum(image.pixelColor(x, y).rgb() == RED for x, y in places)


def tooltip_of(widget: QWidget) -> QWidget:
    """What Qt shows for a widget's tooltip."""
    QToolTip.showText(widget.mapToGlobal(widget.rect().center()), widget.toolTip(), widget)
    (shown,) = [top for top in QApplication.topLevelWidgets() if top.inherits("QTipLabel")]
    return shown


def hidden_tooltip() -> None:
    for top in QApplication.topLevelWidgets():
        if top.inherits("QTipLabel"):
            top.close()
            top.deleteLater()
    QApplication.sendPostedEvents()


TIPPED: dict[str, Make] = {
    "control": lambda theme, _: Control(theme),
    "button": lambda theme, _: Button(theme, "x"),
    "elided": lambda theme, _: ElidedLabel(theme, "x"),
    "icon": lambda theme, text: IconLabel(theme, "x", text),
    "icon button": lambda theme, text: IconButton(theme, "x", text),
    "tile": lambda theme, text: TileButton(theme, Tile("a", "1", tooltip=text), compact=True),
}


def test_qt_itself_would_paint_the_picture(markup: str, shown: Callable[..., QWidget]) -> None:
    """Else the next test could not fail."""
    bare = QPushButton("x")
    label = QLabel(markup)
    shown(bare, label)
    bare.setToolTip(markup)
    assert reds(tooltip_of(bare).grab().toImage()) > 1000
    assert reds(label.grab().toImage()) > 1000
    hidden_tooltip()


@pytest.mark.parametrize("name", TIPPED)
def test_a_tooltip_shows_tags_as_they_are(name: str, markup: str, theme: Theme, shown: Callable[..., QWidget]) -> None:
    widget = TIPPED[name](theme, markup)
    shown(widget)
    if name in {"control", "button", "elided"}:
        widget.setToolTip(f"{markup}\nsecond \u202e line")
    tip = tooltip_of(widget)
    assert reds(tip.grab().toImage()) == 0
    assert "&lt;img" in widget.toolTip()
    assert "\u202e" not in widget.toolTip()
    hidden_tooltip()


def test_a_plain_tooltip_stays_plain(theme: Theme) -> None:
    widget = Control(theme)
    widget.setToolTip("heron.png\n3 MB")
    assert widget.toolTip() == "heron.png\n3 MB"
    widget.setToolTip("")
    assert widget.toolTip() == ""
    widget.deleteLater()


def test_labels_paint_no_tag_and_hide_nothing(markup: str, theme: Theme, shown: Callable[..., QWidget]) -> None:
    labels = [Label(theme, markup, wrap=True), Label(theme, markup), ElidedLabel(theme, markup), Pill(theme, markup)]
    window = shown(*labels)
    assert reds(window.grab().toImage()) == 0
    label = Label(theme, "invoice\u202efdp.exe")
    assert label.text() == "invoice�fdp.exe"
    label.setText("a\x1b\ud800")
    assert label.text() == "a��"
    label.deleteLater()


def test_what_is_painted_by_hand_hides_nothing(theme: Theme, qapp: QApplication) -> None:
    assert qapp is not None
    font = theme.font("body")
    assert "\u202e" not in "".join(lines_of("a long \u202e prompt", font, 60))

    def painted(text: str) -> QImage:
        image = QImage(200, 30, QImage.Format.Format_ARGB32)
        image.fill(QColor("white"))
        painter = QPainter(image)
        draw_text(painter, QRectF(0, 0, 200, 30), text, font, QColor("black"))
        painter.end()
        return image

    assert painted("a\u202ecod.exe") == painted("a�cod.exe")
    assert painted("a\u202ecod.exe") != painted("aexe.doc")
