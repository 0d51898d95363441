"""When a command stops waiting for a task, and what it leaves with."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import pytest

from seedance_desktop.cli.exits import Exit, exit_of
from seedance_desktop.cli.following import PATIENCE, Following
from seedance_desktop.cli.voice import Voice
from seedance_desktop.domain.request import Request
from seedance_desktop.domain.task import Failure, Status, Task
from seedance_desktop.engine.events import Fault, Notice, TaskChanged, Waiting

if TYPE_CHECKING:
    from collections.abc import Callable

    from seedance_desktop.engine.events import Event

REQUEST = Request(model="seedance2.0-md", route_id="md", prompt="p", duration=5)
TASK = Task("t1", Status.QUEUED, REQUEST, "default", "https://x.example", 0.0, remote_id="vid_1")


@dataclass
class Stage:
    """An engine that says what a test wants it to say."""

    tasks: tuple[Task, ...] = (TASK,)
    listeners: list[Callable[[Event], None]] = field(default_factory=list)

    def listen(self, listener: Callable[[Event], None]) -> Callable[[], None]:
        self.listeners.append(listener)
        return lambda: self.listeners.remove(listener)

    def tell(self, *events: Event) -> None:
        for event in events:
            for listener in list(self.listeners):
                listener(event)

    def move(self, **changes: Any) -> None:
        self.tasks = (replace(self.tasks[0], **changes), *self.tasks[1:])
        self.tell(TaskChanged(self.tasks[0]))


@dataclass
class Heard:
    """What a report was told."""

    moves: list[tuple[Status, int]] = field(default_factory=list)
    waits: list[str] = field(default_factory=list)
    ends: list[Task] = field(default_factory=list)

    def moved(self, task: Task) -> None:
        self.moves.append((task.status, task.progress))

    def waiting(self, failure: Failure, seconds: float) -> None:
        self.waits.append(f"{failure.code} {seconds}")

    def ended(self, task: Task) -> None:
        self.ends.append(task)


async def follow(stage: Stage, act: Callable[[], None]) -> tuple[Exit, Heard]:
    """Act while a following waits, then see what it came to; a following that would wait for ever fails the test."""
    heard = Heard()
    with Following(stage, heard, Voice("en")) as following:  # type: ignore[arg-type]  # a stand-in
        asyncio.get_running_loop().call_soon(act)
        async with asyncio.timeout(10):  # unlike `wait_for`, begins to follow before `act` on every Python
            await following.rest([task.id for task in stage.tasks])
        return following.close(stage.tasks), heard


async def test_each_move_is_told_once_and_the_end_last() -> None:
    stage = Stage()

    def act() -> None:
        stage.move(status=Status.PROCESSING, progress=40)
        stage.move(cost=None)
        stage.move(progress=70)
        stage.move(status=Status.COMPLETED, progress=100, take="/x.mp4")
        stage.move(balance_after=None)

    code, heard = await follow(stage, act)

    assert code is Exit.COMPLETED
    told = [(Status.QUEUED, 0), (Status.PROCESSING, 40), (Status.PROCESSING, 70), (Status.COMPLETED, 100)]
    assert heard.moves == told
    assert [task.take for task in heard.ends] == ["/x.mp4"]
    assert stage.listeners == []


async def test_trouble_is_waited_out_for_a_while_only() -> None:
    stage = Stage()
    trouble = Waiting("t1", Failure("net.dns", {"host": "x"}), 3.0)

    code, heard = await follow(stage, lambda: stage.tell(*[trouble] * PATIENCE))

    assert (code, len(heard.waits)) == (Exit.UNFINISHED, PATIENCE)
    (end,) = heard.ends
    assert (end.status, end.failure) == (Status.QUEUED, trouble.reason)


async def test_trouble_that_passes_is_forgotten() -> None:
    stage = Stage()
    trouble, over = Waiting("t1", Failure("net.dns"), 3.0), Waiting("t1", None, None)

    def act() -> None:
        stage.tell(*[trouble] * (PATIENCE - 1), over, *[trouble] * (PATIENCE - 1))
        stage.move(status=Status.FAILED, failure=Failure("task.failed"))

    assert (await follow(stage, act))[0] is Exit.FAILED


async def test_what_no_waiting_mends_is_not_waited_for() -> None:
    stage = Stage()

    code, heard = await follow(stage, lambda: stage.tell(Waiting("t1", Failure("key.refused"), 5.0)))

    assert code is Exit.UNFINISHED
    assert heard.ends[0].failure == Failure("key.refused")


async def test_a_take_that_waits_and_a_task_we_broke_are_left() -> None:
    waits = Stage((replace(TASK, status=Status.DOWNLOADING),))
    broken = Stage()

    assert (await follow(waits, lambda: waits.move(failure=Failure("disk.full"))))[0] is Exit.UNFINISHED
    assert (await follow(broken, lambda: broken.move(failure=Failure("engine.fault"))))[0] is Exit.UNFINISHED


async def test_notices_and_our_own_faults_are_said(capsys: pytest.CaptureFixture[str]) -> None:
    stage = Stage()

    def act() -> None:
        stage.tell(Notice("disk.full", {"name": "x"}), Fault("a report"))
        stage.move(status=Status.COMPLETED, take="/x.mp4")

    await follow(stage, act)

    assert "The disk is full: “x” was not saved." in capsys.readouterr().err


async def test_what_came_to_rest_before_anybody_waited_ends_no_other_wait() -> None:
    other = replace(TASK, id="t2")
    stage, heard = Stage((TASK, other)), Heard()
    with Following(stage, heard, Voice("en")) as following:  # type: ignore[arg-type]  # a stand-in
        stage.move(status=Status.UNCERTAIN)

        def act() -> None:
            stage.tasks = (stage.tasks[0], replace(other, status=Status.COMPLETED))
            stage.tell(TaskChanged(stage.tasks[1]))

        asyncio.get_running_loop().call_soon(act)
        await asyncio.wait_for(following.rest(["t1", "t2"]), 10)
        code = following.close(stage.tasks)

    assert code is Exit.UNCERTAIN
    assert [task.id for task in heard.ends] == ["t1", "t2"]


async def test_an_asset_that_cannot_be_asked_about_ends_no_task() -> None:
    stage, heard = Stage(), Heard()
    with Following(stage, heard, Voice("en")) as following:  # type: ignore[arg-type]  # a stand-in
        stage.tell(Waiting("an asset", Failure("key.missing"), 5.0))
        stage.move(status=Status.COMPLETED)
        await following.rest(["t1"])

    assert [task.status for task in heard.ends] == [Status.COMPLETED]


async def test_a_task_at_rest_is_not_waited_for() -> None:
    stage = Stage((replace(TASK, status=Status.UNCERTAIN),))

    assert (await follow(stage, lambda: None))[0] is Exit.UNCERTAIN


@pytest.mark.parametrize(
    ("statuses", "code"),
    [
        ((), 0),
        ((Status.COMPLETED,), 0),
        ((Status.COMPLETED, Status.REFUSED), 3),
        ((Status.CANCELLED,), 3),
        ((Status.FAILED, Status.UNCERTAIN), 4),
        ((Status.UNCERTAIN, Status.PROCESSING), 5),
        ((Status.DOWNLOADING,), 5),
        ((Status.PREPARING,), 5),
    ],
)
def test_of_several_the_one_that_needs_most_care_decides(statuses: tuple[Status, ...], code: int) -> None:
    assert exit_of(*(replace(TASK, status=status) for status in statuses)) == code
