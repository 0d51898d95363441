"""A soft chord, and the reference audio where one was given."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import av
import av.filter

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from av.audio.frame import AudioFrame
    from av.filter.context import FilterContext
    from av.filter.graph import Graph

RATE = 48_000
_ROOTS = (110.0, 123.47, 130.81, 146.83, 98.0)
_CHORDS = ((1, 1.5, 2, 2.5, 3), (1, 1.5, 2, 2.4, 3), (1, 4 / 3, 2, 2.5, 3.75))
_LOUDNESS = (0.11, 0.07, 0.06, 0.045, 0.03)
_FRAME = 1024
_CHORD_RATE = 6_000
"""Nothing in the chord is above 1100 Hz, and each of its samples is reckoned one by one."""


def soundtrack(seconds: float, prompt: str, reference: Path | None) -> Iterator[AudioFrame]:
    """Planar float stereo at 48 kHz, `seconds` long.

    Args:
        seconds: length.
        prompt: seeds root and chord.
        reference: an audio file to be heard over the chord.

    Raises:
        av.FFmpegError: the reference cannot be read.
    """
    graph = av.filter.Graph()
    last = _chord(graph, seconds, prompt, quiet=reference is not None)
    if reference is not None:
        last = _mixed(graph, last, reference)
    chain: tuple[tuple[str, dict[str, str]], ...] = (
        ("afade", {"t": "in", "d": str(min(1.0, seconds / 4))}),
        ("afade", {"t": "out", "st": str(seconds - min(1.2, seconds / 3)), "d": str(min(1.2, seconds / 3))}),
        ("atrim", {"end": str(seconds)}),
        ("aformat", {"sample_fmts": "fltp", "sample_rates": str(RATE), "channel_layouts": "stereo"}),
        ("asetnsamples", {"n": str(_FRAME), "p": "0"}),
        ("abuffersink", {}),
    )
    for name, settings in chain:
        step = graph.add(name, **settings)
        last.link_to(step)
        last = step
    graph.configure()
    yield from _pulled(graph)


def _chord(graph: Graph, seconds: float, prompt: str, *, quiet: bool) -> FilterContext:
    seed = random.Random(prompt)  # noqa: S311 - the same chord for the same prompt
    root, chord = seed.choice(_ROOTS), seed.choice(_CHORDS)
    share = 0.35 if quiet else 1.0
    sides = []
    for detune in (0.9985, 1.0015):
        voices = [
            f"{loud * share}*sin(2*PI*{root * step * detune:.3f}*t)*(0.75+0.25*sin(2*PI*{0.11 + 0.05 * i:.2f}*t))"
            for i, (step, loud) in enumerate(zip(chord, _LOUDNESS, strict=True))
        ]
        sides.append("+".join(voices))
    source = graph.add("aevalsrc", exprs="|".join(sides), d=str(seconds), s=str(_CHORD_RATE))
    soft = graph.add("lowpass", f="1100")
    full = graph.add("aresample", sample_rate=str(RATE))
    source.link_to(soft)
    soft.link_to(full)
    return full


def _mixed(graph: Graph, chord: FilterContext, reference: Path) -> FilterContext:
    heard = graph.add("amovie", filename=f"file:{reference}", format_opts="protocol_whitelist=file")
    shaped = graph.add("aformat", sample_fmts="fltp", sample_rates=str(RATE), channel_layouts="stereo")
    mix = graph.add("amix", inputs="2", duration="first", normalize="0")
    heard.link_to(shaped)
    chord.link_to(mix, 0, 0)
    shaped.link_to(mix, 0, 1)
    return mix


def _pulled(graph: Graph) -> Iterator[AudioFrame]:
    while True:
        try:
            frame = graph.pull()
        except (EOFError, av.BlockingIOError):
            return
        yield frame  # type: ignore[misc]  # the sink is an audio sink
