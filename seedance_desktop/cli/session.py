"""The engine and everything around it, for the length of one command."""

from __future__ import annotations

import signal
import sys
from contextlib import AsyncExitStack, asynccontextmanager
from typing import TYPE_CHECKING, Self

from seedance_desktop.engine.engine import Engine
from seedance_desktop.engine.options import EngineOptions, Folders
from seedance_desktop.media.service import MediaService
from seedance_desktop.store.store import Store

if TYPE_CHECKING:
    import asyncio
    from collections.abc import AsyncIterator, Callable, Iterator

    from seedance_desktop.cli.given import Given
    from seedance_desktop.domain.profile import Profile

SIGNALS = (signal.SIGINT, signal.SIGTERM)


@asynccontextmanager
async def open_engine(given: Given, store: Store, media: MediaService, *, sandbox: bool) -> AsyncIterator[Engine]:
    """An engine that may be given commands; it is closed, at a safe point, when the block ends.

    Args:
        given: folders, profiles and options.
        store: open.
        media: looks into local files.
        sandbox: run one beside the engine.

    Raises:
        LocalFailure: `sandbox.failed`.
    """
    options = EngineOptions.from_environment(given.environ)
    own = given.folders
    folders = Folders(lambda: own.takes_for(given.settings.takes_folder), own.cache, own.fitted, own.frames)
    async with AsyncExitStack() as stack:
        if sandbox:
            await stack.enter_async_context(_sandbox(given, min(1.0, options.poll_scale)))
        engine = Engine(store, media, given.profiles, folders, options)
        stack.push_async_callback(engine.close)
        yield engine


@asynccontextmanager
async def open_store(given: Given, *, read_only: bool = False) -> AsyncIterator[Store]:
    """The task list; closed when the block ends.

    Raises:
        LocalFailure: it cannot be used.
    """
    store = await Store.open(given.folders.data, read_only=read_only)
    try:
        yield store
    finally:
        await store.close()


@asynccontextmanager
async def open_media() -> AsyncIterator[MediaService]:
    """Looks into local files; its process starts with the first question and ends with the block."""
    media = MediaService()
    try:
        yield media
    finally:
        await media.close()


@asynccontextmanager
async def _sandbox(given: Given, pace: float) -> AsyncIterator[Profile]:
    """A sandbox with its state below the data folder. Its clock follows the scale of the polls."""
    from seedance_desktop.sandbox.prices import price_book  # noqa: PLC0415  most commands need no sandbox
    from seedance_desktop.sandbox.process import SandboxProcess  # noqa: PLC0415  as above

    process = SandboxProcess(given.folders.sandbox, pace=pace)
    try:
        address = await process.start()
        yield given.profiles.serve_sandbox(address.base_url, address.key, price_book())
    finally:
        await process.stop()


class Interrupts:
    """Ctrl+C and SIGTERM as a wish to stop, granted at a safe point; a second one ends the program at once.

    Attributes:
        signal: the first one that came; `None` while none has.
    """

    def __init__(self, loop: asyncio.AbstractEventLoop, wish: Callable[[], None]) -> None:
        self.signal: signal.Signals | None = None
        self._loop = loop
        self._wish = wish
        self._before = {number: signal.getsignal(number) for number in SIGNALS}

    def __enter__(self) -> Self:
        for number in SIGNALS:
            if sys.platform == "win32":
                signal.signal(number, lambda *_, number=number: self._loop.call_soon_threadsafe(self._came, number))
            else:
                self._loop.add_signal_handler(number, self._came, number)
        return self

    def __exit__(self, *_: object) -> None:
        for number in self._handled():
            self._loop.remove_signal_handler(number)
        for number, handler in self._before.items():
            if handler is not None:
                signal.signal(number, handler)

    def _came(self, number: signal.Signals) -> None:
        if self.signal is None:
            self.signal = number
            self._wish()
        else:
            signal.signal(number, signal.SIG_DFL)
            signal.raise_signal(number)

    def _handled(self) -> Iterator[signal.Signals]:
        return iter(() if sys.platform == "win32" else SIGNALS)
