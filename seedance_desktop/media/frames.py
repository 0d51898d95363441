"""How the window's process and the worker talk: a length of four bytes (big endian), then that much JSON."""

from __future__ import annotations

import json
from typing import IO, Any

_LENGTH = 4
_LONGEST = 1 << 20
"""No question or answer comes near; a longer one means that the other side is broken."""


def write_frame(pipe: IO[bytes], message: object) -> None:
    """Sends one message. Names of files that are no valid text survive as lone surrogates.

    Raises:
        OSError: nobody reads at the other end.
    """
    body = json.dumps(message).encode("ascii")
    pipe.write(len(body).to_bytes(_LENGTH) + body)
    pipe.flush()


def read_frame(pipe: IO[bytes]) -> Any:
    """Waits for one message.

    Raises:
        EOFError: the other side is gone.
        ValueError: it sent something else than a message.
        OSError: the pipe broke.
    """
    length = int.from_bytes(_exactly(pipe, _LENGTH))
    if length > _LONGEST:
        raise ValueError("frame too long")
    return json.loads(_exactly(pipe, length))


def _exactly(pipe: IO[bytes], count: int) -> bytes:
    got = pipe.read(count)
    if len(got) < count:
        raise EOFError
    return got
