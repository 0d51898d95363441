"""Mentions: places in the prompt that are tied to a reference and not to its number.

In a draft's prompt a mention is three marks of Unicode's interlinear annotation around the reference's id and what
it was called when last known. Only when a request is frozen does it become the wording that the service counts by,
such as `@Image1`; which wording is data of the route.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import count, groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from seedance_desktop.domain.reference import Kind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from seedance_desktop.domain.reference import Reference
    from seedance_desktop.domain.route import MentionsRule

OPEN, PART, CLOSE = "\ufff9", "\ufffa", "\ufffb"
_MARKS = str.maketrans("", "", OPEN + PART + CLOSE)
_MENTION = re.compile(f"{OPEN}([^{OPEN}{PART}{CLOSE}]*){PART}([^{OPEN}{PART}{CLOSE}]*){CLOSE}")
_SPACED = re.compile(f" {_MENTION.pattern}(?=[ ,.;:!?)，。；：！？）]|$)")


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention in a prompt.

    Attributes:
        reference_id: of the draft's reference; maybe gone.
        said: what the reference was called when it was last known.
        start: where it begins in the prompt.
        end: where it ends.
    """

    reference_id: str
    said: str
    start: int
    end: int


def mention(reference_id: str, said: str) -> str:
    """A mention as it stands in a draft's prompt."""
    return f"{OPEN}{unmarked(reference_id)}{PART}{unmarked(said)}{CLOSE}"


def unmarked(text: str) -> str:
    """A text from outside, without the marks that make a mention."""
    return text.translate(_MARKS)


def mentions_in(prompt: str) -> tuple[Mention, ...]:
    """All mentions, in the order of the text."""
    return tuple(Mention(found[1], found[2], found.start(), found.end()) for found in _MENTION.finditer(prompt))


def written_out(prompt: str, labels: Mapping[str, str]) -> str:
    """The prompt as it is read and sent.

    Args:
        prompt: of a draft.
        labels: reference id → wording; a mention without one reads as the reference was last called. Before a digit
            a space follows the wording, which would count another reference with it.
    """

    def worded(found: re.Match[str]) -> str:
        if found[1] not in labels:
            return found[2]
        counted_on = prompt[found.end() : found.end() + 1].isdecimal()
        return f"{labels[found[1]]} " if counted_on else labels[found[1]]

    return unmarked(_MENTION.sub(worded, prompt))


def labels_of(rule: MentionsRule, references: Iterable[Reference]) -> dict[str, str]:
    """Reference id → the wording by which the service knows it.

    Args:
        rule: the route's wording.
        references: those that are sent, by place and in the user's order. A first and a last frame count as images:
            the service receives them as its only ones.
    """
    counts = {kind: count(1) for kind in Kind}
    labels: dict[str, str] = {}
    for place, group in groupby(references, attrgetter("place")):
        before, after = rule.pattern(place.kind).split("{number}")
        numbers = counts[place.kind]
        for reference in group:
            labels[reference.id] = f"{before}{next(numbers)}{after}"
    return labels


def linked(prompt: str, labels: Mapping[str, str]) -> str:
    """The prompt with every wording that counts a reference tied to it; what is a mention already stays as it is.

    Args:
        prompt: as written elsewhere: `the heron of @Image1`; maybe with mentions that are called by a wording.
        labels: as `labels_of` gives them.
    """
    by_label = {label: reference_id for reference_id, label in labels.items()}
    if not by_label:
        return prompt
    known = "|".join(re.escape(label) for label in sorted(by_label, key=len, reverse=True))

    def tied(found: re.Match[str]) -> str:
        return mention(by_label[found[0]], found[0]) if found[0] in by_label else found[0]

    return re.sub(f"{_MENTION.pattern}|(?:{known})(?!\\d)", tied, prompt)


def without_mentions(prompt: str, reference_ids: Collection[str]) -> str:
    """The prompt without the mentions of some references, and without the space before each that none needs now."""

    def kept(found: re.Match[str]) -> str:
        return "" if found[1] in reference_ids else found[0]

    return _MENTION.sub(kept, _SPACED.sub(kept, prompt))


def known_only(prompt: str, reference_ids: Collection[str]) -> str:
    """The prompt in which mentions of other references than these are what they were called, in plain words."""
    return _MENTION.sub(lambda found: found[0] if found[1] in reference_ids else unmarked(found[2]), prompt)


def called_now(prompt: str, names: Mapping[str, str]) -> str:
    """The prompt whose mentions remember what their references are called now.

    Args:
        prompt: of a draft.
        names: reference id → name.
    """

    def renewed(found: re.Match[str]) -> str:
        return mention(found[1], names[found[1]]) if found[1] in names else found[0]

    return _MENTION.sub(renewed, prompt)


def beyond(prompt: str, rule: MentionsRule, labels: Mapping[str, str]) -> Iterator[str]:
    """Wordings in a prompt, as it is sent, that count a reference which is not."""
    known = set(labels.values())
    for found in rule.any_wording.finditer(prompt):
        if found[0] not in known:
            yield found[0]
