"""What the tests of downloads share: two clips, what lies on the disk, and one call."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from seedance_desktop.api.download import Downloaded, download
from seedance_desktop.api.part import BLOCK
from seedance_desktop.api.retry import Patience
from seedance_desktop.domain.errors import (
    SeedanceError,
)
from tests.fakes.raw_server import RawServer, reply
from tests.unit.api.service import DIRECT, SHORT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from seedance_desktop.api.http import Deadlines
    from tests.fakes.raw_server import Seen

CLIP = b"\0\0\0\x18ftypmp42" + random.Random(1).randbytes(3 * BLOCK + 4321)  # noqa: S311 - a test's bytes
OTHER = b"\0\0\0\x18ftypmp42" + random.Random(2).randbytes(2 * BLOCK + 77)  # noqa: S311 - a test's bytes
ONCE = Patience(attempts=1)
AT_ONCE = Patience(attempts=4, first_wait=0, longest_wait=0, jitter=0)


def sidecar(part: Path) -> Path:
    return part.with_name(part.name + ".etag")


def content(part: Path) -> bytes:
    return part.read_bytes()


def lay(part: Path, data: bytes, etag: str | None = None) -> None:
    """What an earlier attempt left."""
    part.write_bytes(data)
    if etag is not None:
        sidecar(part).write_text(etag)


async def fetch(
    server: RawServer,
    part: Path,
    patience: Patience = ONCE,
    on_progress: Callable[[int, int | None], None] | None = None,
    deadlines: Deadlines = SHORT,
) -> Downloaded:
    return await download(
        f"{server.url}/clip.mp4?sign=1",
        part,
        DIRECT,
        allow_loopback_http=True,
        on_progress=on_progress,
        patience=patience,
        deadlines=deadlines,
    )


async def failure(server: RawServer, part: Path, patience: Patience = ONCE) -> SeedanceError:
    with pytest.raises(SeedanceError) as caught:
        await fetch(server, part, patience)
    return caught.value


def ranged(seen: Seen, content: bytes, etag: str) -> bytes:
    """What an honest server answers, with If-Range."""
    begin = seen.headers.get("range", "")
    if begin and seen.headers.get("if-range") == etag:
        start = int(begin.removeprefix("bytes=").removesuffix("-"))
        span = f"bytes {start}-{len(content) - 1}/{len(content)}"
        return reply(content[start:], 206, content_range=span, etag=etag, content_type="video/mp4")
    return reply(content, etag=etag, content_type="video/mp4")
