"""The system's file dialog, which finds its last folder again for each kind of media."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from seedance_desktop.domain.reference import FRAMES, Kind, Place
from seedance_desktop.ui.compose.kinds import pattern

if TYPE_CHECKING:
    from collections.abc import Mapping


class FileDialogs(QObject):
    """Opens dialogs and never waits for them.

    Args:
        owner: the dialogs belong to its window.

    Attributes:
        chosen: a `Place` and the paths chosen for it.
        replaced: id of a reference, and the path that takes its stand.
        folders_changed: folder by kind, to be remembered.
    """

    chosen = Signal(object, list)
    replaced = Signal(str, str)
    folders_changed = Signal(object)

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner)
        self._owner = owner
        self._folders: dict[Kind, str] = {}

    def set_folders(self, folders: Mapping[Kind, str]) -> None:
        """Where to begin, by kind."""
        self._folders = dict(folders)

    def open_for(self, place: Place) -> None:
        """Let files be chosen for a place; a frame holds one."""
        dialog = self._dialog(place.kind, several=place not in FRAMES)
        dialog.filesSelected.connect(lambda paths: self.chosen.emit(place, paths))
        dialog.open()

    def open_to_replace(self, reference_id: str, kind: Kind) -> None:
        """Let another file be chosen for a reference."""
        dialog = self._dialog(kind, several=False)
        dialog.fileSelected.connect(lambda path: self.replaced.emit(reference_id, path))
        dialog.open()

    def _dialog(self, kind: Kind, *, several: bool) -> QFileDialog:
        title = {Kind.IMAGE: self.tr("Images"), Kind.VIDEO: self.tr("Videos"), Kind.AUDIO: self.tr("Audio")}[kind]
        dialog = QFileDialog(self._owner, title, self._folders.get(kind, ""))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles if several else QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([f"{title} ({pattern(kind)})", self.tr("All files (*)")])
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(lambda paths: self._remember(kind, paths))
        return dialog

    def _remember(self, kind: Kind, paths: list[str]) -> None:
        folder = str(Path(paths[0]).parent) if paths else ""
        if folder and self._folders.get(kind) != folder:
            self._folders[kind] = folder
            self.folders_changed.emit(dict(self._folders))
