"""`generate`: one clip, from a request body and local files to the take on the disk."""

from __future__ import annotations

import asyncio
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from seedance_desktop.cli import shapes
from seedance_desktop.cli.exits import Exit
from seedance_desktop.cli.following import Following
from seedance_desktop.cli.judging import read_input
from seedance_desktop.cli.reports import report_of
from seedance_desktop.cli.session import open_engine, open_media, open_store
from seedance_desktop.cli.voice import answer
from seedance_desktop.domain.body import InvalidJson, read_body
from seedance_desktop.domain.errors import BadRequest, LocalFailure, SeedanceError, Unauthorized
from seedance_desktop.domain.reference import FRAMES, Place, Reference
from seedance_desktop.domain.rules import evaluate
from seedance_desktop.domain.terms import Terms

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from seedance_desktop.cli.given import Given
    from seedance_desktop.domain.draft import Draft
    from seedance_desktop.domain.evaluation import Evaluation
    from seedance_desktop.domain.profile import Profile
    from seedance_desktop.media.service import MediaService


@dataclass(frozen=True, slots=True)
class Order:
    """What was asked for.

    Attributes:
        body: a file with the request body, or `-`.
        files: local files by the place they shall stand in, behind what the body holds there.
        out: folder for the take; `None` follows the settings.
    """

    body: str
    files: Mapping[Place, Sequence[Path]]
    out: Path | None


async def generate(given: Given, order: Order, *, as_json: bool) -> Exit:
    """Carry an order through.

    Whatever is wrong before anything is sent ends it with `Exit.USAGE`: nothing is stored then.
    """
    given.tell_problems()
    async with open_media() as media:
        try:
            profile = given.profile()
            evaluation = await _judge(given, order, profile, media)
            if evaluation.request is None:
                return _blocked(given, evaluation, as_json=as_json)
            given.voice.issues(evaluation.issues)
            await _ready(given, order, profile)
            return await _send(given, order, evaluation, profile, media, as_json=as_json)
        except SeedanceError as failure:
            if as_json:
                answer(shapes.stopped(shapes.unsent(failure, given.voice)))
            raise


async def _judge(given: Given, order: Order, profile: Profile, media: MediaService) -> Evaluation:
    try:
        draft = read_body(read_input(order.body))
    except InvalidJson as error:
        raise BadRequest("json.invalid", {"reason": str(error)[:200]}) from error
    draft = draft.with_references([*draft.references, *await _measured(draft, order, media)])
    return evaluate(given.catalog.route_of(draft.model), draft, Terms.of(profile))


async def _measured(draft: Draft, order: Order, media: MediaService) -> list[Reference]:
    """Local files as references, looked into before anything is judged.

    Raises:
        LocalFailure: missing, unreadable, of the wrong kind, or a second one for a frame.
    """
    found: list[Reference] = []
    for place, paths in order.files.items():
        if place in FRAMES and paths and draft.at(place):
            raise LocalFailure("cli.frame_twice", {"field": place.value})
        for number, path in enumerate(paths):
            source = path.expanduser().absolute()
            measured = await media.measure(source)
            if measured.kind is not place.kind:
                values = {"name": path.name, "found": measured.kind.value, "kind": place.kind.value}
                raise LocalFailure("file.wrong_kind", values)
            found.append(Reference(f"{place}-local-{number}", place, str(source), local=True, facts=measured.facts))
    return found


def _blocked(given: Given, evaluation: Evaluation, *, as_json: bool) -> Exit:
    given.voice.issues(evaluation.issues)
    if as_json:
        answer(shapes.stopped(shapes.blocked(evaluation, given.voice)))
    return Exit.USAGE


async def _ready(given: Given, order: Order, profile: Profile) -> None:
    """See to it, before money is spent, that there is a key and that the take can be written.

    Raises:
        Unauthorized: `key.missing` or `key.malformed`.
        LocalFailure: `disk.read_only` or `disk.full`.
    """
    if not profile.sandbox:
        key = await given.keys.get(profile.id)
        if not key:
            raise Unauthorized("key.missing")
        if not all("!" <= character <= "~" for character in key):
            raise Unauthorized("key.malformed")
    folder = order.out if order.out is not None else given.folders.takes_for(given.settings.takes_folder)
    await asyncio.to_thread(_prove_writable, folder.expanduser().absolute())


def _prove_writable(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"\0" * 4096)
    except OSError as error:
        raise LocalFailure("folder.unwritable", {"folder": str(folder)}, error.strerror or "") from error


async def _send(
    given: Given, order: Order, evaluation: Evaluation, profile: Profile, media: MediaService, *, as_json: bool
) -> Exit:
    if evaluation.request is None:
        return Exit.USAGE
    folder = None if order.out is None else order.out.expanduser().absolute()
    async with open_store(given) as store, open_engine(given, store, media, sandbox=profile.sandbox) as engine:
        await engine.spending.begin()
        with suppress(LocalFailure):  # what needs them says so by itself
            await engine.assets.begin()
        if (stop := engine.spending.stop(profile.id, evaluation.price)) is not None:
            raise LocalFailure(stop.code, stop.values)
        if (twin := engine.spending.twin(evaluation.request, profile.id)) is not None:
            moment = datetime.fromtimestamp(twin.sent_at or twin.created_at).astimezone()
            given.voice.tell("cli.same_again", {"time": f"{moment:%H:%M:%S}"})
        with Following(engine, report_of(given.voice, as_json=as_json), given.voice, given.hurry) as following:
            task_id = engine.submit(evaluation.request, profile.id, evaluation.price, folder)
            await following.rest([task_id])
            await engine.close()
            return following.close(engine.tasks)
