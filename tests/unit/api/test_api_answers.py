"""Answers of every shape: recorded ones, broken ones, and whatever a mutation makes of them."""

from __future__ import annotations

import asyncio
import copy
import gzip
import json
import unicodedata
from typing import TYPE_CHECKING, Any, TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seedance_desktop.api.client import _created, _payload
from seedance_desktop.api.errors import Answer, create_failure
from seedance_desktop.api.http import BODY_LIMIT, inflate
from seedance_desktop.api.wire import entries, parse_asset, parse_balance, parse_quota, parse_report
from seedance_desktop.domain.errors import (
    NotFound,
    OutcomeUnknown,
    RateLimited,
    Refused,
    SeedanceError,
    ServiceFailed,
    Unauthorized,
)
from seedance_desktop.domain.task import Status
from tests.fakes.raw_server import RawServer, answering
from tests.unit.api.answers import RECORDED, answer, failure_of
from tests.unit.api.service import KEY, client

if TYPE_CHECKING:
    from collections.abc import Callable


T = TypeVar("T")


def test_an_accepted_call_whose_id_nobody_finds_is_kept_whole() -> None:
    text = json.dumps({"code": "20000", "msg": "ok", "data": {"job": {"id": "vid_paid"}, "echo": KEY}})
    found = Answer("h.example", 200, {}, text.encode(), complete=True, secrets=(KEY,))
    failure = create_failure(found, found.envelope())
    assert isinstance(failure, OutcomeUnknown)
    assert "vid_paid" in failure.excerpt, "the person finds it on the receipt"
    assert json.loads(failure.raw)["data"]["job"] == {"id": "vid_paid"}
    assert KEY not in failure.raw + failure.excerpt


# --- failures of calls that may be repeated --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("found", "kind", "code"),
    [
        (answer(b"", 500), ServiceFailed, "service.failed"),
        (answer(b"", 502), ServiceFailed, "service.failed"),
        (answer(b"", 503, retry_after="9"), ServiceFailed, "service.failed"),
        (answer(b"", 408), ServiceFailed, "service.failed"),
        (answer(b"", 302, location="https://portal.example/"), ServiceFailed, "service.redirected"),
        (answer(b"<html><title>Hotel Wi-Fi</title></html>"), ServiceFailed, "service.unreadable"),
        (answer(b""), ServiceFailed, "service.unreadable"),
        (answer(b"\xff\xfe\x00\x01"), ServiceFailed, "service.unreadable"),
        (answer([1, 2]), ServiceFailed, "service.unreadable"),
        (answer({"code": -1, "msg": "later"}), ServiceFailed, "service.failed"),
        (answer({"code": 50000, "msg": "later"}), ServiceFailed, "service.failed"),
        (answer({"code": {}, "msg": "later"}), ServiceFailed, "service.failed"),
        (answer(b"", 404), ServiceFailed, "service.unreadable"),
        (answer(b"<html><title>404 Not Found</title>nginx</html>", 404), ServiceFailed, "service.unreadable"),
        (answer({"message": "no Route matched with those values"}, 404), ServiceFailed, "service.unreadable"),
        (answer({"code": 404, "msg": "task not found"}, 404), NotFound, "task.not_found"),
        (answer({"code": 1, "msg": "gone"}, 410), NotFound, "task.not_found"),
        (answer(b"", 429, retry_after="3"), RateLimited, "service.rate_limited"),
        (answer({"code": 20001}), Unauthorized, "key.refused"),
        (answer(b"", 401), Unauthorized, "key.refused"),
    ],
)
def test_a_read_call_says_what_went_wrong(found: Answer, kind: type[SeedanceError], code: str) -> None:
    failure = failure_of(found)
    assert (type(failure), failure.code) == (kind, code)
    assert failure.values["host"] == "api.example"
    assert failure.values["status"] == found.status


def test_a_busy_service_says_when_to_come_back() -> None:
    failure = failure_of(answer(b"", 503, retry_after="9"))
    assert isinstance(failure, ServiceFailed)
    assert failure.retry_after == 9


