"""The states of the tour: how each is brought about by using the window."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget
from tour_media import located_photograph, long_film, long_sound

from seedance_desktop.app.person import Person, paint_reference
from seedance_desktop.domain.asset import AssetState
from seedance_desktop.domain.draft import Draft, Mode
from seedance_desktop.domain.reference import Place
from seedance_desktop.domain.review import Review
from seedance_desktop.domain.task import Status
from seedance_desktop.settings.model import DEFAULT_ID, SANDBOX_ID, SavedBucket
from seedance_desktop.ui.preferences.edits import with_profile
from seedance_desktop.ui.preferences.prices_page import PricesPage
from seedance_desktop.ui.preferences.profiles_page import ProfilesPage
from seedance_desktop.ui.widgets.segmented import SegmentedControl

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from seedance_desktop.app.session import Session

PROMPT = (
    "Slow dolly along the river at first light. The heron of @Image1 lifts off and crosses the frame; "
    "mist and colours of @Image2."
)
PICTURES = {
    "heron.png": (("#43295c", "#1b0a26"), "#f79470"),
    "harbour.png": (("#0c3d5c", "#c56a38"), "#f6d7a0"),
    "desert.png": (("#f6d365", "#b5533c"), "#fff3cf"),
}
FIRST = Draft(model="seedance2.0-mini-sp", duration=5, ratio="9:16")


class Scene(Person):
    """A person with a few pictures at hand, who can bring the window into a state and out of it again."""

    def __init__(self, session: Session, folder: Path) -> None:
        super().__init__(session)
        self.pictures = [folder / name for name in PICTURES]
        self.film = folder / "harbour walk.mp4"
        self.sound = folder / "rain.wav"
        self.photograph = folder / "IMG_2041.jpg"
        self.offline = False

    async def with_media(self, model: str, place: Place, path: Path) -> None:
        """One reference alone, measured."""
        presenter = self.session.presenter
        if model:
            self.draft(model, "Slow dolly along the quay at first light")
        presenter.add(place, [str(path)], local=True)
        await self.until(lambda: bool(presenter.draft.references[-1].facts.size), "the facts")
        await self.rest(0.3)

    def edit_copy(self) -> None:
        """As the menu of the last tile does."""
        make = self.session.conductor.composer.commands.copy_maker
        if make is not None:
            make(self.session.presenter.draft.references[-1].id)

    async def prepare(self) -> None:
        for path, (sky, sun) in zip(self.pictures, PICTURES.values(), strict=True):
            paint_reference(path, sky, sun)
        located_photograph(self.photograph, self.pictures[0])
        long_film(self.film)
        long_sound(self.sound)
        await self.until(lambda: bool(self.session.desk.current_profile.base_url), "the sandbox")

    def look(self, theme: str, language: str) -> None:
        settings = self.session.desk.settings
        self.session.desk.change_settings(settings.model_copy(update={"appearance": theme, "language": language}))

    async def stay(self) -> None:
        """Another look is a change of the settings, and with the sandbox in use such a change starts it again."""
        if self.offline:
            await self.session.desk.stop_sandbox()
            banners = self.session.conductor.banners
            await self.until(lambda: bool(banners.codes()), "the banner")

    async def measured(self) -> None:
        """Until every picture is looked at and drawn."""
        await self.until(lambda: not self.session.presenter.is_measuring, "the pictures' facts")
        await self.rest(0.6)

    async def settle(self) -> None:
        await self.rest(0.12)

    async def leave(self) -> None:
        """Back to an empty form, with nothing open over it."""
        self.offline = False
        self.session.desk.choose_scenario("calm")
        self.session.conductor.close_popovers()
        self.session.presenter.replace_draft(FIRST)
        for code in self.session.conductor.banners.codes():
            self.session.conductor.banners.hush(code)

    def draft(self, model: str, prompt: str, images: int = 0) -> None:
        presenter = self.session.presenter
        presenter.replace_draft(FIRST)
        presenter.set_model(model)
        presenter.set_prompt(prompt)
        presenter.add(Place.IMAGES, [str(path) for path in self.pictures[:images]], local=True)

    async def send(self, scenario: str, prompt: str, *, model: str = "seedance2.0-mini-sp", images: int = 1) -> str:
        """Generate under a scenario; answer the task's id."""
        self.session.desk.choose_scenario(scenario)
        await self.rest(0.3)
        self.draft(model, prompt, images)
        before = self.newest()
        await self.until(lambda: self.see(QWidget, "generateButton").isEnabled(), "a draft that is ready")
        self.press("generateButton")
        await self.until(lambda: self.newest() is not before, "the task")
        task = self.newest()
        return "" if task is None else task.id

    async def reaches(self, task_id: str, *statuses: Status) -> None:
        engine = self.session.engine
        tasks = () if engine is None else engine.tasks
        await self.until(
            lambda: any(t.id == task_id and t.status in statuses for t in (engine.tasks if engine else tasks)),
            f"{task_id} {statuses}",
        )


