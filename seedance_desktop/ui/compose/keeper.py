"""Joins the trays with what lies behind them: files, dialogs, banners, the settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from seedance_desktop.ui.compose.intake import Intake
from seedance_desktop.ui.compose.measuring import Measuring
from seedance_desktop.ui.compose.refusals import Refusals

if TYPE_CHECKING:
    from collections.abc import Mapping

    from seedance_desktop.domain.reference import Kind
    from seedance_desktop.ui.banners import Banners
    from seedance_desktop.ui.compose.composer import Composer
    from seedance_desktop.ui.compose.presenter import ComposePresenter
    from seedance_desktop.ui.desk import Desk


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
        self._dialogs = composer.dialogs
        refusals = Refusals(banners, lambda: presenter.is_measuring)
        self.intake = Intake(presenter, desk.pasted_folder, refusals, self)
        self.measuring = Measuring(presenter, composer.looks, refusals, self)
        composer.brought.connect(self.intake.take)
        self._dialogs.folders_changed.connect(self._remember_folders)
        desk.settings_changed.connect(self._follow_settings)
        self._follow_settings()

    def _follow_settings(self) -> None:
        self._dialogs.set_folders(self._desk.settings.media_folders)

    def _remember_folders(self, folders: Mapping[Kind, str]) -> None:
        self._desk.change_settings(self._desk.settings.model_copy(update={"media_folders": dict(folders)}))
