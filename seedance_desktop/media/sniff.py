"""What a file is, told from its first bytes and never from its name.

Only what is named here is ever given to a decoder, and only to the one decoder named here. A playlist or a concat
script has no magic of its own, so it never reaches a demuxer that would open what it lists.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from seedance_desktop.domain.errors import LocalFailure
from seedance_desktop.domain.reference import Kind
from seedance_desktop.media.files import reading, size_of

if TYPE_CHECKING:
    from pathlib import Path

HEAD = 4096
"""Bytes that are looked at."""

_SVG = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*+"
    rb"(?>(?:<\?xml[^>]*+>|<!--.*?-->|<!DOCTYPE\s+svg[^>\[]*+(?:\[.*?\]\s*+)?>)\s*+)*+"
    rb"<svg[\s>]",
    re.DOTALL,
)
"""The opening of an SVG picture; it never goes back, so no text can make it slow."""
_ID3_HEADER = 10
_TS_PACKET = 188
_OLD_QUICKTIME = (b"moov", b"mdat", b"wide", b"free", b"skip")
_FTYP_FORMATS = {
    b"qt  ": "mov",
    b"M4V ": "m4v",
    b"M4A ": "m4a",
    b"M4B ": "m4a",
    b"avif": "avif",
    b"avis": "avif",
    b"heic": "heic",
    b"heix": "heic",
    b"heim": "heic",
    b"heis": "heic",
    b"hevc": "heic",
    b"hevx": "heic",
    b"mif1": "heic",
    b"msf1": "heic",
}
_RIFF_FORMATS = {b"WEBP": "webp", b"WAVE": "wav", b"AVI ": "avi"}
_MAGIC = (
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"II*\0", "tiff"),
    (b"MM\0*", "tiff"),
    (b"FLV\x01", "flv"),
    (b"fLaC", "flac"),
    (b"OggS", "ogg"),
    (b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", "wmv"),
    (b"\0\0\x01\xba", "mpg"),
)
_PICTURES = frozenset({"png", "jpeg", "gif", "tiff", "webp", "bmp", "avif", "heic", "svg"})
_TAGGED = frozenset({"mp3", "aac", "flac"})
"""What may stand behind an ID3 tag."""
_DEMUXERS = {
    "mp4": "mov",
    "mov": "mov",
    "m4v": "mov",
    "m4a": "mov",
    "webm": "matroska",
    "mkv": "matroska",
    "avi": "avi",
    "flv": "flv",
    "wmv": "asf",
    "mpg": "mpeg",
    "ts": "mpegts",
    "mp3": "mp3",
    "aac": "aac",
    "wav": "wav",
    "flac": "flac",
    "ogg": "ogg",
}


@dataclass(frozen=True, slots=True)
class Sniffed:
    """A file's size, format and the one decoder that may see it.

    Attributes:
        size: bytes.
        format: container or picture format in lower case.
        demuxer: FFmpeg's name of it; empty for pictures.
        head: the first bytes.
    """

    size: int
    format: str
    demuxer: str
    head: bytes

    @property
    def kind(self) -> Kind | None:
        """Image, or `None` where only the streams inside can tell sound from pictures."""
        return None if self.demuxer else Kind.IMAGE


def sniff(path: Path) -> Sniffed:
    """Looks at the first bytes of a local file.

    Raises:
        LocalFailure: `file.missing`, `file.is_folder`, `file.unreadable`, `media.empty`, `media.unknown_kind`.
    """
    size = size_of(path)
    if size == 0:
        raise LocalFailure("media.empty", {"name": path.name})
    with reading(path), path.open("rb") as file:
        head = start = file.read(HEAD)
        skipped = _id3_length(head)
        if skipped:
            file.seek(skipped)
            start = file.read(HEAD)
    found = _format_of(start) or ("mp3" if skipped else None)
    if found is None or (found not in _PICTURES and found not in _DEMUXERS) or (skipped and found not in _TAGGED):
        raise LocalFailure("media.unknown_kind", {"name": path.name})
    return Sniffed(size, found, _DEMUXERS.get(found, ""), head)


def _format_of(head: bytes) -> str | None:
    for magic, name in _MAGIC:
        if head.startswith(magic):
            return name
    if head.startswith(b"RIFF"):
        return _RIFF_FORMATS.get(head[8:12])
    if head[4:8] == b"ftyp":
        return _ftyp_format(head)
    if head[4:8] in _OLD_QUICKTIME:
        return "mov"
    if head.startswith(b"\x1a\x45\xdf\xa3"):
        return "webm" if b"webm" in head[:64] else "mkv"
    return _weak_format_of(head)


def _ftyp_format(head: bytes) -> str:
    """By the major brand; a picture of the general brand is AVIF if it is compatible with that."""
    found = _FTYP_FORMATS.get(head[8:12], "mp4")
    brands = head[16 : int.from_bytes(head[:4])]
    return "avif" if found == "heic" and b"avif" in brands else found


def _weak_format_of(head: bytes) -> str | None:
    """Formats whose marks are too short to be trusted alone."""
    if head.startswith(b"BM") and head[14:15] in {b"\x0c", b"\x28", b"\x6c", b"\x7c", b"\x40"}:
        return "bmp"
    if head[:1] == b"\x47" and head[_TS_PACKET : _TS_PACKET + 1] == b"\x47":
        return "ts"
    if len(head) > 3 and head[0] == 0xFF and head[1] & 0xE0 == 0xE0:
        return _mpeg_audio(head)
    if _SVG.match(head):
        return "svg"
    return None


def _mpeg_audio(head: bytes) -> str | None:
    """ADTS has a layer of 0 (ISO/IEC 13818-7, 6.2); MP3 has a valid layer, bit rate and sample rate."""
    if head[1] & 0xF6 == 0xF0:
        return "aac"
    layer, rate, sampling = head[1] & 0x06, head[2] >> 4, head[2] & 0x0C
    return "mp3" if layer and rate != 0x0F and sampling != 0x0C else None


def _id3_length(head: bytes) -> int:
    """Bytes of an ID3v2 tag at the start; sizes hold seven bits a byte (id3.org, ID3v2.3, 3.1)."""
    if not head.startswith(b"ID3") or len(head) < _ID3_HEADER:
        return 0
    length = 0
    for byte in head[6:10]:
        length = length << 7 | byte & 0x7F
    return _ID3_HEADER + length
