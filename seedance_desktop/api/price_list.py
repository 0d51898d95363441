"""The service's public price list: the one call that carries no key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from seedance_desktop.api.address import judge_address
from seedance_desktop.api.errors import read_failure
from seedance_desktop.api.http import STANDARD, Connector, exchange
from seedance_desktop.api.wire import amount, clean, entries
from seedance_desktop.domain.errors import NotSent, ServiceFailed
from seedance_desktop.domain.price_list import Quote

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from seedance_desktop.api.errors import Answer
    from seedance_desktop.api.http import Deadlines
    from seedance_desktop.domain.network import Network

PATH = "/api/openapi/model/catalog"
"""Beside the other calls, not below them."""
MOST = 5_000
"""Entries that are read."""
LONGEST_NAME = 200
LONGEST_MODE = 40
DECIMALS = 12
"""Places after the point; nothing finer is a price."""
NO_LIST = frozenset({401, 403, 404, 405, 410, 501})
"""Statuses by which a service says that it has no list, or none for everybody."""
WANTS_A_KEY = "20001"


async def fetch_price_list(
    base_url: str, network: Network, deadlines: Deadlines = STANDARD
) -> tuple[Quote, ...] | None:
    """Ask for the whole list. Its prices are the platform's usual ones; an account may have its own.

    Args:
        base_url: https, or http to this machine, without a trailing slash.
        network: the user's choices.
        deadlines: how long we wait.

    Returns:
        The entries; `None` where the service has no such list: not found, a web page, or another envelope.

    Raises:
        NotSent: nothing reached the service.
        ServiceFailed: it did not answer, or with more than is read.
        Refused: it said no.
    """
    if "?" in base_url or "#" in base_url:
        raise NotSent("net.bad_address")
    address = judge_address(base_url, trusted=True)
    async with await Connector(network, deadlines).open(address) as client:
        request = client.build_request("GET", f"{base_url}{PATH}", headers={"Accept": "application/json"})
        answer = await exchange(client, request, seconds=deadlines.call)
    return _read(answer)


def _read(answer: Answer) -> tuple[Quote, ...] | None:
    envelope = answer.envelope()
    if answer.status in NO_LIST or 300 <= answer.status < 400:
        return None
    if not answer.good:
        raise read_failure(answer, envelope, absent="service.not_found")
    if not answer.complete:
        raise ServiceFailed("service.unreadable", answer.values(), answer.excerpt())
    if envelope is None or envelope.code == WANTS_A_KEY:
        return None
    if not envelope.success:
        raise read_failure(answer, envelope, absent="service.not_found")
    if not isinstance(envelope.payload.get("list"), list):
        return None
    return tuple(quote for entry in entries(envelope.payload, "list")[:MOST] if (quote := _quote(entry)).name)


def _quote(entry: Mapping[str, Any]) -> Quote:
    name = clean(entry.get("model_name"), LONGEST_NAME + 1)
    mode = clean(entry.get("price_mode"), LONGEST_MODE).lower()
    return Quote(name if len(name) <= LONGEST_NAME else "", mode, _price(entry.get("unit_price")))


def _price(value: object) -> Decimal | None:
    """A price; 0 is none: a list that leaves a price open says 0, and nothing here is free."""
    found = amount(value)
    if found is None or found <= 0:
        return None
    exponent = found.normalize().as_tuple().exponent
    return found if isinstance(exponent, int) and exponent >= -DECIMALS else None
