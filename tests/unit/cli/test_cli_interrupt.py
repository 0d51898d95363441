"""Ctrl+C at any moment: an exit code, and not a word about our inside."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from seedance_desktop.cli.session import SIGNALS, Interrupts

if TYPE_CHECKING:
    from pathlib import Path

AT_AN_IMPORT = """
import signal, sys

moment = sys.argv.pop(1)

class Interrupting:
    def find_spec(self, name, path=None, target=None):
        if name == moment:
            signal.raise_signal(signal.SIGINT)

sys.meta_path.insert(0, Interrupting())
from seedance_desktop.__main__ import main
main()
"""


@pytest.mark.parametrize("module", ["argparse", "typer", "seedance_desktop.cli.listing", "asyncio", "sqlite3"])
def test_an_interrupt_while_we_load_is_no_fault(tmp_path: Path, module: str) -> None:
    code = [sys.executable, "-c", AT_AN_IMPORT, module, "--data-dir", str(tmp_path), "tasks"]
    environment = {**os.environ, "SEEDANCE_API_KEY": "sk-made-up"}

    done = subprocess.run(code, capture_output=True, text=True, check=False, env=environment, timeout=60)

    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")


async def test_signals_mean_afterwards_what_they_meant_before() -> None:
    def own(*_: object) -> None:
        """Stands for the program's own."""

    before = {number: signal.signal(number, own) for number in SIGNALS}
    try:
        with Interrupts(asyncio.get_running_loop(), lambda: None):
            assert signal.getsignal(signal.SIGINT) is not own
        assert [signal.getsignal(number) for number in SIGNALS] == [own, own]
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
