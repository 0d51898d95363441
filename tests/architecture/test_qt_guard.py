"""The pinned Qt binding survives a long session.

PySide6 6.12.0 on Python 3.11 gives one reference to `None` away at every virtual call and aborts the process after a
few thousand events. This drives ten times as many calls and as many timers of the loop that the program runs on.
"""

from __future__ import annotations

import subprocess
import sys

CALLS = 60_000
SESSION = f"""
import asyncio
import qasync
from PySide6.QtWidgets import QApplication, QLabel

class Counter(QLabel):
    def event(self, event):
        return super().event(event)

async def session():
    loop, done, fired = asyncio.get_running_loop(), asyncio.Event(), 0
    label = Counter()
    for number in range({CALLS}):
        label.setText(str(number))
    def tick():
        nonlocal fired
        fired += 1
        if fired == {CALLS}:
            done.set()
    for number in range({CALLS}):
        loop.call_soon(tick)
    await done.wait()
    print(label.text(), fired)

application = QApplication([])
application.setQuitOnLastWindowClosed(False)
with asyncio.Runner(loop_factory=lambda: qasync.QEventLoop(application, already_running=False)) as runner:
    runner.run(session())
"""


def test_the_binding_survives_sixty_thousand_calls_and_timers() -> None:
    done = subprocess.run([sys.executable, "-c", SESSION], capture_output=True, text=True, check=False, timeout=90)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.split() == [str(CALLS - 1), str(CALLS)]
