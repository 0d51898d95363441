"""The form's memory: the draft at hand, what its route says of it, and what each input changes."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from seedance_desktop.domain import arranging
from seedance_desktop.domain.arranging import History
from seedance_desktop.domain.draft import Draft, Mode
from seedance_desktop.domain.mentions import labels_of, linked, mentions_in
from seedance_desktop.domain.reference import Kind, Place, Reference
from seedance_desktop.domain.rules import evaluate, fits, used_by
from seedance_desktop.domain.terms import Terms

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    from seedance_desktop.domain.catalog import Catalog
    from seedance_desktop.domain.evaluation import Evaluation
    from seedance_desktop.domain.reference import Facts
    from seedance_desktop.domain.route import Route


class Loaded(NamedTuple):
    """A path or an address, and where it goes."""

    place: Place
    source: str
    local: bool


_NOTHING: Mapping[str, Kind | None] = MappingProxyType({})
FIRST_DRAFT = Draft(model="seedance2.0-mini-sp", duration=5, ratio="9:16")


class ComposePresenter(QObject):
    """Holds the draft; every change is judged at once and told by one signal.

    Attributes:
        changed: the draft or what it is judged under has changed; ask `evaluation`.
        reference_added: a reference came in; its source wants measuring when it is a local file.
        takeovers: how often a whole draft was taken over, whose ids mean other references than those before.
    """

    changed = Signal()
    reference_added = Signal(object)

    def __init__(self, catalog: Catalog, draft: Draft = FIRST_DRAFT, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._catalog = catalog
        self._terms = Terms(reviews=True)
        self._draft = draft if catalog.route_of(draft.model) else replace(draft, model=catalog.models[0])
        self._wished = self._draft
        self._known: dict[str, tuple[Facts, str]] = {}
        self._expected = 0
        self._history = History()
        self.takeovers = 0
        self._added = 0
        self._met = _ids_in(self._draft)
        self._evaluation = self._judge()

    @property
    def is_untouched(self) -> bool:
        """Nothing was written and nothing loaded."""
        return not self._draft.prompt and not self._draft.references

    @property
    def is_measuring(self) -> bool:
        """A local file that would be sent has not been looked at yet, so no limit has been held against it.

        Also while something is on its way into the draft: whoever has dropped it does not mean to send without it.
        """
        request = self._evaluation.request
        return request is not None and (
            self._expected > 0 or any(r.local and r.source not in self._known for r in request.references)
        )

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

    @property
    def labels(self) -> Mapping[str, str]:
        """Reference id → the wording that stands for it now, for those that would be sent."""
        return labels_of(self.route.rules(self._draft.model).mentions, used_by(self.route, self._draft))

    def set_terms(self, terms: Terms) -> None:
        """Judge under another profile's prices and address."""
        self._terms = terms
        self._refresh()

    def replace_draft(self, draft: Draft) -> None:
        """Take over a whole draft ("Use again", a mended draft). An unknown model keeps the present one."""
        if self._catalog.route_of(draft.model) is None:
            draft = replace(draft, model=self._draft.model)
        # By source as well: a request handed back brings ids along that may stand for other files here.
        self._wished = draft
        self.takeovers += 1
        self._walk(replace(draft, prompt=_linked(self.catalog.route_of(draft.model), draft)), History())

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
            prompt=self._tied().prompt,
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
        self._step(replace(self._tied(), mode=mode))

    def add(self, place: Place, sources: Iterable[str], *, local: bool) -> None:
        """Load references into a place; a frame slot holds one, so a new one takes the old one's stand."""
        self.load(Loaded(place, source, local) for source in sources)

    def load(self, loads: Iterable[Loaded]) -> None:
        """Load references into several places in one step."""
        draft = self._tied()
        for place, source, local in loads:
            self._known.pop(source, None)  # it may have been written anew since it was measured
            draft = arranging.added(draft, Reference(id=self._free_id(), place=place, source=source, local=local))
        # Who writes `@Image1` and loads the picture afterwards means that picture.
        self._step(replace(draft, prompt=_linked(self.catalog.route_of(draft.model), draft)))

    def expect(self, more: int) -> None:
        """So many things more, or fewer where negative, are on their way into the draft; it waits for them."""
        self._expected += more
        self.changed.emit()

    def remove(self, reference_ids: Collection[str]) -> None:
        self._step(arranging.removed(self._tied(), reference_ids))

    def move(self, reference_id: str, place: Place, index: int) -> None:
        """Put a reference at `index` among those of a place for its kind, its own or another."""
        self._step(arranging.moved(self._tied(), reference_id, place, index))

    def rename(self, reference_id: str, name: str) -> None:
        self._step(arranging.renamed(self._tied(), reference_id, name))

    def replace_source(self, reference_id: str, source: str, *, local: bool) -> None:
        """Let another file or address stand where a reference stands."""
        self._step(arranging.replaced(self._tied(), reference_id, source, local=local))

    def use_copy(self, reference_id: str, copy: str) -> None:
        """Let a fitted copy stand for its original."""
        self._step(arranging.fitted(self._tied(), reference_id, copy))

    def use_original(self, reference_id: str) -> None:
        """Let the original stand again for its fitted copy."""
        self._step(arranging.restored(self._tied(), reference_id))

    def swap_frames(self) -> None:
        self._step(arranging.swapped_frames(self._tied()))

    def undo(self) -> None:
        """Take the last step with references back; words, route and values stay."""
        self._walk(*self._history.undone(self._tied()))

    def redo(self) -> None:
        self._walk(*self._history.redone(self._tied()))

    @property
    def can_undo(self) -> bool:
        return bool(self._history.past)

    @property
    def can_redo(self) -> bool:
        return bool(self._history.future)

    def set_facts(self, source: str, facts: Facts, trouble: str = "") -> None:
        """What measuring a local file found, or the code of what kept it from being read."""
        self.learn({source: (facts, trouble)})

    def learn(self, found: Mapping[str, tuple[Facts, str]], kinds: Mapping[str, Kind | None] = _NOTHING) -> None:
        """What measuring local files found: facts, or the code of what kept a file from being read.

        Every reference to a file learns them, also one that is loaded later. None of this is a step of the person's,
        so there is nothing to take back.

        Args:
            found: by path.
            kinds: by path, of those whose content is known: a reference in a wrong tray goes to the right one, and
                one to what is no media (`None`) goes.
        """
        self._known.update(found)
        wrong = [r for r in self._draft.references if r.local and kinds.get(r.source, r.kind) is not r.kind]
        draft = _sorted(self._tied(), wrong, kinds) if wrong else self._draft
        self._draft = draft.with_references(_knowing(self._known, draft.references))
        self._refresh()

    def on_other_route(self, model_id: str) -> Evaluation:
        """What the same draft would be on another model, with nothing parked to make it fit."""
        route = self._catalog.route_of(model_id)
        if route is None:
            raise LookupError(model_id)
        return fits(route, replace(self._draft, model=model_id), self._terms)

    def mend(self, action: Callable[[Draft], Draft]) -> None:
        self._step(action(self._tied()))

    def _tied(self) -> Draft:
        """The draft with its bare wordings tied to what they count now: another order would change them."""
        return replace(self._draft, prompt=_linked(self.catalog.route_of(self._draft.model), self._draft))

    def _step(self, draft: Draft) -> None:
        """Take a step that can be taken back, and ask for the facts of what it brought."""
        if draft == self._draft:
            return
        if (draft.references, draft.mode) != (self._draft.references, self._draft.mode):
            self._walk(draft, self._history.after(self._draft))
        else:
            self._draft = draft
            self._refresh()

    def _walk(self, draft: Draft, history: History) -> None:
        before = {(r.id, r.source) for r in self._draft.references}
        self._history = history
        self._draft = draft.with_references(_knowing(self._known, draft.references))
        self._refresh()
        for reference in self._draft.references:
            if (reference.id, reference.source) not in before:
                self.reference_added.emit(reference)

    def _free_id(self) -> str:
        """An id that was never held or mentioned here: what is taken back in the words may mention any that was.

        With one id for two files, the address of one would be sent for both.
        """
        self._added += 1
        while f"r{self._added}" in self._met:
            self._added += 1
        return f"r{self._added}"

    def _change(self, **values: object) -> None:
        self._draft = replace(self._draft, **values)  # type: ignore[arg-type]  # names are the setters' own
        self._refresh()

    def _refresh(self) -> None:
        self._met |= _ids_in(self._draft)
        self._evaluation = self._judge()
        self.changed.emit()

    def _judge(self) -> Evaluation:
        return evaluate(self._catalog.route_of(self._draft.model), self._draft, self._terms)


def _sorted(draft: Draft, wrong: Iterable[Reference], kinds: Mapping[str, Kind | None]) -> Draft:
    """The draft with references in the trays of their contents, and without those to what is no media."""
    for reference in wrong:
        kind = kinds[reference.source]
        if kind is None:
            draft = arranging.removed(draft, {reference.id})
        else:
            draft = arranging.sorted_in(draft, reference.id, kind.tray)
    return draft


def _ids_in(draft: Draft) -> set[str]:
    return {r.id for r in draft.references} | {m.reference_id for m in mentions_in(draft.prompt)}


def _knowing(known: Mapping[str, tuple[Facts, str]], references: Iterable[Reference]) -> tuple[Reference, ...]:
    """The references with what is known of their files; one that knew it already stays the same object."""
    return tuple(
        replace(r, facts=found[0], trouble=found[1])
        if r.local and (found := known.get(r.source)) and found != (r.facts, r.trouble)
        else r
        for r in references
    )


def _linked(route: Route | None, draft: Draft) -> str:
    """Words that came from elsewhere may count references: `@Image1` becomes a mention of it."""
    if route is None:
        return draft.prompt
    return linked(draft.prompt, labels_of(route.rules(draft.model).mentions, used_by(route, draft)))
