"""Gives every reference an address the service can read: everything between the click and the create call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedance_desktop.engine.patience import Patient
from seedance_desktop.engine.reviewing import Reviewer
from seedance_desktop.engine.uploading import Uploader

if TYPE_CHECKING:
    from seedance_desktop.domain.task import Task
    from seedance_desktop.engine.board import Board
    from seedance_desktop.engine.lines import Lines
    from seedance_desktop.engine.pace import Pace
    from seedance_desktop.engine.supervisor import Supervisor
    from seedance_desktop.store.store import Store


class Preparer:
    """Uploads, then has reviewed what the route wants reviewed. Nothing here costs money."""

    def __init__(self, board: Board, store: Store, lines: Lines, pace: Pace, supervisor: Supervisor) -> None:
        patient = Patient(board, pace)
        self._supervisor = supervisor
        self._uploader = Uploader(board, store, lines, pace, patient)
        self._reviewer = Reviewer(board, lines, pace, patient)

    async def addresses(self, task: Task) -> dict[str, str]:
        """Reference id → the address that stands for it.

        Raises:
            Refused: `review.rejected`, or the service took an upload or a review not.
            SeedanceError: after all tries.
        """
        first_of = {reference.source: reference for reference in task.request.references if reference.local}
        uploaded = await self._supervisor.together(self._uploader.uploaded(task, one) for one in first_of.values())
        by_source = dict(zip(first_of, uploaded, strict=True))
        addresses = {
            reference.id: by_source[reference.source] for reference in task.request.references if reference.local
        }
        if task.request.reviewed:
            addresses |= await self._reviewer.reviewed(task, addresses)
        return addresses
