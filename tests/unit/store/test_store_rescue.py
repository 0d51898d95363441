"""What is read of the ledger is what reading it line by line would give, only sooner."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seedance_desktop.domain.address import obstacle
from seedance_desktop.domain.reference import Place, Reference
from seedance_desktop.domain.task import Status
from seedance_desktop.store.parsing import parse
from seedance_desktop.store.rescue import ANSWER, ENDED, FORGOTTEN, INTENT, SEEN, SENDING, UNSENT, Known, behind
from seedance_desktop.store.rows import task_from_text, whole
from seedance_desktop.store.store import LEDGER_NAME, Store
from tests.unit.store.test_store_files import a_task

if TYPE_CHECKING:
    from pathlib import Path

    from seedance_desktop.domain.task import Task

Line = dict[str, Any]
NAMES = st.sampled_from("abc")


def whole_line(what: str, name: str, remote: str | None, *, damaged: bool) -> Line:
    status = Status.COMPLETED if what == ENDED else Status.PREPARING
    task = replace(a_task(name), status=status, remote_id=remote)
    told = {"what": what, "task": name, "at": 1.0, **whole(task)}
    return {**told, "state": "{"} if damaged else told


REMOTE = st.sampled_from((None, "vid1", "vid2"))
WHOLES = st.builds(whole_line, st.sampled_from((INTENT, ENDED, FORGOTTEN)), NAMES, REMOTE, damaged=st.booleans())
MOVES = st.builds(
    lambda what, name, remote, at: {"what": what, "task": name, "at": at, "remote_id": remote},
    st.sampled_from((SENDING, UNSENT, ANSWER, SEEN, FORGOTTEN)),
    NAMES,
    REMOTE,
    st.integers(2, 99),
)


def line_by_line(lines: list[Line]) -> tuple[dict[str, Task], dict[str, Task | None], set[str]]:
    """Tasks, those that are gone, and those of which nothing but the answer is known."""
    tasks: dict[str, Task] = {}
    gone: dict[str, Task | None] = {}
    answers: dict[str, Line] = {}
    for line in lines:
        what, name = line["what"], line["task"]
        told = read(line) if what in {INTENT, ENDED, FORGOTTEN} else None
        if what in {INTENT, ENDED}:
            if told is None:
                continue
            answer = answers.pop(name, None)
            tasks[name] = told if answer is None or told.remote_id else moved(told, answer)
        elif what == FORGOTTEN:
            last = tasks.pop(name, None)
            gone[name] = told or last
            answers.pop(name, None)
        elif name in tasks:
            tasks[name] = moved(tasks[name], line)
        elif what == ANSWER and line["remote_id"]:
            answers[name] = line
    return tasks, gone, answers.keys() - tasks.keys()


def read(line: Line) -> Task | None:
    try:
        return task_from_text(line["task"], line["created_at"], line["request"], line["origin"], line["state"])
    except (ValueError, KeyError):  # what older releases wrote of a task that was taken off the list is its name alone
        return None


def moved(task: Task, line: Line) -> Task:
    if line["what"] == SENDING:
        return replace(task, status=Status.SUBMITTING, sent_at=float(line["at"]))
    if line["what"] == UNSENT:
        return replace(task, status=Status.PREPARING, sent_at=None)
    if line["what"] == ANSWER and line["remote_id"]:
        return replace(task, status=Status.QUEUED, remote_id=line["remote_id"], failure=None, finished_at=None)
    return task


def test_a_link_in_the_ledger_has_no_signature_and_is_whole_where_the_list_has_it() -> None:
    link = Reference("r", Place.IMAGES, "https://h.example/a.png?sign=secret")
    file = Reference("s", Place.IMAGES, "/home/ada/what?.png", local=True)
    row = replace(a_task("a"), request=replace(a_task().request, references=(link, file)))
    answer = {"what": ANSWER, "task": "a", "at": 2.0, "remote_id": "vid1"}
    known = Known.of([{"what": INTENT, "task": "a", "at": 1.0, **whole(row)}, answer])
    unsigned, untouched = known.tasks["a"].request.references
    assert (unsigned.source, untouched) == ("https://h.example/a.png?[hidden]", file)
    assert obstacle(unsigned.source) == "malformed", "what is left of it may lead elsewhere"
    (late,) = behind((row,), known)
    assert (late.remote_id, late.request) == ("vid1", row.request)


@given(st.lists(st.one_of(WHOLES, MOVES), max_size=14))
def test_what_waits_to_be_read_tells_what_it_would_have_told_at_once(lines: list[Line]) -> None:
    known = Known.of(lines)
    assert (known.tasks, known.gone, {task.id for task in known.orphans(())}) == line_by_line(lines)


JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text(st.characters())),
    lambda inner: st.one_of(st.lists(inner), st.dictionaries(st.text(st.characters()), inner)),
)


@given(JSON)
def test_the_quick_reader_reads_what_was_written(value: object) -> None:
    text = json.dumps(value)
    assert parse(text) == parse(text.encode()) == value
    assert repr(parse(text)) == repr(json.loads(text))


@pytest.mark.parametrize("older", [True, False])
async def test_what_left_the_list_is_known_from_its_last_line_or_from_those_before(
    tmp_path: Path, *, older: bool
) -> None:
    store = await Store.open(tmp_path)
    gone = replace(a_task("gone"), status=Status.CANCELLED, finished_at=5.0)
    await store.add(a_task("gone"), replace(a_task("here"), profile_id="forgotten"))
    await store.save(gone)
    if older:
        with (tmp_path / LEDGER_NAME).open("a") as ledger:
            ledger.write('{"what":"forgotten","task":"gone","at":6.0}\n')
    else:
        await store.remove(gone)
    assert await store.all_forgotten() == (gone,)
    await store.close()


async def test_the_clips_of_one_press_stay_in_order_through_a_rescue(tmp_path: Path) -> None:
    store = await Store.open(tmp_path)
    clips = [a_task(f"clip {number}") for number in range(4)]
    await store.add(*clips)
    for clip in (clips[2], clips[0]):
        await store.save(replace(clip, status=Status.SUBMITTING, sent_at=2.0))
        await store.save(replace(clip, status=Status.REFUSED, finished_at=3.0))
    before = [task.id for task in await store.tasks()]
    await store.close()
    for harm in (b"harmed" * 900, b""):
        (tmp_path / "tasks.db").write_bytes(harm)
        store = await Store.open(tmp_path)
        rescued = await store.tasks()
        await store.save(replace(rescued[0], favourite=True))
        assert [task.id for task in await store.tasks()] == [task.id for task in rescued] == before
        await store.close()
