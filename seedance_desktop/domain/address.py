"""Which addresses a reference may have: those that a service far away can reach."""

from __future__ import annotations

import ipaddress
import re
from ipaddress import IPv4Address, IPv6Address, IPv6Network
from typing import Literal
from urllib.parse import urlsplit

from seedance_desktop.domain.profile import LOOPBACK_HOSTS

UNSIGNED = "?[hidden]"
"""Stands at the end of an address whose query was not kept."""

_ASSET = "asset://"
_HERE = (".localhost",)
_NEAR = (".local", ".lan", ".internal", ".home.arpa", ".intranet", ".corp", ".home")
"""Endings of names that only one network knows. Source: RFC 6762, RFC 8375, ICANN's list of private names."""

_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_NAT64 = IPv6Network("64:ff9b::/96")

Obstacle = Literal["malformed", "scheme", "loopback", "private"]


def is_asset(source: str) -> bool:
    """Whether it is `asset://` with an id behind it."""
    return source.startswith(_ASSET) and len(source) > len(_ASSET) and _is_clean(source)


def obstacle(source: str, *, loopback: bool = False) -> Obstacle | None:
    """Why a service cannot read an address; `None` where nothing speaks against it.

    User names, backslashes, white space and control characters are refused: clients disagree on what such an
    address means.

    Args:
        source: the whole address.
        loopback: the service is on this machine, so it reaches this machine, also by plain http, and its network.
    """
    try:
        parts = urlsplit(source)
        # Names in other scripts travel in ASCII; what only looks like a number becomes one here.
        host = _in_ascii((parts.hostname or "").lower())
        _ = parts.port
    except ValueError:
        return "malformed"
    if not _is_clean(source) or not is_host(host) or "@" in parts.netloc or source.endswith(UNSIGNED):
        return "malformed"
    if parts.scheme != "https" and not (parts.scheme == "http" and (host in LOOPBACK_HOSTS)):
        return "scheme"
    if loopback:
        return None
    where = whereabouts(host)
    if where is None and parts.scheme != "https":
        return "scheme"
    return where


def whereabouts(host: str) -> Literal["loopback", "private"] | None:
    """Whether a host is this machine or lies in a private network; names are not looked up.

    Args:
        host: lower case, without the brackets of IPv6.
    """
    if host in LOOPBACK_HOSTS or host.endswith(_HERE):
        return "loopback"
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return "private" if "." not in host or host.endswith(_NEAR) else None
    meant = _meant_by(address)
    if meant.is_loopback or meant.is_unspecified:
        return "loopback"
    return None if meant.is_global and not meant.is_multicast else "private"


def is_host(host: str) -> bool:
    """Plain names and proper IP literals; no unicode look-alikes, no numbers such as 0x7f.1 or 2130706433.

    Args:
        host: lower case, without the brackets of IPv6.
    """
    try:
        ipaddress.ip_address(host)
    except ValueError:
        labels = host.split(".")
        numeric = labels[-1].isdigit() or labels[-1].startswith("0x")
        return len(host) <= 253 and not numeric and all(_LABEL.fullmatch(label) for label in labels)
    return "%" not in host


def _in_ascii(host: str) -> str:
    """Raises UnicodeError, which is a ValueError, for what is no name."""
    return host if host.isascii() else host.encode("idna").decode("ascii")


def _meant_by(address: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """The address of version 4 that one of version 6 stands for (RFC 4291, 3056 and 6052)."""
    if isinstance(address, IPv4Address):
        return address
    translated = IPv4Address(int(address) & 0xFFFFFFFF) if address in _NAT64 else None
    return address.ipv4_mapped or address.sixtofour or translated or address


def is_reachable(source: str, *, loopback: bool = False) -> bool:
    """Whether a service can read an address; see `obstacle`."""
    return obstacle(source, loopback=loopback) is None


def _is_clean(source: str) -> bool:
    return source.isprintable() and " " not in source and "\\" not in source
