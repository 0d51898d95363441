"""Mentioning while writing: the list at `@`, a wording typed to its end, which chip lies at a point."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QTextCursor

from seedance_desktop.domain.mentions import mention
from seedance_desktop.ui.compose.chips import chip_id
from seedance_desktop.ui.compose.mention_popup import MentionPopup
from seedance_desktop.ui.compose.prompt_text import insert_prompt
from seedance_desktop.ui.compose.typed import is_unspaced, mention_begun

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QTextEdit

    from seedance_desktop.ui.compose.chips import Chips
    from seedance_desktop.ui.theme import Theme

LIST_KEYS = (
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Return,
    Qt.Key.Key_Enter,
    Qt.Key.Key_Tab,
    Qt.Key.Key_Escape,
)
LINE_ENDS = "\r\n"
STOPS = ".,;:!?)]}…，。；：！？、）」』】”’؟،؛"


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
        self._spaced = -1

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
        self.take_words(event.text())
        return False

    def take_words(self, words: str) -> None:
        """Words are about to be written at the caret: what was typed before them is at its end, or goes on in them."""
        following = words[:1]
        if following and (following.isprintable() or following in LINE_ENDS) and not _goes_on(following):
            self._tie()
        self._close_up(following)

    def leave(self) -> None:
        """The person turns to something else: what was typed is at its end."""
        if not self.composing():
            self._tie()
        self.close()

    def wants(self, event: QKeyEvent) -> bool:
        """Whether a key is the list's now, whatever else it means in the window."""
        return self.is_open and not event.modifiers() and event.key() in LIST_KEYS

    @property
    def offers(self) -> bool:
        """Whether something can be chosen now."""
        return self.is_open and self._popup is not None and bool(self._popup.current)

    def composing(self) -> bool:
        """Whether an input method has words under way, whose keys are its own."""
        return bool(self._edit.textCursor().block().layout().preeditAreaText())

    def follow_caret(self) -> None:
        """Open, narrow or close the list, as the words before the caret want."""
        start, typed = self._begun()
        if start < 0:
            self._dismissed = -1
        if start < 0 or start == self._dismissed or not self._edit.hasFocus() or self.composing():
            self.close()
            return
        if self._popup is None:
            self._popup = MentionPopup(self._theme, self._edit.window())
            self._popup.chosen.connect(self._mention)
        at = QTextCursor(self._edit.document())
        at.setPosition(start)
        place = self._edit.cursorRect(at)
        if not self._edit.viewport().visibleRegion().intersects(place):
            self.close()
            return
        origin = self._edit.viewport().mapTo(self._edit.window(), place.topLeft())
        leftwards = at.block().textDirection() is Qt.LayoutDirection.RightToLeft
        self._popup.offer(self._chips.looks, typed, QRect(origin, place.size()), leftwards=leftwards)

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
        """Put a mention where its `@` was typed, with a space behind it where the text around has spaces."""
        start, typed = self._begun()
        if start < 0:
            return
        document = self._edit.document()
        before = document.characterAt(start - 1) if start else ""
        after = document.characterAt(start + 1 + len(typed))
        space = "" if after.isalnum() or after == " " or is_unspaced(before) else " "
        self._put(reference_id, start, space)
        self._spaced = self._edit.textCursor().position() if space else -1
        self.close()

    def _put(self, reference_id: str, start: int, space: str = "") -> None:
        """Let a mention stand for what was typed from a position to the caret."""
        cursor = self._edit.textCursor()
        cursor.setPosition(start, QTextCursor.MoveMode.KeepAnchor)
        name = self._chips.name(reference_id)
        self._chips.call(reference_id, name)
        insert_prompt(cursor, mention(reference_id, name) + space)
        self._edit.setTextCursor(cursor)

    def _close_up(self, following: str) -> None:
        """Take the space behind a chosen mention back where a stop or a comma is typed upon it."""
        cursor = self._edit.textCursor()
        if following and following in STOPS and not cursor.hasSelection() and cursor.position() == self._spaced:
            cursor.deletePreviousChar()
        if following:
            self._spaced = -1

    def _tie(self) -> None:
        """A wording typed to its end, such as `@Image1` and then a comma, is the mention it looks like."""
        start, typed = self._begun()
        wanted = f"@{typed}".casefold()
        found = next((one for one, label in self._chips.labels().items() if label.casefold() == wanted), None)
        if start < 0 or found is None:
            return
        self._put(found, start)


def _goes_on(following: str) -> bool:
    """Whether a wording may go on in a character: `@Image1` in a digit, but not in a Chinese word."""
    return following.isdecimal() or (following.isalnum() and not is_unspaced(following))
