"""The program's entry: the window, or the command line over the same engine."""

from __future__ import annotations

import gc
import os
import signal
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse

INTERRUPTED = 130
"""What a shell expects of a program that Ctrl+C ended."""


def main() -> None:
    """Open the window where no other command is named, else carry that out; leave with its exit code."""
    hold_streams()
    end_on_interrupt()
    leave_no_core()
    if sys.argv[1:2] == ["first-clip"]:
        from seedance_desktop.app.first_clip import run as first_clip  # noqa: PLC0415  as below

        sys.exit(first_clip(sys.argv[2:]))
    window = _window_options(sys.argv[1:])
    if window is None:
        from seedance_desktop.cli.main import main as command_line  # noqa: PLC0415  the window needs none of it

        command_line(sys.argv[1:])
        return
    prepare()
    from seedance_desktop.app.opened import AppOptions  # noqa: PLC0415  the command line loads no Qt
    from seedance_desktop.app.opening import run  # noqa: PLC0415  as above

    # Whatever the desktop opens for us, such as a player, inherits our variables.
    key = os.environ.pop("SEEDANCE_API_KEY", "")
    run(AppOptions(window.data_dir, window.base_url, window.sandbox, key=key))


def hold_streams() -> None:
    """Keep the numbers of closed standard streams taken: no file of ours may get what is meant for them."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # the lowest number that is free


def end_on_interrupt() -> None:
    """Let Ctrl+C end us at once and without a word until a loop takes it over; nothing is half done by then."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:  # else whoever started us wants it ignored
        # An exception could come up anywhere, in the middle of an import too, and be told as a fault of ours.
        signal.signal(signal.SIGINT, lambda *_: os._exit(INTERRUPTED))


def leave_no_core() -> None:
    """Keep the memory of a crashed process, and of all that it starts, off the disk: a key stands in it."""
    if sys.platform != "win32":
        import resource  # noqa: PLC0415  not on Windows

        resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))


def prepare() -> None:
    """Get ready for the window's first picture: until it stands nothing becomes garbage, and looking for it costs."""
    gc.disable()


def _window_options(arguments: list[str]) -> argparse.Namespace | None:
    """The options before the command, if that is `run` or none; typer would cost the first paint more time."""
    import argparse  # noqa: PLC0415  Ctrl+C is seen to before anything is loaded
    from pathlib import Path  # noqa: PLC0415  as above

    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False, exit_on_error=False)
    parser.add_argument("--data-dir", type=Path)
    parser.add_argument("--base-url", default="")
    parser.add_argument("--sandbox", action="store_true")
    try:
        options, rest = parser.parse_known_args(arguments)
    except argparse.ArgumentError:
        return None
    both = options.sandbox and options.base_url
    return options if rest in ([], ["run"]) and not both else None


if __name__ == "__main__":
    main()
