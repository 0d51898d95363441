"""What an answer means when it is not the one we hoped for; pure, so every row of the table is a test.

The paid create call is judged by a rule of its own: refused is only what surely was refused before any work began.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from seedance_desktop.api.redact import hide, redact
from seedance_desktop.api.wire import RAW_LIMIT, Envelope, clean, decode, open_envelope, read_object
from seedance_desktop.domain.errors import (
    BadRequest,
    Moderated,
    NoBalance,
    NotFound,
    OutcomeUnknown,
    RateLimited,
    SeedanceError,
    ServiceFailed,
    Unauthorized,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST_WAIT = 120.0
"""Seconds; a Retry-After above it is shortened to it."""

EXCERPT = 500
"""Characters of a foreign text that go into a message."""

REFUSING = frozenset({400, 401, 402, 403, 404, 405, 406, 410, 411, 413, 414, 415, 417, 422, 426, 428, 431, 451})
"""HTTP statuses that come before any work is done; every other one leaves a create call's outcome open."""

_DOCUMENTED_NO = frozenset({"20001", "20002"})
"""Business codes for a wrong key and for wrong parameters, the only refusals the service documents."""

_MODERATION = re.compile(r"(?i)moderation|违规|敏感内容")
_LOW_BALANCE = re.compile(
    r"(?i)\bbalance\b|余额|欠费|额度不足|insufficient[\s_-]*(?:user[\s_-]*)?(?:balance|fund|credit|quota|coin)"
    r"|insufficient(?![\s_-]*(?:permission|privilege|scope|right|access))"
)
_PLAIN_NO = re.compile(r"(?i)PROVIDER_MODERATION|余额不足|欠费|insufficient[\s_-]*(?:user[\s_-]*)?balance")
"""Texts that are a refusal whatever the code beside them says; -1 stands for anything the service has no code for."""

_TITLE = re.compile(r"(?is)<title[^<>]*>([^<]*)")
_INVISIBLE = re.compile(r"(?is)<(script|style|head|title)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)")
_TAG = re.compile(r"<[^<>]*>")
_HTML_START = re.compile(r"(?i)\s*(?:<!doctype|<html|<head|<body|<\?xml|<center|<h1|<title)")


@dataclass(frozen=True, slots=True)
class Answer:
    """One HTTP answer, read up to the size limit.

    Attributes:
        headers: names in lower case.
        complete: the body came whole, was below the limit and could be decompressed.
        secrets: what must not stand in any text made from this answer.
    """

    host: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    complete: bool
    secrets: tuple[str, ...] = field(default=(), repr=False)

    @property
    def text(self) -> str:
        """All of it; an answer that echoes the key does not bring it in."""
        return hide(decode(self.body, self.headers.get("content-type", "")), *self.secrets)

    @property
    def raw(self) -> str:
        """What is kept of it."""
        return self.text[:RAW_LIMIT]

    @property
    def date(self) -> float | None:
        """Unix seconds at which the server says it answered; `None` where it does not."""
        moment = _moment(self.headers.get("date", ""))
        return None if moment is None else moment.timestamp()

    @property
    def good(self) -> bool:
        return 200 <= self.status < 300

    def envelope(self) -> Envelope | None:
        document = read_object(self.text) if self.complete else None
        return None if document is None else open_envelope(document)

    def excerpt(self) -> str:
        return plain(self.text, *self.secrets)

    def values(self) -> dict[str, object]:
        """Numbers and names for a sentence about it."""
        found: dict[str, object] = {"host": self.host, "status": self.status}
        if request_id := clean(redact(self.headers.get("x-request-id", ""), *self.secrets), 80):
            found["request_id"] = request_id
        return found


def plain(text: str, *secrets: str) -> str:
    """A foreign text as one short line; of an HTML page its title and its words.

    Cut when it is redacted: of a secret that the cut goes through, the beginning would stay.
    """
    text = text[: 20 * EXCERPT]
    if _HTML_START.match(text):
        title = _TITLE.search(text)
        words = _TAG.sub(" ", _INVISIBLE.sub(" ", text))
        heading = html.unescape(title[1]).strip() if title else ""
        body = html.unescape(words).strip()
        text = body if body.startswith(heading) else f"{heading} {body}"
    return redact(" ".join(clean(text).split()), *secrets)[:EXCERPT]