CORPUS: dict[str, bytes] = {
    "empty": b"",
    "blank": b" \n",
    "BOM": b"\xef\xbb\xbf" + json.dumps({"code": 20002, "msg": "marked"}).encode(),
    "not UTF-8": b'{"code":20002,"msg":"\xff\xfe"}',
    "GBK page": "<html><title>\u7cfb\u7edf\u9519\u8bef</title></html>".encode("gbk"),
    "deep": b"[" * 200_000,
    "deep objects": b'{"a":' * 100_000,
    "NaN": b'{"code":NaN,"msg":"x"}',
    "huge integer": b'{"code":' + b"9" * 100_000 + b"}",
    "huge float": b'{"code":0,"data":{"progress":1e999999999999,"cost":1e9999999}}',
    "duplicate keys": b'{"code":20002,"code":20001,"msg":"a","msg":"b"}',
    "lone surrogates": b'{"code":20002,"msg":"\\ud800\\udfff\\ud800"}',
    "control characters": b'{"code":20002,"msg":"\\u0000\\u001b[31mred\\u202e"}',
    "message of an odd kind": b'{"code":20002,"msg":{"a":["b"]}}',
    "half": b'{"code":20002,"msg":"abc',
    "XML": b"<?xml version='1.0'?><Error><Code>Denied</Code></Error>",
    "script": b"<html><head><style>a{}</style><script>var a=1;</script></head><body>Bad <b>day</b></body></html>",
    "endless tag": b"<html>" + b"<" * 500_000,
    "endless titles": b"<html>" + b"<title>" * 50_000,
    "endless scripts": b"<html>" + b"<script>" * 50_000,
}


@pytest.mark.parametrize("name", CORPUS)
@pytest.mark.parametrize("status", [200, 400, 500])
def test_every_body_becomes_one_typed_error_with_a_plain_excerpt(name: str, status: int) -> None:
    found = answer(CORPUS[name], status, content_type="text/html; charset=gbk")
    if not (name == "huge float" and status == 200):
        check_excerpt(failure_of(found).excerpt)
    check_excerpt(create_failure(found, found.envelope()).excerpt)


def check_excerpt(excerpt: str) -> None:
    excerpt.encode("utf-8")
    assert len(excerpt) <= 500
    assert "\n" not in excerpt
    assert not any(unicodedata.category(character) in {"Cc", "Cs"} for character in excerpt)


@pytest.mark.parametrize(
    ("name", "excerpt"),
    [
        ("BOM", "marked"),
        ("GBK page", "\u7cfb\u7edf\u9519\u8bef"),
        ("script", "Bad day"),
        ("XML", "Denied"),
        ("duplicate keys", "b"),
        ("empty", ""),
    ],
)
def test_an_excerpt_is_what_a_person_would_read(name: str, excerpt: str) -> None:
    assert failure_of(answer(CORPUS[name], 400, content_type="text/html; charset=gbk")).excerpt == excerpt


def test_messages_hold_neither_the_key_nor_signed_addresses() -> None:
    text = f"bad key {KEY}, Authorization: Bearer abc.def at https://cdn.example.com/a.mp4?X-Sign=secret&t=1 x"
    failure = failure_of(answer({"code": 20002, "msg": text}, x_request_id=KEY))
    shown = failure.excerpt + str(failure.values) + repr(failure)
    for secret in (KEY, "X-Sign", "secret", "abc.def"):
        assert secret not in shown
    assert "https://cdn.example.com/a.mp4" in shown


