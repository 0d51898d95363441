"""Where a running sandbox is."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class SandboxAddress:
    """What a client needs to talk to a sandbox.

    Attributes:
        base_url: the service's origin, without a trailing slash.
        results_url: the origin of results and uploads.
        key: a key it accepts.
    """

    base_url: str
    results_url: str
    key: str = field(repr=False)
