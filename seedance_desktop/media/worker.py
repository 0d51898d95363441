"""The worker process: reads questions from its input, decodes media, writes answers to its output.

It is the only process that lets a decoder see a file, so a hostile file can kill nothing but this. An exception that
is not foreseen ends the process on purpose: the window's side reads that as "cannot be read" and starts a new one.
The end of the input ends the process, also in the middle of a job, so that none outlives the window.
"""

from __future__ import annotations

import os
import signal
import threading
from dataclasses import asdict
from pathlib import Path
from queue import SimpleQueue
from typing import IO, TYPE_CHECKING, Any

import av
from av import logging as av_logging

from seedance_desktop.domain.errors import LocalFailure
from seedance_desktop.domain.fit import Crop, Recipe
from seedance_desktop.domain.reference import Kind
from seedance_desktop.media.bare import bare_copy
from seedance_desktop.media.files import write_whole
from seedance_desktop.media.fit import fit
from seedance_desktop.media.frames import read_frame, write_frame
from seedance_desktop.media.pictures import measure_picture, picture_thumbnail, png_of
from seedance_desktop.media.process import SMALLEST_STEP
from seedance_desktop.media.sniff import sniff
from seedance_desktop.media.streams import first_picture, measure_streams, peaks, picture_at, strip

if TYPE_CHECKING:
    from collections.abc import Callable

    from seedance_desktop.media.fit import Report
    from seedance_desktop.media.measured import Measured

_CANNOT_READ = (av.FFmpegError, OSError, ValueError, SyntaxError, EOFError, MemoryError, RuntimeError)
"""What PyAV, Pillow and its plug-ins raise at files they do not understand or that ask for too much memory."""

_POLITE = 10
"""Added to the niceness: a picture may come later, the window may not."""


def measure(path: Path) -> Measured:
    """Kind by content, pixels as shown, seconds, frames per second, bytes, format.

    Raises:
        LocalFailure: see `MediaService.measure`.
    """
    sniffed = sniff(path)
    if sniffed.kind is Kind.IMAGE:
        return measure_picture(path, sniffed)
    return measure_streams(path, sniffed)


def thumbnail(path: Path, target_png: Path, longest_side: int) -> None:
    """Writes the picture, or the first frame of a video, upright and at most `longest_side` pixels, as PNG.

    Raises:
        LocalFailure: see `MediaService.thumbnail`.
    """
    sniffed = sniff(path)
    draw = picture_thumbnail if sniffed.kind is Kind.IMAGE else first_picture
    write_whole(target_png, png_of(draw(path, sniffed, longest_side)))


def waveform(path: Path, buckets: int) -> list[float]:
    """The peaks of the first audio stream from 0 to 1.

    Raises:
        LocalFailure: see `MediaService.waveform`.
    """
    sniffed = sniff(path)
    if sniffed.kind is Kind.IMAGE:
        raise LocalFailure("media.no_sound", {"name": path.name})
    return peaks(path, sniffed, buckets)


def filmstrip(path: Path, target_png: Path, frames: int, height: int) -> None:
    """Writes `frames` pictures of a video, evenly spaced, side by side, each `height` pixels high, as PNG.

    Raises:
        LocalFailure: see `MediaService.filmstrip`.
    """
    sniffed = sniff(path)
    if sniffed.kind is Kind.IMAGE:
        raise LocalFailure("media.no_picture", {"name": path.name})
    write_whole(target_png, png_of(strip(path, sniffed, frames, height)))


def frame(path: Path, target_png: Path, seconds: float) -> None:
    """Writes the frame that a video shows at `seconds`, upright, as PNG.

    Raises:
        LocalFailure: see `MediaService.frame`.
    """
    sniffed = sniff(path)
    if sniffed.kind is Kind.IMAGE:
        raise LocalFailure("media.no_picture", {"name": path.name})
    write_whole(target_png, png_of(picture_at(path, sniffed, seconds)))


