"""What a loaded reference looks like: its picture or waveform, its number, its length."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import QObject, Signal

from seedance_desktop.domain.reference import Kind
from seedance_desktop.ui.compose.chips import ChipLook
from seedance_desktop.ui.compose.gathering import Gathering
from seedance_desktop.ui.compose.pictures import Pictures
from seedance_desktop.ui.widgets.tile import Tile
from seedance_desktop.wording.values import size

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtGui import QPixmap

    from seedance_desktop.domain.reference import Reference
    from seedance_desktop.engine.events import Measured

ICONS = {Kind.IMAGE: "image", Kind.VIDEO: "film", Kind.AUDIO: "music"}

Shown = TypeVar("Shown")


@dataclass(frozen=True, slots=True)
class _Look:
    thumbnail: str = ""
    waveform: tuple[float, ...] = ()
    broken: bool = False


class _Kept(Generic[Shown]):
    """What was made of each reference, for as long as it would come out the same.

    One picture that comes draws a tray anew in which forty-nine tiles stay as they are.
    """

    def __init__(self) -> None:
        self._made: dict[str, tuple[tuple[object, ...], Shown]] = {}

    def get(self, reference: Reference, made_of: tuple[object, ...], make: Callable[[], Shown]) -> Shown:
        kept = self._made.get(reference.id)
        if kept is None or kept[0] != (reference, *made_of):
            kept = self._made[reference.id] = ((reference, *made_of), make())
        return kept[1]

    def let_go(self, references: Sequence[Reference]) -> None:
        """Forget all but these."""
        for gone in self._made.keys() - {reference.id for reference in references}:
            del self._made[gone]


class TileLooks(QObject):
    """Remembers what each local file looks like, so that moving it costs nothing.

    Attributes:
        changed: pictures have come; ask for tiles and chips again.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._looks: dict[str, _Look] = {}
        self._tiles: _Kept[Tile] = _Kept()
        self._chips: _Kept[ChipLook] = _Kept()
        self._pictures = Pictures(self)
        gathering = Gathering(self)
        gathering.due.connect(self.changed)
        self._pictures.ready.connect(gathering.add)

    def learn(self, measured: Measured) -> None:
        """Take in what was measured and drawn of a file."""
        look = _Look(measured.thumbnail or "", measured.waveform, measured.failure is not None)
        self._looks[measured.path] = look
        self._pixmap(look)  # is being read by the time it is wanted

    def dress(self, pictures: Mapping[str, str]) -> None:
        """Take in the small pictures of what is no local file.

        Args:
            pictures: path, by source of a reference.
        """
        new = {source: _Look(path) for source, path in pictures.items()}
        if new.items() - self._looks.items():
            self._looks |= new
            self.changed.emit()

    def let_go(self, references: Sequence[Reference]) -> None:
        """Forget the pictures of all but these and the latest few."""
        looks = (self._looks.get(reference.source, _Look()) for reference in references)
        self._pictures.let_go({look.thumbnail for look in looks})
        self._tiles.let_go(references)
        self._chips.let_go(references)

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
        pixmap = self.picture_of(reference)

        def new() -> ChipLook:
            name = reference.called
            return ChipLook(label or name, name, label is not None, ICONS[reference.kind], pixmap, reference.name)

        return self._chips.get(reference, (label, pixmap), new)

    def tile(self, reference: Reference, badge: str, *, parked: bool, wrong: Mapping[str, str]) -> Tile:
        """The tile of a reference.

        Args:
            reference: what it shows.
            badge: its number or letter.
            parked: it will not be sent now.
            wrong: what is wrong, by id of a reference.
        """
        look = self._looks.get(reference.source, _Look())
        issue = wrong.get(reference.id, "")
        return self._tiles.get(
            reference,
            (badge, parked, issue, look, self._pixmap(look), self._measures()),
            lambda: self._new_tile(reference, badge, look, parked=parked, wrong=issue),
        )

    def _new_tile(self, reference: Reference, badge: str, look: _Look, *, parked: bool, wrong: str) -> Tile:
        seconds = reference.facts.seconds if reference.kind is not Kind.IMAGE else None
        called = reference.called
        return Tile(
            id=reference.id,
            badge=badge,
            pixmap=self._pixmap(look),
            caption="" if seconds is None else clock(seconds),
            tooltip="\n".join(filter(None, (called, self.facts_of(reference), wrong))),
            parked=parked,
            waveform=look.waveform,
            issue=look.broken or bool(wrong),
            icon=ICONS[reference.kind],
            name=reference.name,
            label=called,
        )

    def facts_of(self, reference: Reference) -> str:
        """What is known of its file, in one line: pixels, length, frames a second, bytes, format."""
        facts = reference.facts
        in_seconds, in_frames = self._measures()
        words = []
        if facts.width and facts.height:
            words.append(f"{facts.width} × {facts.height}")
        if facts.seconds and reference.kind is not Kind.IMAGE:
            words.append(in_seconds.replace("%1", f"{facts.seconds:.1f}"))
        if facts.fps:
            words.append(in_frames.replace("%1", f"{facts.fps:.4g}"))
        if facts.size:
            words.append(size(facts.size))
        if facts.format:
            words.append(facts.format.upper())
        return " · ".join(words)

    def _measures(self) -> tuple[str, str]:
        return self.tr("%1 s"), self.tr("%1 fps")

    def picture_of(self, reference: Reference) -> QPixmap | None:
        return self._pixmap(self._looks.get(reference.source, _Look()))

    def waveform_of(self, reference: Reference) -> tuple[float, ...]:
        return self._looks.get(reference.source, _Look()).waveform


def clock(seconds: float) -> str:
    """Minutes and seconds, as `0:07`; what is shorter than a second counts as one."""
    whole = max(1, round(seconds))
    return f"{whole // 60}:{whole % 60:02d}"
