"""The paid call: every way it can go wrong, over a real socket, with the requests counted at the other end."""

from __future__ import annotations

import asyncio
import gzip
import json
import socket
from contextlib import suppress
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from seedance_desktop.api.client import ServiceClient
from seedance_desktop.domain.errors import (
    BadRequest,
    Moderated,
    NoBalance,
    NotSent,
    OutcomeUnknown,
    RateLimited,
    SeedanceError,
    Unauthorized,
)
from tests.fakes.raw_server import RawServer, Visit, answering, bytes_answering, reply
from tests.unit.api.service import BODY, DIRECT, HASTY, KEY, SHORT, client

if TYPE_CHECKING:
    from tests.fakes.raw_server import Script

ACCEPTED: dict[str, object] = {"code": "20000", "msg": "ok", "data": {"task_id": "vid_1", "status": "queued"}}


async def failure(url: str, *, hasty: bool = False, body: dict[str, object] | None = None) -> SeedanceError:
    async with client(url, deadlines=HASTY if hasty else SHORT) as service:
        with pytest.raises(SeedanceError) as caught:
            await service.create(body or BODY, intent="t1")
    return caught.value


# --- accepted --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "answer",
    [
        {"code": "20000", "msg": "ok", "data": {"task_id": "vid_1", "status": "queued"}},
        {"code": 0, "msg": "ok", "data": {"task_id": "vid_1", "status": "queued"}},
        {"code": 0, "data": {"task_id": "vid_1", "status": "queued"}},
        {"code": 20000, "msg": "ok", "data": {"task_id": "vid_1", "status": "queued", "unheard": [1]}},
        {"task_id": "vid_1", "status": "queued", "model": "m", "created_at": 1710000000},
        {"code": 200, "data": {"taskId": "vid_1", "status": "queued"}},
        # A billed task must not be lost because the rest of its answer contradicts itself.
        {"code": -1, "msg": "late", "data": {"task_id": "vid_1", "status": "queued"}},
    ],
)
async def test_every_envelope_gives_the_task_id(answer: dict[str, object]) -> None:
    async with RawServer(answering(answer)) as server, client(server.url) as service:
        created = await service.create(BODY, intent="t1")
    assert (created.remote_id, created.status_word, created.cost) == ("vid_1", "queued", None)
    assert json.loads(created.raw) == answer
    assert len(server.requests) == 1


async def test_the_cost_comes_along_where_the_service_tells_it() -> None:
    answer = b'{"code":0,"data":{"task_id":"v","cost":0.1000000000000000055511151231257827}}'
    async with RawServer(answering(answer)) as server, client(server.url) as service:
        created = await service.create(BODY, intent="t1")
    assert created.cost == Decimal("0.1000000000000000055511151231257827")


async def test_the_request_is_what_the_documents_ask_for() -> None:
    async with RawServer(answering(ACCEPTED)) as server, client(server.url + "/gateway/") as service:
        await service.create(BODY, intent="task 1\n\u00e9")
    seen = server.requests[0]
    assert (seen.method, seen.target) == ("POST", "/gateway/api/open-api/v1/seedance/videos")
    assert seen.version == "HTTP/1.1"
    assert json.loads(seen.body) == BODY
    assert seen.headers["authorization"] == f"Bearer {KEY}"
    assert seen.headers["content-type"] == "application/json"
    assert seen.headers["accept-encoding"] == "identity"
    assert seen.headers["connection"] == "close"
    assert seen.headers["idempotency-key"] == "task%201%0A%C3%A9"
    assert "cookie" not in seen.headers


async def test_each_create_call_has_a_connection_of_its_own() -> None:
    async def script(visit: Visit) -> None:
        while True:
            await visit.request()
            await visit.answer(ACCEPTED, connection="keep-alive", set_cookie="a=b")

    async with RawServer(script) as server, client(server.url) as service:
        for _ in range(3):
            await service.query("vid_1")
            await service.create(BODY, intent="t1")
    assert [seen.method for seen in server.requests] == ["GET", "POST"] * 3
    assert server.connections == 1 + 3
    assert not any("cookie" in seen.headers for seen in server.requests)


async def test_a_prompt_that_is_no_text_is_sent_cleaned_and_never_crashes() -> None:
    async with RawServer(answering(ACCEPTED)) as server, client(server.url) as service:
        await service.create({"prompt": "a\ud800b\x00"}, intent="t1")
    assert json.loads(server.requests[0].body) == {"prompt": "a?b\x00"}


