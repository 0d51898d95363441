"""Video and sound, by PyAV. Imported in the worker process only."""

from __future__ import annotations

from array import array
from contextlib import contextmanager, suppress
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

import av
from av.stream import Disposition
from PIL import Image

from seedance_desktop.domain.errors import LocalFailure
from seedance_desktop.domain.reference import Facts, Kind
from seedance_desktop.media.measured import Measured
from seedance_desktop.media.whereabouts import streams_are_located
from seedance_desktop.media.whole import check_whole

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from av.audio.stream import AudioStream
    from av.container import InputContainer
    from av.video.frame import VideoFrame
    from av.video.stream import VideoStream

    from seedance_desktop.media.sniff import Sniffed

MOST_FRAME_PIXELS: Final = 8192 * 8192
"""A header that claims larger frames is refused before a decoder allocates them."""

DAMAGED: Final = (av.InvalidDataError, av.PatchWelcomeError, av.error.UndefinedError)
"""What decoders say of a packet that makes no sense to them."""

_WAVE_RATE = 16_000
_WAVE_STEP = 160
"""Samples under one raw peak: 10 ms."""
_UNINDEXED = frozenset({"aac", "mpg"})
"""Formats whose length FFmpeg guesses from the bit rate of the first packets, or from far too few of them."""
_SAME_MOMENT = 0.001
"""Seconds: the clocks of containers are no finer."""
_LONGEST = 1e7
"""Seconds: four months."""
_RUN_UPS = (1.0, 30.0)
"""Seconds before a moment from which on reading is tried: sound stands a little before the pictures it belongs to."""
_ALL_FRAMES_UP_TO = 60.0
"""Seconds: a clip this short is decoded in one go, a longer one only at its key frames."""


@contextmanager
def opened(path: Path, sniffed: Sniffed) -> Iterator[InputContainer]:
    """Opens a local file with the one demuxer its magic names; nothing but local files can be reached from it."""
    with av.open(
        f"file:{path}", format=sniffed.demuxer, options={"protocol_whitelist": "file"}, metadata_errors="replace"
    ) as container:
        yield container


def measure_streams(path: Path, sniffed: Sniffed) -> Measured:
    """Kind, pixels as shown, length and rate; one frame is decoded, for its rotation and as a proof.

    Raises:
        LocalFailure: `media.unknown_kind`, `media.too_large`, `media.truncated`, `media.unreadable`.
        av.FFmpegError: FFmpeg cannot read it.
    """
    check_whole(path, sniffed)
    with opened(path, sniffed) as container:
        video = video_of(path, container)
        if video is None:
            return _measure_sound(path, sniffed, container)
        frame = next(_frames(path, container, video))
        width, height = frame.width, frame.height
        if frame.rotation % 180:
            width, height = height, width
        rate = video.average_rate or video.guessed_rate
        facts = Facts(
            format=sniffed.format,
            width=width,
            height=height,
            seconds=length_of(path, sniffed, container, video),
            fps=round(float(rate), 3) if rate else None,
            size=sniffed.size,
            codec=video.codec_context.codec.canonical_name,
            rotation=round(-frame.rotation) % 360,
            located=_is_located(container),
        )
    return Measured(Kind.VIDEO, facts)


def first_picture(path: Path, sniffed: Sniffed, longest_side: int) -> Image.Image:
    """The first frame, upright and scaled down to `longest_side` pixels, never up.

    Raises:
        LocalFailure: `media.no_picture`, `media.too_large`, `media.unreadable`.
        av.FFmpegError: FFmpeg cannot read it.
    """
    with opened(path, sniffed) as container:
        frame = next(_frames(path, container, needed_video(path, container)))
        scale = min(1.0, longest_side / max(frame.width, frame.height))
        return _upright(frame, scale)


