"""Joins the trays with what lies behind them: files, dialogs, banners, the settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from seedance_desktop.domain.draft import Mode
from seedance_desktop.domain.reference import Place
from seedance_desktop.ui.compose.intake import Intake
from seedance_desktop.ui.compose.measuring import Measuring
from seedance_desktop.ui.compose.refusals import Refusals
from seedance_desktop.ui.reveal import Revealer

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtCore import QPointF
    from PySide6.QtMultimedia import QVideoFrame

    from seedance_desktop.domain.reference import Kind, Reference
    from seedance_desktop.ui.banners import Banners
    from seedance_desktop.ui.compose.composer import Composer
    from seedance_desktop.ui.compose.presenter import ComposePresenter
    from seedance_desktop.ui.desk import Desk
    from seedance_desktop.ui.stage.pane import StagePane

REMOVED = "references.removed"
SHOWN_FOR = 10_000
"""Milliseconds the offer stays; Ctrl+Z in the trays does the same for longer."""


class TrayKeeper(QObject):
    """Lets references in and tells of those that could not come.

    Args:
        composer: whose trays they are.
        presenter: of the draft.
        desk: remembers folders.
        banners: tell.
        parent: owner.
    """

    def __init__(
        self, composer: Composer, presenter: ComposePresenter, desk: Desk, banners: Banners, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._composer = composer
        self._dialogs = composer.dialogs
        refusals = Refusals(banners, lambda: presenter.is_measuring)
        self.intake = Intake(presenter, desk.pasted_folder, refusals, self)
        self.measuring = Measuring(presenter, composer.looks, refusals, self)
        composer.brought.connect(self.intake.take)
        self._dialogs.folders_changed.connect(self._remember_folders)
        desk.settings_changed.connect(self._follow_settings)
        self._follow_settings()
        self._banners = banners
        self._presenter = presenter
        self._arranged: tuple[str, ...] | None = None
        self._fade = QTimer(self, singleShot=True, interval=SHOWN_FOR)
        self._fade.timeout.connect(self._hush)
        presenter.changed.connect(self._follow_draft)
        composer.commands.removed.connect(self._offer_undo)
        composer.commands.reveal_wanted.connect(Revealer(banners, self).reveal)

    def take_frames_of(self, stage: StagePane) -> None:
        """Let frames of the clip on the stage become references."""
        frames, references = stage.frames, self._composer.references
        frames.picked.connect(lambda frame: self.intake.take_frame(self._usual_place(), frame))
        frames.carried.connect(references.show_mark)
        frames.carry_ended.connect(lambda: references.show_mark(None))
        frames.dropped.connect(self._take_dropped)

    def _take_dropped(self, where: QPointF, frame: QVideoFrame) -> None:
        """A frame was let go over the form: in a place, or beside all of them."""
        composer = self._composer
        if composer.isVisible() and composer.rect().contains(composer.mapFromGlobal(where).toPoint()):
            self.intake.take_frame(composer.references.place_at(where) or self._usual_place(), frame)

    def _usual_place(self) -> Place:
        frames = self._presenter.draft.mode is Mode.FRAMES
        return self._composer.commands.free_frame() if frames else Place.IMAGES

    def _offer_undo(self, gone: Sequence[Reference]) -> None:
        kinds = {reference.kind.value for reference in gone}
        values = {"count": len(gone), "why": kinds.pop() if len(kinds) == 1 else ""}
        self._arranged = self._arrangement()
        self._banners.say(REMOVED, values, kind="info", action=lambda: self.tr("Undo"), then=self._presenter.undo)
        self._fade.start()

    def _follow_draft(self) -> None:
        """What the banner offers is to take the last step back; after another step it would be a lie."""
        if self._arranged is not None and self._arranged != self._arrangement():
            self._hush()

    def _hush(self) -> None:
        self._arranged = None
        self._fade.stop()
        self._banners.hush(REMOVED)

    def _arrangement(self) -> tuple[str, ...]:
        draft = self._presenter.draft
        return (draft.mode, *(f"{r.id} {r.place} {r.source} {r.name}" for r in draft.references))

    def _follow_settings(self) -> None:
        self._dialogs.set_folders(self._desk.settings.media_folders)

    def _remember_folders(self, folders: Mapping[Kind, str]) -> None:
        self._desk.change_settings(self._desk.settings.model_copy(update={"media_folders": dict(folders)}))
