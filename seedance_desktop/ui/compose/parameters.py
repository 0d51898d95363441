"""Duration, resolution, ratio and orientation: one row each, with the reason under a row that is off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from seedance_desktop.ui.widgets.labels import Label
from seedance_desktop.ui.widgets.panels import ReasonLine
from seedance_desktop.ui.widgets.ratio import RatioPicker
from seedance_desktop.ui.widgets.segmented import Option, SegmentedControl
from seedance_desktop.ui.widgets.sliders import DurationSlider

if TYPE_CHECKING:
    from collections.abc import Mapping

    from seedance_desktop.domain.draft import Draft
    from seedance_desktop.domain.evaluation import FieldState
    from seedance_desktop.ui.notifier import Speech
    from seedance_desktop.ui.theme import Theme

LABEL_WIDTH = 88
CONTROL_HEIGHT = 30
FIELDS = ("duration", "resolution", "ratio", "orientation")


class Parameters(QWidget):
    """The plain values of a draft.

    Attributes:
        duration_chosen: seconds.
        resolution_chosen: such as `720p`.
        ratio_chosen: such as `16:9`; empty for none.
        orientation_chosen: `landscape` or `portrait`.
        route_wanted: the reason's link: another model would be needed.
    """

    duration_chosen = Signal(int)
    resolution_chosen = Signal(str)
    ratio_chosen = Signal(str)
    orientation_chosen = Signal(str)
    route_wanted = Signal()

    def __init__(self, theme: Theme, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._speech = speech
        self._fields: Mapping[str, FieldState] = {}
        self._draft: Draft | None = None
        self._labels = {name: Label(theme, role="text2", size="label", weight=600) for name in FIELDS}
        self._reasons = {name: ReasonLine(theme) for name in ("resolution", "orientation")}
        self.duration = DurationSlider(theme)
        self.resolution = SegmentedControl(theme)
        self.ratio = RatioPicker(theme)
        self.orientation = SegmentedControl(theme)
        for name in FIELDS:
            getattr(self, name).setObjectName(f"{name}Input")
        self._lay_out()
        self._connect()
        self._retranslate()

    def show_draft(self, draft: Draft, fields: Mapping[str, FieldState]) -> None:
        self._draft, self._fields = draft, fields
        blockers = [QSignalBlocker(getattr(self, name)) for name in FIELDS]
        self._show_duration(draft, fields["duration"])
        self._show_resolution(draft, fields["resolution"])
        words = {"Adaptive": self.tr("Adaptive")}
        self.ratio.set_choices(fields["ratio"].options, open_set=fields["ratio"].open, words=words)
        self.ratio.setValue(draft.ratio)
        self._show_orientation(draft, fields["orientation"])
        del blockers

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(10)
        grid.setColumnMinimumWidth(0, LABEL_WIDTH)
        grid.setColumnStretch(1, 1)
        for row, name in enumerate(FIELDS):
            control: QWidget = getattr(self, name)
            cell = QVBoxLayout()
            cell.setSpacing(0)
            cell.addWidget(control)
            if name in self._reasons:
                cell.addWidget(self._reasons[name])
                self._reasons[name].hide()
            self._labels[name].setFixedHeight(CONTROL_HEIGHT)
            grid.addWidget(self._labels[name], row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addLayout(cell, row, 1)

    def _connect(self) -> None:
        self.duration.valueChanged.connect(self.duration_chosen)
        self.resolution.valueChanged.connect(self.resolution_chosen)
        self.ratio.valueChanged.connect(self.ratio_chosen)
        self.orientation.valueChanged.connect(self.orientation_chosen)
        self._reasons["orientation"].activated.connect(lambda: self.ratio_chosen.emit(""))
        self._reasons["resolution"].activated.connect(self.route_wanted)

    def _show_duration(self, draft: Draft, state: FieldState) -> None:
        self.duration.set_range(state.minimum or 1, state.maximum or 60)
        self.duration.setValue(draft.duration or int(state.default or 5))

    def _show_resolution(self, draft: Draft, state: FieldState) -> None:
        options = list(state.options)
        if state.usable and draft.resolution and draft.resolution not in options:
            options.append(draft.resolution)
        self.resolution.set_options([Option(value, value) for value in options])
        value = draft.resolution or state.default if state.usable else next(iter(options), None)
        self.resolution.setValue(value or None)
        self._show_reason("resolution", state, self.tr("Choose another") if state.reason == "in_model" else "")

    def _show_orientation(self, draft: Draft, state: FieldState) -> None:
        words = {"landscape": self.tr("Landscape"), "portrait": self.tr("Portrait")}
        self.orientation.set_options([Option(value, words[value]) for value in state.options])
        self.orientation.setValue(draft.orientation or None)
        self._show_reason("orientation", state, self.tr("Clear ratio"))

    def _show_reason(self, name: str, state: FieldState, action: str) -> None:
        getattr(self, name).setEnabled(state.usable)
        self._labels[name].setEnabled(state.usable)
        self._reasons[name].setVisible(not state.usable)
        if not state.usable:
            self._reasons[name].set_reason(self._speech.sentence(state.reason, state.values).what, action)

    def _retranslate(self) -> None:
        words = {
            "duration": self.tr("Duration"),
            "resolution": self.tr("Resolution"),
            "ratio": self.tr("Ratio"),
            "orientation": self.tr("Orientation"),
        }
        for name, text in words.items():
            self._labels[name].setText(text)
            getattr(self, name).setAccessibleName(text)
        self.duration.set_name(words["duration"])
        self.duration.set_suffix(self.tr(" s"))
        self.ratio.set_texts(self.tr("Another ratio"), self.tr("e.g. 4:3"))
        if self._draft is not None:
            self.show_draft(self._draft, self._fields)
