"""The form's draft, found again at the next start whatever ended the last one."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from pydantic import TypeAdapter, ValidationError

from seedance_desktop.domain.draft import Draft
from seedance_desktop.domain.errors import LocalFailure

if TYPE_CHECKING:
    from pathlib import Path

DRAFTS = TypeAdapter(Draft)


def load_draft(path: Path) -> Draft | None:
    """The draft that was kept; `None` where there is none or it cannot be read, which is no reason to say anything."""
    with suppress(OSError, ValidationError):
        return DRAFTS.validate_json(path.read_bytes())
    return None


def save_draft(path: Path, draft: Draft) -> None:
    """Replace the file as a whole.

    Raises:
        LocalFailure: `settings.unwritable`.
    """
    part = path.with_name(f"{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(DRAFTS.dump_json(draft))
        part.replace(path)
    except OSError as error:
        values = {"name": path.name, "folder": str(path.parent)}
        raise LocalFailure("settings.unwritable", values, error.strerror or "") from error
