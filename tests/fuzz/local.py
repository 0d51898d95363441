"""Disturbs the program's own files and opens them as a start does: settings, draft, list of tasks, ledger."""

from __future__ import annotations

import random
import shutil
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from seedance_desktop.cli.listing import line_of
from seedance_desktop.cli.voice import Voice
from seedance_desktop.domain.accounts import as_csv, views
from seedance_desktop.domain.errors import LocalFailure
from seedance_desktop.settings.draft_file import load_draft, save_draft
from seedance_desktop.settings.file import load_settings, save_settings
from seedance_desktop.store.store import LEDGER_NAME, Store
from seedance_desktop.wording.sentences import UNKNOWN, Wording
from tests.unit.settings.test_settings_draft_file import DRAFT
from tests.unit.settings.test_settings_file import CHOSEN
from tests.unit.store.life import ALL, ids, killed, live, paid

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from seedance_desktop.domain.task import Failure, Task

DEADLINE = 5.0
"""Seconds of the processor for one file; the usual one takes a hundredth of that."""
VOICE = Voice("en")
WORDINGS = (Wording("en"), Wording("zh"))
KINDS = ("settings.toml", "draft.json", "tasks.db", "tasks.db left open", LEDGER_NAME, "tasks.db and ledger")
LATE = "vid1000"
"""The task whose commit is not in the database file yet when the program is killed."""


@dataclass
class Tally:
    """What came of a run.

    Attributes:
        outcomes: how often each outcome was met, by file and code.
        violations: what no state of a file may lead to, each with its number.
        slowest: seconds of the processor for one.
    """

    outcomes: Counter[str] = field(default_factory=Counter)
    violations: list[str] = field(default_factory=list)
    slowest: float = 0.0


async def fuzz_local(count: int, folder: Path, seed: int = 1) -> Tally:
    """Disturb and open, kind by kind in turn.

    Args:
        count: of disturbed files.
        folder: empty; worked in and tidied up again.
        seed: it and a number always give the same file.
    """
    tally = Tally()
    clean = await _originals(folder / "original")
    for number in range(count):
        kind = KINDS[number % len(KINDS)]
        place = shutil.copytree(clean[kind], folder / "disturbed")
        chance = random.Random(f"{seed} {number}")  # noqa: S311  repeatable, no secret
        for name in _names(kind):
            (place / name).write_bytes(disturbed((place / name).read_bytes(), chance))
        began = time.process_time()
        try:
            code, faults = await _opened(kind, place)
        except BaseException as error:  # whatever it is must not stop the run
            if not isinstance(error, Exception):
                raise
            code, faults = type(error).__name__, [f"raised {error!r}"]
        took = time.process_time() - began
        tally.slowest = max(tally.slowest, took)
        tally.outcomes[f"{kind}: {code}"] += 1
        if took > DEADLINE:
            faults.append(f"took {took:.1f} s")
        tally.violations += [f"{kind} {number} (seed {seed}): {fault}" for fault in faults]
        shutil.rmtree(place)
    return tally


def disturbed(content: bytes, chance: random.Random) -> bytes:
    """One to a few disturbances after another."""
    for _ in range(chance.choice((1, 1, 1, 2, 5))):
        content = chance.choice(WAYS)(content, chance)
    return content


def faults_of(problem: Failure | LocalFailure | None) -> list[str]:
    """What is wrong with how a problem reads."""
    if problem is None:
        return []
    sentences = [wording.sentence(problem.code, problem.values) for wording in WORDINGS]
    unknown = [wording.sentence(UNKNOWN, {"code": problem.code}) for wording in WORDINGS]
    return [
        f"{problem.code} has no sentence"
        for sentence, nobody in zip(sentences, unknown, strict=True)
        if sentence.what == nobody.what or not sentence.do
    ]


async def _originals(folder: Path) -> Mapping[str, Path]:
    whole, left_open = folder / "whole", folder / "left open"
    await live(whole, copied_after=20)
    save_settings(whole / "settings.toml", CHOSEN)
    save_draft(whole / "draft.json", DRAFT)
    shutil.copytree(whole, left_open)
    store = await Store.open(left_open)
    await store.add(paid(1000))
    during = folder / "during"
    shutil.copytree(left_open, during)
    killed(store)
    return {kind: during if kind == "tasks.db left open" else whole for kind in KINDS}


def _names(kind: str) -> tuple[str, ...]:
    several = {
        "tasks.db left open": ("tasks.db", "tasks.db-wal"),
        "tasks.db and ledger": ("tasks.db", LEDGER_NAME),
    }
    return several.get(kind, (kind,))


