"""The real window with all its panes, over a desk and an engine that only remember, for tests that read it whole."""

from __future__ import annotations

import re
import time
from dataclasses import replace
from decimal import Decimal
from functools import partial
from html import unescape
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QBuffer, QCoreApplication, QIODevice, Qt, QThreadPool
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QListView, QPlainTextEdit, QWidget

from seedance_desktop.domain.accounts import views
from seedance_desktop.domain.asset import AssetRecord, AssetState
from seedance_desktop.domain.catalog import Catalog, RouteProblem, load_catalog
from seedance_desktop.domain.draft import Draft, Mode
from seedance_desktop.domain.reference import Kind, Place
from seedance_desktop.domain.review import Review
from seedance_desktop.domain.spending import Spent
from seedance_desktop.domain.task import Failure, Status, Task
from seedance_desktop.engine.events import DiskWaits, PriceListFetched, ProfileTested, ServiceHealth
from seedance_desktop.sandbox.prices import price_book
from seedance_desktop.settings.folders import DataFolders
from seedance_desktop.settings.model import SANDBOX_ID, SavedProfile, Settings
from seedance_desktop.ui.assets.panel import AssetsPanel
from seedance_desktop.ui.bridge import EngineBridge
from seedance_desktop.ui.compose.presenter import ComposePresenter
from seedance_desktop.ui.conductor import Conductor
from seedance_desktop.ui.ledger.panel import LedgerPanel
from seedance_desktop.ui.main_window import MainWindow
from seedance_desktop.ui.notifier import Speech
from seedance_desktop.ui.preferences.preferences import SECTIONS, Preferences
from seedance_desktop.ui.preferences.prices_page import PricesPage
from seedance_desktop.ui.vigil import Vigil
from seedance_desktop.ui.widgets.popover import Popover
from seedance_desktop.ui.widgets.stepper import Stepper
from seedance_desktop.wording.sentences import Wording
from tests.fakes.desk import FakeDesk
from tests.fakes.listed import LISTED
from tests.gui.stage_takes import request, task
from tests.gui.whole_ledger import some_spending
from tests.gui.whole_mending import Mending, StillEngine
from tests.gui.whole_stories import Stories

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from seedance_desktop.app.opened import Voice
    from seedance_desktop.domain.price_list import Quote
    from seedance_desktop.engine.assets import Assets
    from seedance_desktop.engine.engine import Engine
    from seedance_desktop.ui.theme import Theme

TYPED = "Цапля над рекой"
"""What a person wrote: in an alphabet that neither of the program's languages uses."""
FILES = ("/дом/1.png", "/дом/2.png", "/дом/3.png", "/дом/4.png", "/дом/5.png")
PANEL = (800, 620)
HOUR = 3600.0
FOLDERS = DataFolders.inside(Path("/дом"))

RUNNING_TIME = re.compile(r"\d+:\d\d(:\d\d)?")
PIECE = re.compile(r"<text[^>]*>([^<]*)</text>")


def spent(_profile_id: str) -> Spent:
    return Spent(Decimal("1234.56"), Decimal("12345.67"))


