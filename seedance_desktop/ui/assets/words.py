"""What an asset says about itself: its review, its state in one line and one colour, its age."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from seedance_desktop.domain.asset import AssetState
from seedance_desktop.domain.review import Review

if TYPE_CHECKING:
    from seedance_desktop.domain.asset import AssetRecord
    from seedance_desktop.domain.catalog import Catalog
    from seedance_desktop.ui.notifier import Speech
    from seedance_desktop.ui.theme import Role

TONES: dict[AssetState, Role] = {
    AssetState.PREPARING: "text2",
    AssetState.SUBMITTED: "text2",
    AssetState.PENDING: "warning",
    AssetState.ACTIVE: "success",
    AssetState.FAILED: "danger",
}
MINUTE, HOUR, DAY = 60, 3600, 86400


class AssetWords(QObject):
    """Words for assets.

    Args:
        speech: sentences for codes, and names of routes.
        catalog: which routes take whose assets.
        parent: owner.
    """

    def __init__(self, speech: Speech, catalog: Catalog, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._speech = speech
        self._catalog = catalog

    def review(self, review: Review) -> str:
        return {
            Review.FULL: self.tr("Full review"),
            Review.LIBRARY: self.tr("SP library"),
            Review.PERSON: self.tr("Real person"),
        }[review]

    def purpose(self, review: Review) -> str:
        """What a review is for, and which routes it counts on."""
        routes = self._routes(review)
        return {
            Review.FULL: self.tr("Needed for every file on {routes}."),
            Review.LIBRARY: self.tr("Kept by the service for {routes}; not required there."),
            Review.PERSON: self.tr("Needed for pictures of real people on {routes}."),
        }[review].format(routes=routes)

    def state(self, record: AssetRecord) -> str:
        return {
            AssetState.PREPARING: self.tr("Uploading"),
            AssetState.SUBMITTED: self.tr("Submitting"),
            AssetState.PENDING: self.tr("In review"),
            AssetState.ACTIVE: self.tr("Approved"),
            AssetState.FAILED: self.tr("Refused") if self._refused(record) else self.tr("Not submitted"),
        }[record.state]

    def reason(self, record: AssetRecord) -> str:
        """Why it failed or is not asked about; empty where nothing is wrong."""
        if record.failure is None:
            return ""
        if self._refused(record) and record.failure.detail:
            return record.failure.detail
        return str(self._speech.sentence(record.failure.code, record.failure.values))

    def age(self, seconds: float) -> str:
        if seconds < MINUTE:
            return self.tr("just now")
        for unit, text in ((DAY, self.tr("{n} d ago")), (HOUR, self.tr("{n} h ago")), (MINUTE, self.tr("{n} min ago"))):
            if seconds >= unit:
                return text.format(n=int(seconds // unit))
        return ""

    def reviews(self) -> list[Review]:
        """Those that some route takes, in the routes' order."""
        found = [one for route in self._catalog.routes for model in route.models for one in model.rules.media.reviews]
        return list(dict.fromkeys(found))

    def _routes(self, review: Review) -> str:
        names = [
            self._speech.route_name(route.id)
            for route in self._catalog.routes
            if any(review in model.rules.media.reviews for model in route.models)
        ]
        return self.tr(" · ", "between names in a list").join(names)

    @staticmethod
    def _refused(record: AssetRecord) -> bool:
        return record.failure is not None and record.failure.code == "review.refused"
