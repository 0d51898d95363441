"""What these tests share: a voice."""

from __future__ import annotations

import pytest

from seedance_desktop.domain.catalog import load_catalog
from seedance_desktop.ui.notifier import Speech
from seedance_desktop.wording.sentences import Wording


@pytest.fixture
def speech() -> Speech:
    return Speech(Wording("en"), load_catalog())
