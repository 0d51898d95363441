"""Disturbs recorded answers: their JSON, their bytes, their HTTP. A seed and a number always give the same answer."""

from __future__ import annotations

import copy
import gzip
import json
import random
import zlib
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from tests.fuzz.recorded import KEY, RECORDED, TASK_ID

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.fuzz.recorded import Call

BODY_LIMIT = 1024 * 1024
STATUSES = (
    *(200, 200, 200, 201, 202, 204, 206, 299, 300, 301, 302, 303, 304, 307, 308, 400, 401, 402, 403, 404, 405, 408),
    *(409, 410, 413, 418, 422, 425, 429, 451, 499, 500, 501, 502, 503, 504, 520, 529, 599, 600, 999),
)
RAW = {f"@raw{number}@": text for number, text in enumerate((
    "NaN", "-Infinity", "1e999999999", "-0.0", "9" * 4300, "1" + "0" * 30, "0x10", "01", "[" * 3000, '{"a":' * 3000,
    '"\\ud800"', '"\\u0000\\u001b[31m"', '"\\u202egnp.exe"', '"\\uFEFF"', "'single'", "undefined", "1.797e308",
))}  # fmt: skip
"""Stand-ins for values that Python's JSON would not write."""
VALUES: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 1, 2**53, 10**18, 10**40, 0.1, -5.5, 1e300, "", " ", "0", "20000", "200", "null"),
    *("..", "."),
    *("/", "a" * 3000, "\u202e\u2066x", "\x00\x07", "😀" * 50, [], {}, [[]], [None, {}], {"a": {"b": []}}),
    *(TASK_ID, [TASK_ID]),
    *("completed", "FAILED", "queued ", "success", "moderation", "余额不足", "insufficient balance"),
    *(f"Bearer {KEY}", KEY),
    *("http://127.0.0.1/a", "https://10.0.0.1/a", "file:///etc/passwd", "https://a\\@b/", "https://u:p@h.example/"),
    *("javascript:alert(1)", "//evil.example/x", "<b>bold</b><img src='file:///x'>", "{0} {code} %s %n", *RAW),
)  # fmt: skip
HEADERS = (
    *("Content-Type: text/html; charset=gbk", "Content-Type: application/json; charset=utf-16", "Content-Type:"),
    *("Retry-After: -1", "Retry-After: 1e999", "Retry-After: nan", "Retry-After: Wed, 99 Nov 2026 99:00:00 GMT"),
    *("Retry-After: 7", "Retry-After: " + "9" * 400, "X-Request-Id: " + "r" * 4000, "X-Request-Id: <b>\u202ex</b>"),
    *(f"X-Request-Id: {KEY}", "Content-Encoding: gzip", "Content-Encoding: br", "Content-Encoding: identity, gzip"),
    *("Transfer-Encoding: chunked", "Transfer-Encoding: gzip, chunked", "Content-Length: 5", "Content-Length: -1"),
    *("Content-Length: " + "9" * 30, "Content-Length: 1, 2", "Connection: close", "Location: https://evil.example/"),
    *("Set-Cookie: a=b; Domain=.com", "No colon here", ": no name", "Bad Name: x", "X-Null: a\x00b", " folded: x"),
    *("Upgrade: h2c\r\nConnection: Upgrade", "X-Big: " + "b" * 70_000, "\u00e9\u00df: \u4e2d"),
)
STATUS_LINES = (
    b"HTTP/1.0 200 OK", b"HTTP/1.1 200", b"HTTP/1.1 0200 OK", b"HTTP/2 200 OK", b"HTTP/1.1 -1 no", b"ICY 200 OK",
    b"<html>", b"", b"SSH-2.0-OpenSSH", b"HTTP/1.1 200 \xff\xfe", b"HTTP/1.1 100 Continue", b"HTTP/1.1 101 Switching",
)  # fmt: skip


@dataclass(frozen=True)
class Mutated:
    """What is sent in place of an answer.

    Attributes:
        pieces: the bytes as they arrive one after the other.
        reset: the line breaks with an error instead of ending.
        body: what surely arrives as the body, whole and as it is; `None` where the HTTP itself was disturbed.
        status: beside a known body.
    """

    call: Call
    pieces: tuple[bytes, ...]
    reset: bool
    body: bytes | None
    status: int


class Mutator:
    """Makes answers.

    Args:
        seed: of the whole run.
    """

    def __init__(self, seed: int) -> None:
        self._seed = seed

    def answer(self, number: int) -> Mutated:
        """The answer of that number; nothing else decides it."""
        chance = random.Random(self._seed * 1_000_003 + number)  # noqa: S311  no secret
        found = RECORDED[number % len(RECORDED)]
        document = copy.deepcopy(found.document)
        for _ in range(chance.choice((0, 1, 1, 2, 4))):
            document = _changed(document, chance)
        body = written(document, chance)
        for _ in range(chance.choice((0, 0, 0, 1, 2))):
            body = chance.choice(BODY_CHANGES)(body, chance)
        status = chance.choice(STATUSES) if chance.random() < 0.3 else found.status
        if chance.random() < 0.5:
            wire = _message(status, body, "Content-Type: application/json")
            known = len(body) <= BODY_LIMIT and 200 <= status < 600 and status not in {204, 304}
            return Mutated(found.call, _cut(wire, chance), reset=False, body=body if known else None, status=status)
        wire = _disturbed_message(status, body, chance)
        broken = chance.random() < 0.2
        return Mutated(found.call, _cut(wire, chance), reset=broken, body=None, status=status)


