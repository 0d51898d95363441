"""What a person may type into the settings, judged before anything is kept."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import Literal
from urllib.parse import urlsplit

from seedance_desktop.domain.address import is_reachable

AddressProblem = Literal["", "broken", "insecure"]

_PROXY_SCHEMES = frozenset({"http", "https", "socks", "socks5", "socks5h"})
_KEY = re.compile(r"[!-~]+")
_AMOUNT = re.compile(r"\d{1,9}(?:\.\d{0,6})?|\.\d{1,6}")


def plain_address(text: str) -> str:
    """An address as it is kept: without white space around it and without a slash at its end."""
    return text.strip().rstrip("/")


def address_problem(text: str) -> AddressProblem:
    """Why a base address cannot be used; empty where it can.

    `insecure` would send the key unprotected: only https, and http to this very computer, are used.
    """
    address = plain_address(text)
    try:
        scheme, host = urlsplit(address).scheme, urlsplit(address).hostname
    except ValueError:
        return "broken"
    if not address.isascii() or "?" in address or "#" in address:
        return "broken"
    if is_reachable(address, loopback=True):
        return ""
    return "insecure" if scheme == "http" and host and is_reachable(f"https{address[4:]}", loopback=True) else "broken"


def proxy_address(text: str) -> str | None:
    """A proxy's address with its scheme; http where none is typed. `None` where it is no proxy's."""
    full = text.strip() if "://" in text else f"http://{text.strip()}"
    try:
        parts = urlsplit(full)
        usable = bool(parts.hostname) and parts.port != 0
    except ValueError:
        return None
    clean = full.isprintable() and full.isascii() and " " not in full and parts.path in ("", "/")
    return full.rstrip("/") if usable and clean and parts.scheme in _PROXY_SCHEMES else None


def is_key(text: str) -> bool:
    """Whether it can stand in a header: visible ASCII, nothing else."""
    return bool(_KEY.fullmatch(text.strip()))


def read_amount(text: str) -> Decimal | None:
    """An amount as typed; `None` for nothing. Full-width digits and stops of a Chinese keyboard count too.

    Raises:
        ValueError: no amount. A comma is none: it parts thousands here and decimals there.
    """
    plain = unicodedata.normalize("NFKC", text).replace("。", ".").strip()
    if not plain:
        return None
    if not plain.isascii() or not _AMOUNT.fullmatch(plain):
        raise ValueError("no amount")
    return Decimal(plain)
