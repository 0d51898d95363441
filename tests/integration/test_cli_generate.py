"""`generate` against a sandbox over real sockets: every model, every kind of reference, every scenario."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from seedance_desktop.domain.catalog import load_catalog
from seedance_desktop.domain.errors import LocalFailure
from seedance_desktop.sandbox.options import Options, Rendering
from seedance_desktop.sandbox.server import LiveSandbox, open_sandbox
from tests.fakes.command import Command
from tests.fakes.media import clip_file, picture_file, sound_file

if TYPE_CHECKING:
    from collections.abc import Iterator

PACE = 0.01


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveSandbox]:
    folder = tmp_path_factory.mktemp("sandbox")
    rendering = Rendering(scale=0.25, in_process=True)
    with open_sandbox(Options(folder, pace=PACE, start_balance=Decimal(9000), rendering=rendering)) as opened:
        yield opened


@pytest.fixture
def sandbox(live: LiveSandbox) -> Iterator[LiveSandbox]:
    yield live
    live.room.choose("calm")
    live.room.pace = PACE


@pytest.fixture
def command(sandbox: LiveSandbox, tmp_path: Path) -> Command:
    return Command(tmp_path / "data", sandbox.address.base_url, sandbox.address.key, here=True)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Small local media, one of each kind and a second picture."""
    folder = tmp_path_factory.mktemp("媒体 files")
    picture_file(folder / "one.png", "red")
    picture_file(folder / "two.jpg", "blue")
    sound_file(folder / "sound.wav")
    clip_file(folder / "clip.mp4")
    return {path.name: str(path) for path in folder.iterdir()}


def sent(sandbox: LiveSandbox, remote_id: str) -> dict[str, Any]:
    """The create call's body as it arrived."""
    record = sandbox.room.state.tasks.get(remote_id)
    assert record is not None
    return record.body


def test_every_model_makes_a_clip_from_a_prompt_alone(sandbox: LiveSandbox, command: Command) -> None:
    models = load_catalog().models

    done = [command.generate(model=model, prompt=f"a heron for {model}") for model in models]

    assert len(done) == 23
    assert [(one.code, one.end["status"], one.end["error"]) for one in done] == [(0, "completed", None)] * 23
    assert len({one.end["take"] for one in done}) == 23
    assert all(Path(one.end["take"]).stat().st_size > 1000 for one in done)
    assert [sent(sandbox, one.end["task_id"])["model"] for one in done] == list(models)


def test_files_stand_behind_what_the_body_holds(sandbox: LiveSandbox, command: Command, files: dict[str, str]) -> None:
    first = command.generate("--image", files["one.png"])
    address = sent(sandbox, first.end["task_id"])["images"][0]

    done = command.generate("--image", files["two.jpg"], images=[address])

    images = sent(sandbox, done.end["task_id"])["images"]
    assert (len(images), images[0]) == (2, address)


def test_what_was_approved_is_not_handed_in_again(
    sandbox: LiveSandbox, command: Command, files: dict[str, str]
) -> None:
    done = [command.generate("--image", files["one.png"], model="sd2_mx_720p") for _ in range(2)]

    images = [sent(sandbox, one.end["task_id"])["images"] for one in done]
    assert images[0] == images[1]
    assert images[0][0].startswith("asset://")


@pytest.mark.parametrize(
    ("scenario", "code", "status", "error"),
    [
        ("moderation", 3, "failed", "task.moderated"),
        ("refused-parameters", 3, "refused", "service.refused"),
        ("low-balance", 3, "refused", "balance.low"),
        ("lost-answer", 4, "uncertain", "create.no_answer"),
        ("storm-429", 0, "completed", None),
        ("storm-503", 0, "completed", None),
        ("html", 0, "completed", None),
        ("unknown-word", 0, "completed", None),
        ("broken-download", 0, "completed", None),
        ("expired-link", 0, "completed", None),
    ],
)
def test_every_scenario_ends_as_it_should(
    sandbox: LiveSandbox, command: Command, scenario: str, code: int, status: str, error: str | None
) -> None:
    sandbox.room.choose(scenario)
    before = sandbox.room.creates

    done = command.generate()

    assert (done.code, done.end["status"]) == (code, status), done.err
    assert (done.end["error"] or {}).get("code") == error
    assert sandbox.room.creates - before == (2 if scenario == "storm-429" else 1)
    assert (done.end["take"] is not None) is (code == 0)


def test_an_uncertain_task_is_never_sent_again(sandbox: LiveSandbox, command: Command) -> None:
    sandbox.room.choose("lost-answer")
    task = command.generate().end["task"]
    sandbox.room.choose("calm")
    before = sandbox.room.creates

    again = command("resume", "--json")

    assert (again.code, again.end["task"], again.end["error"], sandbox.room.creates) == (0, None, None, before)
    assert "1 clip still without an answer" in again.err
    assert "paste the id" in again.err
    assert [(row["task"], row["status"]) for row in json.loads(command("tasks", "--json").out)] == [(task, "uncertain")]


def test_a_take_that_will_not_come_is_left_for_resume(sandbox: LiveSandbox, command: Command) -> None:
    sandbox.room.choose("dead-download")

    done = command.generate()

    assert (done.code, done.end["status"]) == (5, "downloading")
    assert done.end["error"]["message"]
    assert done.end["task_id"]


def test_resume_brings_home_a_take_that_would_not_come(sandbox: LiveSandbox, command: Command) -> None:
    sandbox.room.choose("dead-download")
    left = command.generate().end
    assert left["status"] == "downloading"
    record, before = sandbox.room.state.tasks.get(left["task_id"]), sandbox.room.creates
    assert record is not None
    assert command("resume", "--json").code == 5, "it still will not come"
    sandbox.room.state.tasks.put(replace(record, scenario="calm"))

    done = command("resume", "--json")

    assert (done.code, done.end["task"], done.end["status"], done.end["error"]) == (0, left["task"], "completed", None)
    assert Path(done.end["take"]).stat().st_size > 1000
    assert sandbox.room.creates == before


def test_resume_goes_on_once_the_disk_takes_it(command: Command, tmp_path: Path) -> None:
    out = tmp_path / "clips"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("seedance_desktop.engine.takes.land", _full)
        left = command.generate("--out", str(out))
    assert (left.code, left.end["status"], left.end["error"]["code"]) == (5, "downloading", "disk.full")

    done = command("resume", "--json")

    assert (done.code, done.end["status"]) == (0, "completed"), done.err
    assert Path(done.end["take"]).parent == out


def _full(part: Path) -> Path:
    raise LocalFailure("disk.full", {"name": part.name})


def test_the_same_again_within_ten_minutes_is_said_and_sent(sandbox: LiveSandbox, command: Command) -> None:
    paid = sandbox.room.creates
    first, second, other = command.generate(), command.generate(), command.generate(prompt="An owl")

    assert (first.code, second.code, other.code) == (0, 0, 0)
    assert sandbox.room.creates == paid + 3
    said = "; this one is sent as well and costs once more."
    assert [said in done.err for done in (first, second, other)] == [False, True, False], second.err
