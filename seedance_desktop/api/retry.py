"""Repeating a download that broke off. Never for the create call, and not for queries: the poller has its own pace."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, TypeVar

from seedance_desktop.domain.errors import NotSent, RateLimited, ServiceFailed

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

T = TypeVar("T")

LASTING = frozenset(
    {
        "net.setup",
        "net.bad_address",
        "net.insecure_address",
        "net.certificate",
        "review.answer_lost",
        "review.unreadable",
        "download.not_video",
        "download.redirects",
        "download.too_large",
    }
)
"""Codes that another try does not change."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How often and how long to try again, waits in seconds. `Patience(attempts=1)` is none at all."""

    attempts: int = 4
    first_wait: float = 0.5
    longest_wait: float = 8.0
    jitter: float = 1.0


PATIENT = Patience()


def worth_waiting(failure: Exception) -> bool | float:
    """Whether a failure may pass by itself; the seconds to wait where the service named them."""
    if not isinstance(failure, NotSent | RateLimited | ServiceFailed) or failure.code in LASTING:
        return False
    asked = None if isinstance(failure, NotSent) else failure.retry_after
    return asked or True


async def patiently(call: Callable[[], Awaitable[T]], patience: Patience) -> T:
    """Make a call that may be repeated, again where its failure may pass by itself.

    Raises:
        SeedanceError: the last failure.
    """
    if patience.attempts == 1:
        return await call()
    # Off the loop: it takes 15 ms, and nothing needs it before the first download.
    await asyncio.to_thread(import_module, "stamina")
    import stamina  # noqa: PLC0415 - loaded the line before
    from stamina.instrumentation import set_on_retry_hooks  # noqa: PLC0415 - as above

    # Only used here. Its warning for each repetition is none: the task's row tells that it goes on.
    set_on_retry_hooks(())
    async for attempt in stamina.retry_context(
        on=worth_waiting,
        attempts=patience.attempts,
        timeout=None,
        wait_initial=patience.first_wait,
        wait_max=patience.longest_wait,
        wait_jitter=patience.jitter,
    ):
        with attempt:
            return await call()
    raise AssertionError  # the loop above returns or raises
