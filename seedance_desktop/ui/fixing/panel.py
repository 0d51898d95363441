"""Where a copy is shaped by taste: trim, crop, or look at original and copy side by side."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from seedance_desktop.domain.fit import Recipe
from seedance_desktop.domain.reference import Facts, Kind
from seedance_desktop.ui.fixing.changes import facts_line
from seedance_desktop.ui.fixing.compare import Compare
from seedance_desktop.ui.fixing.crop_box import CropBox
from seedance_desktop.ui.fixing.crop_picker import CropPicker
from seedance_desktop.ui.fixing.previews import STRIP_FRAMES
from seedance_desktop.ui.fixing.span import Span
from seedance_desktop.ui.fixing.trim_stage import TrimStage
from seedance_desktop.ui.widgets.base import Button, Control, draw_text, focus_ring, line_height, plate, text_width
from seedance_desktop.ui.widgets.buttons import IconButton, LinkButton, ToolButtonWithText
from seedance_desktop.ui.widgets.labels import ElidedLabel, Label
from seedance_desktop.ui.widgets.panels import Fact, FactsRow
from seedance_desktop.ui.widgets.segmented import Option, SegmentedControl

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

    from seedance_desktop.ui.theme import Theme

SIDE = 20
Look = Literal["shape", "compare"]


@dataclass(frozen=True, slots=True)
class Subject:
    """What is shaped.

    Attributes:
        name: what the person calls it.
        kind: of the file.
        path: of the file that a copy is made from.
        facts: of that file.
        recipe: what the copy has changed so far, or what is suggested.
        longest: most seconds that may be kept; `None` where nothing bounds it.
        ratio: width : height that is kept; `None` where it is free.
        copy: facts of the copy in use; `None` where there is none.
        peaks: of audio.
    """

    name: str
    kind: Kind
    path: str
    facts: Facts
    recipe: Recipe
    longest: float | None = None
    ratio: tuple[int, int] | None = None
    copy: Facts | None = None
    peaks: Sequence[float] = ()


class FixPanel(Control):
    """Shapes a copy; what is made of it is somebody else's business.

    Args:
        theme: the look.
        parent: the widget it lies in.

    Attributes:
        apply_wanted: a `Recipe`.
        stop_wanted: the copy that is being made should not be.
        original_wanted: the original should stand again.
        done: it may close.
        compare_wanted: pictures of original and copy are needed.
    """

    apply_wanted = Signal(object)
    stop_wanted = Signal()
    original_wanted = Signal()
    done = Signal()
    compare_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.setObjectName("fixPanel")
        self._subject = Subject("", Kind.IMAGE, "", Facts(), Recipe())
        self._progress: float | None = None
        self._title = ElidedLabel(theme, size="title", weight=600)
        self.close_button = IconButton(theme, "x", "")
        self.close_button.setObjectName("fixClose")
        self._reason = Label(theme, role="text2", wrap=True)
        self.look = SegmentedControl(theme)
        self.look.setObjectName("fixLook")
        self.trim, self.crop, self.compare = TrimStage(theme), CropPicker(theme), Compare(theme)
        self._stages = QStackedWidget()
        self._facts = FactsRow(theme)
        self._trouble = Label(theme, role="danger", wrap=True)
        self.original = LinkButton(theme, "")
        self.original.setObjectName("useOriginal")
        self._percent = Label(theme, role="text2", size="caption", tabular=True)
        self.cancel = ToolButtonWithText(theme, "")
        self.cancel.setObjectName("fixCancel")
        self.apply = ApplyButton(theme, "")
        self.apply.setObjectName("fixApply")
        self._lay_out()
        self._connect()
        self._retranslate()

    @property
    def recipe(self) -> Recipe:
        """What is chosen now."""
        subject = self._subject
        if subject.kind is not Kind.IMAGE:
            span = self.trim.span
            end = None if span.end >= span.total else round(span.end, 3)
            return replace(subject.recipe, start=round(span.start, 3), end=end)
        whole = (self.crop.box.width, self.crop.box.height)
        kept = self.crop.box.crop
        return replace(subject.recipe, crop=None if (kept.width, kept.height) == whole else kept)

    def show_subject(self, subject: Subject) -> None:
        """Begin with a file.

        Args:
            subject: what is shaped.
        """
        self._subject = subject
        self.show_trouble("")
        self.set_progress(None)
        self.look.setVisible(subject.copy is not None)
        self.original.setVisible(subject.copy is not None)
        if subject.kind is Kind.IMAGE:
            box = CropBox.largest(subject.facts.width or 16, subject.facts.height or 9, subject.ratio)
            crop = subject.recipe.crop
            self.crop.show_picture(box if crop is None else replace(box, crop=crop))
        else:
            facts, recipe = subject.facts, subject.recipe
            span = Span.of(facts.seconds or 1.0, recipe.start, recipe.end, subject.longest)
            film = subject.kind is Kind.VIDEO
            self.trim.show_clip(subject.path, span, facts.fps if film else None, subject.peaks, film=film)
        if subject.copy is not None:
            self.compare.show_facts(subject.facts, subject.copy)
        self.look.setValue("shape")
        self._show_look("shape")
        self._retranslate()

    def set_reason(self, reason: str) -> None:
        """Say why, in the language now shown; nothing where empty."""
        self._reason.setText(reason)
        self._reason.setVisible(bool(reason))

    def set_preview(self, name: str, picture: QPixmap) -> None:
        """A picture has come: of the `crop`, a `frame`, the `strip`, the `original` or the `copy`."""
        if name == "crop":
            self.crop.set_picture(picture)
        elif name == "frame":
            self.trim.show_frame(picture)
        elif name == "strip":
            self.trim.picker.set_strip(picture, STRIP_FRAMES)
        else:
            self.compare.boxes[name].show_picture(picture)

    def set_progress(self, fraction: float | None) -> None:
        """How far the copy is, from 0 to 1; `None` while none is made."""
        working = fraction is not None
        self._progress = fraction
        self._percent.setText(f"{fraction:.0%}" if fraction is not None else "")
        for widget in (self._stages, self.look, self.original):
            widget.setEnabled(not working)
        self._allow()
        self.update()

    def show_trouble(self, sentence: str) -> None:
        """Why there is no copy; nothing where empty."""
        self._trouble.setText(sentence)
        self._trouble.setVisible(bool(sentence))

    def sizeHint(self) -> QSize:
        height = 600 if self._subject.kind is not Kind.AUDIO else 320
        return QSize(760, height)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.apply.isVisible() and self.apply.isEnabled():
            self.apply.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        top = self._foot.geometry().top()
        painter.fillRect(QRectF(0, top, self.width(), 1), self._theme.color("border"))
        if self._progress is not None:
            bar = QRectF(0, top - 1, self.width() * min(1.0, self._progress), 3)
            painter.fillRect(bar, self._theme.color("accent"))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self.look)
        head.addWidget(self.close_button)
        self.look.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.look.setMinimumWidth(200)
        for stage in (self.trim, self.crop, self.compare):
            self._stages.addWidget(stage)
        body = QVBoxLayout()
        body.setContentsMargins(SIDE, 14, SIDE, 14)
        body.setSpacing(12)
        body.addLayout(head)
        body.addWidget(self._reason)
        body.addWidget(self._stages, 1)
        body.addWidget(self._facts)
        body.addWidget(self._trouble)
        self._foot = QWidget()
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(SIDE, 12, SIDE, 12)
        foot.setSpacing(10)
        foot.addWidget(self.original)
        foot.addStretch(1)
        foot.addWidget(self._percent)
        foot.addWidget(self.cancel)
        foot.addWidget(self.apply, 0, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(body, 1)
        column.addWidget(self._foot)

    def _connect(self) -> None:
        self.close_button.clicked.connect(self.done)
        self.cancel.clicked.connect(self._cancel)
        self.apply.clicked.connect(lambda: self.apply_wanted.emit(self.recipe))
        self.original.clicked.connect(self.original_wanted)
        self.look.valueChanged.connect(self._show_look)
        self.trim.changed.connect(self._show_facts)
        self.crop.box_changed.connect(self._show_facts)

    def _cancel(self) -> None:
        (self.stop_wanted if self._progress is not None else self.done).emit()

    def _show_look(self, look: str) -> None:
        comparing = look == "compare"
        shape = self.crop if self._subject.kind is Kind.IMAGE else self.trim
        self._stages.setCurrentWidget(self.compare if comparing else shape)
        self._facts.setVisible(not comparing)
        self.apply.setVisible(not comparing)
        if comparing:
            self.trim.let_go()
            self.compare_wanted.emit()

    def _allow(self) -> None:
        # A copy in which nothing is changed would only be worse.
        self.apply.setEnabled(self._progress is None and self.recipe != Recipe())

    def _show_facts(self, _chosen: object = None) -> None:
        facts = self._subject.facts
        self._allow()
        after = replace(self.recipe.applied_to(facts), size=None)
        self._facts.set_facts(
            [Fact(self.tr("Original"), facts_line(facts)), Fact(self.tr("Copy"), facts_line(after), role="text2")]
        )

    def _retranslate(self) -> None:
        kind = self._subject.kind
        pattern = self.tr("Crop %1") if kind is Kind.IMAGE else self.tr("Trim %1")
        title = pattern.replace("%1", self._subject.name)
        self._title.setText(title)
        self.setAccessibleName(title)
        self.close_button.set_name(self.tr("Close"))
        self.look.setAccessibleName(self.tr("Adjust or compare"))
        self.look.set_options([Option("shape", self.tr("Adjust")), Option("compare", self.tr("Compare"))])
        self.original.setText(self.tr("Use the original"))
        self.cancel.setText(self.tr("Cancel"))
        self.apply.setText(self.tr("Apply"))
        self.apply.updateGeometry()
        self._show_facts()


class ApplyButton(Button):
    """The one action of the panel, as wide as its word."""

    def __init__(self, theme: Theme, text: str) -> None:
        super().__init__(theme, text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        wide = text_width(self._theme.font("body", 600), self.text())
        return QSize(max(72, round(wide) + 32), line_height(self._theme.font("body", 600), 30))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, theme, rect = QPainter(self), self._theme, QRectF(self.rect())
        on = self.isEnabled()
        fill = self.face("accent", "text2") if on else theme.color("surface3")
        plate(painter, rect, fill=fill)
        ink = theme.color("on_accent" if on else "text3")
        draw_text(painter, rect, self.text(), theme.font("body", 600), ink, Qt.AlignmentFlag.AlignCenter)
        if self.ring_visible():
            focus_ring(painter, rect, theme)
            plate(painter, rect.adjusted(3, 3, -3, -3), line=theme.color("on_accent"), radius=4, width=1.5)
