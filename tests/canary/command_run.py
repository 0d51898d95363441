"""The command line in a process of its own, where reading the answer to the create call goes wrong in our own code."""

from __future__ import annotations

import os
import sys

from seedance_desktop.__main__ import main
from seedance_desktop.api import wire


def crash(*_: object) -> None:
    """As a mistake of ours would, with the key among the variables of whoever called."""
    raise ZeroDivisionError


def abort(*_: object) -> None:
    """As a native library would."""
    os.abort()


if __name__ == "__main__":
    wire.parse_created = {"crash": crash, "abort": abort}[sys.argv.pop(1)]  # type: ignore[assignment]  # on purpose
    main()
