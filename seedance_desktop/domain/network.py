"""How this machine reaches the service: a value that settings hold and the client obeys."""

from __future__ import annotations

from dataclasses import dataclass

SYSTEM_PROXY = "system"
NO_PROXY = "none"


@dataclass(frozen=True, slots=True)
class Network:
    """Network choices of the user.

    Attributes:
        proxy: `system` (the environment's variables), `none`, or an address such as `socks5h://127.0.0.1:7890`.
        ca_file: path of an extra certificate authority file; empty for the system's own.
    """

    proxy: str = SYSTEM_PROXY
    ca_file: str = ""
