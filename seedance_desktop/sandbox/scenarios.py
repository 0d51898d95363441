"""What can go wrong, by name: each scenario is one row of data."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum, StrEnum, auto
from typing import TYPE_CHECKING

from seedance_desktop.sandbox.broken_lines import End, Line, answer, no, page

if TYPE_CHECKING:
    from collections.abc import Mapping


class Trouble(Enum):
    """What happens to one call instead of its answer."""

    NONE = auto()
    RATE_LIMITED = auto()
    UNAVAILABLE = auto()
    HTML = auto()
    REFUSED = auto()
    MODERATED = auto()
    ABSENT = auto()
    NO_BALANCE = auto()


class Delivery(Enum):
    """How a result comes over the line."""

    WHOLE = auto()
    BROKEN_ONCE = auto()
    ALWAYS_BROKEN = auto()
    TOO_LARGE = auto()
    """At first it claims to be larger than any disk; who waits for so much room holds its whole folder up."""
    PAGE_ONCE = auto()
    """At first a web page comes, with a status that says all is well."""
    OTHER_ONCE = auto()
    """It breaks off, and from then on the file is another one under the same address."""


class Link(Enum):
    """What stands in `result.video_url`."""

    SIGNED = auto()
    DEAD_AT_FIRST = auto()
    DEAD = auto()
    BARE_KEY = auto()
    INWARD = auto()
    """An address inside the person's own network, which no service has any business to name."""


class Group(StrEnum):
    """What a person would look under."""

    CALM = auto()
    WAITING = auto()
    MONEY = auto()
    DOUBT = auto()
    REFUSAL = auto()
    NETWORK = auto()
    TAKES = auto()
    REVIEWS = auto()


@dataclass(frozen=True, slots=True)
class Scenario:
    """How tasks fare that are created while it is chosen, and the calls about them.

    Attributes:
        queue_seconds: time in the queue, before the pace.
        work_seconds: time of the work, before the pace.
        failure: `error_message` of the task; empty when it succeeds.
        refunds: what a failed task had cost is given back.
        odd_word: status word in the middle of the work that no page documents.
        create: troubles of successive create calls, repeated from the start; empty means none.
        query: the same for the queries of one task.
        query_seconds: how long after its creation a task's queries meet them, before the pace; 0 is for good.
        upload: the same for uploads.
        balance: the same for questions about the balance.
        away: nothing listens at the service's address.
        dearer: factor on all prices, that of the price list included.
        clock_ahead: seconds by which the service's clock is ahead of the right time, in its dates and its links.
        delivery: how the result is sent.
        link: which link a completed task names.
        review_polls: how often a review handed in meanwhile is asked about before it can end.
        review_refusal: the reason for which such a review ends badly; empty when it goes by the file's name.
    """

    queue_seconds: float = 1.2
    work_seconds: float = 6.8
    failure: str = ""
    refunds: bool = True
    odd_word: str = ""
    create: tuple[Trouble | Line, ...] = ()
    query: tuple[Trouble | Line, ...] = ()
    query_seconds: float = 0.0
    upload: tuple[Trouble | Line, ...] = ()
    balance: tuple[Trouble, ...] = ()
    away: bool = False
    dearer: int = 1
    clock_ahead: float = 0.0
    delivery: Delivery = Delivery.WHOLE
    link: Link = Link.SIGNED
    review_polls: int = 0
    review_refusal: str = ""


_FAILURE = "generation failed: the machine that made it was lost"
_HOSTILE = (
    '<h1>Error</h1><img src="file:///etc/passwd"><a href="http://127.0.0.1/">paid</a> \u202egpj.exe\u202c \x00\x1b[31m'
)
"""Markup, a file of the machine, a link, words that run backwards, a sign that ends texts and one that colours them."""
_JUNK = (
    answer("200 OK", '{"code": 20000, "data": {"task_id": NaN, "status": 7, "progress": 1e999}}'),
    answer("200 OK", "[" * 20_000),
    answer("200 OK", '{"data": {"status": "failed", "status": "completed"}, "code": {}}'),
    answer("200 OK", "\xff\xfe{\x00"),
    answer("200 OK", '{"data": "' + "9" * 2_000_000 + '"}'),
)
_UNREAD = replace(no("413 Content Too Large", "too large"), early=True)

