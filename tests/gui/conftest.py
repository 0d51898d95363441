"""What the tests of the window share: a theme, and widgets that are gone when their test is over."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from seedance_desktop.ui.theme import Theme

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication


@pytest.fixture(scope="module")
def theme(qapp: QApplication) -> Iterator[Theme]:
    """One for all tests of a file: whoever changes it has one of his own."""
    theme = Theme(qapp, "dark")
    yield theme
    theme.deleteLater()


@pytest.fixture(autouse=True)
def _really_deleted() -> Iterator[None]:
    """Without a running loop nothing deletes what was put off, and every style sheet dresses it again."""
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
