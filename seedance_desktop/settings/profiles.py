"""The profiles as they are now: the user's, the sandbox's, and an address given by hand."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

from seedance_desktop.domain.profile import Profile
from seedance_desktop.settings.model import DEFAULT_ID, SANDBOX_ID

if TYPE_CHECKING:
    from seedance_desktop.domain.network import Network
    from seedance_desktop.domain.price import PriceBook
    from seedance_desktop.settings.keys import KeyStore
    from seedance_desktop.settings.model import Settings


class ProfileBook:
    """Answers the engine's questions about addresses, keys and the network.

    Args:
        settings: as loaded; replace the attribute when the user changes them.
        keys: where the keys are.
    """

    def __init__(self, settings: Settings, keys: KeyStore) -> None:
        self.settings = settings
        self._keys = keys
        self._sandbox = Profile(SANDBOX_ID, "Sandbox", "", sandbox=True)
        self._sandbox_key: str | None = None
        self._visited: dict[str, Profile] = {}
        keys.mean_override_for(self.paying.id)

    @property
    def all(self) -> tuple[Profile, ...]:
        """The sandbox first, then the user's own in their order."""
        return (self._rehearsal, *(saved.profile() for saved in self.settings.profiles))

    @property
    def current(self) -> Profile:
        """The chosen one; the sandbox while none is chosen."""
        return self.profile(self.settings.current_profile) or self._rehearsal

    @property
    def paying(self) -> Profile:
        """The chosen one, but never the sandbox: whoever wants that on the command line asks for it."""
        own = [saved.profile() for saved in self.settings.profiles]
        wished = (self.settings.current_profile, DEFAULT_ID)
        return next((profile for id_ in wished for profile in own if profile.id == id_), own[0])

    def profile(self, profile_id: str) -> Profile | None:
        known = {profile.id: profile for profile in self.all} | self._visited
        return known.get(profile_id)

    async def key(self, profile_id: str) -> str | None:
        """The key of a profile; the sandbox has its own, which is no secret."""
        return self._sandbox_key if profile_id == SANDBOX_ID else await self._keys.get(profile_id)

    def network(self) -> Network:
        return self.settings.network.network()

    def serve_sandbox(self, base_url: str, key: str, prices: PriceBook) -> Profile:
        """The sandbox runs now, at this address."""
        self._sandbox = Profile(SANDBOX_ID, "Sandbox", base_url, prices, sandbox=True)
        self._sandbox_key = key
        return self._rehearsal

    def visit(self, base_url: str) -> Profile:
        """A profile for an address given by hand; the same address has the same id at every start.

        An address of a saved profile is that profile. A key from the environment is meant for it.
        """
        plain = base_url.strip().rstrip("/")
        same = plain.lower()  # else another spelling of a host would be a profile without caps
        saved = (one.profile() for one in self.settings.profiles)
        profile = next((one for one in saved if one.base_url.lower() == same), None)
        if profile is None:
            id_ = f"url-{hashlib.sha256(same.encode('utf-8', 'replace')).hexdigest()[:12]}"
            profile = self._visited[id_] = Profile(id_, plain, plain)
        self._keys.mean_override_for(profile.id)
        return profile

    @property
    def _rehearsal(self) -> Profile:
        """The sandbox's profile under the caps that are kept for it."""
        return replace(self._sandbox, caps=self.settings.sandbox_caps.caps())
