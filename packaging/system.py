"""The system's share of the setup: what Qt loads, what the window tests drive. Standard library only."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from functools import lru_cache
from pathlib import Path

QT_PACKAGES = Path(__file__).with_name("debian.txt")
TEST_TOOLS = {"Xvfb": "xvfb", "xdotool": "xdotool", "fc-list": "fontconfig", "strace": "strace"}
CHINESE_FONTS = "fonts-noto-cjk"
PLUGINS = (
    "plugins/platforms/libqxcb.so",
    "plugins/platforms/libqoffscreen.so",
    "plugins/platforms/libqwayland.so",
    "plugins/xcbglintegrations/*.so",
    "plugins/multimedia/libffmpegmediaplugin.so",
    "lib/libQt6MultimediaWidgets.so.6",
    "lib/libQt6Svg.so.6",
)


def prepare(python: Path, *, tests: bool) -> bool:
    """Install what Qt misses (and the tests, if asked); answer whether nothing is missing now."""
    if not sys.platform.startswith("linux"):
        return True
    missing = missing_libraries(python)
    complete = not missing or _repair(missing, python)
    return _test_tools() and complete if tests else complete


def missing_libraries(python: Path) -> list[str]:
    """Names of shared libraries that Qt's plug-ins need and the system does not have."""
    ask = "import importlib.util as u; print(u.find_spec('PySide6').submodule_search_locations[0])"
    folder = subprocess.run([python, "-c", ask], capture_output=True, text=True, check=True).stdout.strip()
    files = [str(file) for pattern in PLUGINS for file in Path(folder, "Qt").glob(pattern)]
    listing = subprocess.run(["ldd", *files], capture_output=True, text=True, check=False).stdout
    return sorted({line.split()[0] for line in listing.splitlines() if "not found" in line})


def install(packages: list[str], why: str) -> bool:
    """Install Debian packages where we may, else print the exact command; answer whether they were installed."""
    prefix = _privilege()
    if shutil.which("apt-get") is None:
        _say(f"{why} is missing; with your system's package manager, install what Debian calls: {' '.join(packages)}")
        return False
    if prefix is None:
        _say(f"{why} is missing. Please run:\n  sudo apt-get install -y --no-install-recommends {' '.join(packages)}")
        return False
    _say(f"installing {why} with apt-get")
    _update()
    command = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    done = _quiet([*prefix, "env", "DEBIAN_FRONTEND=noninteractive", *command])
    if done.returncode:
        said = "\n  ".join(done.stdout.strip().splitlines()[-6:])
        _say(f"apt-get failed:\n  {said}\n  the command was: {' '.join(command)}")
    return done.returncode == 0


def _repair(missing: list[str], python: Path) -> bool:
    packages = [line for line in QT_PACKAGES.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    if not install(packages, f"a part of what Qt needs ({', '.join(missing[:4])}{' …' * (len(missing) > 4)})"):
        return False
    left = missing_libraries(python)
    if left:
        _say(f"Qt still misses {', '.join(left)}; the window may not open")
    return not left


def _test_tools() -> bool:
    packages = [package for tool, package in TEST_TOOLS.items() if shutil.which(tool) is None]
    if not _has_chinese_font():
        packages.append(CHINESE_FONTS)
    return not packages or install(packages, f"what the tests use ({', '.join(packages)})")


def _has_chinese_font() -> bool:
    if shutil.which("fc-list") is None:
        return False
    return bool(_quiet(["fc-list", ":lang=zh-cn", "family"]).stdout.strip())


def _privilege() -> list[str] | None:
    """What to put before a command that only root may run; None if we may not."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and _quiet(["sudo", "-n", "true"]).returncode == 0:
        return ["sudo", "-n"]
    return None


@lru_cache(maxsize=1)
def _update() -> None:
    _quiet([*(_privilege() or []), "apt-get", "-qq", "update"])


def _quiet(command: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)


def _say(text: str) -> None:
    print(f"setup: {text}", flush=True)
