"""What is being typed behind an `@`, and which references fit it."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from seedance_desktop.ui.compose.chips import ChipLook

_BEGUN = re.compile(r"(?:^|(?<![A-Za-z0-9._%+-]))[@\uff20]([^\s@\uff20\ufffc]{0,24})$")
LONGEST = 28
"""Characters before the caret that can matter: what may be typed, the `@`, and what stands before it."""
_NUMBER = re.compile(r"\d+$")
KINDS = {
    "image": ("image", "picture", "photo", "图", "图片", "图像", "照片"),
    "film": ("video", "film", "clip", "视频", "影片"),
    "music": ("audio", "sound", "music", "音频", "声音", "音乐"),
}
"""What a person may call a kind, by its icon: in whichever language the window speaks, both are typed."""


def mention_begun(before: str) -> str | None:
    """What stands between the `@` and the caret; `None` where no mention is being typed.

    A letter, digit or dot of Latin right before the `@` makes an e-mail address of it; Chinese is written without
    spaces, so a mention may follow a character at once.

    Args:
        before: the line up to the caret.
    """
    found = _BEGUN.search(before[-LONGEST:])
    return None if found is None else found[1]


def fitting(looks: Mapping[str, ChipLook], typed: str) -> list[str]:
    """The references that can be mentioned and fit what was typed, the best first, else in the wordings' order.

    Args:
        looks: reference id → look, in the order of the wordings.
        typed: a number, a wording, a part of a name, or a kind in English or Chinese; maybe full-width.
    """
    wanted = unicodedata.normalize("NFKC", typed).casefold()
    ranks = {one: _rank(look, wanted) for one, look in looks.items() if look.sent}
    return sorted((one for one, rank in ranks.items() if rank < _NOT), key=ranks.__getitem__)


def is_unspaced(character: str) -> bool:
    """Whether a script writes its words without spaces: Chinese, Japanese, and their full-width signs."""
    return bool(character) and unicodedata.east_asian_width(character) in "WF"


_NOT = 3


def _rank(look: ChipLook, wanted: str) -> int:
    """0 for what is meant exactly, 1 for a beginning, 2 for a part, 3 for nothing."""
    wording = look.label.casefold().removeprefix("@")
    number = found[0] if (found := _NUMBER.search(wording)) is not None else ""
    said = [wording, number, *(f"{word}{number}" for word in KINDS[look.icon])]
    name = unicodedata.normalize("NFKC", look.name).casefold()
    if wanted in said:
        return 0
    if any(one.startswith(wanted) for one in (*said, name)):
        return 1
    return 2 if wanted in name else _NOT
