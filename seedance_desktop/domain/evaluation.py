"""The pure answer to "route × draft"."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from seedance_desktop.domain.price import Price
    from seedance_desktop.domain.request import Request

_NOTHING: Mapping[str, object] = {}


class Severity(StrEnum):
    """How hard an issue is."""

    ERROR = "error"
    DOUBT = "doubt"
    NOTE = "note"


class Issue(NamedTuple):
    """One thing that stands between a draft and a paid call, without a sentence.

    Attributes:
        code: a code of the issue table, such as `images.too_many`.
        field: the request's field name.
        values: numbers and names for the sentence, JSON-able: `limit`, `count`, `minimum`, `allowed`, `value` …
        references: ids of the references it speaks of.
    """

    code: str
    severity: Severity
    field: str
    values: Mapping[str, object] = _NOTHING
    references: tuple[str, ...] = ()


class FieldState(NamedTuple):
    """Whether a control is usable now, and why not.

    Attributes:
        usable: the control takes input.
        reason: code of the sentence that stands beside a switched-off control: `fixed_by_route`,
            `in_model`, `not_supported`, `parked_by_references`, `parked_by_frames`, `ratio_decides`,
            `frames_without_audio`; empty when usable.
        values: numbers and names for that sentence.
        parked: references held here that will not be sent now.
        limit: most references that fit; `None` where no source states one.
        options: offered values, in order; empty where the field is not a choice.
        default: value the service takes when nothing is sent.
        open: other values than `options` may be typed.
        minimum: for numbers.
        maximum: for numbers.
    """

    usable: bool = True
    reason: str = ""
    values: Mapping[str, object] = _NOTHING
    parked: int = 0
    limit: int | None = None
    options: tuple[str, ...] = ()
    default: str = ""
    open: bool = False
    minimum: int | None = None
    maximum: int | None = None


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Everything the form, the command line and the tests ask about one draft on one route.

    Attributes:
        fields: by the request's field name, every one of the shared schema.
        issues: errors first, then doubts, then notes; inside that in the form's order.
        price: `None` only when the model is in no route.
        request: the frozen request; `None` while an error stands.
    """

    fields: Mapping[str, FieldState]
    issues: tuple[Issue, ...]
    price: Price | None
    request: Request | None

    @property
    def ready(self) -> bool:
        return self.request is not None

    @property
    def errors(self) -> tuple[Issue, ...]:
        return tuple(issue for issue in self.issues if issue.severity is Severity.ERROR)
