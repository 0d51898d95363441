"""A raw request body, as a file or a script holds it, turned into a draft."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Never

from seedance_desktop.domain.draft import Draft, Mode
from seedance_desktop.domain.reference import FRAMES, Place, Reference

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

TEXT_FIELDS = ("model", "prompt", "resolution", "ratio", "orientation")
FIELDS = (
    "model",
    "prompt",
    *(place.value for place in Place),
    "duration",
    "resolution",
    "ratio",
    "orientation",
)
"""The shared schema of the create call, in the form's order."""


class InvalidJson(ValueError):
    """The text is no JSON object."""


def read_body(text: str | bytes) -> Draft:
    """Read the JSON text of a request body.

    Raises:
        InvalidJson: unreadable, nested too deep, or no object.
    """
    try:
        body = json.loads(text, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise InvalidJson(_reason(error)) from error
    if not isinstance(body, dict):
        raise InvalidJson("not a JSON object")
    return draft_from_body(body)


def draft_from_body(body: Mapping[str, object]) -> Draft:
    """Take a JSON object apart; what has the wrong JSON type is named in `Draft.wrong_types`.

    Empty strings and empty lists count as absent, as the routes decide.
    """
    texts = {name: value for name in TEXT_FIELDS if isinstance(value := body.get(name), str)}
    duration = body.get("duration")
    wrong = frozenset(name for name in FIELDS if name in body and not _has_schema_type(name, body[name]))
    return Draft(
        model=_clean(texts.get("model", "")),
        prompt=_clean(texts.get("prompt", "")),
        duration=duration if isinstance(duration, int) and "duration" not in wrong else None,
        resolution=_clean(texts.get("resolution", "")),
        ratio=_clean(texts.get("ratio", "")),
        orientation=_clean(texts.get("orientation", "")),
        references=tuple(_references(body, wrong)),
        mode=Mode.AS_GIVEN,
        wrong_types=wrong,
        unknown_fields=tuple(_clean(str(name)) for name in body if name not in FIELDS),
    )


def _references(body: Mapping[str, object], wrong: frozenset[str]) -> Iterator[Reference]:
    for place in Place:
        if place.value in wrong:
            continue
        value = body.get(place.value)
        items = value if isinstance(value, list) else [value]
        for index, item in enumerate(items):
            if item is not None and item != "":
                source = _shown(item) if isinstance(item, str) else json.dumps(item)
                yield Reference(id=f"{place.value}-{index}", place=place, source=source)
            elif item is None and isinstance(value, list):
                yield Reference(id=f"{place.value}-{index}", place=place, source="null")


def _has_schema_type(name: str, value: object) -> bool:
    if name == "duration":
        return isinstance(value, int) and not isinstance(value, bool)
    if name in TEXT_FIELDS or name in FRAMES:
        return isinstance(value, str)
    return isinstance(value, list)


def _clean(text: str) -> str:
    """Lone surrogates cannot be sent or stored; NUL ends strings in too many places."""
    return text.encode("utf-8", "replace").decode("utf-8").replace("\0", "")


def _shown(address: str) -> str:
    """An address is judged as it came: mending one would send it somewhere else."""
    return address.encode("utf-8", "backslashreplace").decode("utf-8")


def _reason(error: Exception) -> str:
    """Why a text is no JSON, in words that say nothing of how we read it."""
    match error:
        case InvalidJson():
            return str(error)
        case json.JSONDecodeError():
            return f"no JSON from line {error.lineno}, column {error.colno}"
        case UnicodeError():
            return "not written in UTF-8"
        case RecursionError():
            return "nested too deep"
        case _:  # the one thing left that the decoder refuses
            return "a number is too long"


def _refuse_constant(name: str) -> Never:
    raise InvalidJson(f"{name} is no JSON")