# --- unknown: sent, and nobody can tell ------------------------------------------------------------------------


async def _closes_at_once(_: Visit) -> None:
    return


async def _resets_at_once(visit: Visit) -> None:
    visit.reset()


async def _resets_inside_the_request(visit: Visit) -> None:
    await visit.reader.readexactly(20)
    visit.reset()


async def _resets_after_the_request(visit: Visit) -> None:
    await visit.request()
    visit.reset()


async def _hangs(visit: Visit) -> None:
    await visit.request()
    await visit.until_gone()


async def _dribbles(visit: Visit) -> None:
    await visit.request()
    for byte in reply(ACCEPTED):
        await visit.send(bytes([byte]))
        with suppress(TimeoutError):  # the slowness itself is what is tested; it ends when the client has had enough
            async with asyncio.timeout(0.02):
                await visit.until_gone()


UNKNOWN: dict[str, Script] = {
    "accepted then closed": _closes_at_once,
    "accepted then reset": _resets_at_once,
    "reset inside the request": _resets_inside_the_request,
    "reset after the request": _resets_after_the_request,
    "closed without an answer": bytes_answering(b""),
    "half a status line": bytes_answering(b"HTTP/1.1 20"),
    "interim answer, then closed": bytes_answering(b"HTTP/1.1 100 Continue\r\n\r\n"),
    "half a body": bytes_answering(reply(ACCEPTED)[:-20]),
    "not HTTP": bytes_answering(b"SSH-2.0-OpenSSH_9.2\r\n"),
    "headers without end": bytes_answering(b"HTTP/1.1 200 OK\r\nx: " + b"y" * 200_000),
    "hangs": _hangs,
    "dribbles past the deadline": _dribbles,
    "broken gzip": answering(b"\x1f\x8bnothing", content_encoding="gzip"),
    "half a gzip": answering(gzip.compress(json.dumps(ACCEPTED).encode())[:-9], content_encoding="gzip"),
    "encoding nobody knows": answering(b"abc", content_encoding="br"),
    "2xx HTML": answering(b"<html><title>Welcome</title></html>", content_type="text/html"),
    "2xx empty": answering(b""),
    "204": bytes_answering(b"HTTP/1.1 204 No Content\r\n\r\n"),
    "2xx without an id": answering({"code": 0, "msg": "ok", "data": {"status": "queued"}}),
    "2xx with an empty id": answering({"code": 0, "data": {"task_id": ""}}),
    "2xx with an object as id": answering({"code": 0, "data": {"task_id": {"a": 1}}}),
    "2xx with an id that is a path": answering({"code": 0, "data": {"task_id": ".."}}),
    "2xx with a surrogate as id": answering(b'{"code":0,"data":{"task_id":"\\ud800 x"}}'),
    "2xx with a list": answering(b"[1,2]"),
    "2xx beyond the limit": answering(b'{"code":0,"data":{"task_id":"v","x":"' + b"x" * 1_100_000 + b'"}}'),
    "code -1": answering({"code": -1, "msg": "server error, retry later"}),
    "code of a server's fault": answering({"code": 50001, "msg": "upstream"}),
    "code of no known kind": answering({"code": {"a": 1}, "msg": "?"}),
    "an error word that may come after the work": answering({"code": "timeout", "msg": "upstream timeout"}),
    "load balancer's words under -1": answering({"code": -1, "msg": "load balance failed"}),
} | {
    str(status): answering({"code": 20002, "msg": "gateway"}, status)
    for status in (408, 409, 418, 425, 499, 500, 502, 503, 504, 520, 599)
}


@pytest.mark.parametrize("name", UNKNOWN)
async def test_the_outcome_is_unknown_and_nothing_is_sent_twice(name: str) -> None:
    hasty = name in {"hangs", "dribbles past the deadline"}
    async with RawServer(UNKNOWN[name]) as server:
        found = await failure(server.url, hasty=hasty)
    assert type(found) is OutcomeUnknown
    assert found.code in {"create.no_answer", "create.unreadable", "create.server_failed"}
    assert server.connections == 1
    assert len(server.requests) <= 1


