"""Fitted copies of videos and moving pictures. Imported in the worker process only."""

from __future__ import annotations

import math
from contextlib import suppress
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import av

from seedance_desktop.domain.errors import LocalFailure
from seedance_desktop.media.film import SOUND_RATES, THREADS, USUAL_SOUND_RATE, Film, Plan, TooHeavyError
from seedance_desktop.media.fit_picture import opaque, plain
from seedance_desktop.media.pictures import MOST_DECODED_PIXELS, opened_picture, too_large
from seedance_desktop.media.streams import length_of, needed_video, opened, start_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from av.audio.stream import AudioStream
    from av.container import InputContainer
    from av.packet import Packet
    from av.video.frame import VideoFrame
    from av.video.stream import VideoStream

    from seedance_desktop.domain.fit import Recipe
    from seedance_desktop.media.sniff import Sniffed

    Report = Callable[[float], None]

_MOST_FPS = 120
_USUAL_FPS = Fraction(25)
_TRIES = 6
_LATE = 5.0
"""Seconds behind the end after which nothing of before is waited for: streams are interleaved closer."""
_LEAST_BITS = 0.03
"""Per pixel: below that H.264 shows blocks, and fewer pixels look better."""
_LEAST_RATE = 20_000
"""Bits per second that any moving picture takes."""
_SMALLEST_SIDE = 64
_SHORTEST_GIF_FRAME = 20
"""Milliseconds; what claims less is shown for 100, as browsers do."""


@dataclass(frozen=True, slots=True)
class _Source:
    """What a video is like, for as much as a plan needs."""

    width: int
    height: int
    turn: int
    fps: Fraction
    start: float
    seconds: float | None
    sampling: int | None
    layout: str


def fit_film(path: Path, sniffed: Sniffed, part: Path, recipe: Recipe, report: Report) -> None:
    """The copy of a video, cut to whole frames and encoded anew.

    Raises:
        LocalFailure: `media.no_picture`, `media.too_large`, `media.unreadable`, `media.not_small_enough`.
        av.FFmpegError: FFmpeg cannot read it.
    """
    source = _looked_at(path, sniffed)
    for plan in _plans(source, recipe):
        try:
            with Film(part, plan) as film:
                _copy(path, sniffed, film, plan, report)
        except TooHeavyError:
            continue
        if film.frames == 0:
            raise LocalFailure("media.unreadable", {"name": path.name})
        if recipe.most_bytes is None or part.stat().st_size <= recipe.most_bytes:
            return
    raise LocalFailure("media.not_small_enough", {"name": path.name})


def fit_moving_picture(path: Path, sniffed: Sniffed, part: Path, recipe: Recipe, report: Report) -> None:
    """The film of a moving GIF, WebP or PNG, on white where it is transparent; of a still one, one frame.

    Raises:
        LocalFailure: `media.no_picture`, `media.too_large`, `media.not_small_enough`.
        OSError, ValueError, SyntaxError: Pillow cannot read it.
    """
    if sniffed.format == "svg":
        raise LocalFailure("media.no_picture", {"name": path.name})
    times = _frame_times(path, sniffed)
    with opened_picture(path, sniffed) as image:
        if image.width * image.height > MOST_DECODED_PIXELS:
            raise too_large(path, image.width, image.height)
        width, height = plain(image).size
    fps = Fraction(min(50, max(10, round(1000 * len(times) / times[-1]))))
    source = _Source(width, height, 0, fps, 0.0, times[-1] / 1000, None, "stereo")
    for plan in _plans(source, recipe):
        try:
            with Film(part, plan) as film:
                for frame in _moving(path, sniffed, times):
                    film.show(frame)
                    report((frame.time or 0.0) * 1000 / times[-1])
        except TooHeavyError:
            continue
        if recipe.most_bytes is None or part.stat().st_size <= recipe.most_bytes:
            return
    raise LocalFailure("media.not_small_enough", {"name": path.name})


# --- looking ----------------------------------------------------------------------------------------------------------


def _looked_at(path: Path, sniffed: Sniffed) -> _Source:
    with opened(path, sniffed) as container:
        video = needed_video(path, container)
        frame = next(container.decode(video), None)
        if frame is None:
            raise LocalFailure("media.unreadable", {"name": path.name})
        turn = round(-frame.rotation) % 360
        width, height = (frame.height, frame.width) if turn % 180 else (frame.width, frame.height)
        sound = _sound_of(container)
        rate = None if sound is None else sound.codec_context.sample_rate
        return _Source(
            width,
            height,
            turn,
            _even_rate(video),
            start_of(video),
            length_of(path, sniffed, container, video),
            None if sound is None else rate if rate in SOUND_RATES else USUAL_SOUND_RATE,
            "mono" if sound is not None and sound.codec_context.layout.nb_channels == 1 else "stereo",
        )


def _sound_of(container: InputContainer) -> AudioStream | None:
    """The first stream of sound that can be decoded; a film without it is better than none."""
    return next((s for s in container.streams.audio if getattr(s, "codec_context", None) is not None), None)


