"""Where a key is entered; where it is kept is told, what it is never shown again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from seedance_desktop.ui.preferences.checks import is_key
from seedance_desktop.ui.preferences.parts import Hint, enable
from seedance_desktop.ui.widgets.base import line_height, plate
from seedance_desktop.ui.widgets.buttons import IconButton, LinkButton, ToolButtonWithText

if TYPE_CHECKING:
    from seedance_desktop.ui.notifier import Speech
    from seedance_desktop.ui.theme import Theme

LONGEST = 4096
SECOND_THOUGHT = 5000
"""Milliseconds in which a second press forgets."""
HIDDEN = QLineEdit.EchoMode.Password


class KeyRow(QWidget):
    """A field that is never filled with the key, an eye, a button to save, and how things stand.

    Args:
        theme: the look.
        speech: sentences for keys that no service has, and for a system without a keychain.
        parent: the widget it lies in.

    Attributes:
        save_wanted: a key that may be kept.
        forget_wanted: the kept key should go; at the second press only.
        typed: the text has changed.
    """

    save_wanted = Signal(str)
    forget_wanted = Signal()
    typed = Signal()

    def __init__(self, theme: Theme, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._speech = speech
        self._where: str | None = None
        self.field = _KeyField(theme)
        self._eye = IconButton(theme, "eye", "")
        self._eye.setObjectName("showKey")
        self.save = ToolButtonWithText(theme, "")
        self.save.setObjectName("saveKey")
        self.save.setMinimumHeight(self.field.minimumHeight())
        self.hint = Hint(theme)
        self.hint.setObjectName("keyState")
        self.forget = LinkButton(theme, "", small=True)
        self.forget.setObjectName("forgetKey")
        self._thinking = QTimer(self)
        self._thinking.setSingleShot(True)
        self._thinking.setInterval(SECOND_THOUGHT)
        self._lay_out()
        self._connect()
        self._retranslate()

    def begin(self) -> None:
        """Another profile: nothing is typed yet and nothing known."""
        self._thinking.stop()
        self.empty()
        self.show_place(None)

    def empty(self) -> None:
        """Let go of what was typed, so that no undo brings it back."""
        self.field.setText("")
        self.field.setEchoMode(HIDDEN)
        self._eye.set_icon("eye")
        self._retranslate()

    def show_place(self, where: str | None) -> None:
        """Say where the key is: as `Desk.key_kept` tells it, or `None` while nobody knows."""
        self._where = where
        self._retranslate()

    def place(self) -> str | None:
        return self._where

    def key(self) -> str:
        """Give what was typed; empty where nothing was, or no key."""
        text = self.field.text().strip()
        return text if is_key(text) else ""

    def is_wrong(self) -> bool:
        return bool(self.field.text().strip()) and not self.key()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The second half of a double click is no second thought."""
        return event.type() == QEvent.Type.MouseButtonDblClick or super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.empty()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.field, 1)
        row.addWidget(self._eye)
        row.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        below = QHBoxLayout()
        below.setSpacing(12)
        below.addWidget(self.hint, 1)
        below.addWidget(self.forget, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(below)

    def _connect(self) -> None:
        self.field.textChanged.connect(self._follow)
        self.field.returnPressed.connect(self._save)
        self.save.clicked.connect(self._save)
        self._eye.clicked.connect(self._toggle)
        self.forget.clicked.connect(self._forget_or_ask)
        self.forget.installEventFilter(self)
        self._thinking.timeout.connect(self._retranslate)
        self._speech.changed.connect(self._retranslate)

    def _follow(self) -> None:
        self._retranslate()
        self.typed.emit()

    def _save(self) -> None:
        key = self.key()
        if key:
            self.empty()
            self.show_place(None)
            self.save_wanted.emit(key)

    def _forget_or_ask(self) -> None:
        if self._thinking.isActive():
            self._thinking.stop()
            self.forget_wanted.emit()
        else:
            self._thinking.start()
        self._retranslate()

    def _toggle(self) -> None:
        hidden = self.field.echoMode() == HIDDEN
        self.field.setEchoMode(QLineEdit.EchoMode.Normal if hidden else HIDDEN)
        self._eye.set_icon("eye-off" if hidden else "eye")
        self._retranslate()

    def _retranslate(self) -> None:
        hidden = self.field.echoMode() == HIDDEN
        self._eye.set_name(self.tr("Show what is typed") if hidden else self.tr("Hide what is typed"))
        enable(self._eye, able=bool(self.field.text()), heir=self.field)
        self.save.setText(self.tr("Save key"))
        enable(self.save, able=bool(self.key()), heir=self.field)
        kept = self._where in ("keychain", "session")
        if not kept:
            self._thinking.stop()
        asked = self._thinking.isActive()
        self.forget.setText(self.tr("Really forget it") if asked else self.tr("Forget the key"))
        enable(self.forget, able=kept, heir=self.field)
        self.field.set_wrong(wrong=self.is_wrong())
        self.field.setAccessibleName(self.tr("Key"))
        self.field.setPlaceholderText(self._placeholder())
        if self.is_wrong():
            self.hint.say(str(self._speech.sentence("key.malformed")), role="danger", icon="circle-alert")
        else:
            self._say_place()

    def _placeholder(self) -> str:
        places = {
            "keychain": self.tr("Kept in the system's keychain"),
            "session": self.tr("Kept until the program ends"),
            "environment": self.tr("Given by SEEDANCE_API_KEY"),
            "nowhere": self.tr("No key yet: paste it here"),
        }
        return places.get(self._where or "", "")

    def _say_place(self) -> None:
        asking = self.tr("Asking the keychain…")
        places = {
            "keychain": self.tr("Type a new one to replace it."),
            "session": str(self._speech.sentence("key.session_only")),
            "environment": self.tr("It overrules every kept key until the program ends."),
            "nowhere": self.tr("The service's console shows it. It is written to no file."),
        }
        self.hint.hold((asking, *places.values()))
        if self._where == "session":
            self.hint.say(places[self._where], role="warning", icon="triangle-alert")
        elif self._where in places:
            self.hint.say(places[self._where])
        else:
            self.hint.say(asking, icon="clock")


class _KeyField(QLineEdit):
    """A line that shows dots and lets no keyboard learn what is typed."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._wrong = False
        self.setObjectName("apiKey")
        self.setMaxLength(LONGEST)
        self.setEchoMode(HIDDEN)
        self.setMinimumHeight(line_height(theme.font(), 32))
        hints = Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
        self.setInputMethodHints(hints | Qt.InputMethodHint.ImhNoAutoUppercase)

    def set_wrong(self, *, wrong: bool) -> None:
        self._wrong = wrong
        self.update()

    def is_wrong(self) -> bool:
        return self._wrong

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._wrong:
            plate(QPainter(self), QRectF(self.rect()), line=self._theme.color("danger"))
