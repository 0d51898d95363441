"""Mentioning while writing: the list at `@`, a wording typed to its end, which chip lies at a point."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QTextCursor

from seedance_desktop.domain.mentions import mention
from seedance_desktop.ui.compose.chips import chip_id
from seedance_desktop.ui.compose.mention_popup import MentionPopup
from seedance_desktop.ui.compose.prompt_text import insert_prompt
from seedance_desktop.ui.compose.typed import mention_begun

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QTextEdit

    from seedance_desktop.ui.compose.chips import Chips
    from seedance_desktop.ui.theme import Theme


class Mentioning:
    """Watches the caret of one editor.

    Args:
        theme: the look.
        edit: where it is written.
        chips: what can be mentioned there.
    """

    def __init__(self, theme: Theme, edit: QTextEdit, chips: Chips) -> None:
        self._theme = theme
        self._edit = edit
        self._chips = chips
        self._popup: MentionPopup | None = None
        self._dismissed = -1

    @property
    def is_open(self) -> bool:
        return self._popup is not None and self._popup.isVisible()

    def close(self) -> None:
        if self._popup is not None:
            self._popup.hide()

    def take_key(self, event: QKeyEvent) -> bool:
        """Use a key that is the list's; answer whether the editor has no more to do with it."""
        if self._popup is not None and self._popup.take_key(event):
            if self._popup.isHidden():
                self._dismissed = self._begun()[0]
            return True
        self._tie(event.text())
        return False

    def follow_caret(self) -> None:
        """Open, narrow or close the list, as the words before the caret want."""
        start, typed = self._begun()
        if start < 0:
            self._dismissed = -1
        if start < 0 or start == self._dismissed or not self._edit.hasFocus():
            self.close()
            return
        if self._popup is None:
            self._popup = MentionPopup(self._theme, self._edit.window())
            self._popup.chosen.connect(self._mention)
        at = QTextCursor(self._edit.document())
        at.setPosition(start)
        place = self._edit.cursorRect(at)
        origin = self._edit.viewport().mapTo(self._edit.window(), place.topLeft())
        self._popup.offer(self._chips.looks, typed, QRect(origin, place.size()))

    def chip_at(self, point: QPoint) -> str:
        """The reference whose chip lies at a point of the viewport; empty for none."""
        nearest = self._edit.cursorForPosition(point)
        last = self._edit.document().characterCount()
        for position in (nearest.position(), nearest.position() + 1):
            if not 0 < position < last:
                continue
            nearest.setPosition(position - 1)
            before = self._edit.cursorRect(nearest)
            nearest.setPosition(position)
            if before.united(self._edit.cursorRect(nearest)).contains(point):
                return chip_id(nearest.charFormat())
        return ""

    def _begun(self) -> tuple[int, str]:
        """Where the mention begins that is being typed at the caret, and what stands behind its `@`; −1 for none."""
        cursor = self._edit.textCursor()
        if cursor.hasSelection():
            return -1, ""
        before = (
            cursor.block().text().encode("utf-16-le")[: 2 * cursor.positionInBlock()].decode("utf-16-le", "replace")
        )
        typed = mention_begun(before)
        return (-1, "") if typed is None else (cursor.position() - len(typed.encode("utf-16-le")) // 2 - 1, typed)

    def _mention(self, reference_id: str) -> None:
        """Put a mention where its `@` was typed, with a space behind it."""
        start, _ = self._begun()
        if start < 0:
            return
        cursor = self._edit.textCursor()
        cursor.setPosition(start, QTextCursor.MoveMode.KeepAnchor)
        space = "" if self._edit.document().characterAt(self._edit.textCursor().position()) == " " else " "
        self._chips.said[reference_id] = self._chips.label(reference_id)
        insert_prompt(cursor, mention(reference_id, self._chips.label(reference_id)) + space)
        self._edit.setTextCursor(cursor)
        self.close()

    def _tie(self, following: str) -> None:
        """A wording typed to its end, such as `@Image1` and then a comma, is the mention it looks like."""
        if not following or following.isalnum() or not following.isprintable():
            return
        start, typed = self._begun()
        wanted = f"@{typed}".casefold()
        found = next((one for one, label in self._chips.labels().items() if label.casefold() == wanted), None)
        if start < 0 or found is None:
            return
        cursor = self._edit.textCursor()
        cursor.setPosition(start, QTextCursor.MoveMode.KeepAnchor)
        self._chips.said[found] = self._chips.label(found)
        insert_prompt(cursor, mention(found, self._chips.label(found)))
        self._edit.setTextCursor(cursor)
