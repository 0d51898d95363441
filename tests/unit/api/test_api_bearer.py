"""The key goes to the profile's own origin in one header, and to nobody and nowhere else."""

from __future__ import annotations

import logging
import traceback
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from seedance_desktop.api.download import download
from seedance_desktop.api.redact import HIDDEN, RedactingFilter, hide, quiet_http_logs, redact
from seedance_desktop.api.retry import Patience
from seedance_desktop.domain.errors import SeedanceError
from tests.fakes.raw_server import RawServer, Visit, answering, bytes_answering
from tests.unit.api.service import BODY, DIRECT, KEY, client

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.fakes.raw_server import Seen


def assert_no_secret(seen: Seen) -> None:
    assert KEY not in str(seen) + seen.body.decode("latin-1")
    assert not {"authorization", "cookie", "referer", "proxy-authorization"} & set(seen.headers)


@pytest.mark.parametrize("status", [300, 301, 302, 303, 307, 308])
async def test_a_redirect_never_takes_the_key_along(status: int, tmp_path: Path) -> None:
    picture = tmp_path / "a.png"
    picture.write_bytes(b"x" * 1000)
    async with RawServer(answering({"code": 0})) as other:
        script = answering(b"", status, location=f"{other.url}/stolen", set_cookie="a=b; Path=/")
        async with RawServer(script) as own, client(own.url) as service:
            for call in (service.create(BODY, intent="t"), service.query("v"), service.upload(picture)):
                with pytest.raises(SeedanceError):
                    await call
            assert await service.balance() is None
    assert len(own.requests) == 4
    assert all(seen.headers["authorization"] == f"Bearer {KEY}" for seen in own.requests)
    assert (other.connections, other.requests) == (0, [])


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_a_download_carries_no_key_and_no_cookie_from_one_origin_to_the_next(status: int, tmp_path: Path) -> None:
    async with RawServer(answering(b"\0\0\0\x18ftypmp42" * 9, set_cookie="c=d")) as last:
        script = answering(b"", status, location=f"{last.url}/b.mp4?sign=2", set_cookie="a=b; Path=/")
        async with RawServer(script) as first:
            await download(first.url + "/a.mp4?sign=1", tmp_path / "a.part", DIRECT, allow_loopback_http=True)
    assert [seen.target for seen in first.requests + last.requests] == ["/a.mp4?sign=1", "/b.mp4?sign=2"]
    for seen in first.requests + last.requests:
        assert_no_secret(seen)


@pytest.mark.parametrize(
    "location", ["http://cdn.example.com/a.mp4", "file:///etc/passwd", "https://u:p@cdn.example.com/", "//[::1/"]
)
async def test_a_download_follows_no_redirect_out_of_https(location: str, tmp_path: Path) -> None:
    async with RawServer(answering(b"", 302, location=location)) as server:
        with pytest.raises(SeedanceError):
            await download(
                server.url, tmp_path / "a.part", DIRECT, allow_loopback_http=True, patience=Patience(attempts=1)
            )
    assert len(server.requests) == 1


async def test_a_redirect_in_a_circle_ends(tmp_path: Path) -> None:
    async with RawServer(answering(b"", 302, location="/again")) as server:
        with pytest.raises(SeedanceError) as caught:
            await download(server.url, tmp_path / "a.part", DIRECT, allow_loopback_http=True)
    assert caught.value.code == "download.redirects"
    assert len(server.requests) == 6


@pytest.mark.parametrize("data", [b"", b"HTTP/1.1 200 OK\r\n\r\n<html>", b"nonsense"])
async def test_no_failure_holds_the_key_anywhere_in_its_chain(data: bytes) -> None:
    async with RawServer(bytes_answering(data)) as server, client(server.url) as service:
        for call in (service.create(BODY, intent="t"), service.query("v")):
            with pytest.raises(SeedanceError) as caught:
                await call
            link: BaseException | None = caught.value
            while link is not None:
                assert isinstance(link, SeedanceError)
                assert KEY not in f"{link!r}{link.values}{link.excerpt}"
                link = link.__context__
            assert KEY not in "".join(traceback.format_exception(caught.value))
        assert KEY not in repr(vars(service))


@pytest.fixture
def http_loggers() -> Iterator[None]:
    loggers = [logging.getLogger(name) for name in ("httpx", "httpcore")]
    before = [one.level for one in loggers]
    yield
    for one, level in zip(loggers, before, strict=True):
        one.setLevel(level)


