"""Every route against its case file: a rule that no case knows, or a case that no rule obeys, fails here.

A case file is named after its route. `model` and `[price]` hold for all its cases. A case lays `body` over a plain
prompt of 5 s, takes out what `without` names, and states the whole answer: `issues` as code, severity and field,
what `price` differs in, and the fields that `drops` keeps out of the request. `<null>` stands for JSON's null,
`facts` and `local` speak of references by field and index, `models` runs the case once for each.
"""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from seedance_desktop.domain.body import read_body
from seedance_desktop.domain.catalog import RULE_TABLES, Catalog, RouteFileError, load_catalog, read_route
from seedance_desktop.domain.reference import Facts
from seedance_desktop.domain.rules import evaluate
from seedance_desktop.domain.terms import Terms

if TYPE_CHECKING:
    from seedance_desktop.domain.evaluation import Evaluation
    from seedance_desktop.domain.route import Route, Rule

FOLDER = Path(__file__).parent
ROUTES = Path(__file__).parents[2] / "seedance_desktop" / "domain" / "routes"
SHARED = "every-route"
NULL = "<null>"
CATALOG = load_catalog()

MODELS = 23
ISSUES = {
    ("model.unknown", "error"),
    ("field.wrong_type", "error"),
    ("field.unknown", "doubt"),
    ("prompt.missing", "error"),
    ("prompt.too_long", "error"),
    ("duration.missing", "error"),
    ("duration.out_of_range", "error"),
    ("duration.doubtful", "doubt"),
    ("resolution.not_offered", "error"),
    ("resolution.doubtful", "doubt"),
    ("resolution.ignored", "note"),
    ("ratio.not_offered", "error"),
    ("ratio.undocumented", "doubt"),
    ("orientation.not_offered", "error"),
    ("orientation.ignored", "note"),
    ("images.with_frames", "error"),
    ("images.too_many", "error"),
    ("images.format", "error"),
    ("frames.both_needed", "error"),
    ("frames.first_missing", "doubt"),
    ("reference_videos.not_supported", "error"),
    ("reference_videos.too_many", "error"),
    ("reference_videos.too_long", "error"),
    ("reference_videos.too_large", "error"),
    ("reference_videos.pixels", "error"),
    ("reference_videos.pixels", "doubt"),
    ("reference_videos.doubtful", "doubt"),
    ("reference_audios.not_supported", "error"),
    ("reference_audios.too_many", "error"),
    ("reference_audios.with_frames", "error"),
    ("reference_audios.alone", "error"),
    ("reference_audios.alone", "doubt"),
    ("media.address", "error"),
    ("media.needs_review", "error"),
    ("media.needs_review", "note"),
    ("media.asset_not_accepted", "error"),
    ("media.asset_not_accepted", "doubt"),
}
"""The issue table of the rules, row by row."""

Judged = tuple[str, str, str]


@dataclass(frozen=True)
class Case:
    """One body and the whole answer that it must get."""

    route: str
    name: str
    body: dict[str, Any]
    issues: tuple[Judged, ...]
    price: tuple[str | None, str, int | None] | None
    drops: frozenset[str]
    facts: dict[str, Facts]
    local: frozenset[str]
    terms: Terms

    @property
    def ready(self) -> bool:
        return not any(severity == "error" for _, severity, _ in self.issues)

    def request(self) -> dict[str, Any] | None:
        return {name: value for name, value in self.body.items() if name not in self.drops} if self.ready else None

    def judge(self, catalog: Catalog) -> Evaluation:
        draft = read_body(json.dumps(self.body))
        references = (
            replace(r, facts=self.facts.get(r.id, r.facts), local=r.id in self.local) for r in draft.references
        )
        return evaluate(catalog.route_of(draft.model), draft.with_references(references), self.terms)


def _json(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _json(entry) for name, entry in value.items()}
    if isinstance(value, list):
        return [_json(entry) for entry in value]
    return None if value == NULL else value


def _price(file: dict[str, Any], entry: dict[str, Any], model: str) -> tuple[str | None, str, int | None] | None:
    if "price" not in file:
        return None
    stated = {**file["price"], **entry.get("price", {})}
    quantity = stated["quantity"] if stated["quantity"] != "unknown" else None
    return stated["name"].format(model=model) or None, stated["unit"], quantity


