"""A service that keeps books: every create request that reached it whole, every id it gave, every clip's hash."""

from __future__ import annotations

import hashlib
import random
import sqlite3
import struct
from contextlib import closing, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from seedance_desktop.store.database import FILE_NAME as DATABASE
from seedance_desktop.store.ledger import LEDGER_FILE, read_ledger

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tests.fakes.raw_server import Script, Seen, Visit

API = "/api/open-api/v1"
PADDING = 2_500_000
"""Bytes that make a clip long enough to be written in several pieces."""
PIECE = 400_000


@dataclass
class Book:
    """What one life had to do with the service.

    Attributes:
        data: the program's folder: an intent must stand there when its create request arrives.
        creates: the intent of each whole create request.
        unannounced: intents that nothing on the disk told of when they arrived.
        accepted: intent → the id it was given; the answer went to the socket.
        asked: how often each id was asked about.
        hasty: ids that were asked about before the disk had them.
        hashes: of every clip that was offered.
        silent: part of the path of calls that are not answered; empty where all are.
    """

    data: Path
    creates: list[str] = field(default_factory=list)
    unannounced: list[str] = field(default_factory=list)
    accepted: dict[str, str] = field(default_factory=dict)
    asked: dict[str, int] = field(default_factory=dict)
    hasty: set[str] = field(default_factory=set)
    hashes: set[str] = field(default_factory=set)
    silent: str = ""

    def note(self, intent: str) -> None:
        self.creates.append(intent)
        if not any(line.get("what") == "sending" and line.get("task") == intent for line in self._ledger()):
            self.unannounced.append(intent)

    def ask(self, remote_id: str) -> int:
        """Count a question about an id; whoever asks has had the answer to the create call."""
        self.asked[remote_id] = self.asked.get(remote_id, 0) + 1
        if self.asked[remote_id] == 1 and not self._has(remote_id):
            self.hasty.add(remote_id)
        return self.asked[remote_id]

    def _has(self, remote_id: str) -> bool:
        """Whether the ledger knows an id, or where its disk failed, the list."""
        if any(line.get("remote_id") == remote_id for line in self._ledger()):
            return True
        address = f"{(self.data / DATABASE).as_uri()}?mode=ro"
        with suppress(sqlite3.Error), closing(sqlite3.connect(address, uri=True)) as list_:
            found = list_.execute("SELECT 1 FROM tasks WHERE instr(state, ?)", (remote_id,)).fetchone()
            return found is not None
        return False

    def _ledger(self) -> list[dict[str, Any]]:
        try:
            return list(read_ledger(self.data / LEDGER_FILE))
        except OSError:
            return []


class CountingService:
    """Answers every life under a path of its own.

    Args:
        clip: a small whole clip; each task gets one that begins so and goes on in its own way.
    """

    def __init__(self, clip: bytes) -> None:
        self._clip = clip
        self.books: dict[str, Book] = {}

    async def __call__(self, visit: Visit) -> None:
        while True:
            seen = await visit.request()
            life, _, path = seen.target[1:].partition("/")
            await self._answer(visit, self.books[life], f"{visit.server.url}/{life}", f"/{path}", seen)
            if seen.headers.get("connection", "").lower() == "close":
                return

    def misbehaving(self, script: Script) -> Script:
        """As always, but for the create call, which is met by `script`: it is the second one to connect."""
        count = 0

        async def meet(visit: Visit) -> None:
            nonlocal count
            count += 1
            await (self if count == 1 else script)(visit)

        return meet

    async def _answer(self, visit: Visit, book: Book, base: str, path: str, seen: Seen) -> None:
        if book.silent and book.silent in path and not path.endswith("/seedance/videos"):
            await visit.until_gone()
        elif path == f"{API}/seedance/videos":
            intent = seen.headers.get("idempotency-key", "")
            book.note(intent)
            remote_id = f"vid_{len(book.creates)}_{intent}"
            book.accepted[intent] = remote_id
            await visit.answer({"code": 0, "msg": "ok", "data": {"task_id": remote_id, "status": "queued"}})
        elif path == f"{API}/files/upload":
            await visit.answer({"code": 20000, "msg": "ok", "data": {"url": f"{base}/picture.png"}})
        elif path.startswith(f"{API}/videos/"):
            remote_id = path.rpartition("/")[2]
            await visit.answer(_report(base, remote_id, book))
        elif path.startswith("/clip/"):
            await self._send_clip(visit, book, path.rpartition("/")[2].removesuffix(".mp4"), seen)
        elif path == f"{API}/user/balance":
            await visit.answer({"code": 0, "msg": "ok", "data": {"balance": 100}})
        else:
            await visit.answer({"code": 404, "msg": "no such call"}, 404)

    async def _send_clip(self, visit: Visit, book: Book, remote_id: str, seen: Seen) -> None:
        clip = self.clip_of(remote_id)
        etag = f'"{hashlib.sha256(clip).hexdigest()}"'
        book.hashes.add(etag.strip('"'))
        headers = {"content_type": "video/mp4", "etag": etag, "accept_ranges": "bytes"}
        start = 0
        if seen.headers.get("if-range") == etag:
            start = int(seen.headers["range"].removeprefix("bytes=").removesuffix("-"))
        if 0 < start < len(clip):
            headers["content_range"] = f"bytes {start}-{len(clip) - 1}/{len(clip)}"
        elif start:
            await visit.answer(b"", 416, content_range=f"bytes */{len(clip)}")
            return
        head, body = (206 if start else 200), clip[start:]
        await visit.answer(b"", head, content_length=str(len(body)), **headers)
        for at in range(0, len(body), PIECE):
            if visit.writer.is_closing():
                return  # whoever asked was killed
            await visit.send(body[at : at + PIECE])

    def clip_of(self, remote_id: str) -> bytes:
        """A whole clip that no other task has."""
        own = random.Random(remote_id).randbytes(PADDING)  # noqa: S311  a clip's bytes, no secret
        return self._clip + struct.pack(">I4s", len(own) + 8, b"free") + own


def _report(base: str, remote_id: str, book: Book) -> Mapping[str, object]:
    data: dict[str, object] = {"task_id": remote_id, "status": "processing"}
    if book.ask(remote_id) > 1:
        data |= {"status": "completed", "result": {"video_url": f"{base}/clip/{remote_id}.mp4"}}
    return {"code": 0, "msg": "ok", "data": data}
