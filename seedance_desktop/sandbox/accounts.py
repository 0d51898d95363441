"""Keys, balances and what tasks cost."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from seedance_desktop.sandbox.envelopes import UNAUTHORIZED, Refusal
from seedance_desktop.sandbox.scenarios import SCENARIOS
from seedance_desktop.sandbox.timeline import failed_at

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.requests import Request

    from seedance_desktop.sandbox.options import Options
    from seedance_desktop.sandbox.state import State, TaskRecord

# No page names the code of an empty account; the number is the HTTP status it would have.
NO_BALANCE = 402


class Accounts:
    """Who calls, and what they can still spend.

    Args:
        clock: Unix seconds.
    """

    def __init__(self, options: Options, state: State, clock: Callable[[], float]) -> None:
        self._options = options
        self._state = state
        self._clock = clock

    def of(self, request: Request) -> str:
        """The caller's account.

        Raises:
            Refusal: no key, or a wrong one (business code 20001).
        """
        scheme, _, key = request.headers.get("authorization", "").partition(" ")
        known = any(hmac.compare_digest(key.strip().encode(), entry.encode()) for entry in self._options.keys)
        if scheme.lower() != "bearer" or not known:
            raise Refusal(UNAUTHORIZED, "authentication failed")
        return hashlib.sha256(key.strip().encode()).hexdigest()[:16]

    def used(self, account: str) -> Decimal:
        """Consumption minus refunds."""
        self._settle(account)
        return sum(
            (Decimal(t.charged) for t in self._state.tasks if t.account == account and not t.refunded),
            Decimal(0),
        )

    def available(self, account: str) -> Decimal:
        return self._options.start_balance - self.used(account)

    def check(self, account: str, price: Decimal) -> None:
        """See that `price` can be paid.

        Raises:
            Refusal: it cannot (HTTP 402; no page documents the code).
        """
        available = self.available(account)
        if price > available:
            raise self.no_balance(available, price)
        quota = self._options.key_quota
        if quota and self.used(account) >= quota:
            raise Refusal(NO_BALANCE, "key quota exhausted", status=402)

    @staticmethod
    def no_balance(available: Decimal, price: Decimal) -> Refusal:
        message = f"余额不足 insufficient balance: available {available}, required {price}"
        return Refusal(NO_BALANCE, message, status=402)

    def user_balance(self, account: str) -> dict[str, object]:
        """The data of the user balance call."""
        used, start = self.used(account), self._options.start_balance
        return {"balance": float(start), "used_coin": float(used), "available": float(start - used)}

    def key_balance(self, account: str) -> dict[str, object]:
        """The data of the key quota call."""
        used, quota = self.used(account), self._options.key_quota
        return {
            "name": "sandbox",
            "total_quota": float(quota),
            "used_quota": float(used),
            "available_quota": float(max(quota - used, Decimal(0))),
            "unlimited": not quota,
        }

    def refund(self, task: TaskRecord) -> None:
        """Give back what a task had cost."""
        if not task.refunded:
            self._state.tasks.put(replace(task, refunded=True))

    def _settle(self, account: str) -> None:
        """Give back what failed tasks had cost, once their time has come."""
        now = self._clock()
        for task in self._state.tasks:
            scenario = SCENARIOS[task.scenario]
            end = failed_at(task.created_at, scenario, task.pace) if scenario.refunds else None
            if task.account == account and end is not None and end <= now:
                self.refund(task)
