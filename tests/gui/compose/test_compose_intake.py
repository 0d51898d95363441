"""Every way in: what is dropped or pasted becomes references in the right trays, or is refused in one banner."""

from __future__ import annotations

import base64
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QImage

from seedance_desktop.domain.catalog import load_catalog
from seedance_desktop.domain.draft import Mode
from seedance_desktop.domain.errors import LocalFailure
from seedance_desktop.domain.reference import Facts, Kind, Place
from seedance_desktop.domain.task import Failure
from seedance_desktop.engine.events import Measured
from seedance_desktop.ui.compose import intake
from seedance_desktop.ui.compose.intake import Intake
from seedance_desktop.ui.compose.measuring import Measuring
from seedance_desktop.ui.compose.pasted import decoded
from seedance_desktop.ui.compose.presenter import ComposePresenter
from seedance_desktop.ui.compose.refusals import Refusals
from seedance_desktop.ui.widgets.drops import Haul, haul_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("qapp")


class Told:
    """Banners that only remember."""

    def __init__(self) -> None:
        self.now: dict[str, Mapping[str, object]] = {}

    def say(self, code: str, values: Mapping[str, object]) -> None:
        self.now[code] = values

    def hush(self, code: str) -> None:
        self.now.pop(code, None)

    def codes(self) -> tuple[str, ...]:
        return tuple(self.now)


class Form:
    """A draft, and the ways into it."""

    def __init__(self, folder: Path) -> None:
        self.presenter = ComposePresenter(load_catalog())
        self.presenter.set_prompt("a heron")
        self.told = Told()
        refusals = Refusals(cast("Any", self.told), lambda: self.presenter.is_measuring)
        self.intake = Intake(self.presenter, folder, refusals)
        looks = SimpleNamespace(learn=lambda _measured: None)
        self.measuring = Measuring(self.presenter, cast("Any", looks), refusals)

    def at(self, place: Place) -> list[str]:
        return [reference.source for reference in self.presenter.draft.at(place)]

    def measured(self, path: str, kind: Kind | None, code: str = "") -> None:
        failure = Failure(code, {"name": path.rpartition("/")[2]}) if code else None
        self.measuring.take(Measured(path, kind, Facts(), None, (), failure))


@pytest.fixture
def form(tmp_path: Path) -> Form:
    return Form(tmp_path / "pasted")


def test_a_mixed_drop_is_sorted_in_one_step_and_taken_back_in_one(form: Form) -> None:
    haul = Haul(("/m/b.mp4", "/m/a.png", "/m/c.mp3", "https://h.example/d.JPG?x=1", "/m/a.png"))
    form.intake.take(Place.AUDIOS, haul)
    assert form.at(Place.IMAGES) == ["/m/a.png", "https://h.example/d.JPG?x=1", "/m/a.png"]
    assert form.at(Place.VIDEOS) == ["/m/b.mp4"]
    assert form.at(Place.AUDIOS) == ["/m/c.mp3"]
    assert [r.local for r in form.presenter.draft.at(Place.IMAGES)] == [True, False, True]
    assert len({r.id for r in form.presenter.draft.references}) == 5
    form.presenter.undo()
    assert form.presenter.draft.references == ()


def test_pictures_dropped_on_a_frame_fill_the_frames_and_the_rest_is_set_aside(form: Form) -> None:
    form.presenter.set_mode(Mode.FRAMES)
    form.intake.take(Place.LAST_FRAME, Haul(("/m/1.png", "/m/2.png", "/m/3.png", "/m/4.mov")))
    assert form.at(Place.LAST_FRAME) == ["/m/1.png"]
    assert form.at(Place.FIRST_FRAME) == ["/m/2.png"]
    assert form.at(Place.IMAGES) == ["/m/3.png"]
    assert form.at(Place.VIDEOS) == ["/m/4.mov"]


def test_a_folder_brings_its_media_in_natural_order(form: Form, tmp_path: Path, qtbot: QtBot) -> None:
    shots = tmp_path / "shots"
    for name in ("shot 10.png", "Shot 2.PNG", "takes/b 3.mp4", "notes.txt", ".hidden.png", ".git/a.png", "rain.wav"):
        (shots / name).parent.mkdir(parents=True, exist_ok=True)
        (shots / name).write_bytes(b"x")
    (shots / "circle").symlink_to(shots)
    with qtbot.waitSignal(form.presenter.reference_added):
        form.intake.take(Place.IMAGES, Haul((str(shots),)))
        assert form.presenter.is_measuring, "nobody sends without what is on its way"
    assert form.at(Place.IMAGES) == [str(shots / "Shot 2.PNG"), str(shots / "shot 10.png")]
    assert form.at(Place.VIDEOS) == [str(shots / "takes" / "b 3.mp4")]
    assert form.at(Place.AUDIOS) == [str(shots / "rain.wav")]
    assert not form.told.now


