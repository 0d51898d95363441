"""Lets a reference be seen and heard: under the pointer on its tile, or larger in a panel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPainter, QPixmap
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from seedance_desktop.domain.reference import Kind
from seedance_desktop.ui.widgets.base import Control, draw_icon, plate
from seedance_desktop.ui.widgets.labels import Label
from seedance_desktop.ui.widgets.popover import Popover
from seedance_desktop.ui.widgets.tile import TileButton
from seedance_desktop.ui.widgets.tile_paint import draw_waveform

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPaintEvent

    from seedance_desktop.domain.reference import Reference
    from seedance_desktop.ui.compose.moving import Moving
    from seedance_desktop.ui.compose.presenter import ComposePresenter
    from seedance_desktop.ui.compose.references import References
    from seedance_desktop.ui.compose.tiles import TileLooks
    from seedance_desktop.ui.theme import Theme

PATIENCE = 350
"""Milliseconds the pointer rests on a tile before it plays: passing over it is no wish."""
PANEL = QSize(520, 440)


class Show(Control):
    """A picture as large as fits, or a sound's waveform.

    Args:
        theme: the look.
        parent: the widget it lies in.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.picture: QPixmap | QImage | None = None
        self.waveform: tuple[float, ...] = ()
        self.icon = "image"
        self.heard = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme, rect = self._theme, QRectF(self.rect())
        plate(painter, rect, fill=theme.color("stage"))
        picture = self.picture
        if picture is not None:
            place = QRectF(QPointF(), QSizeF(picture.size()).scaled(rect.size(), Qt.AspectRatioMode.KeepAspectRatio))
            place.moveCenter(rect.center())
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            image = picture if isinstance(picture, QImage) else picture.toImage()
            painter.drawImage(place, image)
        elif self.waveform:
            room = rect.adjusted(24, rect.height() / 4, -24, -rect.height() / 4)
            draw_waveform(painter, room, self.waveform, theme.color("accent"), theme.color("text1"), self.heard)
        else:
            draw_icon(painter, theme, self.icon, rect.center(), "text2", 20)


class PreviewPanel(Control):
    """A reference large, with its name and what is known of it; Space closes it.

    Args:
        theme: the look.

    Attributes:
        close_wanted: by Space or Enter.
    """

    close_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.setObjectName("previewPanel")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.show_ = Show(theme)
        self._name = Label(theme, size="title", weight=600, wrap=True)
        self._facts = Label(theme, role="text2", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        column.addWidget(self.show_, 1)
        column.addWidget(self._name)
        column.addWidget(self._facts)

    def set_reference(self, name: str, facts: str) -> None:
        self._name.setText(name)
        self._facts.setText(facts)
        self._facts.setVisible(bool(facts))
        self.setAccessibleName(f"{name} {facts}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.close_wanted.emit()
            return
        super().keyPressEvent(event)


class Preview(QObject):
    """One player for all tiles, made when the first clip or sound is wished.

    Args:
        theme: the look.
        references: whose tiles play.
        presenter: knows the references.
        looks: knows their pictures.
    """

    def __init__(self, theme: Theme, references: References, presenter: ComposePresenter, looks: TileLooks) -> None:
        super().__init__(references)
        self._theme = theme
        self._references = references
        self._presenter = presenter
        self._looks = looks
        self._moving: Moving | None = None
        self._panel: PreviewPanel | None = None
        self._popover: Popover | None = None
        self._playing = ""
        self._wished = ""
        self._waiting = QTimer(self, singleShot=True, interval=PATIENCE)
        self._waiting.timeout.connect(self._play_on_tile)
        references.hover_began.connect(self._wait)
        references.hover_ended.connect(self._leave)
        references.carried.connect(self.stop)
        references.installEventFilter(self)

    @property
    def playing(self) -> str:
        """Id of the reference that plays; empty where none does."""
        return self._playing

    def open(self, reference_id: str) -> None:
        """Show a reference large; what has sound is heard."""
        reference = self._reference(reference_id)
        if reference is None:
            return
        self.stop()
        panel = self._opened()
        panel.set_reference(reference.called, self._looks.facts_of(reference))
        show = panel.show_
        show.picture, show.waveform = self._looks.picture_of(reference), self._looks.waveform_of(reference)
        show.icon, show.heard = {Kind.VIDEO: "film", Kind.AUDIO: "music"}.get(reference.kind, "image"), 0.0
        if self._popover is not None:
            self._popover.open_centred(PANEL.width(), PANEL.height())
        self._play(reference, muted=False)

    def stop(self) -> None:
        """Let go of what plays."""
        self._waiting.stop()
        tile = self._references.tile_of(self._playing) if self._playing else None
        self._playing = ""
        if self._moving is not None:
            self._moving.stop()
        if isinstance(tile, TileButton):
            tile.set_live(None)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Hide:
            self.stop()
        return False

    def _wait(self, reference_id: str) -> None:
        reference = self._reference(reference_id)
        panel_open = self._popover is not None and self._popover.isVisible()
        if reference is not None and reference.kind is not Kind.IMAGE and not panel_open:
            self._wished = reference_id
            self._waiting.start()

    def _leave(self, reference_id: str) -> None:
        panel_open = self._popover is not None and self._popover.isVisible()
        if not panel_open and reference_id in (self._wished, self._playing):
            self.stop()

    def _play_on_tile(self) -> None:
        reference = self._reference(self._wished)
        if reference is not None:
            self._play(reference, muted=reference.kind is Kind.VIDEO)

    def _play(self, reference: Reference, *, muted: bool) -> None:
        if reference.kind is Kind.IMAGE or not reference.local or reference.trouble:
            return
        if self._moving is None:
            from seedance_desktop.ui.compose.moving import Moving  # noqa: PLC0415 - not before the first play

            self._moving = Moving(self)
            self._moving.pictured.connect(self._show_picture)
            self._moving.heard.connect(self._show_heard)
        self._playing = reference.id
        self._moving.play(reference.source, muted=muted)

    def _show_picture(self, picture: QImage) -> None:
        self._show(picture, 0.0)

    def _show_heard(self, share: float) -> None:
        reference = self._reference(self._playing)
        if reference is not None and reference.kind is Kind.AUDIO:
            self._show(None, share)

    def _show(self, picture: QImage | None, heard: float) -> None:
        if self._panel is not None and self._panel.isVisible():
            show = self._panel.show_
            show.picture, show.heard = picture or show.picture, heard
            show.update()
            return
        tile = self._references.tile_of(self._playing)
        if isinstance(tile, TileButton):
            tile.set_live(picture, heard)

    def _opened(self) -> PreviewPanel:
        if self._panel is None:
            self._panel = PreviewPanel(self._theme)
            self._popover = Popover(self._theme, self._references.window(), self._panel)
            self._popover.closed.connect(self.stop)
            self._panel.close_wanted.connect(self._popover.close_popover)
        return self._panel

    def _reference(self, reference_id: str) -> Reference | None:
        return next((r for r in self._presenter.draft.references if r.id == reference_id), None)
