"""Tasks that do not go well: what the window says, what it never does by itself, and every way out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit

from seedance_desktop.domain.task import Status
from seedance_desktop.ui.stage.ended_page import EndedPage
from tests.gui.program.user import PROMPT, SOON, User, picture

if TYPE_CHECKING:
    from pathlib import Path

    from tests.gui.program.conftest import Program

pytestmark = pytest.mark.no_qt_log  # a handler in Python would be called in the decoder's threads, and hang


def test_a_task_that_is_still_prepared_can_be_cancelled_for_nothing(program: Program, tmp_path: Path) -> None:
    heron = picture(tmp_path / "heron.png")

    async def use(user: User) -> None:
        creates = program.live.room.creates
        program.live.room.pace = 50.0
        user.choose_route("sd2_mx_720p")  # its pictures are reviewed first, which takes a while
        user.drop("imagesTray", [heron])
        await user.measured()
        task_id = await user.generate()
        await user.seen("cancelTask")
        user.click("cancelTask")
        await user.reaches(task_id, Status.CANCELLED)
        assert program.live.room.creates == creates

    program.use(use)


async def make_uncertain(program: Program, user: User) -> str:
    """A task whose create call was carried out, while its answer was lost."""
    program.live.room.choose("lost-answer")
    task_id = await user.generate()
    await user.reaches(task_id, Status.UNCERTAIN)
    program.live.room.choose("calm")
    await user.seen("pasteId")
    return task_id


def remote_ids(program: Program) -> list[str]:
    """What the service's console would list, newest last."""
    return [record.id for record in program.live.room.state.tasks]


def mend_download(program: Program, remote_id: str) -> None:
    """Let the service send this result whole from now on."""
    tasks = program.live.room.state.tasks
    record = tasks.get(remote_id)
    assert record is not None
    tasks.put(replace(record, scenario="calm"))


def test_an_uncertain_task_is_shown_and_never_sent_again_by_itself(program: Program) -> None:
    creates = program.live.room.creates

    async def lose(user: User) -> None:
        await make_uncertain(program, user)

    async def look(user: User) -> None:
        (task,) = user.tasks()
        assert task.status is Status.UNCERTAIN
        await user.rest(0.3)
        assert len(user.tasks()) == 1

    program.use(lose)
    assert program.live.room.creates == creates + 1
    program.use(look)
    assert program.live.room.creates == creates + 1


def test_an_uncertain_task_that_was_found_is_fetched_under_its_id(program: Program) -> None:
    async def use(user: User) -> None:
        before = set(remote_ids(program))
        task_id = await make_uncertain(program, user)
        (found,) = set(remote_ids(program)) - before
        QApplication.clipboard().setText(found)
        user.click("pasteId")
        fields = user.window.findChildren(QLineEdit, "adoptId")
        assert [field.text() for field in fields if field.isVisible()] == [found]
        user.click("fetchId")
        task = await user.reaches(task_id, Status.COMPLETED)
        assert task.remote_id == found

    program.use(use)


def test_an_uncertain_task_that_was_never_made_is_closed_and_fetched_if_it_turns_up(program: Program) -> None:
    async def use(user: User) -> None:
        before = set(remote_ids(program))
        task_id = await make_uncertain(program, user)
        (found,) = set(remote_ids(program)) - before
        creates = program.live.room.creates
        user.click("closeUncertain")
        await user.rest(0.5)  # what comes within a double click is no second press
        user.click("closeUncertain")
        await user.reaches(task_id, Status.CANCELLED)
        QApplication.clipboard().setText(found)
        user.click("pasteId")
        user.click("fetchId")
        await user.reaches(task_id, Status.COMPLETED)
        assert program.live.room.creates == creates

    program.use(use)


def test_an_uncertain_task_is_sent_again_at_the_second_press_only(program: Program) -> None:
    async def use(user: User) -> None:
        task_id = await make_uncertain(program, user)
        creates = program.live.room.creates
        user.click("sendAgain")
        assert len(user.tasks()) == 1
        await user.rest(0.5)  # what comes within a double click is no second press
        user.click("sendAgain")
        await user.until(lambda: len(user.tasks()) == 2, "the second task", SOON)
        await user.reaches(user.tasks()[0].id, Status.COMPLETED)
        assert next(task for task in user.tasks() if task.id == task_id).status is Status.UNCERTAIN
        assert program.live.room.creates == creates + 1
        user.session.conductor.show(task_id)
        user.click("sendAgain")
        await user.rest(0.5)
        user.click("sendAgain")
        await user.says("send.same_again")
        assert len(user.tasks()) == 2, "it has been sent again just now"

    program.use(use)


@pytest.mark.parametrize(
    ("scenario", "status"),
    [
        ("moderation", Status.FAILED),
        ("refused-parameters", Status.REFUSED),
        ("low-balance", Status.REFUSED),
    ],
)
def test_a_task_that_ends_badly_says_why_and_gives_its_draft_back(
    program: Program, scenario: str, status: Status
) -> None:
    async def use(user: User) -> None:
        program.live.room.choose(scenario)
        task_id = await user.generate()
        task = await user.reaches(task_id, status)
        assert task.failure is not None
        await user.seen("removeTask")
        (page,) = [page for page in user.window.findChildren(EndedPage) if page.isVisible()]
        assert len(page.card.title()) > 10
        assert task.failure.code not in page.card.title() + page.card.text()
        user.write("promptEdit", "something else")
        await user.seen("useAgain")
        user.click("useAgain")
        assert user.draft.prompt == PROMPT

    program.use(use)


def test_a_download_that_always_breaks_waits_for_a_retry_which_then_comes_through(program: Program) -> None:
    async def use(user: User) -> None:
        program.live.room.choose("dead-download")
        task_id = await user.generate()
        await user.until(
            lambda: user.tasks()[0].status is Status.DOWNLOADING and user.tasks()[0].failure is not None,
            "the download given up",
            3 * SOON,
        )
        mend_download(program, user.tasks()[0].remote_id or "")
        creates = program.live.room.creates
        await user.seen("retryDownload")
        user.click("retryDownload")
        task = await user.reaches(task_id, Status.COMPLETED)
        assert task.take is not None
        assert program.live.room.creates == creates

    program.use(use)


@pytest.mark.parametrize(
    "scenario", ["storm-429", "storm-503", "html", "unknown-word", "broken-download", "expired-link"]
)
def test_trouble_that_passes_is_waited_out(program: Program, tmp_path: Path, scenario: str) -> None:
    heron = picture(tmp_path / "heron.png")

    async def use(user: User) -> None:
        program.live.room.choose(scenario)
        user.drop("imagesTray", [heron])
        await user.measured()
        await user.reaches(await user.generate(), Status.COMPLETED)
        await user.until(lambda: not user.banners(), "calm again", SOON)

    program.use(use)


def test_closing_in_the_middle_loses_nothing_and_the_next_start_goes_on(program: Program) -> None:
    sent: list[str] = []

    async def send(user: User) -> None:
        program.live.room.pace = 0.4
        sent.append(await user.generate())
        await user.reaches(sent[0], Status.QUEUED)
        user.write("promptEdit", "half a sentence")

    async def come_back(user: User) -> None:
        program.live.room.pace = 0.02
        task = await user.reaches(sent[0], Status.COMPLETED)
        assert task.take is not None

    creates = program.live.room.creates
    program.use(send)
    program.use(come_back)
    assert program.live.room.creates == creates + 1
