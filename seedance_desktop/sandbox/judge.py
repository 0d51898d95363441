"""Whether a create call is accepted, what it costs and what will be drawn for it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from seedance_desktop.domain.body import draft_from_body
from seedance_desktop.domain.reference import Facts, Reference
from seedance_desktop.domain.rules import evaluate
from seedance_desktop.domain.terms import Terms
from seedance_desktop.sandbox.envelopes import BAD_PARAMETERS, Refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from seedance_desktop.domain.catalog import Catalog
    from seedance_desktop.domain.draft import Draft
    from seedance_desktop.domain.price import PriceBook
    from seedance_desktop.domain.request import Request
    from seedance_desktop.sandbox.assets import Library
    from seedance_desktop.sandbox.links import Links
    from seedance_desktop.sandbox.state import State


@dataclass(frozen=True, slots=True)
class Accepted:
    """A create call that may go on.

    Attributes:
        price: what it costs; zero where the price list has no such entry.
        render: arguments of the clip's rendering, JSON-able.
    """

    price: Decimal
    render: dict[str, Any]


class Judge:
    """Applies the domain's rules, then what only the service can know: files and assets.

    Args:
        prices: what is charged.
        clock: Unix seconds.
    """

    def __init__(
        self,
        catalog: Catalog,
        state: State,
        links: Links,
        library: Library,
        prices: PriceBook,
        clock: Callable[[], float],
    ) -> None:
        self._catalog = catalog
        self._state = state
        self._links = links
        self._library = library
        self._terms = Terms(prices=prices, loopback=True)
        self._clock = clock

    def judge(self, account: str, body: Mapping[str, object]) -> Accepted:
        """Judge the JSON of a create call.

        Raises:
            Refusal: code 20002 with the issue's code in `msg`. Whether the real service judges here or lets the
                task fail is stated nowhere.
        """
        draft = self._with_facts(draft_from_body(body))
        evaluation = evaluate(self._catalog.route_of(draft.model), draft, self._terms)
        if evaluation.request is None:
            named = ", ".join(f"{issue.code} ({issue.field})" for issue in evaluation.errors)
            raise Refusal(BAD_PARAMETERS, f"invalid parameters: {named}")
        sources = self._sources(account, evaluation.request)
        price = evaluation.price.total if evaluation.price is not None else None
        return Accepted(price or Decimal(0), self._render(evaluation.request, sources))

    def _with_facts(self, draft: Draft) -> Draft:
        """The service sees the files behind its own links; limits on them are judged as well."""
        return draft.with_references(self._measured(reference) for reference in draft.references)

    def _measured(self, reference: Reference) -> Reference:
        path = self._links.path_of(reference.source)
        upload = self._state.uploads.get(path) if path is not None else None
        return reference if upload is None else replace(reference, facts=Facts(**upload.facts))

    def _sources(self, account: str, request: Request) -> dict[str, str]:
        """Reference id → the address behind it."""
        sources = {}
        for reference in request.references:
            address = reference.source
            if reference.is_asset:
                address = self._library.address_of(account, reference.source, reviewed=request.reviewed)
            self._check_reachable(address, reference)
            sources[reference.id] = address
        return sources

    def _check_reachable(self, address: str, reference: Reference) -> None:
        path = self._links.path_of(address)
        if path is None:
            return
        if self._state.uploads.get(path) is None or not self._links.lives(address, self._clock()):
            raise Refusal(BAD_PARAMETERS, f"invalid parameters: media.unreachable ({reference.place.value})")

    def _render(self, request: Request, sources: Mapping[str, str]) -> dict[str, Any]:
        return {
            "model": request.model,
            "prompt": request.prompt,
            "resolution": self._resolution(request),
            "ratio": request.ratio,
            "orientation": request.orientation,
            "seconds": request.duration,
            "references": [self._pictured(r, sources[r.id]) for r in request.references],
            "request": request.body(),
        }

    def _resolution(self, request: Request) -> str:
        route = self._catalog.route_of(request.model)
        model = route.model(request.model) if route is not None else None
        if model is None:
            return request.resolution
        rule = model.rules.resolution
        return rule.fixed or model.renders or request.resolution or rule.default

    def _pictured(self, reference: Reference, address: str) -> dict[str, Any]:
        path = self._links.path_of(address)
        upload = self._state.uploads.get(path) if path is not None else None
        parts = urlsplit(address)
        return {
            "place": reference.place.value,
            "kind": reference.kind.value,
            "source": reference.source,
            "host": parts.hostname or "",
            "name": upload.filename if upload is not None else unquote(parts.path).rsplit("/", 1)[-1],
            "upload": path if upload is not None else None,
        }