def test_all_refusals_of_one_drop_are_one_sentence(form: Form, tmp_path: Path, qtbot: QtBot) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    haul = Haul((str(empty), "/m/a.png", "/m/notes", "/m/b.png", "/m/c.png"))
    form.intake.take(Place.IMAGES, haul)
    qtbot.waitUntil(lambda: bool(form.at(Place.IMAGES)))
    assert form.told.codes() == ("drop.empty_folder",)
    form.measured("/m/notes", None, "media.unknown_kind")
    form.measured("/m/a.png", None, "media.empty")
    form.measured("/m/b.png", None, "file.missing")
    form.measured("/m/c.png", Kind.AUDIO)
    qtbot.waitUntil(lambda: "file.missing" in form.told.now)
    told = form.told.now["drop.refused"]
    assert told == {"count": 3, "names": ["empty", "notes", "a.png"], "why": "several"}
    assert set(form.told.now) == {"drop.refused", "file.missing"}
    assert form.at(Place.IMAGES) == ["/m/b.png"], "what cannot be read now stays, marked"
    assert form.at(Place.AUDIOS) == ["/m/c.png"]
    assert form.presenter.draft.references[0].trouble == "file.missing"


def test_the_next_drop_begins_a_sentence_of_its_own(form: Form) -> None:
    form.intake.take(Place.IMAGES, Haul(words="a heron"))
    form.intake.take(Place.IMAGES, Haul(words="a kite"))
    assert form.told.now == {"drop.no_source": {"name": "a kite"}}


def test_pixels_and_data_addresses_become_files(form: Form, tmp_path: Path, qtbot: QtBot) -> None:
    image = QImage(64, 48, QImage.Format.Format_RGB32)
    image.fill(0x336699)
    form.intake.take(Place.IMAGES, Haul(picture=image))
    sound = base64.b64encode(b"RIFF....").decode()
    form.intake.take(Place.IMAGES, Haul((f"data:audio/wav;base64,{sound}", "data:text/plain;base64,%%%")))
    qtbot.waitUntil(lambda: bool(form.at(Place.AUDIOS)))
    (picture,), (wav,) = form.at(Place.IMAGES), form.at(Place.AUDIOS)
    assert QImage(picture).pixelColor(10, 10).name() == "#336699"
    assert wav.endswith(".wav")
    assert sorted(path.name for path in (tmp_path / "pasted").iterdir()) == sorted(
        path.rpartition("/")[2] for path in (picture, wav)
    )
    assert form.told.codes() == ("drop.broken_data",)


def test_a_folder_that_cannot_be_made_is_told(form: Form, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "pasted").write_text("in the way")
    form.intake.take(Place.IMAGES, Haul(picture=QImage(8, 8, QImage.Format.Format_RGB32)))
    qtbot.waitUntil(lambda: form.told.codes() == ("file.unwritable",))
    assert not form.presenter.draft.references


def test_what_the_disk_refuses_is_waited_for_no_longer(
    form: Form, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    endless = f"/{'a' * 300}"
    form.intake.take(Place.IMAGES, Haul((endless,)))
    qtbot.waitUntil(lambda: bool(form.at(Place.IMAGES)))
    form.presenter.set_facts(endless, Facts(), "file.unreadable")
    assert not form.presenter.is_measuring, "a name that no disk takes has trouble of its own, and no more"
    form.presenter.undo()

    def broken(_folder: str) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(intake, "media_in", broken)
    form.intake.take(Place.IMAGES, Haul((str(tmp_path),)))
    qtbot.waitUntil(lambda: not form.presenter.is_measuring)
    assert form.told.now == {"file.unreadable": {"name": tmp_path.name}}


def test_data_addresses_are_decoded() -> None:
    assert decoded("data:image/svg+xml,%3Csvg/%3E") == ("svg", b"<svg/>")
    assert decoded("data:image/jpeg;base64,QQ") == ("jpg", b"A")
    assert decoded("data:;base64,QQ==") == ("bin", b"A")
    for broken in ("data:image/png;base64", "data:image/png;base64,QUFB*"):
        with pytest.raises(LocalFailure, match=r"drop\.broken_data"):
            decoded(broken)


def mime(*, urls: tuple[str, ...] = (), html: str = "", text: str = "", picture: bool = False) -> QMimeData:
    data = QMimeData()
    if urls:
        data.setUrls([QUrl(url) for url in urls])
    if html:
        data.setHtml(html)
    if text:
        data.setText(text)
    if picture:
        data.setImageData(QImage(4, 4, QImage.Format.Format_RGB32))
    return data


def test_of_what_a_browser_gives_the_picture_itself_is_taken() -> None:
    page = (
        '<meta charset="utf-8"><a href="https://h.example/page"><img alt="a" src="https://h.example/a.png?w=1&amp;h=2">'
    )
    assert haul_of(mime(urls=("https://h.example/page",), html=page)).sources == ("https://h.example/a.png?w=1&h=2",)
    assert haul_of(mime(urls=("https://h.example/page",), html=page, picture=True)).picture is not None
    assert haul_of(mime(urls=("file:///m/a.png",), picture=True)).sources == ("/m/a.png",)
    assert haul_of(mime(html='<img src="data:image/png;base64,QQ==">')).sources == ("data:image/png;base64,QQ==",)
    assert haul_of(mime(html='<img src="/relative.png">', text="relative")).words == "relative"


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        (" '/m/a heron.png' \n", ("/m/a heron.png",)),
        ("C:\\m\\a.png", ("C:\\m\\a.png",)),
        ("https://h.example/a.png https://h.example/b.png", ("https://h.example/a.png", "https://h.example/b.png")),
        ("look:\n https://h.example/a.png \nasset://12\nftp://no", ("https://h.example/a.png", "asset://12")),
    ],
)
def test_of_pasted_text_paths_and_addresses_are_taken(text: str, sources: tuple[str, ...]) -> None:
    assert haul_of(mime(text=text)).sources == sources