async def test_a_server_that_never_reads_leaves_the_outcome_unknown() -> None:
    done = asyncio.Event()

    async def script(visit: Visit) -> None:
        visit.stop_reading()
        await done.wait()

    async with RawServer(script) as server:
        found = await failure(server.url, hasty=True, body={"prompt": "x" * 30_000_000})
        done.set()
    assert type(found) is OutcomeUnknown
    assert server.connections == 1


async def test_a_cancelled_create_call_lets_the_cancellation_through_and_is_not_repeated() -> None:
    arrived = asyncio.Event()

    async def script(visit: Visit) -> None:
        await visit.request()
        arrived.set()
        await visit.until_gone()

    async with RawServer(script) as server, client(server.url) as service:
        call = asyncio.ensure_future(service.create(BODY, intent="t1"))
        await arrived.wait()
        call.cancel()
        with pytest.raises(asyncio.CancelledError):
            await call
    assert len(server.requests) == 1


async def test_what_came_of_a_broken_answer_is_kept_for_the_user_to_read() -> None:
    async with RawServer(bytes_answering(reply(ACCEPTED)[:-5])) as server:
        found = await failure(server.url)
    assert "vid_1" in found.excerpt


# --- refused ---------------------------------------------------------------------------------------------------

REFUSED: list[tuple[str, Script, type[SeedanceError], str]] = [
    ("wrong key", answering({"code": 20001, "msg": "auth"}), Unauthorized, "key.refused"),
    ("wrong key as text", answering({"code": "20001", "msg": "auth"}), Unauthorized, "key.refused"),
    ("401", answering(b"", 401), Unauthorized, "key.refused"),
    ("401 HTML", answering(b"<html>no</html>", 401), Unauthorized, "key.refused"),
    ("403", answering({"code": 1, "msg": "forbidden"}, 403), Unauthorized, "key.refused"),
    ("403 for the quota", answering({"error": {"message": "insufficient_user_quota"}}, 403), NoBalance, "balance.low"),
    ("402", answering({"msg": "pay"}, 402), NoBalance, "balance.low"),
    ("low balance", answering({"code": 30001, "msg": "\u4f59\u989d\u4e0d\u8db3"}), NoBalance, "balance.low"),
    ("low balance under -1", answering({"code": -1, "msg": "\u4f59\u989d\u4e0d\u8db3"}), NoBalance, "balance.low"),
    ("low balance, English", answering({"code": 30001, "msg": "Insufficient balance"}), NoBalance, "balance.low"),
    ("moderation", answering({"code": 30002, "msg": "PROVIDER_MODERATION_ERROR: X"}), Moderated, "service.moderated"),
    ("moderation, 400", answering({"code": 1, "msg": "failed moderation"}, 400), Moderated, "service.moderated"),
    ("parameters", answering({"code": 20002, "msg": "duration"}), BadRequest, "service.refused"),
    ("no permission", answering({"code": 40300, "msg": "insufficient permission"}), BadRequest, "service.refused"),
    (
        "no configuration",
        answering({"code": 20002, "msg": "\u914d\u7f6e\u4e0d\u5b58\u5728"}),
        BadRequest,
        "service.refused",
    ),
    ("404 page", answering(b"<h1>Not Found</h1>", 404), BadRequest, "service.wrong_address"),
    ("404 message", answering({"code": 404, "msg": "no such model"}, 404), BadRequest, "service.refused"),
    ("405", answering(b"", 405), BadRequest, "service.wrong_address"),
    ("429", answering(b"", 429, retry_after="7"), RateLimited, "service.rate_limited"),
    *[(str(s), answering(b"", s), BadRequest, "service.refused") for s in (400, 406, 413, 415, 422, 431, 451)],
    *[
        (str(s), answering(b"", s, location="https://elsewhere.example/"), BadRequest, "service.wrong_address")
        for s in (300, 301, 302, 303, 304, 307, 308)
    ],
]


