"""Brings what was measured of local files into the form: many answers at once, not one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from seedance_desktop.ui.compose.gathering import Gathering

if TYPE_CHECKING:
    from seedance_desktop.domain.reference import Facts, Kind
    from seedance_desktop.engine.events import Measured
    from seedance_desktop.ui.compose.presenter import ComposePresenter
    from seedance_desktop.ui.compose.refusals import Refusals
    from seedance_desktop.ui.compose.tiles import TileLooks

NO_MEDIA = frozenset({"media.unknown_kind", "media.empty", "file.is_folder"})
"""Codes of what is surely no reference. All else stays in its place, marked: a drive may come back, a reader may only
have been slow, and a draft that quietly lost its reference would be ready, and paid for, without it."""


class Measuring(QObject):
    """Hears what the engine measured.

    Args:
        presenter: learns the facts; what stands in a wrong tray goes to the right one.
        looks: learns the pictures.
        refusals: tells what is no media, and what cannot be read.
        parent: owner.
    """

    def __init__(
        self, presenter: ComposePresenter, looks: TileLooks, refusals: Refusals, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._looks = looks
        self._refusals = refusals
        self._heard: list[Measured] = []
        self._gathering = Gathering(self)
        self._gathering.due.connect(self._pass_on)

    def take(self, measured: Measured) -> None:
        """A file was measured and drawn, or could not be."""
        self._looks.learn(measured)
        self._heard.append(measured)
        self._gathering.add()

    def _pass_on(self) -> None:
        heard, self._heard = self._heard, []
        found: dict[str, tuple[Facts, str]] = {}
        kinds: dict[str, Kind | None] = {}
        for measured in heard:
            failure = measured.failure
            found[measured.path] = (measured.facts, failure.code if failure else "")
            if measured.kind is not None or (failure is not None and failure.code in NO_MEDIA):
                kinds[measured.path] = measured.kind
        held = {r.source for r in self._presenter.draft.references}
        self._presenter.learn(found, kinds)
        for measured in heard:
            failure = measured.failure
            if failure is None or measured.path not in held:
                continue
            if failure.code in NO_MEDIA:
                self._refusals.leave_out(failure.code, str(failure.values.get("name", "")))
            else:
                self._refusals.mark(failure.code, failure.values)