def answer(question: dict[str, Any], report: Callable[[float], None] = lambda _: None) -> dict[str, Any]:
    """Does one job; a failure the user is told about is an answer too.

    Args:
        question: the job and what it needs.
        report: told the part, from 0 to 1, that is done.
    """
    path = Path(question["path"])
    try:
        return {"answer": _JOBS[question["job"]](path, question, report)}
    except LocalFailure as failure:
        return {"code": failure.code, "values": failure.values}
    except _CANNOT_READ:
        return {"code": "media.unreadable", "values": {"name": path.name}}


def serve(questions: IO[bytes], answers: IO[bytes]) -> None:
    """Answers one question after the other; ends the process when the questions end."""
    waiting: SimpleQueue[dict[str, Any]] = SimpleQueue()
    threading.Thread(target=_listen, args=(questions, waiting), daemon=True).start()
    while True:
        question = waiting.get()
        _limit_memory(question["memory_limit"])
        write_frame(answers, answer(question, _Reporter(answers)))


def main() -> None:
    """Runs the worker on this process's input and output."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the window, which then closes our input
    if hasattr(os, "nice"):
        os.nice(_POLITE)  # the window needs the processor more
    av_logging.set_level(av_logging.PANIC)
    questions, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    # A library that prints must not get between the answers.
    silence = os.open(os.devnull, os.O_RDWR)
    os.dup2(silence, 0)
    os.dup2(silence, 1)
    serve(questions, answers)


def _measured(path: Path, _question: dict[str, Any], _report: Report) -> dict[str, Any]:
    found = measure(path)
    return {"kind": found.kind, "facts": asdict(found.facts)}


def _thumbnail(path: Path, question: dict[str, Any], _report: Report) -> None:
    thumbnail(path, Path(question["target"]), question["longest_side"])


def _waveform(path: Path, question: dict[str, Any], _report: Report) -> list[float]:
    return waveform(path, question["buckets"])


def _filmstrip(path: Path, question: dict[str, Any], _report: Report) -> None:
    filmstrip(path, Path(question["target"]), question["frames"], question["height"])


def _frame(path: Path, question: dict[str, Any], _report: Report) -> None:
    frame(path, Path(question["target"]), question["seconds"])


def _bare(path: Path, question: dict[str, Any], _report: Report) -> bool:
    return bare_copy(path, Path(question["target"]))


def _fit(path: Path, question: dict[str, Any], report: Report) -> None:
    told = question["recipe"]
    crop = Crop(**told["crop"]) if told["crop"] else None
    fit(path, Path(question["target"]), Recipe(**{**told, "crop": crop}), report)


class _Reporter:
    """Tells progress in steps worth telling."""

    def __init__(self, answers: IO[bytes]) -> None:
        self._answers = answers
        self._told = 0.0

    def __call__(self, fraction: float) -> None:
        if fraction >= self._told + SMALLEST_STEP:
            self._told = fraction
            write_frame(self._answers, {"progress": fraction})


_JOBS: dict[str, Callable[[Path, dict[str, Any], Report], object]] = {
    "measure": _measured,
    "thumbnail": _thumbnail,
    "waveform": _waveform,
    "filmstrip": _filmstrip,
    "frame": _frame,
    "fit": _fit,
    "bare": _bare,
}


def _listen(questions: IO[bytes], waiting: SimpleQueue[dict[str, Any]]) -> None:
    try:
        while True:
            waiting.put(read_frame(questions))
    finally:
        os._exit(0)  # the main thread may be deep in a decoder


def _limit_memory(limit: int) -> None:
    """Bounds the address space where the platform can; elsewhere the size checks before decoding have to do."""
    try:
        import resource  # noqa: PLC0415  exists on POSIX alone
    except ImportError:
        return
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    resource.setrlimit(resource.RLIMIT_AS, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard))


if __name__ == "__main__":
    main()
