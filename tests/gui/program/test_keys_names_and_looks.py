"""Keys, focus, names for assistive tools, and looks and language that change while the window is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QWidget

from seedance_desktop.domain.task import Status
from seedance_desktop.ui.palette import CommandPalette
from tests.gui.program.user import PROMPT, SOON, User

if TYPE_CHECKING:
    from tests.gui.program.conftest import Program

pytestmark = pytest.mark.no_qt_log  # a handler in Python would be called in the decoder's threads, and hang

NAMED = [
    "routePicker",
    "promptEdit",
    "modeSwitch",
    "imagesTray",
    "firstFrameSlot",
    "lastFrameSlot",
    "videosTray",
    "audiosTray",
    "durationInput",
    "resolutionInput",
    "ratioInput",
    "orientationInput",
    "readinessList",
    "priceLabel",
    "generateButton",
    "libraryView",
    "librarySearch",
    "player",
    "playButton",
    "seekSlider",
    "taskDetails",
    "bannerArea",
    "profilePicker",
    "themeMenu",
    "languageMenu",
]
"""The names of the design."""
READ = [
    "profilePicker",
    "themeMenu",
    "languageMenu",
    "settingsButton",
    "routePicker",
    "promptEdit",
    "modeSwitch",
    "imagesTray",
    "videosTray",
    "audiosTray",
    "durationInput",
    "resolutionInput",
    "ratioInput",
    "generateButton",
    "librarySearch",
]
"""As the eye meets them."""


def spoken(widget: QWidget) -> str:
    """What a screen reader would call it."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) or interface.text(QAccessible.Text.Description)


def test_every_part_of_the_design_has_its_name_and_is_called_something(program: Program) -> None:
    async def use(user: User) -> None:
        await user.until(lambda: bool(user.see(QWidget, "priceLabel").property("text")), "the balance", SOON)
        user.session.conductor.banners.say("send.same_again", {})
        for name in NAMED:
            (widget,) = user.window.findChildren(QWidget, name)
            assert spoken(widget), name

    program.use(use)


def test_whatever_takes_the_focus_is_called_something(program: Program) -> None:
    async def use(user: User) -> None:
        await user.reaches(await user.generate(), Status.COMPLETED)
        await user.seen("useAgain")
        for stop in walk(user):
            assert spoken(stop), (type(stop).__name__, stop.objectName())

    program.use(use)


def walk(user: User) -> list[QWidget]:
    """Press Tab from the beginning until it comes round."""
    user.see(QWidget, "profilePicker").setFocus(Qt.FocusReason.TabFocusReason)
    visited: list[QWidget] = []
    while (here := user.window.focusWidget()) not in visited:
        visited.append(here)
        user.key(Qt.Key.Key_Tab)
    assert here is visited[0]
    return visited


def test_tab_reads_the_window_as_the_eye_does_and_back(program: Program) -> None:
    async def use(user: User) -> None:
        user.write("promptEdit", PROMPT)
        await user.shown()
        visited = walk(user)
        parts = [user.see(QWidget, name) for name in READ]
        met = [part for stop in visited for part in parts if part is stop or part.isAncestorOf(stop)]
        assert list(dict.fromkeys(part.objectName() for part in met)) == READ
        user.key(Qt.Key.Key_Backtab)
        assert user.window.focusWidget() is visited[-1]
        assert all(stop.width() >= 20 and stop.height() >= 20 for stop in visited)

    program.use(use)


def test_the_keys_of_the_window(program: Program) -> None:
    async def use(user: User) -> None:
        def focused() -> str:
            return user.window.focusWidget().objectName()

        user.see(QWidget, "routePicker").setFocus()
        user.control(Qt.Key.Key_K)
        assert focused() == "paletteSearch"
        user.key(Qt.Key.Key_Escape)
        assert focused() == "routePicker"
        user.key(Qt.Key.Key_Question)
        assert focused() == "paletteSearch"
        user.key(Qt.Key.Key_Escape)
        user.control(Qt.Key.Key_R)
        assert focused() == "routeSearch"
        user.key(Qt.Key.Key_Escape)
        assert focused() == "routePicker"
        user.key(Qt.Key.Key_Slash)
        assert focused() == "librarySearch"
        user.control(Qt.Key.Key_L)
        assert focused() == "promptEdit"
        QTest.keyClicks(user.window.focusWidget(), "/?")
        assert user.draft.prompt == "/?"
        assert focused() == "promptEdit"
        user.control(Qt.Key.Key_1)
        assert not user.see(QWidget, "promptEdit").isVisible()
        user.control(Qt.Key.Key_1)
        assert user.see(QWidget, "promptEdit").isVisible()

    program.use(use)


INSIDE = {"routes": "compose", "prompt": "compose", "search": "library", "uncertain": "library"}
"""Commands, and the pane in which each of them does something."""


