"""One profile: its name, where it sends to, its key, and whether all that works."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from seedance_desktop.domain.profile import Profile
from seedance_desktop.ui.preferences.checks import address_problem, plain_address
from seedance_desktop.ui.preferences.fields import Field
from seedance_desktop.ui.preferences.key_row import KeyRow
from seedance_desktop.ui.preferences.parts import Hint, Rows, Rule, enable
from seedance_desktop.ui.preferences.trial import Trial
from seedance_desktop.ui.widgets.buttons import ToolButtonWithText
from seedance_desktop.ui.widgets.labels import ElidedLabel

if TYPE_CHECKING:
    from seedance_desktop.engine.events import ProfileTested
    from seedance_desktop.ui.notifier import Speech
    from seedance_desktop.ui.theme import Theme

SECOND_THOUGHT = 5000
"""Milliseconds in which a second press removes."""
LONGEST_NAME = 60
HEADING = 32


class ProfileForm(QWidget):
    """Shows one profile of the user's and says what the person wants with it.

    Args:
        theme: the look.
        speech: sentences for codes.
        parent: the widget it lies in.

    Attributes:
        name_given: another name.
        address_given: another base address, judged.
        key_given: a key to keep; empty forgets it.
        test_wanted: the `Profile` as it stands in the form, and the key typed; empty for the kept one.
        use_wanted: send with this profile.
        remove_wanted: at the second press only.
    """

    name_given = Signal(str)
    address_given = Signal(str)
    key_given = Signal(str)
    test_wanted = Signal(object, str)
    use_wanted = Signal()
    remove_wanted = Signal()

    def __init__(self, theme: Theme, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._profile: Profile | None = None
        self._kept = True
        self._removable = False
        self.heading = ElidedLabel(theme, weight=600, size="title")
        self.use = ToolButtonWithText(theme, "", "check")
        self.use.setObjectName("useProfile")
        self.name = Field(theme, "profileName")
        self.name.setMaxLength(LONGEST_NAME)
        self.name_hint = Hint(theme)
        self.address = Field(theme, "baseAddress", leaving=False)
        self.take_address = ToolButtonWithText(theme, "")
        self.take_address.setObjectName("useAddress")
        self.take_address.setMinimumHeight(self.address.minimumHeight())
        self.address_hint = Hint(theme)
        self.key = KeyRow(theme, speech)
        self.trial = Trial(theme, speech)
        self.remove = ToolButtonWithText(theme, "", "trash-2")
        self.remove.setObjectName("removeProfile")
        self.remove_hint = Hint(theme)
        self._thinking = QTimer(self)
        self._thinking.setSingleShot(True)
        self._thinking.setInterval(SECOND_THOUGHT)
        self._rows = Rows(theme)
        self._lay_out(theme)
        self._connect()
        self._retranslate()

    def show_profile(self, profile: Profile, *, kept: bool, in_use: bool, removable: bool) -> None:
        """Show one; `kept` is false for an address given for this run of the program only."""
        anew = self._profile is None or self._profile.id != profile.id
        self._profile, self._kept, self._removable = profile, kept, removable
        if anew:
            self._thinking.stop()
            self.key.begin()
        self.heading.setText(profile.name)
        enable(self.use, able=not in_use, heir=self.name)
        self.name.show_kept(profile.name, anew=anew)
        self.address.show_kept(profile.base_url, anew=anew)
        self.trial.show_profile(profile.id)
        for widget in (self.name, self.address):
            widget.setEnabled(kept)
        self._follow()
        self._say_remove()

    def profile_tested(self, event: ProfileTested) -> None:
        self.trial.answer(event)

    def settle(self) -> None:
        """Take what was typed as meant; an address is only taken when the person says so."""
        self.name.settle()

    def begin_naming(self) -> None:
        """A new profile: its name comes first."""
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        self.name.selectAll()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _lay_out(self, theme: Theme) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.heading, 1, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self.use)
        # The heading keeps its place where there is no button beside it.
        head.addStrut(HEADING)
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.address, 1)
        row.addWidget(self.take_address)
        self._rows.add("name", self.name, self.name_hint)
        self._rows.add("address", line, self.address_hint)
        self._rows.add("key", self.key)
        self._rows.add("trial", self.trial)
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(self.remove)
        foot.addWidget(self.remove_hint, 1000)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self._rows)
        column.addWidget(Rule(theme))
        column.addLayout(foot)

    def _connect(self) -> None:
        self.use.clicked.connect(self.use_wanted)
        self.name.settled.connect(self._give_name)
        self.name.textChanged.connect(self._follow)
        self.address.textChanged.connect(self._follow)
        self.address.settled.connect(self._give_address)
        self.take_address.clicked.connect(self.address.settle)
        self.key.typed.connect(self._follow)
        for field in (self.address, self.key.field):
            field.textEdited.connect(self.trial.forget)
        self.key.save_wanted.connect(self.key_given)
        self.key.forget_wanted.connect(lambda: self.key_given.emit(""))
        self.trial.wanted.connect(self._test)
        self.remove.clicked.connect(self._remove_or_ask)
        self._thinking.timeout.connect(self._say_remove)

    def _give_name(self, text: str) -> None:
        if text.strip():
            self.name_given.emit(text.strip())

    def _give_address(self, text: str) -> None:
        if not address_problem(text):
            self.address_given.emit(plain_address(text))
        else:
            self.address.setModified(True)

    def _test(self) -> None:
        if self._profile is not None:
            known = self._profile
            tested = Profile(known.id, known.name, plain_address(self.address.text()), known.prices)
            self.test_wanted.emit(tested, self.key.key())

    def _follow(self) -> None:
        """What is typed has changed: judge it at once."""
        if self._profile is None:
            return
        problem = address_problem(self.address.text())
        new = plain_address(self.address.text()) != self._profile.base_url
        nameless = not self.name.text().strip()
        self.name.set_wrong(wrong=nameless)
        self.name_hint.setVisible(nameless)
        self.name_hint.say(self.tr("A profile needs a name."), role="danger", icon="circle-alert")
        self.address.set_wrong(wrong=bool(problem))
        enable(self.take_address, able=new and not problem, heir=self.address)
        self._say_address(problem, new=new)
        self.trial.allow(self._obstacle(problem, new=new))

    def _say_address(self, problem: str, *, new: bool) -> None:
        texts = {
            "broken": self.tr("This is no web address. It looks like https://www.jimmyai.cn."),
            "insecure": self.tr("Use https://. Plain http:// is for this very computer only."),
        }
        if problem:
            self.address_hint.say(texts[problem], role="danger", icon="circle-alert")
        elif not self._kept:
            self.address_hint.say(self.tr("Given at the program's start; it is not kept."))
        elif new:
            self.address_hint.say(self.tr("Not used yet. Press Enter, and requests and the key go here from then on."))
        else:
            self.address_hint.say(self.tr("Requests and the key go here and nowhere else."))

    def _obstacle(self, problem: str, *, new: bool) -> str:
        """Why no test can be made now; empty where one can."""
        if problem:
            return self.tr("Correct the address first.")
        if self.key.is_wrong():
            return self.tr("Correct the key first.")
        if self.key.key():
            return ""
        if self.key.place() == "nowhere":
            return self.tr("Enter a key first.")
        # The kept key goes to a new address only when the person has said that it is meant.
        return self.tr("Use the new address first, or type the key to try.") if new else ""

    def _remove_or_ask(self) -> None:
        if self._thinking.isActive():
            self._thinking.stop()
            self.remove_wanted.emit()
        else:
            self._thinking.start()
        self._say_remove()

    def _say_remove(self) -> None:
        asked = self._thinking.isActive()
        enable(self.remove, able=self._removable, heir=self.name)
        self.remove.setText(self.tr("Really remove it") if asked else self.tr("Remove profile"))
        self.remove_hint.setVisible(asked or not self._removable)
        if asked:
            words = self.tr("Key and prices go too; clips under way cannot be fetched.")
            self.remove_hint.say(words, role="warning", icon="triangle-alert")
        elif not self._kept:
            self.remove_hint.say(self.tr("It goes by itself when the program ends."))
        else:
            self.remove_hint.say(self.tr("One profile always stays. Change this one, or add another first."))

    def _retranslate(self) -> None:
        self.use.setText(self.tr("Use this profile"))
        self.take_address.setText(self.tr("Use it"))
        labels = {
            "name": self.tr("Name"),
            "address": self.tr("Base address"),
            "key": self.tr("Key"),
            "trial": self.tr("Connection"),
        }
        for name, text in labels.items():
            self._rows.set_label(name, text)
        self.name.setAccessibleName(labels["name"])
        self.address.setAccessibleName(labels["address"])
        self._say_remove()
        self._follow()
