"""The settings, built when they are first opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from seedance_desktop.domain.task import Failure
from seedance_desktop.engine.events import HostTested, PriceListFetched, ProfileTested
from seedance_desktop.ui.compose.gathering import Gathering
from seedance_desktop.ui.widgets.popover import Popover

if TYPE_CHECKING:
    from seedance_desktop.app.desk import ProgramDesk
    from seedance_desktop.app.opened import Opened
    from seedance_desktop.domain.catalog import Catalog
    from seedance_desktop.domain.profile import Profile
    from seedance_desktop.domain.spending import Spent
    from seedance_desktop.engine.engine import Engine
    from seedance_desktop.ui.bridge import EngineBridge
    from seedance_desktop.ui.notifier import Speech
    from seedance_desktop.ui.preferences.preferences import Preferences

SIZE = (800, 620)


class PreferencesPanel(QObject):
    """Opens the settings over the window."""

    def __init__(
        self, opened: Opened, speech: Speech, desk: ProgramDesk, catalog: Catalog, bridge: EngineBridge
    ) -> None:
        super().__init__(desk)
        self._engine: Engine | None = None
        self._opened = opened
        self._speech = speech
        self._desk = desk
        self._catalog = catalog
        self._bridge = bridge
        self._popover: Popover | None = None
        self._content: Preferences | None = None

    def attach(self, engine: Engine) -> None:
        """The engine is there."""
        self._engine = engine

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
        return None if self._engine is None else self._engine.spending.so_far(profile_id)

    def _test_host(self, profile: Profile, secret: str) -> None:
        if self._engine is None:
            self._bridge.host_tested.emit(HostTested(profile.id, Failure("program.starting")))
        else:
            self._desk.with_secret(profile, secret, self._engine.test_host)

    def _test(self, profile: Profile, key: str) -> None:
        if self._engine is None:
            self._bridge.profile_tested.emit(ProfileTested(profile.id, None, Failure("program.starting")))
        else:
            self._desk.with_key(profile, key, self._engine.test_profile)

    def _fetch_prices(self, profile: Profile) -> None:
        if self._engine is None:
            failure = Failure("program.starting")
            self._bridge.price_list_fetched.emit(PriceListFetched(profile.id, profile.base_url, None, failure))
        else:
            self._engine.price_lists.fetch(profile)
