"""A client's side of a sandbox that serves over real sockets, with a clock that is set by hand."""

from __future__ import annotations

import io
import json
import time
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import av
import httpx
from PIL import Image

from seedance_desktop.sandbox.app import PREFIX
from seedance_desktop.sandbox.options import DEFAULT_KEY, Options, Rendering
from seedance_desktop.sandbox.server import LiveSandbox, open_sandbox

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

RENDER_SECONDS = 30.0
CREATE = "/seedance/videos"


@dataclass
class Hands:
    """A clock that only moves when it is told."""

    now: float = field(default_factory=time.time)

    def __call__(self) -> float:
        return self.now


@dataclass
class Desk:
    """Calls a sandbox the way any client would."""

    live: LiveSandbox
    hands: Hands
    http: httpx.Client
    visitor: httpx.Client

    def get(self, path: str) -> httpx.Response:
        return self.http.get(PREFIX + path)

    def post(self, path: str, body: object) -> httpx.Response:
        return self.http.post(PREFIX + path, json=body)

    def data(self, path: str, body: object | None = None) -> dict[str, Any]:
        answer = self.get(path) if body is None else self.post(path, body)
        assert answer.status_code == 200, answer.text
        data: dict[str, Any] = answer.json()["data"]
        return data

    def create(self, **changes: object) -> str:
        """A task's id; the body is Mini Special with a prompt alone unless changed."""
        return str(self.data(CREATE, body(**changes))["task_id"])

    def refused(self, **changes: object) -> str:
        """Why a create call was refused."""
        answer = self.post(CREATE, body(**changes))
        assert answer.json()["code"] == "20002", answer.text
        return str(answer.json()["msg"])

    def query(self, task_id: str) -> dict[str, Any]:
        return self.data(f"/videos/{task_id}")

    def upload(self, name: str, content: bytes) -> str:
        answer = self.http.post(f"{PREFIX}/files/upload", files={"file": (name, content)})
        assert answer.json()["code"] == 20000, answer.text
        return str(answer.json()["data"]["url"])

    def rendered(self, task_id: str) -> Path:
        """The clip's file, once the sandbox has made it."""
        self.live.room.studio._running[task_id].result(RENDER_SECONDS)
        return self.live.room.studio.clip_of(task_id)

    def completed(self, task_id: str) -> dict[str, Any]:
        """The query's answer after the clip is made and the time has passed."""
        self.rendered(task_id)
        self.hands.now += 60
        answer = self.query(task_id)
        assert answer["status"] == "completed", answer
        return answer

    def fetch(self, address: str, **headers: str) -> httpx.Response:
        """Like a download: another origin, no key."""
        return self.visitor.get(address, headers=headers)

    def available(self) -> float:
        return float(self.data("/user/balance")["available"])

    def ledger(self) -> dict[str, Any]:
        told: dict[str, Any] = self.http.get("/sandbox/ledger").json()
        return told


@contextmanager
def open_desk(options: Options, hands: Hands | None = None, key: str = DEFAULT_KEY) -> Iterator[Desk]:
    """A sandbox with small clips made in a thread, and a client of it."""
    hands = hands or Hands()
    small = replace(options, rendering=Rendering(scale=0.1, in_process=True))
    with open_sandbox(small, hands) as live, client(live, key) as http, client(live, "") as visitor:
        yield Desk(live, hands, http, visitor)


def client(live: LiveSandbox, key: str) -> httpx.Client:
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    return httpx.Client(
        base_url=live.address.base_url,
        headers=headers,
        trust_env=False,
        verify=False,  # noqa: S501 - plain HTTP on the loopback; loading certificates takes longer than a test
    )


def body(**changes: object) -> dict[str, object]:
    return {"model": "seedance2.0-mini-sp", "prompt": "a heron", "duration": 4, **changes}


def picture(colour: str = "red", kind: str = "PNG", size: tuple[int, int] = (64, 36)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, kind)
    return out.getvalue()


def movie(seconds: int = 1, size: tuple[int, int] = (64, 48), *, sound: bool = False) -> bytes:
    """A short MP4, or with `sound` a WAV of the same length."""
    out = io.BytesIO()
    with av.open(out, "w", format="wav" if sound else "mp4") as container:
        if sound:
            track = container.add_stream("pcm_s16le", rate=8000, layout="mono")
            for index in range(seconds * 8):
                samples = av.AudioFrame("s16", "mono", 1000)
                samples.sample_rate, samples.pts = 8000, index * 1000
                samples.planes[0].update(bytes(range(250)) * 8)
                container.mux(track.encode(samples))
            container.mux(track.encode(None))
        else:
            stream = container.add_stream("libx264", rate=24)
            stream.width, stream.height, stream.pix_fmt = *size, "yuv420p"
            for _ in range(seconds * 24):
                frame = av.VideoFrame(*size, "yuv420p")
                for plane in frame.planes:
                    plane.update(bytes(plane.buffer_size))
                container.mux(stream.encode(frame))
            container.mux(stream.encode(None))
    return out.getvalue()


def comment(clip: Path) -> dict[str, Any]:
    """What the sandbox wrote into a clip about its making."""
    with av.open(str(clip)) as container:
        told: dict[str, Any] = json.loads(container.metadata["comment"])
    return told
