"""Made-up tasks, pictures and clips for the tests and pictures of the stage and the library."""

from __future__ import annotations

import math
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import av
from PIL import Image
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter, QPolygonF

from seedance_desktop.domain.request import Request
from seedance_desktop.domain.task import Failure, Status, Task

if TYPE_CHECKING:
    from pathlib import Path

NO_KEYS = Qt.KeyboardModifier.NoModifier
NOW = 1_763_800_000.0
"""Unix seconds: a Saturday morning in November 2025 wherever the tests run."""
FPS = 24
DAY = 86_400.0
PRICE = Decimal("0.35")
BALANCE = Decimal("41.20")
OFFSCREEN = ("does not support (propagateSizeHints|raise|grabbing)",)
"""What Qt's offscreen platform says of itself."""
MULTIMEDIA = (*OFFSCREEN, "PulseAudio", "No RHI backend", "Couldn't (load|resolve)")
"""What Qt's multimedia says on a machine without sound and hardware decoders."""
DUSK = ("#43295c", "#351250", "#f59477", "#241434")
HARBOUR = ("#11526f", "#b05a32", "#f6cf9c", "#453a3f")
DESERT = ("#f7c65d", "#e8924a", "#fdeccd", "#9c5a3f")
FOG = ("#c9d6e2", "#9fb2c4", "#fbfbf3", "#5c7288")


def request(prompt: str = "A heron", route: str = "mini-special", **changes: object) -> Request:
    base = Request(model="seedance2.0-mini-sp", route_id=route, prompt=prompt, duration=5)
    return replace(base, **changes)  # type: ignore[arg-type]  # a test names its fields


def task(task_id: str, status: Status = Status.COMPLETED, **changes: object) -> Task:
    url = "https://results.example/heron.mp4" if "result_at" in changes else None
    base = Task(task_id, status, request(), "sandbox", "http://127.0.0.1", NOW - 600, progress=0, result_url=url)
    return replace(base, **changes)  # type: ignore[arg-type]  # a test names its fields