@pytest.mark.parametrize(("script", "kind", "code"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
async def test_a_refusal_is_told_as_one(script: Script, kind: type[SeedanceError], code: str) -> None:
    async with RawServer(script) as server:
        found = await failure(server.url)
    assert (type(found), found.code) == (kind, code)
    assert len(server.requests) == 1


async def test_a_refusal_carries_the_services_words_and_numbers() -> None:
    answer = answering({"code": 20002, "msg": "duration must be 4-15"}, x_request_id="r-1")
    async with RawServer(answer) as server:
        found = await failure(server.url)
    assert found.excerpt == "duration must be 4-15"
    assert found.values == {"host": "127.0.0.1", "status": 200, "code": "20002", "request_id": "r-1"}


async def test_too_many_calls_says_how_long_to_wait() -> None:
    async with RawServer(answering(b"", 429, retry_after="7.5")) as server:
        found = await failure(server.url)
    assert isinstance(found, RateLimited)
    assert found.retry_after == 7.5


async def test_an_early_refusal_of_a_big_body_is_still_read() -> None:
    async def script(visit: Visit) -> None:
        await visit.head()
        await visit.answer({"code": 20002, "msg": "too big"}, 413, connection="close")
        await visit.until_gone()

    async with RawServer(script) as server:
        found = await failure(server.url, body={"prompt": "x" * 8_000_000})
    assert (type(found), found.excerpt) == (BadRequest, "too big")
    assert server.connections == 1


# --- not sent --------------------------------------------------------------------------------------------------
def closed_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


async def test_a_refused_connection_is_not_sent() -> None:
    found = await failure(f"http://127.0.0.1:{closed_port()}")
    assert (type(found), found.code) == (NotSent, "net.refused")
    assert found.values["host"] == "127.0.0.1"


async def test_a_name_that_nobody_knows_is_not_sent() -> None:
    found = await failure("https://no-such-host.invalid")
    assert (type(found), found.code) == (NotSent, "net.dns")


async def test_a_connection_that_never_stands_is_not_sent() -> None:
    with socket.socket() as full:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        waiting = [socket.socket() for _ in range(3)]
        for one in waiting:
            one.settimeout(0)
            one.connect_ex(full.getsockname())
        found = await failure(f"http://127.0.0.1:{full.getsockname()[1]}", hasty=True)
        for one in waiting:
            one.close()
    assert (type(found), found.code) == (NotSent, "net.timeout")


async def test_a_server_that_does_not_speak_tls_is_not_sent() -> None:
    async def script(visit: Visit) -> None:
        await visit.reader.read(100)
        await visit.answer(b"", 400)

    async with RawServer(script) as server:
        found = await failure(server.url.replace("http:", "https:"))
    assert (type(found), found.code) == (NotSent, "net.tls")


async def test_a_tls_handshake_that_hangs_is_not_sent() -> None:
    async def script(visit: Visit) -> None:
        await visit.until_gone()

    async with RawServer(script) as server:
        found = await failure(server.url.replace("http:", "https:"), hasty=True)
    assert (type(found), found.code) == (NotSent, "net.timeout")


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("ftp://127.0.0.1", "net.insecure_address"),
        ("http://www.jimmyai.cn", "net.insecure_address"),
        ("", "net.bad_address"),
        ("www.jimmyai.cn", "net.insecure_address"),
        ("https://user:pw@www.jimmyai.cn", "net.bad_address"),
        ("https://www.jimmyai.cn?x=1", "net.bad_address"),
        ("https://www.jimmyai.cn\\@evil.example", "net.bad_address"),
    ],
)
async def test_an_address_we_do_not_use_is_not_sent(url: str, code: str) -> None:
    found = await failure(url)
    assert (type(found), found.code) == (NotSent, code)


@pytest.mark.parametrize(
    ("key", "code"),
    [
        (None, "key.missing"),
        ("", "key.missing"),
        (" \n", "key.missing"),
        ("sk-a\nX-Evil: 1", "key.malformed"),
        ("sk-\u5bc6\u94a5", "key.malformed"),
        ("sk-a b", "key.malformed"),
    ],
)
async def test_a_key_that_cannot_be_sent_is_told_before_anything_is_sent(key: str | None, code: str) -> None:
    async def given() -> str | None:
        return key

    async with RawServer(answering(ACCEPTED)) as server:
        service = ServiceClient(server.url, given, DIRECT)
        with pytest.raises(Unauthorized) as caught:
            await service.create(BODY, intent="t1")
        await service.aclose()
    assert caught.value.code == code
    assert server.connections == 0


async def test_blanks_around_a_pasted_key_are_forgiven() -> None:
    async def given() -> str | None:
        return f" {KEY}\n"

    async with RawServer(answering(ACCEPTED)) as server:
        service = ServiceClient(server.url, given, DIRECT)
        await service.create(BODY, intent="t1")
    assert server.requests[0].headers["authorization"] == f"Bearer {KEY}"