class WholeWindow:
    """The window and what leads it.

    Args:
        theme: the look.
        voice: Qt's translations; what it speaks now is spoken from the beginning.
        folder: for the window's small file.

    Attributes:
        states: what a person can bring the window into, by name.
    """

    def __init__(self, theme: Theme, voice: Voice, folder: Path) -> None:
        shipped = load_catalog()
        self.catalog = Catalog(shipped.routes, [RouteProblem("1.toml", "№ 1")])
        self._voice = voice
        self._speech = Speech(Wording(voice.language), self.catalog)
        self.window = MainWindow(theme, folder / "window.ini")
        self.desk = FakeDesk(some_settings(), sandbox_prices=price_book())
        self.desk.usual_folder = "/дом/видео"
        self._presenter = ComposePresenter(self.catalog)
        self._conductor = Conductor(
            self.window, theme, self._speech, self._presenter, self.desk, self._open_preferences
        )
        self.tasks = some_tasks(time.time())
        self._engine = StillEngine(tuple(self.tasks.values()))
        self._conductor.attach(cast("Engine", self._engine))
        self._conductor.stage.show_task(None)
        self._preferences = Preferences(theme, self._speech, self.desk, self.catalog, self._test, spent, FOLDERS)
        self._popover = Popover(theme, self.window.surface, self._preferences)
        self._assets = AssetsPanel(self.window, theme, self._speech, self._presenter, self.desk, EngineBridge())
        self.states: Mapping[str, Callable[[], None]] = {
            "first start": self._begin,
            "frames, with images set aside": self._frames,
            "five things to fix": self._to_fix,
            "doubts and reviews": self._doubts,
            "a route that fixes much": self._fixed,
            "the longest names": self._longest,
            "route picker": self._conductor.open_routes,
            "palette": self._conductor.open_palette,
            **Mending(theme, self._speech, self.window, self._conductor, self._presenter).states,
            **self._money_and_assets(theme),
            "banners": self._banners,
            "what endangers takes": self._vigil,
            "a reference taken back": self._removed,
            "nothing found": self._nothing_found,
            **{f"task {name}": partial(self._conductor.show, name) for name in self.tasks},
            **{f"settings {name}": partial(self._open_preferences, name) for name in SECTIONS},
            "settings of a profile": self._profile,
            "settings of a wrong profile": self._wrong_profile,
        }

    def bring_into(self, state: str) -> None:
        """Leave the state before and bring about another."""
        self._conductor.close_popovers()
        self._stories.end()
        self._child(QLineEdit, "librarySearch").clear()
        self._engine.spending.answer = None
        self._conductor.composer.send_bar.follow_caps()
        self._conductor.composer.send_bar.held.hold(None)
        self._child(Stepper, "clipCount").set_count(1)
        for code in self._conductor.banners.codes():
            self._conductor.banners.hush(code)
        self.states[state]()
        settle()
        for looks in self.window.findChildren(QThreadPool):
            looks.waitForDone()  # whether a take lies on the disk is asked beside, and decides what is shown
        settle()

    def speak(self, language: str) -> None:
        """Switch as the program does."""
        self._voice.speak(language)
        self._speech.set_wording(Wording(self._voice.language))
        settle()

    def texts(self) -> list[str]:
        """Everything that visible widgets show or tell assistive tools, running times left out."""
        widgets = [w for w in self.window.findChildren(QWidget) if w.isVisible()]
        said = [text for widget in widgets for text in words_of(widget) if text]
        rows = self._child(QListView, "libraryView").model()
        roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        said += [str(rows.index(row, 0).data(role)) for row in range(rows.rowCount()) for role in roles]
        said += [action.text() for action in self._conductor.actions.all()]
        return [RUNNING_TIME.sub("0:00", text) for text in said]

    def drawn(self, shown: QWidget | None = None) -> list[str]:
        """Every text that is really painted, of the window or a part of it."""
        shown = shown or self.window
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.ReadWrite)
        picture = QSvgGenerator()
        picture.setOutputDevice(buffer)
        picture.setSize(shown.size())
        shown.render(picture)
        # A text of two alphabets is painted in pieces, one group for the whole.
        groups = bytes(buffer.data().data()).decode().split("</g>")
        texts = [unescape("".join(PIECE.findall(group))) for group in groups]
        return [RUNNING_TIME.sub("0:00", text) for text in texts if text]

    def elided(self) -> set[str]:
        """What is painted shortened though no tooltip has the whole; rows of the library shorten by design."""
        panes = self.window.panes
        parts = [self.window.header, self.window.banners, panes["compose"], panes["stage"]]
        parts += [popover for popover in self.window.surface.findChildren(Popover) if popover.isVisible()]
        meant = [text for text in self.texts() if "…" in text]
        meant += [widget.toolTip() for widget in self.window.findChildren(QWidget) if widget.toolTip()]
        stems = {text.rstrip("…") for part in parts for text in self.drawn(part) if "…" in text}
        return {stem + "…" for stem in stems if not stem or not any(stem in text for text in meant)}

    def _child(self, kind: type[Any], name: str) -> Any:
        return self.window.findChild(kind, name)

    def _begin(self) -> None:
        self._draft("seedance2.0-mini-sp")
        self._conductor.stage.show_task(None)

    def _draft(self, model: str, prompt: str = "", images: int = 0, **changes: Any) -> None:
        self._presenter.replace_draft(Draft(model=model, prompt=prompt, duration=5, **changes))
        self._presenter.add(Place.IMAGES, FILES[:images], local=True)

    def _frames(self) -> None:
        self._draft("seedance2.0-std", images=2, ratio="9:16")
        self._presenter.add(Place.FIRST_FRAME, FILES[:1], local=True)
        self._presenter.add(Place.AUDIOS, ["https://1.рф/1.mp3"], local=False)
        self._presenter.set_mode(Mode.FRAMES)

    def _to_fix(self) -> None:
        self._draft("seedance2.0-md", images=5, ratio="21:9")
        self._presenter.add(Place.AUDIOS, ["https://1.рф/1.mp3"], local=False)
        self._presenter.add(Place.VIDEOS, ["ftp://1.рф/1.mp4"], local=False)

    def _doubts(self) -> None:
        self._draft("seedance2.0-sp", TYPED, 1, resolution="480p", ratio="4:3")

    def _fixed(self) -> None:
        self._draft("sd2_mx_1080p", TYPED, 2)

    def _longest(self) -> None:
        self._draft("sd2_mx_video_fast_1080p", TYPED)

    def _some_assets(self) -> None:
        self._assets.attach(cast("Assets", SimpleNamespace(records=some_assets(time.time()))))
        self._assets.open()

    def _some_money(self) -> None:
        self._ledger.open()
        page = self._ledger.page
        assert page is not None
        page.show_views(views(some_spending(time.time()), time.time(), lambda profile_id: profile_id == SANDBOX_ID))

    def _no_price(self) -> None:
        self.desk.choose_profile("studio")
        self._draft("seedance2.0-mini", TYPED)
        self.desk.choose_profile(SANDBOX_ID)

    def _money_and_assets(self, theme: Theme) -> Mapping[str, Callable[[], None]]:
        self._stories = Stories(self.window, theme, self._conductor, self.catalog, self.desk)
        self._ledger = LedgerPanel(self.window, theme, self._speech, self.desk, EngineBridge())
        return {
            "no assets": self._assets.open,
            "assets": self._some_assets,
            "an empty ledger": self._ledger.open,
            "ledger": self._some_money,
            "no price": self._no_price,
            **self._stories.states,
            "a price list": partial(self._price_list, LISTED),
            "no price list": partial(self._price_list, None),
            "a press that can be taken back": self._held,
            "several clips at once": self._several,
            "a cap that is reached": self._capped,
        }

    def _held(self) -> None:
        self._draft("seedance2.0-mini", TYPED)
        over = time.time() - HOUR  # so the count stands at its last second
        self._conductor.composer.send_bar.held.hold(over)
        asked = replace(self.tasks["1"], held_until=over)
        self._conductor.stage.show_task(asked)

    def _several(self) -> None:
        self._draft("seedance2.0-mini", TYPED)
        self._child(Stepper, "clipCount").set_count(4)

    def _capped(self) -> None:
        values = {"cap": "5.00", "spent": "4.80", "price": "0.35"}
        self._engine.spending.answer = Failure("cap.day", values)
        self._draft("seedance2.0-mini", TYPED)
        self._conductor.composer.send_bar.follow_caps()

    def _vigil(self) -> None:
        bridge, now = EngineBridge(), time.time()
        vigil = Vigil(self._conductor, bridge)
        vigil.begin()
        hear = bridge.listener()
        hear(DiskWaits("/дом/видео", "disk.full", 120_000_000, 3))
        hear(ServiceHealth("https://1.рф", now - 600, Failure("service.failed", {"status": 503})))
        vigil.deleteLater()

    def _banners(self) -> None:
        for code in ("store.rescued", "net.unreachable", "key.missing"):
            self._conductor.banners.say(code, {"host": "1.рф", "name": "1"})

    def _removed(self) -> None:
        self._draft("seedance2.0-mini", TYPED, 2)
        self._conductor.composer.commands.remove([self._presenter.draft.references[0].id])

    def _nothing_found(self) -> None:
        self._child(QLineEdit, "librarySearch").setText("???")

    def _open_preferences(self, section: str) -> None:
        self._preferences.show_section(section)
        self._popover.open_at(self.window.header, *PANEL)

    def _price_list(self, quotes: tuple[Quote, ...] | None) -> None:
        self._open_preferences("prices")
        page = self._preferences.page("prices")
        assert isinstance(page, PricesPage)
        page.show_profile("default")
        self._child(QAbstractButton, "fetchPrices").click()
        self._preferences.price_list_fetched(PriceListFetched("default", "https://www.jimmyai.cn", quotes, None))

    def _profile(self) -> None:
        self._open_preferences("profiles")
        page = self._preferences.profiles
        page.show_profile("studio")
        page.form.trial.button.click()
        page.profile_tested(ProfileTested("studio", Decimal("41.20"), None))

    def _wrong_profile(self) -> None:
        self._profile()
        form = self._preferences.profiles.form
        form.address.setText("http://1.рф")
        form.key.field.setText("1 1")
        form.remove.click()

    def _test(self, profile: object, key: str) -> None:
        """The engine would ask the service."""


