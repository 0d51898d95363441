"""Writes an MP4 that every service plays: H.264 and AAC, whole frames at an even rate. In the worker process only."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Self

import av
from av.filter import Graph
from av.video.frame import PictureType

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction
    from pathlib import Path
    from types import TracebackType

    from av.audio.frame import AudioFrame
    from av.container import OutputContainer
    from av.video.frame import VideoFrame

    from seedance_desktop.domain.fit import Crop

THREADS: Final = 2
"""More would take address space from the memory limit."""
SOUND_RATES: Final = frozenset({44_100, 48_000})
USUAL_SOUND_RATE: Final = 48_000

_TURNS = {0: (), 90: (("transpose", "clock"),), 180: (("hflip", ""), ("vflip", "")), 270: (("transpose", "cclock"),)}
_EDGE = 1e-3
"""Seconds: the clocks of containers are no finer."""


class TooHeavyError(Exception):
    """More bytes were written than the plan allows."""


@dataclass(frozen=True, slots=True)
class Plan:
    """One film.

    Attributes:
        fps: frames per second.
        size: pixels of the film, both even.
        crop: in pixels as shown; `None` for all of it.
        turn: degrees clockwise by which frames come turned the wrong way.
        start: seconds on the source's clock.
        length: seconds; `None` for all that comes.
        video_rate: most bits per second; `None` for what good quality takes.
        sound_rate: bits per second.
        sampling: sound samples per second; `None` for a silent film.
        layout: of the sound: `mono` or `stereo`.
        most_bytes: of all packets.
    """

    fps: Fraction
    size: tuple[int, int]
    crop: Crop | None = None
    turn: int = 0
    start: float = 0.0
    length: float | None = None
    video_rate: int | None = None
    sound_rate: int = 160_000
    sampling: int | None = None
    layout: str = "stereo"
    most_bytes: int | None = None

    @property
    def frames(self) -> int | None:
        """How many whole frames fit into the length."""
        return None if self.length is None else max(1, int((self.length + _EDGE) * self.fps))


class Film:
    """Takes decoded frames in order, keeps those between start and end, and writes the film on leaving the block.

    Args:
        part: where to write.
        plan: what the film is like.
    """

    def __init__(self, part: Path, plan: Plan) -> None:
        self._plan = plan
        self._part = part
        self._written = 0
        self._frames = 0
        self._pictures: Graph | None = None
        self._sounds: Graph | None = None
        self._sound: Any = None

    def __enter__(self) -> Self:
        plan = self._plan
        self._out: OutputContainer = av.open(f"file:{self._part}", "w", format="mp4", options={"movflags": "faststart"})
        self._video: Any = self._out.add_stream("libx264", rate=plan.fps, options=_quality(plan))
        self._video.width, self._video.height = plan.size
        self._video.pix_fmt = "yuv420p"
        self._video.codec_context.time_base = 1 / plan.fps
        if plan.sampling is not None:
            self._sound = self._out.add_stream("aac", rate=plan.sampling, layout=plan.layout)
            self._sound.bit_rate = plan.sound_rate
        return self

    def __exit__(self, kind: type[BaseException] | None, _value: BaseException | None, _: TracebackType | None) -> None:
        try:
            if kind is None:
                self._finish()
        finally:
            self._out.close()

    @property
    def frames(self) -> int:
        """Frames that were written."""
        return self._frames

    @property
    def is_full(self) -> bool:
        """Whether there is no room for another frame."""
        return self._plan.frames is not None and self._frames >= self._plan.frames

    @property
    def done(self) -> float:
        """Seconds of the film that are written."""
        return float(self._frames / self._plan.fps)

    def show(self, frame: VideoFrame) -> None:
        """The next picture; those before the start are dropped."""
        if self.is_full or (frame.time or 0.0) < self._plan.start - _EDGE:
            return
        self._pictures = self._pictures or _picture_graph(frame, self._plan)
        self._encode_pictures(self._pictures, frame)

    def hear(self, frame: AudioFrame) -> None:
        """The next piece of sound."""
        self._sounds = self._sounds or _sound_graph(frame, self._plan, self._sound.codec_context.frame_size)
        self._encode_sounds(self._sounds, frame)

    def _finish(self) -> None:
        if self._pictures is not None:
            self._encode_pictures(self._pictures, None)
        self._mux(self._video.encode(None))
        if self._sounds is not None:
            self._encode_sounds(self._sounds, None)
        if self._sound is not None:
            self._mux(self._sound.encode(None))

    def _encode_pictures(self, graph: Graph, given: VideoFrame | None) -> None:
        for frame in passed(graph, given):
            if self.is_full:
                return
            if self._frames == 0:
                _mean_colours_alike(self._video.codec_context, frame)
            frame.pict_type = PictureType.NONE  # the source's key frames are not ours
            self._frames += 1
            self._mux(self._video.encode(frame))

    def _encode_sounds(self, graph: Graph, given: AudioFrame | None) -> None:
        for frame in passed(graph, given):
            self._mux(self._sound.encode(frame))

    def _mux(self, packets: list[Any]) -> None:
        self._written += sum(packet.size for packet in packets)
        if self._plan.most_bytes is not None and self._written > self._plan.most_bytes:
            raise TooHeavyError
        self._out.mux(packets)


def passed(graph: Graph, frame: Any) -> Iterator[Any]:
    """Puts a frame into a graph, `None` at the end, and gives all frames that it has ready then."""
    with suppress(av.EOFError):  # it has got all that it wants
        graph.push(frame)
    while True:
        try:
            yield graph.pull()
        except (av.BlockingIOError, av.EOFError):
            return


def chained(graph: Graph, first: Any, steps: list[tuple[str, str]], sink: str) -> Graph:
    """Links filters to a row between source and sink."""
    graph.link_nodes(first, *(graph.add(name, arguments) for name, arguments in steps), graph.add(sink)).configure()
    return graph


def sound_steps(start: float, length: float | None, sampling: int, layout: str) -> list[tuple[str, str]]:
    """Cuts sound to the sample, fills its gaps with silence and brings it to one rate and layout."""
    end = "" if length is None else f":end={length:.6f}"
    return [
        ("asetpts", f"PTS-{start:.6f}/TB"),
        ("atrim", f"start=0{end}"),
        ("aresample", f"{sampling}:async=1:first_pts=0"),
        ("aformat", f"sample_fmts=fltp:sample_rates={sampling}:channel_layouts={layout}"),
    ]


def sound_source(graph: Graph, frame: AudioFrame) -> Any:
    """Where sound like this enters a graph."""
    return graph.add_abuffer(
        sample_rate=frame.sample_rate, format=frame.format.name, layout=frame.layout.name, time_base=frame.time_base
    )


def _quality(plan: Plan) -> dict[str, str]:
    options = {"preset": "veryfast", "crf": "18", "threads": str(THREADS)}
    if plan.video_rate is not None:
        options |= {"maxrate": str(plan.video_rate), "bufsize": str(plan.video_rate), "preset": "faster"}
    return options


def _mean_colours_alike(encoder: Any, frame: Any) -> None:
    """Writes into the film how its colours are meant, as far as its source says so."""
    for name in ("color_range", "colorspace", "color_primaries", "color_trc"):
        setattr(encoder, name, getattr(frame, name))


def _picture_graph(frame: VideoFrame, plan: Plan) -> Graph:
    graph = Graph()
    # PyAV's own way would not tell how colours are meant, and they would come out as those of old television.
    source = graph.add(
        "buffer",
        f"video_size={frame.width}x{frame.height}:pix_fmt={frame.format.name}:time_base={frame.time_base}"
        f":colorspace={int(frame.colorspace)}:range={int(frame.color_range)}",
    )
    steps = [("setpts", f"PTS-{plan.start:.6f}/TB"), *_TURNS.get(plan.turn, ())]
    if crop := plan.crop:
        steps.append(("crop", f"{crop.width}:{crop.height}:{crop.left}:{crop.top}:exact=1"))
    steps += [
        ("fps", f"{plan.fps.numerator}/{plan.fps.denominator}:start_time=0"),
        ("scale", f"{plan.size[0]}:{plan.size[1]}:flags=lanczos:out_range=tv"),
        ("format", "yuv420p"),
    ]
    return chained(graph, source, steps, "buffersink")


def _sound_graph(frame: AudioFrame, plan: Plan, frame_size: int) -> Graph:
    graph = Graph()
    steps = sound_steps(plan.start, plan.length, plan.sampling or USUAL_SOUND_RATE, plan.layout)
    chained(graph, sound_source(graph, frame), steps, "abuffersink")
    graph.set_audio_frame_size(frame_size)
    return graph
