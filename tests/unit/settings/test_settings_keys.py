"""Keys: in the keychain or in memory, never anywhere else, and never waited for too long."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import pytest
from keyring.errors import KeyringLocked, PasswordDeleteError

from seedance_desktop.settings.keys import SERVICE, Keychain, KeyStore

if TYPE_CHECKING:
    from collections.abc import Callable

KEY = "sk-canary-7d1f"


class MemoryKeychain:
    """A keychain that works."""

    def __init__(self) -> None:
        self.entries: dict[tuple[str, str], str] = {}
        self.threads: set[int] = set()

    def get_password(self, service_name: str, username: str) -> str | None:
        self.threads.add(threading.get_ident())
        return self.entries.get((service_name, username))

    def set_password(self, service_name: str, username: str, password: str) -> None:
        self.entries[service_name, username] = password

    def delete_password(self, service_name: str, username: str) -> None:
        del self.entries[service_name, username]


class BrokenKeychain:
    """A keychain that answers every question with one exception."""

    def __init__(self, trouble: Exception) -> None:
        self._trouble = trouble
        self.asked = 0

    def get_password(self, service_name: str, username: str) -> str | None:  # noqa: ARG002 the keychain's signature
        self.asked += 1
        raise self._trouble

    def set_password(self, service_name: str, username: str, password: str) -> None:  # noqa: ARG002 as above
        self.get_password(service_name, username)

    def delete_password(self, service_name: str, username: str) -> None:
        self.get_password(service_name, username)


def loading(chain: Keychain) -> Callable[[], Keychain]:
    return lambda: chain


def missing() -> Keychain:
    raise ImportError("no such library")


async def test_a_key_is_kept_in_the_keychain_by_a_thread_of_its_own() -> None:
    chain = MemoryKeychain()
    store = KeyStore({}, load=loading(chain))

    assert await store.put("b", f"  {KEY}\n") == "keychain"

    assert chain.entries == {(SERVICE, "b"): KEY}
    assert await store.get("b") == KEY
    assert await store.get("other") is None
    assert threading.get_ident() not in chain.threads
    assert store.where == "keychain"
    await store.forget("b")
    await store.forget("b")
    assert (chain.entries, await store.get("b")) == ({}, None)


@pytest.mark.parametrize(
    "load",
    [
        loading(BrokenKeychain(KeyringLocked("locked"))),
        loading(BrokenKeychain(PasswordDeleteError("no"))),
        loading(BrokenKeychain(OSError(2, "no bus"))),
        loading(BrokenKeychain(RuntimeError("no recommended backend"))),
        missing,
    ],
    ids=["locked", "refused", "no bus", "no back end", "no library"],
)
async def test_without_a_keychain_a_key_lives_for_the_session(load: Callable[[], Keychain]) -> None:
    store = KeyStore({}, load=load)

    assert await store.get("b") is None
    assert store.where == "session"
    assert await store.put("b", KEY) == "session"
    assert await store.get("b") == KEY
    await store.forget("b")
    assert await store.get("b") is None


async def test_a_keychain_that_fails_once_is_asked_no_more() -> None:
    chain = BrokenKeychain(KeyringLocked("dismissed"))
    store = KeyStore({}, load=loading(chain))

    for _ in range(3):
        await store.get("b")
        await store.put("b", KEY)

    assert chain.asked == 1


async def test_a_keychain_that_hangs_is_left_behind() -> None:
    released = threading.Event()

    def hangs() -> Keychain:
        released.wait(30)
        return MemoryKeychain()

    store = KeyStore({}, timeout=0.05, load=hangs)

    assert await store.put("b", KEY) == "session"
    assert await store.get("b") == KEY
    released.set()


def test_a_keychain_that_answers_after_the_end_disturbs_nobody() -> None:
    released, ended = threading.Event(), threading.Event()

    class Slow(MemoryKeychain):
        def get_password(self, service_name: str, username: str) -> str | None:
            released.wait(30)
            ended.set()
            return super().get_password(service_name, username)

    assert asyncio.run(KeyStore({}, timeout=0.05, load=Slow).get("b")) is None
    released.set()
    assert ended.wait(10)
    for thread in threading.enumerate():
        if thread.name == "keychain":
            thread.join(10)


async def test_the_environment_overrules_the_keychain() -> None:
    chain = MemoryKeychain()
    store = KeyStore({"SEEDANCE_API_KEY": f" {KEY}\n"}, load=loading(chain))

    store.mean_override_for("paying")

    assert await store.get("paying") == KEY
    assert store.where == "environment"
    assert chain.threads == set()


async def test_the_environments_key_is_given_to_no_other_profile() -> None:
    chain = MemoryKeychain()
    store = KeyStore({"SEEDANCE_API_KEY": KEY}, load=loading(chain))
    await store.put("other", "sk-others-own")

    assert await store.get("paying") is None, "it is nobody's until it is said whose it is"
    store.mean_override_for("paying")
    assert await store.get("other") == "sk-others-own"
    assert await store.get("third") is None
    store.mean_override_for("other")
    assert (await store.get("paying"), await store.get("other")) == (None, KEY)


@pytest.mark.parametrize("empty", ["", "  \n"])
async def test_an_empty_key_in_the_environment_is_none(empty: str) -> None:
    store = KeyStore({"SEEDANCE_API_KEY": empty}, load=loading(MemoryKeychain()))

    assert (await store.get("b"), store.where) == (None, "keychain")


async def test_a_key_is_in_no_representation() -> None:
    store = KeyStore({"SEEDANCE_API_KEY": KEY}, load=missing)
    other = KeyStore({}, load=missing)
    await other.put("b", KEY)

    assert KEY not in f"{store!r}{store}{other!r}{other}"


async def test_the_real_library_without_a_back_end_is_a_session() -> None:
    store = KeyStore({})

    assert (await store.get("b"), store.where) == (None, "session")


def test_importing_the_settings_loads_no_keychain() -> None:
    rooms = "".join(f", seedance_desktop.settings.{name}" for name in ("keys", "profiles", "file", "folders"))
    code = f"import sys{rooms}; print([m for m in ('keyring', 'platformdirs', 'httpx') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"