def _case(route: str, file: dict[str, Any], entry: dict[str, Any], model: str) -> Case:
    known = {"name", "models", "body", "without", "prompt_of", "facts", "local", "reviews", "loopback", "issues"}
    assert entry.keys() <= known | {"price", "drops"}, entry["name"]
    plain = {"model": model, "prompt": "a heron over a river at dawn", "duration": 5, **_json(entry.get("body", {}))}
    if "prompt_of" in entry:
        plain["prompt"] = "鹭" * entry["prompt_of"]
    return Case(
        route=route,
        name=f"{route}: {entry['name']} ({model})",
        body={name: value for name, value in plain.items() if name not in entry.get("without", ())},
        issues=tuple((code, severity, field) for code, severity, field in entry.get("issues", ())),
        price=_price(file, entry, model),
        drops=frozenset(entry.get("drops", ())),
        facts={name: Facts(**facts) for name, facts in entry.get("facts", {}).items()},
        local=frozenset(entry.get("local", ())),
        terms=Terms(reviews=entry.get("reviews", False), loopback=entry.get("loopback", False)),
    )


def _cases(path: Path) -> list[Case]:
    file = tomllib.loads(path.read_text("utf-8"))
    own = [file["model"]] if "model" in file else [route.models[0].id for route in CATALOG.routes]
    return [_case(path.stem, file, entry, model) for entry in file["case"] for model in entry.get("models", own)]


CASES = [case for path in sorted(FOLDER.glob("*.toml")) for case in _cases(path)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_answer_is_exactly_the_cases(case: Case) -> None:
    answer = case.judge(CATALOG)

    found = sorted((issue.code, str(issue.severity), str(issue.field)) for issue in answer.issues)
    assert found == sorted(case.issues)
    assert (answer.request.body() if answer.request is not None else None) == case.request()
    assert answer.price is not None
    if case.price is not None:
        assert (answer.price.billing_name, answer.price.unit, answer.price.quantity) == case.price
    if answer.request is not None and case.route != SHARED:
        assert answer.request.route_id == case.route


def test_a_model_of_no_route_is_said_to_be_unknown() -> None:
    answer = evaluate(None, read_body('{"model": "seedance9", "prompt": "p", "duration": 5, "images": "x"}'))

    assert [(issue.code, issue.field) for issue in answer.issues] == [
        ("model.unknown", "model"),
        ("field.wrong_type", "images"),
    ]
    assert answer.request is None
    assert answer.price is None


@pytest.mark.parametrize("route", CATALOG.routes, ids=lambda route: route.id)
def test_a_shipped_route_has_its_cases(route: Route) -> None:
    own = [case for case in CASES if case.route == route.id]

    assert own, f"tests/routes/{route.id}.toml is missing"
    assert {case.judge(CATALOG).ready for case in own} == {True, False}


def test_no_case_file_speaks_of_a_route_that_is_gone() -> None:
    assert {path.stem for path in FOLDER.glob("*.toml")} - {SHARED} == {route.id for route in CATALOG.routes}


def test_every_model_has_a_ready_case_with_a_prompt_alone() -> None:
    alone = {"model", "prompt", "duration"}
    ready = {case.body["model"] for case in CASES if case.ready and case.body.keys() == alone and case.route != SHARED}

    assert ready == set(CATALOG.models)
    assert len(ready) == MODELS


def test_every_row_of_the_issue_table_is_expected_by_a_case() -> None:
    expected = {(code, severity) for case in CASES for code, severity, _ in case.issues} | {("model.unknown", "error")}

    assert expected == ISSUES


@pytest.mark.parametrize("path", sorted(ROUTES.glob("*.toml")), ids=lambda path: path.stem)
def test_every_rule_says_where_and_when_it_was_read(path: Path) -> None:
    route = read_route(path.stem, path.read_text("utf-8"))

    for model in route.models:
        tables: list[Rule] = [getattr(model.rules, table) for table in RULE_TABLES]
        assert all(len(table.source) > 10 and table.checked <= date.today() for table in tables)  # noqa: DTZ011 a day in a file has no zone
        assert model.source


@pytest.mark.parametrize("key", ["source", "checked"])
@pytest.mark.parametrize("table", RULE_TABLES)
def test_a_rule_without_its_origin_is_no_rule(table: str, key: str) -> None:
    lines = (ROUTES / "mini-special.toml").read_text("utf-8").splitlines()
    start = lines.index(f"[{table}]")
    place = next(number for number in range(start, len(lines)) if lines[number].startswith(f"{key} ="))

    with pytest.raises(RouteFileError, match=key):
        read_route("mini-special", "\n".join([*lines[:place], *lines[place + 1 :]]))
