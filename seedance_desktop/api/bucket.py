"""A bucket: files go there by presigned addresses, which the library signs on this machine without any connection."""

from __future__ import annotations

import asyncio
import mimetypes
import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

from seedance_desktop.api.sending import Courier, failure_of, took_it
from seedance_desktop.domain.errors import NotSent, Unauthorized

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from seedance_desktop.domain.host import Bucket
    from seedance_desktop.domain.network import Network

    SecretSource = Callable[[], Awaitable[str | None]]

SENDING = 3600.0
"""Seconds in which an upload has to begin."""
ENTROPY = 16
"""Bytes of chance in an object's name: nobody finds it by trying."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A file that lies somewhere.

    Attributes:
        url: where the service reads it.
        name: what its host knows it by; empty where it cannot be removed again.
    """

    url: str
    name: str = ""


class BucketHost:
    """Puts files into one bucket.

    Args:
        bucket: which.
        secret: asked for before every signature.
        network: the person's choices.
    """

    def __init__(self, bucket: Bucket, secret: SecretSource, network: Network) -> None:
        self._bucket = bucket
        self._secret = secret
        self._courier = Courier(network)

    async def put(self, path: Path, ending: str, on_progress: Callable[[int, int], None] | None) -> Placed:
        """Send a file.

        Args:
            path: of any size that the bucket takes in one piece (5 GB).
            ending: of the object's name, by the file's content.
            on_progress: called on the loop with bytes handed over and bytes in all.

        Raises:
            Unauthorized: `host.no_secret`, `host.refused`.
            Refused: `host.no_bucket`, `host.refused`.
            LocalFailure, NotSent, ServiceFailed: the file or the way is in trouble.
        """
        name = f"{self._bucket.prefix.lstrip('/')}{secrets.token_hex(ENTROPY)}.{ending}"
        media_type = (await asyncio.to_thread(mimetypes.guess_type, f"file.{ending}"))[0] or "application/octet-stream"
        url = await self._signed("PUT", name, SENDING)
        answer = await self._courier.put(url, path, media_type, on_progress)
        if not took_it(answer):
            raise failure_of(answer)
        return Placed(await self._signed("GET", name, self._bucket.lifetime), name)

    async def remove(self, name: str) -> None:
        """Take a file away; one that is gone already is no failure."""
        answer = await self._courier.send("DELETE", await self._signed("DELETE", name, SENDING))
        if not answer.good and answer.status != 404:
            raise failure_of(answer)

    async def look(self, url: str, *, local_service: bool, size: int | None = None) -> None:
        """See `Courier.look`."""
        await self._courier.look(url, local_service=local_service, size=size)

    async def _signed(self, method: Literal["GET", "PUT", "DELETE"], name: str, seconds: float) -> str:
        secret = await self._secret()
        if not secret:
            raise Unauthorized("host.no_secret", {"name": self._bucket.name})
        # The library is large: it is loaded off the loop, and only by those who have a bucket.
        return await asyncio.to_thread(signed, self._bucket, secret, method, name, seconds)


def signed(bucket: Bucket, secret: str, method: Literal["GET", "PUT", "DELETE"], name: str, seconds: float) -> str:
    """A presigned address (Signature Version 4, query parameters).

    Raises:
        NotSent: `net.bad_address`: the endpoint is none, or what is said of the bucket is `wrong`.
    """
    import obstore  # noqa: PLC0415 - see above
    from obstore.exceptions import BaseError  # noqa: PLC0415 - as above
    from obstore.store import S3Store  # noqa: PLC0415 - as above

    split = urlsplit(bucket.endpoint)
    if split.scheme not in {"http", "https"} or not split.netloc or bucket.wrong:
        raise NotSent("net.bad_address", {"value": bucket.endpoint})
    host = split.netloc if bucket.path_style else f"{bucket.name}.{split.netloc}"
    try:
        store = S3Store(
            bucket=bucket.name,
            endpoint=f"{split.scheme}://{host}{split.path.rstrip('/')}",
            region=bucket.region or "us-east-1",
            access_key_id=bucket.access_key,
            secret_access_key=secret,
            virtual_hosted_style_request=not bucket.path_style,
            client_options={"allow_http": True},
        )
        return obstore.sign(store, method, name, timedelta(seconds=seconds))
    except (BaseError, ValueError):
        raise NotSent("net.bad_address", {"value": bucket.endpoint}) from None
