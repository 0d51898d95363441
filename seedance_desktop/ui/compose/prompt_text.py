"""A prompt with its marks ↔ the document of an editor in which each mention is one chip."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from PySide6.QtGui import QTextCharFormat, QTextCursor

from seedance_desktop.domain.mentions import mention, mentions_in, unmarked
from seedance_desktop.ui.compose.chips import MARK, chip_format, chip_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from PySide6.QtGui import QTextBlock, QTextDocument


def prompt_of(document: QTextDocument, said: Mapping[str, str], first: int = 0, last: int | None = None) -> str:
    """The prompt that a document shows, or a part of it.

    Args:
        document: of the editor.
        said: reference id → what it is called now.
        first: position where the part begins.
        last: position where it ends; `None` for the document's end.
    """
    cursor = QTextCursor(document)
    cursor.setPosition(first)
    cursor.setPosition(document.characterCount() - 1 if last is None else last, QTextCursor.MoveMode.KeepAnchor)
    text = plain(cursor.selectedText())
    if MARK not in text:
        return text
    return _joined(text.split(MARK), _ids(document, first, cursor.position()), said)


class Reading:
    """Reads one document again and again, and looks for the chips only where they may be others than before.

    Args:
        document: of the editor.
    """

    def __init__(self, document: QTextDocument) -> None:
        self._ids: list[str] = []
        self._removed = self._added = False
        document.documentLayout()  # without one, nothing is told of changes
        document.contentsChange.connect(self._note)

    def prompt(self, document: QTextDocument, said: Mapping[str, str]) -> str:
        """The prompt that the document shows.

        Args:
            document: the same as ever; not kept, as Qt may give its wrapper up after a call that has it handed in.
            said: reference id → what it is called now.
        """
        parts = document.toPlainText().split(MARK)
        # A key adds or removes; only what does both may put one chip in another's stand and keep their number.
        if len(parts) - 1 != len(self._ids) or (self._removed and self._added):
            self._ids = list(_ids(document, 0, document.characterCount()))
        self._removed = self._added = False
        return _joined(parts, self._ids, said)

    def _note(self, _position: int, removed: int, added: int) -> None:
        self._removed |= removed > 0
        self._added |= added > 0


def _joined(parts: Sequence[str], ids: Iterable[str], said: Mapping[str, str]) -> str:
    """The words between chips, and mentions in the chips' stands."""
    return parts[0] + "".join(mention(one, said.get(one, "")) + part for one, part in zip(ids, parts[1:], strict=True))


def plain(text: str) -> str:
    """Text as Qt holds it, with the line ends and spaces that everybody else has."""
    return text.replace("\u2029", "\n").replace("\u2028", "\n").replace("\u00a0", " ")


def insert_prompt(cursor: QTextCursor, prompt: str) -> None:
    """Write a prompt at the cursor, replacing what it has selected; one step for Undo."""
    around = QTextCharFormat(cursor.charFormat())
    if chip_id(around):
        around = QTextCharFormat()
    cursor.beginEditBlock()
    cursor.removeSelectedText()
    end = 0
    for found in mentions_in(prompt):
        cursor.insertText(_clean(prompt[end : found.start]), around)
        cursor.insertText(MARK, chip_format(found.reference_id, around))
        end = found.end
    cursor.insertText(_clean(prompt[end:]), around)
    cursor.setCharFormat(around)
    cursor.endEditBlock()


def change_into(document: QTextDocument, prompt: str) -> None:
    """Make a document show another prompt, touching only what differs, so that Undo and the caret stay."""
    before, after = _tokens(prompt_of(document, {})), _tokens(prompt)
    if before == after:
        return
    head = _same(before, after)
    tail = _same(before[head:][::-1], after[head:][::-1])
    cursor = QTextCursor(document)
    cursor.setPosition(_length(before[:head]))
    cursor.setPosition(_length(before[: len(before) - tail]), QTextCursor.MoveMode.KeepAnchor)
    insert_prompt(cursor, "".join(after[head : len(after) - tail]))


def _clean(text: str) -> str:
    return unmarked(text).replace(MARK, "")


def _tokens(prompt: str) -> list[str]:
    """Characters, and mentions without what they were called."""
    tokens, end = [], 0
    for found in mentions_in(prompt):
        tokens += [*_clean(prompt[end : found.start]), mention(found.reference_id, "")]
        end = found.end
    return [*tokens, *_clean(prompt[end:])]


def _same(before: Sequence[str], after: Sequence[str]) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(before, after, strict=False)))


def _length(tokens: list[str]) -> int:
    """Positions that tokens take in a document, which counts as UTF-16 does."""
    return sum(2 if len(token) == 1 and ord(token) > 0xFFFF else 1 for token in tokens)


def _ids(document: QTextDocument, first: int, last: int) -> Iterator[str]:
    """The references of the marks between two positions, in order."""
    block = document.findBlock(first)
    while block.isValid() and block.position() < last:
        for position, reference_id in _chips(block):
            if first <= position < last:
                yield reference_id
        block = block.next()


def _chips(block: QTextBlock) -> Iterator[tuple[int, str]]:
    fragments = block.begin()
    while not fragments.atEnd():
        fragment = fragments.fragment()
        if reference_id := chip_id(fragment.charFormat()):
            for offset in range(fragment.length()):
                yield fragment.position() + offset, reference_id
        fragments += 1
