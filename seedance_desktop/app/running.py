"""The composition root behind the first picture: one loop, one main coroutine, everything wired and unwired."""

from __future__ import annotations

import asyncio
import os
import signal
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import qasync

from seedance_desktop.app.desk import DRAFT_NAME, ProgramDesk
from seedance_desktop.app.fault_teller import FaultTeller
from seedance_desktop.app.garbage import GarbageTimer
from seedance_desktop.app.looks import Looks, broken_memory
from seedance_desktop.app.preferences_panel import PreferencesPanel
from seedance_desktop.app.reports import Reports
from seedance_desktop.app.session import Session
from seedance_desktop.app.session_end import SessionEnd
from seedance_desktop.domain.address import is_reachable
from seedance_desktop.domain.catalog import load_catalog
from seedance_desktop.domain.errors import LocalFailure
from seedance_desktop.engine.engine import Engine
from seedance_desktop.engine.options import EngineOptions, Folders
from seedance_desktop.engine.supervisor import Supervisor
from seedance_desktop.media.service import MediaService
from seedance_desktop.sandbox.process import SandboxProcess
from seedance_desktop.settings.draft_file import load_draft
from seedance_desktop.settings.file import load_settings
from seedance_desktop.settings.keys import VARIABLE, KeyStore
from seedance_desktop.settings.model import DEFAULT_ID, SANDBOX_ID
from seedance_desktop.settings.profiles import ProfileBook
from seedance_desktop.store.store import Store
from seedance_desktop.ui.assets.panel import AssetsPanel
from seedance_desktop.ui.bridge import EngineBridge
from seedance_desktop.ui.compose.presenter import FIRST_DRAFT, ComposePresenter
from seedance_desktop.ui.conductor import Conductor
from seedance_desktop.ui.fixing.room import FixingRoom
from seedance_desktop.ui.hearing import Hearing
from seedance_desktop.ui.ledger.panel import LedgerPanel
from seedance_desktop.ui.notifier import Speech
from seedance_desktop.ui.rehearsal.guide import Guide
from seedance_desktop.ui.warmth import warm_up
from seedance_desktop.wording.sentences import Wording

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable

    from PySide6.QtCore import SignalInstance

    from seedance_desktop.app.opened import AppOptions, Opened
    from seedance_desktop.app.session import Drive
    from seedance_desktop.domain.catalog import Catalog
    from seedance_desktop.domain.task import Failure
    from seedance_desktop.settings.folders import DataFolders

LOOP_GRACE = 2.0
"""Seconds for everything to end once the window wants to close."""
HANG_GRACE = 8.0
"""Seconds after which a process that does not end is ended."""
INTERRUPTED = 130


def run_loop(opened: Opened, options: AppOptions, drive: Drive | None) -> int:
    """Run the main coroutine on qasync's loop and answer its exit code."""

    def loop() -> asyncio.AbstractEventLoop:
        made: asyncio.AbstractEventLoop = qasync.QEventLoop(opened.app, already_running=False)
        return made

    with asyncio.Runner(loop_factory=loop) as runner:
        return runner.run(_main(opened, options, drive))


async def _main(opened: Opened, options: AppOptions, drive: Drive | None) -> int:
    closing = asyncio.Event()
    opened.window.closing.connect(closing.set)
    code = 0
    async with AsyncExitStack() as last:
        reports = Reports(opened.folders.logs)
        last.callback(reports.close)
        asyncio.get_running_loop().set_exception_handler(reports.loop_failed)
        last.callback(GarbageTimer(opened.window).stop)
        last.callback(opened.window.finish)
        async with AsyncExitStack() as stack:
            supervisor = Supervisor(reports.job_failed)
            stack.push_async_callback(supervisor.close, LOOP_GRACE)
            async with _until(opened.window.closing, closing) as ended:
                session = await _assemble(opened, options, supervisor, stack)
                # The player is let go of last: what matters is on the disk before a decoder is waited for.
                last.callback(session.conductor.stage.release)
                last.callback(reports.tell, _nobody)
                FaultTeller(reports, session.conductor.banners, session.conductor)
                SessionEnd(opened.app, session)
                stack.push_async_callback(session.desk.finish)
                stack.callback(session.conductor.remember)
                stack.callback(opened.window.remember)
                code = await _use(session, closing, drive)
            if options.hurry is None:  # else there is a deadline, whose last word this would take the place of
                reports.expect_end(HANG_GRACE)
    return INTERRUPTED if ended.is_set() and drive is not None else code


