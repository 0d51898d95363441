"""Builds HTTP clients from the user's network choices and makes one exchange at a time.

Nothing here runs before the first call: a broken proxy variable or certificate file must not keep the window shut.
"""

from __future__ import annotations

import asyncio
import os
import socket
import ssl
import zlib
from contextlib import aclosing, suppress
from dataclasses import dataclass
from http.cookiejar import CookieJar, DefaultCookiePolicy
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

from seedance_desktop.api.errors import Answer
from seedance_desktop.api.redact import HIDDEN, redact
from seedance_desktop.domain import network as choices
from seedance_desktop.domain.errors import NotSent, SeedanceError, ServiceFailed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import httpx

    from seedance_desktop.api.address import Address
    from seedance_desktop.domain.network import Network

BODY_LIMIT = 1024 * 1024
"""Bytes of an answer that are read, before and after decompression."""

_PROXY_SCHEMES = {"http": "http", "https": "https", "socks": "socks5h", "socks5": "socks5", "socks5h": "socks5h"}
"""`socks://` is what desktops and proxy programs write; they mean SOCKS 5 with names resolved by the proxy."""


@dataclass(frozen=True, slots=True)
class Deadlines:
    """How long we wait, in seconds. The client library only limits single reads, so each call gets a total too.

    Attributes:
        connect: until a connection stands.
        silence: longest gap without a byte in either direction.
        call: total of a small call.
        create: total of the create call; long, because giving up leaves its outcome unknown.
        upload: total of an upload of 100 MB on a slow line.
        download: total of one attempt at a download.
    """

    connect: float = 15.0
    silence: float = 60.0
    call: float = 60.0
    create: float = 180.0
    upload: float = 1800.0
    download: float = 3600.0


STANDARD = Deadlines()
SYSTEM = choices.Network()


class Connector:
    """Builds clients for one set of network choices; reads the trusted certificates once.

    Args:
        network: the user's choices.
        deadlines: for connecting and for silence.
    """

    def __init__(self, network: Network, deadlines: Deadlines) -> None:
        self._network = network
        self._deadlines = deadlines
        self._tls: ssl.SSLContext | None = None

    async def open(self, address: Address, *, reuse: bool = False, silence: float | None = None) -> httpx.AsyncClient:
        """A client for one origin. Built off the loop: importing the library and reading certificates takes 0.2 s.

        Args:
            address: any address of that origin.
            reuse: keep connections for the next call.
            silence: seconds, instead of the usual ones.

        Raises:
            NotSent: `net.setup` with `what` being `proxy`, `ca_file` or `cert_file`, and its `name`.
        """
        return await asyncio.to_thread(self._build, address, reuse=reuse, silence=silence)

    def _build(self, address: Address, *, reuse: bool, silence: float | None) -> httpx.AsyncClient:
        import httpx  # noqa: PLC0415 - 0.1 s that the first paint does not need

        _warm_up()
        quiet = silence or self._deadlines.silence
        proxy = proxy_for(address, self._network)
        try:
            return httpx.AsyncClient(
                verify=self._trust(address),
                proxy=proxy,
                # The environment was already judged above, where a broken value is told and not raised.
                trust_env=False,
                follow_redirects=False,
                limits=httpx.Limits(max_connections=20, max_keepalive_connections=10 if reuse else 0),
                timeout=httpx.Timeout(quiet, connect=self._deadlines.connect, pool=quiet),
                cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
                headers={"User-Agent": "seedance-desktop", "Accept-Encoding": "identity"},
            )
        except (ValueError, ImportError, httpx.InvalidURL):
            failure = NotSent("net.setup", {"what": "proxy", "name": _nameable(proxy or "")})
        raise failure

    def _trust(self, address: Address) -> ssl.SSLContext:
        if address.scheme == "http":
            # No certificate is looked at on loopback http; a stale certificate file must not stop the sandbox.
            return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        if self._tls is None:
            self._tls = trust(self._network.ca_file, os.environ)
        return self._tls


def _warm_up() -> None:
    """Import now, off the loop, what the library would import inside the first request: that held the loop 20 ms."""
    for name in ("anyio._backends._asyncio", "anyio.streams.tls", "httpcore._backends.anyio", "encodings.idna"):
        with suppress(ImportError):
            import_module(name)


def trust(ca_file: str, environ: Mapping[str, str]) -> ssl.SSLContext:
    """The certificates we believe: the environment's, else the system's and Mozilla's, plus the user's own file.

    Raises:
        NotSent: `net.setup` for a file that is not there or holds no certificates.
    """
    import certifi  # noqa: PLC0415 - comes with the HTTP library and is as little needed before the first paint

    own = {"cafile": environ.get("SSL_CERT_FILE") or None, "capath": environ.get("SSL_CERT_DIR") or None}
    for path in own.values():
        if path and not Path(path).exists():
            raise NotSent("net.setup", {"what": "cert_file", "name": path})
    context = _loaded(
        ssl.create_default_context(), "cert_file", own if any(own.values()) else {"cafile": certifi.where()}
    )
    return _loaded(context, "ca_file", {"cafile": ca_file}) if ca_file else context


