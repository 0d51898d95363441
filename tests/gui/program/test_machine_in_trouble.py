"""A machine, a key or a service that is not as it should be: the window opens, says so, and nothing is lost."""

from __future__ import annotations

import os
import socket
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QWidget

from seedance_desktop.domain.task import Status
from seedance_desktop.settings.model import SANDBOX_ID
from tests.gui.program.user import SOON, User

if TYPE_CHECKING:
    from tests.gui.program.conftest import Program

pytestmark = pytest.mark.no_qt_log  # a handler in Python would be called in the decoder's threads, and hang


def test_without_a_key_the_window_opens_on_the_sandbox(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SEEDANCE_API_KEY")

    async def use(user: User) -> None:
        assert user.session.desk.current_profile.id == SANDBOX_ID
        assert "nothing is charged" in user.see(QWidget, "profilePicker").accessibleDescription() + str(
            user.see(QWidget, "profilePicker").property("caption")
        )
        await user.reaches(await user.generate(), Status.COMPLETED)

    program.use(use, pace=0.02)


def test_pipes_in_the_places_of_its_files_are_not_waited_for(program: Program) -> None:
    (program.folder / "logs").mkdir(parents=True)
    for name in ("window.address", "window.lock", "window.ini", "draft.json", "logs/native.log", "logs/seedance.log"):
        os.mkfifo(program.folder / name)

    async def use(user: User) -> None:
        await user.reaches(await user.generate(), Status.COMPLETED)

    program.use(use)
    for pipe in program.folder.rglob("*.log"):
        pipe.unlink()


def test_a_sandbox_that_dies_is_told_of(program: Program) -> None:
    async def use(user: User) -> None:
        await user.session.desk.stop_sandbox()
        user.session.desk.choose_scenario("moderation")
        await user.says("sandbox.failed")

    program.use(use, sandbox=True)


def test_a_wrong_key_is_told_of_and_the_draft_stays(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SEEDANCE_API_KEY", "sk-wrong")

    async def use(user: User) -> None:
        task_id = await user.generate("A heron that nobody may pay for")
        task = await user.reaches(task_id, Status.REFUSED)
        assert task.failure is not None
        assert task.failure.code == "key.refused"
        await user.seen("removeTask")
        assert user.draft.prompt == "A heron that nobody may pay for"
        assert "sk-wrong" not in str(user.session.engine.tasks if user.session.engine else "")

    program.use(use)


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_a_refused_connection_is_told_of_and_loses_nothing(program: Program) -> None:
    async def use(user: User) -> None:
        await user.generate("A heron out of reach")
        await user.says("net.refused")
        assert user.tasks()[0].sent_at is None or user.tasks()[0].status is not Status.UNCERTAIN

    program.use(use, base_url=f"http://127.0.0.1:{free_port()}")


def test_an_address_that_is_none_of_the_services_is_told_of(program: Program) -> None:
    async def use(user: User) -> None:
        await user.generate()
        await user.until(lambda: bool(user.tasks()) and user.tasks()[0].failure is not None, "the failure", SOON)
        assert user.tasks()[0].failure is not None

    program.use(use, base_url=program.live.address.results_url)


@pytest.mark.parametrize("name", ["ALL_PROXY", "HTTPS_PROXY", "HTTP_PROXY"])
def test_a_nonsense_proxy_never_keeps_the_window_shut(
    program: Program, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(name, "socks://junk")

    async def use(user: User) -> None:
        user.write("promptEdit", "A heron behind a proxy")
        assert user.see(QWidget, "generateButton").isEnabled()

    assert program.use(use) == 0


def test_a_corrupt_database_is_put_aside_and_told_of(program: Program) -> None:
    async def send(user: User) -> None:
        await user.reaches(await user.generate(), Status.COMPLETED)

    async def look(user: User) -> None:
        await user.until(lambda: bool(user.banners()), "a sentence", SOON)
        assert user.session.conductor.banners.codes()[0].startswith("store.")
        await user.reaches(await user.generate("Another heron"), Status.COMPLETED)

    program.use(send)
    (database,) = (path for path in program.folder.iterdir() if path.suffix in (".sqlite3", ".db", ".sqlite"))
    database.write_bytes(b"this is no database at all" * 400)
    program.use(look)


def test_a_database_of_a_newer_program_is_only_looked_at(program: Program) -> None:
    """Its tasks are listed and its takes play; nothing is sent, changed or written, and it is said why."""

    async def send(user: User) -> None:
        await user.reaches(await user.generate(), Status.COMPLETED)

    async def look(user: User) -> None:
        said = await user.says("store.newer")
        assert "Install the newer version to send" in said
        (task,) = user.tasks()
        assert task.take is not None
        await user.until(lambda: user.session.conductor.stage.player.deck.frame is not None, "the take", SOON)
        user.write("promptEdit", "A heron from yesterday")
        await user.until(lambda: user.issues() == ["store.newer"], "the reason above Generate", SOON)
        assert not user.see(QWidget, "generateButton").isEnabled()
        user.session.conductor.banners.hush("store.newer")
        user.session.conductor.stage.forget.emit(task.id)
        user.session.conductor.sending.send()
        await user.says("store.newer")
        assert user.tasks() == (task,)

    program.use(send)
    (database,) = (path for path in program.folder.iterdir() if path.suffix in (".sqlite3", ".db", ".sqlite"))
    with sqlite3.connect(database) as connection:
        connection.execute("PRAGMA user_version = 999")
    connection.close()
    before = {path.name: path.read_bytes() for path in program.folder.glob("[tl]*.[dj]*")}
    assert {"tasks.db", "ledger.jsonl"} <= before.keys()
    program.use(look)
    assert {path.name: path.read_bytes() for path in program.folder.glob("[tl]*.[dj]*")} == before


def test_broken_settings_are_told_of_and_the_usual_ones_used(program: Program) -> None:
    program.folder.mkdir()
    (program.folder / "settings.toml").write_text("language = [", "utf-8")

    async def use(user: User) -> None:
        await user.says("settings.broken")

    program.use(use)
    assert any("language = [" in path.read_text("utf-8") for path in program.folder.glob("settings*"))


def test_a_broken_draft_and_window_memory_are_told_of_and_kept(program: Program) -> None:
    program.folder.mkdir()
    (program.folder / "draft.json").write_text('{"prompt": "An hour of work", "duration": "later"}', "utf-8")
    (program.folder / "window.ini").write_text("[General]\ngeometry=7\nvolume=loud\n", "utf-8")

    async def use(user: User) -> None:
        await user.says("draft.broken")
        await user.says("settings.window_broken")
        assert user.draft.prompt == "An hour of work"

    program.use(use)
    assert {"draft.kept-0.json", "window.kept-0.ini"} <= {path.name for path in program.folder.iterdir()}


ROUTE = Path("seedance_desktop/domain/routes/mini.toml")


def test_a_good_route_of_ones_own_is_in_the_picker_and_a_broken_one_is_told_of(program: Program) -> None:
    routes = program.folder / "routes"
    routes.mkdir(parents=True)
    own = ROUTE.read_text("utf-8").replace('"mini"', '"herons"').replace("seedance2.0-mini", "herons-2.0")
    (routes / "herons.toml").write_text(own, "utf-8")
    (routes / "broken.toml").write_text("id = 'broken'\n[", "utf-8")

    async def use(user: User) -> None:
        assert "broken.toml" in await user.says("route.broken")
        user.choose_route("herons-2.0")
        assert user.draft.model == "herons-2.0"
        assert user.session.presenter.route.id == "herons"

    program.use(use)


def test_a_takes_folder_that_cannot_be_written_is_told_of_and_the_retry_comes_through(
    program: Program, tmp_path: Path
) -> None:
    blocked = tmp_path / "takes"
    blocked.write_text("a file where the folder should be")

    async def use(user: User) -> None:
        settings = user.session.desk.settings
        user.session.desk.change_settings(settings.model_copy(update={"takes_folder": str(blocked)}))
        task_id = await user.generate()
        await user.until(lambda: user.tasks()[0].failure is not None, "the failure", 3 * SOON)
        assert user.tasks()[0].status is Status.DOWNLOADING
        blocked.unlink()
        await user.seen("retryDownload")
        user.click("retryDownload")
        task = await user.reaches(task_id, Status.COMPLETED)
        assert task.take is not None
        assert task.take.startswith(str(blocked))

    program.use(use)


def test_a_clip_for_a_full_disk_waits_until_there_is_room(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    fsync = os.fsync
    full = [True]

    def no_room(descriptor: int) -> None:
        if full[0] and Path(f"/proc/self/fd/{descriptor}").readlink().suffix == ".part":
            raise OSError(28, "No space left on device")
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", no_room)

    async def use(user: User) -> None:
        task_id = await user.generate()
        await user.until(lambda: user.tasks()[0].failure is not None, "the failure", 3 * SOON)
        assert "disk.full" in str(user.tasks()[0].failure)
        full[0] = False
        await user.seen("retryDownload")
        user.click("retryDownload")
        await user.reaches(task_id, Status.COMPLETED)

    program.use(use)


def test_a_data_folder_that_cannot_be_written_opens_the_window_and_says_so(program: Program) -> None:
    program.folder.write_text("a file where the folder should be")

    async def use(user: User) -> None:
        await user.until(lambda: bool(user.banners()), "a sentence", SOON)
        assert user.session.engine is None
        user.write("promptEdit", "A heron on a locked disk")
        assert user.draft.prompt == "A heron on a locked disk"

    program.use(use)
    assert program.folder.read_text() == "a file where the folder should be"
