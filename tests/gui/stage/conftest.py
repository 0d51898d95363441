"""What these tests share: a theme and a voice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from seedance_desktop.domain.catalog import load_catalog
from seedance_desktop.ui.notifier import Speech
from seedance_desktop.ui.theme import Theme
from seedance_desktop.wording.sentences import Wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication


@pytest.fixture(scope="module")
def theme(qapp: QApplication) -> Iterator[Theme]:
    theme = Theme(qapp, "dark")
    yield theme
    theme.deleteLater()


@pytest.fixture(autouse=True)
def _really_deleted() -> Iterator[None]:
    """Without a running loop nothing deletes what was put off, and every style sheet dresses it again."""
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def speech() -> Speech:
    return Speech(Wording("en"), load_catalog())
