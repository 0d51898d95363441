"""The command line: options, commands, exit codes. What a command does is loaded when it is called."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from seedance_desktop.cli.exits import Exit
from seedance_desktop.cli.given import Given
from seedance_desktop.cli.outlet import loss, prepare_streams
from seedance_desktop.cli.voice import Voice, language_of
from seedance_desktop.domain.errors import SeedanceError
from seedance_desktop.engine.deadline import Deadline
from seedance_desktop.engine.last_words import REPORT, leave_last_words
from seedance_desktop.wording.sentences import Language  # noqa: TC001  as above

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Sequence
    from typing import Any

    from typer.models import OptionInfo

File = Annotated[str, typer.Argument(metavar="FILE|-", help="A request body as JSON; - reads stdin.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON, one event a line.")]
List = Annotated[bool, typer.Option("--json", help="Print one JSON array.")]


def main(arguments: Sequence[str]) -> None:
    """Carry out one command and leave with its exit code."""
    prepare_streams()
    try:
        _program()(list(arguments), prog_name="seedance-desktop")
    except SystemExit as end:
        # The commands look for themselves; what typer prints, such as the help, is looked after here.
        if not end.code and (lost := loss()) is not None:
            _tell_of(lost, Voice(language_of(os.environ)))
            raise SystemExit(Exit.FAILED) from None
        raise


def _program() -> typer.Typer:
    program = typer.Typer(
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    program.callback()(_options)
    for name, command in _COMMANDS.items():
        program.command(name)(command)
    return program


def _options(
    context: typer.Context,
    data_dir: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Keep all state here (also SEEDANCE_DATA_DIR).")
    ] = None,
    base_url: Annotated[str | None, typer.Option(metavar="URL", help="The service's address.")] = None,
    sandbox: Annotated[bool, typer.Option("--sandbox", help="Use a stand-in; nothing is charged.")] = False,  # noqa: FBT002  an option
    lang: Annotated[Language | None, typer.Option(help="Language of the sentences; else that of the terminal.")] = None,
) -> None:
    """Make AI video with Seedance 2.0. Without a command the window opens.

    The key comes from SEEDANCE_API_KEY or the system's keychain, never from the arguments.
    """
    given = Given(data_dir, base_url, sandbox, lang, os.environ, Deadline().begin)
    if sandbox and base_url is not None:
        given.voice.tell("cli.two_services")
        raise typer.Exit(Exit.USAGE)
    context.obj = given


def _path(text: str) -> OptionInfo:
    option: OptionInfo = typer.Option(metavar="PATH", help=text)
    return option


def _folder(text: str) -> Path:
    """A folder's name; an empty one would silently be the folder we are in."""
    if not text.strip():
        raise typer.BadParameter("the folder's name is empty")
    return Path(text)


def _run(context: typer.Context) -> None:
    """Open the window: the same as no command."""
    # The program's entry opens the window before this command line is even loaded; what comes here was mistyped.
    context.fail("options stand before the command")


def _check(
    context: typer.Context,
    file: File,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="The file holds one body a line.")] = False,  # noqa: FBT002  an option
) -> None:
    """Judge request bodies without sending anything; one JSON object for each."""
    from seedance_desktop.cli.judging import check  # noqa: PLC0415  only this command needs it

    _leave(context, lambda given: check(given, file, jsonl=jsonl))


def _generate(  # noqa: PLR0913, PLR0917  typer calls it by name; the contract has these options
    context: typer.Context,
    file: File,
    image: Annotated[list[Path] | None, _path("A reference image; may be repeated.")] = None,
    first_frame: Annotated[Path | None, _path("The first frame.")] = None,
    last_frame: Annotated[Path | None, _path("The last frame.")] = None,
    video: Annotated[list[Path] | None, _path("A reference video; may be repeated.")] = None,
    audio: Annotated[list[Path] | None, _path("A reference audio; may be repeated.")] = None,
    out: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Where the clip goes.", parser=_folder, show_default=False)
    ] = None,
    json: Json = False,  # noqa: FBT002  an option
) -> None:
    """Make one clip: upload local files, send the request, wait, download."""
    from seedance_desktop.cli.sending import Order, generate  # noqa: PLC0415  only this command needs it
    from seedance_desktop.domain.reference import Place  # noqa: PLC0415  as above

    files = {
        Place.IMAGES: image or [],
        Place.FIRST_FRAME: [first_frame] if first_frame is not None else [],
        Place.LAST_FRAME: [last_frame] if last_frame is not None else [],
        Place.VIDEOS: video or [],
        Place.AUDIOS: audio or [],
    }
    _leave_async(context, lambda given: generate(given, Order(file, files, out), as_json=json), Exit.UNFINISHED)


def _tasks(context: typer.Context, json: List = False) -> None:  # noqa: FBT002  an option
    """List all tasks, newest first."""
    from seedance_desktop.cli.listing import list_tasks  # noqa: PLC0415  only this command needs it

    _leave_async(context, lambda given: list_tasks(given, as_json=json))


def _resume(context: typer.Context, json: Json = False) -> None:  # noqa: FBT002  an option
    """Finish every unfinished task."""
    from seedance_desktop.cli.resuming import resume  # noqa: PLC0415  only this command needs it

    _leave_async(context, lambda given: resume(given, as_json=json), Exit.UNFINISHED)


def _sandbox(
    context: typer.Context,
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 takes the one used last time, else a free one.")] = 0,
    pace: Annotated[float, typer.Option(help="Factor on all waiting times.")] = 1.0,
    scenario: Annotated[str, typer.Option(help="How tasks fare; see --list.")] = "",
    envelope: Annotated[str, typer.Option(help="default, or v1 to v4.")] = "default",
    show: Annotated[bool, typer.Option("--list", help="Name the scenarios and leave.")] = False,  # noqa: FBT002  an option
) -> None:
    """Run the stand-in of the service until Ctrl+C; its address and key are the first line."""
    from seedance_desktop.cli.sandboxing import run_sandbox  # noqa: PLC0415  only this command needs it

    _leave(
        context,
        lambda given: run_sandbox(given, port=port, pace=pace, scenario=scenario, envelope=envelope, show=show),
    )


def _leave(context: typer.Context, work: Callable[[Given], int], unheard: Exit = Exit.FAILED) -> None:
    given: Given = context.obj
    try:
        code = work(given)
    except SeedanceError as failure:
        given.voice.say(failure)
        code = Exit.USAGE
    except Exception as error:
        leave_last_words(error, given.folders.logs / REPORT)
        Voice(given.language or language_of(given.environ)).tell("program.fault")
        sys.excepthook = lambda *_: None  # Python would write it once more, with all secrets in it
        raise
    if (lost := loss()) is not None:
        _tell_of(lost, given.voice, always=unheard is Exit.UNFINISHED)
        code = unheard if code == Exit.COMPLETED else code
    raise typer.Exit(code)


def _tell_of(lost: OSError, voice: Voice, *, always: bool = False) -> None:
    if always or not isinstance(lost, BrokenPipeError):  # else its reader has seen enough
        voice.tell("cli.no_output", {"reason": lost.strerror or ""})


def _leave_async(
    context: typer.Context, work: Callable[[Given], Coroutine[Any, Any, int]], unheard: Exit = Exit.FAILED
) -> None:
    import asyncio  # noqa: PLC0415  `check` needs none

    _leave(context, lambda given: asyncio.run(work(given)), unheard)


_COMMANDS: dict[str, Callable[..., None]] = {
    "run": _run,
    "check": _check,
    "generate": _generate,
    "tasks": _tasks,
    "resume": _resume,
    "sandbox": _sandbox,
}
