"""One route in the picker: names, models, billing, what it takes, and whether the draft fits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from seedance_desktop.ui.compose.route_card import Capabilities, billing_words, seconds_words
from seedance_desktop.ui.widgets.base import Button, focus_ring, text_width
from seedance_desktop.ui.widgets.flow import FlowLayout
from seedance_desktop.ui.widgets.labels import IconLabel, Label
from seedance_desktop.ui.widgets.ratio import Chip

if TYPE_CHECKING:
    from seedance_desktop.domain.draft import Draft
    from seedance_desktop.domain.route import Model, Route
    from seedance_desktop.ui.compose.verdict import Verdict
    from seedance_desktop.ui.notifier import Speech
    from seedance_desktop.ui.theme import Theme

CHIPS_WIDTH = 182
LEAST_HEIGHT = 54


class RouteRow(Button):
    """Press the row for the route's first model, a chip for that model or resolution.

    Attributes:
        chosen: model id, and the resolution where a chip named one, else empty.
    """

    chosen = Signal(str, str)

    def __init__(self, theme: Theme, speech: Speech, route: Route, parent: QWidget | None = None) -> None:
        super().__init__(theme, "", parent)
        self.route = route
        self._speech = speech
        self._current = False
        self._name = Label(theme, weight=600)
        self._note = Label(theme, role="text2", size="caption", mono=True)
        self._billing = Label(theme, role="text2")
        self._seconds = Label(theme, role="text2")
        self._takes = Capabilities(theme)
        self._sign = IconLabel(theme, "check", "", size=14)
        self._verdict = Label(theme, wrap=True)
        self._chips: list[tuple[str, str, Chip]] = []
        self._lay_out(theme)
        # Its layout follows widths, and such a layout asks the labels and not the row for a height.
        self.setMinimumHeight(LEAST_HEIGHT)
        self.clicked.connect(lambda: self.chosen.emit(self._first_model().id, ""))

    def show_words(self, draft: Draft) -> None:
        """Fill in the words of the language that is on, and mark what the draft has chosen."""
        route, chinese = self.route, self._speech.language == "zh"
        model = self._first_model()
        self._current = route.model(draft.model) is not None
        self._name.setText(self._speech.route_name(route.id))
        self._note.setText((route.note_zh if chinese else route.note) or model.id)
        self._billing.setText(billing_words(model.rules.billing.unit))
        self._seconds.setText(seconds_words(model.rules.duration.minimum, model.rules.duration.maximum))
        self._takes.set_model(model)
        for model_id, resolution, chip in self._chips:
            entry = route.model(model_id)
            label = "" if entry is None else entry.label_zh if chinese and entry.label_zh else entry.label
            chip.setText(resolution or label)
            default = entry.rules.resolution.default if entry is not None else ""
            chip.setChecked(draft.model == model_id and resolution in ("", draft.resolution or default))
        # A layout whose height follows its width confuses the grid around it, so the box is told its height.
        self._chip_box.setFixedHeight(self._chip_flow.heightForWidth(CHIPS_WIDTH))
        self._tell_whole()
        self.update()

    def show_verdict(self, verdict: Verdict) -> None:
        self._sign.set_icon(verdict.icon, verdict.role)
        self._verdict.setText(verdict.text)
        self._verdict.set_role("text2" if verdict.role == "text3" else verdict.role)
        self.setAccessibleName(f"{self._name.text()}: {verdict.text}")

    def matches(self, words: str) -> bool:
        """Whether a filter text is found in its names, models, billing or what it takes."""
        route = self.route
        takes = [entry.toolTip() for entry in self._takes.findChildren(QWidget) if entry.isEnabled()]
        models = [text for model in route.models for text in (model.id, model.label, model.label_zh)]
        text = " ".join((route.name, route.name_zh, route.note, self._billing.text(), *models, *takes)).lower()
        return all(word in text for word in words.lower().split())

    def sizeHint(self) -> QSize:
        return QSize(640, max(LEAST_HEIGHT, self._grid.totalHeightForWidth(max(400, self.width()))))

    def minimumSizeHint(self) -> QSize:
        return QSize(400, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell_whole()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = self.rect().toRectF()
        painter.fillRect(rect, self.face("surface1", "surface3"))
        if self._current:
            painter.fillRect(rect, self._theme.color("wash"))
        painter.setPen(self._theme.color("border"))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        if self.ring_visible():
            focus_ring(painter, rect.adjusted(1, 1, -1, -1), self._theme)

    def _tell_whole(self) -> None:
        """Names that end in … are whole in the tooltip."""
        labels = [label for label in (self._name, self._note) if text_width(label.font(), label.text()) > label.width()]
        self.setToolTip("\n".join(label.text() for label in labels))

    def _first_model(self) -> Model:
        return self.route.models[0]

    def _lay_out(self, theme: Theme) -> None:
        grid = self._grid = QGridLayout(self)
        grid.setContentsMargins(14, 4, 14, 4)
        grid.setHorizontalSpacing(4)
        names, bills = QVBoxLayout(), QVBoxLayout()
        for column, labels in ((names, (self._name, self._note)), (bills, (self._billing, self._seconds))):
            column.setSpacing(0)
            column.addStretch(1)
            for label in labels:
                column.addWidget(label)
                label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            column.addStretch(1)
        self._chip_box = QWidget()
        self._chip_box.setFixedWidth(CHIPS_WIDTH)
        self._chip_flow = FlowLayout(gap=4, line_gap=0)
        self._chip_box.setLayout(self._chip_flow)
        for model_id, resolution in self._choices():
            chip = Chip(theme, "", small=True)
            chip.clicked.connect(lambda _on=False, m=model_id, r=resolution: self.chosen.emit(m, r))
            self._chips.append((model_id, resolution, chip))
            self._chip_flow.addWidget(chip)
        # Every row is a grid of its own: no words may widen a column, or the rows would not line up.
        for label in (self._name, self._note, self._verdict):
            policy = label.sizePolicy()
            policy.setHorizontalPolicy(QSizePolicy.Policy.Ignored)
            label.setSizePolicy(policy)
        verdict = QHBoxLayout()
        verdict.setSpacing(6)
        verdict.addWidget(self._sign)
        verdict.addWidget(self._verdict, 1)
        grid.addLayout(names, 0, 0)
        grid.addWidget(self._chip_box, 0, 1, Qt.AlignmentFlag.AlignVCenter)
        grid.addLayout(bills, 0, 2)
        grid.addWidget(self._takes, 0, 3)
        grid.addLayout(verdict, 0, 4)
        for index, width in ((0, 172), (2, 88), (3, 88), (4, 124)):
            grid.setColumnMinimumWidth(index, width)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(4, 1)

    def _choices(self) -> list[tuple[str, str]]:
        if len(self.route.models) > 1:
            return [(model.id, "") for model in self.route.models]
        only = self._first_model()
        options = only.rules.resolution.options
        return [(only.id, resolution) for resolution in options] if len(options) > 1 else []
