"""PicGo's upload server: it is told a path, uploads by itself, and answers with the address."""

from __future__ import annotations

import asyncio
import json
import secrets
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from seedance_desktop.api.bucket import ENTROPY, Placed
from seedance_desktop.api.errors import plain
from seedance_desktop.api.sending import Courier
from seedance_desktop.api.upload import size_to_send
from seedance_desktop.api.wire import clean, read_object
from seedance_desktop.domain.errors import LocalFailure, Refused

if TYPE_CHECKING:
    from collections.abc import Callable

    from seedance_desktop.domain.host import PicGo
    from seedance_desktop.domain.network import Network


class PicGoHost:
    """Asks one PicGo.

    Args:
        picgo: where it listens.
        network: the person's choices; this machine is always reached directly.
    """

    def __init__(self, picgo: PicGo, network: Network) -> None:
        self._picgo = picgo
        self._courier = Courier(network)

    async def put(self, path: Path, ending: str, on_progress: Callable[[int, int], None] | None) -> Placed:
        """Have a file uploaded. How far it is, PicGo does not say.

        Raises:
            Refused: `host.refused`, with PicGo's own words.
            LocalFailure, NotSent, ServiceFailed: the file or the way is in trouble.
        """
        size = await asyncio.to_thread(size_to_send, path)
        if on_progress is not None:
            on_progress(0, size)
        headers = {"Content-Type": "application/json"}
        url = f"{self._picgo.address.rstrip('/')}/upload"
        # PicGo publishes the name and goes by its ending: neither shall be the person's own.
        with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            named = await asyncio.to_thread(_renamed, path, Path(folder), ending)
            answer = await self._courier.send("POST", url, content=_question(named), headers=headers, patient=True)
        told = read_object(answer.text) or {}
        result = told.get("result")
        found = clean(result[0]) if isinstance(result, list) and result else ""
        if not answer.good or told.get("success") is not True or not found:
            reason = plain(clean(told.get("message")))
            raise Refused("host.refused", answer.values() | {"reason": reason}, answer.excerpt())
        if on_progress is not None:
            on_progress(size, size)
        return Placed(found)

    async def remove(self, _name: str) -> None:
        """PicGo's server has no call for that."""

    async def look(self, url: str, *, local_service: bool, size: int | None = None) -> None:  # noqa: ARG002  see below
        """See `Courier.look`. PicGo's places may shrink pictures, so the size says nothing."""
        await self._courier.look(url, local_service=local_service)


def _renamed(path: Path, folder: Path, ending: str) -> Path:
    """The same file under a name of chance.

    Raises:
        LocalFailure: `upload.unreadable`.
    """
    named = folder / f"{secrets.token_hex(ENTROPY)}.{ending}"
    try:
        named.symlink_to(path.absolute())
    except (OSError, NotImplementedError):  # Windows lets few people make links, and not every system has them
        try:
            shutil.copyfile(path, named)
        except OSError:
            raise LocalFailure("upload.unreadable", {"name": path.name}) from None
    return named


def _question(path: Path) -> bytes:
    return json.dumps({"list": [str(path.absolute())]}).encode()
