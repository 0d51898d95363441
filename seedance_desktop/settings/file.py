"""The settings file: read whatever state it is in, written whole or not at all."""

from __future__ import annotations

import os
import re
import tempfile
import tomllib
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal
from itertools import count, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import tomli_w
from pydantic import ValidationError

from seedance_desktop.domain.errors import LocalFailure
from seedance_desktop.domain.task import Failure
from seedance_desktop.settings.model import VERSION, SavedCaps, Settings
from seedance_desktop.store.private import keep_private, private_file, private_folder, refuse_other

if TYPE_CHECKING:
    from collections.abc import Iterator

SIZE_LIMIT = 4 * 1024 * 1024
"""Bytes; a settings file above it is none of ours."""
_HEAD = "# Seedance Desktop. Where the last line of this file is gone, its end is: then nothing is spent.\n"
_END = "# end"
_CAPS = re.compile(rb"\bcaps\b")
_CLOSED = {"batch": 0}
"""Caps under which no press may cost anything."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What reading the file gave.

    Attributes:
        settings: what could be read; the rest is as at first.
        problem: what the user should be told: `settings.broken`, `settings.newer` or `settings.unreadable`.
    """

    settings: Settings
    problem: Failure | None = None


def load_settings(path: Path) -> Loaded:
    """Read the file; no state that it may be in is an error.

    What is usable of a broken file is used; a cap in it that cannot be read is 0, as nobody may spend more for it, and
    so is one where the whole file cannot be. What was read is copied aside, as the next `save_settings` writes over it.
    """
    try:
        content = read_file(path)
    except FileNotFoundError:
        return Loaded(Settings())
    except OSError:
        told = {"name": path.name, "folder": str(path.parent)}
        return Loaded(_closed(Settings()), Failure("settings.unreadable", told))
    data = _parsed(content)
    if data is None:
        return Loaded(_closed(Settings()), Failure("settings.broken", _told(path, content)))
    if _is_newer(data):
        return Loaded(_stopped(Settings(), content), Failure("settings.newer", _told(path, content)))
    try:
        settings = Settings.model_validate(data)
    except ValidationError:
        settings = _stopped(_salvaged(data), content)
    else:
        if not _is_cut(content):
            return Loaded(settings)
    settings = _closed(settings) if _is_cut(content) else settings
    return Loaded(settings, Failure("settings.broken", _told(path, content)))


def read_file(path: Path) -> bytes:
    """A file's contents, of a large one its beginning.

    Raises:
        OSError: it cannot be read, or is no file.
    """
    refuse_other(path)
    with path.open("rb") as file:
        return file.read(SIZE_LIMIT + 1)


def save_settings(path: Path, settings: Settings) -> None:
    """Replace the file as a whole; after a power cut either the old or the new one is there.

    Raises:
        LocalFailure: `settings.unwritable`.
    """
    text = tomli_w.dumps(settings.model_dump(mode="json", exclude_none=True))
    temporary: Path | None = None
    try:
        private_folder(path.parent)
        handle, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
        temporary = Path(name)
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(f"{_HEAD}{text}{_END}\n")
            file.flush()
            os.fsync(file.fileno())
        _spare(path)
        temporary.replace(path)
        _sync_folder(path.parent)
    except OSError as error:
        if temporary is not None:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)
        values = {"name": path.name, "folder": str(path.parent)}
        raise LocalFailure("settings.unwritable", values, error.strerror or "") from error


def _spare(path: Path) -> None:
    """Keep a file under another name that cannot be read: nothing of it stands in what replaces it.

    Raises:
        OSError: it can be neither read nor kept.
    """
    try:
        read_file(path)
    except OSError:
        if path.is_file():
            target = next(name for name in _names_aside(path) if not name.exists())
            try:
                os.link(path, target)
            except OSError:  # a system without links
                path.rename(target)


def _names_aside(path: Path) -> Iterator[Path]:
    return (path.with_name(f"{path.stem}.kept-{number}{path.suffix}") for number in count())


def _parsed(content: bytes) -> dict[str, Any] | None:
    if len(content) > SIZE_LIMIT or not content.strip():
        return None
    try:
        return tomllib.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):  # no text, no TOML, a number that is too long, nested too deep
        return None


