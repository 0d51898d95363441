"""A disk that cannot be read for a moment opens no cap: nobody knows then what was spent."""

from __future__ import annotations

import asyncio
from decimal import Decimal
from typing import TYPE_CHECKING

from seedance_desktop.domain.errors import LocalFailure
from seedance_desktop.domain.price import Price, PriceBook, Unit
from seedance_desktop.domain.profile import Profile
from seedance_desktop.domain.spending import Caps, Spent
from seedance_desktop.domain.task import Failure, Status, Task
from seedance_desktop.engine.events import Notice
from seedance_desktop.store.store import Store
from tests.fakes.house import PROMPT_ONLY, House

if TYPE_CHECKING:
    from collections.abc import Callable

ONE = Price("billed", "billed", Unit.TASK, 1, Decimal(1))
ALL = Caps(session=Decimal(2), day=Decimal(2))


class Unreadable(Store):
    """A store whose ledger cannot be read for so many times."""

    times = 0

    def forgotten(self, now: float) -> asyncio.Future[tuple[Task, ...]]:
        return self._or_not(lambda: Store.forgotten(self, now))

    def all_forgotten(self) -> asyncio.Future[tuple[Task, ...]]:
        return self._or_not(super().all_forgotten)

    def _or_not(self, read: Callable[[], asyncio.Future[tuple[Task, ...]]]) -> asyncio.Future[tuple[Task, ...]]:
        if not self.times:
            return read()
        self.times -= 1
        failed: asyncio.Future[tuple[Task, ...]] = asyncio.get_running_loop().create_future()
        failed.set_exception(LocalFailure("store.failed"))
        return failed


async def unreadable(house: House, times: int) -> Store:
    store = await Unreadable.open(house.folder / "data")
    assert isinstance(store, Unreadable)
    store.times = times
    return store


def allow(house: House, caps: Caps) -> None:
    book = PriceBook({"billed": Decimal(1)})
    house.profiles.known["main"] = Profile("main", "Main", "https://service.example", book, caps=caps)


async def test_under_a_cap_nothing_is_sent_while_nobody_knows_what_was_spent_and_each_press_looks_again(
    house: House,
) -> None:
    allow(house, ALL)
    async with house.engine() as engine:
        await house.until(engine.submit(PROMPT_ONLY, "main", ONE), Status.COMPLETED)
    async with house.engine(await unreadable(house, 3)) as engine:
        assert engine.spending.so_far("main") == Spent(Decimal(0), Decimal(1)), "what stands on the list counts"
        one = await house.until(engine.submit(PROMPT_ONLY, "main", ONE), Status.CANCELLED)
        assert one.failure == Failure("cap.unread")
        for status in (Status.COMPLETED, Status.CANCELLED):  # the disk is back
            await house.until(engine.submit(PROMPT_ONLY, "main", ONE), status)
        assert engine.spending.so_far("main") == Spent(Decimal(1), Decimal(2))
    assert len(house.service.creates) == 2
    assert [notice.code for notice in house.of(Notice)] == ["gone.unread", "spent.unread"]


async def test_what_this_session_sent_before_the_disk_was_back_counts_for_it(house: House) -> None:
    allow(house, Caps())
    async with house.engine(await unreadable(house, 3)) as engine:
        await house.until(engine.submit(PROMPT_ONLY, "main", ONE), Status.COMPLETED)
        allow(house, ALL)
        await house.until(engine.submit(PROMPT_ONLY, "main", ONE), Status.COMPLETED)
        assert engine.spending.so_far("main") == Spent(Decimal(2), Decimal(2))
    assert len(house.service.creates) == 2
