"""What the tree promises around its source: pins, reasons, no address or path of anyone's machine, one way to run."""

from __future__ import annotations

import re
import subprocess
import tomllib
from importlib import metadata
from typing import TYPE_CHECKING, Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.architecture.gates import ROOT

if TYPE_CHECKING:
    from pathlib import Path

# Written in pieces, because this file is searched as well.
FOREIGN = re.compile(
    "|".join(
        [
            r"py" + r"pi\.org",
            "python" + "hosted",
            "npm" + r"js\.",
            r"(?:extra-)?" + "index-" + "url",
            "find-" + "links",
            r"(?<![\w.])/(?:home|Users)/" + r"(?!(?:me|ada|ann)/)\w",
            r"(?<![\w.])/root/" + r"\w",
            re.escape(str(ROOT)),
            r"(?<![\w.])/work/" + r"\w",
            r"(?<![\w.])/opt/" + r"\w",
            r"(?<![\w.])/t" + r"mp/(?!\.X11-unix)",
        ]
    )
)
TEXTS = {".cfg", ".desktop", ".in", ".json", ".md", ".py", ".qss", ".sh", ".spec", ".svg", ".toml", ".ts", ".txt", ""}
PIN = re.compile(r"[\w.-]+==[\w.]+(?: ; .+)?")
PINNED = [
    Requirement(line)
    for name in ("pins.txt", "pins-test.txt")
    for line in (ROOT / "packaging" / name).read_text(encoding="utf-8").splitlines()
    if PIN.fullmatch(line)
]


def tracked() -> list[Path]:
    """Every text file that the repository holds."""
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    files = [ROOT / name for name in listing.split("\0") if name]
    return [file for file in files if file.suffix in TEXTS and file.is_file()]


def project() -> dict[str, Any]:
    """The project's settings."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def test_no_file_names_a_registry_or_a_place_on_someones_machine() -> None:
    found = [
        f"{file.relative_to(ROOT)}:{number}: {line.strip()[:100]}"
        for file in tracked()
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        if FOREIGN.search(line)
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("line", ["https://py" + "pi.org/simple", "open('/ro" + "ot/a.png')", "cd /wo" + "rk/main"])
def test_such_a_line_is_found(line: str) -> None:
    assert FOREIGN.search(line)


@pytest.mark.parametrize("name", ["pins.txt", "pins-test.txt"])
def test_every_pin_is_exact(name: str) -> None:
    lines = (ROOT / "packaging" / name).read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not line.startswith(("#", "-r pins.txt")) and not PIN.fullmatch(line)] == []


def test_what_is_installed_is_what_is_pinned() -> None:
    applying = [pin for pin in PINNED if pin.marker is None or pin.marker.evaluate()]
    wrong = [str(pin) for pin in applying if metadata.version(pin.name) not in pin.specifier]
    assert wrong == []


def test_the_pins_satisfy_each_other_and_the_project() -> None:
    versions = {canonicalize_name(pin.name): str(pin.specifier).removeprefix("==") for pin in PINNED}
    asked = [(Requirement(text), "the project") for text in project()["project"]["dependencies"]]
    for pin in PINNED:
        if pin.marker is None or pin.marker.evaluate():
            asked += [(Requirement(text), pin.name) for text in metadata.requires(pin.name) or []]
    wrong = [
        f"{who} asks for {need}"
        for need, who in asked
        if (need.marker is None or need.marker.evaluate({"extra": ""}))
        and versions.get(canonicalize_name(need.name), "0") not in need.specifier
    ]
    assert wrong == []


def test_every_ignored_rule_has_its_reason_beside_it() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    lint = text[text.index("[tool.ruff.lint]") : text.index("[tool.mypy]")]
    rules = [line for line in lint.splitlines() if re.match(r'\s+"[A-Z]{1,7}\d*",\s*(#|$)', line)]
    assert len(rules) > 10
    assert [line for line in rules if not re.search(r",\s+# \w+\W+\w+", line)] == []


def test_the_checks_are_as_wide_as_promised() -> None:
    tools = project()["tool"]
    assert tools["ruff"]["lint"]["select"] == ["ALL"]
    assert tools["ruff"]["lint"]["mccabe"]["max-complexity"] == 10
    assert tools["mypy"]["strict"] is True
    assert set(tools["mypy"]["packages"]) == {"seedance_desktop", "tests"}
    assert tools["pytest"]["ini_options"]["filterwarnings"][0] == "error"
    assert not any(contract.get("ignore_imports") for contract in tools["importlinter"]["contracts"])


def test_the_ci_runs_what_a_desk_runs() -> None:
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert lines[-1] == "exec make test"
