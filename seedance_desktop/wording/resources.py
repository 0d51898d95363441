"""Where the program's icons, fonts, styles and texts lie; the one place that knows."""

from __future__ import annotations

from pathlib import Path


def resource(*parts: str) -> Path:
    """The path of a file that ships with the program, whether or not it is there.

    A wheel and a bundle carry the files inside the package; a checkout keeps them at its top level.

    Args:
        *parts: the way below `resources`, for example `"icons", "play.svg"`.
    """
    package = Path(__file__).resolve().parents[1]
    bundled = package / "resources"
    root = bundled if bundled.is_dir() else package.parent / "resources"
    return root.joinpath(*parts)
