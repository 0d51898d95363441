"""What a loaded reference looks like: its picture or waveform, its number, its length."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QPixmap

from seedance_desktop.domain.reference import Kind
from seedance_desktop.ui.compose.chips import ChipLook
from seedance_desktop.ui.widgets.tile import Tile

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from seedance_desktop.domain.reference import Reference
    from seedance_desktop.engine.events import Measured

ICONS = {Kind.IMAGE: "image", Kind.VIDEO: "film", Kind.AUDIO: "music"}


@dataclass(frozen=True, slots=True)
class _Look:
    pixmap: QPixmap | None = None
    waveform: tuple[float, ...] = ()
    broken: bool = False


class TileLooks:
    """Remembers what each local file looks like, so that moving it costs nothing."""

    def __init__(self) -> None:
        self._looks: dict[str, _Look] = {}

    def learn(self, measured: Measured) -> None:
        """Take in what was measured and drawn of a file."""
        pixmap = QPixmap(measured.thumbnail) if measured.thumbnail else None
        self._looks[measured.path] = _Look(pixmap, measured.waveform, measured.failure is not None)

    def knows(self, source: str) -> bool:
        return source in self._looks

    def chips(self, references: Sequence[Reference], labels: Mapping[str, str]) -> dict[str, ChipLook]:
        """How the prompt shows each reference; those that are sent come first, as they are counted.

        Args:
            references: of the draft.
            labels: reference id → wording, of those that are sent.
        """
        by_id = {reference.id: reference for reference in references}
        order = [*labels, *(reference_id for reference_id in by_id if reference_id not in labels)]
        return {one: self._chip(by_id[one], labels.get(one)) for one in order if one in by_id}

    def _chip(self, reference: Reference, label: str | None) -> ChipLook:
        pixmap = self._looks.get(reference.source, _Look()).pixmap
        name = reference.called
        return ChipLook(label or name, name, label is not None, ICONS[reference.kind], pixmap)

    def tile(self, reference: Reference, badge: str, *, parked: bool, wrong: Collection[str]) -> Tile:
        """The tile of a reference.

        Args:
            reference: what it shows.
            badge: its number or letter.
            parked: it will not be sent now.
            wrong: ids of the references an issue speaks of.
        """
        look = self._looks.get(reference.source, _Look())
        seconds = reference.facts.seconds if reference.kind is not Kind.IMAGE else None
        return Tile(
            id=reference.id,
            badge=badge,
            pixmap=look.pixmap,
            caption="" if seconds is None else clock(seconds),
            tooltip=f"{reference.called}{_facts(reference)}",
            parked=parked,
            waveform=look.waveform,
            issue=look.broken or reference.id in wrong,
            icon=ICONS[reference.kind],
        )


def clock(seconds: float) -> str:
    """Minutes and seconds, as `0:07`; what is shorter than a second counts as one."""
    whole = max(1, round(seconds))
    return f"{whole // 60}:{whole % 60:02d}"


def _facts(reference: Reference) -> str:
    facts = reference.facts
    words = []
    if facts.width and facts.height:
        words.append(f"{facts.width} × {facts.height}")
    if facts.fps:
        words.append(f"{facts.fps:.4g} fps")
    if facts.size:
        words.append(f"{facts.size / 1_000_000:.1f} MB")
    return "\n" + " · ".join(words) if words else ""
