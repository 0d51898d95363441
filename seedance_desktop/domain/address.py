"""Which addresses a reference may have."""

from __future__ import annotations

from urllib.parse import urlsplit

from seedance_desktop.domain.profile import LOOPBACK_HOSTS

_ASSET = "asset://"


def is_asset(source: str) -> bool:
    """Whether it is `asset://` with an id behind it."""
    return source.startswith(_ASSET) and len(source) > len(_ASSET) and _is_clean(source)


def is_reachable(source: str, *, loopback: bool = False) -> bool:
    """Whether it is an `https://` address with a host, or a loopback `http://` one where that is allowed.

    User names, backslashes, white space and control characters are refused: clients disagree on what such an
    address means.
    """
    if not _is_clean(source):
        return False
    try:
        parts = urlsplit(source)
        host = parts.hostname
        _ = parts.port
    except ValueError:
        return False
    if not host or "@" in parts.netloc:
        return False
    return parts.scheme == "https" or (loopback and parts.scheme == "http" and host in LOOPBACK_HOSTS)


def _is_clean(source: str) -> bool:
    return source.isprintable() and " " not in source and "\\" not in source
