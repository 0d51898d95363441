"""File upload: endpoint 3."""

from __future__ import annotations

import asyncio
import secrets
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException
from starlette.requests import ClientDisconnect

from seedance_desktop.sandbox.broken_lines import Line
from seedance_desktop.sandbox.envelopes import BAD_PARAMETERS, Refusal
from seedance_desktop.sandbox.scenarios import SCENARIOS
from seedance_desktop.sandbox.state import UploadRecord
from seedance_desktop.sandbox.troubles import answer_of

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from seedance_desktop.sandbox.room import Room

MIME_TYPES = {
    **dict.fromkeys((".jpg", ".jpeg"), "image/jpeg"),
    ".png": "image/png",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".bmp": "image/bmp",
    ".svg": "image/svg+xml",
    **dict.fromkeys((".mp4", ".m4v"), "video/mp4"),
    ".mov": "video/quicktime",
    ".avi": "video/x-msvideo",
    ".webm": "video/webm",
    ".mkv": "video/x-matroska",
    ".flv": "video/x-flv",
    ".mp3": "audio/mpeg",
    ".wav": "audio/wav",
    ".aac": "audio/aac",
    ".m4a": "audio/mp4",
    ".flac": "audio/flac",
    ".ogg": "audio/ogg",
}
"""The endings of the upload page and what the files behind them are."""

_MULTIPART_SLACK = 64 * 1024


class Uploads:
    """Takes files and gives them addresses on the results origin."""

    def __init__(self, room: Room) -> None:
        self._room = room

    async def upload(self, request: Request) -> dict[str, object] | Response:
        """POST `/files/upload`, one multipart part named `file`."""
        room = self._room
        account = room.accounts.of(request)
        scenario = SCENARIOS[room.scenario]
        trouble = room.troubles.next(f"upload {room.scenario}", scenario.upload)
        if isinstance(trouble, Line):
            return await room.say(request, trouble)
        if (answer := answer_of(trouble, room.pace)) is not None:
            return await _drained(request, answer)
        if int(request.headers.get("content-length", "0")) > room.options.upload_limit + _MULTIPART_SLACK:
            return await _drained(request, self._too_large())
        try:
            async with request.form(max_files=1) as form:
                part = form.get("file")
                if not isinstance(part, UploadFile):
                    raise Refusal(BAD_PARAMETERS, "invalid parameters: file")
                return await self._kept(account, part)
        except MultiPartException as error:
            raise Refusal(BAD_PARAMETERS, f"invalid parameters: {error.message}") from error

    async def _kept(self, account: str, part: UploadFile) -> dict[str, object]:
        room = self._room
        filename = Path((part.filename or "file").replace("\\", "/")).name
        ending = Path(filename).suffix.lower()
        if ending not in MIME_TYPES:
            raise Refusal(BAD_PARAMETERS, f"invalid parameters: unsupported file type {ending or '(none)'}")
        if (part.size or 0) > room.options.upload_limit:
            raise self._too_large()
        now = room.clock()
        day = datetime.fromtimestamp(now, UTC).strftime("%Y%m%d")
        name = f"{day}/{secrets.token_hex(8)}{ending}"
        target = room.state.uploads_folder / name
        await asyncio.to_thread(_copy, part, target)
        path = f"/uploads/{name}"
        facts = await room.studio.measure(target)
        room.state.uploads.put(UploadRecord(path, account, now, filename, part.size or 0, MIME_TYPES[ending], facts))
        return {
            "url": room.links.signed(path, now + room.options.link_lifetime),
            "filename": filename,
            "size": part.size or 0,
            "mime_type": MIME_TYPES[ending],
        }

    def _too_large(self) -> Refusal:
        limit = self._room.options.upload_limit // 10**6
        return Refusal(BAD_PARAMETERS, f"invalid parameters: file is larger than {limit} MB")


async def _drained(request: Request, answer: Response | Refusal) -> Response:
    """Read what still comes, so that the answer reaches a client that is still sending."""
    try:
        async for _ in request.stream():
            pass
    except ClientDisconnect:
        pass
    if isinstance(answer, Refusal):
        raise answer
    return answer


def _copy(part: UploadFile, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("wb") as file:
        shutil.copyfileobj(part.file, file)
