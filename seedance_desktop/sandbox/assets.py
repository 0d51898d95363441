"""Both asset libraries and the real-person whitelist: endpoints 4 to 11."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from seedance_desktop.sandbox.envelopes import BAD_PARAMETERS, Refusal
from seedance_desktop.sandbox.state import AssetRecord

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from seedance_desktop.sandbox.scenarios import Scenario
    from seedance_desktop.sandbox.state import State

FULL = "full"
SP = "sp"
PERSON = "person"

AUDIT_KINDS = {"image_urls": "image", "video_urls": "video", "audio_urls": "audio"}
SP_KINDS = frozenset({"image", "video", "audio", "text"})

_REVIEW_SECONDS = {FULL: 1.5, SP: 1.0, PERSON: 2.0}
_WAITING_WORD = {FULL: "Pending", SP: "Processing", PERSON: "Processing"}
_PREFIX = {FULL: "asset-", SP: "asset_", PERSON: "rp_"}
_REJECT = "reject"
_USUAL_REASON = "Content policy: this file cannot be used."
_ASSET = "asset://"
_PERSON_REF = "asset://person-"


class Library:
    """The assets of all accounts.

    Args:
        clock: Unix seconds.
        pace: gives the present factor on waiting times.
        name_behind: gives the file name behind one of our own links, else an empty text.
        scenario: gives the scenario that is on.
    """

    def __init__(
        self,
        state: State,
        clock: Callable[[], float],
        pace: Callable[[], float],
        name_behind: Callable[[str], str],
        scenario: Callable[[], Scenario],
    ) -> None:
        self._state = state
        self._clock = clock
        self._pace = pace
        self._name_behind = name_behind
        self._scenario = scenario

    def audit(self, account: str, body: Mapping[str, object]) -> dict[str, object]:
        """Submit addresses for review (Full route)."""
        items = []
        for field, kind in AUDIT_KINDS.items():
            for url in _texts(body.get(field, []), field):
                asset = self._add(account, FULL, kind, "", url)
                items.append(
                    {
                        "asset_id": asset.id,
                        "original_url": url,
                        "asset_type": kind,
                        "status": self._status(asset),
                    }
                )
        return {"items": items, "failed_items": []}

    def audit_status(self, account: str, body: Mapping[str, object]) -> dict[str, object]:
        """Where reviews stand (Full route). Unknown ids are left out: what the service does is unknown."""
        found = [self._asked(account, FULL, asset_id) for asset_id in _texts(body.get("asset_ids"), "asset_ids")]
        return {
            "items": [
                {"asset_id": asset.id, "status": self._status(asset)} | self._reason(asset) for asset in found if asset
            ]
        }

    def add(self, account: str, body: Mapping[str, object]) -> dict[str, object]:
        """Add an asset to the SP library."""
        kind = _text(body, "type")
        if kind not in SP_KINDS:
            raise Refusal(BAD_PARAMETERS, "invalid parameters: type")
        return {"asset_id": self._add(account, SP, kind, _text(body, "name"), _text(body, "url")).id}

    def detail(self, account: str, body: Mapping[str, object]) -> dict[str, object]:
        """One asset of the SP library."""
        return self._shown(self._one(account, SP, _text(body, "asset_id")))

    def status(self, account: str, body: Mapping[str, object]) -> dict[str, object]:
        """Many assets of the SP library."""
        return {"items": self._many(account, SP, body)}

    def submit_person(self, account: str, body: Mapping[str, object]) -> dict[str, object]:
        """Whitelist a portrait."""
        return self._shown(self._add(account, PERSON, "image", _text(body, "name"), _text(body, "url")))

    def person(self, account: str, body: Mapping[str, object]) -> dict[str, object]:
        """One portrait."""
        return self._shown(self._one(account, PERSON, _text(body, "asset_id")))

    def people(self, account: str, body: Mapping[str, object]) -> dict[str, object]:
        """Many portraits."""
        return {"items": self._many(account, PERSON, body)}

    def address_of(self, account: str, source: str, *, reviewed: bool) -> str:
        """The address behind an `asset://` one.

        Args:
            account: only its own assets count.
            source: `asset://…`.
            reviewed: the route takes assets of the Full route's review; the others take the SP library.

        Raises:
            Refusal: unknown, another account's, of the other library, or not `Active`.
        """
        wanted = source.removeprefix(_ASSET)
        person = wanted.removeprefix(_PERSON_REF.removeprefix(_ASSET))
        for library, asset_id in ((FULL, wanted),) if reviewed else ((SP, wanted), (PERSON, person)):
            asset = self._find(account, library, asset_id)
            if asset is not None and self._status(asset) == "Active":
                return asset.url
            if asset is not None:
                raise Refusal(BAD_PARAMETERS, f"invalid parameters: asset.not_active ({source})")
        raise Refusal(BAD_PARAMETERS, f"invalid parameters: asset.unknown ({source})")

    def _add(self, account: str, library: str, kind: str, name: str, url: str) -> AssetRecord:
        now, scenario = self._clock(), self._scenario()
        text = f"{name} {url} {self._name_behind(url)}".lower()
        return self._state.assets.put(
            AssetRecord(
                id=_PREFIX[library] + secrets.token_hex(6),
                account=account,
                library=library,
                kind=kind,
                name=name,
                url=url,
                created_at=now,
                ready_at=now + _REVIEW_SECONDS[library] * self._pace(),
                accepted=_REJECT not in text and not scenario.review_refusal,
                polls_left=scenario.review_polls,
                reason=scenario.review_refusal or _USUAL_REASON,
            )
        )

    def _find(self, account: str, library: str, asset_id: str) -> AssetRecord | None:
        asset = self._state.assets.get(asset_id)
        return asset if asset is not None and (asset.account, asset.library) == (account, library) else None

    def _asked(self, account: str, library: str, asset_id: str) -> AssetRecord | None:
        """The same, counting how often it was asked about."""
        asset = self._find(account, library, asset_id)
        if asset is None or not asset.polls_left:
            return asset
        return self._state.assets.put(replace(asset, polls_left=asset.polls_left - 1))

    def _reason(self, asset: AssetRecord) -> dict[str, object]:
        return {"reason": asset.reason} if self._status(asset) == "Failed" else {}

    def _one(self, account: str, library: str, asset_id: str) -> AssetRecord:
        asset = self._asked(account, library, asset_id)
        if asset is None:
            raise Refusal(404, f"asset not found: {asset_id}", status=404)
        return asset

    def _many(self, account: str, library: str, body: Mapping[str, object]) -> list[dict[str, object]]:
        found = [self._asked(account, library, i) for i in _texts(body.get("asset_ids"), "asset_ids")]
        return [self._shown(asset) for asset in found if asset is not None]

    def _status(self, asset: AssetRecord) -> str:
        if self._clock() < asset.ready_at or asset.polls_left:
            return _WAITING_WORD[asset.library]
        return "Active" if asset.accepted else "Failed"

    def _shown(self, asset: AssetRecord) -> dict[str, object]:
        status = self._status(asset)
        shown: dict[str, object] = {
            "asset_id": asset.id,
            "official_id": f"official_{asset.id}",
            "status": status,
            "name": asset.name,
            **self._reason(asset),
            "created_at": datetime.fromtimestamp(asset.created_at, UTC).strftime("%Y-%m-%d %H:%M:%S"),
        }
        if asset.library == PERSON:
            ref = _PERSON_REF + asset.id if status == "Active" else None
            return shown | {"asset_ref": ref, "url": asset.url}
        return shown | {"image_url": asset.url if asset.kind == "image" else ""}


def _text(body: Mapping[str, object], field: str) -> str:
    value = body.get(field)
    if not isinstance(value, str) or not value.strip():
        raise Refusal(BAD_PARAMETERS, f"invalid parameters: {field}")
    return value


def _texts(value: object, field: str) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(entry, str) and entry for entry in value):
        raise Refusal(BAD_PARAMETERS, f"invalid parameters: {field}")
    return value