def peaks(path: Path, sniffed: Sniffed, buckets: int) -> list[float]:
    """The loudest sample of each of `buckets` equal parts of the first audio stream, from 0 to 1.

    Raises:
        LocalFailure: `media.no_sound`.
        av.FFmpegError: FFmpeg cannot read it.
    """
    with opened(path, sniffed) as container:
        sound = next(iter(container.streams.audio), None)
        if sound is None:
            raise LocalFailure("media.no_sound", {"name": path.name})
        check_codec(path, sound)
        raw = list(_raw_peaks(container, sound))
    if not raw:
        return [0.0] * buckets
    spans = ((i * len(raw) // buckets, (i + 1) * len(raw) // buckets) for i in range(buckets))
    return [min(1.0, max(raw[start : max(end, start + 1)]) / 32767) for start, end in spans]


def strip(path: Path, sniffed: Sniffed, frames: int, height: int) -> Image.Image:
    """`frames` pictures evenly spaced over the video, side by side, each `height` pixels high.

    Raises:
        LocalFailure: `media.no_picture`, `media.too_large`, `media.unreadable`.
        av.FFmpegError: FFmpeg cannot read it.
    """
    with opened(path, sniffed) as container:
        video = needed_video(path, container)
        seconds = length_of(path, sniffed, container, video) or 0.0
        start = start_of(video)
        times = [start + (i + 0.5) * seconds / frames for i in range(frames)]
        found = _frames_at(path, container, video, times)
        pictures = [_upright(frame, height / _shown_height(frame)) for frame in found]
    if not pictures:
        raise LocalFailure("media.unreadable", {"name": path.name})
    width = pictures[0].width
    sheet = Image.new("RGB", (width * frames, height))
    for i in range(frames):
        sheet.paste(pictures[min(i, len(pictures) - 1)].resize((width, height)), (i * width, 0))
    return sheet


def picture_at(path: Path, sniffed: Sniffed, seconds: float) -> Image.Image:
    """The frame that is shown at `seconds`, upright and in full size; the last one where the video ends before.

    Raises:
        LocalFailure: `media.no_picture`, `media.too_large`, `media.unreadable`.
        av.FFmpegError: FFmpeg cannot read it.
    """
    with opened(path, sniffed) as container:
        video = needed_video(path, container)
        end = start_of(video) + (length_of(path, sniffed, container, video) or 0.0)
        time = min(start_of(video) + seconds, end)
        go_before(container, video, time)
        shown: VideoFrame | None = None
        for frame in _frames(path, container, video):
            if shown is not None and (frame.time or 0.0) > time + _SAME_MOMENT:
                break
            shown = frame
        if shown is None:
            raise LocalFailure("media.unreadable", {"name": path.name})
        return _upright(shown, 1.0)


def go_before(container: InputContainer, stream: VideoStream | AudioStream, time: float) -> None:
    """Goes on reading where `stream` can be decoded from before `time`; at the beginning where nothing nearer is found.

    Formats without an index are sought by guessing, and some land behind what was asked for. So a landing counts only
    when a frame from before `time` comes out.
    """
    moved = False
    for back in _RUN_UPS:
        if time - back <= start_of(stream):
            break
        moved = True
        place = int((time - back) * av.time_base)
        try:
            container.seek(place)
            landed = next(_decoded(container, stream), None)
            if landed is not None and (landed.time or 0.0) <= time:
                container.seek(place)
                return
        except av.FFmpegError:
            break
    if moved:
        with suppress(av.FFmpegError):  # what cannot be sought stands at its beginning still
            container.seek(min(0, container.start_time or 0))


def video_of(path: Path, container: InputContainer) -> VideoStream | None:
    """The first stream of moving pictures, ready to decode; the cover of a song is none."""
    video = next((s for s in container.streams.video if not s.disposition & Disposition.attached_pic), None)
    if video is None:
        return None
    check_codec(path, video)
    context = video.codec_context
    if context.width * context.height > MOST_FRAME_PIXELS:
        values = {"name": path.name, "width": context.width, "height": context.height}
        raise LocalFailure("media.too_large", values)
    # More threads would take address space from the memory limit, and the window needs the processor.
    context.thread_count = 1
    return video


def check_codec(path: Path, stream: VideoStream | AudioStream) -> None:
    """A codec that FFmpeg does not know leaves the stream without a context, other than PyAV's types say."""
    if getattr(stream, "codec_context", None) is None:
        raise LocalFailure("media.unreadable", {"name": path.name})


def needed_video(path: Path, container: InputContainer) -> VideoStream:
    """As `video_of`, where nothing can be done without.

    Raises:
        LocalFailure: `media.no_picture`, and what `video_of` raises.
    """
    video = video_of(path, container)
    if video is None:
        raise LocalFailure("media.no_picture", {"name": path.name})
    return video


def _measure_sound(path: Path, sniffed: Sniffed, container: InputContainer) -> Measured:
    sound = next(iter(container.streams.audio), None)
    if sound is None:
        raise LocalFailure("media.unknown_kind", {"name": path.name})
    seconds = length_of(path, sniffed, container, sound)
    if seconds is None:  # not one packet
        raise LocalFailure("media.unreadable", {"name": path.name})
    name = "m4a" if sniffed.demuxer == "mov" else sniffed.format
    check_codec(path, sound)
    codec = sound.codec_context.codec.canonical_name
    facts = Facts(format=name, seconds=seconds, size=sniffed.size, codec=codec, located=_is_located(container))
    return Measured(Kind.AUDIO, facts)


def _is_located(container: InputContainer) -> bool:
    kept = (container.metadata, *(stream.metadata for stream in container.streams))
    return streams_are_located(text for texts in kept for text in texts.items())


def _decoded(container: InputContainer, stream: VideoStream | AudioStream) -> Iterator[Any]:
    """The frames of a stream; a damaged packet is left out, as players do."""
    for packet in container.demux(stream):
        with suppress(*DAMAGED):
            yield from packet.decode()


def _frames(path: Path, container: InputContainer, video: VideoStream) -> Iterator[VideoFrame]:
    empty = True
    for frame in _decoded(container, video):
        empty = False
        yield frame
    if empty:
        raise LocalFailure("media.unreadable", {"name": path.name})


def _frames_at(path: Path, container: InputContainer, video: VideoStream, times: list[float]) -> Iterator[VideoFrame]:
    """One frame for each moment, in order; fewer where the file has fewer."""
    if times[-1] - times[0] > _ALL_FRAMES_UP_TO:
        video.codec_context.skip_frame = "NONKEY"
        for time in times:
            container.seek(int(time * av.time_base), backward=True)
            # Some formats are sought behind their last key frame: the strip does without one picture then.
            yield from islice(_decoded(container, video), 1)
        return
    waiting = list(times)
    last: VideoFrame | None = None
    for frame in _frames(path, container, video):
        while waiting and last is not None and (frame.time or 0.0) > waiting[0]:
            waiting.pop(0)
            yield last
        last = frame
        if not waiting:
            return
    for _ in waiting:
        if last is not None:
            yield last


def length_of(
    path: Path, sniffed: Sniffed, container: InputContainer, stream: VideoStream | AudioStream
) -> float | None:
    """Seconds of a stream, by the headers and, where they are silent or talk nonsense, by its packets."""
    if sniffed.format not in _UNINDEXED:
        told = []
        if stream.duration and stream.time_base:
            told.append(float(stream.duration * stream.time_base))
        if container.duration:
            told.append(container.duration / av.time_base)
        if sane := [seconds for seconds in map(_sane, told) if seconds]:
            return sane[0]
    return _walked_seconds(path, sniffed, stream.index)


def _walked_seconds(path: Path, sniffed: Sniffed, index: int) -> float | None:
    """The end of the last packet less the start of the first, where no header tells; nothing is decoded.

    Opens the file anew: the caller goes on reading where it is.
    """
    with opened(path, sniffed) as container:
        stream = container.streams[index]
        base = stream.time_base
        spans = [(p.pts, p.duration or 0) for p in container.demux(stream) if p.pts is not None]
    if not spans or not base:
        return None
    first = min(pts for pts, _ in spans)
    return _sane(float((max(pts + length for pts, length in spans) - first) * base))


def _sane(seconds: float) -> float | None:
    """To the millisecond; `None` for what no film lasts, which a damaged header may claim."""
    rounded = round(seconds, 3)
    return rounded if 0 < rounded < _LONGEST else None


def start_of(stream: VideoStream | AudioStream) -> float:
    """Seconds at which a stream begins on its container's clock."""
    return float((stream.start_time or 0) * (stream.time_base or 0))


def _shown_height(frame: VideoFrame) -> int:
    return frame.width if frame.rotation % 180 else frame.height


def _upright(frame: VideoFrame, scale: float) -> Image.Image:
    width, height = (max(1, round(side * scale)) for side in (frame.width, frame.height))
    picture = frame.to_image(width=width, height=height)  # type: ignore[no-untyped-call]  # PyAV has no type for it
    turned: Image.Image = picture.rotate(frame.rotation, expand=True) if frame.rotation else picture
    return turned


def _raw_peaks(container: InputContainer, sound: AudioStream) -> Iterator[int]:
    resampler = av.AudioResampler(format="s16", layout="mono", rate=_WAVE_RATE)
    waiting = array("h")
    for frame in _decoded(container, sound):
        for part in resampler.resample(frame):
            waiting.frombytes(bytes(part.planes[0])[: part.samples * 2])
        whole = len(waiting) - len(waiting) % _WAVE_STEP
        for start in range(0, whole, _WAVE_STEP):
            yield _peak(waiting[start : start + _WAVE_STEP])
        del waiting[:whole]
    if waiting:
        yield _peak(waiting)


def _peak(samples: array[int]) -> int:
    lowest, highest = min(samples), max(samples)
    return max(highest, -lowest)
