"""What measuring a local file answers; light enough for the window's process."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from seedance_desktop.domain.reference import Facts, Kind


@dataclass(frozen=True, slots=True)
class Measured:
    """A local file as its content shows it.

    Attributes:
        kind: image, video or audio, whatever the name of the file says.
        facts: format, pixels as shown, seconds, frames per second and bytes.
    """

    kind: Kind
    facts: Facts
