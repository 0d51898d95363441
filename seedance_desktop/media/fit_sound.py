"""Fitted copies of sound. Imported in the worker process only."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import av
from av.filter import Graph

from seedance_desktop.domain.errors import LocalFailure
from seedance_desktop.media.film import (
    SOUND_RATES,
    USUAL_SOUND_RATE,
    chained,
    passed,
    sound_source,
    sound_steps,
)
from seedance_desktop.media.streams import DAMAGED, check_codec, go_before, length_of, opened, start_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from av.audio.frame import AudioFrame
    from av.audio.stream import AudioStream

    from seedance_desktop.domain.fit import Recipe
    from seedance_desktop.media.sniff import Sniffed

    Report = Callable[[float], None]

_GOOD = 192_000
_POOR = 24_000
"""Bits per second: what nobody hears a loss in, and below what nothing is worth having."""


@dataclass(frozen=True, slots=True)
class _Format:
    """How one ending is written."""

    muxer: str
    codec: str
    samples: str
    rate: int | None = None


_FORMATS = {
    "m4a": _Format("ipod", "aac", "fltp"),
    "mp3": _Format("mp3", "libmp3lame", "fltp"),
    "wav": _Format("wav", "pcm_s16le", "s16"),
    "flac": _Format("flac", "flac", "s16"),
    "ogg": _Format("ogg", "libopus", "flt", 48_000),
}


def fit_sound(path: Path, sniffed: Sniffed, part: Path, recipe: Recipe, report: Report) -> None:
    """The copy of the first audio stream, cut to the sample, without cover and tags.

    Raises:
        LocalFailure: `media.no_sound`, `media.unreadable`, `media.not_small_enough`.
        av.FFmpegError: FFmpeg cannot read it.
    """
    ending = part.suffixes[-2][1:].lower()
    rate = _GOOD
    while rate >= _POOR:
        _write(path, sniffed, part, recipe, ending, rate, report)
        if recipe.most_bytes is None or (size := part.stat().st_size) <= recipe.most_bytes:
            return
        rate = int(rate * min(0.9, 0.97 * recipe.most_bytes / size))
    raise LocalFailure("media.not_small_enough", {"name": path.name})


def _write(path: Path, sniffed: Sniffed, part: Path, recipe: Recipe, ending: str, rate: int, report: Report) -> None:
    form = _FORMATS[ending]
    with opened(path, sniffed) as source, av.open(f"file:{part}", "w", format=form.muxer) as out:
        sound = next(iter(source.streams.audio), None)
        if sound is None:
            raise LocalFailure("media.no_sound", {"name": path.name})
        check_codec(path, sound)
        start = start_of(sound) + recipe.start
        length = None if recipe.end is None else max(0.0, recipe.end - recipe.start)
        total = length or length_of(path, sniffed, source, sound) or 0.0
        go_before(source, sound, start)
        writer = _Writer(out, sound, form, start, length, rate)
        for packet in source.demux(sound):
            with suppress(*DAMAGED):  # a damaged packet is left out, as players do
                for frame in packet.decode():
                    writer.hear(frame)
                    now = (frame.time or 0.0) - start
                    if total:
                        report(max(0.0, min(0.99, now / total)))
            if length is not None and packet.dts is not None and now_of(packet) > start + length + 1:
                break
        if not writer.finish():
            raise LocalFailure("media.unreadable", {"name": path.name})


def now_of(packet: Any) -> float:
    """Seconds on the container's clock."""
    return float(packet.dts * packet.time_base)


class _Writer:
    """Encodes one stream of sound."""

    def __init__(
        self, out: Any, sound: AudioStream, form: _Format, start: float, length: float | None, rate: int
    ) -> None:
        own = sound.codec_context.sample_rate
        self._sampling = form.rate or (own if own in SOUND_RATES else USUAL_SOUND_RATE)
        self._layout = "mono" if sound.codec_context.layout.nb_channels == 1 else "stereo"
        self._form = form
        self._start = start
        self._length = length
        self._out = out
        self._graph: Graph | None = None
        self._stream = out.add_stream(form.codec, rate=self._sampling, layout=self._layout, format=form.samples)
        if not form.codec.startswith("pcm"):
            self._stream.bit_rate = rate

    def hear(self, frame: AudioFrame) -> None:
        self._graph = self._graph or self._made(frame)
        self._encode(self._graph, frame)

    def finish(self) -> bool:
        """Answers whether there was any sound."""
        if self._graph is None:
            return False
        self._encode(self._graph, None)
        self._out.mux(self._stream.encode(None))
        return True

    def _made(self, frame: AudioFrame) -> Graph:
        graph = Graph()
        steps = sound_steps(self._start, self._length, self._sampling, self._layout)
        steps.append(("aformat", f"sample_fmts={self._form.samples}"))
        chained(graph, sound_source(graph, frame), steps, "abuffersink")
        if size := self._stream.codec_context.frame_size:
            graph.set_audio_frame_size(size)
        return graph

    def _encode(self, graph: Graph, given: AudioFrame | None) -> None:
        for frame in passed(graph, given):
            self._out.mux(self._stream.encode(frame))
