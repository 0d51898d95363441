"""The bar over everything."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QMenu

from seedance_desktop.sandbox.scenarios import REPERTOIRE, SCENARIOS, Group
from seedance_desktop.ui.header import HeaderBar
from seedance_desktop.ui.scenario_names import GROUP_NAMES, scenario_name

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from seedance_desktop.ui.theme import Theme

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def header(theme: Theme, qtbot: QtBot) -> HeaderBar:
    header = HeaderBar(theme)
    qtbot.addWidget(header)
    header.set_profiles((), "")
    return header


def opened(header: HeaderBar, current: str) -> QMenu:
    header.set_scenarios(tuple(SCENARIOS), current)
    button = header.findChild(QAbstractButton, "profilePicker")
    assert button is not None
    button.click()
    return header.findChildren(QMenu)[0]


def offered(menu: QMenu) -> list[str]:
    """The names in one menu, those of its branches left out."""
    named = [action.objectName() for action in menu.actions()]
    return [name.removeprefix("scenario.") for name in named if name.startswith("scenario.")]


@pytest.mark.parametrize("name", SCENARIOS)
def test_every_rehearsal_is_called_by_words(name: str) -> None:
    assert " " in scenario_name(name)


def test_every_rehearsal_stands_once_and_under_what_it_is_about(header: HeaderBar) -> None:
    menu = opened(header, "calm")
    assert offered(menu) == ["calm"]
    branches = {branch.objectName(): offered(branch) for branch in menu.findChildren(QMenu)}
    assert branches == {f"rehearse.{group}": list(REPERTOIRE[group]) for group in GROUP_NAMES}
    assert set(Group) - set(GROUP_NAMES) == {Group.CALM}


def test_what_is_on_stands_in_front_too_and_choosing_another_tells_it(header: HeaderBar) -> None:
    chosen: list[str] = []
    header.scenario_chosen.connect(chosen.append)
    menu = opened(header, "dead-link")
    assert offered(menu) == ["calm", "dead-link"]
    ticked = [action.objectName() for action in menu.findChildren(QAction) if action.isChecked()]
    assert ticked == ["scenario.dead-link"] * 2
    for name in ("calm", "hang"):
        menu.findChildren(QAction, f"scenario.{name}")[0].trigger()
    assert chosen == ["calm", "hang"]
