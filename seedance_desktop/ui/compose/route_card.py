"""The route at hand, in two lines: its name and model, what it costs by, offers and takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from seedance_desktop.domain.price import Unit
from seedance_desktop.ui.widgets.base import Button, focus_ring, plate
from seedance_desktop.ui.widgets.labels import IconLabel, Label, Pill

if TYPE_CHECKING:
    from seedance_desktop.domain.route import Model, Route
    from seedance_desktop.ui.notifier import Speech
    from seedance_desktop.ui.theme import Theme


GAP = 5
SIDES = 25


class Capabilities(QWidget):
    """Four small icons: images, frames, videos, audio; the ones a model does not take are faint."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = {name: IconLabel(theme, name, "", size=14) for name in ("image", "film", "clapperboard", "music")}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for icon in self._icons.values():
            row.addWidget(icon)
        self._model: Model | None = None

    def set_model(self, model: Model) -> None:
        self._model = model
        rules = model.rules
        takes = {
            "image": (rules.images.supported, self.tr("Reference images")),
            "film": (rules.frames.supported, self.tr("First and last frame")),
            "clapperboard": (rules.reference_videos.supported, self.tr("Reference videos")),
            "music": (rules.reference_audios.supported, self.tr("Reference audio")),
        }
        for name, (taken, words) in takes.items():
            text = words if taken else self.tr("%1: not taken").replace("%1", words)
            self._icons[name].setEnabled(taken)
            self._icons[name].setToolTip(text)
            self._icons[name].setAccessibleName(text)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange and self._model is not None:
            self.set_model(self._model)
        super().changeEvent(event)


class RouteCard(Button):
    """A card that opens the route picker when it is pressed."""

    def __init__(self, theme: Theme, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(theme, "", parent)
        self._speech = speech
        self._route: Route | None = None
        self._model: Model | None = None
        self.setObjectName("routePicker")
        self._name = Label(theme, size="title", weight=600)
        self._id = Label(theme, role="text2", size="caption", mono=True)
        # A long id gives way to the name; the whole is the tooltip.
        self._id.setMinimumWidth(1)
        self._arrow = IconLabel(theme, "chevrons-up-down", "")
        self._pills = [Pill(theme, "") for _ in range(3)]
        self._takes = Capabilities(theme)
        self._lay_out()
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, child is not self._takes)

    def set_route(self, route: Route, model: Model) -> None:
        self._route, self._model = route, model
        self._show()

    def sizeHint(self) -> QSize:
        return QSize(300, self._column.sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._show()
        super().changeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = self.rect().toRectF()
        plate(painter, rect, fill=self.face("surface2", "surface3"), line=self._theme.color("border"))
        if self.ring_visible():
            focus_ring(painter, rect, self._theme)

    def _lay_out(self) -> None:
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(13, 10, SIDES - 13, 10)
        column.setSpacing(8)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self._name)
        top.addWidget(self._id, 1)
        top.addWidget(self._arrow)
        bottom = QHBoxLayout()
        bottom.setSpacing(GAP)
        for pill in self._pills:
            bottom.addWidget(pill)
        bottom.addStretch(1)
        bottom.addWidget(self._takes)
        column.addLayout(top)
        column.addLayout(bottom)

    def _show(self) -> None:
        if self._route is None or self._model is None:
            return
        rules = self._model.rules
        name = self._speech.route_name(self._route.id)
        self._name.setText(name)
        self._id.setText(self._model.id)
        self.setToolTip(self._model.id)
        offered = rules.resolution.options or (rules.resolution.fixed or self._model.renders,)
        seconds = seconds_words(rules.duration.minimum, rules.duration.maximum)
        resolutions = " · ".join(offered) if len(offered) < 3 else f"{offered[0]}–{offered[-1]}"
        texts = (billing_words(rules.billing.unit), resolutions, seconds)
        for pill, text in zip(self._pills, texts, strict=True):
            pill.setText(text)
        self._takes.set_model(self._model)
        self.setAccessibleName(self.tr("Route: %1").replace("%1", name))
        self.setAccessibleDescription(" · ".join((self._model.id, *texts)))
        self._make_room()
        self.updateGeometry()

    def _make_room(self) -> None:
        """Where the pills would be cut, the way of billing gives way: the price on the button tells it too."""
        needed = sum(pill.sizeHint().width() + GAP for pill in self._pills) + self._takes.sizeHint().width()
        self._pills[0].setVisible(needed <= self.width() - SIDES)


def billing_words(unit: Unit) -> str:
    """How a route is paid, in the language that is on."""
    if unit is Unit.TASK:
        return QCoreApplication.translate("Billing", "per task")
    return QCoreApplication.translate("Billing", "per second")


def seconds_words(minimum: int, maximum: int) -> str:
    """Which lengths a route makes, in the language that is on."""
    text = QCoreApplication.translate("Billing", "%1–%2 s")
    return text.replace("%1", str(minimum)).replace("%2", str(maximum))
