"""One sandbox for all the tests of a file; `own_desk` for those that turn it inside out."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from seedance_desktop.sandbox.options import Options
from tests.unit.sandbox.desk import Desk, open_desk

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="module")
def _shared_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with open_desk(Options(tmp_path_factory.mktemp("sandbox"), start_balance=Decimal(9000))) as opened:
        yield opened


@pytest.fixture
def desk(_shared_desk: Desk) -> Desk:
    _shared_desk.live.room.choose("calm")
    return _shared_desk


@pytest.fixture
def own_desk(tmp_path: Path) -> Iterator[Desk]:
    with open_desk(Options(tmp_path)) as opened:
        yield opened
