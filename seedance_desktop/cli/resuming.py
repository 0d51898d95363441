"""`resume`: finishes what an earlier run left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedance_desktop.cli import shapes
from seedance_desktop.cli.exits import Exit
from seedance_desktop.cli.following import Following
from seedance_desktop.cli.reports import report_of
from seedance_desktop.cli.session import open_engine, open_media, open_store
from seedance_desktop.cli.voice import answer
from seedance_desktop.domain.errors import SeedanceError
from seedance_desktop.domain.task import Status
from seedance_desktop.settings.model import SANDBOX_ID

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedance_desktop.cli.given import Given
    from seedance_desktop.domain.task import Task
    from seedance_desktop.media.service import MediaService
    from seedance_desktop.store.store import Store


async def resume(given: Given, *, as_json: bool) -> Exit:
    """Finish every unfinished task; a sandbox is started where one of them needs it.

    Raises:
        SeedanceError: the task list, the address or the sandbox cannot be used.
    """
    given.tell_problems()
    try:
        async with open_store(given) as store, open_media() as media:
            tasks = await store.tasks()
            unfinished = [task for task in tasks if not task.status.is_end]
            if unanswered := sum(task.status is Status.UNCERTAIN for task in tasks):
                given.voice.tell("cli.unanswered", {"count": unanswered})
            if unfinished:
                return await _finish(given, store, media, unfinished, as_json=as_json)
            for found in store.found:
                given.voice.tell(found.code, found.values)
            unsent = any(found.code == "store.unsent" for found in store.found)
    except SeedanceError as failure:
        if as_json:
            answer(shapes.stopped(shapes.unsent(failure, given.voice)))
        raise
    if as_json:
        answer(shapes.stopped(None))
    elif not unsent:
        given.voice.tell("cli.no_tasks")
    return Exit.FAILED if unsent else Exit.COMPLETED


async def _finish(
    given: Given, store: Store, media: MediaService, unfinished: Sequence[Task], *, as_json: bool
) -> Exit:
    sandbox = any(task.profile_id == SANDBOX_ID for task in unfinished)
    addresses = {task.base_url for task in unfinished if task.profile_id != SANDBOX_ID}
    if given.base_url is not None:
        given.profile()
    elif len(addresses) == 1:
        # All that is left lives in one place, so a key given for this run is meant for it.
        given.profiles.visit(addresses.pop())
    async with open_engine(given, store, media, sandbox=sandbox) as engine:
        with Following(engine, report_of(given.voice, as_json=as_json), given.voice, given.hurry) as following:
            await engine.start()
            await following.rest([task.id for task in unfinished])
            await engine.close()
            return following.close(engine.tasks)
