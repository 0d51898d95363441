"""Looks for secrets wherever a program may have left them, in every spelling that a reader could undo."""

from __future__ import annotations

import base64
import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

Tokens = Mapping[str, str]
"""What a secret is called → the secret."""


class Leak(NamedTuple):
    """One find.

    Attributes:
        where: a file, an output, a process.
        what: which secret.
        spelling: how it was written.
    """

    where: str
    what: str
    spelling: str


def spellings(token: str) -> dict[str, bytes]:
    """The bytes by which a secret can be told, by how they are written."""
    raw = token.encode()
    found = {
        "plain": raw,
        "UTF-16": token.encode("utf-16-le"),
        "hex": raw.hex().encode(),
        "JSON": json.dumps(token)[1:-1].replace("/", "\\/").encode(),
        "JSON escapes": "".join(f"\\u{ord(c):04x}" for c in token).encode(),
        "JSON escapes, upper": "".join(f"\\u{ord(c):04X}" for c in token).encode(),
        "address": quote(token, safe="").encode(),
        "address, lower": quote(token, safe="").replace("%2F", "%2f").encode(),
    }
    for shift in range(3):
        # The first and last letters depend on what stands around it.
        found[f"base64 at {shift}"] = base64.b64encode(bytes(shift) + raw)[4:-4]
    return found


def leaks_in(data: bytes, where: str, tokens: Tokens) -> Iterator[Leak]:
    """The secrets that stand in some bytes."""
    for name, token in tokens.items():
        for spelling, pattern in spellings(token).items():
            if pattern in data:
                yield Leak(where, name, spelling)


def leaks_below(folder: Path, tokens: Tokens) -> Iterator[Leak]:
    """The secrets in all files below a folder, and in their names."""
    for path in sorted(folder.rglob("*")):
        name = str(path.relative_to(folder))
        yield from leaks_in(name.encode("utf-8", "surrogateescape"), f"name of {name}", tokens)
        if path.is_file():
            yield from leaks_in(path.read_bytes(), name, tokens)


def leaks_of_descendants(pid: int, tokens: Tokens) -> Iterator[Leak]:
    """The secrets in arguments and variables of all processes that a process has started; only Linux tells."""
    own = _told(pid, "cmdline")
    for child in descendants(pid):
        arguments = _told(child, "cmdline")
        if arguments == own:  # forked, and no program of its own yet: its variables are still those of the process
            continue
        yield from leaks_in(arguments, "cmdline of a child", tokens)
        yield from leaks_in(_told(child, "environ"), "environ of a child", tokens)


def _told(pid: int, part: str) -> bytes:
    try:
        return Path(f"/proc/{pid}/{part}").read_bytes()
    except OSError:  # it has ended, or there is no such place
        return b""


def descendants(pid: int) -> list[int]:
    """Ids of all processes below one; of another system none."""
    if sys.platform != "linux":
        return []
    parents: dict[int, int] = {}
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(entry.parent.name)] = int(entry.read_text("utf-8", "replace").rpartition(")")[2].split()[1])
        except (OSError, ValueError):
            continue
    found, new = [], {pid}
    while new:
        new = {child for child, parent in parents.items() if parent in new}
        found += sorted(new)
    return found