@pytest.mark.usefixtures("http_loggers")
async def test_quiet_logs_say_nothing_of_addresses_or_keys(caplog: pytest.LogCaptureFixture, tmp_path: Path) -> None:
    caplog.set_level(logging.DEBUG)
    quiet_http_logs()
    async with RawServer(answering({"code": 0, "data": {"task_id": "v"}})) as server, client(server.url) as service:
        await service.create(BODY, intent="t")
        with pytest.raises(SeedanceError):
            await download(server.url + "?sign=1", tmp_path / "a.part", DIRECT, allow_loopback_http=True)
    assert not [record for record in caplog.records if record.name.startswith(("httpx", "httpcore"))]
    assert KEY not in caplog.text
    assert "sign=1" not in caplog.text


def test_the_filter_hides_secrets_in_messages_arguments_and_tracebacks() -> None:
    problem = ValueError(f"Bearer {KEY}")
    raised = (ValueError, problem, None)
    record = logging.LogRecord("x", 20, "p", 1, "GET %s auth=%s", ("https://a.b/c?Sign=1#f", f"Bearer {KEY}"), raised)
    assert RedactingFilter().filter(record)
    shown = logging.Formatter("%(message)s").format(record)
    assert KEY not in shown
    assert "Sign" not in shown
    assert "https://a.b/c?[hidden]" in shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Authorization: Bearer abc", "Authorization: Bearer [hidden]"),
        ("{'authorization': 'Bearer abc', 'x': 1}", "{'authorization': 'Bearer [hidden]', 'x': 1}"),
        ("Authorization: abc", "Authorization: [hidden]"),
        ("socks5://user:pw@127.0.0.1:1", "socks5://[hidden]@127.0.0.1:1"),
        ("http://ada:p@s/s@127.0.0.1:9 and ftp://ada:pw@x", "http://[hidden]@127.0.0.1:9 and ftp://[hidden]@x"),
        ("http://ada:a#b@x or http://ada:a?b@x", "http://[hidden] or http://[hidden]"),
        ('"{\\"u\\": \\"https:\\\\/\\\\/a.b/c?sig=1\\"}"', '"{\\"u\\": \\"https:\\\\/\\\\/a.b/c?[hidden]\\"}"'),
        ("see https://a.b/c?x=1&y=2, then go", "see https://a.b/c?[hidden] then go"),
        ('{"u": "https:\\/\\/a.b\\/c?sig=1&t=2"}', '{"u": "https:\\/\\/a.b\\/c?[hidden]"}'),
        ("key sk-abcdefghij.", "key [hidden]."),
        ("a question? yes", "a question? yes"),
    ],
)
def test_redaction(text: str, shown: str) -> None:
    assert redact(text) == shown


@pytest.mark.parametrize(
    "beginning",
    [
        "http://a/",
        "http://",
        "a.b-",
        "://a@",
        "bearer ",
        "bearer",
        "bearer\n",
        "authorization: ",
        "cookie;",
        "sk-",
        "\\",
    ],
)
def test_a_long_text_of_beginnings_is_gone_through_once(beginning: str) -> None:
    # Once for each of them would outlast every patience of the tests.
    assert redact(beginning * (1_000_000 // len(beginning)) + "; sk-abcdefghij").endswith(HIDDEN)


@pytest.mark.parametrize("secret", ["sk-canary", "a/b+c=", "k.*[x]$^", "p%25w\\d"])
def test_a_secret_is_hidden_however_a_server_wrote_it(secret: str) -> None:
    escaped = "".join(f"\\u{ord(c):04x}" for c in secret)
    spellings = [secret, escaped, escaped.upper().replace("\\U", "\\u"), secret.replace("/", "\\/")]
    address = quote(secret, safe="")
    spellings += [address, address.replace("%2F", "%2f").replace("%2B", "%2b"), secret[:2] + escaped[12:]]
    for written in spellings:
        for text in (f"before {written} behind", f"50% of {written} \\n"):
            assert hide(text, secret) == text.replace(written, HIDDEN), written
    assert hide("nothing of it \\u0041 %20", secret, "") == "nothing of it \\u0041 %20"


async def test_the_key_is_asked_for_each_call_so_a_changed_one_counts_at_once() -> None:
    keys = ["sk-first-key", "sk-second-key"]

    async def given() -> str | None:
        return keys.pop(0)

    async def script(visit: Visit) -> None:
        while True:
            await visit.request()
            await visit.answer({"code": 0, "data": {"available": 1}})

    async with RawServer(script) as server, client(server.url) as service:
        service._key = given
        await service.balance()
        await service.balance()
    assert [seen.headers["authorization"] for seen in server.requests] == [
        "Bearer sk-first-key",
        "Bearer sk-second-key",
    ]
