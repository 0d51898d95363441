"""The three reviews behind one face: hand in, and ask where it stands."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from seedance_desktop.api.answers import AssetStatus
from seedance_desktop.domain.asset import AssetState
from seedance_desktop.domain.errors import NotFound, ServiceFailed
from seedance_desktop.domain.reference import Kind
from seedance_desktop.domain.review import Review

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedance_desktop.api.answers import Asset, LibraryAsset
    from seedance_desktop.domain.asset import AssetRecord
    from seedance_desktop.engine.service import Service

_STATES = {
    AssetStatus.PENDING: AssetState.PENDING,
    AssetStatus.ACTIVE: AssetState.ACTIVE,
    AssetStatus.FAILED: AssetState.FAILED,
}


LOST = "review.answer_lost"
"""The call went out and no answer came. There is no way to ask for an asset without its id."""


class Verdict(NamedTuple):
    """What the service says about one asset.

    Attributes:
        usable: the address it names for create calls; empty where it names none.
        reason: its own words; plain, maybe empty.
    """

    asset_id: str
    state: AssetState
    usable: str
    reason: str


async def hand_in(service: Service, review: Review, records: Sequence[AssetRecord]) -> list[Verdict]:
    """Hand in assets that have an address; one verdict for each, in their order.

    Args:
        service: the account's.
        review: who looks at them.
        records: several only where the service takes several in one call: `batches` cuts them.

    Raises:
        SeedanceError: `review.answer_lost` where nobody can tell whether it arrived.
    """
    try:
        if review is Review.FULL:
            return await _audit(service, records)
        (record,) = records
        if review is Review.PERSON:
            return [_of_library(await service.submit_real_person(record.name, record.address))]
        asset_id = await service.add_sp_asset(record.name, record.kind, record.address)
        return [Verdict(asset_id, AssetState.PENDING, "", "")]
    except ServiceFailed as failure:
        if failure.code == "service.no_answer":
            raise ServiceFailed(LOST, failure.values, failure.excerpt) from failure
        raise


def batches(review: Review, records: Sequence[AssetRecord]) -> list[list[AssetRecord]]:
    """How many go into one call: the Full routes' audit takes lists, the other two take one at a time."""
    return [list(records)] if review is Review.FULL else [[record] for record in records]


async def standing(service: Service, review: Review, asset_ids: Sequence[str]) -> dict[str, Verdict]:
    """Where they stand, by the service's id; what it does not know is missing."""
    try:
        if review is Review.FULL:
            return {asset.asset_id: _of_audit(asset) for asset in await service.review_status(asset_ids)}
        ask = service.real_people if review is Review.PERSON else service.sp_assets
        return {asset.asset_id: _of_library(asset) for asset in await ask(asset_ids)}
    except NotFound:
        return {}


async def _audit(service: Service, records: Sequence[AssetRecord]) -> list[Verdict]:
    # In the order of the lists in the call's body.
    flat = list(dict.fromkeys((kind, record.address) for kind in Kind for record in records if record.kind is kind))
    urls: dict[Kind, list[str]] = defaultdict(list)
    for kind, url in flat:
        urls[kind].append(url)
    answered = await service.submit_for_review(urls)
    found = {asset.original_url: asset for asset in answered if asset.original_url}
    if not {url for _, url in flat} <= found.keys() and _stand_in_order(flat, answered):
        found = {url: asset for (_, url), asset in zip(flat, answered, strict=True)}
    if any(url not in found or not _is_told(found[url]) for _, url in flat):
        raise ServiceFailed("review.unreadable", {"sent": len(flat), "answered": len(answered)})
    return [_of_audit(found[record.address]) for record in records]


def _stand_in_order(sent: Sequence[tuple[Kind, str]], answered: Sequence[Asset]) -> bool:
    """Whether answers without our addresses can only mean what was sent at their place.

    Refused ones are listed after all others, wherever they stood in the call.
    """
    urls = {url for _, url in sent}
    return len(sent) == len(answered) and all(
        asset.status is not AssetStatus.FAILED
        and asset.kind in (None, kind)
        and (asset.original_url == url or asset.original_url not in urls)
        for (kind, url), asset in zip(sent, answered, strict=True)
    )


def _is_told(asset: Asset) -> bool:
    """One that was not even accepted has no id; any other must have one."""
    return bool(asset.asset_id) or asset.status is AssetStatus.FAILED


def _of_audit(asset: Asset) -> Verdict:
    return Verdict(asset.asset_id, _STATES[asset.status], "", asset.reason)


def _of_library(asset: LibraryAsset) -> Verdict:
    return Verdict(asset.asset_id, _STATES[asset.status], asset.asset_ref, asset.reason)
