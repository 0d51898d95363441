"""The one judge of addresses: whatever passes here means the same host to every other parser."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from seedance_desktop.domain.address import is_host, whereabouts
from seedance_desktop.domain.errors import NotSent
from seedance_desktop.domain.profile import LOOPBACK_HOSTS

MAX_LENGTH = 8192
"""Characters; signed links stay well below, nonsense does not."""

_UNSAFE = re.compile(r"[\s\x00-\x20\x7f-\x9f\\]")
_DEFAULT_PORT = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Address:
    """A judged address.

    Attributes:
        text: as given; safe to hand to the HTTP client.
        host: lower case, without the brackets of IPv6.
    """

    text: str
    scheme: str
    host: str
    port: int

    @property
    def loopback(self) -> bool:
        return self.host in LOOPBACK_HOSTS


def judge_address(text: str, *, trusted: bool) -> Address:
    """Take an address apart, or refuse it.

    Args:
        text: the whole address.
        trusted: the user typed it, or it comes from a service on this very machine. Only then may it point to
            this machine (also by plain http) or into a private network.

    Raises:
        NotSent: `net.bad_address` for anything two parsers could read differently, `net.insecure_address` for
            anything but https and for hosts that a foreign server has no business naming.
    """
    scheme, host, port = _parts(text)
    address = Address(text, scheme, host, port)
    allowed = scheme == "https" or (scheme == "http" and address.loopback)
    where = None if trusted else whereabouts(host)
    if not allowed or where is not None:
        why = where if allowed else "scheme"
        raise NotSent("net.insecure_address", {"host": host, "scheme": scheme, "why": why})
    return address


def is_public(host: str) -> bool:
    """Whether a host may be named by a foreign server: not this machine, not a private network."""
    return whereabouts(host) is None


def _parts(text: str) -> tuple[str, str, int]:
    if not text or len(text) > MAX_LENGTH or _UNSAFE.search(text):
        raise NotSent("net.bad_address")
    try:
        split = urlsplit(text)
        host, port = (split.hostname or "").lower(), split.port
    except ValueError:
        raise NotSent("net.bad_address") from None
    if split.scheme not in _DEFAULT_PORT:
        raise NotSent("net.insecure_address", {"host": host, "scheme": split.scheme[:20]})
    if "@" in split.netloc or port == 0 or not is_host(host) or not text.lower().startswith(f"{split.scheme}://"):
        raise NotSent("net.bad_address")
    return split.scheme, host, port or _DEFAULT_PORT[split.scheme]
