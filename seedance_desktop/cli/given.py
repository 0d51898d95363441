"""What stands before the command: where the state lies, which service, which language."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from seedance_desktop.cli.voice import Voice, language_of
from seedance_desktop.domain.catalog import load_catalog
from seedance_desktop.domain.errors import NotSent
from seedance_desktop.settings.file import load_settings
from seedance_desktop.settings.folders import DataFolders
from seedance_desktop.settings.keys import KeyStore
from seedance_desktop.settings.profiles import ProfileBook

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from seedance_desktop.domain.catalog import Catalog
    from seedance_desktop.domain.profile import Profile
    from seedance_desktop.settings.file import Loaded
    from seedance_desktop.settings.model import Settings
    from seedance_desktop.wording.sentences import Language

_ANY_PORT = "http://127.0.0.1"
"""Stands for the sandbox's address until it runs; only that it is this machine matters before."""


@dataclass(frozen=True)
class Given:
    """The options before the command, and what follows from them.

    Attributes:
        base_url: a service given by hand; `None` follows the settings.
        sandbox: run against a sandbox of our own.
        language: given by hand; `None` follows the settings, then the terminal.
        hurry: called with an exit code when a signal asks for the end, so that the process ends in time.
    """

    data_dir: Path | None
    base_url: str | None
    sandbox: bool
    language: Language | None
    environ: Mapping[str, str]
    hurry: Callable[[int], None] = lambda _code: None

    @cached_property
    def folders(self) -> DataFolders:
        return DataFolders.chosen(self.data_dir, self.environ)

    @cached_property
    def voice(self) -> Voice:
        if self.language is not None:
            return Voice(self.language)
        chosen = self.settings.language
        return Voice(language_of(self.environ) if chosen == "system" else chosen)

    @cached_property
    def settings(self) -> Settings:
        return self._loaded.settings

    @cached_property
    def keys(self) -> KeyStore:
        return KeyStore(self.environ)

    @cached_property
    def profiles(self) -> ProfileBook:
        return ProfileBook(self.settings, self.keys)

    @cached_property
    def catalog(self) -> Catalog:
        """All routes; a broken file of the user's is told and skipped."""
        catalog = load_catalog(self.folders.routes)
        for problem in catalog.problems:
            self.voice.tell("route.broken", {"name": problem.file, "reason": problem.reason})
        return catalog

    def profile(self) -> Profile:
        """Who answers and at what price: the sandbox, the address given by hand, or the settings' profile.

        Raises:
            NotSent: `net.bad_address` or `net.insecure_address`.
        """
        if self.sandbox:
            from seedance_desktop.sandbox.prices import price_book  # noqa: PLC0415 - other commands need none of it

            return self.profiles.serve_sandbox(_ANY_PORT, "", price_book())
        return self.profiles.visit(judged(self.base_url)) if self.base_url is not None else self.profiles.paying

    def tell_problems(self) -> None:
        """Say what is wrong with the settings file, if anything is."""
        if self._loaded.problem is not None:
            self.voice.say(self._loaded.problem)

    @cached_property
    def _loaded(self) -> Loaded:
        return load_settings(self.folders.settings)


def judged(base_url: str) -> str:
    """An address that the client will take, said before anything is made ready.

    Raises:
        NotSent: `net.bad_address` or `net.insecure_address`.
    """
    from seedance_desktop.api.address import judge_address  # noqa: PLC0415  `check` without an address needs none

    if not base_url.lower().startswith(("http://", "https://")) or "?" in base_url or "#" in base_url:
        raise NotSent("net.bad_address")
    return judge_address(base_url, trusted=True).text
