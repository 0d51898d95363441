"""Who looks at media before the service lets it be used."""

from __future__ import annotations

from enum import StrEnum

from seedance_desktop.domain.reference import Kind


class Review(StrEnum):
    """Who looks at it. Source: the service's pages on the Full routes' audit, the SP library and real people."""

    FULL = "full"
    LIBRARY = "library"
    PERSON = "person"

    @property
    def kinds(self) -> tuple[Kind, ...]:
        return _KINDS[self]


_KINDS = {
    Review.FULL: (Kind.IMAGE, Kind.VIDEO, Kind.AUDIO),
    Review.LIBRARY: (Kind.IMAGE, Kind.VIDEO, Kind.AUDIO),
    Review.PERSON: (Kind.IMAGE,),
}
