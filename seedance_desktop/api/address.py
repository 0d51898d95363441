"""The one judge of addresses: whatever passes here means the same host to every other parser."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from seedance_desktop.domain.address import whereabouts
from seedance_desktop.domain.errors import NotSent
from seedance_desktop.domain.profile import LOOPBACK_HOSTS

MAX_LENGTH = 8192
"""Characters; signed links stay well below, nonsense does not."""

_UNSAFE = re.compile(r"[\s\x00-\x20\x7f-\x9f\\]")
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
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
    if "@" in split.netloc or port == 0 or not _is_host(host) or not text.lower().startswith(f"{split.scheme}://"):
        raise NotSent("net.bad_address")
    return split.scheme, host, port or _DEFAULT_PORT[split.scheme]


def _is_host(host: str) -> bool:
    """Plain names and proper IP literals; no unicode look-alikes, no numbers such as 0x7f.1 or 2130706433."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        labels = host.split(".")
        numeric = labels[-1].isdigit() or labels[-1].startswith("0x")
        return len(host) <= 253 and not numeric and all(_LABEL.fullmatch(label) for label in labels)
    return "%" not in host
