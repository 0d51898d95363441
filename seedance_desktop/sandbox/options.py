"""How one sandbox is set up."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from seedance_desktop.sandbox.envelopes import Envelope
from seedance_desktop.sandbox.scenarios import DEFAULT_SCENARIO

if TYPE_CHECKING:
    from pathlib import Path

    from seedance_desktop.domain.price import PriceBook

DEFAULT_KEY = "sk_sandbox"
START_BALANCE = Decimal("41.20")
THREE_DAYS = 3 * 24 * 3600.0


@dataclass(frozen=True, slots=True)
class Rendering:
    """How clips are made.

    Attributes:
        scale: factor on width and height; below 1 for tests that look at other things.
        in_process: render in a thread instead of a process of its own.
    """

    scale: float = 1.0
    in_process: bool = False


@dataclass(frozen=True, slots=True)
class Options:
    """Everything that is chosen before a sandbox starts.

    Attributes:
        folder: where it keeps its state, uploads and clips.
        port: of the service's origin; 0 takes the one used last time, else a free one.
        pace: factor on all waiting times; 0.01 makes eight seconds 80 ms.
        scenario: a name of `scenarios.SCENARIOS`.
        envelope: shape of the answers of create and query.
        start_balance: what an account holds before its first task.
        key_quota: most a key may use; 0 means no cap.
        link_lifetime: seconds a result or upload link lives.
        keys: accepted keys; each is an account of its own.
        upload_limit: bytes. Whether the documented 100 MB count by 1000 or 1024 is unknown: the smaller counts.
    """

    folder: Path
    port: int = 0
    pace: float = 1.0
    scenario: str = DEFAULT_SCENARIO
    envelope: Envelope = Envelope.V1
    start_balance: Decimal = START_BALANCE
    key_quota: Decimal = Decimal(0)
    link_lifetime: float = THREE_DAYS
    keys: tuple[str, ...] = field(default=(DEFAULT_KEY,), repr=False)
    upload_limit: int = 100 * 10**6
    prices: PriceBook | None = None
    rendering: Rendering = Rendering()
