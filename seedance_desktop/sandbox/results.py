"""The results origin: clips and uploads behind signed links, as an object store serves them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.routing import Route

from seedance_desktop.sandbox.scenarios import SCENARIOS, Delivery

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.requests import Request
    from starlette.routing import BaseRoute
    from starlette.types import Message, Receive, Scope, Send

    from seedance_desktop.sandbox.room import Room
    from seedance_desktop.sandbox.state import TaskRecord

_DENIED = """<?xml version="1.0" encoding="UTF-8"?>
<Error><Code>{code}</Code><Message>{message}</Message></Error>"""

_WELCOME = "<!doctype html><html><head><title>Welcome</title></head><body><h1>Please sign in</h1></body></html>"

_MINOR_VERSION = 12
"""Bytes before the first box's number that nobody reads."""
_FREE_BOX = b"\0\0\0\x08free"

NO_DISK_HOLDS = 10**17
"""Bytes."""


class Results:
    """Serves what signed links point at."""

    def __init__(self, room: Room) -> None:
        self._room = room

    def routes(self) -> list[BaseRoute]:
        return [
            Route("/results/{name}", self._guarded_result),
            Route("/uploads/{day}/{name}", self._guarded_upload),
        ]

    async def _guarded_result(self, request: Request) -> Response:
        task = self._room.state.tasks.get(request.path_params["name"].removesuffix(".mp4"))
        if (denied := self._denied(request)) is not None:
            return denied
        clip = None if task is None else self._room.studio.clip_of(task.id)
        if task is None or clip is None or not clip.exists():
            return _error(404, "NoSuchKey", "The specified key does not exist.")
        response = FileResponse(clip, media_type="video/mp4", stat_result=clip.stat())
        return self._delivered(request, response, task, clip)

    async def _guarded_upload(self, request: Request) -> Response:
        if (denied := self._denied(request)) is not None:
            return denied
        upload = self._room.state.uploads.get(request.url.path)
        if upload is None:
            return _error(404, "NoSuchKey", "The specified key does not exist.")
        file = self._room.state.uploads_folder / upload.id.removeprefix("/uploads/")
        return FileResponse(file, media_type=upload.mime_type)

    def _denied(self, request: Request) -> Response | None:
        if self._room.links.is_valid(request.url.path, request.query_params, self._room.time()):
            return None
        return _error(403, "AccessDenied", "Request has expired or the signature does not match.")

    def _delivered(self, request: Request, whole: FileResponse, task: TaskRecord, clip: Path) -> Response:
        delivery = SCENARIOS[task.scenario].delivery
        if delivery is Delivery.BROKEN_ONCE and not task.broken:
            self._room.state.tasks.put(replace(task, broken=True))
            return _CutResponse(whole, self._room, clip.stat().st_size // 2)
        if delivery is Delivery.TOO_LARGE and not task.broken:
            self._room.state.tasks.put(replace(task, broken=True))
            whole.headers["content-length"] = str(NO_DISK_HOLDS)
            return _CutResponse(whole, self._room, 1024)
        if delivery is Delivery.PAGE_ONCE and not task.broken:
            self._room.state.tasks.put(replace(task, broken=True))
            return HTMLResponse(_WELCOME)
        if delivery is Delivery.OTHER_ONCE:
            return self._another(whole, task, clip)
        if delivery is Delivery.ALWAYS_BROKEN:
            half = clip.stat().st_size // 2
            return _CutResponse(whole, self._room, max(0, half - _range_start(request)))
        return whole

    def _another(self, whole: FileResponse, task: TaskRecord, clip: Path) -> Response:
        """At first half of the clip; later one that is longer by a box and differs in its first bytes."""
        if not task.broken:
            self._room.state.tasks.put(replace(task, broken=True))
            return _CutResponse(whole, self._room, clip.stat().st_size // 2)
        other = clip.with_suffix(".other.mp4")
        whole_clip = clip.read_bytes()
        other.write_bytes(whole_clip[:_MINOR_VERSION] + b"\0\0\0\7" + whole_clip[_MINOR_VERSION + 4 :] + _FREE_BOX)
        return FileResponse(other, media_type="video/mp4", stat_result=other.stat())


class _CutResponse(Response):
    """Announces everything and breaks off after `limit` bytes."""

    def __init__(self, whole: FileResponse, room: Room, limit: int) -> None:
        super().__init__()
        self._whole = whole
        self._room = room
        self._left = limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def sparing(message: Message) -> None:
            if message["type"] != "http.response.body":
                await send(message)
            elif self._left > 0:
                chunk = message.get("body", b"")[: self._left]
                self._left -= len(chunk)
                await send({"type": "http.response.body", "body": chunk, "more_body": True})

        # Zero-copy and early-hint extensions would pass the whole file by us.
        await self._whole({**scope, "extensions": {}}, receive, sparing)
        self._room.lines.cut(scope)
        while (await receive())["type"] != "http.disconnect":
            """What the client still says is of no interest."""


def _range_start(request: Request) -> int:
    text = request.headers.get("range", "").removeprefix("bytes=").partition("-")[0]
    return int(text) if text.isdigit() else 0


def _error(status: int, code: str, message: str) -> Response:
    body = _DENIED.format(code=code, message=message)
    return Response(body, status_code=status, media_type="application/xml")
