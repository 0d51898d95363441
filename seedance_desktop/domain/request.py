"""A frozen, valid draft: everything one generation needs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from seedance_desktop.domain.draft import Draft, Mode
from seedance_desktop.domain.reference import FRAMES, Place, Reference

if TYPE_CHECKING:
    from collections.abc import Mapping

    from seedance_desktop.domain.review import Review

OPTIONAL_TEXT = ("resolution", "ratio", "orientation")


@dataclass(frozen=True, slots=True)
class Request:
    """What will be sent, with local files still named by their paths.

    Ignored fields are already gone; references are only those that are sent, in the user's order.

    Attributes:
        route_id: the route that judged it.
        prompt: as it is sent, mentions in the route's own wording.
        duration: seconds.
        resolution: empty when not sent.
        ratio: empty when not sent.
        orientation: empty when not sent.
        reviewed: every reference must become a reviewed `asset://` first (the Full routes).
        reviews: whose approved assets the route takes.
        written: the prompt with its mentions tied to references; empty where it has none.
    """

    model: str
    route_id: str
    prompt: str
    duration: int
    resolution: str = ""
    ratio: str = ""
    orientation: str = ""
    references: tuple[Reference, ...] = ()
    reviewed: bool = False
    written: str = ""
    reviews: tuple[Review, ...] = ()

    def body(self, addresses: Mapping[str, str] | None = None) -> dict[str, object]:
        """The JSON body of the create call.

        Args:
            addresses: reference id → the address that stands for it now (uploaded or reviewed). A reference
                without one keeps its own source.

        Source of the shape: the create call's shared schema; never `null`, never an empty list.
        """
        known = addresses or {}
        body: dict[str, object] = {"model": self.model, "prompt": self.prompt, "duration": self.duration}
        for name in OPTIONAL_TEXT:
            if value := getattr(self, name):
                body[name] = value
        for place in Place:
            sources = [known.get(r.id, r.source) for r in self.references if r.place is place]
            if sources:
                body[place.value] = sources[0] if place in FRAMES else sources
        return body

    def as_draft(self) -> Draft:
        """The request handed back to the form ("Use again")."""
        frames = any(reference.place in FRAMES for reference in self.references)
        return Draft(
            model=self.model,
            prompt=self.written or self.prompt,
            duration=self.duration,
            resolution=self.resolution,
            ratio=self.ratio,
            orientation=self.orientation,
            references=self.references,
            mode=Mode.FRAMES if frames else Mode.REFERENCES,
        )
