"""The form's memory: the draft at hand, what its route says of it, and what each input changes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from seedance_desktop.domain.draft import Draft, Mode
from seedance_desktop.domain.reference import FRAMES, Facts, Place, Reference
from seedance_desktop.domain.rules import Terms, evaluate, fits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from seedance_desktop.domain.catalog import Catalog
    from seedance_desktop.domain.evaluation import Evaluation
    from seedance_desktop.domain.route import Route

FIRST_DRAFT = Draft(model="seedance2.0-mini-sp", duration=5, ratio="9:16")


class ComposePresenter(QObject):
    """Holds the draft; every change is judged at once and told by one signal.

    Attributes:
        changed: the draft or what it is judged under has changed; ask `evaluation`.
        reference_added: a reference came in; its source wants measuring when it is a local file.
    """

    changed = Signal()
    reference_added = Signal(object)

    def __init__(self, catalog: Catalog, draft: Draft = FIRST_DRAFT, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._catalog = catalog
        self._terms = Terms(reviews=True)
        self._draft = draft if catalog.route_of(draft.model) else replace(draft, model=catalog.models[0])
        self._wished = self._draft
        self._measured: set[str] = set()
        self._added = len(self._draft.references)
        self._evaluation = self._judge()

    @property
    def is_untouched(self) -> bool:
        """Nothing was written and nothing loaded."""
        return not self._draft.prompt and not self._draft.references

    @property
    def is_measuring(self) -> bool:
        """A local file that would be sent has not been looked at yet, so no limit has been held against it."""
        request = self._evaluation.request
        return request is not None and any(r.local and r.source not in self._measured for r in request.references)

    @property
    def catalog(self) -> Catalog:
        return self._catalog

    @property
    def draft(self) -> Draft:
        return self._draft

    @property
    def evaluation(self) -> Evaluation:
        return self._evaluation

    @property
    def route(self) -> Route:
        route = self._catalog.route_of(self._draft.model)
        if route is None:
            raise LookupError(self._draft.model)
        return route

    def set_terms(self, terms: Terms) -> None:
        """Judge under another profile's prices and address."""
        self._terms = terms
        self._refresh()

    def replace_draft(self, draft: Draft) -> None:
        """Take over a whole draft ("Use again", a mended draft). An unknown model keeps the present one."""
        if self._catalog.route_of(draft.model) is None:
            draft = replace(draft, model=self._draft.model)
        # By source as well: a request handed back brings ids along that may stand for other files here.
        known = {(r.id, r.source) for r in self._draft.references}
        self._draft = self._wished = draft
        self._refresh()
        for reference in draft.references:
            if (reference.id, reference.source) not in known:
                self.reference_added.emit(reference)

    def set_model(self, model_id: str) -> None:
        """Go to another model; a length or resolution it does not offer gives way until one comes back that does."""
        route = self._catalog.route_of(model_id)
        if route is None:
            raise LookupError(model_id)
        rules, wished = route.rules(model_id), self._wished
        seconds = rules.duration.default if wished.duration is None else wished.duration
        offered = not rules.resolution.options or wished.resolution in rules.resolution.options
        self._change(
            model=model_id,
            duration=max(rules.duration.minimum, min(rules.duration.maximum, seconds)),
            resolution=wished.resolution if offered else "",
        )

    def set_prompt(self, prompt: str) -> None:
        self._change(prompt=prompt)

    def set_duration(self, seconds: int) -> None:
        self._wished = replace(self._wished, duration=seconds)
        self._change(duration=seconds)

    def set_resolution(self, resolution: str) -> None:
        self._wished = replace(self._wished, resolution=resolution)
        self._change(resolution=resolution)

    def set_ratio(self, ratio: str) -> None:
        self._change(ratio=ratio)

    def set_orientation(self, orientation: str) -> None:
        self._change(orientation=orientation)

    def set_mode(self, mode: Mode) -> None:
        self._change(mode=mode)

    def add(self, place: Place, sources: Iterable[str], *, local: bool) -> None:
        """Load references into a place; a frame slot holds one, so a new one takes the old one's stand."""
        for source in sources:
            reference = Reference(id=self._free_id(), place=place, source=source, local=local)
            kept = (r for r in self._draft.references if not (place in FRAMES and r.place is place))
            self._change(references=(*kept, reference))
            self.reference_added.emit(reference)

    def remove(self, reference_id: str) -> None:
        self.replace_draft(self._draft.without([reference_id]))

    def move(self, reference_id: str, index: int) -> None:
        """Put a reference at `index` among those of its own place."""
        moved = next((r for r in self._draft.references if r.id == reference_id), None)
        if moved is None:
            return
        siblings = [r for r in self._draft.at(moved.place) if r.id != reference_id]
        siblings.insert(max(0, min(index, len(siblings))), moved)
        queue = iter(siblings)
        self._change(references=tuple(next(queue) if r.place is moved.place else r for r in self._draft.references))

    def swap_frames(self) -> None:
        other = dict(zip(FRAMES, reversed(FRAMES), strict=True))
        self._change(
            references=tuple(
                replace(r, place=other[r.place]) if r.place in other else r for r in self._draft.references
            )
        )

    def set_facts(self, source: str, facts: Facts) -> None:
        """Measured facts of a local file arrived; every reference to it learns them."""
        self._measured.add(source)
        self._change(
            references=tuple(
                replace(r, facts=facts) if r.local and r.source == source else r for r in self._draft.references
            )
        )

    def on_other_route(self, model_id: str) -> Evaluation:
        """What the same draft would be on another model, with nothing parked to make it fit."""
        route = self._catalog.route_of(model_id)
        if route is None:
            raise LookupError(model_id)
        return fits(route, replace(self._draft, model=model_id), self._terms)

    def mend(self, action: Callable[[Draft], Draft]) -> None:
        self.replace_draft(action(self._draft))

    def _free_id(self) -> str:
        """An id of its own: with one id for two files, the address of one would be sent for both."""
        taken = {r.id for r in self._draft.references}
        self._added += 1
        while f"r{self._added}" in taken:
            self._added += 1
        return f"r{self._added}"

    def _change(self, **values: object) -> None:
        self._draft = replace(self._draft, **values)  # type: ignore[arg-type]  # names are the setters' own
        self._refresh()

    def _refresh(self) -> None:
        self._evaluation = self._judge()
        self.changed.emit()

    def _judge(self) -> Evaluation:
        return evaluate(self._catalog.route_of(self._draft.model), self._draft, self._terms)
