"""The window's thread asks no disk: what may hang is looked at elsewhere, and each exception has its reason."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

import pytest

from tests.architecture.gates import PACKAGE, sources

if TYPE_CHECKING:
    from collections.abc import Iterator

ASKING = {
    "access", "chmod", "copyfile", "exists", "expanduser", "getsize", "glob", "is_dir", "is_file", "is_symlink",
    "isdir", "isfile", "iterdir", "listdir", "lstat", "makedirs", "mkdir", "read_bytes", "read_text", "resolve",
    "rglob", "rmdir", "rmtree", "samefile", "scandir", "stat", "touch", "unlink", "write_bytes", "write_text",
}  # fmt: skip
READERS = {"QDir", "QFile", "QFileInfo", "QImageReader", "QImageWriter", "QSaveFile", "QSettings", "QTemporaryFile"}
PICTURES = {"QIcon", "QImage", "QPixmap"}
"""Made of one thing, they read it as a file."""
ELSEWHERE = {"ask", "start", "to_thread"}
"""What is given to these runs in another thread."""

POOL = "runs in a thread of its owner's pool"
OURS = "a part of the program, read once"
START = "before there is anything to freeze"
END = "the window is gone or going, and the deadline runs"
REPORT = "at the start, and then in the report's own thread"
DRIVER = "uses the window in a person's stead"
ALLOWED = {
    "app/first_clip.py _make": DRIVER,
    "app/first_clip.py run": DRIVER,
    "app/native_output.py NativeOutput.__init__": START,
    "app/native_output.py _last_words": START,
    "app/one_window.py WindowHold.stop_answering": END,
    "app/one_window.py _read": START,
    "app/one_window.py _write": START,
    "app/opening.py _load.begin": OURS,
    "app/opening.py open_window": START,
    "app/person.py Person.picture": DRIVER,
    "app/person.py paint_reference": DRIVER,
    "app/reports.py _PrivateLog._open": REPORT,
    "ui/compose/folders.py _Walk.files": POOL,
    "ui/compose/folders.py _is_hidden": POOL,
    "ui/compose/intake.py Intake._gather": POOL,
    "ui/compose/pasted.py PastedFiles._free_path": POOL,
    "ui/compose/pasted.py PastedFiles.save_data": POOL,
    "ui/compose/pictures.py filling": POOL,
    "ui/fixing/previews.py _fitting": POOL,
    "ui/icons.py IconStore._shape": OURS,
    "ui/library/thumbnails.py filling": POOL,
    "ui/main_window.py MainWindow.__init__": START,
    "ui/preferences/network_page.py _found": POOL,
    "ui/preferences/storage_page.py _objection": POOL,
    "ui/reveal.py _look": POOL,
    "ui/stage/frames.py FrameSaver._write": POOL,
    "ui/stage/frames.py free_name": POOL,
    "ui/theme.py Theme.__init__": OURS,
}
"""Where a disk is asked all the same, and why that freezes nobody."""


def file_calls(text: str) -> list[str]:
    """The functions that ask a disk in the thread they are called in, one line each."""
    return [f"{where}: {ast.unparse(call)}" for where, call in _calls(ast.parse(text), "") if _asks(call)]


def _calls(node: ast.AST, where: str) -> Iterator[tuple[str, ast.Call]]:
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        where = f"{where}.{node.name}" if where else node.name
    if isinstance(node, ast.Call):
        yield where, node
    handed_on = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ELSEWHERE
    for child in ast.iter_child_nodes(node):
        if not (handed_on and isinstance(child, ast.Lambda) and child is node.args[0]):  # type: ignore[attr-defined]  # a call
            yield from _calls(child, where)


def _asks(call: ast.Call) -> bool:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    alone = len(call.args) == 1 and not call.keywords
    if name == "open":
        how = ast.unparse(call.args[0]) if call.args else ""
        return isinstance(call.func, ast.Name) or how.startswith(("'", "QIODevice")) or len(call.args) > 1
    if name == "replace":
        return alone  # of a text it takes two
    return name in ASKING or name in READERS or (name in PICTURES and alone)


def test_the_windows_thread_asks_no_disk() -> None:
    found: dict[str, list[str]] = {}
    for room in ("ui", "app"):
        for file in sources(PACKAGE / room):
            for line in file_calls(file.read_text("utf-8")):
                where, _, call = line.partition(": ")
                found.setdefault(f"{file.relative_to(PACKAGE).as_posix()} {where}", []).append(call)
    assert {where: calls for where, calls in found.items() if where not in ALLOWED} == {}
    assert set(ALLOWED) - set(found) == set(), "nothing asks there any more"


@pytest.mark.parametrize(
    "line",
    [
        "path.is_file()",
        "os.path.exists(path)",
        "open(path)",
        "path.open('rb')",
        "path.replace(other)",
        "QPixmap(path)",
        "self._aside.ask(look, lambda _: path.unlink())",
    ],
)
def test_a_question_to_a_disk_would_be_found(line: str) -> None:
    assert len(file_calls(f"def f():\n    {line}")) == 1


@pytest.mark.parametrize(
    "line",
    ["dialog.open()", "text.replace('a', 'b')", "QPixmap()", "QPixmap(3, 4)", "self._aside.ask(lambda: QImage(p), f)"],
)
def test_what_asks_no_disk_or_asks_it_elsewhere_is_none(line: str) -> None:
    assert file_calls(f"def f():\n    {line}") == []
