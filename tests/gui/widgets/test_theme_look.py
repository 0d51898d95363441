"""The theme: its colours are legible, its icons sharp, its files there, and it changes live."""

import re
from itertools import product
from pathlib import Path
from typing import Literal

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFontInfo, QFontMetricsF, QIcon, QImage, QPalette
from PySide6.QtWidgets import QApplication, QFileDialog, QHeaderView, QLineEdit, QListView, QWidget
from pytestqt.qtbot import QtBot

from seedance_desktop.ui import theme as theme_module
from seedance_desktop.ui.icons import IconStore
from seedance_desktop.ui.theme import DARK, LIGHT, Role, Theme, Tokens, mix
from seedance_desktop.ui.widgets.base import text_width
from seedance_desktop.wording import resources
from seedance_desktop.wording.resources import resource

SURFACES = ("surface0", "surface1", "surface2")
FIRST_START = {"flask-conical", "chevron-down", "list-video", "circle-check", "image-plus", "clapperboard", "sparkles"}


def luminance(color: QColor) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF())


def contrast(one: QColor, other: QColor) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def washed(tokens: Tokens, surface: str) -> QColor:
    wash = QColor(tokens.wash)
    return mix(QColor(getattr(tokens, surface)), QColor(wash.rgb()), wash.alphaF())


@pytest.mark.parametrize("tokens", [DARK, LIGHT], ids=["dark", "light"])
def test_every_text_is_legible_on_the_surfaces_it_is_used_on(tokens: Tokens) -> None:
    words = ("text1", "text2", "text3", "accent", "success", "warning", "danger")
    pairs = list(product(words, SURFACES))
    pairs += [("text1", "surface3"), ("text2", "surface3"), ("text1", "stage"), ("text2", "stage")]
    pairs += [("on_accent", "accent")]
    for ink, ground in pairs:
        assert contrast(QColor(getattr(tokens, ink)), QColor(getattr(tokens, ground))) >= 4.5, (ink, ground)
    for ink, ground in product(("text1", "text2", "accent", "success", "warning", "danger"), ("surface1",)):
        assert contrast(QColor(getattr(tokens, ink)), washed(tokens, ground)) >= 4.5, (ink, "wash")


def test_a_field_that_is_off_is_written_quieter(qtbot: QtBot, theme: Theme) -> None:
    field = QLineEdit("MMMM")
    qtbot.addWidget(field)
    field.resize(120, 32)
    field.setEnabled(False)
    seen, ground = field.grab().toImage(), theme.color("surface3")
    pixels = product(range(8, 112), range(6, 26))
    strongest = max(contrast(seen.pixelColor(*place), ground) for place in pixels)
    assert 4.5 <= strongest <= contrast(theme.color("text2"), ground) + 0.1


def test_contrast_is_measured_and_not_assumed() -> None:
    assert contrast(QColor(LIGHT.text3), QColor(LIGHT.stage)) < 4.5


def test_no_colour_is_written_down_outside_the_theme() -> None:
    literal = re.compile(r"#[0-9a-fA-F]{3,8}\b|QColor\(\d|fromRgb\(")
    room = Path(theme_module.__file__).parent
    guilty = [
        str(path)
        for path in (*room.rglob("*.py"), *resource("styles").glob("*.qss"))
        if path.name != "theme.py" and literal.search(path.read_text(encoding="utf-8"))
    ]
    assert guilty == []


def test_the_palette_and_the_sheet_follow_the_mode(qtbot: QtBot, theme: Theme, qapp: QApplication) -> None:
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(DARK.surface1)
    with qtbot.waitSignal(theme.changed):
        theme.set_mode("light")
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(LIGHT.surface1)
    assert LIGHT.border in qapp.styleSheet()
    assert DARK.border not in qapp.styleSheet()
    assert "$" not in qapp.styleSheet()


@pytest.mark.qt_log_ignore("does not support propagateSizeHints")
@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_heads_and_lists_of_qts_own_file_dialog_are_no_black_on_black(
    mode: Literal["light", "dark"], qtbot: QtBot, theme: Theme, tmp_path: Path
) -> None:
    theme.set_mode(mode)
    dialog = QFileDialog(None, "", str(tmp_path))
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setViewMode(QFileDialog.ViewMode.Detail)
    qtbot.addWidget(dialog)
    dropping = QListView()
    qtbot.addWidget(dropping)
    with qtbot.waitExposed(dialog):
        dialog.show()
    head = dialog.findChild(QHeaderView)
    assert isinstance(head, QHeaderView)
    dropping.show()
    shown: tuple[tuple[QWidget, Role], ...] = ((head, "surface3"), (dropping, "surface2"))
    for widget, surface in shown:
        ground = widget.grab().toImage().pixelColor(3, 3)
        assert ground.name() == theme.color(surface).name()
        assert contrast(theme.color("text1"), ground) >= 4.5


