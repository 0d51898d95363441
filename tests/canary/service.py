"""A service that gives away whatever it is told: it repeats the key in errors, headers and links."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from tests.fakes.raw_server import Seen, Visit

API = "/api/open-api/v1"


class Gossip:
    """Answers by path; the second create call is refused, the third one answered with nonsense, and what
    the fourth one asks for fails.

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
                _json({"code": 20000, "data": {"url": self._signed(f"{base}/up.png")}}),
                {},
            )
        if path.startswith(f"{API}/videos/"):
            link = self._signed(f"{base}/clip.mp4")
            task: dict[str, object] = {"task_id": "vid_1", "status": "completed", "result": {"video_url": link}}
            if path.endswith("/vid_4"):
                task = {"task_id": "vid_4", "status": "failed", "error_message": f"cannot read {link} any more"}
            return 200, _json({"code": 0, "msg": _told(seen), "data": task}), {}
        if path == "/clip.mp4":
            return 200, self._clip, {"content_type": "video/mp4"}
        return 500, f"<html><title>{_told(seen)}</title>{quote(_told(seen))}</html>".encode(), {}

    def _created(self, seen: Seen, number: int) -> tuple[int, bytes, dict[str, str]]:
        link, told = self._signed("https://bucket.example/up.png"), _told(seen)
        if number in {1, 4}:
            task = {"task_id": f"vid_{number}", "status": "queued", "input": {"images": [link]}}
            return 200, _json({"code": 0, "msg": told, "data": task}), {}
        escaped = "".join(f"\\u{ord(c):04x}" for c in told)
        if number == 2:
            return 400, f'{{"code": 20002, "msg": "no: {escaped} {link}", "sent": "{told}"}}'.encode(), {}
        return (
            200,
            f'{{"strange": "{escaped}", "also": "{told} {quote(told, safe="")} {link}"}}'.encode(),
            {},
        )

    def _signed(self, address: str) -> str:
        return f"{address}?sig={quote(self._signature, safe='')}"


def _told(seen: Seen) -> str:
    """The authorization that came along."""
    return seen.headers.get("authorization", "")


def _json(document: object) -> bytes:
    return json.dumps(document).encode()
