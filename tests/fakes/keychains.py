"""Keychains in trouble, as back ends of the real library."""

from __future__ import annotations

import threading
from typing import Any

from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked

RELEASED = threading.Event()
"""Until then nothing comes back from one that hangs."""


class Hanging(KeyringBackend):
    """Waits for a password that nobody types."""

    priority: Any = 1

    def get_password(self, service: str, username: str) -> str | None:
        RELEASED.wait(60)
        return f"{service}{username}"

    def set_password(self, service: str, username: str, password: str) -> None:
        RELEASED.wait(60)
        assert service + username + password

    def delete_password(self, service: str, username: str) -> None:
        RELEASED.wait(60)
        assert service + username


class Locked(Hanging):
    """The person has dismissed the question for the password."""

    def get_password(self, service: str, username: str) -> str | None:
        raise KeyringLocked(service + username)

    def set_password(self, service: str, username: str, password: str) -> None:
        raise KeyringLocked(service + username + str(len(password)))


class Corrupt(Locked):
    """Its file cannot be read."""

    def get_password(self, service: str, username: str) -> str | None:
        raise ValueError(service + username)

    def set_password(self, service: str, username: str, password: str) -> None:
        raise ValueError(service + username + str(len(password)))