def _loaded(context: ssl.SSLContext, what: str, files: Mapping[str, str | None]) -> ssl.SSLContext:
    try:
        context.load_verify_locations(files.get("cafile"), files.get("capath"))
    except (OSError, ValueError):
        name = next(path for path in files.values() if path)
        raise NotSent("net.setup", {"what": what, "name": name}) from None
    return context


def proxy_for(address: Address, network: Network) -> str | None:
    """The proxy an address is reached through; `None` for a direct connection. This machine is always direct.

    Raises:
        NotSent: `net.setup` for an address that is no proxy's.
    """
    if address.loopback or network.proxy == choices.NO_PROXY:
        return None
    if network.proxy != choices.SYSTEM_PROXY:
        return _proxy_address(network.proxy)
    found = getproxies()
    name = found.get(address.scheme) or found.get("all")
    if not name or proxy_bypass(f"{address.host}:{address.port}"):
        return None
    return _proxy_address(name)


def _proxy_address(name: str) -> str:
    full = name.strip() if "://" in name else f"http://{name.strip()}"
    try:
        split = urlsplit(full)
        usable = bool(split.hostname) and split.port != 0 and full.isprintable() and " " not in full
    except ValueError:
        usable = False
    scheme = full.partition("://")[0].lower()
    if not usable or scheme not in _PROXY_SCHEMES:
        raise NotSent("net.setup", {"what": "proxy", "name": _nameable(full)})
    return f"{_PROXY_SCHEMES[scheme]}://{full.partition('://')[2]}"


def _nameable(proxy: str) -> str:
    """What may be shown of it: of another program's link the scheme alone, as all the rest may be its key."""
    scheme, slashes, rest = proxy.partition("://")
    if scheme.lower() not in _PROXY_SCHEMES:
        return redact(scheme) + slashes + HIDDEN
    # Unlike an address in a text, it is known where this one ends: not at a space in the password.
    return redact(scheme + slashes + rest.rpartition("@")[2])


class Departure:
    """Notes whether bytes of our own request may have left, as the HTTP library traces its steps.

    The class of an exception alone cannot tell: a proxy that hangs and a service that hangs time out alike.

    Attributes:
        traced: a step was seen at all.
        begun: our own request began to leave.
        peer: host and port that a connection was last opened to: the proxy's where there is one.
        connected: that connection stood.
    """

    def __init__(self) -> None:
        self.traced = False
        self.begun = False
        self.peer = ("", 0)
        self.connected = False

    async def __call__(self, event: str, info: Mapping[str, Any]) -> None:
        self.traced = True
        request = info.get("request")
        if ".send_request" in event and request is not None and request.method != b"CONNECT":
            self.begun = True
        if event.endswith("connect_tcp.started"):
            self.peer, self.connected = (str(info["host"]), int(info["port"])), False
        elif event.endswith("connect_tcp.complete"):
            self.connected = True

    def failed_before(self, host: str) -> bool:
        """Whether it was another machine than the service's, hence the proxy, that no connection came about to."""
        return bool(self.peer[0]) and self.peer[0] != host and not self.connected


async def exchange(
    client: httpx.AsyncClient, request: httpx.Request, *, seconds: float, secrets: tuple[str, ...] = ()
) -> Answer:
    """Send one request once and read its answer up to the limit.

    Args:
        client: of the request's origin.
        request: sent as it is.
        seconds: total deadline.
        secrets: kept out of everything made from the answer.

    Raises:
        NotSent: surely nothing of it reached the service.
        ServiceFailed: `service.no_answer`; it may have been sent and may have been acted upon.
    """
    outcome = await _attempt(client, request, seconds, secrets)
    # Raised outside of any handler: the library's exceptions hold the request and with it the key.
    if isinstance(outcome, SeedanceError):
        raise outcome
    return outcome


async def _attempt(
    client: httpx.AsyncClient, request: httpx.Request, seconds: float, secrets: tuple[str, ...]
) -> Answer | SeedanceError:
    departure = Departure()
    request.extensions["trace"] = departure
    body = bytearray()
    response: httpx.Response | None = None
    complete = False
    try:
        async with asyncio.timeout(seconds):
            response = await client.send(request, stream=True)
            async with aclosing(response):
                complete = await _read(response, body)
    except foreign_failures() as problem:
        if response is None:
            return translate(problem, host=request.url.host, departure=departure)
    return _answer(response, bytes(body), secrets, complete=complete)


