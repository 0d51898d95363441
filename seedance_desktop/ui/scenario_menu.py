"""What the sandbox can rehearse, as a part of a menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QActionGroup

from seedance_desktop.sandbox.scenarios import REPERTOIRE, Group
from seedance_desktop.ui.scenario_names import group_name, scenario_name

if TYPE_CHECKING:
    from collections.abc import Collection

    from PySide6.QtCore import SignalInstance
    from PySide6.QtWidgets import QMenu


class ScenarioMenu:
    """Fills a menu: what goes well and what is on now at once, all others one step further, by what they are about.

    Args:
        menu: any.
        offered: names of scenarios.
        current: the one that is on.
        chosen: told a name.
    """

    def __init__(self, menu: QMenu, offered: Collection[str], current: str, chosen: SignalInstance) -> None:
        self._menu = menu
        self._current = current
        self._chosen = chosen
        self._choice = QActionGroup(menu)
        calm = [name for name in REPERTOIRE[Group.CALM] if name in offered]
        for name in calm if current in calm else (*calm, current):
            self._offer(menu, name)
        for group, scenarios in REPERTOIRE.items():
            named = [name for name in scenarios if name in offered]
            if group is not Group.CALM and named:
                self._branch(group, named)

    def _branch(self, group: Group, names: list[str]) -> None:
        branch = self._menu.addMenu(group_name(group).replace("&", "&&"))
        branch.setObjectName(f"rehearse.{group}")
        choice = QActionGroup(branch)
        for name in names:
            choice.addAction(self._offer(branch, name))

    def _offer(self, menu: QMenu, name: str) -> QAction:
        action = QAction(scenario_name(name).replace("&", "&&"), menu)
        action.setObjectName(f"scenario.{name}")
        action.setCheckable(True)
        action.setChecked(name == self._current)
        action.triggered.connect(lambda _checked=False: self._chosen.emit(name))
        menu.addAction(action)
        return action
