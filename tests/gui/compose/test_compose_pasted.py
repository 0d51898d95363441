"""A picture from the clipboard becomes a reference, saved beside the loop."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QImage

from seedance_desktop.domain.reference import Place
from seedance_desktop.ui.compose.pasted import PastedPictures

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("qapp")


def test_a_pasted_picture_is_saved_whole(qtbot: QtBot, tmp_path: Path) -> None:
    image = QImage(64, 48, QImage.Format.Format_RGB32)
    image.fill(0x336699)
    pictures = PastedPictures(tmp_path / "pasted")
    with qtbot.waitSignal(pictures.saved) as told:
        pictures.save(Place.IMAGES, image)
    assert told.args is not None
    place, path = told.args
    assert place is Place.IMAGES
    assert QImage(path).pixelColor(10, 10).name() == "#336699"


def test_two_pictures_of_one_second_have_two_names(qtbot: QtBot, tmp_path: Path) -> None:
    image = QImage(8, 8, QImage.Format.Format_RGB32)
    pictures = PastedPictures(tmp_path)
    paths: list[str] = []
    pictures.saved.connect(lambda _token, path: paths.append(path))
    pictures.save(1, image)
    pictures.save(2, image)
    qtbot.waitUntil(lambda: len(paths) == 2)
    assert len(set(paths)) == 2


def test_a_folder_that_cannot_be_made_is_told(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    pictures = PastedPictures(tmp_path / "file" / "pasted")
    with qtbot.waitSignal(pictures.failed):
        pictures.save(1, QImage(8, 8, QImage.Format.Format_RGB32))
