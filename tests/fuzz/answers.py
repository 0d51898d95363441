"""Sends mutated answers through the real client and judges what comes of each."""

from __future__ import annotations

import json
import re
import time
import unicodedata
from collections import Counter
from contextlib import aclosing
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from seedance_desktop.api.address import judge_address
from seedance_desktop.api.answers import Created, KeyQuota, Report, Uploaded
from seedance_desktop.api.client import ServiceClient
from seedance_desktop.api.redact import HIDDEN
from seedance_desktop.api.wire import RAW_LIMIT, decode
from seedance_desktop.domain.errors import (
    EXCERPT_LIMIT,
    OutcomeUnknown,
    RateLimited,
    Refused,
    SeedanceError,
    ServiceFailed,
)
from seedance_desktop.domain.reference import Kind
from seedance_desktop.wording.sentences import UNKNOWN, Wording
from tests.fuzz.mutations import Mutated, Mutator
from tests.fuzz.recorded import KEY, TASK_ID
from tests.fuzz.wire import Line, LineConnector

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator
    from pathlib import Path

DEADLINE = 2.0
"""Seconds of the processor for one answer; the usual one takes a thousandth of that."""
BASE = "https://api.example.com"
BODY = {"model": "seedance2.0-mini-sp", "prompt": "a heron", "duration": 4}
WORDINGS = (Wording("en"), Wording("zh"))
LONGEST_SENTENCE = 1000
"""Characters."""
TURNING = {"LRE", "RLE", "PDF", "LRO", "RLO", "LRI", "RLI", "FSI", "PDI"}
"""Unicode's classes of marks that turn the direction of what stands around them."""
PLAIN_NO = ("PROVIDER_MODERATION", "余额不足", "insufficient balance")


@dataclass
class Tally:
    """What came of a run.

    Attributes:
        outcomes: how often each outcome was met, by call and class.
        violations: what no answer may lead to, each with the number of its answer.
        slowest: seconds of the processor for one answer.
    """

    outcomes: Counter[str] = field(default_factory=Counter)
    violations: list[str] = field(default_factory=list)
    slowest: float = 0.0


async def fuzz_answers(count: int, folder: Path, seed: int = 1, first: int = 0) -> Tally:
    """Send `count` mutated answers.

    Args:
        count: how many.
        folder: for the file that is uploaded.
        seed: of all of them.
        first: number of the first one, to see a single one again.
    """
    picture = folder / "a.png"
    picture.write_bytes(b"\x89PNG" * 30)
    line, tally, mutator = Line(), Tally(), Mutator(seed)
    service = ServiceClient(BASE, _key)
    service._connector = LineConnector(line)
    async with aclosing(service):
        calls = _calls(service, picture)
        for number in range(first, first + count):
            answer = mutator.answer(number)
            line.pieces, line.reset = answer.pieces, answer.reset
            line.sent.clear()
            began = time.thread_time()
            try:
                outcome = await calls[answer.call]()
            except SeedanceError as failure:
                outcome = failure
            except Exception as crash:  # noqa: BLE001  whatever else comes up is what is looked for
                tally.violations.append(f"{number} {answer.call}: {crash!r}")
                continue
            took = time.thread_time() - began
            tally.slowest = max(tally.slowest, took)
            name = outcome.code if isinstance(outcome, SeedanceError) else "read"
            tally.outcomes[f"{answer.call:<8}{type(outcome).__name__:<16}{name}"] += 1
            late = [f"took {took:.1f} s"] if took > DEADLINE else []
            faults = [*late, *judged(answer, outcome), *_sent_once(answer, bytes(line.sent))]
            tally.violations += [f"{number} {answer.call}: {fault}" for fault in faults]
    return tally


async def _key() -> str | None:
    return KEY


def _calls(service: ServiceClient, picture: Path) -> dict[str, Callable[[], Awaitable[object]]]:
    return {
        "create": lambda: service.create(BODY, intent="intent"),
        "query": lambda: service.query(TASK_ID),
        "balance": service.balance,
        "quota": service.key_quota,
        "upload": lambda: service.upload(picture),
        "audit": lambda: service.submit_for_review({Kind.IMAGE: ["https://files.example.com/a.png"]}),
        "status": lambda: service.review_status(["asset-1"]),
        "add": lambda: service.add_sp_asset("a", Kind.IMAGE, "https://files.example.com/a.png"),
        "detail": lambda: service.sp_asset("asset_1"),
        "people": lambda: service.real_people(["rp_1"]),
    }


def _sent_once(answer: Mutated, sent: bytes) -> Iterator[str]:
    # An answer about another task is asked for again, once, on a fresh connection.
    if not 1 <= sent.count(b"HTTP/1.1\r\n") <= (2 if answer.call == "query" else 1):
        yield f"{sent.count(b'HTTP/1.1')} requests for one {answer.call}"


# --- judging ---------------------------------------------------------------------------------------------------


def judged(answer: Mutated, outcome: object) -> Iterator[str]:
    """Everything that is wrong with an outcome."""
    if answer.call == "create":
        yield from _of_create(answer, outcome)
    elif isinstance(outcome, SeedanceError) and not isinstance(outcome, Refused | ServiceFailed):
        yield f"{type(outcome).__name__} although the request was sent"
    if isinstance(outcome, SeedanceError):
        yield from _of_failure(outcome)
    else:
        yield from _of_result(outcome)


