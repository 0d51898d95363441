"""What a process of ours tells the processes that it starts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_PRIVATE = re.compile(r"(?i)^seedance_|_proxy$|key|token|secret|passw|credential")
"""Our own variables, of which one may be the key; proxies, whose addresses may hold a password; what others call so."""


def for_children(environ: Mapping[str, str]) -> dict[str, str]:
    """The variables that our workers may see: they reach no network and need no secret."""
    return {name: value for name, value in environ.items() if not _PRIVATE.search(name)}
