"""Proxies, certificates and addresses: what the machine's surroundings may do, and that none of it shuts the window."""

from __future__ import annotations

import asyncio
import gc
import subprocess
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from seedance_desktop.api.address import judge_address
from seedance_desktop.api.client import ServiceClient
from seedance_desktop.api.http import proxy_for
from seedance_desktop.domain.errors import NotSent, SeedanceError
from seedance_desktop.domain.network import Network
from seedance_desktop.wording.sentences import Wording
from tests.fakes.certificates import certificate
from tests.fakes.raw_server import RawServer, Visit, answering
from tests.unit.api.service import BODY, HASTY, client, key

if TYPE_CHECKING:
    from pathlib import Path

    from seedance_desktop.wording.sentences import Language
    from tests.fakes.raw_server import Script

ACCEPTED: dict[str, object] = {"code": 0, "data": {"task_id": "vid_1"}}
AWAY = "https://service.invalid"
SYSTEM = Network()
LANGUAGES: tuple[Language, ...] = ("en", "zh")


async def failure(url: str, network: Network = SYSTEM, *, hasty: bool = False) -> SeedanceError:
    async with client(url, network, HASTY) if hasty else client(url, network) as service:
        with pytest.raises(SeedanceError) as caught:
            await service.create(BODY, intent="t")
    return caught.value