async def _first_start(scene: Scene) -> None:
    scene.session.conductor.stage.show_task(None)


async def _text_only(scene: Scene) -> None:
    scene.write("promptEdit", "A paper boat rides a gutter after rain, low camera")


async def _images(scene: Scene) -> None:
    scene.draft("seedance2.0-mini-sp", PROMPT, 2)
    await scene.measured()


async def _many(scene: Scene) -> None:
    scene.draft("seedance2.0-of-sp", PROMPT, 2)
    for _ in range(3):
        scene.session.presenter.add(Place.IMAGES, [str(path) for path in scene.pictures], local=True)
    await scene.measured()


async def _files(scene: Scene) -> None:
    desk = scene.session.desk
    bucket = SavedBucket(endpoint="https://s3.oss-cn-hangzhou.aliyuncs.com", name="films", access_key="AK")
    desk.change_settings(with_profile(desk.settings, DEFAULT_ID, host=bucket) or desk.settings)
    scene.press("settingsButton")
    page = scene.see(ProfilesPage, "profilesPage")
    page.show_profile(DEFAULT_ID)
    await scene.rest(0.3)
    page.ensureWidgetVisible(page.host.trial)


async def _frames(scene: Scene) -> None:
    presenter = scene.session.presenter
    scene.draft("seedance2.0-mini-sp", "The light travels from dusk to dawn over the harbour")
    presenter.set_mode(Mode.FRAMES)
    presenter.add(Place.FIRST_FRAME, [str(scene.pictures[0])], local=True)
    presenter.add(Place.LAST_FRAME, [str(scene.pictures[1])], local=True)
    await scene.rest(1.0)


async def _parked(scene: Scene) -> None:
    scene.draft("seedance2.0-std", "", 2)
    presenter = scene.session.presenter
    presenter.add(Place.FIRST_FRAME, [str(scene.pictures[0])], local=True)
    presenter.add(Place.AUDIOS, ["https://media.example.com/wings.mp3"], local=False)
    presenter.set_mode(Mode.FRAMES)
    await scene.rest(1.0)


async def _audio_alone(scene: Scene) -> None:
    scene.draft("seedance2.0-mini-sp", "Rain on a tin roof")
    scene.session.presenter.add(Place.AUDIOS, ["https://media.example.com/rain.mp3"], local=False)


async def _three_to_fix(scene: Scene) -> None:
    presenter = scene.session.presenter
    scene.draft("seedance2.0-md", "", 3)
    presenter.add(Place.IMAGES, [str(path) for path in scene.pictures[:2]], local=True)
    presenter.set_ratio("21:9")
    await scene.rest(1.0)


async def _picker(scene: Scene) -> None:
    await _images(scene)
    scene.session.presenter.add(Place.AUDIOS, ["https://media.example.com/wings.mp3"], local=False)
    scene.press("routePicker")


async def _palette(scene: Scene) -> None:
    scene.press("paletteButton")


async def _preparing(scene: Scene) -> None:
    await scene.send("calm", "Glass tower in fog, tilt up", model="sd2_mx_720p")


async def _queued(scene: Scene) -> None:
    task_id = await scene.send("slow-queue", "Paper boat down a gutter after rain")
    await scene.reaches(task_id, Status.QUEUED)


async def _processing(scene: Scene) -> None:
    task_id = await scene.send("calm", "Street at dusk, neon in puddles, hand-held", model="seedance2.0-std")
    await scene.reaches(task_id, Status.PROCESSING)
    await scene.rest(8.0)


async def _completed(scene: Scene) -> None:
    task_id = await scene.send("calm", PROMPT, images=2)
    await scene.reaches(task_id, Status.COMPLETED)
    await scene.rest(2.5)
    scene.session.conductor.stage.player.pause()


async def _moderated(scene: Scene) -> None:
    task_id = await scene.send("moderation", "Runner with a branded cap")
    await scene.reaches(task_id, Status.FAILED, Status.REFUSED)


async def _uncertain(scene: Scene) -> None:
    task_id = await scene.send("lost-answer", "Portrait by a window, soft light")
    await scene.reaches(task_id, Status.UNCERTAIN)
    await scene.rest(1.0)


async def _ledger(scene: Scene) -> None:
    scene.session.conductor.ledger_wanted.emit()
    await scene.rest(1.0)


async def _assets_empty(scene: Scene) -> None:
    scene.press("assetsButton")


