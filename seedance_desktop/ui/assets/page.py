"""What the service reviews: submitted, waiting, approved, refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from seedance_desktop.domain.review import Review
from seedance_desktop.ui.assets.row import AssetRow
from seedance_desktop.ui.compose.gathering import Gathering
from seedance_desktop.ui.compose.pictures import Pictures
from seedance_desktop.ui.widgets.base import Control
from seedance_desktop.ui.widgets.buttons import ToolButtonWithText
from seedance_desktop.ui.widgets.drops import Receiver
from seedance_desktop.ui.widgets.labels import Label
from seedance_desktop.ui.widgets.segmented import Option, SegmentedControl
from seedance_desktop.ui.widgets.sheet import SIDE, Nothing, SheetHead

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedance_desktop.domain.asset import AssetRecord
    from seedance_desktop.ui.assets.words import AssetWords
    from seedance_desktop.ui.theme import Theme
    from seedance_desktop.ui.widgets.drops import Haul


class AssetPage(Control):
    """The assets of a profile, and the way to hand in more.

    Args:
        theme: the look.
        words: how assets speak.

    Attributes:
        done: the person is finished here.
        submitted: a `Review` and paths or addresses.
        wanted: what is to be done with an asset, and its id, as `AssetRow` says it.
    """

    done = Signal()
    submitted = Signal(object, list)
    wanted = Signal(str, str)

    def __init__(self, theme: Theme, words: AssetWords) -> None:
        super().__init__(theme)
        self._words = words
        self._records: tuple[AssetRecord, ...] = ()
        self._rows: list[AssetRow] = []
        self._pictures = Pictures(self)
        gathering = Gathering(self)
        gathering.due.connect(self._show)
        self._pictures.ready.connect(gathering.add)
        self.setObjectName("assetPage")
        self._head = SheetHead(theme, "closeAssets")
        self.kinds = SegmentedControl(theme)
        self.kinds.setObjectName("reviewKind")
        self.submit = ToolButtonWithText(theme, "", "upload")
        self.submit.setObjectName("submitAssets")
        self._purpose = Label(theme, role="text3", size="caption", wrap=True)
        self._empty = Nothing(theme, "shield-check")
        self._list = QWidget()
        self._column = QVBoxLayout(self._list)
        self._scroll = QScrollArea()
        self._lay_out()
        self._receiver = Receiver(self)
        self._receiver.brought.connect(self._brought)
        self._head.close_button.clicked.connect(self.done)
        self.submit.clicked.connect(self._browse)
        self.kinds.valueChanged.connect(lambda _value: self._tell_purpose())
        self._retranslate()

    def show_records(self, records: Sequence[AssetRecord]) -> None:
        """Show these, in this order."""
        self._records = tuple(records)
        self._pictures.let_go({record.thumbnail for record in records})
        self._show()

    def rows(self) -> tuple[AssetRow, ...]:
        return tuple(self._rows)

    def prefer(self, review: Review) -> None:
        """Offer this review first."""
        self.kinds.setValue(review.value)
        self._tell_purpose()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _show(self) -> None:
        while len(self._rows) > len(self._records):
            row = self._rows.pop()
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        while len(self._rows) < len(self._records):
            row = AssetRow(self._theme, self._words)
            row.wanted.connect(self.wanted)
            self._column.insertWidget(len(self._rows), row)
            self._rows.append(row)
        for row, record in zip(self._rows, self._records, strict=True):
            row.show_record(record, self._pictures.picture(record.thumbnail) if record.thumbnail else None)
        self._empty.setVisible(not self._records)
        self._scroll.setVisible(bool(self._records))

    def _review(self) -> Review | None:
        value = self.kinds.value()
        return Review(value) if value else None

    def _browse(self) -> None:
        dialog = QFileDialog(self, self.tr("Submit for review"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(self._hand_in)
        dialog.open()

    def _brought(self, haul: Haul) -> None:
        self._hand_in([source for source in haul.sources if not source.startswith(("asset://", "data:"))])

    def _hand_in(self, sources: list[str]) -> None:
        review = self._review()
        if review is not None and sources:
            self.submitted.emit(review, sources)

    def _tell_purpose(self) -> None:
        review = self._review()
        self._purpose.setText("" if review is None else self._words.purpose(review))

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(SIDE, 0, SIDE, 0)
        bar.setSpacing(12)
        bar.addWidget(self.kinds, 1)
        bar.addWidget(self.submit)
        self._purpose.setContentsMargins(SIDE, 8, SIDE, 14)
        self._column.setContentsMargins(SIDE, 2, SIDE, SIDE)
        self._column.setSpacing(8)
        self._column.addStretch(1)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self._list)
        self._scroll.viewport().setAutoFillBackground(False)
        self._list.setAutoFillBackground(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addLayout(bar)
        column.addWidget(self._purpose)
        column.addWidget(self._scroll, 1)
        column.addWidget(self._empty, 1)

    def _retranslate(self) -> None:
        self._head.say(self.tr("Assets"), self.tr("Close the assets"))
        self.setAccessibleName(self.tr("Assets"))
        self.submit.setText(self.tr("Submit files…"))
        self.kinds.setAccessibleName(self.tr("Which review"))
        reviews = self._words.reviews()
        kept = self.kinds.value()
        self.kinds.set_options([Option(review.value, self._words.review(review)) for review in reviews])
        self.kinds.setValue(kept or (reviews[0].value if reviews else None))
        self._empty.tell(
            self.tr("Nothing is in review"),
            self.tr("Files for routes that need a review are submitted by themselves, once, and kept here."),
            self.tr("To submit beforehand, choose a review above and drop files here."),
        )
        self._tell_purpose()
        self._show()
