"""Sentences for codes: the one door between what happened and what a person reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from seedance_desktop.domain.mentions import labels_of
from seedance_desktop.domain.reference import Place

if TYPE_CHECKING:
    from collections.abc import Mapping

    from seedance_desktop.domain.catalog import Catalog
    from seedance_desktop.domain.evaluation import Issue
    from seedance_desktop.domain.request import Request
    from seedance_desktop.wording.sentences import Sentence, Wording


class Speech(QObject):
    """Speaks the language that is on.

    Attributes:
        changed: another language is on; ask again.
    """

    changed = Signal()

    def __init__(self, wording: Wording, catalog: Catalog, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wording = wording
        self._catalog = catalog

    @property
    def language(self) -> str:
        """`en` or `zh`."""
        return self._wording.language

    def set_wording(self, wording: Wording) -> None:
        self._wording = wording
        self.changed.emit()

    def sentence(self, code: str, values: Mapping[str, object] | None = None) -> Sentence:
        return self._wording.sentence(code, values or {})

    def issue(self, issue: Issue) -> Sentence:
        """The sentence for an issue of a draft."""
        return self._wording.issue(issue)

    def mend(self, issue: Issue) -> str:
        """What stands on the button beside an issue; empty where there is none."""
        return self._wording.mend(issue.code, issue.values)

    def wordings(self, request: Request) -> dict[str, str]:
        """Reference id → the wording by which the service counts it; nothing where the route is gone."""
        route = self._catalog.route_of(request.model)
        order = list(Place)
        references = sorted(request.references, key=lambda reference: order.index(reference.place))
        return {} if route is None else labels_of(route.rules(request.model).mentions, references)

    def route_name(self, route_id: str) -> str:
        """The route's name; its id where the route is gone."""
        for route in self._catalog.routes:
            if route.id == route_id:
                return route.name_zh if self.language == "zh" else route.name
        return route_id
