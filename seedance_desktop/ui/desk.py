"""What the window asks of the program around it: settings, profiles, keys, the sandbox."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtCore import QSettings, SignalInstance

    from seedance_desktop.domain.draft import Draft
    from seedance_desktop.domain.profile import Profile
    from seedance_desktop.settings.model import Settings


class Pretence(Protocol):
    """The world around the program, as the sandbox's stories need it.

    Attributes:
        console_told: id of the task that the sandbox made last; empty where there is none.
    """

    @property
    def console_told(self) -> SignalInstance: ...

    def ask_console(self) -> None:
        """Look which task the sandbox made last; answered by `console_told`."""

    def fill(self, folder: Path) -> None:
        """Let a folder's disk seem full."""

    def make_room(self) -> None:
        """Let it be as it is."""


class Desk(Protocol):
    """Commands return at once; what came of them is told by the signals.

    Attributes:
        settings_changed: settings, profiles or the current profile are other than before.
        key_kept: profile id and where its key is now: `keychain`, `session`, `environment` or `nowhere`.
        trouble: a code and its values, for a banner.
    """

    @property
    def settings_changed(self) -> SignalInstance: ...

    @property
    def key_kept(self) -> SignalInstance: ...

    @property
    def trouble(self) -> SignalInstance: ...

    @property
    def pretence(self) -> Pretence: ...

    @property
    def settings(self) -> Settings: ...

    @property
    def profiles(self) -> tuple[Profile, ...]: ...

    @property
    def current_profile(self) -> Profile: ...

    @property
    def scenarios(self) -> Sequence[str]: ...

    @property
    def scenario(self) -> str: ...

    @property
    def takes_folder(self) -> str: ...

    @property
    def pasted_folder(self) -> Path: ...

    def change_settings(self, settings: Settings) -> None:
        """Use other settings from now on and keep them."""

    def choose_profile(self, profile_id: str) -> None:
        """Send from now on with another profile."""

    def lend_sandbox(self) -> None:
        """Use the sandbox for a while; which profile the person has chosen is kept as it is."""

    def take_sandbox_back(self) -> None:
        """Go back to the person's own profile, unless another was chosen meanwhile."""

    def choose_scenario(self, name: str) -> None:
        """Let the sandbox rehearse something for the tasks to come."""

    def remember_look(self, memory: QSettings) -> None:
        """Let the next start's first picture know the appearance and the language."""

    def keep_draft(self, draft: Draft) -> None:
        """Let the next start find this draft."""

    def put_key(self, profile_id: str, key: str) -> None:
        """Keep a key; an empty one forgets it. Answered by `key_kept`."""

    def ask_key(self, profile_id: str) -> None:
        """Where a profile's key is. Answered by `key_kept`."""
