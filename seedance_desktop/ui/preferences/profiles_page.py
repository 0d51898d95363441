"""Profiles and their keys: which there are, which one is used, and what is in each."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from seedance_desktop.domain.host import secret_name
from seedance_desktop.settings.model import SANDBOX_ID
from seedance_desktop.ui.preferences.edits import saved_profile, with_new_profile, with_profile, without_profile
from seedance_desktop.ui.preferences.host_form import HostForm
from seedance_desktop.ui.preferences.parts import Page
from seedance_desktop.ui.preferences.profile_form import ProfileForm
from seedance_desktop.ui.preferences.profile_list import ProfileList
from seedance_desktop.ui.widgets.buttons import ToolButtonWithText
from seedance_desktop.ui.widgets.labels import Label

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QShowEvent

    from seedance_desktop.domain.profile import Profile
    from seedance_desktop.engine.events import ProfileTested
    from seedance_desktop.settings.model import SavedBucket, SavedPicGo, Settings
    from seedance_desktop.ui.desk import Desk
    from seedance_desktop.ui.notifier import Speech
    from seedance_desktop.ui.theme import Theme


class ProfilesPage(Page):
    """The list above, the chosen one below it.

    Args:
        theme: the look.
        desk: profiles and keys.
        speech: sentences for codes.
        test_profile: tries a profile with a key; an empty key means the kept one.

    Attributes:
        host_test_wanted: a `Profile` whose place for files is to be tried, and the secret typed; empty for the kept.
    """

    host_test_wanted = Signal(object, str)

    def __init__(self, theme: Theme, desk: Desk, speech: Speech, test_profile: Callable[[Profile, str], None]) -> None:
        super().__init__(theme, desk)
        self._shown = desk.current_profile.id
        self.setObjectName("profilesPage")
        self.list = ProfileList(theme)
        self.sandbox = SandboxNote(theme)
        self.form = ProfileForm(theme, speech)
        self.host = HostForm(theme, speech)
        self._hosted = ""
        for widget in (self.list, self.sandbox, self.form, self.host):
            self.column.addWidget(widget)
        self.column.addStretch(1)
        self.list.chosen.connect(self.show_profile)
        self.list.add_wanted.connect(self._add)
        self.sandbox.use.clicked.connect(self._use)
        self.form.use_wanted.connect(self._use)
        self.form.name_given.connect(lambda name: self._change(name=name))
        self.form.address_given.connect(lambda address: self._change(base_url=address))
        self.form.key_given.connect(self._put_key)
        self.form.remove_wanted.connect(self._remove)
        self.form.test_wanted.connect(test_profile)
        self.host.given.connect(lambda host: self._change(host=host))
        self.host.secret_given.connect(lambda secret: desk.put_key(secret_name(self._shown), secret))
        self.host.test_wanted.connect(self._test_host)
        desk.key_kept.connect(self._key_kept)
        self.retranslate()
        self.refresh()

    def title(self) -> str:
        return self.tr("Profiles and keys")

    def show_profile(self, profile_id: str) -> None:
        """Show the details of one."""
        if profile_id != self._shown:
            self.form.settle()
            self._shown = profile_id
            self.refresh()
            self._ask_key()

    def shown(self) -> str:
        """Give the id of the profile whose details are seen."""
        return self._shown

    def profile_tested(self, event: ProfileTested) -> None:
        self.form.profile_tested(event)

    def refresh(self) -> None:
        desk = self._desk
        known = {profile.id: profile for profile in desk.profiles}
        if self._shown not in known:
            self._shown = desk.current_profile.id
        current = desk.current_profile.id
        self.list.show_profiles(desk.profiles, current, self._shown)
        profile = known.get(self._shown, desk.current_profile)
        self.sandbox.setVisible(profile.sandbox)
        self.form.setVisible(not profile.sandbox)
        self.sandbox.use.setVisible(profile.id != current)
        if not profile.sandbox:
            kept = saved_profile(desk.settings, profile.id) is not None
            self.form.show_profile(
                profile,
                kept=kept,
                in_use=profile.id == current,
                removable=kept and len(desk.settings.profiles) > 1,
            )
        self._show_host(profile)

    def _show_host(self, profile: Profile) -> None:
        saved = saved_profile(self._desk.settings, profile.id)
        self.host.setVisible(saved is not None)
        if saved is not None:
            self.host.show_host(profile.id, saved.host, anew=self._hosted != profile.id)
            self._hosted = profile.id

    def retranslate(self) -> None:
        self.intro.setText(self.tr("A profile is a service's address, your key there, and what it charges."))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._ask_key()

    def _ask_key(self) -> None:
        if self._shown != SANDBOX_ID:
            self._desk.ask_key(self._shown)
            self._desk.ask_key(secret_name(self._shown))

    def _test_host(self, host: SavedBucket | SavedPicGo | None, secret: str) -> None:
        profile = next((profile for profile in self._desk.profiles if profile.id == self._shown), None)
        if profile is not None and host is not None:
            self.host_test_wanted.emit(replace(profile, host=host.host()), secret)

    def _key_kept(self, profile_id: str, where: str) -> None:
        if profile_id == secret_name(self._shown):
            self.host.secret.show_place(where)
            self.host.follow()
        elif profile_id == self._shown:
            self.form.key.show_place(where)
            self.refresh()

    def _put_key(self, key: str) -> None:
        self.form.key.show_place(None)
        if not key:
            self.form.trial.forget()
        self._desk.put_key(self._shown, key)

    def _use(self) -> None:
        self.form.settle()
        self._desk.choose_profile(self._shown)
        self.refresh()

    def _add(self) -> None:
        self.form.settle()
        settings, profile_id = with_new_profile(self._desk.settings, self.tr("New profile"))
        if settings is not None:
            self._desk.change_settings(settings)
            self.show_profile(profile_id)
            self.ensureWidgetVisible(self.form.key)
            self.form.begin_naming()

    def _remove(self) -> None:
        gone = self._shown
        settings = without_profile(self._desk.settings, gone)
        if settings is not None:
            self._desk.put_key(gone, "")
            self._desk.put_key(secret_name(gone), "")
            # The neighbour takes its place, so that the list does not jump to its top.
            ids = [profile.id for profile in self._desk.profiles]
            place = ids.index(gone)
            self._shown = (ids[:place] + ids[place + 1 :])[min(place, len(ids) - 2)]
            self._keep(settings)
            self._ask_key()

    def _change(self, **values: object) -> None:
        self._keep(with_profile(self._desk.settings, self._shown, **values))

    def _keep(self, settings: Settings | None) -> None:
        if settings is not None:
            self._desk.change_settings(settings)
        self.refresh()


class SandboxNote(QWidget):
    """What the sandbox is, in plain words.

    Args:
        theme: the look.
        parent: the widget it lies in.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heading = Label(theme, size="title", weight=600)
        self._text = Label(theme, role="text2", wrap=True)
        self.use = ToolButtonWithText(theme, "", "flask-conical")
        self.use.setObjectName("useSandbox")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._heading)
        column.addWidget(self._text)
        column.addWidget(self.use)
        self._retranslate()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self._heading.setText(self.tr("Sandbox"))
        self._text.setText(
            self.tr(
                "The sandbox plays the service on this very computer: the whole way from a prompt to a clip, with "
                "made-up prices and a made-up balance. Nothing leaves the computer, nothing is charged, and no key is "
                "needed. Its clips show your prompt and references instead of a film."
            )
        )
        self.use.setText(self.tr("Use the sandbox"))
