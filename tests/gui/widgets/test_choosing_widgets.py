"""Widgets that choose: by mouse, by keyboard, switched off, and asked for what they do not offer."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from seedance_desktop.ui.theme import Theme
from seedance_desktop.ui.widgets.finding import FilterTabs, SearchField
from seedance_desktop.ui.widgets.ratio import Chip, RatioPicker, shape_of
from seedance_desktop.ui.widgets.segmented import Option, SegmentedControl
from seedance_desktop.ui.widgets.signs import Switch
from seedance_desktop.ui.widgets.sliders import DurationSlider, SeekSlider
from seedance_desktop.ui.widgets.stepper import Stepper

Shown = Callable[..., QWidget]
LEFT = Qt.MouseButton.LeftButton
# The offscreen platform says so of every window that has a least size.
pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")
THREE = (Option("480p", "480p"), Option("720p", "720p", enabled=False), Option("1080p", "1080p"))


def chips(picker: RatioPicker) -> dict[str, Chip]:
    return {chip.text(): chip for chip in picker.findChildren(Chip) if not chip.isHidden()}


def test_a_press_on_a_segment_chooses_it(qtbot: QtBot, theme: Theme, shown: Shown) -> None:
    control = SegmentedControl(theme, [Option("a", "References"), Option("b", "First & last frame")])
    shown(control)
    with qtbot.waitSignal(control.valueChanged) as told:
        QTest.mouseClick(control._segments[1], LEFT)
    assert told.args == ["b"]
    assert control.value() == "b"
    assert control._segments[1].isChecked()
    assert not control._segments[0].isChecked()


def test_pressing_the_chosen_segment_again_keeps_it_and_tells_nobody(qtbot: QtBot, theme: Theme, shown: Shown) -> None:
    control = SegmentedControl(theme, THREE)
    control.setValue("480p")
    shown(control)
    with qtbot.assertNotEmitted(control.valueChanged):
        QTest.mouseClick(control._segments[0], LEFT)
    assert control._segments[0].isChecked()


def test_arrows_skip_the_segment_that_cannot_be_had(theme: Theme, shown: Shown) -> None:
    control = SegmentedControl(theme, THREE)
    control.setValue("480p")
    shown(control)
    control._segments[0].setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(control._segments[0], Qt.Key.Key_Right)
    assert control.value() == "1080p"
    assert control._segments[2].hasFocus()
    assert control._segments[2].ring_visible()


def test_a_segmented_control_is_one_stop_of_the_tab_key(theme: Theme, shown: Shown) -> None:
    control, after = SegmentedControl(theme, THREE), QLineEdit()
    control.setValue("1080p")
    shown(control, after)
    control._segments[2].setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(control._segments[2], Qt.Key.Key_Tab)
    assert after.hasFocus()


def test_a_value_nobody_offers_is_kept_for_when_it_is_offered_again(theme: Theme) -> None:
    control = SegmentedControl(theme, THREE)
    control.setValue("4k")
    assert not any(segment.isChecked() for segment in control._segments)
    control.set_options([Option("4k", "4K"), Option("2k", "2K")])
    assert control.value() == "4k"
    assert control._segments[0].isChecked()


def test_options_may_become_fewer_while_one_is_focused(qtbot: QtBot, theme: Theme, shown: Shown) -> None:
    control = SegmentedControl(theme, THREE)
    shown(control)
    control._segments[2].setFocus()
    control.set_options([Option("720p", "720p")])
    assert [option.value for option in control.options()] == ["720p"]
    with qtbot.waitSignal(control.valueChanged):
        QTest.keyClick(control._segments[0], Qt.Key.Key_Return)


def test_a_disabled_segmented_control_takes_no_press(qtbot: QtBot, theme: Theme, shown: Shown) -> None:
    control = SegmentedControl(theme, [Option("l", "Landscape"), Option("p", "Portrait")])
    control.setEnabled(False)
    shown(control)
    with qtbot.assertNotEmitted(control.valueChanged):
        QTest.mouseClick(control._segments[1], LEFT)
    assert control.value() is None


def test_the_slider_and_the_number_say_the_same(qtbot: QtBot, theme: Theme, shown: Shown) -> None:
    duration = DurationSlider(theme)
    duration.set_range(4, 15)
    shown(duration)
    with qtbot.waitSignal(duration.valueChanged) as told:
        duration.setValue(5)
    assert told.args == [5]
    assert duration._box.text() == "5 s"
    duration._slider.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(duration._slider, Qt.Key.Key_Right)
    assert (duration.value(), duration._box.value()) == (6, 6)


def test_a_typed_length_counts_on_enter_and_stays_within_the_bounds(theme: Theme, shown: Shown) -> None:
    duration = DurationSlider(theme)
    duration.set_range(4, 15)
    duration.setValue(5)
    shown(duration)
    duration._box.setFocus()
    duration._box.selectAll()
    QTest.keyClicks(duration._box, "12")
    assert duration.value() == 5
    QTest.keyClick(duration._box, Qt.Key.Key_Return)
    assert duration.value() == 12
    duration.set_range(4, 10)
    assert duration.value() == 10


def test_a_press_on_the_track_goes_there(theme: Theme, shown: Shown) -> None:
    duration = DurationSlider(theme)
    duration.set_range(4, 15)
    shown(duration)
    slider = duration._slider
    QTest.mouseClick(slider, LEFT, pos=QPoint(slider.width() - 2, slider.height() // 2))
    assert duration.value() == 15
    QTest.mouseClick(slider, LEFT, pos=QPoint(1, slider.height() // 2))
    assert duration.value() == 4


def roll(widget: QWidget) -> bool:
    """Turn the wheel up by one step over it; whether it took that."""
    spot = widget.rect().center()
    place, beyond = QPointF(spot), QPointF(widget.mapToGlobal(spot))
    plain, phase = Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase
    event = QWheelEvent(place, beyond, QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton, plain, phase, False)  # noqa: FBT003 - Qt's own order
    event.ignore()
    QApplication.sendEvent(widget, event)
    return event.isAccepted()


@pytest.mark.parametrize("part", ["_slider", "_box"])
def test_the_wheel_changes_a_length_only_where_the_keyboard_is(part: str, theme: Theme, shown: Shown) -> None:
    duration, other = DurationSlider(theme), QLineEdit()
    duration.set_range(4, 15)
    duration.setValue(5)
    shown(duration, other)
    other.setFocus()
    widget: QWidget = getattr(duration, part)
    assert not roll(widget)
    assert duration.value() == 5
    assert other.hasFocus()
    widget.setFocus()
    assert roll(widget)
    assert duration.value() == 6


def test_the_suffix_follows_the_language_and_the_box_widens(theme: Theme) -> None:
    duration = DurationSlider(theme)
    width = duration._box.width()
    duration.set_suffix(" 秒钟长度")
    assert duration._box.text().endswith("秒钟长度")
    assert duration._box.width() > width


def test_seeking_is_told_only_when_the_person_does_it(qtbot: QtBot, theme: Theme, shown: Shown) -> None:
    seek = SeekSlider(theme)
    seek.setRange(0, 5000)
    shown(seek)
    with qtbot.assertNotEmitted(seek.sought):
        seek.set_position(1200)
    assert seek.value() == 1200
    with qtbot.waitSignal(seek.sought) as told:
        QTest.mouseClick(seek, LEFT, pos=QPoint(seek.width() // 2, seek.height() // 2))
    assert told.args is not None
    assert told.args[0] == pytest.approx(2500, abs=60)


def test_the_clip_does_not_pull_the_knob_out_of_the_hand(theme: Theme, shown: Shown) -> None:
    seek = SeekSlider(theme)
    seek.setRange(0, 5000)
    shown(seek)
    QTest.mousePress(seek, LEFT, pos=QPoint(seek.width() // 2, 10))
    held = seek.value()
    seek.set_position(10)
    assert seek.value() == held
    QTest.mouseRelease(seek, LEFT, pos=QPoint(seek.width() // 2, 10))
    seek.set_position(10)
    assert seek.value() == 10


@pytest.mark.parametrize(
    ("ratio", "wide"), [("16:9", True), ("9:16", False), ("21:9", True), ("4:3", True), ("3:4", False)]
)
def test_the_little_shape_has_the_shape_of_the_ratio(ratio: str, *, wide: bool) -> None:
    shape = shape_of(ratio)
    assert shape is not None
    assert (shape[0] > shape[1]) is wide
    assert shape[0] <= 22
    assert shape[1] <= 16


def test_a_square_is_square_and_words_have_no_shape() -> None:
    square = shape_of("1:1")
    assert square is not None
    assert square[0] == square[1]
    assert shape_of("Adaptive") is None
    assert shape_of("0:9") is None


def test_pressing_the_chosen_ratio_clears_it(theme: Theme, shown: Shown) -> None:
    picker = RatioPicker(theme)
    picker.set_choices(["16:9", "9:16", "1:1"], open_set=False)
    shown(picker)
    QTest.mouseClick(chips(picker)["9:16"], LEFT)
    assert picker.value() == "9:16"
    assert chips(picker)["9:16"].isChecked()
    QTest.mouseClick(chips(picker)["9:16"], LEFT)
    assert picker.value() == ""
    assert not chips(picker)["9:16"].isChecked()
    assert picker._plus.isHidden()


def test_the_plus_takes_another_ratio_and_shows_it_as_a_chip(qtbot: QtBot, theme: Theme, shown: Shown) -> None:
    picker = RatioPicker(theme)
    picker.set_choices(["16:9", "9:16"], open_set=True)
    shown(picker)
    QTest.mouseClick(picker._plus, LEFT)
    assert picker._editor.hasFocus()
    picker._editor.setText("4：5")  # as a Chinese input method writes it
    with qtbot.waitSignal(picker.valueChanged) as told:
        QTest.keyClick(picker._editor, Qt.Key.Key_Return)
    assert told.args == ["4:5"]
    assert chips(picker)["4:5"].isChecked()
    assert picker._editor.isHidden()
    picker.setValue("16:9")
    assert "4:5" not in chips(picker)


@pytest.mark.parametrize("nonsense", ["", "wide", "16", "0:9", "16:9:1"])
def test_the_plus_takes_no_nonsense(qtbot: QtBot, theme: Theme, shown: Shown, nonsense: str) -> None:
    picker = RatioPicker(theme)
    picker.set_choices(["16:9"], open_set=True)
    shown(picker)
    QTest.mouseClick(picker._plus, LEFT)
    QTest.keyClicks(picker._editor, nonsense)
    with qtbot.assertNotEmitted(picker.valueChanged):
        QTest.keyClick(picker._editor, Qt.Key.Key_Return)
    assert not picker._editor.isHidden()
    QTest.keyClick(picker._editor, Qt.Key.Key_Escape)
    assert picker._editor.isHidden()
    assert picker._plus.isVisible()


def test_many_ratios_break_into_lines_inside_the_width(theme: Theme, shown: Shown) -> None:
    picker = RatioPicker(theme)
    picker.set_choices(
        ["16:9", "9:16", "1:1", "4:3", "3:4", "21:9", "Adaptive"], open_set=False, words={"Adaptive": "自适应"}
    )
    shown(picker, width=290)
    assert "自适应" in chips(picker)
    assert all(chip.geometry().right() < picker.width() for chip in chips(picker).values())
    assert max(chip.geometry().bottom() for chip in chips(picker).values()) < picker.height()
    assert len({chip.y() for chip in chips(picker).values()}) > 1


def test_the_filter_keeps_its_choice_while_counts_change(qtbot: QtBot, theme: Theme, shown: Shown) -> None:
    tabs = FilterTabs(theme)
    tabs.set_options([Option("all", "All"), Option("running", "Running 2")])
    shown(tabs)
    assert tabs.value() == "all"
    with qtbot.waitSignal(tabs.valueChanged) as told:
        QTest.mouseClick(tabs._tabs[1], LEFT)
    assert told.args == ["running"]
    tabs.set_options([Option("all", "All"), Option("running", "Running 1")])
    assert tabs.value() == "running"
    assert tabs._tabs[1].isChecked()


def test_escape_empties_the_search(theme: Theme, shown: Shown) -> None:
    field = SearchField(theme, "Search prompts, tags, ids", key="/")
    shown(field)
    field.setFocus()
    QTest.keyClicks(field, "heron")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == ""
    assert field.accessibleName() == "Search prompts, tags, ids"


def test_the_switch_turns_by_mouse_anywhere_and_by_space(theme: Theme, shown: Shown) -> None:
    switch = Switch(theme, "only what fits this draft")
    shown(switch)
    QTest.mouseClick(switch, LEFT, pos=QPoint(4, 10))
    assert switch.isChecked()
    switch.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(switch, Qt.Key.Key_Space)
    assert not switch.isChecked()


def test_the_pills_come_closer_before_one_goes_to_a_second_line(qtbot: QtBot, theme: Theme, shown: Shown) -> None:
    tabs = FilterTabs(theme)
    names = ("All", "Running 12", "Favourites", "Failed 12")
    tabs.set_options([Option(name, name) for name in names])
    window = shown(tabs)
    wide = [tab.width() for tab in tabs._tabs]
    margins = window.width() - tabs.width()
    window.resize(236 + margins, 600)
    qtbot.waitUntil(lambda: tabs.width() == 236 and len({tab.y() for tab in tabs._tabs}) == 1)
    assert all(tab.width() >= tab.words_width() + 4 for tab in tabs._tabs)
    assert tabs._tabs[-1].geometry().right() < 236
    window.resize(120 + margins, 600)
    qtbot.waitUntil(lambda: len({tab.y() for tab in tabs._tabs}) > 1)
    window.resize(391, 600)
    qtbot.waitUntil(lambda: [tab.width() for tab in tabs._tabs] == wide)


def test_assistive_tools_see_what_each_is(theme: Theme) -> None:
    duration, switch = DurationSlider(theme), Switch(theme, "only what fits")
    duration.set_name("Duration")
    slider = QAccessible.queryAccessibleInterface(duration._slider)
    assert slider.role() == QAccessible.Role.Slider
    assert slider.text(QAccessible.Text.Name) == "Duration"
    assert QAccessible.queryAccessibleInterface(switch).role() == QAccessible.Role.CheckBox
    assert QAccessible.queryAccessibleInterface(switch).text(QAccessible.Text.Name) == "only what fits"


def test_a_stepper_stays_within_its_bounds_and_tells_each_step_once(theme: Theme, shown: Shown) -> None:
    stepper = Stepper(theme, 3)
    shown(stepper)
    told: list[int] = []
    stepper.changed.connect(told.append)
    stepper.set_words("1 clip", "Fewer clips", "More clips")
    for _ in range(5):
        QTest.mouseClick(stepper.more, LEFT)
    assert (told, stepper.count, stepper.more.isEnabled()) == ([2, 3], 3, False)
    QTest.keyClick(stepper.fewer, Qt.Key.Key_Space)
    assert (stepper.count, stepper.fewer.isEnabled(), stepper.more.isEnabled()) == (2, True, True)
    stepper.set_count(-7)
    assert (stepper.count, stepper.fewer.isEnabled()) == (1, False)
    assert (stepper.accessibleName(), stepper.more.accessibleName()) == ("1 clip", "More clips")
