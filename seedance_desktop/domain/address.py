"""Which addresses a reference may have: those that a service far away can reach."""

from __future__ import annotations

import ipaddress
from typing import Literal
from urllib.parse import urlsplit

from seedance_desktop.domain.profile import LOOPBACK_HOSTS

_ASSET = "asset://"
_HERE = (".localhost",)
_NEAR = (".local", ".lan", ".internal", ".home.arpa", ".intranet", ".corp", ".home")
"""Endings of names that only one network knows. Source: RFC 6762, RFC 8375, ICANN's list of private names."""

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
        host = (parts.hostname or "").lower()
        _ = parts.port
    except ValueError:
        return "malformed"
    if not _is_clean(source) or not host or "@" in parts.netloc:
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
    mapped = getattr(address, "ipv4_mapped", None) or address
    if mapped.is_loopback or mapped.is_unspecified:
        return "loopback"
    return None if mapped.is_global and not mapped.is_multicast else "private"


def is_reachable(source: str, *, loopback: bool = False) -> bool:
    """Whether a service can read an address; see `obstacle`."""
    return obstacle(source, loopback=loopback) is None


def _is_clean(source: str) -> bool:
    return source.isprintable() and " " not in source and "\\" not in source
