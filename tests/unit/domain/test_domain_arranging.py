"""Whatever a person does with references, in whatever order, nothing loaded is lost and every mention keeps its own."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from seedance_desktop.domain import arranging
from seedance_desktop.domain.arranging import History
from seedance_desktop.domain.catalog import load_catalog
from seedance_desktop.domain.draft import Draft, Mode
from seedance_desktop.domain.mentions import labels_of, linked, mention, mentions_in, written_out
from seedance_desktop.domain.reference import FRAMES, Kind, Place, Reference
from seedance_desktop.domain.rules import evaluate, used_by

CATALOG = load_catalog()
MODELS = st.sampled_from(CATALOG.models)
PLACES = st.sampled_from(list(Place))
PICK = st.integers(0, 30)
NAMES = st.sampled_from(["", "heron", "鹭 在 河", "  two\nlines ", "@Image1"])
ENDINGS = {Kind.IMAGE: "png", Kind.VIDEO: "mp4", Kind.AUDIO: "mp3"}


class Arranging(RuleBasedStateMachine):
    """A person at the trays; beside the draft runs the plainest list of what should be there."""

    @initialize(model=MODELS)
    def start(self, model: str) -> None:
        self.draft = Draft(model=model, prompt="A heron", duration=5)
        self.history = History()
        self.count = 0
        self.meant: list[str] = []
        self.sources: dict[str, str] = {}

    def step(self, draft: Draft) -> None:
        if (draft.references, draft.mode) != (self.draft.references, self.draft.mode):
            self.history = self.history.after(self.draft)
        self.draft = draft

    def picked(self, pick: int) -> Reference:
        return self.draft.references[pick % len(self.draft.references)]

    def labels(self) -> dict[str, str]:
        route = CATALOG.route_of(self.draft.model)
        assert route is not None
        return labels_of(route.rules(self.draft.model).mentions, used_by(route, self.draft))

    def has_references(self) -> bool:
        return bool(self.draft.references)

    @rule(place=PLACES)
    def add(self, place: Place) -> None:
        self.count += 1
        reference_id = f"r{self.count}"
        source = f"/media/{self.count}.{ENDINGS[place.kind]}"
        before = self.draft.references
        self.step(arranging.added(self.draft, Reference(id=reference_id, place=place, source=source, local=True)))
        self.sources[reference_id] = source
        assert self.draft.references[-1].id == reference_id
        kept = [r for r in before if place not in FRAMES or r.place is not place]
        assert list(self.draft.references[:-1]) == kept

    @precondition(has_references)
    @rule(pick=PICK, place=PLACES, index=st.integers(-2, 40))
    def move(self, pick: int, place: Place, index: int) -> None:
        mover, before = self.picked(pick), self.draft
        self.step(arranging.moved(before, mover.id, place, index))
        assert {r.id for r in self.draft.references} == {r.id for r in before.references}
        if mover.kind is not place.kind:
            assert self.draft == before
            return
        assert mover.id in {r.id for r in self.draft.at(place)}
        if place not in FRAMES:
            rest = [r.id for r in before.at(place) if r.id != mover.id]
            rest.insert(max(0, min(index, len(rest))), mover.id)
            assert [r.id for r in self.draft.at(place)] == rest
        for other in Place:
            if other not in (place, mover.place):
                assert self.draft.at(other) == before.at(other)

    @precondition(has_references)
    @rule(pick=PICK)
    def remove(self, pick: int) -> None:
        gone = self.picked(pick)
        before = [r for r in self.draft.references if r.id != gone.id]
        self.step(arranging.removed(self.draft, {gone.id}))
        assert list(self.draft.references) == before

    @precondition(has_references)
    @rule(pick=PICK, name=NAMES)
    def rename(self, pick: int, name: str) -> None:
        chosen = self.picked(pick)
        self.step(arranging.renamed(self.draft, chosen.id, name))
        renamed = next(r for r in self.draft.references if r.id == chosen.id)
        assert renamed.called == (" ".join(name.split()) or chosen.source.rsplit("/", 1)[-1])

    @precondition(has_references)
    @rule(pick=PICK)
    def fit_and_back(self, pick: int) -> None:
        chosen = self.picked(pick)
        fitted = arranging.fitted(self.draft, chosen.id, "/fitted/copy.png")
        back = arranging.restored(fitted, chosen.id)
        assert [(r.id, r.source, r.original) for r in back.references] == [
            (r.id, r.original or r.source if r.id == chosen.id else r.source, "" if r.id == chosen.id else r.original)
            for r in self.draft.references
        ]

    @rule()
    def swap_frames(self) -> None:
        first, last = (self.draft.at(frame) for frame in FRAMES)
        self.step(arranging.swapped_frames(self.draft))
        assert [r.id for r in self.draft.at(FRAMES[0])] == [r.id for r in last]
        assert [r.id for r in self.draft.at(FRAMES[1])] == [r.id for r in first]

    @precondition(has_references)
    @rule(pick=PICK, behind=st.sampled_from([",", "2", ""]))
    def write_a_mention(self, pick: int, behind: str) -> None:
        chosen = self.picked(pick)
        said = self.labels().get(chosen.id, chosen.called)
        self.draft = replace(self.draft, prompt=f"{self.draft.prompt} {mention(chosen.id, said)}{behind}")
        self.meant.append(chosen.id)

    @precondition(lambda self: bool(self.labels()))
    @rule(pick=PICK)
    def paste_a_wording(self, pick: int) -> None:
        labels = self.labels()
        chosen = list(labels)[pick % len(labels)]
        self.draft = replace(self.draft, prompt=linked(f"{self.draft.prompt} {labels[chosen]}.", labels))
        self.meant.append(chosen)

    @rule(model=MODELS)
    def switch_route(self, model: str) -> None:
        self.draft = replace(self.draft, model=model)

    @rule(mode=st.sampled_from([Mode.REFERENCES, Mode.FRAMES]))
    def switch_mode(self, mode: Mode) -> None:
        self.step(replace(self.draft, mode=mode))

    @precondition(lambda self: bool(self.history.past))
    @rule()
    def undo_and_redo(self) -> None:
        undone, history = self.history.undone(self.draft)
        redone, again = history.redone(undone)
        assert tuple(again.past) == tuple(self.history.past)
        assert replace(redone, prompt="") == replace(self.draft, prompt="")
        assert [one.reference_id for one in mentions_in(redone.prompt)] == self.meant

    @rule(steps=st.integers(1, 4))
    def undo(self, steps: int) -> None:
        for _ in range(steps):
            self.draft, self.history = self.history.undone(self.draft)

    @rule()
    def redo(self) -> None:
        self.draft, self.history = self.history.redone(self.draft)

    @invariant()
    def each_reference_is_there_once_and_is_its_own_file(self) -> None:
        ids = [r.id for r in self.draft.references]
        assert len(ids) == len(set(ids))
        assert all(r.source == self.sources[r.id] for r in self.draft.references)
        assert all(len(self.draft.at(frame)) <= 1 for frame in FRAMES)

    @invariant()
    def mentions_stay_tied_to_what_they_were_written_for(self) -> None:
        assert [one.reference_id for one in mentions_in(self.draft.prompt)] == self.meant

    @invariant()
    def what_is_sent_counts_as_the_service_counts(self) -> None:
        route = CATALOG.route_of(self.draft.model)
        assert route is not None
        used = used_by(route, self.draft)
        labels = labels_of(route.rules(self.draft.model).mentions, used)
        for kind in Kind:
            ours = [r for place in Place if place.kind is kind for r in used if r.place is place]
            pattern = route.rules(self.draft.model).mentions.pattern(kind)
            assert [labels[r.id] for r in ours] == [pattern.format(number=n) for n in range(1, len(ours) + 1)]
        sent = written_out(self.draft.prompt, labels)
        if all(one in labels for one in self.meant):
            wordings = route.rules(self.draft.model).mentions.any_wording.findall(sent)
            assert wordings == [labels[one] for one in self.meant]
        evaluation = evaluate(route, self.draft)
        dangling = any(issue.code == "mention.dangling" for issue in evaluation.issues)
        assert dangling == any(one not in labels for one in self.meant)
        if evaluation.request is not None:
            assert evaluation.request.prompt == sent
            assert set(evaluation.request.references) == set(used)

    @invariant()
    def what_is_parked_is_exactly_what_is_not_used(self) -> None:
        route = CATALOG.route_of(self.draft.model)
        assert route is not None
        fields = evaluate(route, self.draft).fields
        used = {r.id for r in used_by(route, self.draft)}
        for place in Place:
            parked = [r for r in self.draft.at(place) if r.id not in used]
            assert fields[place.value].parked == len(parked)


TestArranging = Arranging.TestCase
TestArranging.settings = settings(max_examples=100, stateful_step_count=30, deadline=None)
