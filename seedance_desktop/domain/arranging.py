"""What a person does with the references of a draft, each as a pure step, and the way back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from seedance_desktop.domain.mentions import called_now
from seedance_desktop.domain.reference import FRAMES, Facts, Place, Reference

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from seedance_desktop.domain.draft import Draft, Mode

MOST_STEPS = 200
"""Steps that can be taken back."""


def added(draft: Draft, reference: Reference) -> Draft:
    """Load a reference behind the others; a frame holds one, so a new one takes the old one's stand."""
    if reference.place in FRAMES:
        draft = removed(draft, {held.id for held in draft.at(reference.place)})
    return draft.with_references((*draft.references, reference))


def moved(draft: Draft, reference_id: str, place: Place, index: int) -> Draft:
    """Put a reference at `index` of a place for its kind; what a frame held goes where the other came from."""
    mover = _one(draft, reference_id)
    if mover is None or mover.kind is not place.kind:
        return draft
    held = draft.at(place)
    if place in FRAMES and held and mover.place is not place:
        changed = {mover.id: replace(held[0], place=mover.place), held[0].id: replace(mover, place=place)}
        return draft.with_references(changed.get(r.id, r) for r in draft.references)
    rest = [r for r in draft.references if r.id != reference_id]
    siblings = [n for n, r in enumerate(rest) if r.place is place]
    index = max(0, min(index, len(siblings)))
    at = siblings[index] if index < len(siblings) else (siblings[-1] + 1 if siblings else len(rest))
    return draft.with_references((*rest[:at], replace(mover, place=place), *rest[at:]))


def removed(draft: Draft, reference_ids: Collection[str]) -> Draft:
    """Take references out; mentions of them stay and remember what they were called."""
    gone = {r.id: r.called for r in draft.references if r.id in reference_ids}
    return replace(draft.without(gone), prompt=called_now(draft.prompt, gone))


def sorted_in(draft: Draft, reference_id: str, place: Place) -> Draft:
    """Let a reference stand where its content belongs, whatever it was taken for; mentions of it stay tied to it."""
    return _changed(draft, reference_id, place=place)


def renamed(draft: Draft, reference_id: str, name: str) -> Draft:
    """Call a reference something; an empty name gives it its file's own again."""
    return _changed(draft, reference_id, name=" ".join(name.split()))


def replaced(draft: Draft, reference_id: str, source: str, *, local: bool, original: str = "") -> Draft:
    """Let another file, address or copy stand where a reference stands; mentions of it stay tied to it.

    Args:
        draft: the form's.
        reference_id: which.
        source: path or address.
        local: whether it is a path.
        original: path of the file that a fitted copy was made from.
    """
    return _changed(
        draft, reference_id, source=source, local=local, original=original, facts=Facts(), trouble="", name=""
    )


def fitted(draft: Draft, reference_id: str, copy: str) -> Draft:
    """Let a fitted copy stand for its original, which is remembered."""
    reference = _one(draft, reference_id)
    if reference is None or not reference.local:
        return draft
    original = reference.original or reference.source
    return _changed(draft, reference_id, source=copy, original=original, facts=Facts(), trouble="")


def restored(draft: Draft, reference_id: str) -> Draft:
    """Let the original stand again for its fitted copy."""
    reference = _one(draft, reference_id)
    if reference is None or not reference.original:
        return draft
    return _changed(draft, reference_id, source=reference.original, original="", facts=Facts(), trouble="")


def swapped_frames(draft: Draft) -> Draft:
    """First and last frame change places."""
    other = dict(zip(FRAMES, reversed(FRAMES), strict=True))
    return draft.with_references(replace(r, place=other[r.place]) if r.place in other else r for r in draft.references)


@dataclass(frozen=True, slots=True)
class _Arrangement:
    references: tuple[Reference, ...]
    mode: Mode

    def laid_over(self, draft: Draft) -> Draft:
        kept = {r.id for r in self.references}
        gone = {r.id: r.called for r in draft.references if r.id not in kept}
        return replace(draft, references=self.references, mode=self.mode, prompt=called_now(draft.prompt, gone))


@dataclass(frozen=True, slots=True)
class History:
    """Arrangements of references that were, and those that were taken back. Words, route and values are not touched."""

    past: Sequence[_Arrangement] = ()
    future: Sequence[_Arrangement] = ()

    def after(self, before: Draft) -> History:
        """A step was taken from `before`."""
        return History((*self.past, _arrangement(before))[-MOST_STEPS:])

    def undone(self, draft: Draft) -> tuple[Draft, History]:
        """The draft with the last step taken back, and the history then."""
        if not self.past:
            return draft, self
        *past, last = self.past
        return last.laid_over(draft), History(past, (*self.future, _arrangement(draft)))

    def redone(self, draft: Draft) -> tuple[Draft, History]:
        """The draft with the last step that was taken back taken again, and the history then."""
        if not self.future:
            return draft, self
        *future, following = self.future
        return following.laid_over(draft), History((*self.past, _arrangement(draft)), future)


def _arrangement(draft: Draft) -> _Arrangement:
    return _Arrangement(draft.references, draft.mode)


def _one(draft: Draft, reference_id: str) -> Reference | None:
    return next((r for r in draft.references if r.id == reference_id), None)


def _changed(draft: Draft, reference_id: str, **changes: object) -> Draft:
    return draft.with_references(
        replace(r, **changes) if r.id == reference_id else r  # type: ignore[arg-type]  # names are the callers' own
        for r in draft.references
    )
