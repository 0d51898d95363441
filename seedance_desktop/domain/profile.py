"""Where requests go and what they cost there. The key itself stays in the keychain."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from seedance_desktop.domain.price import PriceBook
from seedance_desktop.domain.spending import Caps

if TYPE_CHECKING:
    from seedance_desktop.domain.host import Host

LOOPBACK_HOSTS = frozenset({"127.0.0.1", "localhost", "::1"})


@dataclass(frozen=True, slots=True)
class Profile:
    """A base address, a price book and the name under which the keychain knows the key.

    Attributes:
        id: stable; the keychain's user name and the task row's `profile_id`.
        base_url: such as `https://www.jimmyai.cn`, without a trailing slash.
        sandbox: served by our own stand-in: nothing is charged.
        host: where local files go instead of the service's own upload.
        caps: most that may be spent here.
    """

    id: str
    name: str
    base_url: str
    prices: PriceBook = PriceBook()
    sandbox: bool = False
    host: Host | None = None
    caps: Caps = Caps()

    @property
    def is_loopback(self) -> bool:
        try:
            return urlsplit(self.base_url).hostname in LOOPBACK_HOSTS
        except ValueError:
            return False