def test_system_falls_back_to_light_and_follows_the_desktop(theme: Theme, qapp: QApplication) -> None:
    theme.set_mode("system")
    dark = qapp.styleHints().colorScheme() == Qt.ColorScheme.Dark
    assert theme.dark is dark
    assert theme.mode == "system"


def test_the_bundled_font_is_the_one_used_and_captions_keep_their_half_pixel(theme: Theme) -> None:
    assert QFontInfo(theme.font("body", 600)).family() == "Inter"
    caption, body = theme.font("caption"), theme.font("body")
    text = "Saved as soon as they are done"
    assert text_width(caption, text) / text_width(body, text) == pytest.approx(11.5 / 13, rel=0.01)


def test_digits_of_running_times_have_one_width(theme: Theme) -> None:
    tabular = QFontMetricsF(theme.font(tabular=True))
    assert tabular.horizontalAdvance("1:11") == pytest.approx(tabular.horizontalAdvance("0:00"))
    plain = QFontMetricsF(theme.font())
    assert plain.horizontalAdvance("1:11") < plain.horizontalAdvance("0:00")


def test_text_can_be_doubled(qapp: QApplication, theme: Theme) -> None:
    double = Theme(qapp, "dark", text_scale=2.0)
    assert text_width(double.font(), "Prompt") == pytest.approx(2 * text_width(theme.font(), "Prompt"), rel=0.03)
    double.deleteLater()


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 2.0])
def test_an_icon_is_drawn_at_the_pixels_of_the_screen_and_in_its_tint(theme: Theme, ratio: float) -> None:
    pixmap = theme.pixmap("play", "danger", 16, ratio)
    assert pixmap.size() == QSize(round(16 * ratio), round(16 * ratio))
    image = pixmap.toImage()
    inks = [
        QColor(image.pixelColor(x, y).rgb())
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() > 200
    ]
    danger = QColor(DARK.danger)
    assert inks
    assert all(abs(ink.hue() - danger.hue()) < 4 for ink in inks)
    assert theme.pixmap("play", "danger", 16, ratio).cacheKey() == pixmap.cacheKey()


def test_a_filled_icon_has_more_ink(theme: Theme) -> None:
    def ink(name: str) -> int:
        image = theme.pixmap(name, "text1", 16, 1.0).toImage()
        return sum(image.pixelColor(x, y).alpha() > 128 for x in range(16) for y in range(16))

    assert ink("heart:fill") > ink("heart") * 1.5


def test_an_icon_for_menus_is_dimmed_when_off_and_sharp_at_200_percent(theme: Theme) -> None:
    icon = theme.icon("settings")
    on = icon.pixmap(QSize(16, 16), 2.0).toImage()
    off = icon.pixmap(QSize(16, 16), 2.0, QIcon.Mode.Disabled).toImage()
    assert on.width() == off.width() == 32

    def strongest(image: QImage) -> int:
        return max(image.pixelColor(x, y).alpha() for x in range(32) for y in range(32))

    assert strongest(off) < strongest(on)


def test_every_icon_can_be_drawn(theme: Theme) -> None:
    sprite = resource("icons", "lucide.svg").read_text(encoding="utf-8")
    names = re.findall(r'<symbol id="([^"]+)"', sprite)
    assert len(names) >= 60
    assert set(names) >= FIRST_START
    store = IconStore(resource("icons", "lucide.svg"))
    for name in names:
        image = store.pixmap(name, theme.color("text1"), 16, 1.0).toImage()
        assert any(image.pixelColor(x, y).alpha() for x in range(16) for y in range(16)), name


def test_an_unknown_icon_is_our_mistake_and_says_so(theme: Theme) -> None:
    with pytest.raises(KeyError, match="no-such-icon"):
        theme.pixmap("no-such-icon")


def test_licences_lie_beside_what_they_cover() -> None:
    assert "SIL OPEN FONT LICENSE" in resource("fonts", "Inter-LICENSE.txt").read_text(encoding="utf-8")
    assert "ISC License" in resource("icons", "LICENSE").read_text(encoding="utf-8")


def test_a_wheel_finds_its_files_inside_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "seedance_desktop"
    (package / "resources" / "icons").mkdir(parents=True)
    monkeypatch.setattr(resources, "__file__", str(package / "wording" / "resources.py"))
    assert resource("icons") == package / "resources" / "icons"


def test_a_checkout_finds_its_files_at_the_top(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resources, "__file__", str(tmp_path / "seedance_desktop" / "wording" / "resources.py"))
    assert resource("icons", "x.svg") == tmp_path / "resources" / "icons" / "x.svg"