# --- proxies ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("environment", "proxy"),
    [
        ({}, None),
        ({"ALL_PROXY": "socks://127.0.0.1:7890"}, "socks5h://127.0.0.1:7890"),
        ({"all_proxy": "socks5://127.0.0.1:7890"}, "socks5://127.0.0.1:7890"),
        ({"HTTPS_PROXY": "http://10.0.0.1:3128", "ALL_PROXY": "socks://x:1"}, "http://10.0.0.1:3128"),
        ({"https_proxy": "10.0.0.1:3128"}, "http://10.0.0.1:3128"),
        ({"HTTP_PROXY": "http://10.0.0.1:3128"}, None),
        ({"ALL_PROXY": "socks://x:1", "NO_PROXY": "service.invalid"}, None),
        ({"ALL_PROXY": "socks://x:1", "NO_PROXY": ".invalid"}, None),
        ({"ALL_PROXY": "socks://x:1", "NO_PROXY": "*"}, None),
        ({"ALL_PROXY": "socks://x:1", "NO_PROXY": "other.invalid"}, "socks5h://x:1"),
        ({"ALL_PROXY": ""}, None),
    ],
)
def test_the_environments_proxy_is_taken(
    environment: dict[str, str], proxy: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert proxy_for(judge_address(AWAY, trusted=True), SYSTEM) == proxy
    assert proxy_for(judge_address(AWAY, trusted=True), Network(proxy="none")) is None
    for here in ("http://127.0.0.1:8", "http://localhost:8", "https://[::1]:8"):
        assert proxy_for(judge_address(here, trusted=True), SYSTEM) is None


def test_a_proxy_of_the_settings_outranks_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALL_PROXY", "http://elsewhere:1")
    own = Network(proxy="socks5h://127.0.0.1:7890")
    assert proxy_for(judge_address(AWAY, trusted=True), own) == "socks5h://127.0.0.1:7890"


@pytest.mark.parametrize(
    "proxy", ["socks4://127.0.0.1:1", "://", "http://", "socks://[::1", "http://a:99999", "gopher://x", "http://a b"]
)
async def test_a_broken_proxy_is_told_and_stops_nothing_else(proxy: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALL_PROXY", proxy)
    found = await failure(AWAY)
    assert (type(found), found.code, found.values["what"]) == (NotSent, "net.setup", "proxy")
    found = await failure(AWAY, Network(proxy=proxy))
    assert (type(found), found.code, found.values["what"]) == (NotSent, "net.setup", "proxy")
    async with RawServer(answering(ACCEPTED)) as server, client(server.url, SYSTEM) as service:
        await service.create(BODY, intent="t")


@pytest.mark.parametrize(
    ("proxy", "shown"),
    [
        ("socks4://me:hunter2@127.0.0.1:1", "socks4://[hidden]"),
        ("trojan://hunter2@127.0.0.1:443", "trojan://[hidden]"),
        ("vmess://aHVudGVyMg==", "vmess://[hidden]"),
        ("http://ada:hunter2/hunter2@127.0.0.1:1", "http://127.0.0.1:1"),
        ("http://ada:hunter2#hunter2@127.0.0.1:1", "http://127.0.0.1:1"),
        ("socks5://ada:hunter2@hunter2 hunter2@127.0.0.1:1", "socks5://127.0.0.1:1"),
    ],
)
async def test_a_proxys_password_is_not_in_the_message(proxy: str, shown: str) -> None:
    assert (await failure(AWAY, Network(proxy=proxy))).values["name"] == shown


async def _connect_refused(visit: Visit) -> None:
    await visit.request()
    await visit.answer(b"", 502)


async def _connect_junk(visit: Visit) -> None:
    await visit.head()
    await visit.send(b"nonsense\r\n\r\n")


async def _connect_closed(visit: Visit) -> None:
    await visit.reader.read(100)


async def _connect_hangs(visit: Visit) -> None:
    await visit.until_gone()


async def _connected_to_no_tls(visit: Visit) -> None:
    await visit.head()
    await visit.send(b"HTTP/1.1 200 OK\r\n\r\n")
    await visit.reader.read(100)
    await visit.send(b"not TLS at all")


async def _socks_says_no(visit: Visit) -> None:
    await visit.reader.read(100)
    await visit.send(b"\x05\x00")
    await visit.reader.read(100)
    await visit.send(b"\x05\x04\x00\x01\x00\x00\x00\x00\x00\x00")


async def _socks_wants_a_password(visit: Visit) -> None:
    await visit.reader.read(100)
    await visit.send(b"\x05\x02")
    await visit.until_gone()


async def _socks_junk(visit: Visit) -> None:
    await visit.reader.read(100)
    await visit.send(b"HTTP/1.1 400 Bad Request\r\n\r\n")


@pytest.mark.parametrize(
    ("scheme", "script", "code"),
    [
        ("http", _connect_refused, "net.proxy"),
        ("http", _connect_junk, "net.proxy"),
        ("http", _connect_closed, "net.proxy"),
        ("http", _connect_hangs, "net.timeout"),
        ("http", _connected_to_no_tls, "net.tls"),
        ("socks", _socks_says_no, "net.proxy"),
        ("socks", _socks_wants_a_password, "net.proxy"),
        ("socks", _socks_junk, "net.proxy"),
        ("socks", _connect_closed, "net.proxy"),
        ("socks", _connect_hangs, "net.timeout"),
    ],
)
# The library forgets the socket of a SOCKS handshake that failed; the collector closes it, here and not later.
@pytest.mark.filterwarnings("ignore::ResourceWarning")
async def test_whatever_a_proxy_does_before_the_request_nothing_was_sent(
    scheme: str, script: Script, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with RawServer(script) as proxy:
        name = f"127.0.0.1:{proxy.port}"
        monkeypatch.setenv("ALL_PROXY", f"{scheme}://{name}")
        found = await failure(AWAY, hasty=code == "net.timeout")
    assert (type(found), found.code) == (NotSent, code)
    assert proxy.connections == 1
    assert found.values.get("proxy") == (name if code == "net.proxy" else None)
    gc.collect()


@pytest.mark.parametrize("scheme", ["http", "socks", "socks5"])
async def test_a_proxy_that_does_not_run_is_to_blame_and_not_the_service(
    scheme: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALL_PROXY", f"{scheme}://me:hunter2@127.0.0.1:1")

    found = await failure(AWAY)

    assert (type(found), found.code, found.values["proxy"]) == (NotSent, "net.proxy", "127.0.0.1:1")
    for language in LANGUAGES:
        sentence = str(Wording(language).sentence(found.code, found.values))
        assert "127.0.0.1:1" in sentence
        assert "ALL_PROXY" in sentence
        assert "hunter2" not in sentence


async def test_a_service_that_refuses_without_a_proxy_is_named_itself() -> None:
    found = await failure("https://127.0.0.1:1")
    assert (found.code, found.values) == ("net.refused", {"host": "127.0.0.1", "kind": "ConnectError"})


async def test_a_whole_call_through_a_socks_proxy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    public, context = certificate(tmp_path, "service.invalid")
    asked: list[bytes] = []

    async with RawServer(answering(ACCEPTED), tls=context) as server:

        async def socks(visit: Visit) -> None:
            await visit.reader.readexactly(3)
            await visit.send(b"\x05\x00")
            head = await visit.reader.readexactly(5)
            asked.append(await visit.reader.readexactly(head[4]))
            await visit.reader.readexactly(2)
            await visit.send(b"\x05\x00\x00\x01\x00\x00\x00\x00\x00\x00")
            reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
            await asyncio.gather(_pump(visit.reader, writer), _pump(reader, visit.writer))

        async with RawServer(socks) as proxy:
            monkeypatch.setenv("ALL_PROXY", f"socks://127.0.0.1:{proxy.port}")
            async with client(AWAY, Network(ca_file=str(public))) as service:
                created = await service.create(BODY, intent="t")
    assert created.remote_id == "vid_1"
    assert asked == [b"service.invalid"], "the proxy resolves the name, not we"
    assert len(server.requests) == 1


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
    finally:
        writer.close()
        with suppress(OSError):
            await writer.wait_closed()


# --- certificates ----------------------------------------------------------------------------------------------


async def test_a_certificate_nobody_vouches_for_is_refused_until_its_file_is_named(tmp_path: Path) -> None:
    public, context = certificate(tmp_path, "127.0.0.1")
    async with RawServer(answering(ACCEPTED), tls=context) as server:
        found = await failure(server.url)
        assert (type(found), found.code) == (NotSent, "net.certificate")
        assert server.requests == []
        async with client(server.url, Network(ca_file=str(public))) as service:
            assert (await service.create(BODY, intent="t")).remote_id == "vid_1"


@pytest.mark.parametrize(("host", "days"), [("other.example", 1), ("127.0.0.1", -1)])
async def test_a_wrong_host_or_an_expired_certificate_is_refused(host: str, days: int, tmp_path: Path) -> None:
    public, context = certificate(tmp_path, host, days=days)
    async with RawServer(answering(ACCEPTED), tls=context) as server:
        found = await failure(server.url, Network(ca_file=str(public)))
    assert (type(found), found.code) == (NotSent, "net.certificate")


@pytest.mark.parametrize("content", [None, b"", b"not a certificate"])
async def test_a_broken_certificate_file_is_told(content: bytes | None, tmp_path: Path) -> None:
    path = tmp_path / "ca.pem"
    if content is not None:
        path.write_bytes(content)
    found = await failure(AWAY, Network(ca_file=str(path)))
    assert (type(found), found.code) == (NotSent, "net.setup")
    assert found.values == {"what": "ca_file", "name": str(path)}


@pytest.mark.parametrize("name", ["SSL_CERT_FILE", "SSL_CERT_DIR"])
async def test_a_stale_certificate_variable_is_told_and_does_not_stop_the_sandbox(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, str(tmp_path / "gone"))
    found = await failure(AWAY)
    assert (type(found), found.code) == (NotSent, "net.setup")
    assert found.values == {"what": "cert_file", "name": str(tmp_path / "gone")}
    async with RawServer(answering(ACCEPTED)) as server, client(server.url, SYSTEM) as service:
        await service.create(BODY, intent="t")


async def test_the_environments_certificate_file_is_believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    public, context = certificate(tmp_path, "127.0.0.1")
    monkeypatch.setenv("SSL_CERT_FILE", str(public))
    async with RawServer(answering(ACCEPTED), tls=context) as server, client(server.url, SYSTEM) as service:
        await service.create(BODY, intent="t")


async def test_a_mended_setting_works_without_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "later.pem"
    public, context = certificate(tmp_path, "127.0.0.1")
    mended = Network(ca_file=str(path))
    async with RawServer(answering(ACCEPTED), tls=context) as server, client(server.url, mended) as service:
        with pytest.raises(NotSent):
            await service.create(BODY, intent="t")
        path.write_bytes(public.read_bytes())
        await service.create(BODY, intent="t")


# --- nothing at start ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("url", ["", "\x00", "http://[", "https://" + "x" * 100_000, "\ud800"])
async def test_a_client_of_nonsense_can_be_built_and_closed(url: str) -> None:
    service = ServiceClient(url, key, Network(proxy="\x00", ca_file="\x00"))
    with pytest.raises(NotSent):
        await service.query("v")
    await service.aclose()
    await service.aclose()


def test_importing_the_client_leaves_the_http_library_for_later() -> None:
    code = "import sys, seedance_desktop.api.client, seedance_desktop.api.download; print('httpx' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


FIRST_REQUEST = """
import asyncio, sys
from seedance_desktop.api.address import judge_address
from seedance_desktop.api.http import STANDARD, Connector
from seedance_desktop.domain.network import Network

async def main():
    url = sys.argv[1]
    async with await Connector(Network(), STANDARD).open(judge_address(url, trusted=True)) as client:
        before = set(sys.modules)
        await client.get(url)
    print(sorted(name for name in set(sys.modules) - before if name.startswith(("anyio", "http", "socksio"))))

asyncio.run(main())
"""


async def test_the_first_request_imports_nothing_more_of_the_http_library_on_the_loop() -> None:
    async with RawServer(answering(b"")) as server:
        child = await asyncio.create_subprocess_exec(
            sys.executable, "-c", FIRST_REQUEST, server.url, stdout=asyncio.subprocess.PIPE
        )
        said, _ = await child.communicate()
    assert said == b"[]\n"
