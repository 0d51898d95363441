"""A take is whole or it is refused, told from the headers of its boxes."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seedance_desktop.domain.errors import LocalFailure
from seedance_desktop.media.boxes import check_clip

if TYPE_CHECKING:
    from pathlib import Path


def box(kind: bytes, body: bytes = b"") -> bytes:
    return struct.pack(">I", len(body) + 8) + kind + body


def wide_box(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", 1) + kind + struct.pack(">Q", len(body) + 16) + body


FTYP = box(b"ftyp", b"isom\0\0\2\0isommp41")
MOOV = box(b"moov", box(b"mvhd", b"\0" * 100) + box(b"trak", b"\0" * 20))
MDAT = box(b"mdat", b"pictures")


def reason(path: Path, content: bytes) -> str | None:
    """Why the content is refused; `None` where it is taken."""
    path.write_bytes(content)
    found: LocalFailure | None = None
    try:
        check_clip(path)
    except LocalFailure as failure:
        found = failure
    if found is None:
        return None
    assert (found.code, found.values["size"]) == ("take.broken", len(content))
    return str(found.values["reason"])


def test_real_clips_are_taken(clip: Path, streamable_clip: Path, turned_clip: Path, webm: Path) -> None:
    for path in (clip, streamable_clip, turned_clip, webm):
        check_clip(path)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (FTYP + MOOV + MDAT, None),
        (FTYP + wide_box(b"mdat", b"pictures") + MOOV, None),
        (FTYP + MOOV + struct.pack(">I", 0) + b"mdat" + b"pictures", None),
        (FTYP + MOOV + MDAT + box(b"free"), None),
        (b"\x1a\x45\xdf\xa3 webm", None),
        (b"", "empty"),
        (b"\0" * 4096, "not_a_clip"),
        (b"<!DOCTYPE html><html><body>Bad gateway</body></html>", "not_a_clip"),
        (b'{"code": 40300, "msg": "link expired"}', "not_a_clip"),
        (b"<?xml version='1.0'?><Error><Code>AccessDenied</Code></Error>", "not_a_clip"),
        (b"\0\0\0", "not_a_clip"),
        (box(b"ftyp", b"\0" * 5000) + MOOV + MDAT, "not_a_clip"),
        (box(b"ftyp") + MOOV + MDAT, "not_a_clip"),
        (MDAT + MOOV + FTYP, "not_a_clip"),
        (FTYP + MDAT, "no_index"),
        (FTYP + box(b"moov") + MDAT, "no_index"),
        (FTYP + box(b"moov", box(b"mvhd")) + MDAT, "no_index"),
        (FTYP + MOOV, "no_pictures"),
        (FTYP + MOOV + box(b"mdat"), "no_pictures"),
        (FTYP + MOOV + MDAT + b"junk", "cut_short"),
        (FTYP + MOOV + MDAT + b"\0\0\0\1free\0\0", "cut_short"),
        (FTYP + MOOV + MDAT + b"\0\0\0\7free", "impossible_size"),
        (FTYP + MOOV + struct.pack(">I4sQ", 1, b"mdat", 15), "impossible_size"),
        (FTYP + MOOV + struct.pack(">I4sQ", 1, b"mdat", 2**64 - 1), "cut_short"),
        (FTYP + MOOV + MDAT + box(b"free") * 100_001, "too_many_boxes"),
    ],
)
def test_verdicts(content: bytes, expected: str | None, tmp_path: Path) -> None:
    assert reason(tmp_path / "take.mp4", content) == expected


def test_what_is_not_there_says_so(tmp_path: Path) -> None:
    for path, code in ((tmp_path / "gone.mp4", "file.missing"), (tmp_path, "file.is_folder")):
        with pytest.raises(LocalFailure) as caught:
            check_clip(path)
        assert caught.value.code == code


def test_a_clip_cut_at_any_byte_is_refused(clip: Path, streamable_clip: Path, tmp_path: Path) -> None:
    for source in (clip, streamable_clip):
        cut = tmp_path / "cut.mp4"
        cut.write_bytes(source.read_bytes())
        for length in reversed(range(cut.stat().st_size)):
            with cut.open("r+b") as file:
                file.truncate(length)
            with pytest.raises(LocalFailure, match=r"take\.broken"):
                check_clip(cut)


def starts_of_boxes(content: bytes) -> list[int]:
    starts, at = [], 0
    while at < len(content):
        starts.append(at)
        at += int.from_bytes(content[at : at + 4])
    return starts


@settings(deadline=2000, max_examples=300)
@given(data=st.data(), size=st.integers(0, 2**32 - 1) | st.integers(0, 4096))
def test_a_wrong_box_size_is_judged_quickly_and_refused(
    data: st.DataObject, size: int, clip: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    content = clip.read_bytes()
    at = data.draw(st.sampled_from(starts_of_boxes(content)))
    old = int.from_bytes(content[at : at + 4])
    found = reason(tmp_path_factory.getbasetemp() / "mutant.mp4", content[:at] + size.to_bytes(4) + content[at + 4 :])
    to_the_end = size == 0 and at + old == len(content)
    assert (found is None) == (size == old or to_the_end)


@settings(deadline=2000)
@given(content=st.binary(max_size=200), prefix=st.sampled_from([b"", FTYP, FTYP + MOOV, FTYP + MOOV + MDAT]))
def test_any_bytes_are_judged(content: bytes, prefix: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    reason(tmp_path_factory.getbasetemp() / "any.mp4", prefix + content)
