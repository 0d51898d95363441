"""What can go wrong, by name: each scenario is one row of data."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from seedance_desktop.sandbox.broken_lines import End, Line, answer, no


class Trouble(Enum):
    """What happens to one call instead of its answer."""

    NONE = auto()
    RATE_LIMITED = auto()
    UNAVAILABLE = auto()
    HTML = auto()
    REFUSED = auto()
    NO_BALANCE = auto()
    LOST_BEFORE = auto()
    LOST_AFTER = auto()


class Delivery(Enum):
    """How a result comes over the line."""

    WHOLE = auto()
    BROKEN_ONCE = auto()
    ALWAYS_BROKEN = auto()
    TOO_LARGE = auto()
    """At first it claims to be larger than any disk; who waits for so much room holds its whole folder up."""


class Link(Enum):
    """What stands in `result.video_url`."""

    SIGNED = auto()
    DEAD_AT_FIRST = auto()
    BARE_KEY = auto()


@dataclass(frozen=True, slots=True)
class Scenario:
    """How tasks fare that are created while it is chosen, and the calls about them.

    Attributes:
        queue_seconds: time in the queue, before the pace.
        work_seconds: time of the work, before the pace.
        failure: `error_message` of the task; empty when it succeeds.
        odd_word: status word in the middle of the work that no page documents.
        create: troubles of successive create calls, repeated from the start; empty means none.
        query: the same for the queries of one task.
        upload: the same for uploads.
        delivery: how the result is sent.
        link: which link a completed task names.
        review_polls: how often a review handed in meanwhile is asked about before it can end.
        review_refusal: the reason for which such a review ends badly; empty when it goes by the file's name.
    """

    queue_seconds: float = 1.2
    work_seconds: float = 6.8
    failure: str = ""
    odd_word: str = ""
    create: tuple[Trouble | Line, ...] = ()
    query: tuple[Trouble | Line, ...] = ()
    upload: tuple[Trouble, ...] = ()
    delivery: Delivery = Delivery.WHOLE
    link: Link = Link.SIGNED
    review_polls: int = 0
    review_refusal: str = ""


SCENARIOS = {
    "calm": Scenario(),
    "slow-queue": Scenario(queue_seconds=45.0),
    "moderation": Scenario(failure="PROVIDER_MODERATION_ERROR: TRADEMARK"),
    "refused-parameters": Scenario(create=(Trouble.REFUSED,)),
    "lost-answer": Scenario(create=(Trouble.LOST_AFTER,)),
    "lost-before": Scenario(create=(Trouble.LOST_BEFORE,)),
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
    "html": Scenario(query=(Trouble.HTML, Trouble.NONE)),
    "unknown-word": Scenario(odd_word="awaiting_upscale"),
    "broken-download": Scenario(delivery=Delivery.BROKEN_ONCE),
    "dead-download": Scenario(delivery=Delivery.ALWAYS_BROKEN),
    "full-disk": Scenario(delivery=Delivery.TOO_LARGE),
    "expired-link": Scenario(link=Link.DEAD_AT_FIRST),
    "bare-key": Scenario(link=Link.BARE_KEY),
    "low-balance": Scenario(create=(Trouble.NO_BALANCE,)),
    "reset-after": Scenario(create=(Line(end=End.RESET),)),
    "half-status": Scenario(create=(Line(b"HTTP/1.1 20"),)),
    "interim-only": Scenario(create=(Line(b"HTTP/1.1 103 Early Hints\r\n\r\n"),)),
    "half-body": Scenario(create=(answer("200 OK", '{"code": "20000", "msg": "ok", "da', missing=90),)),
    "not-http": Scenario(create=(Line(b"SSH-2.0-OpenSSH_9.2\r\n"),)),
    "hang": Scenario(create=(Line(end=End.HOLD),)),
    "broken-gzip": Scenario(create=(answer("200 OK", "no gzip at all", "Content-Encoding: gzip"),)),
    "html-answer": Scenario(create=(answer("200 OK", "<html><h1>Welcome</h1></html>", "Content-Type: text/html"),)),
    "no-id": Scenario(create=(answer("200 OK", '{"code": "20000", "msg": "ok", "data": {}}'),)),
    "wrong-type": Scenario(create=(answer("200 OK", '{"code": "20000", "msg": "ok", "data": {"task_id": []}}'),)),
    "answer-408": Scenario(create=(answer("408 Request Timeout"),)),
    "answer-409": Scenario(create=(answer("409 Conflict"),)),
    "answer-500": Scenario(create=(answer("500 Internal Server Error"),)),
    "answer-502": Scenario(create=(answer("502 Bad Gateway", "<html></html>", "Content-Type: text/html"),)),
    "answer-504": Scenario(create=(answer("504 Gateway Timeout"),)),
    "redirect": Scenario(create=(answer("302 Found", "", "Location: http://127.0.0.1:9/elsewhere", made=False),)),
    "answer-401": Scenario(create=(no("401 Unauthorized", "authentication failed"),)),
    "answer-403": Scenario(create=(no("403 Forbidden", "this key may not do that"),)),
    "answer-413": Scenario(create=(no("413 Content Too Large", "too large"),)),
    "closed-query": Scenario(query=(Line(), Trouble.NONE)),
    "long-review": Scenario(review_polls=12),
    "refused-review": Scenario(review_refusal="The picture shows a real person whose consent is not on file."),
}
"""All scenarios by name, in the order in which they are offered."""

DEFAULT_SCENARIO = "calm"
