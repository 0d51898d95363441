"""The form inside the whole program: files of every kind and quality, switching, and the buttons that mend."""

from __future__ import annotations

import json
import wave
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QFileDialog

from seedance_desktop.domain.body import read_body
from seedance_desktop.domain.draft import Draft, Mode
from seedance_desktop.domain.reference import Place
from seedance_desktop.ui.compose.mends import mend_of
from seedance_desktop.ui.widgets.tray import MediaTray
from tests.gui.program.user import PROMPT, SOON, User, picture
from tests.routes.test_routes import CASES, CATALOG

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.gui.program.conftest import Program

pytestmark = pytest.mark.no_qt_log  # a handler in Python would be called in the decoder's threads, and hang


@pytest.fixture
def rain(tmp_path: Path) -> Path:
    """Three seconds of silence."""
    path = tmp_path / "rain.wav"
    with wave.open(str(path), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(bytes(2 * 8000 * 3))
    return path


def test_a_file_dropped_on_the_wrong_tray_goes_to_the_right_one(program: Program, tmp_path: Path, rain: Path) -> None:
    heron = picture(tmp_path / "heron.png")

    async def use(user: User) -> None:
        user.drop("imagesTray", [rain])
        user.drop("videosTray", [heron])
        await user.until(lambda: user.sources(Place.AUDIOS) == [str(rain)], "the sound among the sounds", SOON)
        await user.until(lambda: user.sources(Place.IMAGES) == [str(heron)], "the picture among the pictures", SOON)
        assert user.sources(Place.VIDEOS) == []

    program.use(use)


def test_files_dropped_on_the_prompt_go_into_the_trays(program: Program, tmp_path: Path, rain: Path) -> None:
    heron = picture(tmp_path / "heron.png")

    async def use(user: User) -> None:
        user.drop_on_prompt([heron, rain])
        await user.until(lambda: user.sources(Place.IMAGES) == [str(heron)], "the picture", SOON)
        assert user.sources(Place.AUDIOS) == [str(rain)]
        assert user.draft.prompt == ""

    program.use(use)


def test_what_is_no_medium_is_refused_with_a_sentence(program: Program, tmp_path: Path) -> None:
    letter = tmp_path / "letter.png"
    letter.write_text("Dear Ada, this is not a picture.")

    async def use(user: User) -> None:
        user.drop("imagesTray", [letter])
        assert "letter.png" in await user.says("media.unknown_kind")
        await user.until(lambda: not user.draft.references, "an empty tray", SOON)

    program.use(use)


@pytest.mark.parametrize("what", ["missing", "empty"])
def test_a_file_that_cannot_be_read_is_told_of_and_never_paid_for(program: Program, tmp_path: Path, what: str) -> None:
    path = tmp_path / "dawn.png"
    if what != "missing":
        path.write_bytes(b"")

    async def use(user: User) -> None:
        creates = program.live.room.creates
        user.paste("imagesTray", str(path))
        await user.until(lambda: bool(user.banners()), "a sentence", SOON)
        assert "dawn.png" in user.banners()
        if user.draft.references:
            assert "reference.unreadable" in {issue.code for issue in user.session.presenter.evaluation.errors}
            user.write("promptEdit", PROMPT)
            user.press("generateButton")
        assert user.tasks() == ()
        assert program.live.room.creates == creates

    program.use(use)


def test_a_picture_that_breaks_off_is_told_of_and_stays_marked(program: Program, tmp_path: Path) -> None:
    path = picture(tmp_path / "dawn.png")
    path.write_bytes(path.read_bytes()[:60])

    async def use(user: User) -> None:
        user.drop("imagesTray", [path])
        await user.until(lambda: bool(user.banners()), "a sentence", SOON)
        assert "dawn.png" in user.banners()
        await user.until(lambda: user.see(MediaTray, "imagesTray").tiles()[0].issue, "the mark", SOON)

    program.use(use)


def test_switching_mode_and_route_keeps_all_that_was_loaded(program: Program, tmp_path: Path, rain: Path) -> None:
    heron, harbour = picture(tmp_path / "heron.png"), picture(tmp_path / "harbour.png", "orange")

    async def use(user: User) -> None:
        user.write("promptEdit", PROMPT)
        user.drop("imagesTray", [heron, harbour])
        user.drop("audiosTray", [rain])
        await user.measured()
        before = user.draft
        user.press_within("modeSwitch", 0.75)
        assert user.draft.mode is Mode.FRAMES
        user.drop("firstFrameSlot", [harbour])
        for model in ("seedance2.0-md", "sd2_mx_720p", "seedance2.0-fast-i2v", before.model):
            user.choose_route(model)
            assert user.draft.model == model
            assert user.sources(Place.IMAGES) == [str(heron), str(harbour)]
            assert user.sources(Place.AUDIOS) == [str(rain)]
            assert user.sources(Place.FIRST_FRAME) == [str(harbour)]
        user.press_within("modeSwitch", 0.25)
        assert user.draft.in_mode(Place.IMAGES)
        assert (user.draft.prompt, user.draft.duration, user.draft.ratio) == (PROMPT, before.duration, before.ratio)

    program.use(use)


MODELS = set(CATALOG.models)
MENDED = {
    "duration.missing",
    "duration.out_of_range",
    "duration.doubtful",
    "resolution.not_offered",
    "ratio.not_offered",
    "images.too_many",
    "images.format",
    "reference_videos.too_many",
    "media.address",
    "media.asset_not_accepted",
}
"""Some of what the cases hold; none of these may stop having its button."""
SOUND = "https://media.example.com/rain.mp3"


def drafts_of_cases() -> Iterator[tuple[set[str], Draft]]:
    """What the case files of the routes ask for, as the form holds it, with the codes that they expect."""
    for case in CASES:
        if case.issues and str(case.body.get("model")) in MODELS:
            draft = replace(read_body(json.dumps(case.body)), mode=Mode.REFERENCES)
            references = (
                replace(r, facts=case.facts.get(r.id, r.facts), local=r.id in case.local) for r in draft.references
            )
            yield {code for code, _, _ in case.issues}, draft.with_references(references)


def test_every_button_that_mends_takes_its_line_away(program: Program) -> None:
    """The bodies of the route cases go through the form until each code has been met.

    Wherever a line has a button that changes the draft, it is pressed until the line is gone; each press helps.
    """
    pressed: set[str] = set()

    async def press_all(user: User, draft: Draft) -> None:
        user.session.presenter.replace_draft(draft)
        for code in user.issues():
            issue = next((i for i in user.session.presenter.evaluation.issues if i.code == code), None)
            state = None if issue is None else user.session.presenter.evaluation.fields.get(issue.field)
            mend = None if issue is None or state is None else mend_of(issue, state)
            if mend is not None and mend.change is not None:
                while code in user.issues():
                    before = user.draft
                    await user.rest(0)
                    user.mend(code)
                    assert user.draft != before, (code, draft)
                pressed.add(code)

    async def use(user: User) -> None:
        for codes, draft in drafts_of_cases():
            if not codes <= pressed:
                await press_all(user, draft)

    program.use(use)
    assert pressed >= MENDED


def test_the_button_beside_what_only_the_person_can_do_leads_there(program: Program, tmp_path: Path) -> None:
    heron = picture(tmp_path / "heron.png")

    async def use(user: User) -> None:
        user.drop("audiosTray", [])
        user.paste("audiosTray", SOUND)
        user.drop("imagesTray", [heron])
        await user.measured()
        user.session.presenter.set_mode(Mode.FRAMES)
        await user.shown()
        assert {"prompt.missing"} < set(user.issues())
        user.mend("prompt.missing")
        assert user.window.focusWidget().objectName() == "promptEdit"
        user.session.presenter.replace_draft(Draft("seedance2.0-mini-sp", PROMPT, duration=5, ratio="9:16"))
        user.paste("audiosTray", SOUND)
        await user.shown()
        user.mend("reference_audios.alone")
        await user.until(lambda: bool(user.window.findChildren(QFileDialog)), "the file dialog", SOON)
        (dialog,) = user.window.findChildren(QFileDialog)
        assert dialog.isVisible()
        dialog.filesSelected.emit([str(heron)])
        dialog.close()
        assert user.sources(Place.IMAGES) == [str(heron)]
        assert "reference_audios.alone" not in user.issues()

    program.use(use)