async def _assets(scene: Scene) -> None:
    desk, engine = scene.session.desk, scene.session.engine
    if engine is None:
        return
    desk.choose_scenario("calm")
    engine.assets.submit(desk.current_profile.id, Review.LIBRARY, [str(scene.pictures[0])])
    await scene.until(lambda: any(r.state is AssetState.ACTIVE for r in engine.assets.records), "an approval")
    desk.choose_scenario("refused-review")
    await scene.rest(0.5)
    engine.assets.submit(desk.current_profile.id, Review.PERSON, [str(scene.pictures[1])])
    await scene.until(lambda: any(r.state is AssetState.FAILED for r in engine.assets.records), "a refusal")
    desk.choose_scenario("long-review")
    await scene.rest(0.5)
    engine.assets.submit(desk.current_profile.id, Review.FULL, [str(scene.pictures[2])])
    await scene.until(lambda: any(r.state is AssetState.PENDING for r in engine.assets.records), "a review")
    scene.press("assetsButton")
    await scene.rest(0.5)


async def _offline(scene: Scene) -> None:
    task_id = await scene.send("slow-queue", "Kites over the old harbour, telephoto")
    await scene.reaches(task_id, Status.QUEUED)
    scene.offline = True
    await scene.stay()


async def _settings(scene: Scene) -> None:
    scene.press("settingsButton")


async def _spending(scene: Scene) -> None:
    scene.session.conductor.open_preferences("money")


async def _price_list(scene: Scene) -> None:
    """What the service lists, beside a price book in which all is the same already."""
    scene.session.conductor.open_preferences("prices")
    page = scene.see(PricesPage, "pricesPage")
    page.show_profile(SANDBOX_ID)
    scene.press("fetchPrices")
    await scene.until(page.review.notes.isVisible, "the list")


async def _mending(scene: Scene) -> None:
    """Three things that a copy mends, and a fourth that was just mended."""
    await scene.with_media("seedance2.0-md", Place.VIDEOS, scene.film)
    scene.session.presenter.add(Place.IMAGES, [str(scene.photograph)], local=True)
    await scene.rest(1.0)
    scene.press("mend:reference.located")
    await scene.until(lambda: "fit.done" in scene.session.conductor.banners.codes(), "the copy")


async def _trim(scene: Scene) -> None:
    await scene.with_media("seedance2.0-md", Place.VIDEOS, scene.film)
    scene.press("mend:reference_videos.too_long")
    await scene.rest(8.0)


async def _trim_sound(scene: Scene) -> None:
    await scene.with_media("seedance2.0-std", Place.AUDIOS, scene.sound)
    scene.edit_copy()
    await scene.rest(0.5)


async def _crop(scene: Scene) -> None:
    scene.session.presenter.replace_draft(replace(FIRST, mode=Mode.FRAMES, prompt="The light wanders", ratio="9:16"))
    await scene.with_media("", Place.FIRST_FRAME, scene.photograph)
    scene.press("mend:frames.ratio")
    await scene.rest(1.5)


async def _compare(scene: Scene) -> None:
    await scene.with_media("seedance2.0-std", Place.IMAGES, scene.photograph)
    scene.press("mend:reference.located")
    await scene.until(lambda: "fit.done" in scene.session.conductor.banners.codes(), "the copy")
    scene.session.conductor.banners.hush("fit.done")
    scene.edit_copy()
    scene.see(SegmentedControl, "fixLook").setValue("compare")
    await scene.rest(4.0)


def _route(model: str) -> Callable[[Scene], Awaitable[None]]:
    async def show(scene: Scene) -> None:
        scene.draft(model, "Desert road, heat shimmer, drone", 1)
        await scene.rest(0.5)

    return show


ROUTES = {
    "full": "sd2_mx_720p",
    "full-video": "sd2_mx_video_1080p",
    "sp-economy": "seedance2.0-sp",
    "sp-official": "seedance2.0-of-sp",
    "mini": "seedance2.0-mini",
    "mini-special": "seedance2.0-mini-sp",
    "md": "seedance2.0-md",
    "fast-i2v": "seedance2.0-fast-i2v",
    "std": "seedance2.0-std",
}
STATES: dict[str, Callable[[Scene], Awaitable[None]]] = {
    "01-first-start": _first_start,
    "02-text-only": _text_only,
    "02-assets-empty": _assets_empty,
    "03-images": _images,
    "03-many": _many,
    "04-frames": _frames,
    "05-parked": _parked,
    "06-audio-alone": _audio_alone,
    "07-three-to-fix": _three_to_fix,
    "08-route-picker": _picker,
    "09-palette": _palette,
    **{f"10-route-{name}": _route(model) for name, model in ROUTES.items()},
    "11-completed": _completed,
    "12-preparing": _preparing,
    "13-queued": _queued,
    "14-processing": _processing,
    "15-moderated": _moderated,
    "16-uncertain": _uncertain,
    "17-settings": _settings,
    "18-offline": _offline,
    "19-mending": _mending,
    "20-trim": _trim,
    "21-trim-sound": _trim_sound,
    "22-crop": _crop,
    "23-compare": _compare,
    "24-where-files-go": _files,
    "25-assets": _assets,
    "26-spending": _spending,
    "27-price-list": _price_list,
    "28-ledger": _ledger,
}