def _even_rate(video: VideoStream) -> Fraction:
    for rate in (video.average_rate, video.guessed_rate):
        if rate and 1 <= rate <= _MOST_FPS:
            return Fraction(rate).limit_denominator(1001)
    return _USUAL_FPS


# --- planning ---------------------------------------------------------------------------------------------------------


def _plans(source: _Source, recipe: Recipe) -> Iterator[Plan]:
    """What to try, one after the other; only a limit in bytes needs more than one."""
    size = _size(source, recipe)
    fps = Fraction(recipe.fps).limit_denominator(1001) if recipe.fps else source.fps
    length = None if recipe.end is None else max(0.0, recipe.end - recipe.start)
    plan = Plan(
        fps,
        size,
        recipe.crop,
        source.turn,
        source.start + recipe.start,
        length,
        sampling=source.sampling,
        layout=source.layout,
    )
    if recipe.most_bytes is None:
        yield plan
        return
    left = max(0.1, (source.seconds or 0.0) - recipe.start)
    seconds = left if length is None else min(left, length) or left
    share = 0.97
    fixed = recipe.width is not None or recipe.height is not None
    for _ in range(_TRIES):
        lighter = _lighter(plan, recipe.most_bytes * 8 * share / seconds, fixed=fixed)
        if lighter is not None:
            yield replace(lighter, most_bytes=recipe.most_bytes)
        share *= 0.85


def _lighter(plan: Plan, bits: float, *, fixed: bool) -> Plan | None:
    """The plan within `bits` per second, its container counted; with fewer pixels where they would get too few bits."""
    sound = int(min(plan.sound_rate, max(32_000, bits / 6))) if plan.sampling else 0
    video = int(bits - sound - 200 * float(plan.fps) - 6_000)
    if video < _LEAST_RATE:
        return None
    width, height = plan.size
    scale = math.sqrt(video / (width * height * float(plan.fps) * _LEAST_BITS))
    if scale < 1 and not fixed:
        width, height = _even(width * scale), _even(height * scale)
        if min(width, height) < min(_SMALLEST_SIDE, *plan.size):
            return None
    return replace(plan, size=(width, height), video_rate=video, sound_rate=sound)


def _size(source: _Source, recipe: Recipe) -> tuple[int, int]:
    width, height = source.width, source.height
    if recipe.crop is not None:
        width, height = min(width, recipe.crop.width), min(height, recipe.crop.height)
    if recipe.width and recipe.height:
        width, height = recipe.width, recipe.height
    elif recipe.width:
        width, height = recipe.width, round(height * recipe.width / width)
    elif recipe.height:
        width, height = round(width * recipe.height / height), recipe.height
    return _even(width), _even(height)


def _even(side: float) -> int:
    return max(2, int(side) // 2 * 2)


# --- copying ----------------------------------------------------------------------------------------------------------


def _copy(path: Path, sniffed: Sniffed, film: Film, plan: Plan, report: Report) -> None:
    with opened(path, sniffed) as container:
        video = needed_video(path, container)
        video.codec_context.thread_count = THREADS
        sound = _sound_of(container) if plan.sampling is not None else None
        total = plan.length or length_of(path, sniffed, container, video) or 0.0
        if plan.start > start_of(video):
            with suppress(av.FFmpegError):  # what has no index is read from its start
                container.seek(int(plan.start * av.time_base), backward=True)
        for packet in container.demux([stream for stream in (video, sound) if stream is not None]):
            if _is_behind(packet, plan):
                break
            if packet.stream is video and film.is_full and sound is None:
                break
            _take(packet, film, is_video=packet.stream is video)
            if total:
                report(min(0.99, film.done / total))


def _is_behind(packet: Packet[Any], plan: Plan) -> bool:
    if plan.length is None or packet.dts is None or packet.time_base is None:
        return False
    return float(packet.dts * packet.time_base) > plan.start + plan.length + _LATE


def _take(packet: Any, film: Film, *, is_video: bool) -> None:
    """Decodes one packet; a damaged one is left out, as players do."""
    if is_video and film.is_full:
        return
    with suppress(av.InvalidDataError):
        for frame in packet.decode():
            (film.show if is_video else film.hear)(frame)


def _frame_times(path: Path, sniffed: Sniffed) -> list[int]:
    """When each frame of a moving picture ends, in milliseconds."""
    ends, now = [], 0
    with opened_picture(path, sniffed) as image:
        for number in range(getattr(image, "n_frames", 1)):
            image.seek(number)
            length = int(image.info.get("duration", 0) or 0)
            now += length if length >= _SHORTEST_GIF_FRAME else 100
            ends.append(now)
    return ends


def _moving(path: Path, sniffed: Sniffed, ends: list[int]) -> Iterator[VideoFrame]:
    """Each frame at its time, and the last one once more so that it is shown for as long as it lasts."""
    with opened_picture(path, sniffed) as image:
        for number, start in enumerate([0, *ends[:-1]]):
            image.seek(number)
            shown = opaque(plain(image))
            frame = av.VideoFrame.from_image(shown)  # type: ignore[no-untyped-call]  # PyAV has no type for it
            frame.pts, frame.time_base, frame.duration = start, Fraction(1, 1000), ends[number] - start
            yield frame
