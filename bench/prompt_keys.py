"""Prints as JSON what a key in the longest prompt costs beside a hundred references: processor milliseconds.

Counted from the key to the painted form, judged, with the prompt's chips, the trays and the lines above Generate. Each
is the quicker quarter of many: what the code costs, not what else the machine does.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtGui import QImage, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from seedance_desktop.domain.catalog import load_catalog
from seedance_desktop.domain.draft import Draft
from seedance_desktop.domain.mentions import mention
from seedance_desktop.domain.reference import Facts, Kind, Place
from seedance_desktop.engine.events import Measured
from seedance_desktop.ui.compose.composer import Composer
from seedance_desktop.ui.compose.presenter import ComposePresenter
from seedance_desktop.ui.notifier import Speech
from seedance_desktop.ui.theme import Theme
from seedance_desktop.wording.sentences import Wording

if TYPE_CHECKING:
    from collections.abc import Callable

REFERENCES = 100
LONGEST = 5000
TIMES = 60


def main() -> None:
    """Fill a form and measure its keys."""
    app = QApplication([])
    catalog = load_catalog()
    presenter = ComposePresenter(catalog, Draft(model="seedance2.0-md", duration=5, ratio="16:9"))
    composer = Composer(Theme(app, "dark"), Speech(Wording("en"), catalog), presenter)
    composer.resize(392, 800)
    composer.show()
    with tempfile.TemporaryDirectory() as folder:
        _fill(presenter, composer, Path(folder))
        composer.prompt.setFocus()
        composer.prompt.moveCursor(QTextCursor.MoveOperation.End)
        composer.prompt.ensureCursorVisible()
        for _ in range(20):
            app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        told = {
            "letter": _quicker(app, lambda: QTest.keyClick(composer.prompt, Qt.Key.Key_A)),
            "back": _quicker(app, lambda: QTest.keyClick(composer.prompt, Qt.Key.Key_Backspace)),
        }
    sys.stdout.write(json.dumps(told))


def _fill(presenter: ComposePresenter, composer: Composer, folder: Path) -> None:
    sources = [f"/pictures/{number}.png" for number in range(REFERENCES)]
    thumbnail = str(folder / "thumbnail.png")
    picture = QImage(336, 256, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.darkCyan)
    picture.save(thumbnail)
    facts = Facts("png", 1920, 1080, size=2_000_000)
    presenter.add(Place.IMAGES, sources, local=True)
    for source in sources:
        composer.looks.learn(Measured(source, Kind.IMAGE, facts, thumbnail, (), None))
    presenter.learn(dict.fromkeys(sources, (facts, "")))
    mentions = [f"the light of {mention(one.id, one.called)}, " for one in presenter.draft.references]
    filling = "slow dolly along the river at first light, " * LONGEST
    wordings = sum(len(f"the light of @Image{n}, ") for n in range(1, REFERENCES + 1))
    presenter.set_prompt("".join(mentions) + filling[: LONGEST - wordings - TIMES - 1])


def _quicker(app: QApplication, press: Callable[[], None]) -> float:
    spent = []
    for _ in range(TIMES):
        began = time.thread_time()
        press()
        app.processEvents()
        spent.append(time.thread_time() - began)
    return sorted(spent)[TIMES // 4] * 1000


if __name__ == "__main__":
    main()
