"""All routes at once: for each, whether this very draft fits it and what it would cost there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from seedance_desktop.ui.compose.route_row import RouteRow
from seedance_desktop.ui.compose.verdict import Verdict, verdict_of
from seedance_desktop.ui.widgets.finding import SearchField
from seedance_desktop.ui.widgets.labels import Label
from seedance_desktop.ui.widgets.signs import Switch

if TYPE_CHECKING:
    from seedance_desktop.domain.route import Route
    from seedance_desktop.ui.compose.presenter import ComposePresenter
    from seedance_desktop.ui.notifier import Speech
    from seedance_desktop.ui.theme import Theme

CORNER = 7
"""Pixels below the list, so that its last row does not square the panel's rounded corners."""


class RoutePicker(QWidget):
    """A list to filter, to walk with the arrows and to choose from; Enter in the filter takes the first row shown.

    Attributes:
        chosen: model id, and a resolution where one was named, else empty.
    """

    chosen = Signal(str, str)

    def __init__(
        self, theme: Theme, speech: Speech, presenter: ComposePresenter, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._presenter = presenter
        self._verdicts: dict[str, Verdict] = {}
        self.search = SearchField(theme, "", bare=True)
        self.search.setObjectName("routeSearch")
        self.only_fitting = Switch(theme, "")
        self.rows = [RouteRow(theme, speech, route) for route in presenter.catalog.routes]
        self._none = Label(theme, role="text2", wrap=True)
        self._lay_out()
        self.search.textChanged.connect(self._filter)
        self.search.returnPressed.connect(self._choose_first)
        self.only_fitting.toggled.connect(self._filter)
        for row in self.rows:
            row.chosen.connect(self.chosen)
        self._retranslate()

    def refresh(self) -> None:
        """Judge the draft at hand on every route; called whenever the picker opens."""
        self._judge()
        self.search.clear()
        self._filter()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        step = steps.get(Qt.Key(event.key()))
        shown = [row for row in self.rows if not row.isHidden()]
        if step is None or not shown:
            super().keyPressEvent(event)
            return
        now = next((index for index, row in enumerate(shown) if row.hasFocus()), -1)
        then = now + step
        target = self.search if then < 0 else shown[min(then, len(shown) - 1)]
        target.setFocus(Qt.FocusReason.TabFocusReason)
        self._scroll.ensureWidgetVisible(target)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A hairline parts the filter from the list."""
        QPainter(self).fillRect(0, self._scroll.y() - 1, self.width(), 1, self._theme.color("border"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _judge(self) -> None:
        draft = self._presenter.draft
        for row in self.rows:
            self._verdicts[row.route.id] = verdict_of(self._presenter.on_other_route(self._asked_model(row.route)))
            row.show_words(draft)
            row.show_verdict(self._verdicts[row.route.id])

    def _asked_model(self, route: Route) -> str:
        """The draft's own model where the route has it, else one that takes what the draft holds, else the first."""
        if route.model(self._presenter.draft.model) is not None:
            return self._presenter.draft.model
        judged = ((model.id, verdict_of(self._presenter.on_other_route(model.id))) for model in route.models)
        return next((model_id for model_id, verdict in judged if verdict.fits), route.models[0].id)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(14, 6, 14, 6)
        head.setSpacing(12)
        head.addWidget(self.search, 1)
        head.addWidget(self.only_fitting)
        listed = QWidget()
        column = QVBoxLayout(listed)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for row in self.rows:
            column.addWidget(row)
        self._none.setContentsMargins(16, 24, 16, 24)
        column.addWidget(self._none)
        column.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidget(listed)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, CORNER)
        outer.setSpacing(0)
        outer.addLayout(head)
        outer.addSpacing(1)
        outer.addWidget(self._scroll, 1)

    def _filter(self) -> None:
        words = self.search.text()
        for row in self.rows:
            verdict = self._verdicts.get(row.route.id)
            fits = verdict is None or verdict.fits or not self.only_fitting.isChecked()
            row.setVisible(fits and row.matches(words))
        self._none.setVisible(all(row.isHidden() for row in self.rows))

    def _choose_first(self) -> None:
        first = next((row for row in self.rows if not row.isHidden()), None)
        if first is not None:
            first.click()

    def _retranslate(self) -> None:
        self.search.set_placeholder(self.tr("Filter by name, model, what it takes"))
        self.search.setAccessibleName(self.tr("Filter routes"))
        self.only_fitting.setText(self.tr("only what fits this draft"))
        self._none.setText(self.tr("No route fits. Change the filter, or show all routes again."))
        if self.isVisible():
            self._judge()