def written(document: object, chance: random.Random) -> bytes:
    """As JSON, with the stand-ins replaced by what Python would not write."""
    ascii_ = chance.random() < 0.5
    text = json.dumps(document, ensure_ascii=ascii_)
    for mark, raw in RAW.items():
        text = text.replace(f'"{mark}"', raw)
    return text.encode("utf-8", "surrogatepass")


def _places(node: object) -> list[tuple[Any, Any]]:
    """Every holder in a document with every place in it."""
    found: list[tuple[Any, Any]] = []
    entries = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for place, value in entries:
        found.append((node, place))
        found += _places(value)
    return found


def _changed(document: Any, chance: random.Random) -> Any:
    places = _places(document)
    kind = chance.random()
    if not places or kind < 0.05:
        return copy.deepcopy(chance.choice((*VALUES, [document], {"data": document}, {"data": {"data": document}})))
    holder, place = chance.choice(places)
    if kind < 0.65:
        holder[place] = copy.deepcopy(chance.choice(VALUES))
    elif kind < 0.8:
        del holder[place]
    elif isinstance(holder, dict):
        name = chance.choice((str(place).upper(), f"{place} ", "task_id", "code", "data", "items", "\u202e", "x" * 500))
        holder[name] = holder[place] if kind < 0.9 else holder.pop(place)
    else:
        holder.append(copy.deepcopy(chance.choice(VALUES)))
    return document


def _flipped(body: bytes, chance: random.Random) -> bytes:
    changed = bytearray(body)
    for _ in range(chance.randint(1, 6) if changed else 0):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _cut_off(body: bytes, chance: random.Random) -> bytes:
    return body[: chance.randint(0, len(body))]


def _repeated(body: bytes, chance: random.Random) -> bytes:
    start = chance.randint(0, len(body))
    return body[:start] + body[start : start + chance.randint(1, 40)] * chance.choice((2, 3, 500)) + body[start:]


def _twice_said(body: bytes, chance: random.Random) -> bytes:
    """A key a second time, with another value."""
    name = chance.choice(("task_id", "code", "data", "status", "url"))
    value = chance.choice(('"vid_other"', "null", '""', "20000", '"20002"', "{}"))
    at = body.find(b"{") + 1
    return body[:at] + f'"{name}":{value},'.encode() + body[at:] if at else body


BODY_CHANGES: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    _flipped,
    _flipped,
    _cut_off,
    _repeated,
    _twice_said,
    lambda body, _: b"\xef\xbb\xbf" + body,
    lambda body, _: body.decode("utf-8", "replace").encode("utf-16"),
    lambda body, _: body.decode("utf-8", "replace").encode("gbk", "replace"),
    lambda body, _: b"<html><head><title>502 Bad Gateway</title></head><body>" + body + b"</body></html>",
    lambda body, _: b"callback(" + body + b");",
    lambda body, _: body + body,
    lambda body, _: b"\r\n" * 200 + body,
    lambda *_: b"",
    lambda _, chance: chance.randbytes(chance.randint(0, 400)),
    lambda body, _: body + b" " * (BODY_LIMIT + 1 - len(body)),
)


def _message(status: int, body: bytes, *headers: str) -> bytes:
    lines = [f"HTTP/1.1 {status} Said", f"Content-Length: {len(body)}", *headers]
    return "\r\n".join(lines).encode("utf-8") + b"\r\n\r\n" + body


def _disturbed_message(status: int, body: bytes, chance: random.Random) -> bytes:
    kind = chance.randrange(7)
    odd = chance.sample(HEADERS, chance.randint(1, 4))
    if kind == 0:
        wire = _message(status, body, *odd)
    elif kind == 1:
        plain = chance.choice((body, b"\0" * 3 * BODY_LIMIT))
        # A gzip header holds the time of day, if it may.
        packed = gzip.compress(plain, mtime=0) if chance.random() < 0.5 else zlib.compress(plain)
        packed = packed[: chance.randint(0, len(packed))] if chance.random() < 0.4 else packed
        wire = _message(status, packed, "Content-Encoding: " + chance.choice(("gzip", "deflate", "x-gzip", "zstd")))
    elif kind == 2:
        wire = b"HTTP/1.1 %d Said\r\nTransfer-Encoding: chunked\r\n\r\n" % status + _chunked(body, chance)
    elif kind == 3:
        wire = chance.choice(STATUS_LINES) + b"\r\n" + _message(status, body, *odd).partition(b"\r\n")[2]
    elif kind == 4:
        wire = b"HTTP/1.1 103 Early\r\nLink: x\r\n\r\n" * chance.choice((1, 3, 200)) + _message(status, body)
    elif kind == 5:
        whole = _message(status, body)
        wire = whole[: chance.randint(0, len(whole))]
    else:
        wire = _flipped(_message(status, body, *odd), chance)
    return wire if chance.random() < 0.8 else _flipped(wire, chance)


def _chunked(body: bytes, chance: random.Random) -> bytes:
    sent, at = b"", 0
    while at < len(body):
        size = chance.randint(1, max(1, len(body) // 3))
        told = size if chance.random() < 0.95 else chance.choice((0, 2**40, size + 1))
        sent += b"%x\r\n%b\r\n" % (told, body[at : at + size])
        at += size
    return sent + (b"0\r\n\r\n" if chance.random() < 0.8 else b"")


def _cut(wire: bytes, chance: random.Random) -> tuple[bytes, ...]:
    if chance.random() < 0.8:
        return (wire,)
    at = sorted(chance.randint(0, len(wire)) for _ in range(chance.randint(1, 8)))
    bounds = [0, *at, len(wire)]
    return tuple(wire[a:b] for a, b in pairwise(bounds) if b > a)
