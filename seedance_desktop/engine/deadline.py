"""The last word on how long an end may take: whatever still hangs then is left where it hangs."""

from __future__ import annotations

import faulthandler
import os
import threading

QUIT_SECONDS = 1.6
"""From the wish to end to the end of the process; the promise is two, and a busy machine wakes a thread late."""
LAST = 0.3
"""Seconds more after which it is ended, with a trace, even where a library keeps the interpreter to itself."""
ERRORS = 2
"""The file descriptor of standard error, wherever that leads by then."""


class Deadline:
    """Ends this process when it has not ended by itself in time.

    What costs money is on the disk at any moment, and a start takes up what a process left that was ended from outside.
    So nothing is worth waiting for here: a keychain that asks, a folder on a server that is gone, a call without an
    answer. A thread does it, as the loop may be what hangs, and it touches no file, as the disk may be.

    Args:
        seconds: from `begin` on.
    """

    def __init__(self, seconds: float = QUIT_SECONDS) -> None:
        self._seconds = seconds
        self._begun = False

    def begin(self, code: int = 0) -> None:
        """Let the time run; once is enough.

        Args:
            code: what the process leaves with where it has to be ended.
        """
        if self._begun:
            return
        self._begun = True
        faulthandler.dump_traceback_later(self._seconds + LAST, exit=True, file=ERRORS)
        threading.Thread(target=self._end, args=(code,), name="deadline", daemon=True).start()

    def _end(self, code: int) -> None:
        threading.Event().wait(self._seconds)
        os._exit(code)
