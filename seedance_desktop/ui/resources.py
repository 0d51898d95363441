"""Where the program's icons, fonts, styles and translations lie."""

from pathlib import Path


def resource(*parts: str) -> Path:
    """Find a file that ships with the program.

    A wheel carries the files inside the package; a checkout keeps them at its top level.

    Args:
        *parts: The way below `resources`, for example `"icons", "play.svg"`.

    Returns:
        The path, whether or not a file is there.
    """
    package = Path(__file__).resolve().parent.parent
    bundled = package / "resources"
    root = bundled if bundled.is_dir() else package.parent / "resources"
    return root.joinpath(*parts)
