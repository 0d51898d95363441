"""The button that says whose values a page shows, and lets another profile be chosen for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from seedance_desktop.settings.model import SANDBOX_ID
from seedance_desktop.ui.widgets.base import line_height
from seedance_desktop.ui.widgets.buttons import ToolButtonWithText

if TYPE_CHECKING:
    from seedance_desktop.domain.profile import Profile
    from seedance_desktop.ui.desk import Desk
    from seedance_desktop.ui.theme import Theme


class ProfilePick(ToolButtonWithText):
    """Shows one profile; it is not the one in use that is changed here.

    Args:
        theme: the look.
        desk: whose profiles.
        name: its object name.
        parent: the widget it lies in.

    Attributes:
        chosen: id of the profile to show.
    """

    chosen = Signal(str)

    def __init__(self, theme: Theme, desk: Desk, name: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, "", "key-round", trailing="chevron-down", parent=parent)
        self._desk = desk
        self._profile_id = ""
        self._in_use = ""
        self.setObjectName(name)
        self.setMinimumHeight(line_height(theme.font(), 32))
        self.clicked.connect(self._open)

    def profile(self) -> Profile:
        """Give the profile shown; where that is gone, the one in use."""
        known = {profile.id: profile for profile in self._desk.profiles}
        return known.get(self._profile_id) or self._desk.current_profile

    def choose(self, profile_id: str) -> None:
        """Show another profile."""
        self._profile_id = profile_id

    def follow_use(self) -> None:
        """Go along where another profile was taken into use since the page was last seen."""
        in_use = self._desk.current_profile.id
        if in_use != self._in_use:
            self._in_use = in_use
            self._profile_id = in_use

    def refresh(self) -> None:
        profile = self.profile()
        self._profile_id = profile.id
        self.setText(self._name(profile))
        self.set_icon("flask-conical" if profile.sandbox else "key-round")
        self.updateGeometry()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.refresh()
        super().changeEvent(event)

    def _name(self, profile: Profile) -> str:
        return self.tr("Sandbox") if profile.id == SANDBOX_ID else profile.name

    def _open(self) -> None:
        menu = QMenu(self)
        group = QActionGroup(menu)
        for profile in self._desk.profiles:
            action = QAction(self._name(profile).replace("&", "&&"), menu)
            action.setCheckable(True)
            action.setChecked(profile.id == self._profile_id)
            action.triggered.connect(lambda _on=False, chosen=profile.id: self.chosen.emit(chosen))
            group.addAction(action)
            menu.addAction(action)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.mapToGlobal(QPoint(0, self.height() + 4)))
