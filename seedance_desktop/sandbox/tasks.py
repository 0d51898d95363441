"""Create and query: endpoints 1 and 2."""

from __future__ import annotations

import secrets
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from seedance_desktop.sandbox.broken_lines import Line
from seedance_desktop.sandbox.envelopes import Refusal, json_object
from seedance_desktop.sandbox.scenarios import SCENARIOS, Link, Scenario, Trouble
from seedance_desktop.sandbox.state import CreateRecord, TaskRecord
from seedance_desktop.sandbox.timeline import (
    COMPLETED,
    FAILED,
    PROCESSING,
    QUEUED,
    Standing,
    completed_at,
    failed_at,
    standing_after,
)
from seedance_desktop.sandbox.troubles import answer_of

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from seedance_desktop.sandbox.room import Room


class Tasks:
    """Makes tasks and tells where they stand."""

    def __init__(self, room: Room) -> None:
        self._room = room

    async def create(self, request: Request) -> dict[str, object] | Response:
        """POST `/seedance/videos`. An `Idempotency-Key` is ignored, as no page knows one."""
        room = self._room
        scenario = SCENARIOS[room.scenario]
        trouble = room.troubles.next(f"create {room.scenario}", scenario.create)
        if isinstance(trouble, Line) and trouble.early:
            return await room.say(request, trouble)
        raw = await request.body()
        entry = room.state.creates.put(CreateRecord(secrets.token_hex(8), room.clock(), ""))
        account = room.accounts.of(request)
        if isinstance(trouble, Line) and not trouble.made:
            return await room.say(request, trouble)
        if (answer := answer_of(trouble, room.pace)) is not None:
            return answer
        task = self._made(account, json_object(raw), low=trouble is Trouble.NO_BALANCE)
        room.state.creates.put(replace(entry, account=account, task_id=task.id))
        if isinstance(trouble, Line):
            return await room.say(request, trouble)
        return {
            "task_id": task.id,
            "status": QUEUED,
            "model": task.body["model"],
            "created_at": int(room.as_told(task.created_at)),
        }

    async def query(self, request: Request) -> dict[str, object] | Response:
        """GET `/videos/{task_id}`."""
        room = self._room
        account = room.accounts.of(request)
        task = room.state.tasks.get(request.path_params["task_id"])
        if task is None or task.account != account:
            raise Refusal(404, "task not found", status=404)
        scenario = SCENARIOS[task.scenario]
        trouble = self._query_trouble(task, scenario)
        if isinstance(trouble, Line):
            return await room.say(request, trouble)
        if (answer := answer_of(trouble, task.pace)) is not None:
            return answer
        return self._shown(task, scenario)

    def _query_trouble(self, task: TaskRecord, scenario: Scenario) -> Trouble | Line:
        elapsed = self._room.clock() - task.created_at
        if scenario.query_seconds and elapsed >= scenario.query_seconds * task.pace:
            return Trouble.NONE
        return self._room.troubles.next(f"query {task.id}", scenario.query)

    def _made(self, account: str, body: dict[str, Any], *, low: bool) -> TaskRecord:
        room = self._room
        accepted = room.judge.judge(account, body)
        price = accepted.price * SCENARIOS[room.scenario].dearer
        if low:
            raise room.accounts.no_balance(price / 2, price)
        room.accounts.check(account, price)
        task = TaskRecord(
            id=f"vid_{secrets.token_hex(4)}",
            account=account,
            created_at=room.clock(),
            scenario=room.scenario,
            pace=room.pace,
            body=body,
            charged=str(price),
            render=accepted.render,
        )
        room.state.tasks.put(task)
        if not SCENARIOS[task.scenario].failure:
            room.studio.start(task)
        return task

    def _standing(self, task: TaskRecord, scenario: Scenario) -> Standing:
        """As the time tells it, but never completed before the clip stands."""
        elapsed = self._room.clock() - task.created_at
        standing = standing_after(elapsed, scenario, task.pace)
        swept = elapsed > self._room.options.link_lifetime  # the clip may be gone and is not made again
        if standing.status == FAILED or swept or self._room.studio.is_done(task):
            return standing
        if self._room.studio.problem(task.id):
            self._room.accounts.refund(task)
            return Standing(FAILED, 0)
        return Standing(PROCESSING, 99) if standing.status == COMPLETED else standing

    def _shown(self, task: TaskRecord, scenario: Scenario) -> dict[str, object]:
        standing = self._standing(task, scenario)
        shown: dict[str, object] = {
            "task_id": task.id,
            "status": standing.status,
            "progress": standing.progress,
            "model": task.body["model"],
            "created_at": int(self._room.as_told(task.created_at)),
            "completed_at": 0,
            "result": None,
            "error_message": "",
        }
        if standing.status == COMPLETED:
            end = completed_at(task.created_at, scenario, task.pace)
            return shown | {
                "completed_at": int(self._room.as_told(end)),
                "result": {"video_url": self._link(task, scenario, end)},
            }
        if standing.status == FAILED:
            end = failed_at(task.created_at, scenario, task.pace) or self._room.clock()
            message = scenario.failure or f"sandbox: {self._room.studio.problem(task.id)}"
            return shown | {"completed_at": int(self._room.as_told(end)), "error_message": message}
        return shown

    def _link(self, task: TaskRecord, scenario: Scenario, end: float) -> str:
        room = self._room
        path = f"/results/{task.id}.mp4"
        end, now, lifetime = room.as_told(end), room.time(), room.options.link_lifetime
        if scenario.link is Link.BARE_KEY:
            return f"seedance/sandbox/video/{task.id}.mp4"
        if scenario.link is Link.INWARD:
            return f"http://169.254.169.254{path}"
        if scenario.link is Link.DEAD or (scenario.link is Link.DEAD_AT_FIRST and not task.named_dead):
            room.state.tasks.put(replace(task, named_dead=True))
            return room.links.signed(path, end - 1)
        return room.links.signed(path, (now if scenario.link is Link.DEAD_AT_FIRST else end) + lifetime)
