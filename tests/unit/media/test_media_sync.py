"""Pictures and sound of a trimmed film stay together, wherever it is cut and whatever it was packed in."""

from __future__ import annotations

import math
from array import array
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import av
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from seedance_desktop.domain.fit import Recipe
from seedance_desktop.media.fit import fit
from seedance_desktop.media.worker import measure, waveform

if TYPE_CHECKING:
    from pathlib import Path

FPS, RATE, SECONDS, TURN = 25, 48_000, 4, 2.0
ENDINGS = ("mp4", "mkv", "ts", "flv")
STEP = 1024


def silent(_share: float) -> None:
    """Nobody looks at the progress."""


@pytest.fixture(scope="module")
def films(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Four seconds; after two the picture turns from black to white and silence into a tone."""
    folder = tmp_path_factory.mktemp("films")
    for ending in ENDINGS:
        with av.open(str(folder / f"film.{ending}"), "w") as out:
            video: Any = out.add_stream("libx264", rate=FPS, options={"preset": "ultrafast", "g": "60"})
            video.width, video.height, video.pix_fmt = 64, 64, "yuv420p"
            sound: Any = out.add_stream("aac", rate=RATE, layout="mono")
            for number in range(SECONDS * FPS):
                image = Image.new("RGB", (64, 64), "white" if number >= TURN * FPS else "black")
                frame = av.VideoFrame.from_image(image)  # type: ignore[no-untyped-call]  # PyAV has no type for it
                frame.pts, frame.time_base = number, Fraction(1, FPS)
                out.mux(video.encode(frame))
            for start in range(0, SECONDS * RATE, STEP):
                tone = array("f", (math.sin(n / 9) / 2 * (n >= TURN * RATE) for n in range(start, start + STEP)))
                piece = av.AudioFrame(format="fltp", layout="mono", samples=STEP)
                piece.planes[0].update(tone.tobytes())
                piece.sample_rate, piece.pts, piece.time_base = RATE, start, Fraction(1, RATE)
                out.mux(sound.encode(piece))
            for stream in (video, sound):
                out.mux(stream.encode(None))
    return {ending: folder / f"film.{ending}" for ending in ENDINGS}


def turn_of_pictures(film: Path) -> float:
    """Seconds at which the first white frame is shown, counted from the first frame."""
    with av.open(str(film)) as container:
        shown = [(frame.time or 0.0, bytes(frame.planes[0])[0]) for frame in container.decode(video=0)]
    return next(time for time, luma in shown if luma > 128) - shown[0][0]


def turn_of_sound(film: Path, seconds: float) -> float:
    peaks = waveform(film, 400)
    return next(number for number, peak in enumerate(peaks) if peak > 0.2) * seconds / 400


@settings(deadline=None, max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ending=st.sampled_from(ENDINGS), start=st.floats(0, 1.9), end=st.floats(2.2, 4.0))
def test_pictures_and_sound_stay_together(
    films: dict[str, Path], tmp_path: Path, ending: str, start: float, end: float
) -> None:
    copy = tmp_path / "copy.mp4"
    fit(films[ending], copy, Recipe(start=start, end=end), silent)
    seconds = measure(copy).facts.seconds or 0.0
    assert end - start - 1.5 / FPS <= seconds <= end - start + 0.001
    assert turn_of_pictures(copy) == pytest.approx(TURN - start, abs=1 / FPS)
    assert turn_of_sound(copy, seconds) == pytest.approx(TURN - start, abs=0.05)
