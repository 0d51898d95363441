"""Both asset libraries and the real-person whitelist, endpoint by endpoint."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from seedance_desktop.sandbox.app import PREFIX
from seedance_desktop.sandbox.options import Options
from tests.unit.sandbox.desk import Desk, client, comment, open_desk, picture

if TYPE_CHECKING:
    from pathlib import Path

FULL = "/seedance/assets"
SP = "/seedance/sp/assets"
PERSON = "/seedance/sp/realperson"
PICTURE = "https://cdn.example.com/heron.png"
AUDIT = {"image_urls": [PICTURE], "video_urls": ["https://cdn.example.com/walk.mp4"], "audio_urls": []}


def audited(desk: Desk, url: str = PICTURE) -> str:
    asset_id = desk.data(f"{FULL}/audit", {"image_urls": [url]})["items"][0]["asset_id"]
    return str(asset_id)


def test_an_audit_lists_what_was_submitted_and_a_status_call_where_it_stands(desk: Desk) -> None:
    answer = desk.post(f"{FULL}/audit", AUDIT).json()
    assert (answer["code"], answer["data"]["failed_items"]) == ("20000", [])
    items = answer["data"]["items"]
    assert [(i["original_url"], i["asset_type"], i["status"]) for i in items] == [
        (PICTURE, "image", "Pending"),
        ("https://cdn.example.com/walk.mp4", "video", "Pending"),
    ]
    ids = [item["asset_id"] for item in items]
    asked = desk.post(f"{FULL}/status", {"asset_ids": ids}).json()
    assert asked == {
        "code": "20000",
        "msg": "ok",
        "data": {"items": [{"asset_id": asset_id, "status": "Pending"} for asset_id in ids]},
    }
    desk.hands.now += 5
    items = desk.data(f"{FULL}/status", {"asset_ids": [*ids, "asset-none"]})["items"]
    assert items == [{"asset_id": asset_id, "status": "Active"} for asset_id in ids]


def test_an_address_or_a_file_named_reject_fails_review(desk: Desk) -> None:
    by_address = audited(desk, "https://cdn.example.com/Reject.png")
    by_name = audited(desk, desk.upload("please reject me.png", picture()))
    desk.hands.now += 5
    items = desk.data(f"{FULL}/status", {"asset_ids": [by_address, by_name]})["items"]
    assert [item["status"] for item in items] == ["Failed", "Failed"]


def test_the_sp_library_shows_an_asset_from_processing_to_active(desk: Desk) -> None:
    added = desk.post(f"{SP}/upload", {"name": "heron", "type": "image", "url": PICTURE}).json()
    assert (added["code"], added["msg"], added["data"].keys()) == (0, "ok", {"asset_id"})
    asset_id = added["data"]["asset_id"]
    shown = desk.post(f"{SP}/detail", {"asset_id": asset_id}).json()
    assert shown["code"] == 0
    assert shown["data"].keys() == {"asset_id", "official_id", "status", "name", "image_url", "created_at"}
    assert all(isinstance(value, str) for value in shown["data"].values())
    assert (shown["data"]["status"], shown["data"]["image_url"]) == ("Processing", PICTURE)
    desk.hands.now += 5
    items = desk.data(f"{SP}/status", {"asset_ids": [asset_id]})["items"]
    assert items == [{**shown["data"], "status": "Active"}]


@pytest.mark.parametrize(
    "lacking", [{"name": "a", "type": "image"}, {"name": "a", "url": PICTURE}, {"type": "image", "url": PICTURE}]
)
def test_the_sp_library_wants_name_type_and_url(desk: Desk, lacking: dict[str, str]) -> None:
    assert desk.post(f"{SP}/upload", lacking).json()["code"] == 20002
    whole = {"name": "a", "type": "image", "url": PICTURE} | lacking
    assert desk.post(f"{SP}/upload", {**whole, "type": "smell"}).json()["code"] == 20002


def test_a_portrait_gets_its_reference_once_it_is_active(desk: Desk) -> None:
    answer = desk.post(f"{PERSON}/submit", {"name": "Li", "url": PICTURE}).json()
    fields = {"asset_id", "official_id", "status", "asset_ref", "name", "url", "created_at"}
    assert (answer["code"], answer["data"].keys()) == (0, fields)
    assert (answer["data"]["status"], answer["data"]["asset_ref"]) == ("Processing", None)
    asset_id = answer["data"]["asset_id"]
    desk.hands.now += 5
    one = desk.data(f"{PERSON}/status", {"asset_id": asset_id})
    many = desk.data(f"{PERSON}/batch-status", {"asset_ids": [asset_id]})["items"]
    assert many == [one]
    assert one["status"] == "Active"
    for address in (one["asset_ref"], f"asset://{asset_id}"):
        assert desk.create(model="seedance2.0-of-sp", images=[address])


@pytest.mark.parametrize("path", [f"{SP}/detail", f"{PERSON}/status"])
def test_an_unknown_asset_is_not_found(desk: Desk, path: str) -> None:
    assert desk.post(path, {"asset_id": "asset_none"}).status_code == 404


@pytest.mark.parametrize(
    "body", [{}, {"asset_ids": "asset"}, {"asset_ids": [1]}, {"asset_ids": [""]}, {"asset_ids": None}]
)
@pytest.mark.parametrize("path", [f"{FULL}/status", f"{SP}/status", f"{PERSON}/batch-status"])
def test_a_status_call_wants_a_list_of_ids(desk: Desk, path: str, body: dict[str, object]) -> None:
    assert str(desk.post(path, body).json()["code"]) == "20002"


def test_full_takes_an_asset_once_it_is_active_and_sees_what_is_behind_it(desk: Desk) -> None:
    asset_id = audited(desk, desk.upload("heron.png", picture()))
    source = f"asset://{asset_id}"
    assert "asset.not_active" in desk.refused(model="sd2_mx_720p", images=[source])
    desk.hands.now += 5
    task = desk.create(model="sd2_mx_720p", images=[source])
    arrived = comment(desk.rendered(task))["references"]
    assert [(r["source"], r["name"]) for r in arrived] == [(source, "heron.png")]
    assert arrived[0]["sha256"]


def test_assets_count_only_in_their_own_library_and_account(tmp_path: Path) -> None:
    with open_desk(Options(tmp_path, keys=("sk_one", "sk_two")), key="sk_one") as desk:
        full = f"asset://{audited(desk)}"
        added = desk.data(f"{SP}/upload", {"name": "a", "type": "image", "url": PICTURE})
        sp = f"asset://{added['asset_id']}"
        desk.hands.now += 5
        assert "asset.unknown" in desk.refused(model="seedance2.0-sp", images=[full])
        assert "asset.unknown" in desk.refused(model="sd2_mx_720p", images=[sp])
        assert "asset.unknown" in desk.refused(model="sd2_mx_720p", images=["asset://none"])
        assert desk.create(model="seedance2.0-sp", images=[sp])
        with client(desk.live, "sk_two") as other:
            foreign = {"asset_ids": [full.removeprefix("asset://")]}
            assert other.post(f"{PREFIX}{FULL}/status", json=foreign).json()["data"]["items"] == []


def test_a_refused_asset_cannot_be_used(desk: Desk) -> None:
    source = f"asset://{audited(desk, 'https://cdn.example.com/reject.png')}"
    desk.hands.now += 5
    assert "asset.not_active" in desk.refused(model="sd2_mx_720p", images=[source])


def test_a_long_review_ends_after_so_many_questions_and_not_by_time(desk: Desk) -> None:
    desk.live.room.choose("long-review")
    asset_id = audited(desk)
    desk.live.room.choose("calm")
    desk.hands.now += 3600
    words = [desk.data(f"{FULL}/status", {"asset_ids": [asset_id]})["items"][0]["status"] for _ in range(13)]
    assert words == ["Pending"] * 11 + ["Active"] * 2


@pytest.mark.parametrize("call", ["upload", "submit"])
def test_a_refused_review_tells_its_reason(desk: Desk, call: str) -> None:
    desk.live.room.choose("refused-review")
    where = SP if call == "upload" else PERSON
    added = desk.data(f"{where}/{call}", {"name": "heron", "type": "image", "url": PICTURE})
    desk.hands.now += 5
    ask = "detail" if call == "upload" else "status"
    shown = desk.data(f"{where}/{ask}", {"asset_id": added["asset_id"]})
    assert (shown["status"], "consent" in shown["reason"]) == ("Failed", True)
