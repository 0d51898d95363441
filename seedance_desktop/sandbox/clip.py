"""Renders the clip of one task: H.264 and AAC in an MP4."""

from __future__ import annotations

import json
import os
from fractions import Fraction
from typing import TYPE_CHECKING

import av
from PIL import Image

from seedance_desktop.sandbox.landscape import Landscape
from seedance_desktop.sandbox.overlay import Inlay, numbered, overlays
from seedance_desktop.sandbox.pictures import covering, fingerprint, picture_of, picture_of_file, size_of
from seedance_desktop.sandbox.planes import Planes
from seedance_desktop.sandbox.shapes import aspect, frame_size
from seedance_desktop.sandbox.sound import RATE, soundtrack

if TYPE_CHECKING:
    from collections.abc import Iterator

    from av.video.stream import VideoStream

    from seedance_desktop.sandbox.job import ClipJob, Pictured

FPS = 24
_STILL = 2
"""Frames that share one picture. The land moves so slowly that nobody sees twelve pictures a second."""
_FADE_FROM, _FADE_SECONDS = 0.5, 0.6
_FIRST = (0.16, 0.40)
_LAST = (0.62, 0.86)
_AUDIOS = "reference_audios"


def render_clip(job: ClipJob) -> None:
    """Render to `job.target`, which appears whole or not at all.

    Raises:
        av.FFmpegError: the encoder failed.
        OSError: the disk is full or not writable.
    """
    part = job.target.with_suffix(f".{os.getpid()}.part")
    try:
        try:
            _write(job, part.as_posix(), _audible(job))
        except av.FFmpegError:
            if _audible(job) is None:
                raise
            _write(job, part.as_posix(), None)
        part.replace(job.target)
    finally:
        part.unlink(missing_ok=True)


def clip_size(job: ClipJob) -> tuple[int, int]:
    """Width and height in pixels."""
    visible = (reference for reference in job.references if reference.kind != "audio")
    first = next((size for reference in visible if (size := size_of(reference))), None)
    return frame_size(job.resolution, aspect(job.ratio, job.orientation, first), job.scale)


def _write(job: ClipJob, target: str, audible: Pictured | None) -> None:
    size = clip_size(job)
    with av.open(target, "w", format="mp4", options={"movflags": "+faststart"}) as container:
        container.metadata["comment"] = _comment(job)
        container.metadata["title"] = job.prompt[:200]
        video = container.add_stream("libx264", rate=FPS, options={"preset": "ultrafast", "crf": "20"})
        video.width, video.height, video.pix_fmt = *size, "yuv420p"
        video.codec_context.gop_size = FPS
        video.codec_context.time_base = Fraction(1, FPS)
        _tag_colours(video)
        # The slow way of choosing took half of the time of a small clip, and nobody hears it in a chord.
        audio = container.add_stream("aac", rate=RATE, layout="stereo", options={"aac_coder": "fast"})
        sound = soundtrack(job.seconds, job.prompt, None if audible is None else audible.path)
        heard = 0
        for index, frame in enumerate(_frames(job, size)):
            frame.pts, frame.time_base = index, Fraction(1, FPS)
            container.mux(video.encode(frame))
            # Sound keeps step with the picture, so that a player finds both side by side.
            while heard * FPS <= index * RATE and (samples := next(sound, None)) is not None:
                heard += samples.samples
                container.mux(audio.encode(samples))
        for samples in sound:
            container.mux(audio.encode(samples))
        container.mux(video.encode(None))
        container.mux(audio.encode(None))


def _tag_colours(video: VideoStream) -> None:
    context = video.codec_context
    context.color_primaries = context.color_trc = context.colorspace = 1  # ITU-R BT.709
    context.color_range = 1  # limited


def _audible(job: ClipJob) -> Pictured | None:
    return next((r for r in job.references if r.place == _AUDIOS and r.path is not None), None)


def _comment(job: ClipJob) -> str:
    """The request and what arrived for it, in order: tests and doubters read it back from the file."""
    arrived = [
        {
            "place": reference.place,
            "number": number,
            "source": reference.source,
            "name": reference.name,
            "sha256": None if reference.path is None else fingerprint(reference.path),
        }
        for reference, number in numbered(job.references)
    ]
    return json.dumps({"sandbox": True, "request": job.request, "references": arrived}, ensure_ascii=False)


def _frames(job: ClipJob, size: tuple[int, int]) -> Iterator[av.VideoFrame]:
    land = Landscape(*size, job.prompt)
    inlays = overlays(job, size)
    first, last = _frame_picture(job, "first_image", size), _frame_picture(job, "last_image", size)
    total = job.seconds * FPS
    settled: list[Inlay] = inlays
    for index in range(total):
        if index % _STILL == 0:
            moment = index / max(1, total - 1)
            picture = _faded(land.at(moment), first, last, moment)
            share = min(1.0, max(0.0, (index / FPS - _FADE_FROM) / _FADE_SECONDS))
            if share > 0:
                for inlay in settled:
                    mask = inlay.mask if share >= 1 else inlay.mask.faded(share)
                    picture.paste(inlay.picture, inlay.at, mask)
            packed = _packed(picture, size)
        frame = av.VideoFrame(*size, "yuv420p")
        for plane, content in zip(frame.planes, packed, strict=True):
            plane.update(content)
        yield frame


def _packed(picture: Planes, size: tuple[int, int]) -> list[bytes]:
    """The planes as bytes, each row as long as the encoder's."""
    sample = av.VideoFrame(*size, "yuv420p")
    packed = []
    for plane, image in zip(sample.planes, (picture.y, picture.u, picture.v), strict=True):
        if plane.line_size != image.width:
            wide = Image.new("L", (plane.line_size, image.height))
            wide.paste(image)
            packed.append(wide.tobytes())
        else:
            packed.append(image.tobytes())
    return packed


def _frame_picture(job: ClipJob, place: str, size: tuple[int, int]) -> Planes | None:
    reference = next((r for r in job.references if r.place == place), None)
    if reference is None:
        return None
    try:
        picture = covering(picture_of_file(reference), size)
    except (OSError, ValueError, av.FFmpegError):
        picture = picture_of(reference, size)
    return Planes.of(picture)


def _faded(land: Planes, first: Planes | None, last: Planes | None, moment: float) -> Planes:
    """From the first frame to the land and on to the last frame."""
    if first is not None and moment < _FIRST[1]:
        share = (moment - _FIRST[0]) / (_FIRST[1] - _FIRST[0])
        return first.copy() if share <= 0 else first.blended(land, _eased(share))
    if last is not None and moment > _LAST[0]:
        share = min(1.0, (moment - _LAST[0]) / (_LAST[1] - _LAST[0]))
        return last.copy() if share >= 1 else land.blended(last, _eased(share))
    return land


def _eased(share: float) -> float:
    return share * share * (3 - 2 * share)
