"""The desktop is given files of ours to open, and no address from anywhere."""

from __future__ import annotations

import ast

import pytest

from tests.architecture.gates import PACKAGE, sources


def addresses_opened(text: str) -> list[str]:
    """What is given to the desktop that is not surely a local file."""
    return [
        ast.unparse(node)
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"openUrl", "open_new", "open_new_tab", "startfile"}
        and not ast.unparse(node.args[0]).startswith("QUrl.fromLocalFile(")
    ]


def test_only_local_files_are_given_to_the_desktop() -> None:
    files = sources(PACKAGE)
    assert sum("openUrl" in file.read_text("utf-8") for file in files) >= 2
    found = {file.name: addresses_opened(file.read_text("utf-8")) for file in files}
    assert {name: calls for name, calls in found.items() if calls} == {}


@pytest.mark.parametrize(
    "call", ["QDesktopServices.openUrl(QUrl(text))", "webbrowser.open_new(url)", "os.startfile(x)"]
)
def test_an_address_would_be_found(call: str) -> None:
    assert addresses_opened(call) == [call]
