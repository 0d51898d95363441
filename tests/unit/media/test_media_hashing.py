from __future__ import annotations

import hashlib
import tracemalloc
from typing import TYPE_CHECKING

import pytest

from seedance_desktop.domain.errors import LocalFailure
from seedance_desktop.media.hashing import sha256_of

if TYPE_CHECKING:
    from pathlib import Path


def test_a_fingerprint_is_that_of_the_bytes(tmp_path: Path) -> None:
    for content in (b"", b"a", bytes(range(256)) * 5000):
        (tmp_path / "a").write_bytes(content)
        assert sha256_of(tmp_path / "a") == hashlib.sha256(content).hexdigest()


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    with (tmp_path / "a").open("wb") as file:
        file.truncate(64 << 20)
    tracemalloc.start()
    try:
        sha256_of(tmp_path / "a")
        assert tracemalloc.get_traced_memory()[1] < 2 << 20
    finally:
        tracemalloc.stop()


def test_what_cannot_be_read_says_so(tmp_path: Path) -> None:
    for path, code in ((tmp_path / "gone", "file.missing"), (tmp_path, "file.is_folder")):
        with pytest.raises(LocalFailure) as caught:
            sha256_of(path)
        assert caught.value.code == code
