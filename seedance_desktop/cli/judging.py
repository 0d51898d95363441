"""`check`: judges raw request bodies, sends nothing, keeps nothing."""

from __future__ import annotations

import codecs
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from seedance_desktop.cli import shapes
from seedance_desktop.cli.exits import Exit
from seedance_desktop.cli.voice import answer
from seedance_desktop.domain.body import InvalidJson, read_body
from seedance_desktop.domain.errors import LocalFailure
from seedance_desktop.domain.rules import evaluate
from seedance_desktop.domain.terms import Terms

if TYPE_CHECKING:
    from seedance_desktop.cli.given import Given
    from seedance_desktop.domain.catalog import Catalog

STDIN = "-"


def read_input(name: str) -> bytes:
    """The contents of a file, or of stdin for `-`.

    Raises:
        LocalFailure: `file.missing`, `file.is_folder` or `file.unreadable`.
    """
    if name == STDIN:
        return sys.stdin.buffer.read()
    path = Path(name)
    try:
        return path.read_bytes()
    except FileNotFoundError:
        code = "file.missing"
    except IsADirectoryError:
        code = "file.is_folder"
    except (OSError, ValueError):
        code = "file.unreadable"
    raise LocalFailure(code, {"name": path.name or name})


def check(given: Given, name: str, *, jsonl: bool) -> Exit:
    """Print one verdict for each body.

    Args:
        given: prices, and whether this machine's own addresses are fine.
        name: a file, or `-`.
        jsonl: one body a line; blank lines are passed over.

    Raises:
        LocalFailure: the file cannot be read.
        NotSent: the base address is none.
    """
    profile, catalog = given.profile(), given.catalog
    terms = Terms(prices=profile.prices, loopback=profile.is_loopback)
    content = read_input(name)
    bodies = [line for line in _without_mark(content).split(b"\n") if line.strip()] if jsonl else [content]
    for body in bodies:
        answer(_judged(body, catalog, terms))
    return Exit.COMPLETED


def _judged(body: bytes, catalog: Catalog, terms: Terms) -> shapes.Json:
    try:
        draft = read_body(body)
    except InvalidJson as error:
        return shapes.unreadable(str(error))
    route = catalog.route_of(draft.model)
    return shapes.verdict(evaluate(route, draft, terms), route.id if route is not None else None)


def _without_mark(content: bytes) -> bytes:
    """Lines in UTF-8, whatever Unicode form an editor or a shell saved them in."""
    for mark, encoding in ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")):
        if content.startswith(mark):
            return content.decode(encoding, "replace").encode("utf-8", "replace")
    return content.removeprefix(codecs.BOM_UTF8)
