"""The moments at which a life can be hit: read from the trace of one that was left alone."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

WRITING = ("write", "pwrite64", "ftruncate")
SYNCING = ("fsync", "fdatasync")
MOVING = ("rename", "renameat", "renameat2", "link", "linkat", "unlink", "unlinkat", "mkdir", "chmod")
READING = ("openat", "read", "pread64", "fcntl")
TALKING = ("socket", "connect", "sendto", "recvfrom", "epoll_wait")
CALLS = (*WRITING, *SYNCING, *MOVING, *READING, *TALKING)
FORKS = ("clone", "clone3", "vfork")
WATCH = ("-y", "-s", "400", "-e", f"trace={','.join((*CALLS, *FORKS))}")
"""What strace notes of a life that is left alone."""

TAKE = "(take)"
DATABASE = "tasks.db"
OUT = "out"
"""Where a life's standard output goes; what a person or a script reads is no disk."""
_LINE = re.compile(r"(\d+) +(?:<\.\.\. )?(\w+)(?: resumed>|\()(.*)")
_RESULT = re.compile(r".*= (-?\d+)")
_PATHS = re.compile(r'(?:\d+<(/[^>]*)>|(?:AT_FDCWD(?:<[^>]*>)?, )?"(/[^"]*)")(\(deleted\))?')


@dataclass(frozen=True, slots=True)
class Point:
    """The `number`-th time that a thread of the program makes `call`, on the file `path` or on any.

    Attributes:
        path: below the life's folder, with `TAKE` for what the take is called; empty for calls without a file.
        at: where the clean life was then: the line of its trace.
    """

    call: str
    path: str
    number: int
    at: int

    def __str__(self) -> str:
        return f"{self.call} {self.number} of {self.path or 'any'}"

    def hit(self, folder: Path, take: str, what: str) -> tuple[str, ...]:
        """strace's words for doing `what` there: `signal=KILL`, `error=EIO`."""
        place = ("-P", str(folder / self.path.replace(TAKE, take))) if self.path else ()
        inject = f"inject={self.call}:{what}:when={self.number}"
        return (*place, "-e", f"trace={self.call}", "-e", inject)


@dataclass(frozen=True, slots=True)
class Spell:
    """Every write and sync of a thread on some files from the `number`-th on: a disk that stays full, or stays broken.

    Attributes:
        paths: as those of points.
    """

    paths: tuple[str, ...]
    number: int

    def __str__(self) -> str:
        return f"everything from {self.number} on, {self.paths[0] if len(self.paths) == 1 else 'all files'}"

    def hit(self, folder: Path, take: str, what: str) -> tuple[str, ...]:
        """strace's words for doing `what` from there on."""
        places = [word for path in self.paths for word in ("-P", str(folder / path.replace(TAKE, take)))]
        calls = ",".join((*WRITING, *SYNCING))
        return (*places, "-e", f"trace={calls}", "-e", f"inject={calls}:{what}:when={self.number}+")


@dataclass(frozen=True, slots=True)
class Touch:
    """One call of the clean life."""

    thread: str
    call: str
    path: str
    words: str
    at: int


def touches(trace: str, folder: Path, take: str) -> list[Touch]:
    """What the program itself did, without the processes that it started, in order."""
    found: list[Touch] = []
    begun: dict[str, str] = {}
    program: set[str] = set()
    for at, line in enumerate(trace.splitlines()):
        matched = _LINE.match(line)
        if matched is None:
            continue
        thread, call, words = matched.groups()
        program = program or {thread}
        resumed = " resumed>" in line
        whole = begun.pop(thread, "") + words if resumed else words
        if words.endswith("<unfinished ...>"):
            begun[thread] = words
        if call in FORKS:
            if thread in program and "CLONE_THREAD" in whole and (born := _RESULT.fullmatch(whole)):
                program.add(born[1])
        elif thread in program and not resumed:
            found.append(Touch(thread, call, _path(words, folder).replace(take, TAKE), words, at))
    return found


def points(done: Sequence[Touch]) -> list[Point]:
    """Every moment from the first write or lock in the data folder on, each once, in order."""
    start = next(touch.at for touch in done if touch.path.startswith("data/") and touch.call == "openat")
    counts: dict[tuple[str, str, str], int] = defaultdict(int)
    seen: set[tuple[str, str, int]] = set()
    found = []
    for touch in done:
        path = "" if touch.call in TALKING else touch.path
        if not path and touch.call not in TALKING:
            continue
        key = (touch.thread, touch.call, path)
        counts[key] += 1
        # strace counts for each thread by itself, and strikes at the first that gets so far.
        moment = (touch.call, path, counts[key])
        if moment not in seen:
            seen.add(moment)
            if touch.at >= start:
                found.append(Point(*moment, touch.at))
    return found


def moment(done: Sequence[Touch], call: str, words: str = "", path: str = "", after: int = -1) -> Point:
    """The first call with these words on a file that is called so at its end, later than a line of the trace."""
    at = next(
        touch.at
        for touch in done
        if touch.at > after and touch.call == call and words in touch.words and touch.path.endswith(path)
    )
    return next(point for point in points(done) if point.at >= at and point.call == call)


def spells(done: Sequence[Touch]) -> list[Spell]:
    """One for each moment from which all disks, or that of one file beside the database, may take nothing any more."""
    hit = [touch for touch in done if touch.path not in {"", OUT} and touch.call in {*WRITING, *SYNCING}]
    paths = tuple(sorted({touch.path for touch in hit}))
    longest = max(Counter((touch.thread, touch.call) for touch in hit).values())
    alone = Counter((touch.path, touch.call) for touch in hit if DATABASE not in touch.path)
    each = {(path, number) for (path, _), count in alone.items() for number in range(1, count + 1)}
    return [
        *(Spell(paths, number) for number in range(1, longest + 1)),
        *(Spell((path,), number) for path, number in sorted(each)),
    ]


def spread(found: Sequence[Point], count: int) -> list[Point]:
    """So many of them, evenly over the way, and at least one of every call on every file."""
    return _chosen(found, count, lambda point: (point.call, point.path))


def sample(found: Sequence[Point], count: int) -> list[Point]:
    """So many of them, evenly over the way, and at least one of every call."""
    return _chosen(found, count, lambda point: (point.call,))


def _chosen(found: Sequence[Point], count: int, kind: Callable[[Point], tuple[str, ...]]) -> list[Point]:
    kinds: dict[tuple[str, ...], list[Point]] = defaultdict(list)
    for point in found:
        kinds[kind(point)].append(point)
    chosen = {alike[len(alike) // 2] for alike in kinds.values()}
    left = [point for point in found if point not in chosen]
    more = min(max(0, count - len(chosen)), len(left))
    chosen |= {left[place * len(left) // more] for place in range(more)}
    return sorted(chosen, key=lambda point: point.at)


def of_files(found: Iterable[Point], calls: Sequence[str]) -> Iterator[Point]:
    """Those of some calls on files."""
    return (point for point in found if point.path and point.call in calls)


def _path(words: str, folder: Path) -> str:
    """The file below the life's folder that a call works on; empty where there is none, or it has no name."""
    named = _PATHS.match(words)
    if named is None or named[3]:
        return ""
    path = named[1] or named[2]
    return path.removeprefix(f"{folder}/") if path.startswith(f"{folder}/") else ""
