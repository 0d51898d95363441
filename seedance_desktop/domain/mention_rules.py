"""Whether what the prompt mentions is what will be sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedance_desktop.domain.draft import Mode
from seedance_desktop.domain.evaluation import Issue, Severity
from seedance_desktop.domain.mentions import OPEN, beyond, mentions_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from seedance_desktop.domain.draft import Draft
    from seedance_desktop.domain.mentions import Mention
    from seedance_desktop.domain.route import MentionsRule


NAMED = 3
"""References that a sentence calls by name; of more it tells the number."""


def mention_issues(rule: MentionsRule, draft: Draft, prompt: str, labels: Mapping[str, str]) -> Iterator[Issue]:
    """Dangling mentions, wordings that count what is not there, and references that nothing mentions.

    A raw body says what it says: only a draft of the form is asked.

    Args:
        rule: the route's wording.
        draft: the form's.
        prompt: as it would be sent.
        labels: reference id → wording, of all that would be sent.
    """
    if draft.mode is Mode.AS_GIVEN or not ("@" in draft.prompt or OPEN in draft.prompt):
        return
    found = mentions_in(draft.prompt)
    yield from _dangling(draft, [one for one in found if one.reference_id not in labels])
    for wording in dict.fromkeys(beyond(prompt, rule, labels)):
        yield Issue("mention.beyond", Severity.DOUBT, "prompt", {"value": wording, "count": len(labels)})
    mentioned = {one.reference_id for one in found}
    if mentioned & labels.keys():
        silent = labels.keys() - mentioned
        unused = [r for r in draft.references if r.id in silent and labels[r.id] not in prompt]
        if unused:
            values: dict[str, object] = {"count": len(unused), "names": [r.called for r in unused]}
            if len(unused) > NAMED:
                values["what"] = "many"
            yield Issue("mention.unused", Severity.NOTE, "prompt", values, tuple(r.id for r in unused))


def _dangling(draft: Draft, mentions: list[Mention]) -> Iterator[Issue]:
    """Mentions of what is gone, and of what mode or route set aside: either would be sent as a bare name."""
    held = {r.id: r.called for r in draft.references} if mentions else {}
    for what in ("parked", "gone") if mentions else ():
        concerned = {one.reference_id: one.said for one in mentions if (one.reference_id in held) == (what == "parked")}
        if concerned:
            names = [held.get(reference_id, said) for reference_id, said in concerned.items()]
            ids = tuple(reference_id for reference_id in concerned if reference_id in held)
            values = {"what": what, "count": len(concerned), "names": names, "mentions": list(concerned)}
            yield Issue("mention.dangling", Severity.ERROR, "prompt", values, ids)
