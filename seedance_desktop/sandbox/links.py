"""Signed links that die, as object stores hand them out."""

from __future__ import annotations

import hashlib
import hmac
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, quote, unquote, urlencode, urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


class Links:
    """Signs paths of the results origin and judges the links that come back.

    Args:
        secret: kept in the data folder, so that links live through a restart.
        origin: gives the results origin, such as `http://127.0.0.1:40123`.
    """

    def __init__(self, secret: bytes, origin: Callable[[], str]) -> None:
        self._secret = secret
        self._origin = origin

    def signed(self, path: str, expires: float) -> str:
        """A link to `path` that lives until `expires` (Unix seconds)."""
        stamp = str(int(expires))
        query = urlencode({"expires": stamp, "sig": self._signature(path, stamp)})
        return f"{self._origin()}{quote(path)}?{query}"

    def is_valid(self, path: str, query: Mapping[str, str], now: float) -> bool:
        """Whether the signature is ours and the link still lives."""
        stamp = query.get("expires", "")
        if not hmac.compare_digest(self._signature(path, stamp).encode(), query.get("sig", "").encode()):
            return False
        return now <= int(stamp)

    def path_of(self, address: str) -> str | None:
        """The path of an address on the results origin; `None` for all other addresses."""
        parts = urlsplit(address)
        return unquote(parts.path) if f"{parts.scheme}://{parts.netloc}" == self._origin() else None

    def lives(self, address: str, now: float) -> bool:
        """Whether an address on the results origin is one of ours and not dead."""
        parts = urlsplit(address)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        return self.is_valid(unquote(parts.path), query, now)

    def _signature(self, path: str, stamp: str) -> str:
        return hmac.new(self._secret, f"{path}\n{stamp}".encode(), hashlib.sha256).hexdigest()
