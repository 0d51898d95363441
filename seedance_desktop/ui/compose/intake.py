"""Lets whatever a person brings become references in the right trays, and says in one banner what does not."""

from __future__ import annotations

import os.path
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QThreadPool, QUrl, Signal

from seedance_desktop.domain.draft import Mode
from seedance_desktop.domain.errors import LocalFailure
from seedance_desktop.domain.reference import FRAMES, Kind, Place
from seedance_desktop.ui.compose.folders import media_in
from seedance_desktop.ui.compose.kinds import kind_of_name
from seedance_desktop.ui.compose.pasted import PastedFiles
from seedance_desktop.ui.compose.presenter import Loaded

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtMultimedia import QVideoFrame

    from seedance_desktop.domain.draft import Draft
    from seedance_desktop.ui.compose.presenter import ComposePresenter
    from seedance_desktop.ui.compose.refusals import Refusals
    from seedance_desktop.ui.widgets.drops import Haul

LONGEST_NAME = 80
"""Characters of a source by which it is told of; a `data:` address has millions."""


class Refusal(NamedTuple):
    """What did not become a reference: the code of why, and its name."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Gathered:
    """What a haul turned out to be.

    Attributes:
        sources: paths of files, and addresses.
        refused: the rest.
    """

    sources: tuple[str, ...]
    refused: tuple[Refusal, ...] = ()


class Intake(QObject):
    """Takes hauls for places.

    Files whose names tell what they are become references at once, so that nobody sends without them; folders, pixels
    and `data:` addresses need the disk and follow in a moment, for which the draft waits.

    Args:
        presenter: of the draft.
        folder: where pasted things become files.
        refusals: says what was left out.
        parent: owner.
    """

    _gathered = Signal(object, object)

    def __init__(
        self, presenter: ComposePresenter, folder: Path, refusals: Refusals, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._refusals = refusals
        self._files = PastedFiles(folder)
        self._folder = folder.name
        # One thread: what was dropped first comes first.
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._gathered.connect(self._arrive)

    def take(self, place: Place, haul: Haul) -> None:
        """Take what was dropped on, pasted into, or chosen for a place."""
        sources = [QUrl(s).toLocalFile() if s.startswith("file:") else s for s in haul.sources]
        if haul.words:
            self._settle(place, Gathered((), (Refusal("drop.no_source", haul.words),)))
        elif haul.picture is not None:
            picture = haul.picture
            self._later(place, self._folder, lambda: _saved(lambda: self._files.save_picture(picture)))
        elif all(kind_of_name(source) is not None or _is_address(source) for source in sources):
            self._settle(place, Gathered(tuple(sources)))
        else:
            self._later(place, Path(sources[0][-LONGEST_NAME:]).name, lambda: self._gather(sources))

    def take_frame(self, place: Place, frame: QVideoFrame) -> None:
        """Take what is seen of a clip."""
        self._later(place, self._folder, lambda: _saved(lambda: self._files.save_picture(frame.toImage())))

    def _later(self, place: Place, name: str, work: Callable[[], Gathered]) -> None:
        self._presenter.expect(1)
        # Whatever becomes of the work, its end is told: the draft waits for it.
        self._pool.start(lambda: self._gathered.emit(place, _done(work, name)))

    def _arrive(self, place: Place, gathered: Gathered) -> None:
        self._settle(place, gathered)
        self._presenter.expect(-1)

    def _settle(self, place: Place, gathered: Gathered) -> None:
        self._refusals.begin()
        self._presenter.load(loads_for(place, gathered.sources, self._presenter.draft))
        for refusal in gathered.refused:
            self._refusals.leave_out(refusal.code, refusal.name)

    def _gather(self, sources: Sequence[str]) -> Gathered:
        found: list[str] = []
        refused: list[Refusal] = []
        for source in sources:
            if source.startswith("data:"):
                part = _saved(lambda address=source: self._files.save_data(address))  # type: ignore[misc]  # bound now
            elif not _is_address(source) and os.path.isdir(source):  # noqa: PTH112  Path's own raises for names that are too long
                part = _inside(source)
            else:
                part = Gathered((source,))
            found += part.sources
            refused += part.refused
        return Gathered(tuple(found), tuple(refused))


def loads_for(wanted: Place, sources: Sequence[str], draft: Draft) -> list[Loaded]:
    """Where each source goes: by its name to the tray of its kind, else where it was wanted.

    While frames are in use, pictures fill the free frames; what is too much is set aside among the images.
    """
    free = [place for place in FRAMES if place != wanted and not draft.at(place)] if draft.mode is Mode.FRAMES else []
    if wanted in FRAMES:
        free.insert(0, wanted)
    loads = []
    for source in sources:
        kind = kind_of_name(source) or wanted.kind
        place = kind.tray
        if kind is Kind.IMAGE and free:
            place = free.pop(0)
        loads.append(Loaded(place, source, local=not _is_address(source)))
    return loads


def _inside(folder: str) -> Gathered:
    found = media_in(folder)
    name = Path(folder).name
    if not found.paths:
        return Gathered((), (Refusal("drop.empty_folder", name),))
    return Gathered(found.paths, () if found.whole else (Refusal("drop.too_many", name),))


def _done(work: Callable[[], Gathered], name: str) -> Gathered:
    try:
        return work()
    except (OSError, ValueError):
        return Gathered((), (Refusal("file.unreadable", name),))


def _saved(save: Callable[[], str]) -> Gathered:
    try:
        return Gathered((save(),))
    except LocalFailure as failure:
        return Gathered((), (Refusal(failure.code, str(failure.values.get("name", ""))),))


def _is_address(source: str) -> bool:
    return "://" in source and not source.startswith(("file:", "data:"))
