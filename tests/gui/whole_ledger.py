"""Money that was spent, for tests that read the window whole."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from seedance_desktop.domain.task import Status
from seedance_desktop.settings.model import SANDBOX_ID
from tests.gui.stage_takes import request, task

if TYPE_CHECKING:
    from seedance_desktop.domain.task import Task

HOUR = 3600.0
WORDS = "Цапля над рекой"


def some_spending(now: float) -> list[Task]:
    """Create calls of a week: of every end, and with everything the balance can say of them."""
    asked = request(WORDS, resolution="720p", ratio="9:16")
    money: dict[str, Any] = {"estimate": Decimal("0.35"), "request": asked, "profile_id": SANDBOX_ID}
    read = {"balance_before": Decimal("41.20"), "balance_after": Decimal("40.85")}
    back = {"balance_before": Decimal(9), "balance_during": Decimal(8), "balance_after": Decimal(9)}
    rose = {"balance_before": Decimal(9), "balance_after": Decimal(19)}
    changes: list[dict[str, Any]] = [
        {"status": Status.PROCESSING},
        {"status": Status.COMPLETED, "finished_at": now - 2 * HOUR, **read},
        {"status": Status.FAILED, **back},
        {"status": Status.UNCERTAIN, "balance_before": Decimal(9), "balance_after": Decimal(9)},
        {"status": Status.REFUSED},
        {"status": Status.CANCELLED},
        {"status": Status.COMPLETED, **rose},
    ]
    tasks = []
    for days, values in enumerate(changes):
        sent = {"created_at": now - (days + 1) * 24 * HOUR, "sent_at": now - (days + 1) * 24 * HOUR}
        tasks.append(task(str(days), **{**money, **sent, **values}))
    same = {"balance_before": Decimal(1), "balance_after": Decimal(1)}
    beside = {"created_at": now - HOUR, "sent_at": now - HOUR, **same}
    return [*tasks, *(task(f"beside {one}", status=Status.COMPLETED, **{**money, **beside}) for one in range(2))]