def _of_create(answer: Mutated, outcome: object) -> Iterator[str]:
    """Accepted, surely refused, or unknown with all that came; never an accepted id forgotten."""
    if not isinstance(outcome, Created | Refused | OutcomeUnknown):
        yield f"{type(outcome).__name__} although the request was sent"
    if answer.body is None:
        return
    found = accepted_id(answer.body)
    said = decode(answer.body)
    if isinstance(outcome, Created):
        if not 200 <= answer.status < 300 or found != outcome.remote_id:
            yield f"{outcome.remote_id!r} taken for accepted: {answer.body[:200]!r} ({answer.status})"
    elif isinstance(outcome, Refused):
        if found:
            yield f"accepted id {found} dropped by {outcome.code} ({answer.status})"
        if not clearly_refused(answer):
            yield f"no clear refusal: {answer.body[:200]!r} ({answer.status}) {outcome.code}"
    elif isinstance(outcome, OutcomeUnknown):
        at = said.find(TASK_ID)
        if 0 <= at < RAW_LIMIT - len(TASK_ID) and TASK_ID not in outcome.raw:
            yield "the id that stands in the answer was not kept"


def accepted_id(body: bytes) -> str:
    """The one task id where the documents put it, read as strictly as can be; empty where none, or two, stand."""
    if len(body) > 1024 * 1024:
        return ""
    try:
        document = json.loads(body.decode("utf-8-sig").replace(KEY, HIDDEN), object_pairs_hook=_Pairs)
    except (ValueError, RecursionError):
        return ""
    if not isinstance(document, _Pairs):
        return ""
    data = document.last("data")
    payload = data if isinstance(data, _Pairs) else document
    for name in ("task_id", "taskId"):
        said = {str(value).strip() for key, value in payload if key == name}
        if said:
            ids = {value for value in said if re.fullmatch(r"[!-~]{1,256}", value)}
            usable = len(said) == 1 and isinstance(payload.last(name), str | int)
            return next(iter(ids), "") if usable and not isinstance(payload.last(name), bool) else ""
    return ""


class _Pairs(list[tuple[str, Any]]):
    """A JSON object with everything that it says, twice or not."""

    def last(self, name: str) -> Any:
        return next((value for key, value in reversed(self) if key == name), None)


def clearly_refused(answer: Mutated) -> bool:
    """By the table of what a failed create call means, read from its other side."""
    if not 200 <= answer.status < 300:
        return 300 <= answer.status < 400 or answer.status in {
            *(400, 401, 402, 403, 404, 405, 406, 410, 411, 413, 414, 415, 417, 422, 426, 428, 429, 431, 451)
        }
    try:
        document = json.loads(decode(answer.body or b""), parse_int=str, parse_float=str)
    except (ValueError, RecursionError):
        return False
    if not isinstance(document, dict):
        return False
    if any(text in str(document.get("msg")) for text in PLAIN_NO):
        return "code" in document
    code = document.get("code")
    return code is not None and str(code).strip() not in {"0", "200", "20000", ""}


def _of_failure(failure: SeedanceError) -> Iterator[str]:
    for wording in WORDINGS:
        entry = wording.sentence(failure.code, failure.values)
        if entry == wording.sentence(UNKNOWN, {"code": failure.code}):
            yield f"{failure.code} has no sentence in {wording.language}"
        if not 0 < len(str(entry)) < LONGEST_SENTENCE or _invisible(str(entry)):
            yield f"unreadable sentence {str(entry)[:200]!r}"
    if len(failure.excerpt) > EXCERPT_LIMIT or _invisible(failure.excerpt):
        yield f"unsafe excerpt {failure.excerpt[:100]!r}"
    wait = failure.retry_after if isinstance(failure, RateLimited | ServiceFailed) else None
    if wait is not None and not 0 <= wait <= 120:
        yield f"waits {wait} s"
    raw = failure.raw if isinstance(failure, OutcomeUnknown) else ""
    if KEY in f"{failure!r}{failure.values}{failure.excerpt}{raw}":
        yield "the key stands in the failure"


def _of_result(outcome: object) -> Iterator[str]:
    for part in outcome if isinstance(outcome, tuple) else (outcome,):
        told = part if isinstance(part, Decimal | str | None) else asdict(part)
        if KEY in str(told):
            yield "the key stands in the result"
        str(told).encode("utf-8")
    if isinstance(outcome, Report):
        if not 0 <= outcome.progress <= 100 or len(outcome.word) > 100 or len(outcome.raw) > RAW_LIMIT:
            yield f"report beyond its bounds: {outcome.progress} {outcome.word[:120]!r}"
        if outcome.video_url is not None:
            judge_address(outcome.video_url, trusted=False)
    if isinstance(outcome, Uploaded):
        judge_address(outcome.url, trusted=False)
    sums: tuple[Decimal, ...] = (outcome,) if isinstance(outcome, Decimal) else ()
    if isinstance(outcome, KeyQuota):
        sums = tuple(one for one in (outcome.total, outcome.used, outcome.available) if one is not None)
    if any(not one.is_finite() or abs(one) > Decimal(10) ** 16 for one in sums):
        yield f"a sum beyond all bounds: {outcome}"


def _invisible(text: str) -> str:
    """What hides or turns other characters: controls, lone surrogates, marks of direction."""
    turning = (c for c in text if unicodedata.bidirectional(c) in TURNING)
    return "".join([*(c for c in text if unicodedata.category(c) in {"Cc", "Cs"}), *turning])
