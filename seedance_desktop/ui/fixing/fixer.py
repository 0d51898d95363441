"""Has fitted copies made and lets them stand for their originals, if these are still what they were."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import count
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from seedance_desktop.ui.fixing.changes import changes

if TYPE_CHECKING:
    from seedance_desktop.domain.evaluation import Issue
    from seedance_desktop.domain.fit import Recipe
    from seedance_desktop.domain.reference import Facts, Reference
    from seedance_desktop.engine.events import FitProgress, Fitted
    from seedance_desktop.engine.fitting import Fitting
    from seedance_desktop.ui.banners import Banners
    from seedance_desktop.ui.compose.presenter import ComposePresenter

DONE = "fit.done"


@dataclass(frozen=True, slots=True)
class Run:
    """A copy that is being made.

    Attributes:
        reference: as it was when the copy was begun.
        path: of the file the copy is made from.
        facts: of that file.
        recipe: what is changed.
        code: of the issue that it mends; empty where there is none.
        fraction: how far it is.
    """

    reference: Reference
    path: str
    facts: Facts
    recipe: Recipe
    code: str = ""
    fraction: float = 0.0


@dataclass(frozen=True, slots=True)
class Made:
    """What a copy was made from: path and facts of the file, and how."""

    path: str
    facts: Facts
    recipe: Recipe


class Fixer(QObject):
    """Orders copies, hears of them, and tells of them in banners; the draft waits for those that are being made.

    Args:
        presenter: of the draft.
        banners: tell.
        parent: owner.

    Attributes:
        changed: a copy was begun, went on or ended.
        used: token of a copy that now stands for its original.
        failed: token, and the `Failure` that kept the copy from being made.
        made: by path of a copy, what it was made from and how.
    """

    changed = Signal()
    used = Signal(str)
    failed = Signal(str, object)

    def __init__(self, presenter: ComposePresenter, banners: Banners, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._banners = banners
        self._fitting: Fitting | None = None
        self._runs: dict[str, Run] = {}
        self._numbers = count(1)
        self.made: dict[str, Made] = {}
        presenter.changed.connect(self._drop_stale)

    @property
    def fitting(self) -> Fitting | None:
        """The engine's commands; `None` while there is no engine."""
        return self._fitting

    def attach(self, fitting: Fitting) -> None:
        self._fitting = fitting

    def token(self) -> str:
        """A new one, never used before."""
        return f"copy {next(self._numbers)}"

    def reference(self, reference_id: str) -> Reference | None:
        """The reference as it is now; `None` where it is gone."""
        return next((r for r in self._presenter.draft.references if r.id == reference_id), None)

    def begin(self, reference: Reference, recipe: Recipe, *, code: str = "", source: Made | None = None) -> str:
        """Have a copy made that will stand for its original.

        Args:
            reference: whose.
            recipe: what is changed.
            code: of the issue it mends.
            source: which file it is made from; the reference's own where there is none.

        Returns:
            Its token; empty where there is no engine.
        """
        if self._fitting is None:
            return ""
        token = self.token()
        path, facts = (source.path, source.facts) if source is not None else (reference.source, reference.facts)
        self._runs[token] = Run(reference, path, facts, recipe, code)
        self._fitting.fit(token, path, recipe)
        # Whoever asked for the copy does not mean to send the original meanwhile.
        self._presenter.expect(1)
        self.changed.emit()
        return token

    def call_off(self, token: str) -> None:
        """Stop making a copy; nothing where there is none."""
        if self._runs.pop(token, None) is not None:
            if self._fitting is not None:
                self._fitting.cancel(token)
            self._presenter.expect(-1)
            self.changed.emit()

    def run_for(self, issue: Issue) -> str:
        """Token of the copy that is being made to mend an issue; empty where there is none."""
        for token, run in self._runs.items():
            if run.code == issue.code and run.reference.id in issue.references:
                return token
        return ""

    def fraction(self, token: str) -> float | None:
        """How far a copy is, from 0 to 1; `None` where it is not being made."""
        run = self._runs.get(token)
        return None if run is None else run.fraction

    def progress_of(self, issue: Issue) -> float | None:
        """How far the mending of an issue is, from 0 to 1; `None` where none is under way."""
        return self.fraction(self.run_for(issue))

    def take_progress(self, event: FitProgress) -> None:
        run = self._runs.get(event.token)
        if run is not None:
            self._runs[event.token] = replace(run, fraction=event.fraction)
            self.changed.emit()

    def take_copy(self, event: Fitted) -> None:
        """A copy is made or failed; of one that was called off nothing is heard."""
        run = self._runs.pop(event.token, None)
        if run is None:
            return
        if event.failure is not None:
            self._banners.say(event.failure.code, event.failure.values, kind="danger")
            self.failed.emit(event.token, event.failure)
        else:
            self.made[event.path] = Made(run.path, run.facts, run.recipe)
            # Known before it is used: no moment in which the form would look at it once more.
            self._presenter.set_facts(event.path, event.facts)
            self._presenter.use_copy(run.reference.id, event.path)
            self._tell(run, event)
            self.used.emit(event.token)
        self._presenter.expect(-1)
        self.changed.emit()

    def put_back(self, before: Reference, copy: str) -> None:
        """Let what stood there before a copy stand there again; nothing where the copy stands there no more."""
        now = self.reference(before.id)
        if now is None or now.source != copy:
            return
        if before.original:
            self._presenter.use_copy(before.id, before.source)
        else:
            self._presenter.use_original(before.id)

    def use_original(self, reference_id: str) -> None:
        """Let the original stand again for its copy."""
        self._presenter.use_original(reference_id)

    def _tell(self, run: Run, event: Fitted) -> None:
        before = run.reference

        def undo() -> None:
            self._banners.hush(DONE)
            self.put_back(before, event.path)

        told = changes(before.facts, event.facts)
        why = "placeless" if run.code == "reference.located" else "" if told else "alike"
        values = {"name": before.called, "changes": told, "why": why}
        self._banners.say(DONE, values, kind="success", action=lambda: self.tr("Undo"), then=undo)

    def _drop_stale(self) -> None:
        """A reference that is gone, or stands for another file by now, needs its copy no more."""
        for token, run in list(self._runs.items()):
            now = self.reference(run.reference.id)
            if now is None or now.source != run.reference.source:
                self.call_off(token)
