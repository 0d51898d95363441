"""Everything that can be done by a key, by the palette, or by both: one list of named actions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeySequence

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QWidget

KEYS: dict[str, tuple[str, ...]] = {
    "generate": ("Ctrl+Return", "Ctrl+Enter"),
    "undo_send": ("Ctrl+.",),
    "routes": ("Ctrl+R",),
    "prompt": ("Ctrl+L",),
    "search": ("/", "Ctrl+F"),
    "uncertain": (),
    "palette": ("Ctrl+K",),
    "keys": ("?", "F1"),
    "assets": (),
    "ledger": ("Ctrl+J",),
    "what_if": (),
    "prices": (),
    "caps": (),
    "settings": ("Ctrl+,",),
    "fold_compose": ("Ctrl+1",),
    "fold_library": ("Ctrl+3",),
    "light": (),
    "dark": (),
    "english": (),
    "chinese": (),
    "new": ("Ctrl+N",),
    "quit": ("Ctrl+Q",),
}
OTHER_WORDS = "otherWords"
"""Property of an action: a list of words that find it though its text does not hold them."""


class Actions(QObject):
    """The program's commands by name.

    Args:
        window: where the keys work.
        commands: what each name does.
    """

    def __init__(self, window: QWidget, commands: Mapping[str, Callable[[], None]]) -> None:
        super().__init__(window)
        self._actions: dict[str, QAction] = {}
        for name, command in commands.items():
            action = QAction(window)
            action.setObjectName(f"action.{name}")
            action.setShortcuts([QKeySequence(key) for key in KEYS[name]])
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            action.setAutoRepeat(False)  # a key that is held down is one wish
            action.triggered.connect(lambda _checked=False, run=command: run())
            window.addAction(action)
            self._actions[name] = action
        window.installEventFilter(self)
        self._retranslate()

    def all(self) -> tuple[QAction, ...]:
        return tuple(self._actions.values())

    def action(self, name: str) -> QAction:
        return self._actions[name]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        return super().eventFilter(watched, event)

    def _retranslate(self) -> None:
        texts = {
            "generate": self.tr("Generate"),
            "undo_send": self.tr("Undo sending"),
            "routes": self.tr("Choose a route"),
            "prompt": self.tr("Write the prompt"),
            "search": self.tr("Search the library"),
            "uncertain": self.tr("Clips without an answer"),
            "palette": self.tr("Commands"),
            "keys": self.tr("Keyboard"),
            "assets": self.tr("Assets and reviews"),
            "ledger": self.tr("Ledger: what was spent"),
            "what_if": self.tr("What if something goes wrong…"),
            "prices": self.tr("Prices"),
            "caps": self.tr("Spending caps"),
            "settings": self.tr("Settings"),
            "fold_compose": self.tr("Show or hide the form"),
            "fold_library": self.tr("Show or hide the library"),
            "light": self.tr("Light appearance"),
            "dark": self.tr("Dark appearance"),
            "english": "English",
            "chinese": "简体中文",
            "new": self.tr("Start a new clip"),
            "quit": self.tr("Quit"),
        }
        other_words = self._other_words()
        for name, action in self._actions.items():
            action.setProperty(OTHER_WORDS, other_words.get(name, "").split())
            action.setText(texts[name])

    def _other_words(self) -> dict[str, str]:
        """What a person may call a command that is named otherwise; the palette finds it by these, too."""
        return {
            "generate": self.tr("send make create render", "other words that find the command"),
            "undo_send": self.tr("cancel stop", "other words that find the command"),
            "routes": self.tr("model", "other words that find the command"),
            "search": self.tr("find filter", "other words that find the command"),
            "uncertain": self.tr("lost uncertain charged maybe missing", "other words that find the command"),
            "keys": self.tr("shortcuts help", "other words that find the command"),
            "ledger": self.tr("money cost balance refund receipt bill csv", "other words that find the command"),
            "what_if": self.tr("rehearse rehearsal lost test try refund", "other words that find the command"),
            "prices": self.tr("money cost", "other words that find the command"),
            "caps": self.tr("money limit budget undo", "other words that find the command"),
            "settings": self.tr("preferences profile key address network proxy", "other words that find the command"),
            "new": self.tr("empty clear", "other words that find the command"),
            "quit": self.tr("exit close", "other words that find the command"),
        }
