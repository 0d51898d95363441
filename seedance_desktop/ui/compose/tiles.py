"""What a loaded reference looks like: its picture or waveform, its number, its length."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from seedance_desktop.domain.reference import Kind
from seedance_desktop.ui.compose.chips import ChipLook
from seedance_desktop.ui.compose.pictures import Pictures
from seedance_desktop.ui.widgets.tile import Tile
from seedance_desktop.wording.values import size

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtGui import QPixmap

    from seedance_desktop.domain.reference import Reference
    from seedance_desktop.engine.events import Measured

ICONS = {Kind.IMAGE: "image", Kind.VIDEO: "film", Kind.AUDIO: "music"}


TOGETHER = 30
"""Milliseconds in which pictures are gathered before tiles are painted anew."""


@dataclass(frozen=True, slots=True)
class _Look:
    thumbnail: str = ""
    waveform: tuple[float, ...] = ()
    broken: bool = False


class TileLooks(QObject):
    """Remembers what each local file looks like, so that moving it costs nothing.

    Attributes:
        changed: pictures have come; ask for tiles and chips again.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._looks: dict[str, _Look] = {}
        self._pictures = Pictures(self)
        self._timer = QTimer(self, singleShot=True, interval=TOGETHER)
        self._timer.timeout.connect(self.changed)
        self._pictures.ready.connect(lambda: self._timer.isActive() or self._timer.start())

    def learn(self, measured: Measured) -> None:
        """Take in what was measured and drawn of a file."""
        self._looks[measured.path] = _Look(measured.thumbnail or "", measured.waveform, measured.failure is not None)

    def let_go(self, references: Sequence[Reference]) -> None:
        """Forget the pictures of all but these and the latest few."""
        looks = (self._looks.get(reference.source, _Look()) for reference in references)
        self._pictures.let_go({look.thumbnail for look in looks})

    def _pixmap(self, look: _Look) -> QPixmap | None:
        return self._pictures.picture(look.thumbnail) if look.thumbnail else None

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
        pixmap = self._pixmap(self._looks.get(reference.source, _Look()))
        name = reference.called
        return ChipLook(label or name, name, label is not None, ICONS[reference.kind], pixmap, reference.name)

    def tile(self, reference: Reference, badge: str, *, parked: bool, wrong: Mapping[str, str]) -> Tile:
        """The tile of a reference.

        Args:
            reference: what it shows.
            badge: its number or letter.
            parked: it will not be sent now.
            wrong: what is wrong, by id of a reference.
        """
        look = self._looks.get(reference.source, _Look())
        seconds = reference.facts.seconds if reference.kind is not Kind.IMAGE else None
        return Tile(
            id=reference.id,
            badge=badge,
            pixmap=self._pixmap(look),
            caption="" if seconds is None else clock(seconds),
            tooltip="\n".join(filter(None, (reference.called, self.facts_of(reference), wrong.get(reference.id)))),
            parked=parked,
            waveform=look.waveform,
            issue=look.broken or reference.id in wrong,
            icon=ICONS[reference.kind],
            name=reference.name,
            label=reference.called,
        )

    def facts_of(self, reference: Reference) -> str:
        """What is known of its file, in one line: pixels, length, frames a second, bytes, format."""
        facts = reference.facts
        words = []
        if facts.width and facts.height:
            words.append(f"{facts.width} × {facts.height}")
        if facts.seconds and reference.kind is not Kind.IMAGE:
            words.append(self.tr("%1 s").replace("%1", f"{facts.seconds:.1f}"))
        if facts.fps:
            words.append(self.tr("%1 fps").replace("%1", f"{facts.fps:.4g}"))
        if facts.size:
            words.append(size(facts.size))
        if facts.format:
            words.append(facts.format.upper())
        return " · ".join(words)

    def picture_of(self, reference: Reference) -> QPixmap | None:
        return self._pixmap(self._looks.get(reference.source, _Look()))

    def waveform_of(self, reference: Reference) -> tuple[float, ...]:
        return self._looks.get(reference.source, _Look()).waveform


def clock(seconds: float) -> str:
    """Minutes and seconds, as `0:07`; what is shorter than a second counts as one."""
    whole = max(1, round(seconds))
    return f"{whole // 60}:{whole % 60:02d}"
