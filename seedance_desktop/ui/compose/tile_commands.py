"""Everything that can be done with one reference, as a menu and as calls."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from seedance_desktop.domain import arranging
from seedance_desktop.domain.draft import Mode
from seedance_desktop.domain.reference import FRAMES, Kind, Place

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from seedance_desktop.domain.reference import Reference
    from seedance_desktop.ui.compose.browsing import FileDialogs
    from seedance_desktop.ui.compose.presenter import ComposePresenter
    from seedance_desktop.ui.theme import Theme


class TileCommands(QObject):
    """Carries out what is asked of references.

    Args:
        theme: the look of menus.
        presenter: of the draft.
        dialogs: let another file be chosen.
        parent: owner of the menus.

    Attributes:
        copy_maker: opens the making of a fitted copy for a reference's id; the menu offers none while it is `None`.
        removed: references that went; presenter's `undo` brings them back.
        preview_wanted: id.
        rename_wanted: id.
        reveal_wanted: path of a file.
    """

    removed = Signal(list)
    preview_wanted = Signal(str)
    rename_wanted = Signal(str)
    reveal_wanted = Signal(str)

    def __init__(self, theme: Theme, presenter: ComposePresenter, dialogs: FileDialogs, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._owner = parent
        self._presenter = presenter
        self._dialogs = dialogs
        self.copy_maker: Callable[[str], None] | None = None
        dialogs.replaced.connect(lambda one, path: presenter.replace_source(one, path, local=True))

    def remove(self, reference_ids: Collection[str]) -> None:
        """Take references out, and say so."""
        before = self._presenter.draft.references
        self._presenter.remove(reference_ids)
        self.tell_removed(before)

    def tell_removed(self, before: Sequence[Reference]) -> None:
        """Say which references of those before the last step are there no more."""
        now = {r.id for r in self._presenter.draft.references}
        gone = [r for r in before if r.id not in now]
        if gone:
            self.removed.emit(gone)

    def use_in(self, reference_id: str, mode: Mode) -> None:
        """Let a picture stand among the images or in a frame, whichever `mode` uses."""
        self.use_as(reference_id, self.free_frame() if mode is Mode.FRAMES else Place.IMAGES)

    def use_as(self, reference_id: str, place: Place) -> None:
        """Let a picture stand in a place, and bring that place into use, in one step.

        A frame that is sent to the images while references are in use goes behind the others.
        """
        mode = Mode.FRAMES if place in FRAMES else Mode.REFERENCES
        index = len(self._presenter.draft.at(place))
        self._presenter.mend(lambda draft: replace(arranging.moved(draft, reference_id, place, index), mode=mode))

    def free_frame(self) -> Place:
        """The frame that a picture goes to when none is named."""
        draft = self._presenter.draft
        return next((place for place in FRAMES if not draft.at(place)), FRAMES[0])

    def open_menu(self, reference_id: str, where: QPoint) -> None:
        """Show the menu of a reference at a place on the screen."""
        reference = next((r for r in self._presenter.draft.references if r.id == reference_id), None)
        if reference is not None:
            self.menu_for(reference).popup(where)

    def menu_for(self, reference: Reference) -> QMenu:
        """The menu of a reference; it deletes itself when it closes."""
        menu = QMenu(self._owner)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        one = reference.id
        add = _Adding(menu, self._theme)
        add("eye", self.tr("Preview"), lambda: self.preview_wanted.emit(one), "Space")
        add("pencil", self.tr("Rename…"), lambda: self.rename_wanted.emit(one), "F2")
        add("refresh-cw", self.tr("Replace…"), lambda: self._dialogs.open_to_replace(one, reference.kind))
        if reference.local:
            add("folder-open", self.tr("Show in folder"), lambda: self.reveal_wanted.emit(reference.source))
        else:
            copy = QGuiApplication.clipboard().setText
            add("copy", self.tr("Copy address"), lambda: copy(reference.source))
        menu.addSeparator()
        self._add_places(add, reference)
        self._add_copies(menu, add, reference)
        menu.addSeparator()
        add("x", self.tr("Remove"), lambda: self.remove([one]), "Del")
        others = [r.id for r in self._presenter.draft.at(reference.place)]
        if len(others) > 1:
            add("trash-2", self.tr("Remove all %n", "", len(others)), lambda: self.remove(others))
        return menu

    def _add_places(self, add: _Adding, reference: Reference) -> None:
        one, presenter = reference.id, self._presenter
        held = [r.id for r in presenter.draft.at(reference.place)]
        at, place = held.index(one), reference.place
        if at > 0:
            add("chevron-left", self.tr("Move earlier"), lambda: presenter.move(one, place, at - 1), "Ctrl+Left")
        if at + 1 < len(held):
            add("chevron-right", self.tr("Move later"), lambda: presenter.move(one, place, at + 1), "Ctrl+Right")
        if reference.kind is not Kind.IMAGE:
            return
        if place in FRAMES:
            add("arrow-left-right", self.tr("Swap the frames"), presenter.swap_frames)
            add("image", self.tr("Move to the images"), lambda: self.use_as(one, Place.IMAGES))
        else:
            add("step-back", self.tr("Use as first frame"), lambda: self.use_as(one, Place.FIRST_FRAME))
            add("step-forward", self.tr("Use as last frame"), lambda: self.use_as(one, Place.LAST_FRAME))

    def _add_copies(self, menu: QMenu, add: _Adding, reference: Reference) -> None:
        make = self.copy_maker
        if (make is not None and reference.local and not reference.trouble) or reference.original:
            menu.addSeparator()
        if make is not None and reference.local and not reference.trouble:
            add("sparkles", self.tr("Make a fitted copy…"), lambda: make(reference.id))
        if reference.original:
            add("undo-2", self.tr("Use the original"), lambda: self._presenter.use_original(reference.id))


class _Adding:
    """Adds entries to a menu."""

    def __init__(self, menu: QMenu, theme: Theme) -> None:
        self._menu = menu
        self._theme = theme

    def __call__(self, icon: str, text: str, act: Callable[[], object], key: str = "") -> None:
        action = QAction(self._theme.icon(icon), text, self._menu)
        if key:
            # Only shown: the tile itself hears the key.
            action.setShortcut(QKeySequence(key))
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.setShortcutVisibleInContextMenu(True)
        action.triggered.connect(lambda _checked=False: act())
        self._menu.addAction(action)