def settle() -> None:
    """Let what was posted arrive: Qt tells of another language, and lays out, a moment later, one nest at a time."""
    for _ in range(5):
        QCoreApplication.sendPostedEvents()


def words_of(widget: QWidget) -> list[str]:
    """What one widget shows or tells."""
    said = [widget.accessibleName(), widget.accessibleDescription(), widget.toolTip()]
    if isinstance(widget, QLabel | QAbstractButton):
        said.append(widget.text())
    if isinstance(widget, QLineEdit | QPlainTextEdit):
        said.append(widget.placeholderText())
    return said


def some_settings() -> Settings:
    profiles = (
        SavedProfile(id="default", name="JimmyAI", base_url="https://www.jimmyai.cn"),
        SavedProfile(id="studio", name="Студия", base_url="https://1.рф"),
    )
    return Settings(profiles=profiles, current_profile=SANDBOX_ID)


def some_assets(now: float) -> tuple[AssetRecord, ...]:
    """One asset in every state, of every kind and review."""
    base = AssetRecord(
        id="1",
        profile_id=SANDBOX_ID,
        base_url="https://1.рф",
        review=Review.FULL,
        content="1",
        kind=Kind.IMAGE,
        source="/дом/1.png",
        local=True,
        name="цапля " * 20,
        created_at=now - HOUR,
        changed_at=now - HOUR,
    )
    refused = Failure("review.refused", {"name": "2.png"}, "№ 2 " * 30)
    return (
        base,
        replace(base, id="2", state=AssetState.FAILED, failure=refused),
        replace(base, id="3", state=AssetState.FAILED, failure=Failure("review.answer_lost"), kind=Kind.AUDIO),
        replace(base, id="4", state=AssetState.SUBMITTED, review=Review.LIBRARY, kind=Kind.VIDEO),
        replace(base, id="5", state=AssetState.PENDING, review=Review.PERSON, asset_id="№ 5"),
        replace(base, id="6", state=AssetState.ACTIVE, asset_id="№ 6", changed_at=now - 60 * HOUR),
    )