def test_a_key_that_is_cut_off_leaves_no_beginning() -> None:
    told = "x" * 480 + " http://ada:hunter2hunter2@127.0.0.1"
    failure = failure_of(answer({"code": 20002, "msg": told}, x_request_id="r" * 70 + KEY))
    assert failure.values["request_id"] == "r" * 70 + "[hidden]"
    assert "hunter2" not in failure.excerpt


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """A recorded answer with values swapped for others of any kind, or its bytes disturbed."""
    document = copy.deepcopy(draw(st.sampled_from(RECORDED)))
    holders: list[dict[str, Any]] = [document]
    for value in document.values():
        holders.extend([value] if isinstance(value, dict) else [])
    for _ in range(draw(st.integers(0, 3))):
        holder = draw(st.sampled_from(holders))
        if holder:
            holder[draw(st.sampled_from(sorted(holder)))] = draw(ANYTHING)
    data = bytearray(json.dumps(document).encode())
    for _ in range(draw(st.integers(0, 2))):
        data[draw(st.integers(0, len(data) - 1))] = draw(st.integers(0, 255))
    return bytes(data[: draw(st.integers(0, len(data)))] if draw(st.integers(0, 4)) == 0 else data)


def outcome(call: Callable[[], T]) -> T | SeedanceError:
    """What a call gives or raises; anything but our own errors passes through and fails the test."""
    try:
        return call()
    except SeedanceError as failure:
        return failure


SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(st.characters(), max_size=20)
    | st.sampled_from(["", "..", "\ud800", "1e999999", "NaN", "20000", "completed", "moderation", "9" * 5000])
)
ANYTHING = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
)


@settings(max_examples=300)
@given(body=mutated(), status=st.sampled_from([200, 200, 200, 400, 404, 429, 500]))
def test_no_mutation_of_an_answer_gets_past_the_border(body: bytes, status: int) -> None:
    found = answer(body, status)
    created = outcome(lambda: _created(found))
    if isinstance(created, SeedanceError):
        assert isinstance(created, Refused | OutcomeUnknown)
        check_excerpt(created.excerpt)
    else:
        assert created.remote_id
        assert created.remote_id.isprintable()
        created.raw.encode("utf-8")
    payload = outcome(lambda: _payload(found, absent="task.not_found"))
    if isinstance(payload, SeedanceError):
        assert isinstance(payload, Refused | ServiceFailed)
        return
    report = parse_report(payload, "asked", found.raw, trusted=False)
    if report is not None:
        assert 0 <= report.progress <= 100
        assert report.cost is None or report.cost.is_finite()
        (report.word + report.error_message + report.remote_id + (report.video_url or "")).encode("utf-8")
    for entry in entries(payload, "items"):
        parse_asset(entry)
    parse_balance(payload)
    parse_quota(payload)


@settings(max_examples=200)
@given(body=st.binary(max_size=200), encoding=st.sampled_from(["", "gzip", "deflate", "br", "\u00e9"]))
def test_any_bytes_are_survived(body: bytes, encoding: str) -> None:
    data, _ = inflate(body, encoding)
    assert isinstance(failure_of(answer(data)), SeedanceError)


# --- size ------------------------------------------------------------------------------------------------------


async def test_a_decompression_bomb_stops_at_the_limit() -> None:
    bomb = gzip.compress(b"\0" * (64 * BODY_LIMIT), 9)
    assert len(bomb) < BODY_LIMIT
    data, whole = inflate(bomb, "gzip")
    assert (len(data), whole) == (BODY_LIMIT, False)
    script = answering(bomb, content_encoding="gzip", content_type="application/json")
    async with RawServer(script) as server, client(server.url) as service:
        with pytest.raises(ServiceFailed) as caught:
            await service.query("v")
    assert caught.value.code == "service.unreadable"


async def test_compression_nobody_asked_for_is_understood() -> None:
    script = answering(gzip.compress(json.dumps(RECORDED[0]).encode()), content_encoding="gzip")
    async with RawServer(script) as server, client(server.url) as service:
        assert (await service.query("v")).status is Status.PROCESSING
    assert server.requests[0].headers["accept-encoding"] == "identity"


async def test_an_endless_answer_is_cut_off() -> None:
    async with RawServer(answering(b"x" * (8 * BODY_LIMIT))) as server, client(server.url) as service:
        with pytest.raises(ServiceFailed) as caught:
            await asyncio.wait_for(service.query("v"), 10)
    assert caught.value.code == "service.unreadable"
