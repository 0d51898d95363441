"""What the gates look for, as pure functions from source text to findings; each is proved able to find something."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "seedance_desktop"
TESTS = ROOT / "tests"

FILE_LIMIT = 400
CLASS_LIMIT = 250
FUNCTION_LIMIT = 40

NESTED_LOOPS = {"exec", "exec_", "processEvents", "asyncSlot", "qWait"}
TASK_STARTERS = {"create_task", "ensure_future", "TaskGroup", "run_coroutine_threadsafe"}
TEXT_SETTERS = {
    "addAction", "addItem", "addMenu", "addTab", "setAccessibleDescription", "setAccessibleName", "setHtml",
    "setPlaceholderText", "setPrefix", "setStatusTip", "setSuffix", "setText", "setTitle", "setToolTip",
    "setWindowTitle", "QAction", "QCheckBox", "QGroupBox", "QLabel", "QPushButton", "QRadioButton", "QToolButton",
}  # fmt: skip
NAMES = re.compile(r"Seedance Desktop|\b\w+://\S*")
COLOUR_MAKERS = {"QColor", "fromRgb", "fromHsl", "fromHsv"}
COLOUR = re.compile(r"#(?:[0-9a-fA-F]{3,4}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})\b|\brgba?\(|\bhsla?\(")
MOCKS = {"Mock", "MagicMock", "AsyncMock", "PropertyMock", "create_autospec", "patch"}
DECIDED_BEFORE = ("TYPE_CHECKING", "__name__ == ", "sys.platform", "sys.version_info", "os.name")
SKIPS = {"skip", "skipif", "xfail", "importorskip"}

type_checked = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


class Finding(NamedTuple):
    """One place that breaks a rule."""

    line: int
    what: str


def sources(folder: Path) -> list[Path]:
    """Every Python file below a folder."""
    return sorted(folder.rglob("*.py"))


def report(file: Path, findings: list[Finding]) -> list[str]:
    """Findings as lines that an editor can jump to."""
    return [f"{file.relative_to(ROOT)}:{finding.line}: {finding.what}" for finding in findings]


def too_long(text: str) -> list[Finding]:
    """Files, classes and functions over their limits; a decorator belongs to what it decorates."""
    found = []
    lines = text.count("\n")
    if lines > FILE_LIMIT:
        found.append(Finding(1, f"file of {lines} lines"))
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, type_checked):
            first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
            length = (node.end_lineno or first) - first + 1
            limit = CLASS_LIMIT if isinstance(node, ast.ClassDef) else FUNCTION_LIMIT
            if length > limit:
                found.append(Finding(first, f"{node.name} has {length} lines"))
    return found


def nested_loops(text: str) -> list[Finding]:
    """Ways to run an event loop inside a running one, and to stop the one that runs."""
    return _uses(text, NESTED_LOOPS) + _sleeps(text)


def task_starts(text: str) -> list[Finding]:
    """Ways to start an asyncio task."""
    return _uses(text, TASK_STARTERS)


def blanket_catches(text: str) -> list[Finding]:
    """`except Exception`, bare `except`, and the same as `suppress`; a clean-up that raises again is none."""
    found = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ExceptHandler) and _catches_all(node.type):
            last = node.body[-1]
            if not (isinstance(last, ast.Raise) and last.exc is None):
                found.append(Finding(node.lineno, "catches everything"))
        if isinstance(node, ast.Call) and _name(node.func) == "suppress" and any(map(_catches_all, node.args)):
            found.append(Finding(node.lineno, "suppresses everything"))
    return found


def side_effects(text: str) -> list[Finding]:
    """Statements at the top of a module that do more than name things, and the word `global` anywhere."""
    tree = ast.parse(text)
    found = [Finding(node.lineno, "a global") for node in ast.walk(tree) if isinstance(node, ast.Global)]
    for node in tree.body:
        if isinstance(node, ast.Expr) and not isinstance(node.value, ast.Constant):
            found.append(Finding(node.lineno, "a call at import"))
        elif isinstance(node, ast.For | ast.While | ast.With | ast.Try | ast.Delete):
            found.append(Finding(node.lineno, "work at import"))
        elif isinstance(node, ast.If) and not ast.unparse(node.test).startswith(DECIDED_BEFORE):
            found.append(Finding(node.lineno, "a decision at import"))
    return found


def service_locators(text: str) -> list[Finding]:
    """`QApplication.instance()` and its relatives."""
    return [
        Finding(node.lineno, ast.unparse(node))
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Attribute) and node.attr == "instance" and _name(node.value).endswith("Application")
    ]


def colour_literals(text: str) -> list[Finding]:
    """Colours written down instead of taken from the theme."""
    found = []
    for node in _code(text):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and COLOUR.search(node.value):
            found.append(Finding(node.lineno, f"colour in {node.value[:40]!r}"))
        elif isinstance(node, ast.Call) and _name(node.func) in COLOUR_MAKERS:
            if any(isinstance(argument, ast.Constant) for argument in node.args):
                found.append(Finding(node.lineno, f"colour in {ast.unparse(node)}"))
        elif isinstance(node, ast.Attribute) and _name(node.value) == "GlobalColor" and node.attr != "transparent":
            found.append(Finding(node.lineno, f"colour {node.attr}"))
    return found


def untranslatable(text: str) -> list[Finding]:
    """Words handed to a widget without `tr` or `translate` around them."""
    found = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and _name(node.func) in TEXT_SETTERS:
            found += [
                Finding(argument.lineno, f"not translatable: {ast.unparse(argument)[:60]}")
                for argument in node.args
                if re.search(r"[^\W\d_]{2}", NAMES.sub("", _literal(argument)))
            ]
    return found


def imports(text: str) -> set[str]:
    """Dotted names of the modules that a file imports at its top, types aside."""
    found = set()
    for node in ast.parse(text).body:
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add(node.module or "")
    return found


def mocks(text: str) -> int:
    """How many times a test file replaces a piece of the program from outside."""
    calls = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call)]
    patched = [call for call in calls if isinstance(call.func, ast.Attribute) and _on_monkeypatch(call.func)]
    made = [call for call in calls if _name(call.func) in MOCKS or ast.unparse(call.func).startswith("patch.object")]
    return len(patched) + len(made)


def tests(text: str) -> int:
    """How many tests a file holds, before parameters."""
    functions = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    return sum(1 for function in functions if function.name.startswith("test_"))


def waits_for_time(text: str) -> list[Finding]:
    """Sleeping in a test, by whatever name; `sleep(0)` only lets others go first."""
    found = []
    for node in ast.walk(ast.parse(text)):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        first = node.args[0]
        nothing = isinstance(first, ast.Constant) and first.value == 0
        by_bot = _name(node.func) == "wait" and _name(node.func, 1).endswith("bot")
        if (_name(node.func) in {"sleep", "qWait", "qSleep"} and not nothing) or by_bot:
            found.append(Finding(node.lineno, ast.unparse(node)))
    return found


def skips(text: str) -> list[Finding]:
    """Tests that do not run, and asserts that cannot fail."""
    found = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Attribute) and node.attr in SKIPS and _name(node.value) in {"pytest", "mark"}:
            found.append(Finding(node.lineno, ast.unparse(node)))
        if isinstance(node, ast.Assert) and isinstance(node.test, ast.Constant):
            found.append(Finding(node.lineno, "asserts a constant"))
    return found


def silenced(text: str) -> list[Finding]:
    """Silenced checks without both a code and a reason in words."""
    comments = [
        token for token in tokenize.generate_tokens(io.StringIO(text).readline) if token.type == tokenize.COMMENT
    ]
    return [
        Finding(comment.start[0], comment.string)
        for comment in comments
        for mark, allowed in SILENCERS
        if mark.search(comment.string) and not allowed.search(comment.string)
    ]


SILENCERS = (
    (re.compile(r"#\s*noqa"), re.compile(r"#\s*noqa: [A-Z]+\d+(?:, ?[A-Z]+\d+)*\W+\w+\W+\w+")),
    (re.compile(r"#\s*type:\s*ignore"), re.compile(r"#\s*type: ignore\[[\w, -]+\]\W+\w+\W+\w+")),
    (re.compile(r"#\s*pragma: no cover"), re.compile(r"#\s*pragma: no cover\W+\w+\W+\w+")),
)


def _uses(text: str, names: set[str]) -> list[Finding]:
    found = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Name | ast.Attribute) and _name(node) in names:
            found.append(Finding(node.lineno, ast.unparse(node)))
        elif isinstance(node, ast.ImportFrom):
            found += [Finding(node.lineno, f"imports {alias.name}") for alias in node.names if alias.name in names]
    return found


def _sleeps(text: str) -> list[Finding]:
    found = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Attribute) and ast.unparse(node) == "time.sleep":
            found.append(Finding(node.lineno, "time.sleep"))
        elif isinstance(node, ast.ImportFrom) and node.module == "time":
            found += [Finding(node.lineno, "imports sleep") for alias in node.names if alias.name == "sleep"]
    return found


def _code(text: str) -> Iterator[ast.expr]:
    """Every expression but docstrings."""
    tree = ast.parse(text)
    spoken = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.expr) and id(node) not in spoken:
            yield node


def _catches_all(kind: ast.expr | None) -> bool:
    if isinstance(kind, ast.Tuple):
        return any(map(_catches_all, kind.elts))
    return kind is None or _name(kind) in {"Exception", "BaseException"}


def _literal(node: ast.expr) -> str:
    """The text that is written in an expression itself: of a string, or between the holes of an f-string."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return " ".join(map(_literal, node.values))
    if isinstance(node, ast.BinOp):
        return f"{_literal(node.left)} {_literal(node.right)}"
    return ""


def _on_monkeypatch(function: ast.Attribute) -> bool:
    return function.attr == "setattr" and _name(function.value).endswith("patch")


def _name(node: ast.expr, back: int = 0) -> str:
    """The last part of a dotted name, or the part so many before it; empty for anything else."""
    parts = ast.unparse(node).split(".") if isinstance(node, ast.Name | ast.Attribute) else []
    return parts[-1 - back] if len(parts) > back else ""
