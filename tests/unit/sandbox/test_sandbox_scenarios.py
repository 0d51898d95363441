"""Every scenario, seen from the client's end of the line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx
import pytest

from seedance_desktop.sandbox.app import PREFIX
from seedance_desktop.sandbox.options import Options
from seedance_desktop.sandbox.scenarios import SCENARIOS
from tests.unit.sandbox.desk import CREATE, Desk, body, open_desk, picture

if TYPE_CHECKING:
    from pathlib import Path


def chosen(desk: Desk, scenario: str) -> Desk:
    desk.live.room.choose(scenario)
    return desk


def test_the_names_are_those_that_the_window_offers() -> None:
    assert list(SCENARIOS) == [
        "calm", "slow-queue", "unknown-word", "late-entry", "wrong-clock", "low-balance", "runs-out", "price-raised",
        "balance-untold", "failed-refunded", "failed-charged", "lost-answer", "lost-before", "reset-after",
        "reset-inside", "hang", "never-read", "half-status", "interim-only", "half-body", "not-http", "broken-gzip",
        "html-answer", "no-id", "wrong-type", "answer-408", "answer-409", "answer-500", "answer-502", "answer-503",
        "answer-504",
        "moderated-words", "moderation", "refused-parameters", "answer-400", "answer-401", "answer-403", "answer-404",
        "answer-405", "answer-413", "unread-body", "answer-415", "answer-422", "redirect", "unreachable", "storm-30s",
        "storm-429", "storm-503", "junk-answers", "hostile-words", "html", "closed-query", "broken-download",
        "dead-download", "page-download", "other-download", "full-disk", "expired-link", "dead-link", "bare-key",
        "inward-link", "long-review", "refused-review",
    ]  # fmt: skip


def test_an_unknown_scenario_is_not_chosen(desk: Desk) -> None:
    with pytest.raises(KeyError):
        desk.live.room.choose("storm")
    assert desk.live.room.scenario == "calm"


def test_a_task_fares_by_the_scenario_it_was_created_under(desk: Desk) -> None:
    failing = chosen(desk, "moderation").create()
    calm = chosen(desk, "calm").create()
    chosen(desk, "storm-503")
    assert desk.completed(calm)["status"] == "completed"
    assert desk.query(failing)["status"] == "failed"


def test_slow_queue_waits_long_and_then_completes(desk: Desk) -> None:
    task = chosen(desk, "slow-queue").create()
    desk.hands.now += 40
    assert desk.query(task)["status"] == "queued"
    assert desk.completed(task)["progress"] == 100


def test_moderation_fails_after_some_work(desk: Desk) -> None:
    task = chosen(desk, "moderation").create()
    desk.hands.now += 3
    assert desk.query(task)["status"] == "processing"
    desk.hands.now += 5
    answer = desk.query(task)
    assert (answer["status"], answer["progress"], answer["result"]) == ("failed", 0, None)
    assert answer["error_message"] == "PROVIDER_MODERATION_ERROR: TRADEMARK"


def test_refused_parameters_makes_and_charges_nothing(desk: Desk) -> None:
    before = desk.available()
    assert chosen(desk, "refused-parameters").refused() == "不支持的模型参数"
    assert desk.available() == before


@pytest.mark.parametrize(("scenario", "made"), [("lost-answer", 1), ("lost-before", 0)])
def test_a_lost_answer_ends_the_line_in_silence(desk: Desk, scenario: str, made: int) -> None:
    before, told, price = desk.available(), desk.ledger(), 0.35
    with pytest.raises(httpx.RemoteProtocolError):
        chosen(desk, scenario).post(CREATE, body())
    after = desk.ledger()
    assert after["creates"] == told["creates"] + 1
    assert len(after["tasks"]) == len(told["tasks"]) + made
    assert desk.available() == pytest.approx(before - price * made)
    for task in after["tasks"][len(told["tasks"]) :]:
        assert desk.completed(task["task_id"])["status"] == "completed"


def test_storm_429_lets_some_calls_pass(desk: Desk) -> None:
    chosen(desk, "storm-429")
    created = [desk.post(CREATE, body()) for _ in range(2)]
    assert [answer.status_code for answer in created] == [429, 200]
    assert created[0].headers["retry-after"] == "2"
    task = created[1].json()["data"]["task_id"]
    assert [desk.get(f"/videos/{task}").status_code for _ in range(6)] == [429, 429, 200, 429, 429, 200]
    uploads = [desk.http.post(f"{PREFIX}/files/upload", files={"file": ("a.png", picture())}) for _ in range(2)]
    assert [answer.status_code for answer in uploads] == [429, 200]


def test_storm_503_spares_the_create_call(desk: Desk) -> None:
    task = chosen(desk, "storm-503").create()
    answers = [desk.get(f"/videos/{task}") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [503, 503, 200]
    assert answers[0].json()["code"] == -1


def test_a_big_request_that_is_never_read_never_leaves(desk: Desk) -> None:
    chosen(desk, "never-read")
    before = desk.live.room.creates
    with pytest.raises(httpx.WriteTimeout):
        desk.http.post(PREFIX + CREATE, content=bytes(32 << 20), timeout=1.0)
    assert desk.live.room.creates == before


def test_a_pace_shortens_what_retry_after_says(desk: Desk) -> None:
    chosen(desk, "storm-429")
    desk.live.room.pace = 0.01
    try:
        headers = [desk.post(CREATE, body()).headers.get("retry-after") for _ in range(2)]
    finally:
        desk.live.room.pace = 1.0
    assert "0" in headers


def test_html_comes_instead_of_json_now_and_then(desk: Desk) -> None:
    task = chosen(desk, "html").create()
    answers = [desk.get(f"/videos/{task}") for _ in range(4)]
    assert [a.headers["content-type"].partition(";")[0] for a in answers] == ["text/html", "application/json"] * 2
    assert answers[0].text.startswith("<html>")


def test_an_unknown_word_stands_in_the_middle_of_the_work(desk: Desk) -> None:
    task = chosen(desk, "unknown-word").create()
    desk.rendered(task)
    words = []
    for _ in range(9):
        words.append(desk.query(task)["status"])
        desk.hands.now += 1
    assert list(dict.fromkeys(words)) == ["queued", "processing", "awaiting_upscale", "completed"]
    assert words.index("processing") < words.index("awaiting_upscale")
    assert words[words.index("awaiting_upscale") :].count("processing") > 0


def test_a_broken_download_breaks_once(desk: Desk) -> None:
    task = chosen(desk, "broken-download").create()
    link = desk.completed(task)["result"]["video_url"]
    whole = desk.rendered(task).read_bytes()
    got = partly(desk, link)
    assert got == whole[: len(whole) // 2]
    assert desk.fetch(link, Range=f"bytes={len(got)}-").content == whole[len(got) :]
    assert desk.fetch(link).content == whole


def test_a_dead_download_never_gets_past_the_middle(desk: Desk) -> None:
    task = chosen(desk, "dead-download").create()
    link = desk.completed(task)["result"]["video_url"]
    half = desk.rendered(task).stat().st_size // 2
    assert [len(partly(desk, link)) for _ in range(2)] == [half, half]
    assert len(partly(desk, link, half - 10)) == 10
    assert partly(desk, link, half) == b""


def test_a_full_disk_is_claimed_once_and_then_the_clip_is_sent_whole(desk: Desk) -> None:
    task = chosen(desk, "full-disk").create()
    link = desk.completed(task)["result"]["video_url"]
    with httpx.stream("GET", link) as claimed:
        assert int(claimed.headers["content-length"]) > 10**15
    assert desk.fetch(link).content == desk.rendered(task).read_bytes()


def test_an_expired_link_is_dead_until_it_is_asked_for_again(desk: Desk) -> None:
    task = chosen(desk, "expired-link").create()
    dead = desk.completed(task)["result"]["video_url"]
    fresh = desk.query(task)["result"]["video_url"]
    assert desk.fetch(dead).status_code == 403
    assert desk.fetch(fresh).status_code == 200


def test_a_bare_key_is_no_address(desk: Desk) -> None:
    task = chosen(desk, "bare-key").create()
    assert desk.completed(task)["result"]["video_url"] == f"seedance/sandbox/video/{task}.mp4"


def test_low_balance_makes_and_charges_nothing(desk: Desk) -> None:
    before = desk.available()
    answer = chosen(desk, "low-balance").post(CREATE, body())
    assert answer.status_code == 402
    assert "insufficient balance" in answer.json()["msg"]
    assert desk.available() == before


def test_a_service_that_is_away_from_the_start_comes_back_where_it_was(tmp_path: Path) -> None:
    with open_desk(Options(tmp_path, scenario="unreachable")) as desk:
        while answers(desk):
            """It serves from a thread of its own, which has just begun."""
        desk.live.room.choose("calm")
        while not answers(desk):
            """As above."""
        assert desk.available() > 0


def answers(desk: Desk) -> bool:
    try:
        desk.get("/user/balance")
    except httpx.TransportError:
        return False
    return True


def partly(desk: Desk, link: str, start: int = 0) -> bytes:
    """What arrives of a download that must break."""
    got = bytearray()
    with pytest.raises(httpx.RemoteProtocolError):
        drain(desk, link, start, got)
    return bytes(got)


def drain(desk: Desk, link: str, start: int, got: bytearray) -> None:
    headers = {"Range": f"bytes={start}-"} if start else {}
    with desk.visitor.stream("GET", link, headers=headers) as answer:
        assert answer.status_code == (206 if start else 200)
        for chunk in answer.iter_raw():
            got += chunk
