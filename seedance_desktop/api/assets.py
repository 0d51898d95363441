"""Bodies and answers of the two asset libraries: the Full routes' review and the SP routes' own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from seedance_desktop.api.answers import AssetStatus
from seedance_desktop.api.wire import clean, entries, parse_asset, parse_library_asset
from seedance_desktop.domain.errors import ServiceFailed
from seedance_desktop.domain.reference import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from seedance_desktop.api.answers import Asset, LibraryAsset

_REVIEW_FIELDS = {Kind.IMAGE: "image_urls", Kind.VIDEO: "video_urls", Kind.AUDIO: "audio_urls"}


def review_body(addresses: Mapping[Kind, Sequence[str]]) -> dict[str, object]:
    """The review's body; kinds without an address are left out, as all three lists are optional."""
    return {field: list(addresses[kind]) for kind, field in _REVIEW_FIELDS.items() if addresses.get(kind)}


def reviewed(payload: Mapping[str, Any]) -> tuple[Asset, ...]:
    """Accepted and refused entries. The shape of `failed_items` is not documented: objects or bare addresses."""
    taken = [parse_asset(entry) for entry in entries(payload, "items")]
    failed = payload.get("failed_items")
    for entry in failed if isinstance(failed, list) else ():
        found = parse_asset(entry if isinstance(entry, dict) else {"original_url": clean(entry)})
        taken.append(replace(found, status=AssetStatus.FAILED))
    return tuple(taken)


def library(payload: Mapping[str, Any]) -> tuple[LibraryAsset, ...]:
    """The entries of a batch answer, in the service's order."""
    return tuple(parse_library_asset(entry) for entry in entries(payload, "items"))


def asset_id(payload: Mapping[str, Any]) -> str:
    """The id of an added asset.

    Raises:
        ServiceFailed: the answer holds none.
    """
    found = parse_library_asset(payload).asset_id
    if not found:
        raise ServiceFailed("service.unreadable")
    return found
