"""Whether a mention is being typed."""

from __future__ import annotations

import re

_BEGUN = re.compile(r"(?:^|(?<![A-Za-z0-9._%+-]))[@\uff20]([^\s@\uff20\ufffc]{0,24})$")


def mention_begun(before: str) -> str | None:
    """What stands between the `@` and the caret; `None` where no mention is being typed.

    A letter, digit or dot of Latin right before the `@` makes an e-mail address of it; Chinese is written without
    spaces, so a mention may follow a character at once.

    Args:
        before: the line up to the caret.
    """
    found = _BEGUN.search(before)
    return None if found is None else found[1]
