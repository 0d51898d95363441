"""What answers tell of clocks: the server's own, and that ours is wrong."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seedance_desktop.api.errors import LONGEST_WAIT, retry_after
from seedance_desktop.api.sending import failure_of as bucket_failure
from seedance_desktop.domain.errors import Refused
from seedance_desktop.wording.sentences import Wording
from tests.fakes.raw_server import RawServer, answering
from tests.unit.api.answers import TASK, answer
from tests.unit.api.service import client


@pytest.mark.parametrize(
    ("date", "seconds"),
    [
        ("Thu, 26 Nov 2026 19:14:30 GMT", 1795720470.0),
        ("Thu, 26 Nov 2026 19:14:30", 1795720470.0),
        ("", None),
        ("yesterday", None),
        ("Thu, 99 Nov 2026 19:14:30 GMT", None),
        ("Thu, 26 Nov 99999 19:14:30 GMT", None),
        ("x" * 100_000, None),
    ],
)
def test_when_the_service_says_that_it_answered(date: str, seconds: float | None) -> None:
    assert answer({}, date=date).date == seconds


@pytest.mark.parametrize("status", [400, 403])
def test_a_bucket_that_finds_our_clock_wrong_is_told_as_such(status: int) -> None:
    body = b"<Error><Code>RequestTimeTooSkewed</Code><Message>The difference is too large.</Message></Error>"
    failure = bucket_failure(answer(body, status))
    assert (type(failure), failure.code) == (Refused, "host.clock")
    assert Wording("en").sentence(failure.code, failure.values).what.startswith("The clock of this computer is wrong")


async def test_a_report_carries_the_services_time() -> None:
    script = answering({"code": 0, "data": TASK}, date="Thu, 26 Nov 2026 19:14:30 GMT")
    async with RawServer(script) as server, client(server.url) as service:
        assert (await service.query("vid_1")).answered_at == 1795720470.0
    async with RawServer(answering({"code": 0, "data": TASK})) as server, client(server.url) as service:
        assert (await service.query("vid_1")).answered_at is None


@given(
    st.text(max_size=80)
    | st.floats().map(str)
    | st.integers().map(str)
    | st.datetimes().map(lambda moment: moment.strftime("%a, %d %b %Y %H:%M:%S GMT"))
)
def test_whatever_a_service_asks_for_the_wait_is_sensible(header: str) -> None:
    wait = retry_after(header, datetime(2026, 11, 26, tzinfo=UTC))
    assert wait is None or 0.0 <= wait <= LONGEST_WAIT


@given(st.text(max_size=80))
def test_no_date_of_an_answer_is_too_odd(date: str) -> None:
    moment = answer({}, date=date).date
    assert moment is None or moment == moment  # noqa: PLR0124 - a number, and not NaN
