"""What the service's own upload call takes. Source: its page on file upload."""

from __future__ import annotations

from seedance_desktop.domain.reference import Kind

LIMIT = 100 * 10**6
"""Bytes. The page says 100 MB without saying which; the smaller reading is always accepted."""

ENDINGS = {
    Kind.IMAGE: ("jpg", "jpeg", "png", "gif", "webp", "bmp", "svg"),
    Kind.VIDEO: ("mp4", "mov", "avi", "webm", "mkv", "m4v", "flv"),
    Kind.AUDIO: ("mp3", "wav", "aac", "m4a", "flac", "ogg"),
}
"""Endings of file names, which are at the same time the names of the formats."""

SILENCED = frozenset({"jpeg", "png", "webp", "heic", "avif"})
"""Formats out of whose uploads everything is taken that they say about their owner, and no pixel changed."""
