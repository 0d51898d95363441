"""The fingerprint of a file's bytes, by which an upload is found again."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from seedance_desktop.media.files import reading, size_of

if TYPE_CHECKING:
    from pathlib import Path


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file as 64 lower-case hex digits, read in pieces: memory does not grow with the file.

    Blocks; call it in a thread.

    Raises:
        LocalFailure: `file.missing`, `file.is_folder` or `file.unreadable`.
    """
    size_of(path)
    with reading(path), path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
