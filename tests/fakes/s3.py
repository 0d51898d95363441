"""A real S3 server for tests, with one bucket in it."""

from __future__ import annotations

import subprocess
import sys
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from seedance_desktop.domain.host import Bucket

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
ACCESS, SECRET = "test:tester", "testing"  # the server's own, made up


@dataclass(frozen=True)
class S3:
    """A server that runs.

    Attributes:
        endpoint: its address.
    """

    endpoint: str

    def bucket(self, **changes: Any) -> Bucket:
        base = Bucket(self.endpoint, "us-east-1", "media", ACCESS, prefix="seedance/", path_style=True)
        return replace(base, **changes)

    def make(self, name: str) -> None:
        """A bucket, by Swift's own call: presigned addresses make none."""
        entered = self._call("GET", f"{self.endpoint}/auth/v1.0", {"X-Auth-User": ACCESS, "X-Auth-Key": SECRET})
        self._call("PUT", f"{entered['X-Storage-Url']}/{name}", {"X-Auth-Token": entered["X-Auth-Token"]})

    def names(self, name: str = "media") -> list[str]:
        """What lies in a bucket."""
        entered = self._call("GET", f"{self.endpoint}/auth/v1.0", {"X-Auth-User": ACCESS, "X-Auth-Key": SECRET})
        request = urllib.request.Request(  # noqa: S310  the address is the server's own
            f"{entered['X-Storage-Url']}/{name}", headers={"X-Auth-Token": entered["X-Auth-Token"]}
        )
        with urllib.request.urlopen(request, timeout=20) as answer:  # noqa: S310  as above
            return list(answer.read().decode().split())

    def _call(self, method: str, url: str, headers: dict[str, str]) -> dict[str, str]:
        request = urllib.request.Request(url, method=method, headers=headers)  # noqa: S310  the server's own address
        with urllib.request.urlopen(request, timeout=20) as answer:  # noqa: S310  as above
            return dict(answer.headers)


@contextmanager
def s3_server(folder: Path) -> Iterator[S3]:
    """Swift with a bucket called `media`; ends with the block."""
    command = [sys.executable, "-W", "ignore", "-m", "tests.fakes.s3_server", str(folder)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        try:
            port = process.stdout.readline().strip() if process.stdout else ""
            served = S3(f"http://127.0.0.1:{port}")
            served.make("media")
            yield served
        finally:
            process.kill()
