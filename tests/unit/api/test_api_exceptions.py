"""Every exception of the HTTP library becomes one of ours, and none is taken for unsent that may have been sent."""

from __future__ import annotations

import httpcore
import httpx
import pytest
from httpx._transports.default import _load_httpcore_exceptions

from seedance_desktop.api.http import Departure, foreign_failures, translate
from seedance_desktop.domain.errors import NotSent, ServiceFailed


def _tree(kind: type[Exception]) -> list[type[Exception]]:
    return [kind, *(found for child in kind.__subclasses__() for found in _tree(child))]


FOREIGN = sorted(
    {
        found
        for root in (httpx.HTTPError, httpx.InvalidURL, httpx.CookieConflict, httpx.StreamError)
        for found in _tree(root)
    },
    key=lambda kind: kind.__name__,
)
NEVER_SENT = {
    "ConnectError",
    "ConnectTimeout",
    "InvalidURL",
    "LocalProtocolError",
    "PoolTimeout",
    "ProxyError",
    "UnsupportedProtocol",
}


def _departure(*, traced: bool, begun: bool) -> Departure:
    made = Departure()
    made.traced, made.begun = traced, begun
    return made


@pytest.mark.parametrize("kind", FOREIGN)
def test_every_exception_of_the_http_library_is_translated(kind: type[Exception]) -> None:
    assert issubclass(kind, foreign_failures())
    problem = kind.__new__(kind)
    for departure in (_departure(traced=True, begun=True), _departure(traced=False, begun=False)):
        found = translate(problem, host="h", departure=departure)
        assert type(found) is (NotSent if kind.__name__ in NEVER_SENT else ServiceFailed)
    found = translate(problem, host="h", departure=_departure(traced=True, begun=False))
    assert type(found) is NotSent
    assert found.code.startswith("net.")


def test_the_list_of_exceptions_is_the_librarys_own() -> None:
    exported = {
        thing
        for thing in (getattr(httpx, name) for name in httpx.__all__)
        if isinstance(thing, type) and issubclass(thing, Exception)
    }
    assert exported <= set(FOREIGN)
    assert len(FOREIGN) >= 25


def test_the_library_maps_every_exception_of_its_transport() -> None:
    mapped = set(_load_httpcore_exceptions())
    names = {name for name in httpcore.__all__ if isinstance(getattr(httpcore, name), type)}
    raised = {getattr(httpcore, n) for n in names if issubclass(getattr(httpcore, n), Exception)}
    assert {kind.__name__ for kind in raised - mapped} == {"ConnectionNotAvailable"}


@pytest.mark.parametrize(
    "problem", [TimeoutError(), OSError(5, "x"), ValueError("x"), UnicodeError("x"), AssertionError()]
)
def test_what_slips_past_the_librarys_own_classes_is_unknown_once_bytes_may_have_left(problem: Exception) -> None:
    assert isinstance(problem, foreign_failures())
    found = translate(problem, host="h", departure=_departure(traced=True, begun=True))
    assert (type(found), found.code) == (ServiceFailed, "service.no_answer")