def _is_cut(content: bytes) -> bool:
    """Whether the end of what we wrote is gone; of what a person or an older program wrote nobody can say."""
    head = _HEAD.encode()
    return head.startswith(content[: len(head)]) and _END.encode() not in content


def _is_newer(data: dict[str, Any]) -> bool:
    version = data.get("version")
    return isinstance(version, int) and version > VERSION


def _salvaged(data: dict[str, Any]) -> Settings:
    """Every top-level entry that is fine by itself, and all that can be read of profiles and caps."""
    usable: dict[str, Any] = {}
    for name in Settings.model_fields.keys() & data.keys():
        value = data[name]
        if name == "profiles" and isinstance(value, list):
            value = _usable_profiles([entry for entry in value if isinstance(entry, dict)])
        elif name == "sandbox_caps":
            value = _usable_caps(value)
        if _is_fine({name: value}):
            usable[name] = value
    return Settings.model_validate(usable)


def _usable_profiles(entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Those of which one can tell whom they call and under which name; of two with one id the first.

    Caps of one that is left out close the other that has its id.
    """
    usable: list[dict[str, Any]] = []
    capped: list[Any] = []
    for entry in entries:
        known = _usable_profile(entry)
        if _is_fine({"profiles": [*usable, known]}):
            usable.append(known)
        elif known.get("caps"):
            capped.append(known.get("id"))
    for twin in (profile for profile in usable if profile["id"] in capped):
        twin["caps"] = {**twin.get("caps", {}), **_CLOSED}
    return usable


def _usable_profile(entry: dict[str, Any]) -> dict[str, Any]:
    """A profile without what cannot be read, or only a later program knows: that must not cost the profile itself."""
    usable: dict[str, Any] = {name: entry[name] for name in ("id", "name", "base_url") if name in entry}
    for name in ("prices", "origins"):
        values = entry.get(name)
        if isinstance(values, dict):
            usable[name] = {key: value for key, value in values.items() if _is_fine_in_a_profile(name, {key: value})}
    if _is_fine_in_a_profile("host", entry.get("host")):
        usable["host"] = entry.get("host")
    if "caps" in entry:
        usable["caps"] = _usable_caps(entry["caps"])
    return usable


def _usable_caps(value: object) -> dict[str, Any]:
    """What stands there and cannot be read is 0; what only a later program knows stops every press."""
    if not isinstance(value, dict):
        return dict(_CLOSED)
    names = SavedCaps.model_fields.keys()
    caps = {
        name: cap if _is_fine_in_a_profile("caps", {name: cap}) else 0 for name, cap in value.items() if name in names
    }
    return caps if len(caps) == len(value) else {**caps, **_CLOSED}


def _stopped(settings: Settings, content: bytes) -> Settings:
    """Let nothing be spent where the first profile stands in for profiles that had caps."""
    if "profiles" in settings.model_fields_set or not _CAPS.search(content):
        return settings
    return _closed(settings)


def _closed(settings: Settings) -> Settings:
    """Let nothing be spent under any profile."""
    profiles = tuple(
        profile.model_copy(update={"caps": profile.caps.model_copy(update={"batch": Decimal(0)})})
        for profile in settings.profiles
    )
    return settings.model_copy(update={"profiles": profiles})


def _is_fine_in_a_profile(name: str, value: object) -> bool:
    return _is_fine({"profiles": [{"id": "x", "name": "x", "base_url": "x", name: value}]})


def _is_fine(data: dict[str, Any]) -> bool:
    try:
        Settings.model_validate(data)
    except ValidationError:
        return False
    return True


def _told(path: Path, content: bytes) -> dict[str, object]:
    kept = keep_copy(path, content)
    told: dict[str, object] = {"name": path.name, "kept": kept}
    return told if kept else {**told, "why": "unkept"}


def keep_copy(path: Path, content: bytes) -> str | None:
    """Copy a file aside under the first free name; the same content is kept once.

    Returns:
        The copy's name; `None` where none could be made.
    """
    for target in islice(_names_aside(path), 100):
        with suppress(OSError):
            if target.exists():
                if read_file(target) == content:
                    keep_private(target)  # an earlier release left it to the system who may read it
                    return target.name
                continue
            with private_file(target, os.O_EXCL) as file:
                file.write(content)
            return target.name
    return None


def _sync_folder(folder: Path) -> None:
    """Make the rename durable where the system lets a folder be opened."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