REPERTOIRE: Mapping[Group, Mapping[str, Scenario]] = {
    Group.CALM: {
        "calm": Scenario(),
    },
    Group.WAITING: {
        "slow-queue": Scenario(queue_seconds=45.0),
        "unknown-word": Scenario(odd_word="awaiting_upscale"),
        # Longer than its work: a person sees that it is asked about again, and that nobody takes it for lost.
        "late-entry": Scenario(query=(Trouble.ABSENT,), query_seconds=20.0),
        "wrong-clock": Scenario(clock_ahead=9 * 3600.0),
    },
    Group.MONEY: {
        "low-balance": Scenario(create=(Trouble.NO_BALANCE,)),
        "runs-out": Scenario(create=(Trouble.NONE, Trouble.NONE, Trouble.NO_BALANCE)),
        "price-raised": Scenario(dearer=2),
        "balance-untold": Scenario(balance=(Trouble.ABSENT,)),
        "failed-refunded": Scenario(failure=_FAILURE),
        "failed-charged": Scenario(failure=_FAILURE, refunds=False),
    },
    Group.DOUBT: {
        "lost-answer": Scenario(create=(Line(),)),
        "lost-before": Scenario(create=(Line(made=False),)),
        "reset-after": Scenario(create=(Line(end=End.RESET),)),
        "reset-inside": Scenario(create=(Line(end=End.RESET, made=False, early=True),)),
        "hang": Scenario(create=(Line(end=End.HOLD),)),
        "never-read": Scenario(create=(Line(end=End.STALL, made=False, early=True),)),
        "half-status": Scenario(create=(Line(b"HTTP/1.1 20"),)),
        "interim-only": Scenario(create=(Line(b"HTTP/1.1 103 Early Hints\r\n\r\n"),)),
        "half-body": Scenario(create=(answer("200 OK", '{"code": "20000", "msg": "ok", "da', missing=90),)),
        "not-http": Scenario(create=(Line(b"SSH-2.0-OpenSSH_9.2\r\n"),)),
        "broken-gzip": Scenario(create=(answer("200 OK", "no gzip at all", "Content-Encoding: gzip"),)),
        "html-answer": Scenario(create=(answer("200 OK", "<html><h1>Welcome</h1></html>", "Content-Type: text/html"),)),
        "no-id": Scenario(create=(answer("200 OK", '{"code": "20000", "msg": "ok", "data": {}}'),)),
        "wrong-type": Scenario(create=(answer("200 OK", '{"code": "20000", "msg": "ok", "data": {"task_id": []}}'),)),
        "answer-408": Scenario(create=(answer("408 Request Timeout"),)),
        "answer-409": Scenario(create=(answer("409 Conflict"),)),
        "answer-500": Scenario(create=(answer("500 Internal Server Error"),)),
        "answer-502": Scenario(create=(answer("502 Bad Gateway", "<html></html>", "Content-Type: text/html"),)),
        "answer-503": Scenario(create=(answer("503 Service Unavailable", "", "Retry-After: 2"),)),
        "answer-504": Scenario(create=(answer("504 Gateway Timeout"),)),
    },
    Group.REFUSAL: {
        "moderated-words": Scenario(create=(Trouble.MODERATED,)),
        "moderation": Scenario(failure="PROVIDER_MODERATION_ERROR: TRADEMARK"),
        "refused-parameters": Scenario(create=(Trouble.REFUSED,)),
        "answer-400": Scenario(create=(no("400 Bad Request", "the request cannot be read"),)),
        "answer-401": Scenario(create=(no("401 Unauthorized", "authentication failed"),)),
        "answer-403": Scenario(create=(no("403 Forbidden", "this key may not do that"),)),
        "answer-404": Scenario(create=(page("404 Not Found"),)),
        "answer-405": Scenario(create=(page("405 Method Not Allowed"),)),
        "answer-413": Scenario(create=(no("413 Content Too Large", "too large"),)),
        "unread-body": Scenario(create=(replace(_UNREAD, end=End.HOLD),), upload=(_UNREAD,)),
        "answer-415": Scenario(create=(no("415 Unsupported Media Type", "only application/json is read"),)),
        "answer-422": Scenario(create=(no("422 Unprocessable Content", "duration is out of range"),)),
        "redirect": Scenario(create=(answer("302 Found", "", "Location: http://127.0.0.1:9/elsewhere", made=False),)),
    },
    Group.NETWORK: {
        "unreachable": Scenario(away=True),
        "storm-30s": Scenario(
            query=(Trouble.RATE_LIMITED, Trouble.UNAVAILABLE, Line(end=End.RESET)),
            query_seconds=30.0,
            upload=(Trouble.RATE_LIMITED, Trouble.NONE),
        ),
        "storm-429": Scenario(
            create=(Trouble.RATE_LIMITED, Trouble.NONE),
            query=(Trouble.RATE_LIMITED, Trouble.RATE_LIMITED, Trouble.NONE),
            upload=(Trouble.RATE_LIMITED, Trouble.NONE),
        ),
        # A create call that meets a 503 may have been carried out: it passes here, so that the rest can be seen.
        "storm-503": Scenario(
            query=(Trouble.UNAVAILABLE, Trouble.UNAVAILABLE, Trouble.NONE),
            upload=(Trouble.UNAVAILABLE, Trouble.NONE),
        ),
        "junk-answers": Scenario(query=(*_JUNK, Trouble.NONE)),
        "hostile-words": Scenario(failure=_HOSTILE),
        "html": Scenario(query=(Trouble.HTML, Trouble.NONE)),
        "closed-query": Scenario(query=(Line(), Trouble.NONE)),
    },
    Group.TAKES: {
        "broken-download": Scenario(delivery=Delivery.BROKEN_ONCE),
        "dead-download": Scenario(delivery=Delivery.ALWAYS_BROKEN),
        "page-download": Scenario(delivery=Delivery.PAGE_ONCE),
        "other-download": Scenario(delivery=Delivery.OTHER_ONCE),
        "full-disk": Scenario(delivery=Delivery.TOO_LARGE),
        "expired-link": Scenario(link=Link.DEAD_AT_FIRST),
        "dead-link": Scenario(link=Link.DEAD),
        "bare-key": Scenario(link=Link.BARE_KEY),
        "inward-link": Scenario(link=Link.INWARD),
    },
    Group.REVIEWS: {
        "long-review": Scenario(review_polls=12),
        "refused-review": Scenario(review_refusal="The picture shows a real person whose consent is not on file."),
    },
}
"""Everything that can be rehearsed, in the order in which it is offered."""

SCENARIOS = {name: scenario for group in REPERTOIRE.values() for name, scenario in group.items()}
"""All of it by name."""

DEFAULT_SCENARIO = "calm"
