"""Fitted copies of videos and moving pictures. Imported in the worker process only."""

from __future__ import annotations

from contextlib import suppress
from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING, Any

import av

from seedance_desktop.domain.errors import LocalFailure
from seedance_desktop.domain.fit import Recipe
from seedance_desktop.media.film import SOUND_RATES, THREADS, USUAL_SOUND_RATE, Film, TooHeavyError
from seedance_desktop.media.fit_picture import opaque, plain
from seedance_desktop.media.pictures import MOST_DECODED_PIXELS, opened_picture, too_large
from seedance_desktop.media.plans import Source, plans
from seedance_desktop.media.streams import DAMAGED, go_before, length_of, needed_video, opened, start_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from av.audio.stream import AudioStream
    from av.container import InputContainer
    from av.packet import Packet
    from av.video.frame import VideoFrame
    from av.video.stream import VideoStream

    from seedance_desktop.media.film import Plan
    from seedance_desktop.media.sniff import Sniffed

    Report = Callable[[float], None]
    Shoot = Callable[[Film, Plan, Report], None]

_MOST_FPS = 120
_USUAL_FPS = Fraction(25)
_KNOWN_FPS = (*map(Fraction, (12, 15, 24, 25, 30, 48, 50, 60)), *(Fraction(n * 1000, 1001) for n in (24, 30, 60)))
_ROUNDING = Fraction(1, 500)
_LATE = 5.0
"""Seconds behind the end after which nothing of before is waited for: streams are interleaved closer."""
_SHORTEST_GIF_FRAME = 20
"""Milliseconds; what claims less is shown for 100, as browsers do."""


def fit_film(path: Path, sniffed: Sniffed, part: Path, recipe: Recipe, report: Report) -> None:
    """The copy of a video, cut to whole frames and encoded anew; where only its metadata is to go, packet for packet.

    Raises:
        LocalFailure: `media.no_picture`, `media.too_large`, `media.unreadable`, `media.not_small_enough`.
        av.FFmpegError: FFmpeg cannot read it.
    """
    source = _looked_at(path, sniffed)
    if recipe == Recipe(format=recipe.format) and source.turn == 0 and _is_fine(path, sniffed):
        _repack(path, sniffed, part, report)
    else:
        _shot(path, part, recipe, source, partial(_copy, path, sniffed), report)


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
    source = Source(width, height, 0, fps, 0.0, times[-1] / 1000, None, "stereo")
    _shot(path, part, recipe, source, partial(_play, path, sniffed, times), report)


def _shot(path: Path, part: Path, recipe: Recipe, source: Source, shoot: Shoot, report: Report) -> None:
    """Shoots the film, lighter each time, until it is light enough."""
    for number, plan in enumerate(plans(source, recipe)):
        done, share = 1 - 0.5**number, 1.0 if recipe.most_bytes is None else 0.5 ** (number + 1)
        try:
            with Film(part, plan) as film:
                shoot(film, plan, partial(_told, report, done, share))
        except TooHeavyError:
            continue
        if film.frames == 0:
            raise LocalFailure("media.unreadable", {"name": path.name})
        if recipe.most_bytes is None or part.stat().st_size <= recipe.most_bytes:
            return
    raise LocalFailure("media.not_small_enough", {"name": path.name})


def _told(report: Report, done: float, share: float, fraction: float) -> None:
    report(done + share * fraction)


def _is_fine(path: Path, sniffed: Sniffed) -> bool:
    """Whether pictures and sound are those of the films made here."""
    with opened(path, sniffed) as container:
        sound = next(iter(container.streams.audio), None)
        return (
            sniffed.demuxer == "mov"
            and needed_video(path, container).codec_context.name == "h264"
            and (sound is None or (_sound_of(container) is sound and sound.codec_context.name == "aac"))
        )


def _repack(path: Path, sniffed: Sniffed, part: Path, report: Report) -> None:
    """Copies the packets of pictures and sound, and nothing of what stands beside them."""
    options = {"movflags": "faststart"}
    with opened(path, sniffed) as container, av.open(f"file:{part}", "w", format="mp4", options=options) as out:
        kept = [stream for stream in (needed_video(path, container), _sound_of(container)) if stream is not None]
        copies = {stream.index: out.add_stream_from_template(stream) for stream in kept}
        for packet in container.demux(kept):
            if packet.dts is not None:
                report(0.99 * min(1.0, (packet.pos or 0) / sniffed.size))
                packet.stream = copies[packet.stream.index]
                out.mux(packet)


# --- looking ----------------------------------------------------------------------------------------------------------


def _looked_at(path: Path, sniffed: Sniffed) -> Source:
    with opened(path, sniffed) as container:
        video = needed_video(path, container)
        frame = next(container.decode(video), None)
        if frame is None:
            raise LocalFailure("media.unreadable", {"name": path.name})
        turn = round(-frame.rotation) % 360
        width, height = (frame.height, frame.width) if turn % 180 else (frame.width, frame.height)
        sound = _sound_of(container)
        rate = None if sound is None else sound.codec_context.sample_rate
        return Source(
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
            return _known_rate(Fraction(rate))
    return _USUAL_FPS


def _known_rate(rate: Fraction) -> Fraction:
    """The rate that is meant: clocks of thousandths of a second make 24 look like 24.015."""
    nearest = min(_KNOWN_FPS, key=lambda known: abs(known - rate))
    return nearest if abs(nearest - rate) < nearest * _ROUNDING else rate.limit_denominator(1001)


# --- copying ----------------------------------------------------------------------------------------------------------


def _copy(path: Path, sniffed: Sniffed, film: Film, plan: Plan, report: Report) -> None:
    with opened(path, sniffed) as container:
        video = needed_video(path, container)
        video.codec_context.thread_count = THREADS
        sound = _sound_of(container) if plan.sampling is not None else None
        total = plan.length or length_of(path, sniffed, container, video) or 0.0
        go_before(container, video, plan.start)
        for packet in container.demux([stream for stream in (video, sound) if stream is not None]):
            if _is_behind(packet, plan):
                break
            if packet.stream is video and film.is_full and sound is None:
                break
            _take(packet, film, is_video=packet.stream is video)
            if total:
                report(min(0.99, film.done / total))


def _play(path: Path, sniffed: Sniffed, ends: list[int], film: Film, _plan: Plan, report: Report) -> None:
    for frame in _moving(path, sniffed, ends):
        film.show(frame)
        report((frame.time or 0.0) * 1000 / ends[-1])


def _is_behind(packet: Packet[Any], plan: Plan) -> bool:
    if plan.length is None or packet.dts is None or packet.time_base is None:
        return False
    return float(packet.dts * packet.time_base) > plan.start + plan.length + _LATE


def _take(packet: Any, film: Film, *, is_video: bool) -> None:
    """Decodes one packet; a damaged one is left out, as players do."""
    if is_video and film.is_full:
        return
    with suppress(*DAMAGED):
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
