"""The panels that mend, for tests that read the window whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from seedance_desktop.domain.draft import Draft, Mode
from seedance_desktop.domain.fit import Recipe
from seedance_desktop.domain.reference import Facts, Place
from seedance_desktop.ui.bridge import EngineBridge
from seedance_desktop.ui.fixing.fixer import Made
from seedance_desktop.ui.fixing.room import FixingRoom
from seedance_desktop.ui.widgets.segmented import SegmentedControl

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from seedance_desktop.domain.task import Failure, Task
    from seedance_desktop.ui.compose.presenter import ComposePresenter
    from seedance_desktop.ui.conductor import Conductor
    from seedance_desktop.ui.main_window import MainWindow
    from seedance_desktop.ui.notifier import Speech
    from seedance_desktop.ui.theme import Theme

COPY = "/дом/копия.jpg"
PHOTOGRAPH = Facts("png", 4032, 3024, size=12_400_000)


class StillSpending:
    """Stops nothing and remembers nothing, unless it is told to.

    Attributes:
        answer: why nothing may be sent.
    """

    answer: Failure | None = None

    hindered = None

    def stop(self, *_asked: object) -> Failure | None:
        return self.answer

    def stop_again(self, _task: object) -> Failure | None:
        return self.answer

    def twin(self, *_asked: object) -> None:
        return None


class StillEngine:
    """Holds tasks and lets every command pass."""

    def __init__(self, tasks: tuple[Task, ...]) -> None:
        self.tasks = self.known = tasks
        self.running = sum(not task.status.is_end for task in tasks)
        self.spending = StillSpending()

    def __getattr__(self, name: str) -> Callable[..., None]:
        return lambda *_values, **_named: None


class Mending:
    """Brings the window into the states of mending.

    Attributes:
        states: what a person can bring the window into, by name.
    """

    def __init__(
        self, theme: Theme, speech: Speech, window: MainWindow, conductor: Conductor, presenter: ComposePresenter
    ) -> None:
        composer, banners = conductor.composer, conductor.banners
        self._window = window
        self._presenter = presenter
        self._room = FixingRoom(theme, speech, window.surface, composer, presenter, banners, EngineBridge())
        self._room.attach(cast("Any", StillEngine(())))
        self.states: Mapping[str, Callable[[], None]] = {
            "a clip to trim": self._trim,
            "a sound to trim": self._trim_sound,
            "a frame to crop": self._crop,
            "a copy beside its original": self._compare,
        }

    def _load(self, model: str, place: Place, facts: Facts, **more: Any) -> str:
        path = f"/дом/1.{facts.format}"
        self._presenter.replace_draft(Draft(model=model, prompt="Цапля", duration=5, **more))
        self._presenter.add(place, [path], local=True)
        self._presenter.set_facts(path, facts)
        return self._presenter.draft.references[-1].id

    def _fix(self, code: str) -> None:
        issues = self._presenter.evaluation.issues
        self._room.fix(next(issue for issue in issues if issue.code == code))

    def _trim(self) -> None:
        self._load("seedance2.0-md", Place.VIDEOS, Facts("mp4", 1920, 1080, 21.5, 24.0, 12_400_000, located=True))
        self._fix("reference_videos.too_long")

    def _trim_sound(self) -> None:
        self._room.edit_copy(self._load("seedance2.0-std", Place.AUDIOS, Facts("mp3", seconds=30.0, size=900_000)))

    def _crop(self) -> None:
        self._load("seedance2.0-std", Place.FIRST_FRAME, PHOTOGRAPH, ratio="16:9", mode=Mode.FRAMES)
        self._fix("frames.ratio")

    def _compare(self) -> None:
        one = self._load("seedance2.0-std", Place.IMAGES, PHOTOGRAPH)
        self._presenter.use_copy(one, COPY)
        self._presenter.set_facts(COPY, Facts("jpeg", 2048, 1536, size=1_800_000))
        self._room.fixer.made[COPY] = Made("/дом/1.png", PHOTOGRAPH, Recipe(width=2048))
        self._room.edit_copy(one)
        look = self._window.findChild(SegmentedControl, "fixLook")
        assert look is not None
        look.setValue("compare")
