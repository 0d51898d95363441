"""A service that gives away whatever it is told: it repeats the key in errors, headers and links."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from tests.fakes.raw_server import Seen, Visit

API = "/api/open-api/v1"


class Gossip:
    """Answers by path; the second create call is refused and the third one answered with nonsense.

    Args:
        clip: what a finished task's link brings.
        signature: stands in every link.
    """

    def __init__(self, clip: bytes, signature: str) -> None:
        self._clip = clip
        self._signature = signature
        self._creates = 0

    async def __call__(self, visit: Visit) -> None:
        while True:
            seen = await visit.request()
            status, body, headers = self._answer(seen, visit.server.url)
            told = quote(_told(seen), safe="")
            await visit.answer(body, status, x_request_id=_told(seen), set_cookie=f"k={told}; Path=/", **headers)
            if seen.headers.get("connection") == "close":
                return

    def _answer(self, seen: Seen, base: str) -> tuple[int, bytes, dict[str, str]]:
        path = seen.target.partition("?")[0]
        if path == f"{API}/seedance/videos":
            self._creates += 1
            return self._created(seen, self._creates)
        if path == f"{API}/files/upload":
            return (
                200,
                _json({"code": 20000, "data": {"url": f"{base}/up.png?sig={quote(self._signature, safe='')}"}}),
                {},
            )
        if path.startswith(f"{API}/videos/"):
            link = f"{base}/clip.mp4?sig={quote(self._signature, safe='')}"
            task = {"task_id": "vid_1", "status": "completed", "result": {"video_url": link}}
            return 200, _json({"code": 0, "msg": _told(seen), "data": task}), {}
        if path == "/clip.mp4":
            return 200, self._clip, {"content_type": "video/mp4"}
        return 500, f"<html><title>{_told(seen)}</title>{quote(_told(seen))}</html>".encode(), {}

    def _created(self, seen: Seen, number: int) -> tuple[int, bytes, dict[str, str]]:
        if number == 1:
            return 200, _json({"code": 0, "msg": _told(seen), "data": {"task_id": "vid_1", "status": "queued"}}), {}
        escaped = "".join(f"\\u{ord(c):04x}" for c in _told(seen))
        if number == 2:
            return 400, f'{{"code": 20002, "msg": "no: {escaped}", "sent": "{_told(seen)}"}}'.encode(), {}
        return 200, f'{{"strange": "{escaped}", "also": "{_told(seen)} {quote(_told(seen), safe="")}"}}'.encode(), {}


def _told(seen: Seen) -> str:
    """The authorization that came along."""
    return seen.headers.get("authorization", "")


def _json(document: object) -> bytes:
    return json.dumps(document).encode()