async def _read(response: httpx.Response, body: bytearray) -> bool:
    """Collect into `body`, so that a body that breaks off is not lost.

    Returns:
        Whether it ended below the limit.
    """
    async for chunk in response.aiter_raw():
        body += chunk
        if len(body) > BODY_LIMIT:
            return False
    return True


def _answer(response: httpx.Response, body: bytes, secrets: tuple[str, ...], *, complete: bool) -> Answer:
    headers = {name.lower(): value for name, value in response.headers.items()}
    body, whole = inflate(body[:BODY_LIMIT], headers.get("content-encoding", ""))
    return Answer(response.request.url.host, response.status_code, headers, body, complete and whole, secrets)


def inflate(body: bytes, encoding: str) -> tuple[bytes, bool]:
    """Decompress within the limit, although we asked for nothing compressed.

    Returns:
        The bytes and whether they are whole.
    """
    name = encoding.strip().lower()
    if name in {"", "identity"}:
        return body, True
    if name not in {"gzip", "x-gzip", "deflate"}:
        return b"", False
    engine = zlib.decompressobj(wbits=zlib.MAX_WBITS | 32)
    try:
        found = engine.decompress(body, BODY_LIMIT)
    except zlib.error:
        return b"", False
    return found, engine.eof


def foreign_failures() -> tuple[type[Exception], ...]:
    """Every class of exception the HTTP library and its helpers let out, timeouts of ours included."""
    import httpx  # noqa: PLC0415 - loaded already wherever this is called
    import socksio  # noqa: PLC0415 - as above

    return (
        httpx.HTTPError,
        httpx.InvalidURL,
        httpx.CookieConflict,
        httpx.StreamError,
        socksio.SOCKSError,  # a proxy that does not speak SOCKS; the library lets it through
        AssertionError,  # as above, for a wrong but well-formed SOCKS reply
        OSError,
        ValueError,
    )


def translate(problem: BaseException, *, host: str, departure: Departure) -> SeedanceError:
    """One foreign exception as one of ours.

    Returns:
        `NotSent` where surely nothing reached the service, else `ServiceFailed` `service.no_answer`.
    """
    import httpx  # noqa: PLC0415 - loaded already wherever this is called

    never = (
        httpx.ConnectError,
        httpx.ConnectTimeout,
        httpx.PoolTimeout,
        httpx.ProxyError,
        httpx.UnsupportedProtocol,
        httpx.LocalProtocolError,
        httpx.InvalidURL,
    )
    if not isinstance(problem, never) and (departure.begun or not departure.traced):
        return ServiceFailed("service.no_answer", {"host": host, "kind": type(problem).__name__})
    code = "net.proxy" if departure.failed_before(host) else _reason(problem)
    proxy = ":".join(map(str, departure.peer)) if code == "net.proxy" else ""
    return NotSent(code, {"host": host, "kind": type(problem).__name__, **({"proxy": proxy} if proxy else {})})


def _reason(problem: BaseException) -> str:
    import httpx  # noqa: PLC0415 - loaded already wherever this is called
    import socksio  # noqa: PLC0415 - as above

    if isinstance(problem, httpx.TimeoutException | TimeoutError):
        # Before the causes: a handshake that hangs carries a TLS error of no meaning.
        return "net.timeout"
    table: tuple[tuple[type[BaseException] | tuple[type[BaseException], ...], str], ...] = (
        (ssl.SSLCertVerificationError, "net.certificate"),
        (ssl.SSLError, "net.tls"),
        (socket.gaierror, "net.dns"),
        ((httpx.ProxyError, socksio.SOCKSError, AssertionError), "net.proxy"),
        (ConnectionRefusedError, "net.refused"),
        # Only a proxy speaks before our own request has begun.
        ((httpx.ReadError, httpx.WriteError, httpx.RemoteProtocolError), "net.proxy"),
        ((httpx.LocalProtocolError, httpx.InvalidURL, httpx.UnsupportedProtocol), "net.bad_address"),
    )
    causes = list(_causes(problem))
    for kinds, code in table:
        if any(isinstance(cause, kinds) for cause in causes):
            return code
    return "net.unreachable"


def _causes(problem: BaseException, depth: int = 0) -> Iterator[BaseException]:
    """An exception, what it came from, and the members of groups: the resolver's word lies several layers deep."""
    yield problem
    if depth > 10:
        return
    inner = problem.exceptions if isinstance(problem, BaseExceptionGroup) else ()
    for cause in (*inner, problem.__cause__, problem.__context__):
        if cause is not None:
            yield from _causes(cause, depth + 1)
