"""Changes of the settings as pure functions; what breaks the model is never made."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from pydantic import ValidationError

from seedance_desktop.domain.price import Source
from seedance_desktop.settings.model import (
    DEFAULT_BASE_URL,
    SANDBOX_ID,
    NetworkChoices,
    SavedOrigin,
    SavedProfile,
    Settings,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from decimal import Decimal

    from seedance_desktop.domain.price_list import Comparison


def changed(settings: Settings, **values: object) -> Settings | None:
    """Other settings; `None` where the model refuses them."""
    try:
        # A plain copy would skip the model's checks.
        return Settings.model_validate({**dict(settings), **values})
    except ValidationError:
        return None


def with_network(settings: Settings, **values: str) -> Settings | None:
    """The settings with other network choices."""
    try:
        network = NetworkChoices.model_validate({**dict(settings.network), **values})
    except ValidationError:
        return None
    return changed(settings, network=network)


def with_profile(settings: Settings, profile_id: str, **values: object) -> Settings | None:
    """The settings with one profile changed; the same settings where there is no such profile."""
    try:
        profiles = tuple(
            SavedProfile.model_validate({**dict(profile), **values}) if profile.id == profile_id else profile
            for profile in settings.profiles
        )
    except ValidationError:
        return None
    return changed(settings, profiles=profiles)


def with_price(settings: Settings, profile_id: str, key: str, amount: Decimal | None, today: date) -> Settings | None:
    """The settings with one unit price as typed today; `None` as the amount makes it unknown."""
    profile = saved_profile(settings, profile_id)
    if profile is None:
        return None
    prices = {name: price for name, price in profile.prices.items() if name != key}
    origins = {name: origin for name, origin in profile.origins.items() if name != key}
    if amount is not None:
        prices[key] = amount
        origins[key] = SavedOrigin(since=today, source=Source.HAND)
    return with_profile(settings, profile_id, prices=prices, origins=origins)


def with_listed(
    settings: Settings, profile_id: str, taken: Iterable[Comparison], same: Iterable[Comparison], today: date
) -> Settings | None:
    """The settings with prices of the service's list.

    Args:
        settings: as they are.
        profile_id: whose price book.
        taken: what goes into it.
        same: what stands there already, and is found to hold today.
        today: when the list was fetched.
    """
    profile = saved_profile(settings, profile_id)
    if profile is None:
        return None
    new = {one.name: one.now for one in taken if one.now is not None}
    # A price that was typed over meanwhile is not the one that was compared.
    held = [one.name for one in same if profile.prices.get(one.name) == one.now]
    origin = SavedOrigin(since=today, source=Source.CATALOG)
    origins = {**profile.origins, **dict.fromkeys([*new, *held], origin)}
    return with_profile(settings, profile_id, prices={**profile.prices, **new}, origins=origins)


def with_cap(settings: Settings, profile_id: str, name: str, amount: Decimal | None) -> Settings | None:
    """The settings with one cap of a profile or of the sandbox; `None` as the amount lifts it.

    Args:
        settings: as they are.
        profile_id: whose.
        name: one of `SavedCaps`.
        amount: most that may be spent.
    """
    sandbox = profile_id == SANDBOX_ID
    profile = saved_profile(settings, profile_id)
    if profile is None and not sandbox:
        return None
    before = settings.sandbox_caps if profile is None else profile.caps
    caps = {**dict(before), name: amount}
    return changed(settings, sandbox_caps=caps) if sandbox else with_profile(settings, profile_id, caps=caps)


def with_new_profile(settings: Settings, name: str) -> tuple[Settings | None, str]:
    """The settings with one more profile at the end, and its id, which no profile had before."""
    profile_id = f"profile-{secrets.token_hex(6)}"
    try:
        profile = SavedProfile(id=profile_id, name=name, base_url=DEFAULT_BASE_URL)
    except ValidationError:
        return None, ""
    return changed(settings, profiles=(*settings.profiles, profile)), profile_id


def without_profile(settings: Settings, profile_id: str) -> Settings | None:
    """The settings without a profile; `None` where it is the last one."""
    rest = tuple(profile for profile in settings.profiles if profile.id != profile_id)
    current = "" if settings.current_profile == profile_id else settings.current_profile
    return changed(settings, profiles=rest, current_profile=current)


def saved_profile(settings: Settings, profile_id: str) -> SavedProfile | None:
    """A profile that the settings keep."""
    return next((profile for profile in settings.profiles if profile.id == profile_id), None)