def _nobody(_code: str) -> None:
    """The window is going; what happens now is only written down."""


async def _use(session: Session, closing: asyncio.Event, drive: Drive | None) -> int:
    """Let the person, or the one who drives in a person's stead, use the window until it closes."""
    if drive is not None:
        return await drive(session)
    await closing.wait()
    return 0


@asynccontextmanager
async def _until(signal_: SignalInstance, closing: asyncio.Event) -> AsyncIterator[asyncio.Event]:
    """Cut short whatever is awaited inside when the window wants to close; the event given says whether it was."""
    cut_short = asyncio.Event()
    task = asyncio.current_task()
    if task is None:
        raise RuntimeError("the main coroutine runs in no task")
    signal_.connect(task.cancel)
    try:
        yield cut_short
    except asyncio.CancelledError:
        if not closing.is_set():
            raise
        task.uncancel()
        cut_short.set()
    finally:
        signal_.disconnect(task.cancel)


def _end_on_signals(closing: SignalInstance) -> None:
    """From here on something may be under way, and a signal is a wish; before, SIGTERM ends the process where it is."""
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):  # Windows' loop takes no handlers; closing the window is the way there
            loop.add_signal_handler(number, closing.emit)


async def _assemble(opened: Opened, options: AppOptions, supervisor: Supervisor, stack: AsyncExitStack) -> Session:
    folders = opened.folders
    loaded, kept = load_settings(folders.settings), load_draft(folders.data / DRAFT_NAME)
    keys = KeyStore({**os.environ, VARIABLE: options.key} if options.key else os.environ)
    book = ProfileBook(loaded.settings, keys)
    sandbox = SandboxProcess(folders.sandbox, pace=options.pace)
    stack.push_async_callback(sandbox.stop)
    desk = ProgramDesk(book, keys, folders, sandbox, supervisor)
    catalog = load_catalog(folders.routes)
    looks = Looks(opened, desk, Speech(Wording(opened.voice.language), catalog))
    looks.follow()
    presenter = ComposePresenter(catalog, kept.draft or FIRST_DRAFT)
    bridge = EngineBridge()
    preferences = PreferencesPanel(opened, looks.speech, desk, catalog, bridge)
    await _let_qt_run()
    conductor = Conductor(opened.window, opened.theme, looks.speech, presenter, desk, preferences.open)
    await _let_qt_run()
    hearing = Hearing(conductor, presenter, desk, bridge)
    fixing = _fixing(opened, looks.speech, conductor, presenter, bridge)
    _tell_of_files(desk, (loaded.problem, kept.problem, broken_memory(opened.window.memory)), catalog)
    ledger = _stories_and_ledger(opened, looks.speech, catalog, conductor, desk, bridge)
    assets = AssetsPanel(opened.window, opened.theme, looks.speech, presenter, desk, bridge)
    assets.drawn.connect(conductor.composer.looks.dress)
    await _begin_with_a_profile(options, desk, keys)
    _end_on_signals(opened.window.closing)
    try:
        engine = await _engine(desk, book, folders, stack)
    except LocalFailure as failure:
        conductor.go_without(failure.code, failure.values)
        return Session(opened, desk, presenter, conductor, bridge, None)
    preferences.attach(engine)
    engine.listen(bridge.listener())
    warm_up(conductor.stage, conductor.library, presenter.draft.model, presenter.route.id)
    await engine.start()
    _tidy(engine, presenter)
    conductor.attach(engine)
    _introduce(engine, assets, fixing, hearing, ledger)
    if not (options.base_url or options.sandbox):
        supervisor.start("first profile", desk.prefer_paying(lambda: presenter.is_untouched))
    return Session(opened, desk, presenter, conductor, bridge, engine)