def retry_after(header: str | None, now: datetime | None = None) -> float | None:
    """Seconds to wait, between 0 and `LONGEST_WAIT`; `None` where the header says nothing usable.

    Args:
        header: seconds as a whole or broken number, or an HTTP date.
        now: the clock, for tests.
    """
    text = (header or "").strip()[:64]
    try:
        seconds = float(text)
    except ValueError:
        moment = _moment(text)
        if moment is None:
            return None
        seconds = (moment - (now or datetime.now(UTC))).total_seconds()
    if seconds != seconds or seconds in {float("inf"), float("-inf")}:  # noqa: PLR0124 - the test for NaN
        return None
    return min(max(seconds, 0.0), LONGEST_WAIT)


def _moment(text: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text[:64])
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        moment.timestamp()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment


def read_failure(answer: Answer, envelope: Envelope | None, *, absent: str) -> SeedanceError:
    """Why a call that may be repeated did not bring what was asked for.

    Args:
        answer: any but a success with its payload.
        envelope: the same, opened; `None` where it is no JSON object.
        absent: code for the service's own 404, such as `task.not_found`; one without a business code is a gateway's,
            and says nothing about what lies behind it.
    """
    refused = _refusal(answer, envelope)
    if answer.status in {404, 410}:
        if envelope is None or envelope.code is None:
            wait = retry_after(answer.headers.get("retry-after"))
            return ServiceFailed("service.unreadable", answer.values(), answer.excerpt(), wait)
        return NotFound(absent, answer.values(), answer.excerpt())
    if refused is not None:
        return refused
    if 300 <= answer.status < 400:
        return ServiceFailed("service.redirected", answer.values(), answer.excerpt())
    code = "service.unreadable" if answer.good and envelope is None else "service.failed"
    return ServiceFailed(
        code, _values(answer, envelope), _excerpt(answer, envelope), retry_after(answer.headers.get("retry-after"))
    )


def create_failure(answer: Answer, envelope: Envelope | None) -> SeedanceError:
    """Why a create call brought no task id. Anything not surely refused is an unknown outcome."""
    if 300 <= answer.status < 400:
        return BadRequest("service.wrong_address", answer.values(), answer.excerpt())
    refused = _refusal(answer, envelope)
    if refused is not None:
        return refused
    if answer.good and (envelope is None or envelope.success):
        # All of it and not its message: an "ok" says nothing, and the id may stand where nobody documented it.
        return OutcomeUnknown("create.unreadable", _values(answer, envelope), answer.excerpt(), answer.raw)
    return OutcomeUnknown("create.server_failed", _values(answer, envelope), _excerpt(answer, envelope), answer.raw)


def _refusal(answer: Answer, envelope: Envelope | None) -> SeedanceError | None:
    """The refusal an answer is, or `None` if it is none (or none that is sure)."""
    values, excerpt = _values(answer, envelope), _excerpt(answer, envelope)
    if answer.status == 429:
        wait = retry_after(answer.headers.get("retry-after"))
        return RateLimited("service.rate_limited", values, excerpt, wait)
    if not _surely_refused(answer, envelope):
        return None
    if answer.status == 401:
        return Unauthorized("key.refused", values, excerpt)
    if answer.status == 402:
        return NoBalance("balance.low", values, excerpt)
    if envelope is not None and envelope.code == "20001":
        return Unauthorized("key.refused", values, excerpt)
    return _refusal_by_text(answer, envelope, values, excerpt)


def _surely_refused(answer: Answer, envelope: Envelope | None) -> bool:
    """Refused by status, or by a business code that is known to refuse; any other may as well be a success."""
    if not answer.good:
        return answer.status in REFUSING
    if envelope is None or envelope.success:
        return False
    code = envelope.code or ""
    like_a_status = code.isdigit() and len(code) in {3, 5} and int(code[:3]) in REFUSING
    return code in _DOCUMENTED_NO or like_a_status or bool(_PLAIN_NO.search(envelope.message))


def _refusal_by_text(
    answer: Answer, envelope: Envelope | None, values: dict[str, object], excerpt: str
) -> SeedanceError:
    message = "" if envelope is None else envelope.message
    if _MODERATION.search(message):
        return Moderated("service.moderated", values, excerpt)
    if _LOW_BALANCE.search(message):
        return NoBalance("balance.low", values, excerpt)
    if answer.status == 403:
        return Unauthorized("key.refused", values, excerpt)
    if answer.status in {404, 405} and not message:
        return BadRequest("service.wrong_address", values, excerpt)
    return BadRequest("service.refused", values, excerpt)


def _values(answer: Answer, envelope: Envelope | None) -> dict[str, object]:
    values = answer.values()
    if envelope is not None and envelope.code is not None:
        values["code"] = redact(envelope.code, *answer.secrets)
    return values


def _excerpt(answer: Answer, envelope: Envelope | None) -> str:
    message = "" if envelope is None else envelope.message
    return plain(message, *answer.secrets) if message else answer.excerpt()
