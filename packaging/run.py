"""Opens the window, or does the first clip offscreen where there is no display. Standard library only."""

from __future__ import annotations

import os
import re
import socket
import sys
from pathlib import Path

BIN = Path(__file__).resolve().parent.parent / ".venv" / ("Scripts" if os.name == "nt" else "bin")
PROGRAM = str(BIN / "seedance-desktop")
FIRST_CLIP = "build/first-clip"


def main() -> None:
    """Become the program."""
    if _has_display():
        os.execv(PROGRAM, [PROGRAM, *sys.argv[1:]])
    print(f"There is no display here: making a first clip offscreen instead, into {FIRST_CLIP}/.", flush=True)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.execv(PROGRAM, [PROGRAM, "first-clip", "--out", FIRST_CLIP])


def _has_display() -> bool:
    if not sys.platform.startswith("linux"):
        return True
    return _wayland_answers(os.environ.get("WAYLAND_DISPLAY", "")) or _x_answers(os.environ.get("DISPLAY", ""))


def _wayland_answers(name: str) -> bool:
    return bool(name) and _connects(socket.AF_UNIX, str(Path(os.environ.get("XDG_RUNTIME_DIR", "/"), name)))


def _x_answers(name: str) -> bool:
    """Whether an X server listens: a variable that outlived its server would end in an abort inside Qt."""
    found = re.fullmatch(r"(?:unix/?)?(?P<host>[^:]*):(?P<number>\d+)(?:\.\d+)?", name)
    if not found:
        return False
    number = int(found["number"])
    if found["host"]:
        return _connects(socket.AF_INET, (found["host"], 6000 + number))
    path = f"/tmp/.X11-unix/X{number}"  # noqa: S108  the X server's own fixed place
    return _connects(socket.AF_UNIX, path) or _connects(socket.AF_UNIX, "\0" + path)


def _connects(family: socket.AddressFamily, address: str | tuple[str, int]) -> bool:
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.settimeout(2)
        try:
            probe.connect(address)
        except OSError:
            return False
    return True


if __name__ == "__main__":
    main()