async def _let_qt_run() -> None:
    """Hear of a window that is closed in the middle of the start, which is then cut short here."""
    await asyncio.sleep(0)


def _tell_of_files(desk: ProgramDesk, problems: Iterable[Failure | None], catalog: Catalog) -> None:
    for problem in problems:
        if problem is not None:
            desk.trouble.emit(problem.code, problem.values)
    for broken in catalog.problems:
        desk.trouble.emit("route.broken", {"name": broken.file, "reason": broken.reason})


def _fixing(
    opened: Opened, speech: Speech, conductor: Conductor, presenter: ComposePresenter, bridge: EngineBridge
) -> FixingRoom:
    surface = opened.window.surface
    return FixingRoom(opened.theme, speech, surface, conductor.composer, presenter, conductor.banners, bridge)


def _stories_and_ledger(
    opened: Opened, speech: Speech, catalog: Catalog, conductor: Conductor, desk: ProgramDesk, bridge: EngineBridge
) -> LedgerPanel:
    guide = Guide(opened.window, opened.theme, conductor, catalog, desk, bridge)
    conductor.what_if_wanted.connect(guide.open)
    ledger = LedgerPanel(opened.window, opened.theme, speech, desk, bridge)
    conductor.ledger_wanted.connect(ledger.open)
    ledger.receipt_wanted.connect(conductor.stage.receipt_wanted)
    return ledger


def _tidy(engine: Engine, presenter: ComposePresenter) -> None:
    if engine.spending.hindered is None:  # else we do not understand all that may refer to a copy
        engine.fitting.tidy([reference.source for reference in presenter.draft.references])


def _introduce(engine: Engine, assets: AssetsPanel, fixing: FixingRoom, hearing: Hearing, ledger: LedgerPanel) -> None:
    ledger.attach(engine.accounts)
    assets.attach(engine.assets)
    fixing.attach(engine.fitting)
    hearing.greet()


async def _begin_with_a_profile(options: AppOptions, desk: ProgramDesk, keys: KeyStore) -> None:
    """The address given, else the profile used last, else the paying one if a key is given, else the sandbox.

    A keychain may ask the user something and is not waited for here.
    """
    if options.base_url and is_reachable(options.base_url, loopback=True):
        desk.visit(options.base_url)
        return
    if options.base_url:
        desk.trouble.emit("net.bad_address", {"value": options.base_url})
    fallback = DEFAULT_ID if keys.where == "environment" else SANDBOX_ID
    wished = SANDBOX_ID if options.sandbox else desk.settings.current_profile or fallback
    if wished == SANDBOX_ID:
        await desk.serve_sandbox()
    desk.begin_with(wished)


async def _engine(desk: ProgramDesk, book: ProfileBook, folders: DataFolders, stack: AsyncExitStack) -> Engine:
    store = await Store.open(folders.data, look_on=True)
    stack.push_async_callback(store.close)
    tasks = await store.tasks()
    if store.hindered is None and any(task.profile_id == SANDBOX_ID and not task.status.is_end for task in tasks):
        await desk.serve_sandbox()
    media = MediaService()
    stack.push_async_callback(media.close)
    own = (folders.cache, folders.fitted, folders.frames)
    where = Folders(lambda: Path(desk.takes_folder), *own, kept_free=desk.pretence.kept_free)
    options = replace(EngineOptions.from_environment(os.environ), hold=lambda: float(desk.settings.undo_seconds))
    engine = Engine(store, media, book, where, options)
    stack.push_async_callback(engine.close)
    return engine
