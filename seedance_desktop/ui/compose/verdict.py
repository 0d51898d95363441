"""Whether the draft at hand fits a model, in a few words and one colour."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from seedance_desktop.wording.money import amount

if TYPE_CHECKING:
    from seedance_desktop.domain.evaluation import Evaluation, Issue
    from seedance_desktop.ui.theme import Role

# What the draft lacks on every route says nothing about one of them.
NOT_YET_WRITTEN = frozenset({"prompt.missing", "duration.missing"})


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the route picker shows behind a route.

    Attributes:
        fits: nothing of the draft would be refused.
        text: a few words.
        icon: a Lucide name.
        role: its colour.
    """

    fits: bool
    text: str
    icon: str
    role: Role


def verdict_of(evaluation: Evaluation) -> Verdict:
    """Sum up an evaluation in which nothing was parked."""
    errors = [issue for issue in evaluation.errors if issue.code not in NOT_YET_WRITTEN]
    if errors:
        return Verdict(fits=False, text=_objection(errors[0]), icon="minus", role="text3")
    price = amount(evaluation.price.total) if evaluation.price is not None else ""
    reviews = sum(len(issue.references) for issue in evaluation.issues if issue.code == "media.needs_review")
    if reviews:
        one = QCoreApplication.translate("Verdict", "1 reference needs review")
        many = QCoreApplication.translate("Verdict", "%1 references need review")
        text = one if reviews == 1 else many.replace("%1", str(reviews))
        return Verdict(fits=True, text=text, icon="clock", role="warning")
    text = QCoreApplication.translate("Verdict", "fits")
    return Verdict(fits=True, text=f"{text} · {price}" if price else text, icon="check", role="success")


def _objection(issue: Issue) -> str:
    translate = QCoreApplication.translate
    texts = {
        "images.too_many": translate("Verdict", "at most %1 images"),
        "images.format": translate("Verdict", "takes no %1"),
        "frames.both_needed": translate("Verdict", "needs both frames"),
        "reference_videos.not_supported": translate("Verdict", "takes no video"),
        "reference_videos.too_many": translate("Verdict", "at most %1 videos"),
        "reference_videos.too_long": translate("Verdict", "at most %1 s of video"),
        "reference_videos.too_large": translate("Verdict", "videos too large"),
        "reference_videos.pixels": translate("Verdict", "video pixels out of bounds"),
        "reference_audios.not_supported": translate("Verdict", "takes no audio"),
        "reference_audios.too_many": translate("Verdict", "at most %1 audio clips"),
        "reference_audios.with_frames": translate("Verdict", "no audio beside frames"),
        "reference_audios.alone": translate("Verdict", "no audio alone"),
        "media.asset_not_accepted": translate("Verdict", "takes no asset://"),
        "duration.out_of_range": translate("Verdict", "makes no %1 s"),
        "resolution.not_offered": translate("Verdict", "no %1"),
        "ratio.not_offered": translate("Verdict", "no %1"),
        "prompt.too_long": translate("Verdict", "prompt too long"),
    }
    number = next((issue.values[key] for key in ("limit", "value", "format") if key in issue.values), "")
    return texts.get(issue.code, translate("Verdict", "does not fit")).replace("%1", str(number))
