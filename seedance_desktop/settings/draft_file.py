"""The form's draft, found again at the next start whatever ended the last one."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter

from seedance_desktop.domain.draft import Draft
from seedance_desktop.domain.errors import LocalFailure
from seedance_desktop.domain.task import Failure
from seedance_desktop.settings.file import keep_copy, read_file
from seedance_desktop.store.parsing import parse
from seedance_desktop.store.private import private_file, private_folder

if TYPE_CHECKING:
    from pathlib import Path

DRAFTS = TypeAdapter(Draft)


@dataclass(frozen=True, slots=True)
class LoadedDraft:
    """What reading the file gave.

    Attributes:
        draft: what could be read; `None` where nothing could.
        problem: `draft.broken` where something could not.
    """

    draft: Draft | None
    problem: Failure | None = None


def load_draft(path: Path) -> LoadedDraft:
    """Read the file; no state that it may be in is an error.

    What is usable of a broken file is used: the prompt may be an hour's work. The file is copied aside, as the next
    `save_draft` writes over it.
    """
    try:
        content = read_file(path)
    except FileNotFoundError:
        return LoadedDraft(None)
    except OSError:
        return LoadedDraft(None, Failure("draft.broken", _told(path, None)))
    try:
        return LoadedDraft(DRAFTS.validate_python(parse(content)))
    except (ValueError, RecursionError):
        return LoadedDraft(_salvaged(content), Failure("draft.broken", _told(path, keep_copy(path, content))))


def save_draft(path: Path, draft: Draft) -> None:
    """Replace the file as a whole.

    Raises:
        LocalFailure: `settings.unwritable`.
    """
    part = path.with_name(f"{path.name}.part")
    try:
        private_folder(path.parent)
        with private_file(part) as file:
            # ASCII: names of files may hold lone surrogates, which are no UTF-8.
            file.write(json.dumps(DRAFTS.dump_python(draft, mode="json")).encode("ascii"))
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        values = {"name": path.name, "folder": str(path.parent)}
        raise LocalFailure("settings.unwritable", values, error.strerror or "") from error


def _told(path: Path, kept: str | None) -> dict[str, object]:
    told: dict[str, object] = {"name": path.name, "kept": kept}
    return told if kept else {**told, "why": "unkept"}


def _salvaged(content: bytes) -> Draft | None:
    """Every field, and every reference, that is fine by itself."""
    try:
        found = parse(content)
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, dict):
        return None
    usable: dict[str, Any] = {}
    for name in Draft.__dataclass_fields__.keys() & found.keys():
        if (field := _one({name: found[name]})) is not None:
            usable[name] = getattr(field, name)
    if "references" not in usable and isinstance(found.get("references"), list):
        alone = (_one({"references": [entry]}) for entry in found["references"])
        usable["references"] = tuple(draft.references[0] for draft in alone if draft is not None)
    return replace(Draft(), **usable) if usable else None


def _one(data: dict[str, Any]) -> Draft | None:
    try:
        return DRAFTS.validate_python(data)
    except ValueError:
        return None
