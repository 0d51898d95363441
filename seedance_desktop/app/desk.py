"""Settings, profiles, keys and the sandbox, as the window asks for them."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, Signal

from seedance_desktop.app.pretence import Pretence
from seedance_desktop.domain.errors import LocalFailure
from seedance_desktop.domain.host import secret_name
from seedance_desktop.sandbox.prices import price_book
from seedance_desktop.sandbox.scenarios import SCENARIOS, Delivery
from seedance_desktop.settings.draft_file import save_draft
from seedance_desktop.settings.file import save_settings
from seedance_desktop.settings.model import DEFAULT_ID, SANDBOX_ID

if TYPE_CHECKING:
    from collections.abc import Callable

    from seedance_desktop.domain.draft import Draft
    from seedance_desktop.domain.profile import Profile
    from seedance_desktop.engine.supervisor import Supervisor
    from seedance_desktop.sandbox.process import SandboxProcess
    from seedance_desktop.settings.folders import DataFolders
    from seedance_desktop.settings.keys import KeyStore
    from seedance_desktop.settings.model import Settings
    from seedance_desktop.settings.profiles import ProfileBook

DRAFT_NAME = "draft.json"


class ProgramDesk(QObject):
    """The one place that changes settings and starts the sandbox.

    Args:
        book: profiles and the settings they come from.
        keys: where the keys are.
        folders: where things are kept.
        sandbox: not yet started.
        supervisor: watches over what takes a while.

    Attributes:
        pretence: what the sandbox's stories need.
    """

    settings_changed = Signal()
    key_kept = Signal(str, str)
    trouble = Signal(str, dict)

    def __init__(
        self, book: ProfileBook, keys: KeyStore, folders: DataFolders, sandbox: SandboxProcess, supervisor: Supervisor
    ) -> None:
        super().__init__()
        self._book = book
        self._keys = keys
        self._folders = folders
        self._sandbox = sandbox
        self._spawn = supervisor.start
        self.pretence = Pretence(folders.sandbox, supervisor)
        self._scenario = "calm"
        self._visited: Profile | None = None
        self._begun_with = ""
        self._lent = False
        self._saving = asyncio.Lock()
        self._unsaved = False
        self._draft: Draft | None = None
        self._serving = asyncio.Lock()

    @property
    def settings(self) -> Settings:
        return self._book.settings

    @property
    def profiles(self) -> tuple[Profile, ...]:
        return self._book.all if self._visited is None else (*self._book.all, self._visited)

    @property
    def current_profile(self) -> Profile:
        if self._lent and (sandbox := self._book.profile(SANDBOX_ID)) is not None:
            return sandbox
        begun = self._book.profile(self._begun_with) if self._begun_with else None
        return self._visited or begun or self._book.current

    @property
    def scenarios(self) -> tuple[str, ...]:
        return tuple(name for name, scenario in SCENARIOS.items() if scenario.delivery is not Delivery.TOO_LARGE)

    @property
    def scenario(self) -> str:
        return self._scenario

    @property
    def takes_folder(self) -> str:
        return str(self._folders.takes_for(self.settings.takes_folder))

    @property
    def pasted_folder(self) -> Path:
        """Pictures from the clipboard; they are references, so they are kept with the data and not in the cache."""
        return self._folders.data / "pasted"

    def visit(self, base_url: str) -> None:
        """Use an address given by hand until another profile is chosen."""
        profile = self._book.visit(base_url)
        # The address of a kept profile is that profile, whose prices and caps may change while it is in use.
        kept = any(each.id == profile.id for each in self._book.all)
        self._visited = None if kept else profile
        self._begun_with = profile.id if kept else self._begun_with
        self.settings_changed.emit()

    def begin_with(self, profile_id: str) -> None:
        """The profile to use until another is chosen; a choice of the program's own, so it is not kept."""
        self._begun_with = profile_id
        self._serve_where_needed()
        self.settings_changed.emit()

    def change_settings(self, settings: Settings) -> None:
        """Use other settings from now on and keep them; a file that cannot be written is told."""
        if settings == self._book.settings:
            return
        self._book.settings = settings
        self._unsaved = True
        self._serve_where_needed()
        self.settings_changed.emit()
        self._spawn("settings", self._save(), after=True)

    def keep_draft(self, draft: Draft) -> None:
        """Let the next start find this draft; the last one before the end is kept by `finish`."""
        self._draft = draft
        self._spawn("draft", self._save_draft(), after=True)

    def choose_profile(self, profile_id: str) -> None:
        """Send with another profile from now on; the sandbox starts when it is chosen."""
        self._visited = None
        self._begun_with = ""
        self._lent = False
        if profile_id == SANDBOX_ID:
            self._spawn("sandbox", self.serve_sandbox())
        changed = self.settings.model_copy(update={"current_profile": profile_id})
        self.change_settings(changed)

    def lend_sandbox(self) -> None:
        """Use the sandbox for a while; which profile the person has chosen is kept as it is."""
        self._lent = True
        self._serve_where_needed()
        self.settings_changed.emit()

    def take_sandbox_back(self) -> None:
        """Go back to the person's own profile, unless another was chosen meanwhile."""
        if self._lent:
            self._lent = False
            self.settings_changed.emit()

    def choose_scenario(self, name: str) -> None:
        """Let the sandbox rehearse something for the tasks to come."""
        try:
            self._sandbox.choose(name)
        except LocalFailure as failure:
            self.trouble.emit(failure.code, failure.values)
            return
        self._scenario = name
        self.settings_changed.emit()

    def put_key(self, profile_id: str, key: str) -> None:
        """Keep a key, or forget it where it is empty; answered by `key_kept`."""
        self._spawn(f"key {profile_id}", self._put_key(profile_id, key))

    def ask_key(self, profile_id: str) -> None:
        """Answered by `key_kept`."""
        self._spawn(f"key of {profile_id}", self._ask_key(profile_id))

    def with_key(self, profile: Profile, key: str, command: Callable[[Profile, str], None]) -> None:
        """Run a command with a profile and the key given, else with the one that is kept."""
        self._spawn(f"with key {profile.id}", self._with_key(profile, key, command))

    def with_secret(self, profile: Profile, secret: str, command: Callable[[Profile, str], None]) -> None:
        """The same with the secret key of the profile's bucket."""
        name = secret_name(profile.id)
        self._spawn(f"with secret {profile.id}", self._with_key(profile, secret, command, name))

    async def _with_key(
        self, profile: Profile, key: str, command: Callable[[Profile, str], None], name: str = ""
    ) -> None:
        command(profile, key or await self._book.key(name or profile.id) or "")

    async def serve_sandbox(self) -> None:
        """Start the sandbox unless it runs; its address and prices go into its profile."""
        async with self._serving:
            if self._sandbox.is_running:
                return
            try:
                address = await self._sandbox.start()
            except LocalFailure as failure:
                self.trouble.emit(failure.code, failure.values)
                return
            self._book.serve_sandbox(address.base_url, address.key, price_book())
            self.settings_changed.emit()

    async def prefer_paying(self, untouched: Callable[[], bool]) -> None:
        """Go to the paying profile if its key is known and the person has neither chosen a profile nor begun.

        Whoever types under "nothing is charged" must not find a price on the button a moment later.
        """
        if self.settings.current_profile or await self._keys.get(DEFAULT_ID) is None:
            return
        if self._begun_with == SANDBOX_ID and not self.settings.current_profile and untouched():
            self.begin_with(DEFAULT_ID)

    async def stop_sandbox(self) -> None:
        """End the sandbox; its tasks wait until it runs again."""
        await self._sandbox.stop()

    def remember_look(self, memory: QSettings) -> None:
        """Let the next start's first picture know the appearance and the language."""
        memory.setValue("appearance", self.settings.appearance)
        memory.setValue("language", self.settings.language)

    def _serve_where_needed(self) -> None:
        """The sandbox is also what remains when the profile in use is removed, or its entry in the file is broken."""
        if self.current_profile.sandbox and not self._sandbox.is_running:
            self._spawn("sandbox", self.serve_sandbox())

    def keep_at_once(self) -> None:
        """Keep what was changed last while everybody waits: the session's end gives no other time."""
        with suppress(LocalFailure):
            if self._unsaved:
                save_settings(Path(self._folders.settings), self._book.settings)
                self._unsaved = False
        draft, self._draft = self._draft, None
        with suppress(LocalFailure):
            if draft is not None:
                save_draft(self._folders.data / DRAFT_NAME, draft)

    async def finish(self) -> None:
        """Keep what was changed last, before everything ends."""
        if self._unsaved:
            await self._save()
        await self._save_draft()

    async def _save_draft(self) -> None:
        draft, self._draft = self._draft, None
        if draft is not None:
            with suppress(LocalFailure):  # whoever cannot write here has been told so by what matters more
                await asyncio.to_thread(save_draft, self._folders.data / DRAFT_NAME, draft)

    async def _save(self) -> None:
        async with self._saving:
            self._unsaved = False
            try:
                await asyncio.to_thread(save_settings, Path(self._folders.settings), self._book.settings)
            except LocalFailure as failure:
                self.trouble.emit(failure.code, failure.values)

    async def _put_key(self, profile_id: str, key: str) -> None:
        if key:
            self.key_kept.emit(profile_id, await self._keys.put(profile_id, key))
        else:
            await self._keys.forget(profile_id)
            self.key_kept.emit(profile_id, "nowhere")

    async def _ask_key(self, profile_id: str) -> None:
        key = await self._keys.get(profile_id)
        self.key_kept.emit(profile_id, "nowhere" if key is None else self._keys.where)