def test_a_command_brings_back_the_pane_in_which_it_does_something(program: Program) -> None:
    async def use(user: User) -> None:
        panes, actions = user.window.panes, user.session.conductor.actions
        for command, pane in INSIDE.items():
            user.window.fold(pane)
            assert not panes[pane].isVisible()
            actions.action(command).trigger()
            assert panes[pane].isVisible(), command
        user.key(Qt.Key.Key_Escape)
        user.window.fold("library")
        user.press("queueButton")
        assert panes["library"].isVisible()

    program.use(use)


FINDS = {
    "en": {
        "what": "what_if",
        "balance": "ledger",
        "refund": "ledger",
        "cost": "ledger",
        "lost": "uncertain",
        "cap": "caps",
        "limit": "caps",
        "spend": "caps",
        "price": "prices",
        "key": "keys",
    },
    "zh": {
        "余额": "ledger",
        "花费": "caps",
        "退款": "ledger",
        "上限": "caps",
        "演练": "what_if",
        "丢失": "uncertain",
        "价格": "prices",
        "what": "what_if",
    },
}


@pytest.mark.parametrize("language", FINDS)
def test_a_natural_word_finds_its_command_first(program: Program, language: str) -> None:
    async def use(user: User) -> None:
        user.session.conductor.change(language=language)
        prices = user.session.conductor.actions.action("prices")
        await user.until(lambda: prices.text() == {"en": "Prices", "zh": "价格"}[language], "the language", SOON)
        user.control(Qt.Key.Key_K)
        palette = user.window.findChildren(CommandPalette)[0]
        found = {}
        for word in FINDS[language]:
            palette.search.setText(word)
            first = next((row for row in palette.rows if not row.isHidden()), None)
            found[word] = "" if first is None else first.action.objectName().removeprefix("action.")
            assert [row for row in palette.rows if row.is_next] == [first], "what Enter runs is to be seen"
        assert found == FINDS[language]
        palette.search.setText("xyzzy")
        assert user.see(QWidget, "paletteNone").isVisibleTo(palette)
        assert all(row.isHidden() for row in palette.rows)

    program.use(use)


def test_all_corners_of_the_palette_are_round(program: Program) -> None:
    async def use(user: User) -> None:
        user.control(Qt.Key.Key_K)
        (palette,) = user.window.findChildren(CommandPalette)
        await user.rest(0.2)
        panel = palette.parentWidget()
        assert panel is not None
        corner = panel.mapTo(user.window, panel.rect().bottomLeft())
        seen = user.window.grab().toImage()
        outside = seen.pixelColor(corner.x() + 1, corner.y() - 1)
        assert outside != seen.pixelColor(corner.x() + 20, corner.y() - 20), "a square corner lies over the veil"

    program.use(use)


def test_a_command_runs_by_typing_its_name(program: Program) -> None:
    async def use(user: User) -> None:
        user.control(Qt.Key.Key_K)
        QTest.keyClicks(user.window.focusWidget(), "dark")
        user.key(Qt.Key.Key_Return)
        assert user.session.desk.settings.appearance == "dark"
        assert user.session.opened.theme.dark
        assert user.window.focusWidget().objectName() != "paletteSearch"

    program.use(use)


def test_appearance_and_language_change_live_and_are_remembered(program: Program) -> None:
    async def choose(user: User, button: str, entry: str) -> None:
        user.press(button)
        await user.until(lambda: any(menu.isVisible() for menu in user.window.findChildren(QMenu)), "the menu", SOON)
        (menu,) = [menu for menu in user.window.findChildren(QMenu) if menu.isVisible()]
        (action,) = [action for action in menu.actions() if action.text() == entry]
        QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())

    def corner(user: User) -> int:
        return user.window.grab().toImage().pixelColor(QPoint(4, user.window.height() - 4)).lightness()

    async def change(user: User) -> None:
        await choose(user, "themeMenu", "Light")
        await user.until(lambda: corner(user) > 200, "a light window", SOON)
        await choose(user, "themeMenu", "Dark")
        await user.until(lambda: corner(user) < 60, "a dark window", SOON)
        assert user.see(QWidget, "generateButton").property("text") == "Generate"
        await choose(user, "languageMenu", "简体中文")
        await user.until(lambda: user.see(QWidget, "generateButton").property("text") == "生成", "Chinese", SOON)
        await choose(user, "languageMenu", "English")
        await user.until(lambda: user.see(QWidget, "generateButton").property("text") == "Generate", "English", SOON)
        await choose(user, "languageMenu", "简体中文")

    async def look(user: User) -> None:
        assert user.session.opened.theme.dark
        assert user.see(QWidget, "generateButton").property("text") == "生成"

    program.use(change)
    program.use(look)
