"""All routes: those that ship, and the user's own laid over them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from seedance_desktop.domain.route import Route, Rules

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from importlib.resources.abc import Traversable
    from pathlib import Path

RULE_TABLES = tuple(Rules.model_fields)


@dataclass(frozen=True, slots=True)
class RouteProblem:
    """A route file that was skipped.

    Attributes:
        file: its name.
        reason: one line in English, for the person who wrote the file.
    """

    file: str
    reason: str


class RouteFileError(ValueError):
    """A route file does not say what a route needs; the text names the place."""


class Catalog:
    """Routes in the picker's order, and the way from a model to its route."""

    def __init__(self, routes: Iterable[Route], problems: Iterable[RouteProblem] = ()) -> None:
        self.routes = tuple(sorted(routes, key=lambda route: (route.order, route.id)))
        self.problems = tuple(problems)
        self._by_model = {model.id: route for route in self.routes for model in route.models}

    def route_of(self, model_id: str) -> Route | None:
        return self._by_model.get(model_id)

    @property
    def models(self) -> tuple[str, ...]:
        return tuple(self._by_model)


def read_route(name: str, text: str, *, own: bool = False) -> Route:
    """Read one route file.

    Args:
        name: the file's name without its ending; it is the route's id.
        text: TOML.
        own: it came from the user's data folder.

    Raises:
        RouteFileError: the text is no TOML or breaks the schema.
    """
    try:
        data = _frozen(tomllib.loads(text))
        shared = {table: data.pop(table) for table in RULE_TABLES if table in data}
        models = [_complete(model, shared) for model in data.pop("models", ())]
        return Route.model_validate({**data, "id": name, "models": tuple(models), "own": own})
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise RouteFileError(f"{where}: {first['msg']}") from error
    except (TypeError, AttributeError) as error:
        raise RouteFileError("a table stands where a value should, or the other way round") from error
    except tomllib.TOMLDecodeError as error:
        raise RouteFileError(f"not TOML: {error}") from error
    except RecursionError as error:
        raise RouteFileError("nested too deep") from error
    except ValueError as error:  # the one thing left that the decoder refuses
        raise RouteFileError("a number is too long") from error


def _frozen(value: Any) -> Any:
    """TOML has lists where the schema, being strict, has tuples."""
    if isinstance(value, dict):
        return {key: _frozen(entry) for key, entry in value.items()}
    return tuple(_frozen(entry) for entry in value) if isinstance(value, list) else value


def _complete(model: Mapping[str, object], shared: Mapping[str, object]) -> dict[str, object]:
    own = {key: value for key, value in model.items() if key not in RULE_TABLES}
    rules = {table: _overlaid(shared.get(table), model.get(table)) for table in {*shared, *model} & {*RULE_TABLES}}
    return {**own, "rules": rules}


def _overlaid(shared: object, own: object) -> object:
    if isinstance(shared, dict) and isinstance(own, dict):
        return {**shared, **own}
    return shared if own is None else own


def load_catalog(own_folder: Path | None = None) -> Catalog:
    """Read the routes that ship and those in `own_folder`, which add to them or overrule them by file name.

    A broken file of the user's is skipped and reported in `Catalog.problems`; a model that two routes claim belongs
    to the user's own route.
    """
    routes = {name: read_route(name, file.read_text("utf-8")) for name, file in _files(files(__package__) / "routes")}
    problems: list[RouteProblem] = []
    for name, file in _own_files(own_folder, problems):
        try:
            routes[name] = read_route(name, file.read_text("utf-8"), own=True)
        except (RouteFileError, OSError, UnicodeDecodeError) as error:
            problems.append(RouteProblem(file.name, str(error)))
    claimed = {model.id for route in routes.values() if route.own for model in route.models}
    return Catalog((kept for route in routes.values() if (kept := _yielding(route, claimed))), problems)


def _yielding(route: Route, claimed: set[str]) -> Route | None:
    if route.own:
        return route
    models = tuple(model for model in route.models if model.id not in claimed)
    return route.model_copy(update={"models": models}) if models else None


def _own_files(folder: Path | None, problems: list[RouteProblem]) -> list[tuple[str, Traversable | Path]]:
    try:
        return _files(folder) if folder is not None and folder.is_dir() else []
    except OSError as error:
        problems.append(RouteProblem(str(folder), str(error)))
        return []


def _files(folder: Traversable | Path) -> list[tuple[str, Traversable | Path]]:
    found = [entry for entry in folder.iterdir() if entry.name.endswith(".toml") and entry.is_file()]
    return sorted(((entry.name.removesuffix(".toml"), entry) for entry in found), key=lambda pair: pair[0])
