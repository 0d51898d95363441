"""What runs in the rendering process beside the clips themselves."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from seedance_desktop.sandbox.job import ClipJob

_NICENESS = 5


def follow_parent() -> None:
    """Give way to the window, and end when the server ends, however it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        os.nice(_NICENESS)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    wait([sentinel])
    os._exit(0)


def warm_up() -> None:
    """Load codecs and drawing before the first clip is asked for."""
    import seedance_desktop.sandbox.clip  # noqa: F401, PLC0415 - the server's own process never needs it


def render(job: ClipJob) -> None:
    """Render one clip."""
    from seedance_desktop.sandbox.clip import render_clip  # noqa: PLC0415 - as in `warm_up`

    render_clip(job)


def measure(path: Path) -> dict[str, Any]:
    """Format, size and length of an uploaded file, as `domain.reference.Facts` names them."""
    import av  # noqa: PLC0415 - as in `warm_up`

    facts: dict[str, Any] = {"format": path.suffix.removeprefix(".").lower(), "size": path.stat().st_size}
    try:
        with av.open(f"file:{path}", options={"protocol_whitelist": "file"}) as container:
            if container.duration:
                facts["seconds"] = container.duration / av.time_base
            stream = next((s for s in container.streams.video if s.codec_context is not None), None)
            if stream is not None:
                rate = stream.average_rate
                facts |= {"width": stream.width, "height": stream.height, "fps": float(rate) if rate else None}
    except (av.FFmpegError, OSError, ValueError):
        return facts
    return facts