async def _opened(kind: str, place: Path) -> tuple[str, list[str]]:
    """Open a file as a start does; what was told, and what is wrong with that."""
    if kind == "settings.toml":
        settings = load_settings(place / kind)
        faults = [] if settings.settings.profiles else ["no profile is left"]
        return _code(settings.problem), faults + faults_of(settings.problem)
    if kind == "draft.json":
        draft = load_draft(place / kind)
        return _code(draft.problem), faults_of(draft.problem)
    try:
        store = await Store.open(place, look_on=True)
    except LocalFailure as failure:
        return failure.code, [f"cannot be opened: {failure.code} {failure.excerpt}", *faults_of(failure)]
    try:
        return await _judged(kind, store)
    finally:
        await store.close()


async def _judged(kind: str, store: Store) -> tuple[str, list[str]]:
    tasks = await store.tasks()
    show((*tasks, *await store.all_forgotten()))
    found, told = ids(tasks), [*store.found, *filter(None, [store.hindered])]
    faults = [fault for problem in told for fault in faults_of(problem)]
    expected = ALL | {LATE} if kind == "tasks.db left open" else ALL
    if len(told) > 1:
        faults.append(f"told {len(told)} things: {[problem.code for problem in told]}")
    # Where both are harmed, only what the copy holds is surely there; the rest must not be kept back in silence.
    partly = kind == "tasks.db and ledger" and bool(told)
    if (missing := expected - found) and store.hindered is None:  # only looked at: nothing is lost
        if not partly:
            faults.append(f"{len(missing)} paid tasks are gone, told {[problem.code for problem in told]}")
        elif {f"vid{number}" for number in range(21)} - found:
            faults.append("what the copy holds is gone")
    await store.assets()
    await store.placements()
    await store.upload("aa", "h.example", 1.0)
    return "+".join(problem.code for problem in told) or "fine", faults


def show(tasks: Sequence[Task]) -> None:
    """Write tasks out as the command line and the ledger page do; what cannot be raises."""
    for task in tasks:
        line_of(task, VOICE)
    for view in views(tasks, time.time(), lambda _profile_id: False).values():
        as_csv(view.lines, str)


def _code(problem: Failure | None) -> str:
    return "fine" if problem is None else problem.code


def _flip(content: bytes, chance: random.Random) -> bytes:
    flipped = bytearray(content or b"x")
    for _ in range(chance.choice((1, 3, 20, 200))):
        flipped[chance.randrange(len(flipped))] ^= 1 << chance.randrange(8)
    return bytes(flipped)


def _flip_in_a_page(content: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(content) // 4096 + 1) * 4096
    return content[:start] + _flip(content[start : start + 4096], chance) + content[start + 4096 :]


def _flip_at_the_front(content: bytes, chance: random.Random) -> bytes:
    return _flip(content[:100], chance) + content[100:]


def _overwrite(content: bytes, chance: random.Random) -> bytes:
    start, length = chance.randrange(len(content) + 1), chance.choice((1, 16, 512, 4096))
    filling = chance.choice((bytes(length), b"\xff" * length, chance.randbytes(length)))
    return content[:start] + filling + content[start + length :]


def _truncate(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randrange(len(content) + 1)]


def _drop(content: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(content) + 1)
    return content[:start] + content[start + chance.choice((1, 7, 100, 4096)) :]


def _double(content: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(content) + 1)
    return content[:start] + content[start : start + chance.choice((1, 100, 4096))] + content[start:]


def _insert(content: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(content) + 1)
    return content[:start] + chance.choice(PIECES) + content[start:]


def _swap(content: bytes, chance: random.Random) -> bytes:
    lines = content.split(b"\n")
    chance.shuffle(lines)
    return b"\n".join(lines)


def _replace(content: bytes, chance: random.Random) -> bytes:
    return chance.choice((b"", b"\x00", bytes(len(content)), chance.randbytes(len(content)), b"SQLite format 3\x00"))


PIECES = (
    b"\x00", b"\xff\xfe", b"[" * 5000, b"{" * 5000, b'"', b"\n", b"= ", b"9" * 400, b"1e999", b"NaN", b"null", b"true",
    "鹭".encode(), b"\\ud800", b"version = 99\n", b"[[profiles]]\n", b'{"what":"answer","task":"t1","remote_id":7}\n',
)  # fmt: skip
WAYS: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    _flip, _flip, _flip_in_a_page, _flip_at_the_front, _overwrite, _truncate, _drop, _double, _insert, _swap, _replace,
)  # fmt: skip
