"""What our own workers are told of the surroundings."""

from __future__ import annotations

import pytest

from seedance_desktop.domain.surroundings import for_children

NEEDED = {"PATH": "/usr/bin", "HOME": "ada", "LANG": "C.UTF-8", "PYTHONPATH": "src", "XDG_RUNTIME_DIR": "/run"}


@pytest.mark.parametrize(
    "name",
    [
        "SEEDANCE_API_KEY",
        "SEEDANCE_POLL_SCALE",
        "HTTPS_PROXY",
        "all_proxy",
        "AWS_SECRET_ACCESS_KEY",
        "GITHUB_TOKEN",
        "DB_PASSWORD",
    ],
)
def test_what_may_hold_a_secret_stays_with_us(name: str) -> None:
    assert for_children({**NEEDED, name: "canary"}) == NEEDED
