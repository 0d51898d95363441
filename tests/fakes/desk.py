"""A desk without a program behind it: settings in memory, keys in a dictionary, every command written down."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, Signal

from seedance_desktop.domain.price import PriceBook
from seedance_desktop.domain.profile import Profile
from seedance_desktop.sandbox.scenarios import SCENARIOS
from seedance_desktop.settings.model import SANDBOX_ID, Settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedance_desktop.domain.draft import Draft


class FakePretence(QObject):
    """A console that lists one task, and a disk that is full when it is told so.

    Attributes:
        full: the folder that seems full.
    """

    console_told = Signal(str)
    full: Path | None = None

    def ask_console(self) -> None:
        self.console_told.emit("vid_0001")

    def fill(self, folder: Path) -> None:
        self.full = folder

    def make_room(self) -> None:
        self.full = None


class FakeDesk(QObject):
    """Obeys at once and answers at once.

    Args:
        settings: to begin with.
        where: what `key_kept` says of a key that is kept.
        sandbox_prices: what the sandbox charges.
        visited: a profile given by hand for one run.

    Attributes:
        changes: every `Settings` that was handed over, in order.
        keys: by profile id.
        answers: whether questions about keys are answered; else `answer_key` does it later.
    """

    settings_changed = Signal()
    key_kept = Signal(str, str)
    trouble = Signal(str, dict)

    def __init__(
        self,
        settings: Settings | None = None,
        *,
        where: str = "keychain",
        sandbox_prices: PriceBook = PriceBook(),
        visited: Profile | None = None,
    ) -> None:
        super().__init__()
        self._settings = settings or Settings()
        self._sandbox = Profile(SANDBOX_ID, "Sandbox", "http://127.0.0.1:9", sandbox_prices, sandbox=True)
        self._visited = visited
        self._scenario = "calm"
        self._lent = False
        self.pretence = FakePretence()
        self.where = where
        self.usual_folder = "/home/ada/Videos/Seedance"
        self.pasted = Path("/home/ada/.cache/seedance-desktop/pasted")
        self.changes: list[Settings] = []
        self.keys: dict[str, str] = {}
        self.answers = True

    @property
    def settings(self) -> Settings:
        return self._settings

    @property
    def profiles(self) -> tuple[Profile, ...]:
        own = tuple(saved.profile() for saved in self._settings.profiles)
        sandbox = replace(self._sandbox, caps=self._settings.sandbox_caps.caps())
        return (sandbox, *own, *((self._visited,) if self._visited is not None else ()))

    @property
    def current_profile(self) -> Profile:
        wished = SANDBOX_ID if self._lent else self._settings.current_profile
        return next((profile for profile in self.profiles if profile.id == wished), self.profiles[0])

    @property
    def scenarios(self) -> Sequence[str]:
        return tuple(SCENARIOS)

    @property
    def scenario(self) -> str:
        return self._scenario

    @property
    def takes_folder(self) -> str:
        return self._settings.takes_folder or self.usual_folder

    @property
    def pasted_folder(self) -> Path:
        return self.pasted

    def change_settings(self, settings: Settings) -> None:
        if settings != self._settings:
            self._settings = settings
            self.changes.append(settings)
            self.settings_changed.emit()

    def choose_profile(self, profile_id: str) -> None:
        self.change_settings(self._settings.model_copy(update={"current_profile": profile_id}))

    def lend_sandbox(self) -> None:
        self._lent = True
        self.settings_changed.emit()

    def take_sandbox_back(self) -> None:
        self._lent = False
        self.settings_changed.emit()

    def choose_scenario(self, name: str) -> None:
        self._scenario = name
        self.settings_changed.emit()

    def keep_draft(self, draft: Draft) -> None:
        self.kept_draft = draft

    def remember_look(self, memory: QSettings) -> None:
        memory.setValue("appearance", self.settings.appearance)

    def put_key(self, profile_id: str, key: str) -> None:
        if key:
            self.keys[profile_id] = key
        else:
            self.keys.pop(profile_id, None)
        self.ask_key(profile_id)

    def ask_key(self, profile_id: str) -> None:
        if self.answers:
            self.answer_key(profile_id)

    def answer_key(self, profile_id: str) -> None:
        """Say where a key is, as the real desk does a moment later."""
        self.key_kept.emit(profile_id, self.where if profile_id in self.keys else "nowhere")
