"""What may be spent, and for how long a press on Generate can be taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from seedance_desktop.domain.price_rows import price_groups
from seedance_desktop.settings.model import SANDBOX_ID, UNDO_LONGEST
from seedance_desktop.ui.preferences.checks import read_amount
from seedance_desktop.ui.preferences.edits import changed, saved_profile, with_cap
from seedance_desktop.ui.preferences.fields import Field
from seedance_desktop.ui.preferences.parts import LABEL_GAP, LABEL_WIDTH, Hint, Page, Rows, Rule
from seedance_desktop.ui.preferences.profile_pick import ProfilePick
from seedance_desktop.ui.widgets.labels import Label
from seedance_desktop.ui.widgets.sliders import DurationSlider
from seedance_desktop.wording.money import amount

if TYPE_CHECKING:
    from collections.abc import Callable
    from decimal import Decimal

    from PySide6.QtGui import QHideEvent, QShowEvent

    from seedance_desktop.domain.catalog import Catalog
    from seedance_desktop.domain.profile import Profile
    from seedance_desktop.domain.spending import Spent
    from seedance_desktop.ui.desk import Desk
    from seedance_desktop.ui.theme import Theme

CAPS = ("session", "day", "batch")
"""Names of `Caps`, in the order in which they are shown."""
SUMMED = ("session", "day")
"""Caps over what adds up, names of `Spent`."""
FIELD_WIDTH = 128
LONGEST = 16
SETTLES_AFTER = 300
"""Milliseconds after which a slider that was moved is taken to stand."""


class MoneyPage(Page):
    """Caps of each profile, and the time to undo of all.

    Args:
        theme: the look.
        desk: whose settings it shows.
        catalog: all routes: what has a price.
        spent: what counts against the caps of the profile with an id; `None` while nobody knows.

    Attributes:
        prices_wanted: the person wants to enter prices.
    """

    prices_wanted = Signal()

    def __init__(self, theme: Theme, desk: Desk, catalog: Catalog, spent: Callable[[str], Spent | None]) -> None:
        super().__init__(theme, desk)
        self._spent = spent
        self._keys = [row.key for group in price_groups(catalog) for row in group.rows]
        self._filled_from = ""
        self.profile = ProfilePick(theme, desk, "capsProfile")
        self.profile_hint = Hint(theme)
        self.caps = {name: _cap_field(theme, name) for name in CAPS}
        self.sums = {name: Label(theme, role="text2", size="caption", tabular=True) for name in SUMMED}
        self._cap_hints = {name: Hint(theme) for name in CAPS}
        self.unknown = Hint(theme)
        self.unknown.setObjectName("capsUnknownPrices")
        self.undo = DurationSlider(theme)
        self.undo.setObjectName("undoSeconds")
        self.undo.set_range(0, UNDO_LONGEST)
        self.undo_hint = Hint(theme)
        self._settling = QTimer(self, singleShot=True, interval=SETTLES_AFTER)
        self._money, self._undo = Rows(theme), Rows(theme)
        self._lay_out(theme)
        self._connect()
        self.retranslate()
        self.refresh()

    def title(self) -> str:
        return self.tr("Spending")

    def show_profile(self, profile_id: str) -> None:
        """Show another profile's caps; what was typed into those before belongs there."""
        for field in self.caps.values():
            field.settle()
        self.profile.choose(profile_id)
        self.refresh()

    def refresh(self) -> None:
        self.profile.refresh()
        profile = self.profile.profile()
        anew = profile.id != self._filled_from
        self._filled_from = profile.id
        for name, field in self.caps.items():
            cap: Decimal | None = getattr(profile.caps, name)
            field.show_kept(amount(cap), anew=anew)
            field.setEnabled(self._keeps(profile))
            self._judge(name)
        self._say(profile)
        self.show_spent()
        if not self._settling.isActive():
            blocker = QSignalBlocker(self.undo)
            self.undo.setValue(self._desk.settings.undo_seconds)
            del blocker
        self._say_undo()

    def show_spent(self) -> None:
        """Show what counts against the caps by now."""
        spent = self._spent(self.profile.profile().id)
        words = self.tr("{amount} so far")
        for name, label in self.sums.items():
            label.setText("" if spent is None else words.replace("{amount}", amount(getattr(spent, name))))

    def retranslate(self) -> None:
        self.intro.setText(
            self.tr(
                "A cap stops hard: what would go over it is not sent, and nothing is charged. Where several are set, "
                "the tightest counts. An empty field is no cap."
            )
        )
        labels = {"session": self.tr("Session"), "day": self.tr("Day"), "batch": self.tr("One press")}
        names = {
            "session": self.tr("Cap for a session"),
            "day": self.tr("Cap for a day"),
            "batch": self.tr("Cap for one press on Generate"),
        }
        self._money.set_label("profile", self.tr("Profile"))
        self.profile.setAccessibleName(self.tr("Caps of"))
        for name, field in self.caps.items():
            self._money.set_label(name, labels[name])
            field.setAccessibleName(names[name])
            field.setPlaceholderText(self.tr("no cap"))
        self._undo.set_label("undo", self.tr("Time to undo"))
        self.undo.set_name(self.tr("Seconds in which Generate can be undone"))
        self.undo.set_suffix(self.tr(" s"))
        self.undo.set_least_text(self.tr("off"))

    def showEvent(self, event: QShowEvent) -> None:
        self.profile.follow_use()
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._keep_undo()

    def _lay_out(self, theme: Theme) -> None:
        self._money.add("profile", _at_left(self.profile), self.profile_hint)
        for name in CAPS:
            self._money.add(name, _at_left(self.caps[name], self.sums.get(name)), self._cap_hints[name])
        self._undo.add("undo", self.undo, self.undo_hint)
        self.column.addWidget(self._money)
        below_the_fields = QHBoxLayout()
        below_the_fields.addSpacing(LABEL_WIDTH + LABEL_GAP)
        below_the_fields.addWidget(self.unknown, 1)
        self.column.addLayout(below_the_fields)
        self.column.addWidget(Rule(theme))
        self.column.addWidget(self._undo)
        self.column.addStretch(1)

    def _connect(self) -> None:
        self.profile.chosen.connect(self.show_profile)
        self.unknown.activated.connect(self.prices_wanted)
        for name, field in self.caps.items():
            field.textChanged.connect(lambda _text, n=name: self._judge(n))
            field.settled.connect(lambda text, n=name: self._cap(n, text))
        self.undo.valueChanged.connect(self._settling.start)
        self.undo.valueChanged.connect(self._say_undo)
        self._settling.timeout.connect(self._keep_undo)

    def _keeps(self, profile: Profile) -> bool:
        return profile.id == SANDBOX_ID or saved_profile(self._desk.settings, profile.id) is not None

    def _cap(self, name: str, text: str) -> None:
        try:
            cap = read_amount(text)
        except ValueError:
            return
        settings = with_cap(self._desk.settings, self.profile.profile().id, name, cap)
        if settings is not None:
            self._desk.change_settings(settings)

    def _keep_undo(self) -> None:
        self._settling.stop()
        settings = changed(self._desk.settings, undo_seconds=self.undo.value())
        if settings is not None:
            self._desk.change_settings(settings)

    def _judge(self, name: str) -> None:
        field, hint = self.caps[name], self._cap_hints[name]
        try:
            read_amount(field.text())
        except ValueError:
            field.set_wrong(wrong=True)
            words = self.tr("This is no amount. Type one like 20 or 0.35, or leave the field empty.")
            hint.say(words, role="danger", icon="circle-alert")
        else:
            field.set_wrong(wrong=False)
            meanings = {
                "session": self.tr("From the start of the program to its end."),
                "day": self.tr("From midnight to midnight by this computer's clock, over all sessions."),
                "batch": self.tr("By pressing Generate once, for one clip or for several."),
            }
            hint.say(meanings[name])
        field.setAccessibleDescription(hint.accessibleName())

    def _say(self, profile: Profile) -> None:
        if profile.sandbox:
            self.profile_hint.say(
                self.tr("Nothing is charged in the sandbox. A cap there lets you rehearse being stopped.")
            )
        elif not self._keeps(profile):
            self.profile_hint.say(self.tr("This address was given for one run of the program; it has no caps."))
        else:
            self.profile_hint.say(self.tr("Each profile has caps of its own: services may count in different money."))
        unknown = sum(profile.prices.unit_price(key) is None for key in self._keys)
        if profile.caps.are_set and unknown:
            words = self.tr(
                "{unknown} of {all} prices are unknown here. Such a request is not sent under a cap, as nobody could "
                "say whether it fits."
            ).format(unknown=unknown, all=len(self._keys))
            self.unknown.say(words, self.tr("Enter prices"), role="warning", icon="circle-alert")
        else:
            words = self.tr("Under a cap, nothing of unknown price is sent: nobody could say whether it fits.")
            self.unknown.say(words)

    def _say_undo(self) -> None:
        if self.undo.value():
            words = self.tr("Generate waits this long before anything leaves; undoing it until then is free.")
        else:
            words = self.tr("Generate sends at once. What has left cannot be taken back.")
        self.undo_hint.say(words)


def _cap_field(theme: Theme, name: str) -> Field:
    field = Field(theme, f"cap {name}")
    field.setFont(theme.font("body", tabular=True))
    field.setAlignment(Qt.AlignmentFlag.AlignRight)
    field.setFixedWidth(FIELD_WIDTH)
    field.setMaxLength(LONGEST)
    return field


def _at_left(field: QWidget, beside: QWidget | None = None) -> QWidget:
    """A row as wide as the others that holds something narrow."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(12)
    row.addWidget(field)
    if beside is not None:
        row.addWidget(beside)
    row.addStretch(1)
    holder.setFocusProxy(field)
    return holder
