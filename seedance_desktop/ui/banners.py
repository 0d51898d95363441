"""The lines under the header: what concerns the whole program, said once, gone when it is over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject

from seedance_desktop.ui.widgets.banner import Banner

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QVBoxLayout

    from seedance_desktop.ui.notifier import Speech
    from seedance_desktop.ui.theme import Theme

MOST = 3


class Banners(QObject):
    """Shows at most three banners; the same code again replaces its banner."""

    def __init__(self, theme: Theme, speech: Speech, column: QVBoxLayout, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._speech = speech
        self._column = column
        self._shown: dict[str, tuple[Banner, Mapping[str, object], Callable[[], str]]] = {}
        speech.changed.connect(self._retell)
        self._retell()

    def say(
        self,
        code: str,
        values: Mapping[str, object],
        *,
        kind: Literal["info", "success", "warning", "danger"] = "warning",
        action: Callable[[], str] = str,
        then: Callable[[], object] | None = None,
    ) -> None:
        """Show a coded sentence.

        Args:
            code: of the sentence.
            values: for the sentence.
            kind: its colour.
            action: gives the words on its link, in the language of the moment; no link where they are empty.
            then: what the link does.
        """
        self.hush(code)
        while len(self._shown) >= MOST:
            self.hush(next(iter(self._shown)))
        banner = Banner(self._theme, kind, "")
        banner.set_texts(str(self._speech.sentence(code, values)), action=action(), close=self.tr("Close"))
        banner.closed.connect(lambda: self.hush(code))
        if then is not None:
            banner.activated.connect(then)
        self._shown[code] = (banner, values, action)
        self._column.addWidget(banner)

    def hush(self, code: str) -> None:
        """Take a banner away; nothing where there is none."""
        entry = self._shown.pop(code, None)
        if entry is not None:
            entry[0].hide()
            self._column.removeWidget(entry[0])
            entry[0].deleteLater()

    def codes(self) -> tuple[str, ...]:
        return tuple(self._shown)

    def _retell(self) -> None:
        area = self._column.parentWidget()
        if area is not None:
            area.setAccessibleName(self.tr("Messages"))
        for code, (banner, values, action) in self._shown.items():
            banner.set_texts(str(self._speech.sentence(code, values)), action=action(), close=self.tr("Close"))
