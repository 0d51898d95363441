"""Drives the real window through every state and saves a picture of each, in both themes, languages and sizes.

    packaging/tour.py [--out build/tour] [--only STATE …] [--themes dark light] [--languages en zh]

Whoever changes the window looks at the pictures before calling it done.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "packaging"))

from tour_states import STATES, Scene  # noqa: E402 - found beside this file

if TYPE_CHECKING:
    from seedance_desktop.app.session import Session

SIZES = ((1360, 860), (1024, 640))
SCREEN = "offscreen:configfile="
SCREEN_FILE = '{"screens": [{"name": "tour", "x": 0, "y": 0, "width": 1920, "height": 1200, "dpr": 1}]}'


def main() -> int:
    """Take the tour; answer 0 when every picture was taken."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "tour")
    parser.add_argument("--only", nargs="*", default=[], choices=[*STATES], metavar="STATE")
    parser.add_argument("--themes", nargs="*", default=["dark", "light"], choices=["dark", "light"])
    parser.add_argument("--languages", nargs="*", default=["en", "zh"], choices=["en", "zh"])
    arguments = parser.parse_args()
    if not arguments.only:
        shutil.rmtree(arguments.out, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix="tour-") as folder:
        screen = Path(folder, "screen.json")
        screen.write_text(SCREEN_FILE, "utf-8")
        os.environ["QT_QPA_PLATFORM"] = SCREEN + str(screen)
        os.environ["SEEDANCE_POLL_SCALE"] = "0.05"
        return _take(arguments, Path(folder))


def _take(arguments: argparse.Namespace, folder: Path) -> int:
    from seedance_desktop.app.opened import AppOptions  # noqa: PLC0415 - Qt reads the platform when it is loaded
    from seedance_desktop.app.opening import main as open_window  # noqa: PLC0415 - as above

    async def drive(session: Session) -> int:
        scene = Scene(session, folder)
        await scene.prepare()
        for name, state in STATES.items():
            if arguments.only and name not in arguments.only:
                continue
            await state(scene)
            await _pictures(scene, name, arguments)
            await scene.leave()
        return 0

    return open_window(AppOptions(data_dir=folder / "Seedance", sandbox=True, pace=4.0), drive)


async def _pictures(scene: Scene, name: str, arguments: argparse.Namespace) -> None:
    for theme in arguments.themes:
        for language in arguments.languages:
            scene.look(theme, language)
            await scene.stay()
            for width, height in SIZES:
                scene.window.resize(width, height)
                await scene.settle()
                scene.picture(arguments.out / f"{theme}-{language}-{width}x{height}-{name}.png")
    print(name, flush=True)


if __name__ == "__main__":
    sys.exit(main())
