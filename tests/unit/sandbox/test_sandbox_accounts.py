"""Keys, balances, quotas, refunds and the ledger."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from seedance_desktop.sandbox.app import PREFIX
from seedance_desktop.sandbox.options import Options
from seedance_desktop.sandbox.prices import price_book
from tests.unit.sandbox.desk import CREATE, Desk, body, client, movie, open_desk

if TYPE_CHECKING:
    from pathlib import Path

CALLS = [
    ("POST", CREATE, "20001"),
    ("GET", "/videos/vid_x", "20001"),
    ("POST", "/files/upload", 20001),
    ("POST", "/seedance/assets/audit", "20001"),
    ("POST", "/seedance/assets/status", "20001"),
    ("POST", "/seedance/sp/assets/upload", 20001),
    ("POST", "/seedance/sp/assets/detail", 20001),
    ("POST", "/seedance/sp/assets/status", 20001),
    ("POST", "/seedance/sp/realperson/submit", 20001),
    ("POST", "/seedance/sp/realperson/status", 20001),
    ("POST", "/seedance/sp/realperson/batch-status", 20001),
    ("GET", "/user/balance", 20001),
    ("GET", "/key/balance", 20001),
]


@pytest.mark.parametrize(("method", "path", "code"), CALLS)
@pytest.mark.parametrize("authorization", ["", "Bearer", "Bearer sk_wrong", "Basic sk_sandbox", "sk_sandbox"])
def test_no_call_goes_without_an_accepted_key(
    desk: Desk, method: str, path: str, code: object, authorization: str
) -> None:
    answer = desk.visitor.request(method, PREFIX + path, headers={"Authorization": authorization}, content=b"{}")
    assert answer.json() == {"code": code, "msg": "authentication failed"}


def test_every_accepted_key_is_an_account_of_its_own(tmp_path: Path) -> None:
    with open_desk(Options(tmp_path, keys=("sk_one", "sk_two")), key="sk_two") as desk:
        desk.create()
        assert desk.available() == pytest.approx(40.85)
        with client(desk.live, "sk_one") as other:
            assert other.get(f"{PREFIX}/user/balance").json()["data"]["available"] == pytest.approx(41.20)


def test_the_key_stands_nowhere_in_the_data_folder(tmp_path: Path) -> None:
    with open_desk(Options(tmp_path, keys=("sk_very_secret",)), key="sk_very_secret") as desk:
        desk.create()
        assert "sk_very_secret" not in repr(desk.live.room.options) + repr(desk.live.address)
    held = b"".join(file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())
    assert b"sk_very_secret" not in held


def test_the_balance_moves_by_the_price_list_when_a_task_is_made(own_desk: Desk) -> None:
    assert own_desk.get("/user/balance").json() == {
        "code": 20000,
        "msg": "ok",
        "data": {"balance": 41.2, "used_coin": 0.0, "available": 41.2},
    }
    own_desk.create()
    own_desk.create(model="seedance2.0-of-sp", duration=5)
    used = price_book().prices["seedance2.0-mini-sp-720p"] + 5 * price_book().prices["seedance2.0-of-sp-720p"]
    assert own_desk.data("/user/balance") == {
        "balance": 41.2,
        "used_coin": float(used),
        "available": float(Decimal("41.20") - used),
    }
    assert own_desk.get("/key/balance").json() == {
        "code": 20000,
        "msg": "ok",
        "data": {
            "name": "sandbox",
            "total_quota": 0.0,
            "used_quota": float(used),
            "available_quota": 0.0,
            "unlimited": True,
        },
    }


def test_the_first_reference_video_is_billed_by_its_length(own_desk: Desk) -> None:
    url = own_desk.upload("walk.mp4", movie(3))
    own_desk.create(model="seedance2.0-mini-video", duration=8, reference_videos=[url])
    assert own_desk.ledger()["tasks"][0]["charged"] == "0.55"


def test_an_account_cannot_spend_more_than_it_has(tmp_path: Path) -> None:
    with open_desk(Options(tmp_path, start_balance=Decimal("0.70"))) as desk:
        desk.create()
        desk.create()
        answer = desk.post(CREATE, body())
        assert (answer.status_code, answer.json()["code"]) == (402, "402")
        assert "余额不足" in answer.json()["msg"]
        assert desk.available() == 0


def test_a_key_stops_at_its_quota(tmp_path: Path) -> None:
    with open_desk(Options(tmp_path, key_quota=Decimal("0.30"))) as desk:
        desk.create()
        assert desk.post(CREATE, body()).status_code == 402
        assert desk.data("/key/balance") == {
            "name": "sandbox",
            "total_quota": 0.3,
            "used_quota": 0.35,
            "available_quota": 0.0,
            "unlimited": False,
        }


def test_a_task_that_fails_moderation_is_paid_back_when_it_fails(own_desk: Desk) -> None:
    own_desk.live.room.choose("moderation")
    own_desk.create()
    assert own_desk.available() == pytest.approx(40.85)
    own_desk.hands.now += 60
    assert own_desk.available() == pytest.approx(41.20)
    assert own_desk.ledger()["tasks"][0]["refunded"] is True


def test_every_whole_create_call_is_counted_and_no_key_makes_two_calls_one(own_desk: Desk) -> None:
    headers = {"Idempotency-Key": "same"}
    first = own_desk.http.post(PREFIX + CREATE, json=body(), headers=headers).json()["data"]["task_id"]
    second = own_desk.http.post(PREFIX + CREATE, json=body(), headers=headers).json()["data"]["task_id"]
    own_desk.refused(prompt="")
    own_desk.visitor.post(PREFIX + CREATE, json=body())
    assert first != second
    assert own_desk.live.room.creates == own_desk.ledger()["creates"] == 4
    assert [task["task_id"] for task in own_desk.ledger()["tasks"]] == [first, second]
