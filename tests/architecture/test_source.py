"""The house's rules about its own source: sizes, loops, tasks, colours, words, silence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.architecture import gates

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.architecture.gates import Finding

Gate = "Callable[[str], list[Finding]]"
UI = [*gates.sources(gates.PACKAGE / "ui"), *gates.sources(gates.PACKAGE / "app")]
PACKAGE = gates.sources(gates.PACKAGE)
TESTS = gates.sources(gates.TESTS)
SCRIPTS = [*gates.sources(gates.ROOT / "packaging"), *gates.sources(gates.ROOT / "bench")]
SUPERVISOR = gates.PACKAGE / "engine" / "supervisor.py"
THEME = gates.PACKAGE / "ui" / "theme.py"
OPENING = gates.PACKAGE / "app" / "opening.py"
FIRST_CLIP = gates.PACKAGE / "app" / "first_clip.py"

RULES: dict[str, tuple[Callable[[str], list[Finding]], list[Path]]] = {
    "sizes": (gates.too_long, [*PACKAGE, *TESTS, *SCRIPTS]),
    "nested loops": (gates.nested_loops, [file for file in PACKAGE if file != OPENING]),
    "tasks": (gates.task_starts, [file for file in PACKAGE if file != SUPERVISOR]),
    "blanket catches": (gates.blanket_catches, PACKAGE),
    "side effects": (gates.side_effects, PACKAGE),
    "service locators": (gates.service_locators, PACKAGE),
    # The first clip paints a reference picture: its colours are content, not the window's.
    "colours": (gates.colour_literals, [file for file in UI if file not in {THEME, FIRST_CLIP}]),
    "words": (gates.untranslatable, UI),
    "silence": (gates.silenced, [*PACKAGE, *TESTS, *SCRIPTS]),
    "waits": (gates.waits_for_time, TESTS),
    "skips": (gates.skips, TESTS),
}

BROKEN = {
    "sizes": [
        "x = 1\n" * 401,
        "class A:\n" + "    x = 1\n" * 250,
        "def f():\n" + "    x = 1\n" * 40,
        "@cached\ndef f():\n" + "    x = 1\n" * 39,
    ],
    "nested loops": [
        "dialog.exec()",
        "QApplication.processEvents()",
        "from qasync import asyncSlot",
        "import time\ntime.sleep(1)",
        "from time import sleep",
    ],
    "tasks": [
        "asyncio.create_task(work())",
        "loop.create_task(work())",
        "from asyncio import ensure_future",
        "async def f():\n    async with asyncio.TaskGroup() as group: ...",
    ],
    "blanket catches": [
        "try:\n    f()\nexcept Exception:\n    pass",
        "try:\n    f()\nexcept:\n    pass",
        "try:\n    f()\nexcept (ValueError, BaseException):\n    pass",
        "with contextlib.suppress(Exception):\n    f()",
    ],
    "side effects": ["print('here')", "for x in y:\n    z(x)", "if debug:\n    x = 1", "def f():\n    global x"],
    "service locators": ["QApplication.instance()", "app = QtWidgets.QApplication.instance"],
    "colours": ["c = '#16191E'", "c = 'color: rgba(1, 2, 3)'", "c = QColor(1, 2, 3)", "c = Qt.GlobalColor.white"],
    "words": ["label.setText('Ready')", "QLabel(f'{n} tasks')", "box.setToolTip('Not ' + name)", "QPushButton('生成')"],
    "silence": [
        "x = 1  # noqa",
        "x = 1  # noqa: E501",
        "x = 1  # type: ignore",
        "x = 1  # type: ignore[arg-type]",
        "x = 1  # pragma: no cover",
    ],
    "waits": ["await asyncio.sleep(0.1)", "time.sleep(1)", "qtbot.wait(50)", "QTest.qWait(5)"],
    "skips": ["@pytest.mark.skipif(x)\ndef test_a(): ...", "pytest.skip('later')", "assert True"],
}


@pytest.mark.parametrize("rule", RULES)
def test_the_source_keeps_the_rule(rule: str) -> None:
    gate, files = RULES[rule]
    found = [line for file in files for line in gates.report(file, gate(file.read_text(encoding="utf-8")))]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(("rule", "text"), [(rule, text) for rule, texts in BROKEN.items() for text in texts])
def test_the_rule_finds_what_breaks_it(rule: str, text: str) -> None:
    assert RULES[rule][0](text)


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("sizes", "def f():\n" + "    x = 1\n" * 39),
        ("blanket catches", "try:\n    f()\nexcept BaseException:\n    undo()\n    raise"),
        ("side effects", '"""Words."""\nimport a\nif TYPE_CHECKING:\n    import b\nx = 1'),
        ("colours", "c = '@Image1 #1'\nd = theme.accent\ndef f():\n    '''Like #16191E.'''"),
        ("words", "label.setText(self.tr('Ready'))\nlabel.setText('…')\nlabel.setObjectName('promptEdit')"),
        ("silence", "x = 1  # noqa: E501  a table reads better in one line"),
        ("waits", "await asyncio.sleep(0)\nqtbot.waitSignal(done)"),
    ],
)
def test_the_rule_lets_through_what_keeps_it(rule: str, text: str) -> None:
    assert RULES[rule][0](text) == []


def test_qt_runs_by_itself_once_before_any_coroutine_exists() -> None:
    text = OPENING.read_text(encoding="utf-8")
    assert [finding.what for finding in gates.nested_loops(text)] == ["opened.app.exec"]
    assert "asyncio" not in {name.split(".")[0] for name in gates.imports(text)}


def test_every_rule_has_something_that_breaks_it() -> None:
    assert set(BROKEN) == set(RULES)


def test_package_files_are_empty() -> None:
    assert [str(file) for file in PACKAGE if file.name == "__init__.py" and file.read_text(encoding="utf-8")] == []


def test_at_most_five_mocks_for_a_hundred_tests() -> None:
    texts = [file.read_text(encoding="utf-8") for file in TESTS]
    assert sum(map(gates.mocks, texts)) * 100 <= sum(map(gates.tests, texts)) * 5


@pytest.mark.parametrize(
    "text", ["m = MagicMock()", "mock.Mock()", "patch('a.b')", "patch.object(a, 'b')", "monkeypatch.setattr(a, 'b', c)"]
)
def test_a_mock_is_counted(text: str) -> None:
    assert gates.mocks(text) == 1
