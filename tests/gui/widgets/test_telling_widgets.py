"""Widgets that tell: plain text only, the whole of it reachable, in either theme and at any text size."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from seedance_desktop.ui.theme import Theme
from seedance_desktop.ui.widgets.banner import Banner
from seedance_desktop.ui.widgets.base import text_height, text_width
from seedance_desktop.ui.widgets.buttons import IconButton, LinkButton, PrimaryButton, ToolButtonWithText
from seedance_desktop.ui.widgets.labels import ElidedLabel, IconLabel, Label, Pill, lines_of
from seedance_desktop.ui.widgets.panels import Card, Fact, FactsRow, ReasonLine
from seedance_desktop.ui.widgets.popover import Popover
from seedance_desktop.ui.widgets.readiness import MOST, Fix, ReadinessList
from seedance_desktop.ui.widgets.signs import ProgressLine, Spinner

Shown = Callable[..., QWidget]
LEFT = Qt.MouseButton.LeftButton
HTML = "<b>Bold</b> <img src='file:///etc/hostname'>"
LONG = "Slow dolly along the river at first light, the heron lifts off and crosses the frame"
# The offscreen platform says so of every window that has a least size.
pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")


def test_labels_show_markup_as_it_is_written(theme: Theme) -> None:
    label = Label(theme, HTML)
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert label.sizeHint().width() == pytest.approx(text_width(theme.font(), HTML), abs=3)


def test_every_label_inside_the_composed_widgets_is_plain(theme: Theme, qtbot: QtBot) -> None:
    reason, banner, ready, facts = (
        ReasonLine(theme, HTML, HTML),
        Banner(theme, "danger", HTML, action="a", close="b"),
        ReadinessList(theme),
        FactsRow(theme),
    )
    ready.set_fixes(HTML, [Fix("x", HTML, HTML)])
    facts.set_facts([Fact(HTML, HTML)])
    for widget in (reason, banner, ready, facts):
        qtbot.addWidget(widget)
        labels = widget.findChildren(Label)
        assert labels
        assert all(label.textFormat() == Qt.TextFormat.PlainText for label in labels)


def test_a_label_takes_the_colour_of_its_role_and_of_the_theme(theme: Theme) -> None:
    label = Label(theme, "Ready", role="success")
    assert label.palette().windowText().color() == theme.color("success")
    theme.set_mode("light")
    assert label.palette().windowText().color() == theme.color("success")
    label.set_role("danger")
    assert label.palette().windowText().color() == theme.color("danger")


def test_a_wrapped_label_is_as_tall_as_its_lines(theme: Theme) -> None:
    label = Label(theme, LONG, wrap=True)
    one = label.heightForWidth(2000)
    assert label.heightForWidth(180) > 2.5 * one
    assert label.heightForWidth(2000) < 24


def test_chinese_breaks_between_characters_and_keeps_them_all(theme: Theme) -> None:
    text = "标准版的首尾帧模式不支持参考音频" * 3
    lines = lines_of(text, theme.font(), 100)
    assert len(lines) > 3
    assert "".join(lines) == text


def test_lines_are_no_wider_than_asked(theme: Theme) -> None:
    font = theme.font("caption")
    assert all(text_width(font, line) <= 121 for line in lines_of(LONG, font, 120))
    assert lines_of("", font, 120) == [""]
    assert lines_of("one\ntwo", font, 500) == ["one", "two"]


def test_two_lines_end_in_an_ellipsis_and_the_tooltip_has_the_rest(theme: Theme, shown: Shown) -> None:
    label = ElidedLabel(theme, LONG, lines=2)
    window = shown(label, width=200)
    assert label.is_elided()
    assert label.toolTip() == LONG
    assert len(label._shown) == 2
    window.resize(1200, 600)
    label.resize(1100, label.height())
    assert not label.is_elided()
    assert label.toolTip() == ""
    assert label.accessibleName() == LONG


def test_a_reason_offers_its_link_only_where_there_is_one(qtbot: QtBot, theme: Theme, shown: Shown) -> None:
    reason = ReasonLine(theme, "STD always renders 720p")
    shown(reason)
    link = reason._link
    assert link.isHidden()
    reason.set_reason("Ratio 9:16 decides.", "Clear ratio")
    assert not link.isHidden()
    with qtbot.waitSignal(reason.activated):
        QTest.mouseClick(link, LEFT)
    link.setFocus(Qt.FocusReason.TabFocusReason)
    with qtbot.waitSignal(reason.activated):
        QTest.keyClick(link, Qt.Key.Key_Return)
    assert reason.accessibleName() == "Ratio 9:16 decides. Clear ratio"


def test_each_thing_to_fix_has_the_link_that_mends_it(qtbot: QtBot, theme: Theme, shown: Shown) -> None:
    ready = ReadinessList(theme)
    ready.set_fixes(
        "2 things to fix",
        [Fix("prompt.missing", "The prompt is empty", "Write it"), Fix("media.address", "No such address")],
    )
    shown(ready)
    links = [link for link in ready.findChildren(LinkButton) if link.isVisible()]
    assert [link.text() for link in links] == ["Write it"]
    with qtbot.waitSignal(ready.mended) as told:
        QTest.mouseClick(links[0], LEFT)
    assert told.args == ["prompt.missing", 0]
    assert "No such address" in ready.accessibleName()


def test_the_same_code_twice_is_told_apart_by_its_place(qtbot: QtBot, theme: Theme, shown: Shown) -> None:
    ready = ReadinessList(theme)
    ready.set_fixes("2", [Fix("media.address", "one", "Mend"), Fix("media.address", "two", "Mend")])
    shown(ready)
    second = [link for link in ready.findChildren(LinkButton) if link.isVisible()][1]
    with qtbot.waitSignal(ready.mended) as told:
        QTest.mouseClick(second, LEFT)
    assert told.args == ["media.address", 1]


def test_the_list_becomes_one_calm_line_again(theme: Theme, shown: Shown) -> None:
    ready = ReadinessList(theme)
    ready.set_fixes("1 thing to fix", [Fix("prompt.missing", "The prompt is empty", "Write it")])
    shown(ready)
    tall = ready.sizeHint().height()
    ready.set_line("Ready to send")
    assert ready.sizeHint().height() < tall
    assert ready.fixes() == ()
    assert ready.accessibleName() == "Ready to send"
    ready.set_line("Write a prompt to begin", "idle")
    assert ready._text.palette().windowText().color() == theme.color("text2")


def test_the_banner_acts_and_closes(qtbot: QtBot, theme: Theme, shown: Shown) -> None:
    banner = Banner(theme, "warning", "You are offline", action="Try again", close="Close")
    shown(banner)
    with qtbot.waitSignal(banner.activated):
        QTest.mouseClick(banner._link, LEFT)
    with qtbot.waitSignal(banner.closed):
        QTest.mouseClick(banner._cross, LEFT)
    banner.set_texts("没有网络")
    assert banner._link.isHidden()
    assert banner._cross.isHidden()
    assert banner.text() == "没有网络"


def test_the_price_is_told_to_assistive_tools(theme: Theme, shown: Shown) -> None:
    button = PrimaryButton(theme, "Generate", hint="Ctrl ↵", price="0.35 per task")
    shown(button)
    access = QAccessible.queryAccessibleInterface(button)
    assert access.role() == QAccessible.Role.Button
    assert access.text(QAccessible.Text.Name) == "Generate"
    assert access.text(QAccessible.Text.Description) == "0.35 per task"
    button.set_price("price not set")
    assert access.text(QAccessible.Text.Description) == "price not set"
    assert button.price() == "price not set"


def test_generate_is_accent_when_it_can_and_grey_when_it_cannot(theme: Theme, shown: Shown) -> None:
    button = PrimaryButton(theme, "Generate")
    shown(button)

    def ground() -> str:
        return button.grab().toImage().pixelColor(button.width() // 2, 4).name()

    assert ground() == theme.color("accent").name()
    button.setEnabled(False)
    assert ground() == theme.color("surface3").name()
    theme.set_mode("light")
    assert ground() == theme.color("surface3").name()


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_every_button_is_pressed_by_keyboard(qtbot: QtBot, theme: Theme, shown: Shown, key: Qt.Key) -> None:
    buttons: tuple[QPushButton, ...] = (
        IconButton(theme, "play", "Play"),
        ToolButtonWithText(theme, "Use again", "rotate-ccw"),
        LinkButton(theme, "Clear ratio"),
        PrimaryButton(theme, "Generate"),
    )
    shown(*buttons)
    for button in buttons:
        button.setFocus(Qt.FocusReason.TabFocusReason)
        with qtbot.waitSignal(button.clicked):
            QTest.keyClick(button, key)


def test_the_ring_is_seen_after_tab_and_not_after_a_press(theme: Theme, shown: Shown) -> None:
    one, two = ToolButtonWithText(theme, "One"), ToolButtonWithText(theme, "Two")
    shown(one, two)
    focus = theme.color("focus").name()

    def edge(button: QWidget) -> str:
        return button.grab().toImage().pixelColor(button.width() // 2, 0).name()

    QTest.mouseClick(one, LEFT)
    assert one.hasFocus()
    assert edge(one) != focus
    QTest.keyClick(one, Qt.Key.Key_Tab)
    assert two.hasFocus()
    assert edge(two) == focus


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_targets_are_at_least_28_pixels_and_grow_with_the_text(qapp: QApplication, scale: float) -> None:
    theme = Theme(qapp, "dark", text_scale=scale)
    widgets = (
        IconButton(theme, "play", "Play"),
        ToolButtonWithText(theme, "Use again", "rotate-ccw"),
        LinkButton(theme, "Clear ratio", small=True),
        PrimaryButton(theme, "Generate"),
    )
    for widget in widgets:
        assert widget.sizeHint().height() >= 28
        assert widget.minimumSizeHint().width() >= 28
    assert widgets[1].sizeHint().height() >= text_height(theme.font()) + 8
    theme.deleteLater()


def test_many_things_to_fix_scroll_and_the_keys_go_on_with_the_next(qtbot: QtBot, theme: Theme, shown: Shown) -> None:
    ready = ReadinessList(theme)
    fixes = [Fix(f"code{n}", f"{n}.heic is HEIC, which the service's upload does not take.", "Fix") for n in range(40)]
    ready.set_fixes("40 things to fix", fixes[:2])
    shown(ready)
    few = ready.height()
    ready.set_fixes("40 things to fix", fixes)
    qtbot.waitUntil(lambda: few < ready.height() < MOST + 60)

    def links() -> list[LinkButton]:
        return [link for link in ready.findChildren(LinkButton) if link.isVisible()]

    qtbot.waitUntil(lambda: len(links()) == len(fixes))
    last = links()[-1]
    last.setFocus(Qt.FocusReason.TabFocusReason)
    ready.set_fixes("39 things to fix", fixes[:-1])
    qtbot.waitUntil(lambda: len(links()) == len(fixes) - 1)
    assert last not in links()
    assert links()[-1].hasFocus()


def test_facts_break_into_rows_and_can_be_copied(qtbot: QtBot, theme: Theme, shown: Shown) -> None:
    facts = FactsRow(theme)
    facts.set_facts([Fact("Route", "Mini Special"), Fact("task_id", "vid_8f21c04", mono=True)])
    shown(facts, width=160)
    values = [label for label in facts.findChildren(Label) if label.text() in ("Mini Special", "vid_8f21c04")]
    assert len(values) == 2
    for value in values:
        assert value.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse
    tops = {value.mapTo(facts, QPoint(0, 0)).y() for value in values}
    assert len(tops) == 2
    facts.set_facts([Fact("Route", "STD")])
    qtbot.waitUntil(
        lambda: [label.text() for label in facts.findChildren(Label) if label.isVisible()] == ["Route", "STD"]
    )


def test_the_spinner_turns_only_while_it_is_seen(theme: Theme, shown: Shown) -> None:
    theme.set_reduced_motion(reduced=False)
    spinner = Spinner(theme, "Working")
    assert not spinner.turning()
    shown(spinner)
    assert spinner.turning()
    spinner.hide()
    assert not spinner.turning()


def test_the_spinner_stands_still_where_motion_is_unwanted(theme: Theme, shown: Shown) -> None:
    theme.set_reduced_motion(reduced=False)
    spinner = Spinner(theme, "Working")
    shown(spinner)
    theme.set_reduced_motion(reduced=True)
    assert not spinner.turning()
    spinner.hide()
    spinner.show()
    assert not spinner.turning()


def test_progress_fills_its_line(theme: Theme, shown: Shown) -> None:
    line = ProgressLine(theme)
    line.setValue(50)
    shown(line)
    image = line.grab().toImage()
    assert image.pixelColor(round(line.width() * 0.25), line.height() // 2) == theme.color("accent")
    assert image.pixelColor(round(line.width() * 0.75), line.height() // 2) == theme.color("surface3")


@pytest.mark.parametrize("make", [Pill, ElidedLabel])
def test_a_change_of_text_changes_the_name(theme: Theme, make: type[Pill] | type[ElidedLabel]) -> None:
    widget = make(theme, "per task")
    widget.setText("按次计费")
    assert widget.text() == widget.accessibleName() == "按次计费"


def test_cards_and_icons_follow_the_theme(theme: Theme, shown: Shown) -> None:
    card, icon = Card(theme), IconLabel(theme, "music", "Audio", role="text1", size=20)
    QVBoxLayout(card).addWidget(icon)
    shown(card)

    def ground() -> str:
        return card.grab().toImage().pixelColor(card.width() // 2, 5).name()

    assert ground() == theme.color("surface2").name()
    theme.set_mode("light")
    assert ground() == theme.color("surface2").name()
    assert icon.accessibleName() == "Audio"


def buttons_of(over: Popover) -> tuple[QPushButton, QPushButton]:
    first, last = over.content().findChildren(QPushButton)
    return first, last


@pytest.fixture
def popover(theme: Theme, shown: Shown) -> tuple[Popover, QPushButton, QWidget]:
    anchor, content = QPushButton("Route"), QWidget()
    column = QVBoxLayout(content)
    for name in ("first", "last"):
        column.addWidget(QPushButton(name))
    host = shown(anchor, QPushButton("behind"), width=800)
    anchor.setFocus()
    return Popover(theme, host, content), anchor, host


def test_a_popover_stands_below_its_anchor_inside_the_host(popover: tuple[Popover, QPushButton, QWidget]) -> None:
    over, anchor, host = popover
    over.open_at(anchor, 720, 4000)
    assert over.isVisible()
    assert over.geometry() == host.rect()
    assert over.panel_rect().top() >= 16
    assert host.rect().contains(over.panel_rect())
    host.resize(500, 400)
    assert QRect(0, 0, 500, 400).contains(over.panel_rect())


def test_escape_closes_it_and_the_focus_goes_back(qtbot: QtBot, popover: tuple[Popover, QPushButton, QWidget]) -> None:
    over, anchor, _ = popover
    over.open_at(anchor, 300, 200)
    first, _ = buttons_of(over)
    assert first.hasFocus()
    with qtbot.waitSignal(over.closed):
        QTest.keyClick(first, Qt.Key.Key_Escape)
    assert over.isHidden()
    assert anchor.hasFocus()


def test_tab_stays_inside_the_popover(popover: tuple[Popover, QPushButton, QWidget]) -> None:
    over, anchor, _ = popover
    over.open_at(anchor, 300, 200)
    first, last = buttons_of(over)
    QTest.keyClick(first, Qt.Key.Key_Tab)
    assert last.hasFocus()
    QTest.keyClick(last, Qt.Key.Key_Tab)
    assert first.hasFocus()
    QTest.keyClick(first, Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    assert last.hasFocus()


def test_a_press_beside_it_closes_it_and_one_on_it_does_not(
    qtbot: QtBot, popover: tuple[Popover, QPushButton, QWidget]
) -> None:
    over, anchor, host = popover
    over.open_at(anchor, 300, 200)
    with qtbot.assertNotEmitted(over.closed):
        QTest.mouseClick(over, LEFT, pos=over.panel_rect().center())
    with qtbot.waitSignal(over.closed):
        QTest.mouseClick(over, LEFT, pos=QPoint(host.width() - 4, host.height() - 4))
