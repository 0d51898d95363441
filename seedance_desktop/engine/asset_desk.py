"""Puts together what happens before a create call: uploads, reviews, and the commands about assets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedance_desktop.engine.asset_maker import AssetMaker
from seedance_desktop.engine.asset_shelf import AssetShelf
from seedance_desktop.engine.asset_watch import AssetWatch
from seedance_desktop.engine.assets import Assets
from seedance_desktop.engine.disguise import Disguise
from seedance_desktop.engine.handing_in import Registrar
from seedance_desktop.engine.patience import Patient
from seedance_desktop.engine.preparing import Preparer
from seedance_desktop.engine.reviewing import Reviewer
from seedance_desktop.engine.uploading import Uploader

if TYPE_CHECKING:
    from seedance_desktop.engine.board import Board
    from seedance_desktop.engine.lines import Lines
    from seedance_desktop.engine.options import Folders
    from seedance_desktop.engine.pace import Pace
    from seedance_desktop.engine.service import Media
    from seedance_desktop.engine.supervisor import Supervisor
    from seedance_desktop.store.store import Store


def asset_desk(
    board: Board, store: Store, lines: Lines, pace: Pace, supervisor: Supervisor, media: Media, folders: Folders
) -> tuple[Preparer, Assets]:
    """Who prepares tasks, and who takes the commands about assets; they share one shelf."""
    uploader = Uploader(board, store, lines, pace, Patient(board, pace), Disguise(media, folders.cache))
    shelf = AssetShelf(board, store, lines, pace.clock)
    watch = AssetWatch(board, shelf, lines, pace, supervisor)
    registrar = Registrar(shelf, watch, lines, pace, supervisor)
    maker = AssetMaker(shelf, lines, pace, media, folders, supervisor)
    reviewer = Reviewer(board, shelf, watch, registrar, maker, pace)
    return Preparer(uploader, reviewer, supervisor), Assets(board, shelf, watch, registrar, uploader, maker, supervisor)
