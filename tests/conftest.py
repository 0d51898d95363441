"""What holds for every test: a house of its own, no network but the loopback, and nothing unexpected said."""

from __future__ import annotations

import gc
import logging
import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from collections.abc import Iterator

# Qt warns about a locale that is not UTF-8, and a warning fails a test.
os.environ["LC_ALL"] = "C.UTF-8"
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# Two busy cores make any deadline a lie; a fixed order makes a red run repeatable.
settings.register_profile("house", deadline=None, derandomize=True, print_blob=True, database=None)
settings.load_profile("house")

FOREIGN = ("SEEDANCE_", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "SSL_CERT_")
OWN_FOLDERS = ("SEEDANCE_DATA_DIR", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR")


@pytest.fixture(scope="session", autouse=True)
def _own_surroundings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the user's key, keychain, proxies and folders out of every test and of every process that one starts."""
    with pytest.MonkeyPatch.context() as own:
        for name in [name for name in os.environ if name.upper().startswith(FOREIGN)]:
            own.delenv(name)
        for name in OWN_FOLDERS:
            folder = tmp_path_factory.mktemp(name.lower())
            folder.chmod(0o700)  # what Qt asks of a runtime folder
            own.setenv(name, str(folder))
        own.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
        yield


def pytest_collection_finish() -> None:
    """Take what stands before the first test out of every later collection, which makes those quick."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def _nothing_left_behind() -> Iterator[None]:
    """Collect after each test, on the main thread.

    What a test left open is then told by that test and not by a later one, and no widget waits in a cycle until a
    thread of a later test destroys it, which Qt answers with a crash.
    """
    yield
    gc.collect()


@pytest.fixture(autouse=True)
def _nothing_unexpected_logged(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fail a test that logs a warning or worse; one that provokes it reads `caplog.records`, then clears them."""
    yield
    said = [
        f"{record.name}: {record.levelname}: {record.getMessage()}"
        for phase in ("setup", "call")
        for record in caplog.get_records(phase)
        if record.levelno >= logging.WARNING
    ]
    if said:
        pytest.fail("unexpected in the log:\n" + "\n".join(said), pytrace=False)
