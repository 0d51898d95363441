"""The settings, built when they are first opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from seedance_desktop.domain.task import Failure
from seedance_desktop.engine.events import HostTested, PriceListFetched, ProfileTested
from seedance_desktop.ui.compose.gathering import Gathering
from seedance_desktop.ui.widgets.popover import Popover

if TYPE_CHECKING:
    from collections.abc import Callable

    from seedance_desktop.app.desk import ProgramDesk
    from seedance_desktop.app.opened import Opened
    from seedance_desktop.domain.catalog import Catalog
    from seedance_desktop.domain.profile import Profile
    from seedance_desktop.domain.spending import Spent
    from seedance_desktop.ui.bridge import EngineBridge
    from seedance_desktop.ui.notifier import Speech
    from seedance_desktop.ui.preferences.preferences import Preferences

SIZE = (800, 620)


class PreferencesPanel(QObject):
    """Opens the settings over the window.

    Attributes:
        test_profile: the engine's command; `None` while there is no engine.
        test_host: the same for the place of files.
        fetch_prices: the same for a service's price list.
        spent: what counts against a profile's caps; `None` while there is no engine.
    """

    def __init__(
        self, opened: Opened, speech: Speech, desk: ProgramDesk, catalog: Catalog, bridge: EngineBridge
    ) -> None:
        super().__init__(desk)
        self.test_profile: Callable[[Profile, str], None] | None = None
        self.test_host: Callable[[Profile, str], None] | None = None
        self.fetch_prices: Callable[[Profile], None] | None = None
        self.spent: Callable[[str], Spent] | None = None
        self._opened = opened
        self._speech = speech
        self._desk = desk
        self._catalog = catalog
        self._bridge = bridge
        self._popover: Popover | None = None
        self._content: Preferences | None = None

    def open(self, section: str) -> None:
        if self._popover is None or self._content is None:
            self._popover, self._content = self._build()
        if section:
            self._content.show_section(section)
        self._popover.open_centred(*SIZE)

    def _build(self) -> tuple[Popover, Preferences]:
        from seedance_desktop.ui.preferences.preferences import Preferences  # noqa: PLC0415  few starts need it

        theme, folders = self._opened.theme, self._opened.folders
        content = Preferences(theme, self._speech, self._desk, self._catalog, self._test, self._spent, folders)
        gathering = Gathering(content)
        self._bridge.task_changed.connect(gathering.add)
        gathering.due.connect(content.spent_changed)
        popover = Popover(theme, self._opened.window.surface, content)
        content.done.connect(popover.close_popover)
        self._bridge.profile_tested.connect(content.profile_tested)
        content.profiles.host_test_wanted.connect(self._test_host)
        self._bridge.host_tested.connect(content.profiles.host.host_tested)
        content.price_list_wanted.connect(self._fetch_prices)
        self._bridge.price_list_fetched.connect(content.price_list_fetched)
        return popover, content

    def _spent(self, profile_id: str) -> Spent | None:
        return None if self.spent is None else self.spent(profile_id)

    def _test_host(self, profile: Profile, secret: str) -> None:
        if self.test_host is None:
            self._bridge.host_tested.emit(HostTested(profile.id, Failure("program.starting")))
        else:
            self._desk.with_secret(profile, secret, self.test_host)

    def _test(self, profile: Profile, key: str) -> None:
        if self.test_profile is None:
            self._bridge.profile_tested.emit(ProfileTested(profile.id, None, Failure("program.starting")))
        else:
            self._desk.with_key(profile, key, self.test_profile)

    def _fetch_prices(self, profile: Profile) -> None:
        if self.fetch_prices is None:
            failure = Failure("program.starting")
            self._bridge.price_list_fetched.emit(PriceListFetched(profile.id, profile.base_url, None, failure))
        else:
            self.fetch_prices(profile)
