"""What the form, a file or the command line asks for; maybe not valid."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from seedance_desktop.domain.reference import FRAMES, Place, Reference

if TYPE_CHECKING:
    from collections.abc import Iterable


class Mode(StrEnum):
    """Which of the two exclusive groups of pictures is in use."""

    REFERENCES = "references"
    FRAMES = "frames"
    AS_GIVEN = "as_given"
    """A raw request body: everything in it counts, also what excludes each other."""


@dataclass(frozen=True, slots=True)
class Draft:
    """Everything the form holds now, also what the present route or mode cannot use.

    Attributes:
        model: value of the request's `model` field.
        duration: seconds; `None` when absent.
        resolution: such as `720p`; empty when absent.
        ratio: such as `16:9`; empty when absent.
        orientation: `landscape` or `portrait`; empty when absent.
        references: in the user's order, over all places.
        mode: whether pictures or frames are in use.
        wrong_types: fields of a raw body whose JSON type is not the schema's.
        unknown_fields: fields of a raw body outside the schema.
    """

    model: str = ""
    prompt: str = ""
    duration: int | None = None
    resolution: str = ""
    ratio: str = ""
    orientation: str = ""
    references: tuple[Reference, ...] = ()
    mode: Mode = Mode.REFERENCES
    wrong_types: frozenset[str] = frozenset()
    unknown_fields: tuple[str, ...] = ()

    def at(self, place: Place) -> tuple[Reference, ...]:
        """All references standing in `place`, used or parked, in order."""
        return tuple([reference for reference in self.references if reference.place is place])

    def by_place(self) -> dict[Place, tuple[Reference, ...]]:
        """All references, used or parked, in order, under each place; one walk for who needs them all."""
        found: dict[Place, list[Reference]] = {place: [] for place in Place}
        for reference in self.references:
            found[reference.place].append(reference)
        return {place: tuple(references) for place, references in found.items()}

    def in_mode(self, place: Place) -> bool:
        """Whether the mode has `place` in use."""
        if self.mode is Mode.AS_GIVEN:
            return True
        if place in FRAMES:
            return self.mode is Mode.FRAMES
        return place is not Place.IMAGES or self.mode is Mode.REFERENCES

    def used(self, place: Place) -> tuple[Reference, ...]:
        """The references of `place` that the mode has in use."""
        return self.at(place) if self.in_mode(place) else ()

    def with_references(self, references: Iterable[Reference]) -> Draft:
        return replace(self, references=tuple(references))

    def without(self, reference_ids: Iterable[str]) -> Draft:
        gone = frozenset(reference_ids)
        return self.with_references(r for r in self.references if r.id not in gone)
