"""Create and query over a real socket: shapes, states, links, restarts."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seedance_desktop.domain.body import draft_from_body
from seedance_desktop.domain.catalog import load_catalog
from seedance_desktop.domain.rules import evaluate
from seedance_desktop.sandbox.app import PREFIX
from seedance_desktop.sandbox.envelopes import Envelope
from seedance_desktop.sandbox.options import Options, Rendering
from seedance_desktop.sandbox.prices import price_book
from seedance_desktop.sandbox.scenarios import SCENARIOS
from seedance_desktop.sandbox.server import open_sandbox
from seedance_desktop.sandbox.timeline import standing_after
from tests.unit.sandbox.desk import CREATE, Desk, Hands, body, client, open_desk, picture

if TYPE_CHECKING:
    from pathlib import Path

MODELS = load_catalog().models


def test_create_answers_with_the_documented_fields(desk: Desk) -> None:
    answer = desk.post(CREATE, body()).json()
    assert (answer["code"], answer["msg"]) == ("20000", "ok")
    assert answer["data"].keys() == {"task_id", "status", "model", "created_at"}
    assert (answer["data"]["status"], answer["data"]["model"]) == ("queued", "seedance2.0-mini-sp")
    assert answer["data"]["created_at"] == int(desk.hands.now)


@pytest.mark.parametrize("shape", Envelope)
def test_create_and_query_speak_every_envelope(tmp_path: Path, shape: Envelope) -> None:
    codes = {Envelope.V1: "20000", Envelope.V2: 0, Envelope.V3: 20000}
    with open_desk(Options(tmp_path, envelope=shape)) as desk:
        created = desk.post(CREATE, body()).json()
        inner = created if shape is Envelope.V4 else created["data"]
        asked = desk.get(f"/videos/{inner['task_id']}").json()
        refused = desk.post(CREATE, body(prompt="")).json()
    for answer in (created, asked):
        assert answer.get("code") == codes.get(shape)
    assert refused["code"] == ("20002" if shape is Envelope.V1 else 20002)
    assert "prompt.missing" in refused["msg"]


def test_a_task_walks_through_the_documented_states(desk: Desk) -> None:
    task = desk.create()
    desk.rendered(task)
    seen = []
    for _ in range(18):
        answer = desk.query(task)
        seen.append((answer["status"], answer["progress"]))
        desk.hands.now += 0.5
    words = [word for word, _ in seen]
    assert words == sorted(words, key=["queued", "processing", "completed"].index)
    assert set(words) == {"queued", "processing", "completed"}
    assert [p for _, p in seen] == sorted(p for _, p in seen)
    assert all(1 <= p <= 99 for word, p in seen if word == "processing")
    assert seen[0] == ("queued", 0)
    assert seen[-1] == ("completed", 100)


def test_nothing_is_completed_before_its_clip_stands(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    task = desk.create()
    desk.rendered(task)
    monkeypatch.setattr(desk.live.room.studio, "is_done", lambda _: False)
    desk.hands.now += 60
    answer = desk.query(task)
    assert (answer["status"], answer["progress"], answer["result"]) == ("processing", 99, None)


def test_a_clip_that_cannot_be_made_fails_the_task_and_says_why(own_desk: Desk) -> None:
    own_desk.live.room.studio.clip_of("x").parent.rmdir()
    task = own_desk.create()
    with pytest.raises(OSError, match="No such file"):
        own_desk.rendered(task)
    answer = own_desk.query(task)
    assert answer["status"] == "failed"
    assert "No such file" in answer["error_message"]
    assert own_desk.available() == pytest.approx(41.20)


def test_a_pace_lets_a_whole_generation_run_through_at_once(tmp_path: Path) -> None:
    options = Options(tmp_path, pace=0.02, rendering=Rendering(scale=0.1, in_process=True))
    with open_sandbox(options) as live, client(live, "sk_sandbox") as http, client(live, "") as visitor:
        desk = Desk(live, Hands(), http, visitor)
        begun = time.monotonic()
        task = desk.create(model="seedance2.0-fast-i2v", duration=1, images=[desk.upload("a.png", picture())])
        while (answer := desk.query(task))["status"] != "completed":
            assert time.monotonic() - begun < 20
        clip = desk.fetch(answer["result"]["video_url"])
        took = time.monotonic() - begun
        assert clip.content == live.room.studio.clip_of(task).read_bytes()
    assert took < 6  # eight seconds at a pace of one


@pytest.mark.parametrize("model", MODELS)
def test_every_model_generates_from_a_prompt_alone(desk: Desk, model: str) -> None:
    before = desk.available()
    task = desk.create(model=model, prompt="一只苍鹭 rises")
    answer = desk.completed(task)
    assert answer["model"] == model
    assert desk.fetch(answer["result"]["video_url"]).content[4:8] == b"ftyp"
    assert desk.available() < before


def test_there_are_as_many_models_as_the_routes_page_lists() -> None:
    assert len(MODELS) == 23


@pytest.mark.parametrize("model", MODELS)
def test_every_model_and_resolution_has_a_price(desk: Desk, model: str) -> None:
    route = load_catalog().route_of(model)
    assert route is not None
    for resolution in route.rules(model).resolution.options or ("",):
        accepted = desk.live.room.judge.judge("a", body(model=model, resolution=resolution))
        assert accepted.price > 0


def test_the_price_list_holds_only_prices_that_something_costs() -> None:
    catalog = load_catalog()
    asked = set()
    for model in MODELS:
        route = catalog.route_of(model)
        assert route is not None
        for resolution in route.rules(model).resolution.options or ("",):
            price = evaluate(route, draft_from_body(body(model=model, resolution=resolution))).price
            assert price is not None
            asked.add(price.key)
    assert asked == set(price_book().prices)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"model": "seedance9"}, "model.unknown"),
        ({"prompt": " "}, "prompt.missing"),
        ({"duration": None}, "field.wrong_type (duration)"),
        ({"duration": 16}, "duration.out_of_range"),
        ({"resolution": "1080p"}, "resolution.not_offered"),
        ({"images": ["https://x.example/a.png"], "first_image": "https://x.example/b.png"}, "images.with_frames"),
        ({"reference_audios": ["https://x.example/a.mp3"]}, "reference_audios.alone"),
        ({"images": ["http://x.example/a.png"]}, "media.address"),
        ({"model": "sd2_mx_720p", "images": ["https://x.example/a.png"]}, "media.needs_review"),
    ],
)
def test_a_broken_rule_is_refused_by_its_code(desk: Desk, changes: dict[str, object], code: str) -> None:
    before = desk.available()
    assert code in desk.refused(**changes)
    assert desk.available() == before


@pytest.mark.parametrize(
    "changes",
    [
        {"model": "seedance2.0-std", "resolution": "1080p"},
        {"ratio": "16:9", "orientation": "portrait"},
        {"ratio": "2:1"},
        {"odd_field": 1},
    ],
)
def test_ignored_and_doubtful_fields_are_no_error(desk: Desk, changes: dict[str, object]) -> None:
    assert desk.create(**changes)


@pytest.mark.parametrize("raw", [b"", b"[]", b"{", b"null", b"[" * 100_000])
def test_a_body_that_is_no_object_is_refused(desk: Desk, raw: bytes) -> None:
    answer = desk.http.post(PREFIX + CREATE, content=raw)
    assert answer.json()["code"] == "20002"


def test_a_dead_or_forged_link_of_our_own_is_unreachable(desk: Desk) -> None:
    url = desk.upload("a.png", picture())
    forged = url.replace(".png", "0.png")
    assert "media.unreachable (images)" in desk.refused(images=[forged])
    desk.hands.now += 3 * 24 * 3600 + 1
    assert "media.unreachable (first_image)" in desk.refused(first_image=url)


def test_unknown_tasks_are_not_found_nor_those_of_others(tmp_path: Path) -> None:
    with open_desk(Options(tmp_path, keys=("sk_one", "sk_two")), key="sk_one") as desk:
        task = desk.create()
        with client(desk.live, "sk_two") as other:
            for http, wanted in ((other, task), (desk.http, "vid_none")):
                answer = http.get(f"{PREFIX}/videos/{wanted}")
                assert (answer.status_code, answer.json()["code"]) == (404, "404")


def test_a_restart_keeps_ports_tasks_uploads_and_balance(tmp_path: Path) -> None:
    options, hands = Options(tmp_path), Hands()
    with open_desk(options, hands) as desk:
        first = desk.live.address
        url, done = desk.upload("a.png", picture()), desk.create()
        link = desk.completed(done)["result"]["video_url"]
        left = desk.available()
    with open_desk(options, hands) as desk:
        assert desk.live.address == first
        assert desk.available() == left
        assert desk.query(done)["status"] == "completed"
        assert desk.fetch(link).status_code == 200
        assert desk.fetch(url).content == picture()
        assert desk.ledger()["creates"] == 1


def test_a_restart_makes_the_clips_that_were_not_done(tmp_path: Path) -> None:
    options, hands = Options(tmp_path), Hands()
    with open_desk(options, hands) as desk:
        task = desk.create()
        desk.rendered(task).unlink()
    with open_desk(options, hands) as desk:
        desk.query(task)
        assert desk.completed(task)["progress"] == 100


def test_another_port_is_taken_when_the_old_one_is_not_free(tmp_path: Path) -> None:
    with open_desk(Options(tmp_path / "a")) as first:
        port = first.live.address.base_url.rpartition(":")[2]
        with open_desk(Options(tmp_path / "b")) as second:
            second.live.room.state.set_note("service_port", port)
        with open_desk(Options(tmp_path / "b")) as second:
            assert second.live.address.base_url != first.live.address.base_url
            assert second.available() == pytest.approx(41.20)


def test_a_port_that_was_asked_for_and_is_taken_is_an_error(tmp_path: Path) -> None:
    with open_desk(Options(tmp_path / "a")) as first:
        port = int(first.live.address.base_url.rpartition(":")[2])
        with pytest.raises(OSError, match="in use"), open_desk(Options(tmp_path / "b", port=port)):
            pass


def test_a_start_sweeps_what_no_link_leads_to_any_more(tmp_path: Path) -> None:
    hands = Hands(time.time() - 8 * 24 * 3600)
    with open_desk(Options(tmp_path), hands) as desk:
        task = desk.create()
        clip = desk.rendered(task)
        os.utime(clip, (hands.now, hands.now))
    with open_desk(Options(tmp_path)) as desk:
        assert not clip.exists()
        answer = desk.query(task)
        assert answer["status"] == "completed"
        assert desk.fetch(answer["result"]["video_url"]).status_code == 403
        assert not clip.exists()


@given(
    name=st.sampled_from(sorted(SCENARIOS)),
    times=st.lists(st.floats(0, 500), min_size=2, max_size=20).map(sorted),
    pace=st.sampled_from([0.0, 0.01, 1.0, 3.0]),
)
def test_time_never_takes_a_task_back(name: str, times: list[float], pace: float) -> None:
    standings = [standing_after(elapsed, SCENARIOS[name], pace) for elapsed in times]
    ends = {"completed": 2, "failed": 2, "queued": 0}
    order = [ends.get(standing.status, 1) for standing in standings]
    assert order == sorted(order)
    for standing in standings:
        bounds = {"queued": (0, 0), "failed": (0, 0), "completed": (100, 100)}
        low, high = bounds.get(standing.status, (1, 99))
        assert low <= standing.progress <= high