def picture(colors: tuple[str, ...], width: int, height: int, shift: float = 0.0) -> QImage:
    """A sun over hills."""
    sky, low, sun, hill = (QColor(color) for color in colors)
    image = QImage(width, height, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    gradient = QLinearGradient(0, 0, 0, height)
    gradient.setColorAt(0, sky)
    gradient.setColorAt(0.7, low)
    gradient.setColorAt(1, hill)
    painter.fillRect(image.rect(), gradient)
    painter.setPen(QColor(0, 0, 0, 0))
    radius = min(width, height) * 0.11
    painter.setBrush(sun)
    painter.drawEllipse(QPointF(width * (0.32 + shift), height * 0.46), radius, radius)
    for layer in range(3):
        hill.setAlpha(110 + 50 * layer)
        painter.setBrush(hill)
        base = height * (0.58 + 0.13 * layer)
        points = [
            QPointF(x, base + height * 0.05 * math.sin(x / width * (5 + layer) + layer * 2 + shift * 9))
            for x in range(0, width + 8, 8)
        ]
        painter.drawPolygon(QPolygonF([*points, QPointF(width + 8, height), QPointF(0, height)]))
    painter.end()
    return image


def saved(image: QImage, path: Path) -> str:
    image.save(str(path))
    return str(path)


def clip(path: Path, *, width: int = 360, height: int = 640, frames: int = 120, codec: str = "libx264") -> str:
    """A short clip whose sun moves one step with every frame."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream(codec, rate=FPS)
        assert isinstance(stream, av.VideoStream)
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        for number in range(frames):
            image = picture(DUSK, width, height, number / frames * 0.3)
            pixels = image.convertToFormat(QImage.Format.Format_RGB888)
            flat = Image.frombytes(
                "RGB", (width, height), bytes(pixels.constBits()), "raw", "RGB", pixels.bytesPerLine()
            )
            frame = av.VideoFrame.from_image(flat)  # type: ignore[no-untyped-call]  # PyAV has no type for it
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return str(path)


def filmstrip(path: Path, *, width: int = 45, height: int = 80, frames: int = 9) -> str:
    sheet = QImage(width * frames, height, QImage.Format.Format_RGB32)
    painter = QPainter(sheet)
    for number in range(frames):
        frame = picture(DUSK, width, height, number / frames * 0.3)
        painter.drawImage(QRectF(number * width, 0, width, height), frame)
    painter.end()
    return saved(sheet, path)


def library(folder: Path, *, chinese: bool = False, now: float = NOW) -> list[Task]:
    """The tasks of the design's pictures: running, done, in trouble, of the day before."""
    asked = [request(text, resolution="720p", ratio="9:16") for text in (CHINESE if chinese else ENGLISH)]
    take = clip(folder / "heron.mp4")
    return [
        *_running(asked, now),
        *_ended(asked, now),
        *_saved(asked, now, take, folder),
        _unsaved(asked[3], now, folder),
    ]


def _running(asked: list[Request], now: float) -> list[Task]:
    street = replace(asked[0], route_id="std", duration=8, resolution="")
    return [
        task("street", Status.PROCESSING, request=street, created_at=now - 70, sent_at=now - 65, progress=62),
        task("boat", Status.QUEUED, request=replace(asked[1], route_id="md"), created_at=now - 72, sent_at=now - 12),
    ]


def _ended(asked: list[Request], now: float) -> list[Task]:
    known: dict[str, Any] = {"estimate": PRICE, "balance_before": BALANCE, "balance_after": BALANCE}
    moderated = Failure("task.moderated", {}, '{"code": 400, "message": "content policy: trademark"}')
    portrait, cap = now - 1500, now - 1800
    lost = Failure("net.broken")
    return [
        task(
            "portrait", Status.UNCERTAIN, request=asked[4], created_at=portrait, sent_at=portrait, failure=lost, **known
        ),
        task("cap", Status.FAILED, request=asked[5], created_at=cap, sent_at=cap, failure=moderated, **known),
    ]


def _saved(asked: list[Request], now: float, take: str, folder: Path) -> list[Task]:
    dusk, desert, fog = (
        saved(picture(colors, 320, 180, shift), folder / f"{name}.png")
        for name, colors, shift in (("dusk", DUSK, 0.0), ("desert", DESERT, 0.05), ("fog", FOG, 0.3))
    )
    of_take: dict[str, Any] = {"take": take, "seconds": 5.0, "cost": PRICE}
    full = replace(asked[6], route_id="full", resolution="1080p")
    glass = replace(asked[7], route_id="sp-economy", resolution="1080p")
    times: dict[str, Any] = {"created_at": now - 900, "sent_at": now - 899, "finished_at": now - 791}
    return [
        task("dolly", request=asked[2], thumbnail=dusk, remote_id="vid_8f21c04", **times, **of_take),
        task("desert", request=full, created_at=now - DAY - 900, thumbnail=desert, favourite=True, **of_take),
        task("glass", request=glass, created_at=now - DAY - 3000, thumbnail=fog, **of_take),
    ]


def _unsaved(asked: Request, now: float, folder: Path) -> Task:
    return task(
        "kites",
        Status.FAILED,
        request=asked,
        created_at=now - 1200,
        sent_at=now - 1199,
        thumbnail=saved(picture(HARBOUR, 320, 180, 0.25), folder / "harbour.png"),
        result_url="https://results.example/kites.mp4",
        result_at=now - 51 * 3600 + 30,
        cost=PRICE,
        failure=Failure("disk.full", {"name": "kites.mp4"}),
    )


ENGLISH = (
    "Street at dusk, neon in puddles, hand-held",
    "Paper boat down a gutter after rain",
    "Slow dolly along the river at first light. The heron lifts off and crosses the frame; mist on the water.",
    "Kites over the old harbour, telephoto",
    "Portrait by a window, soft light",
    "Runner with a branded cap",
    "Desert road, heat shimmer, drone",
    "Glass tower in fog, tilt up",
)
CHINESE = (
    "黄昏街道，水洼里的霓虹，手持镜头",
    "雨后纸船顺着水沟漂流",
    "清晨沿河缓慢推进，苍鹭振翅飞过画面，水面薄雾。",
    "老港上空的风筝，长焦",
    "窗边肖像，柔光",
    "戴品牌帽子的跑者",
    "沙漠公路，热浪，航拍",
    "雾中玻璃塔，仰摇",
)
