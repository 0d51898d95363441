"""Gives every reference an address the service can read: everything between the click and the create call."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from seedance_desktop.domain.task import Task
    from seedance_desktop.engine.reviewing import Reviewer
    from seedance_desktop.engine.supervisor import Supervisor
    from seedance_desktop.engine.uploading import Uploader


class Preparer:
    """Uploads what is no asset yet, then has reviewed what the route wants reviewed. Nothing here costs money."""

    def __init__(self, uploader: Uploader, reviewer: Reviewer, supervisor: Supervisor) -> None:
        self._uploader = uploader
        self._reviewer = reviewer
        self._supervisor = supervisor

    async def addresses(self, task: Task) -> dict[str, str]:
        """Reference id → the address that stands for it.

        Raises:
            Refused: `review.rejected`, or the service took an upload or a review not.
            SeedanceError: after all tries.
        """
        contents = await self._reviewer.contents(task)
        held = await self._reviewer.held(task, contents)
        local = [one for one in task.request.references if one.local and one.id not in held]
        first_of = {reference.source: reference for reference in local}
        uploaded = await self._supervisor.together(self._uploader.uploaded(task, one) for one in first_of.values())
        by_source = dict(zip(first_of, uploaded, strict=True))
        addresses = {reference.id: by_source[reference.source] for reference in local}
        submitting = self._reviewer.submitted(task, contents, held, addresses)
        return addresses | await self._reviewer.reviewed(task, await self._supervisor.shelter(submitting))
