"""One place for all of chaos: the program is loaded once, and its usual life is looked at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest_asyncio

from tests.chaos.points import points
from tests.chaos.trials import clean_life, ground

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    import pytest

    from tests.chaos.points import Point, Touch
    from tests.chaos.trials import Ground


@dataclass(frozen=True)
class Usual:
    """A life that nothing happens to.

    Attributes:
        done: what it touched.
        found: the moments at which another can be hit.
        seconds: how long one is.
    """

    done: Sequence[Touch]
    found: Sequence[Point]
    seconds: float


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def place(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Ground]:
    async with ground(tmp_path_factory.mktemp("chaos"), beside=2) as place:
        yield place


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def usual(place: Ground) -> Usual:
    done, seconds = await clean_life(place)
    return Usual(done, points(done), seconds)
