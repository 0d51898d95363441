"""Letting go of a clip never waits for what waits for it."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import av

from tests.gui.stage_takes import clip

if TYPE_CHECKING:
    from pathlib import Path

RATE = 48000


def with_sound(silent: str, path: Path) -> Path:
    """The same clip with as much silence on a track of sound: only that has a decoder of its own."""
    with av.open(silent) as source, av.open(str(path), "w") as target:
        picture = target.add_stream_from_template(source.streams.video[0])
        sound = target.add_stream("aac", rate=RATE, layout="mono")
        assert isinstance(sound, av.AudioStream)
        for packet in source.demux(video=0):
            if packet.dts is not None:
                packet.stream = picture
                target.mux(packet)
        for start in range(0, 2 * RATE, 1024):
            frame = av.AudioFrame("fltp", "mono", 1024)
            frame.planes[0].update(bytes(4 * 1024))
            frame.rate, frame.pts = RATE, start
            target.mux(sound.encode(frame))
        target.mux(sound.encode(None))
    return path


def test_sixty_players_let_go_of_their_clips(tmp_path: Path) -> None:
    silent = clip(tmp_path / "silent.mp4", width=90, height=160, frames=48)
    done = subprocess.run(
        [sys.executable, "-m", "tests.gui.player.reel_turns", str(with_sound(silent, tmp_path / "heron.mp4"))],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr[-3000:]
