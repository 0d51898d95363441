"""Puts the engine's parts together; nobody else knows who needs whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from seedance_desktop.engine.accounts import Accounts
from seedance_desktop.engine.adopting import Adopter
from seedance_desktop.engine.asset_desk import asset_desk
from seedance_desktop.engine.balances import Balances
from seedance_desktop.engine.board import Board
from seedance_desktop.engine.clearing import Clearer
from seedance_desktop.engine.creating import Creator
from seedance_desktop.engine.fitting import Fitting
from seedance_desktop.engine.inquiries import Inquiries
from seedance_desktop.engine.job import Jobs
from seedance_desktop.engine.lines import Lines
from seedance_desktop.engine.orders import Orders
from seedance_desktop.engine.places import Places
from seedance_desktop.engine.poller import Poller
from seedance_desktop.engine.price_lists import PriceLists
from seedance_desktop.engine.receipts import Receipts
from seedance_desktop.engine.settling import Settler
from seedance_desktop.engine.spending import Spending
from seedance_desktop.engine.supervisor import Supervisor
from seedance_desktop.engine.takes import Fetcher

if TYPE_CHECKING:
    from collections.abc import Callable

    from seedance_desktop.engine.assets import Assets
    from seedance_desktop.engine.options import Folders
    from seedance_desktop.engine.pace import Pace
    from seedance_desktop.engine.service import Media, Profiles, Services
    from seedance_desktop.store.store import Store


@dataclass(frozen=True, slots=True)
class Outside:
    """What the engine is given: see `Engine`."""

    store: Store
    media: Media
    profiles: Profiles
    folders: Folders
    services: Services
    pace: Pace


@dataclass(frozen=True, slots=True)
class Parts:
    """The engine's parts, joined."""

    board: Board
    supervisor: Supervisor
    lines: Lines
    jobs: Jobs
    inquiries: Inquiries
    clearer: Clearer
    assets: Assets
    fitting: Fitting
    price_lists: PriceLists
    spending: Spending
    orders: Orders
    adopter: Adopter
    settler: Settler
    accounts: Accounts
    receipts: Receipts


def parts_of(outside: Outside, on_fault: Callable[[str, str], None]) -> Parts:
    """Join them.

    Args:
        outside: what they work with.
        on_fault: told of every exception that nobody expected; see `Supervisor`.
    """
    store, media, folders, pace = outside.store, outside.media, outside.folders, outside.pace
    board, supervisor, lines = Board(store), Supervisor(on_fault), Lines(outside.profiles, outside.services, pace)
    preparer, assets = asset_desk(board, store, lines, pace, supervisor, media, folders)
    poller = Poller(board, lines, pace)
    balances, spending = Balances(board), Spending(board, store, outside.profiles, pace.clock)
    creator = Creator(board, lines, pace, supervisor, spending, balances)
    settler = Settler(board, lines, pace, creator, supervisor)
    jobs = Jobs(
        board,
        pace,
        preparer=preparer,
        creator=creator,
        poller=poller,
        fetcher=Fetcher(board, lines, pace, poller, media, folders, Places(folders)),
        settler=settler,
    )
    return Parts(
        board=board,
        supervisor=supervisor,
        lines=lines,
        jobs=jobs,
        inquiries=Inquiries(board, lines, pace, balances, media, folders),
        clearer=Clearer(board, assets, store, lines, supervisor),
        assets=assets,
        fitting=Fitting(board, media, folders, supervisor),
        price_lists=PriceLists(board, lines, pace, supervisor),
        spending=spending,
        accounts=Accounts(board, supervisor, outside.profiles, pace.clock),
        receipts=Receipts(board, store, supervisor),
        orders=Orders(board, outside.profiles, pace, jobs, supervisor),
        settler=settler,
        adopter=Adopter(board, store, jobs, supervisor),
    )
