"""Keys live in the system's keychain; where there is none, in memory until the program ends. Never on the disk."""

from __future__ import annotations

import importlib
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Literal, Protocol

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable, Mapping

    Answer = tuple[bool, str | None]

SERVICE = "seedance-desktop"
VARIABLE = "SEEDANCE_API_KEY"
TIMEOUT = 8.0
"""Seconds that a keychain gets, which may be asking the user for a password meanwhile."""

Where = Literal["keychain", "session", "environment"]


class Keychain(Protocol):
    """What we use of the `keyring` library."""

    def get_password(self, service_name: str, username: str) -> str | None: ...

    def set_password(self, service_name: str, username: str, password: str) -> None: ...

    def delete_password(self, service_name: str, username: str) -> None: ...


class KeyStore:
    """Keys by profile id.

    A keychain that is missing, locked, dismissed or does not answer is asked no more; keys then live in memory.

    Args:
        environ: `SEEDANCE_API_KEY` there overrules the stored key of the one profile it is meant for.
        timeout: seconds for one call of the keychain.
        load: brings the keychain; called in the worker thread, on first use.
    """

    def __init__(
        self,
        environ: Mapping[str, str],
        *,
        timeout: float = TIMEOUT,
        load: Callable[[], Keychain] | None = None,
    ) -> None:
        self._override = environ.get(VARIABLE, "").strip() or None
        self._override_for: str | None = None
        self._timeout = timeout
        self._load = load or _system_keychain
        self._session: dict[str, str] = {}
        self._works = True

    def __repr__(self) -> str:
        return f"KeyStore(where={self.where!r})"

    @property
    def where(self) -> Where:
        """Where keys are found and put now."""
        if self._override is not None:
            return "environment"
        return "keychain" if self._works else "session"

    def mean_override_for(self, profile_id: str) -> None:
        """Say whose key `SEEDANCE_API_KEY` is. No other profile, and so no other address, ever gets it."""
        self._override_for = profile_id

    async def get(self, profile_id: str) -> str | None:
        """The key of a profile; `None` when none is known."""
        if self._override is not None and profile_id == self._override_for:
            return self._override
        if profile_id in self._session:
            return self._session[profile_id]
        _, key = await self._ask(lambda chain: chain.get_password(SERVICE, profile_id))
        return (key or "").strip() or None

    async def put(self, profile_id: str, key: str) -> Where:
        """Keep a key for a profile.

        Returns:
            Where it is kept: `session` means that it is gone when the program ends, which the user must be told.
        """
        key = key.strip()
        done, _ = await self._ask(lambda chain: chain.set_password(SERVICE, profile_id, key))
        if done:
            self._session.pop(profile_id, None)
            return "keychain"
        self._session[profile_id] = key
        return "session"

    async def forget(self, profile_id: str) -> None:
        """Remove a profile's key from wherever it is."""
        self._session.pop(profile_id, None)
        await self._ask(lambda chain: _deleted(chain, profile_id))

    async def _ask(self, question: Callable[[Keychain], str | None]) -> Answer:
        """Ask the keychain in a thread that nobody has to wait for, as it cannot be stopped.

        Returns:
            Whether it answered, and what.
        """
        import asyncio  # noqa: PLC0415  whoever asks for no key needs no loop

        if not self._works:
            return False, None
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[Answer] = loop.create_future()

        def work() -> None:
            result: Answer = (False, None)
            try:
                result = _asked(self._load, question)
            finally:
                with suppress(RuntimeError):  # the loop may have ended before a slow keychain did
                    loop.call_soon_threadsafe(_settle, answer, result)

        threading.Thread(target=work, name="keychain", daemon=True).start()
        try:
            answered, key = await asyncio.wait_for(answer, self._timeout)
        except TimeoutError:
            answered, key = False, None
        self._works = self._works and answered
        return answered, key


def _asked(load: Callable[[], Keychain], question: Callable[[Keychain], str | None]) -> Answer:
    try:
        return True, question(load())
    except _troubles():
        return False, None


def _settle(answer: asyncio.Future[Answer], result: Answer) -> None:
    if not answer.done():
        answer.set_result(result)


def _deleted(chain: Keychain, profile_id: str) -> None:
    if chain.get_password(SERVICE, profile_id) is not None:
        chain.delete_password(SERVICE, profile_id)


def _system_keychain() -> Keychain:
    import keyring  # noqa: PLC0415 - takes up to half a second, and belongs to the worker thread

    chain: Any = keyring.get_keyring()
    found: Keychain = chain
    return found


def _troubles() -> tuple[type[Exception], ...]:
    """What a missing, locked or broken keychain raises; its back ends let their own exceptions through."""
    from keyring.errors import KeyringError  # noqa: PLC0415 - as above

    foreign = (("secretstorage.exceptions", "SecretStorageException"), ("jeepney", "DBusErrorResponse"))
    found: list[type[Exception]] = [KeyringError, OSError, RuntimeError, ValueError, LookupError, ImportError]
    for module, name in foreign:
        with suppress(ImportError):  # only where the system has it
            found.append(getattr(importlib.import_module(module), name))
    return tuple(found)
