"""Every code that the program can carry to a person has a sentence that its values can fill."""

from __future__ import annotations

import ast
import re
import string
import tomllib
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

import seedance_desktop
from seedance_desktop.domain import errors
from seedance_desktop.domain.body import draft_from_body
from seedance_desktop.domain.catalog import load_catalog
from seedance_desktop.domain.evaluation import FieldState
from seedance_desktop.domain.reference import Facts
from seedance_desktop.domain.rules import evaluate
from seedance_desktop.domain.terms import Terms
from seedance_desktop.wording.sentences import VARIANTS, Wording

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = Path(seedance_desktop.__file__).parent
CASES = Path(__file__).parents[2] / "routes"
EN, ZH = Wording("en"), Wording("zh")
CARRIERS = {name for name, kind in vars(errors).items() if isinstance(kind, type)} | {"Failure", "Notice", "Issue"}
CODE = re.compile(r"[a-z_]+\.[a-z_]+")
FAMILIES = {code.partition(".")[0] for code in EN.entries if "." in code}
NO_CODES = {"store.lock", "settings.toml", "draft.json"}
"""Names that look like codes and are none."""

DERIVED = {"excess", "code"}


class Carried(NamedTuple):
    """A code in the source, and its values where they are written out beside it."""

    where: str
    code: str
    values: frozenset[str] | None


def _carried(path: Path) -> Iterator[Carried]:
    tree = ast.parse(path.read_text("utf-8"))
    for node in ast.walk(tree):
        where = f"{path.relative_to(PACKAGE)}:{getattr(node, 'lineno', 0)}"
        if isinstance(node, ast.Call) and _name(node.func) in CARRIERS and node.args:
            first = node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield Carried(where, first.value, _values(node))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and _looks_like_a_code(node.value):
            yield Carried(where, node.value, None)


def _looks_like_a_code(text: str) -> bool:
    return CODE.fullmatch(text) is not None and text.partition(".")[0] in FAMILIES


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def _values(call: ast.Call) -> frozenset[str] | None:
    given = next((argument for argument in call.args[1:] if isinstance(argument, ast.Dict)), None)
    if given is None:
        return frozenset() if len(call.args) == 1 and not call.keywords else None
    keys = [key.value for key in given.keys if isinstance(key, ast.Constant) and isinstance(key.value, str)]
    return frozenset(keys) if len(keys) == len(given.keys) else None


CARRIED = [
    carried for path in sorted(PACKAGE.rglob("*.py")) for carried in _carried(path) if carried.code not in NO_CODES
]


def needed(code: str, wording: Wording) -> set[str]:
    texts = wording.entries[code].values()
    return {name for text in texts for _, name, _, _ in string.Formatter().parse(text) if name} - DERIVED


def issue_values() -> dict[str, list[set[str]]]:
    """Values of every issue that the cases of all routes bring about, by code and by its variants."""
    catalog, found = load_catalog(), defaultdict(list)
    for path in CASES.glob("*.toml"):
        file = tomllib.loads(path.read_text("utf-8"))
        for entry in file["case"]:
            model = next(iter(entry.get("models", [])), file.get("model", "seedance2.0-md"))
            prompt = "x" * entry.get("prompt_of", 1)
            body = {"model": model, "prompt": prompt, "duration": 5, **entry.get("body", {})}
            draft = draft_from_body({name: body[name] for name in body if name not in entry.get("without", ())})
            facts = {name: Facts(**measured) for name, measured in entry.get("facts", {}).items()}
            references = [
                type(r)(r.id, r.place, r.source, r.id in entry.get("local", ()), facts.get(r.id, r.facts))
                for r in draft.references
            ]
            terms = Terms(reviews=entry.get("reviews", False), loopback=entry.get("loopback", False))
            for issue in evaluate(catalog.route_of(model), draft.with_references(references), terms).issues:
                values = {**issue.values, "severity": str(issue.severity), "field": issue.field}
                variants = [f"{issue.code}.{values[name]}" for name in VARIANTS if name in values]
                for code in [issue.code, *variants]:
                    found[code].append(set(values))
    return found


@pytest.mark.parametrize("wording", [EN, ZH], ids=["en", "zh"])
def test_every_code_in_the_source_has_a_sentence(wording: Wording) -> None:
    missing = sorted(
        {f"{carried.code} ({carried.where})" for carried in CARRIED if carried.code not in wording.entries}
    )

    assert len(CARRIED) > 100
    assert not missing, "\n" + "\n".join(missing)


@pytest.mark.parametrize("wording", [EN, ZH], ids=["en", "zh"])
def test_every_sentence_asks_only_for_values_that_stand_beside_the_code(wording: Wording) -> None:
    wrong = sorted(
        f"{carried.code} ({carried.where}) lacks {', '.join(sorted(lacks))}"
        for carried in CARRIED
        if carried.values is not None
        and carried.code in wording.entries
        and (lacks := needed(carried.code, wording) - carried.values)
    )

    assert not wrong, "\n" + "\n".join(wrong)


@pytest.mark.parametrize("wording", [EN, ZH], ids=["en", "zh"])
def test_every_issue_brings_the_values_of_its_sentence(wording: Wording) -> None:
    found = issue_values()

    assert len({code for code in found if code.count(".") == 1}) > 25
    for code, all_values in found.items():
        if code in wording.entries:
            assert all(needed(code, wording) <= values for values in all_values), code
    assert {code for code in found if code.count(".") == 1} <= wording.entries.keys()


@pytest.mark.parametrize("wording", [EN, ZH], ids=["en", "zh"])
def test_every_reason_of_a_field_has_a_sentence(wording: Wording) -> None:
    reasons = {
        "fixed_by_route": {"resolution"},
        "in_model": {"resolution"},
        "not_supported": {"field"},
        "parked_by_references": {"field"},
        "parked_by_frames": {"field"},
        "ratio_decides": {"ratio"},
        "frames_without_audio": {"field"},
    }
    stated = FieldState.__doc__ or ""

    for reason, values in reasons.items():
        assert f"`{reason}`" in stated
        assert needed(reason, wording) <= values
    assert set(re.findall(r"`([a-z]+_[a-z_]+)`", stated)) == reasons.keys()


def test_a_code_without_a_sentence_would_be_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = tmp_path / "lost.py"
    source.write_text(
        'raise LocalFailure("moon.melted", {"name": n})\nCODES = {1: "disk.melted", 2: "utf-8"}\n', "utf-8"
    )
    monkeypatch.setattr("test_wording_codes.PACKAGE", tmp_path)

    assert set(_carried(source)) == {
        Carried("lost.py:1", "moon.melted", frozenset({"name"})),
        Carried("lost.py:2", "disk.melted", None),
    }
