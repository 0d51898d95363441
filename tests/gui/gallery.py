"""Draws every widget in both themes, two languages and two text sizes, to be looked at.

Run as a script with a folder: `python tests/gui/gallery.py build/gallery`.
"""

import json
import math
import os
import sys
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPainterPath, QPixmap
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from seedance_desktop.ui.theme import Theme
from seedance_desktop.ui.widgets.banner import Banner, Kind
from seedance_desktop.ui.widgets.buttons import IconButton, PrimaryButton, ToolButtonWithText
from seedance_desktop.ui.widgets.finding import FilterTabs, SearchField
from seedance_desktop.ui.widgets.frame_slot import FrameSlot
from seedance_desktop.ui.widgets.labels import ElidedLabel, IconLabel, Label, Pill
from seedance_desktop.ui.widgets.panels import Card, Fact, FactsRow, ReasonLine
from seedance_desktop.ui.widgets.ratio import Chip, RatioPicker
from seedance_desktop.ui.widgets.readiness import Fix, ReadinessList
from seedance_desktop.ui.widgets.segmented import Option, SegmentedControl
from seedance_desktop.ui.widgets.signs import ProgressLine, Spinner, Switch
from seedance_desktop.ui.widgets.sliders import DurationSlider, SeekSlider
from seedance_desktop.ui.widgets.tile import Tile
from seedance_desktop.ui.widgets.tray import MediaTray, TrayTexts

Words = dict[str, str]


def landscape(width: int, height: int, top: str, low: str, sun: str, where: float) -> QPixmap:
    """Draw a picture to stand for a reference."""
    pixmap = QPixmap(width * 2, height * 2)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(2, 2)
    sky = QLinearGradient(0, 0, 0, height)
    sky.setColorAt(0, QColor(top))
    sky.setColorAt(1, QColor(low))
    painter.fillRect(QRectF(0, 0, width, height), sky)
    painter.setPen(QColor(0, 0, 0, 0))
    painter.setBrush(QColor(sun))
    painter.drawEllipse(QPointF(width * where, height * 0.45), height * 0.13, height * 0.13)
    for layer in range(3):
        hills = QPainterPath(QPointF(0, height))
        for x in range(0, width + 4, 4):
            y = height * (0.6 + 0.13 * layer) + math.sin(x / width * 7 + layer * 2) * height * 0.07
            hills.lineTo(x, y)
        hills.lineTo(width, height)
        painter.fillPath(hills, QColor(20, 10, 30, 110))
    painter.end()
    return pixmap


def waveform() -> tuple[float, ...]:
    return tuple(0.2 + 0.8 * abs(math.sin(n * 1.7) * math.cos(n * 0.37)) for n in range(80))


