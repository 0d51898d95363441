"""The deadline of an end: it holds whatever hangs, and the promise behind it."""

from __future__ import annotations

import subprocess
import sys

import pytest

from seedance_desktop.engine.deadline import LAST, QUIT_SECONDS

PROMISED = 2.0
PATIENCE = 30.0
RUN = """
import sys, threading
from seedance_desktop.engine.deadline import Deadline

deadline = Deadline(0.05)
for code in map(int, sys.argv[1:]):
    deadline.begin(code)
threading.Event().wait()
"""


@pytest.mark.parametrize(("codes", "left"), [(["0"], 0), (["130"], 130), (["5", "130"], 5)])
def test_a_process_that_hangs_leaves_with_the_first_code_it_was_given(codes: list[str], left: int) -> None:
    done = subprocess.run([sys.executable, "-c", RUN, *codes], check=False, timeout=PATIENCE)

    assert done.returncode == left


def test_it_ends_also_where_a_library_keeps_the_interpreter() -> None:
    greedy = "import ctypes\nfrom seedance_desktop.engine.deadline import Deadline\nDeadline(0.05).begin()\n"
    greedy += "ctypes.PyDLL(None).pause()"  # a call that lets no other thread run
    done = subprocess.run([sys.executable, "-c", greedy], capture_output=True, check=False, timeout=PATIENCE)

    assert done.returncode == 1
    assert b"most recent call first" in done.stderr


def test_it_is_shorter_than_what_is_promised() -> None:
    assert QUIT_SECONDS + LAST < PROMISED
