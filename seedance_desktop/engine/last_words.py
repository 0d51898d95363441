"""What is left of a program that an error ended: the error, without secrets, on the disk and on standard error."""

from __future__ import annotations

import os
import sys
import time
import traceback
from contextlib import suppress
from typing import TYPE_CHECKING

from seedance_desktop.api.redact import redact
from seedance_desktop.store.private import private_file, private_folder

if TYPE_CHECKING:
    from pathlib import Path

REPORT = "seedance.log"
"""In the folder for log files; nothing of it is ever sent anywhere."""
DIED = "The program died at "
"""How it begins in a file; the next start looks for it."""


def leave_last_words(error: BaseException, *files: Path) -> None:
    """Say on standard error, and at the end of each file, what ended the program; what cannot be written to is left."""
    trace = redact("".join(traceback.format_exception(error)))
    with suppress(OSError, ValueError, AttributeError):  # it may be closed, or none
        sys.stderr.write(trace)
        sys.stderr.flush()
    words = f"{DIED}{time.strftime('%Y-%m-%d %H:%M:%S')}: {trace}"
    for path in files:
        with suppress(OSError):
            private_folder(path.parent)
            with private_file(path, os.O_APPEND) as file:
                file.write(words.encode("utf-8", "backslashreplace"))
