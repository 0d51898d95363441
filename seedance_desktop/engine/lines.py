"""Which service a task talks to, with which key; one client for each, kept while the engine lives."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from seedance_desktop.domain.errors import SeedanceError
from seedance_desktop.domain.host import secret_name

if TYPE_CHECKING:
    from seedance_desktop.domain.host import Host
    from seedance_desktop.domain.network import Network
    from seedance_desktop.domain.task import Errand
    from seedance_desktop.engine.pace import Pace
    from seedance_desktop.engine.service import FileHost, KeySource, Profiles, Service, Services


class Lines:
    """Clients by base address, profile and network choices.

    Args:
        profiles: whose.
        services: makes the clients.
        pace: knows whether the machine slept: kept connections are dead then, though nobody said so.
    """

    def __init__(self, profiles: Profiles, services: Services, pace: Pace) -> None:
        self.profiles = profiles
        self.services = services
        self._pace = pace
        self._awakenings = pace.awakenings
        self._open: dict[tuple[str, str, Network], Service] = {}

    def base_url(self, task: Errand) -> str:
        """Where a task lives: where it was made, except that a sandbox may come back on another port."""
        profile = self.profiles.profile(task.profile_id)
        return profile.base_url if profile is not None and profile.sandbox else task.base_url

    def account(self, task: Errand) -> str | None:
        """The profile whose account a task is paid from; `None` where the profile has moved elsewhere since."""
        profile = self.profiles.profile(task.profile_id)
        stayed = profile is not None and _origin(profile.base_url) == _origin(self.base_url(task))
        return task.profile_id if stayed else None

    async def of(self, task: Errand) -> Service:
        return await self.to(self.base_url(task), task.profile_id)

    async def to(self, base_url: str, profile_id: str) -> Service:
        """The client for an address with the profile's key, which is asked for before every call."""
        if self._awakenings != self._pace.awakenings:
            self._awakenings = self._pace.awakenings
            for service in self._open.values():
                service.renew()
        network = self.profiles.network()
        name = (base_url, profile_id, network)
        if name not in self._open:

            async def key() -> str | None:
                profile = self.profiles.profile(profile_id)
                # A profile that has moved since takes its key along; the old address gets none.
                if profile is None or _origin(profile.base_url) != _origin(base_url):
                    return None
                return await self.profiles.key(profile_id)

            service = await self.services.service(base_url, key, network)
            # While it was made, another job may have made one too.
            return self._open.setdefault(name, service)
        return self._open[name]

    async def host(self, profile_id: str) -> tuple[Host, FileHost] | None:
        """The person's own place for files under a profile, as it is set up now; `None` for the service's upload."""
        profile = self.profiles.profile(profile_id)
        if profile is None or profile.host is None:
            return None
        return profile.host, await self.host_of(profile.host, lambda: self.profiles.key(secret_name(profile_id)))

    async def host_of(self, host: Host, secret: KeySource) -> FileHost:
        """The place that a choice means."""
        return await self.services.host(host, secret, self.profiles.network())

    async def close(self) -> None:
        """Close all clients; what they say to that no longer matters."""
        while self._open:
            _, service = self._open.popitem()
            with suppress(SeedanceError):
                await service.aclose()


def _origin(address: str) -> str:
    return address.rstrip("/").lower()