class Form:
    """The compose pane of the pictures, made of the widgets alone."""

    def __init__(self, theme: Theme, words: Words, *, blocked: bool) -> None:
        self.theme, self.words = theme, words
        self.pane = QWidget()
        self.pane.setFixedWidth(391)
        self.column = QVBoxLayout(self.pane)
        self.column.setContentsMargins(16, 16, 16, 16)
        self.column.setSpacing(10)
        self.head()
        if blocked:
            self.frames()
        else:
            self.references()
        self.fields(blocked=blocked)
        self.column.addSpacing(16)
        self.foot(blocked=blocked)
        self.pane.setFixedHeight(self.column.totalHeightForWidth(391))

    def head(self) -> None:
        theme, words = self.theme, self.words
        card = Card(theme)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(13, 10, 13, 10)
        inside.setSpacing(8)
        first, second = QHBoxLayout(), QHBoxLayout()
        first.setSpacing(8)
        first.addWidget(Label(theme, words["route"], size="title", weight=600))
        first.addWidget(Label(theme, "seedance2.0-mini-sp", role="text3", size="caption", mono=True))
        first.addStretch(1)
        first.addWidget(IconLabel(theme, "chevrons-up-down", ""))
        second.setSpacing(6)
        for text in (words["per"], "480p · 720p", words["range"]):
            second.addWidget(Pill(theme, text))
        second.addStretch(1)
        for name in ("image", "film", "clapperboard", "music"):
            second.addWidget(IconLabel(theme, name, name, role="text3", size=14))
            second.addSpacing(2)
        inside.addLayout(first)
        inside.addLayout(second)
        self.column.addWidget(card)

    def references(self) -> None:
        theme, words = self.theme, self.words
        mode = SegmentedControl(theme, [Option("r", words["refs"]), Option("f", words["frames"])])
        mode.setValue("r")
        self.column.addWidget(mode)
        self.column.addLayout(self.heading("images", "2"))
        tray = MediaTray(theme)
        tray.set_texts(TrayTexts(words["drop"], words["add"]))
        tray.set_tiles(
            [
                Tile("a", "1", landscape(84, 64, "#43275c", "#3b1450", "#f79772", 0.43), tooltip="heron.png"),
                Tile("b", "2", landscape(84, 64, "#0f5068", "#a35a32", "#f8d6a4", 0.76), tooltip="mist.png"),
            ]
        )
        self.column.addWidget(tray)
        empty = MediaTray(theme)
        empty.set_texts(TrayTexts(words["drop"], words["add"]))
        self.column.addWidget(empty)
        self.sounds()

    def frames(self) -> None:
        theme, words = self.theme, self.words
        mode = SegmentedControl(theme, [Option("r", words["refs"]), Option("f", words["frames"])])
        mode.setValue("f")
        self.column.addWidget(mode)
        grid = QGridLayout()
        grid.setHorizontalSpacing(1)
        grid.setVerticalSpacing(4)
        first, last = FrameSlot(theme, "A"), FrameSlot(theme, "B")
        first.set_tile(Tile("a", "A", landscape(165, 93, "#26376f", "#a08aa8", "#f4dfe8", 0.37)))
        grid.addWidget(first, 0, 0)
        grid.addWidget(IconButton(theme, "arrow-right-left", "swap", size=14), 0, 1)
        grid.addWidget(last, 0, 2)
        grid.addWidget(Label(theme, words["first"], role="text3", size="caption"), 1, 0)
        grid.addWidget(Label(theme, words["last"], role="text3", size="caption"), 1, 2)
        self.column.addLayout(grid)
        self.column.addWidget(ReasonLine(theme, words["parked"], icon="archive"))
        self.sounds()

    def sounds(self) -> None:
        theme = self.theme
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        videos, audios = MediaTray(theme, compact=True, icon="plus"), MediaTray(theme, compact=True, icon="plus")
        audios.set_tiles([Tile("s", "1", caption="0:07", waveform=waveform(), tooltip="wings.wav")])
        audios.set_can_add(can_add=False)
        grid.addLayout(self.heading("videos", "0"), 0, 0)
        grid.addLayout(self.heading("audio", "1"), 0, 1)
        grid.addWidget(videos, 1, 0)
        grid.addWidget(audios, 1, 1)
        self.column.addLayout(grid)

    def heading(self, word: str, count: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(Label(self.theme, self.words[word], role="text2", size="label", weight=600))
        row.addStretch(1)
        row.addWidget(Label(self.theme, count, role="text3", size="caption"))
        return row

    def fields(self, *, blocked: bool) -> None:
        theme, words = self.theme, self.words
        grid = QGridLayout()
        grid.setColumnMinimumWidth(0, 88)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(1, 1)
        duration = DurationSlider(theme, suffix=words["s"])
        duration.set_range(4, 15)
        duration.setValue(5)
        resolution = SegmentedControl(theme, [Option("480p", "480p"), Option("720p", "720p")])
        if blocked:
            resolution = SegmentedControl(theme, [Option("720p", "720p")])
            resolution.setEnabled(False)
        resolution.setValue("720p")
        ratio = RatioPicker(theme)
        ratio.set_choices(["16:9", "9:16", "1:1"], open_set=True)
        if blocked:
            ratio.set_choices(["21:9", "16:9", "4:3", "1:1", "3:4", "9:16"], open_set=False)
        ratio.setValue("9:16")
        orientation = SegmentedControl(theme, [Option("l", words["landscape"]), Option("p", words["portrait"])])
        orientation.setEnabled(False)
        why = ReasonLine(theme, words["why"], words["clear"])
        for row, (word, field) in enumerate(
            (
                ("duration", duration),
                ("resolution", resolution),
                ("ratio", ratio),
                ("orientation", orientation),
                ("", why),
            )
        ):
            if word:
                label = Label(theme, words[word], role="text2", size="label", weight=600)
                label.setEnabled(field.isEnabled())
                grid.addWidget(label, row, 0)
            grid.addWidget(field, row, 1)
        self.column.addLayout(grid)

    def foot(self, *, blocked: bool) -> None:
        theme, words = self.theme, self.words
        ready = ReadinessList(theme)
        if blocked:
            ready.set_fixes(
                words["fix"], [Fix("p", words["fix1"], words["do1"]), Fix("a", words["fix2"], words["do2"])]
            )
            idle = ReadinessList(theme)
            idle.set_line(words["begin"], "idle")
            self.column.addWidget(idle)
        else:
            ready.set_line(words["ready"])
        self.column.addWidget(ready)
        button = PrimaryButton(theme, words["generate"], hint="Ctrl ↵", price=words["price"])
        button.setEnabled(not blocked)
        self.column.addWidget(button)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(Label(theme, words["left"], role="text3", size="caption"))
        self.column.addLayout(row)


def transport(theme: Theme) -> QHBoxLayout:
    """Play, seek, loop, volume."""
    bar = QHBoxLayout()
    bar.setSpacing(8)
    bar.addWidget(IconButton(theme, "skip-back", "Back"))
    bar.addWidget(IconButton(theme, "play", "Play", size=18, disc=True))
    bar.addWidget(IconButton(theme, "skip-forward", "Forward"))
    bar.addWidget(Label(theme, "0:01.2", role="text2", tabular=True))
    seek = SeekSlider(theme)
    seek.setRange(0, 5000)
    seek.set_position(1200)
    bar.addWidget(seek, 1)
    repeat = IconButton(theme, "repeat", "Loop")
    repeat.setCheckable(True)
    repeat.setChecked(True)
    for button in (repeat, IconButton(theme, "volume-2", "Sound"), IconButton(theme, "maximize", "Large")):
        bar.addWidget(button)
    return bar


def player(theme: Theme, words: Words) -> QWidget:
    """The row of controls and facts below the stage."""
    pane = Card(theme, fill="surface0", outlined=False, radius=0)
    pane.setFixedWidth(656)
    column = QVBoxLayout(pane)
    column.setContentsMargins(16, 10, 16, 16)
    column.setSpacing(10)
    column.addLayout(transport(theme))
    actions = QHBoxLayout()
    actions.setSpacing(8)
    icons = {"again": "rotate-ccw", "continue": "step-forward", "compare": "columns-2", "save": "camera"}
    for word, icon in icons.items():
        actions.addWidget(ToolButtonWithText(theme, words[word], icon))
    actions.addStretch(1)
    for name in ("heart", "heart:fill", "folder-open", "ellipsis"):
        actions.addWidget(IconButton(theme, name, name))
    column.addLayout(actions)
    prompt = "Slow dolly along the river at first light. The heron lifts off and crosses the frame; mist on the water."
    column.addWidget(ElidedLabel(theme, prompt * 2, role="text2"))
    facts = FactsRow(theme)
    known = {"Route": "Mini Special", "Output": "720p · 9:16 · 5 s", "Cost": "0.35", "Took": "1:48"}
    facts.set_facts([*(Fact(*pair) for pair in known.items()), Fact("task_id", "vid_8f21c04", mono=True)])
    column.addWidget(facts)
    return pane


def top(theme: Theme, words: Words) -> QWidget:
    pane = QWidget()
    row = QHBoxLayout(pane)
    row.setContentsMargins(12, 8, 12, 8)
    row.addWidget(
        ToolButtonWithText(theme, words["sandbox"], "flask-conical", caption=words["free"], trailing="chevron-down")
    )
    row.addStretch(1)
    row.addWidget(ToolButtonWithText(theme, "2 in queue", "list-video", flat=True))
    for name in ("command", "sun", "settings"):
        row.addWidget(IconButton(theme, name, name))
    return pane


def shelf(theme: Theme) -> QWidget:
    """What finds, warns and waits."""
    pane = QWidget()
    pane.setFixedWidth(656)
    column = QVBoxLayout(pane)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(12)
    kinds: tuple[Kind, ...] = ("info", "success", "warning", "danger")
    for kind in kinds:
        column.addWidget(Banner(theme, kind, f"The {kind} <b>banner</b> says one thing", action="Do it", close="x"))
    column.addWidget(narrow(theme))
    column.addWidget(oddities(theme))
    return pane


def narrow(theme: Theme) -> QWidget:
    """The head of the library, and small switches."""
    pane = QWidget()
    pane.setFixedWidth(312)
    inner = QVBoxLayout(pane)
    inner.setContentsMargins(13, 12, 12, 12)
    inner.addWidget(SearchField(theme, "Search prompts, tags, ids", key="/"))
    tabs = FilterTabs(theme)
    tabs.set_options([Option(name, name) for name in ("All", "Running 2", "Favourites", "Failed 1")])
    inner.addWidget(tabs)
    row, chips = QHBoxLayout(), QHBoxLayout()
    row.addWidget(Spinner(theme, "busy"))
    line = ProgressLine(theme)
    line.setValue(62)
    row.addWidget(line)
    inner.addLayout(row)
    for on in (False, True):
        switch = Switch(theme, "only what fits this draft")
        switch.setChecked(on)
        inner.addWidget(switch)
    chips.setSpacing(4)
    for text in ("480p", "720p", "fast"):
        chip = Chip(theme, text, small=True)
        chip.setChecked(text == "720p")
        chips.addWidget(chip)
    chips.addStretch(1)
    inner.addLayout(chips)
    inner.addWidget(ElidedLabel(theme, "Slow dolly along the river at first light, the heron", lines=2, weight=500))
    return pane


def oddities(theme: Theme) -> QWidget:
    """Trays in their rarer states: parked, wrong, off, many, and keyboard focus."""
    pane = QWidget()
    pane.setFixedWidth(375)
    column = QVBoxLayout(pane)
    picture = landscape(84, 64, "#43275c", "#3b1450", "#f79772", 0.43)
    for enabled in (True, False):
        tray = MediaTray(theme)
        tray.set_tiles(
            [Tile("a", "1", picture, parked=True), Tile("b", "2", picture, issue=True), Tile("c", "3", caption="0:05")]
        )
        tray.setEnabled(enabled)
        column.addWidget(tray)
    sounds = MediaTray(theme, compact=True)
    sounds.set_tiles(
        [
            Tile("a", "1", picture, "0:05"),
            Tile("b", "2", caption="0:07", waveform=waveform()),
            Tile("c", "3", icon="film"),
        ]
    )
    column.addWidget(sounds)
    return pane


def page(theme: Theme, words: Words) -> QWidget:
    """Put everything on one sheet."""
    sheet = QWidget()
    whole = QVBoxLayout(sheet)
    whole.setContentsMargins(0, 0, 0, 0)
    whole.addWidget(top(theme, words))
    columns = QHBoxLayout()
    columns.setSpacing(0)
    columns.addWidget(Form(theme, words, blocked=False).pane, 0, Qt.AlignmentFlag.AlignTop)
    columns.addWidget(Form(theme, words, blocked=True).pane, 0, Qt.AlignmentFlag.AlignTop)
    right = QVBoxLayout()
    right.addWidget(player(theme, words))
    right.addWidget(shelf(theme))
    right.addStretch(1)
    columns.addLayout(right)
    columns.addStretch(1)
    whole.addLayout(columns)
    return sheet


def main(folder: Path) -> None:
    """Write the pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication([])
    texts = Path(__file__).with_suffix(".json").read_text(encoding="utf-8")
    languages: dict[str, Words] = json.loads(texts)
    for scale in (1.0, 2.0):
        for mode in ("dark", "light"):
            for language, words in languages.items():
                theme = Theme(app, mode, text_scale=scale)
                sheet = page(theme, words)
                sheet.ensurePolished()
                sheet.adjustSize()
                sheet.grab().save(str(folder / f"{mode}-{language}-{scale * 100:.0f}.png"))
                sheet.deleteLater()


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    main(Path(sys.argv[1]))