def some_tasks(now: float) -> dict[str, Task]:
    """One task for every page of the stage and every line of the library."""
    asked = request(TYPED, resolution="720p", ratio="9:16")
    money: dict[str, Any] = {"estimate": Decimal("0.35"), "balance_before": Decimal("41.20")}
    sent = {"created_at": now - HOUR, "sent_at": now - HOUR}
    changes: dict[str, dict[str, Any]] = {
        "1": {"status": Status.PREPARING, "created_at": now - HOUR},
        "2": {"status": Status.QUEUED, **sent},
        "3": {"status": Status.PROCESSING, "progress": 62, **sent},
        "4": {"status": Status.COMPLETED, "take": "/дом/4.mp4", "remote_id": "№ 4", "finished_at": now, **sent},
        "5": {"status": Status.COMPLETED, "result_at": now - 2.5 * HOUR, "result_url": "https://1.рф/5", **sent},
        "6": {
            "status": Status.UNCERTAIN,
            "failure": Failure("create.no_answer", {}),
            "balance_after": Decimal("41.20"),
            **sent,
        },
        "7": {"status": Status.FAILED, "failure": Failure("task.moderated", {}, "№ 7"), **sent},
        "8": {"status": Status.REFUSED, "failure": Failure("balance.low", {}), **sent},
        "9": {"status": Status.CANCELLED, "created_at": now - 30 * HOUR},
        "10": {"status": Status.DOWNLOADING, "result_at": now - 62 * HOUR, "result_url": "https://1.рф/10", **sent},
        "11": {
            "status": Status.DOWNLOADING,
            "result_at": now - 50 * HOUR,
            "result_url": "https://1.рф/11",
            "failure": Failure("disk.full", {"name": "№ 11"}),
            **sent,
        },
        "12": {
            "status": Status.COMPLETED,
            "result_at": now - 80 * HOUR,
            "result_url": "https://1.рф/12",
            "failure": Failure("take.lost", {}, "№ 12"),
            **sent,
        },
    }
    return {name: task(name, request=asked, **money, **values) for name, values in changes.items()}
