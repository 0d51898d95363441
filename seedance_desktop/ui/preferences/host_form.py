"""Where a profile's files go before a clip is made of them: through the service, to a bucket, or by PicGo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from seedance_desktop.domain.host import PICGO
from seedance_desktop.settings.model import SavedBucket, SavedPicGo
from seedance_desktop.ui.preferences.checks import address_problem, plain_address
from seedance_desktop.ui.preferences.fields import Field
from seedance_desktop.ui.preferences.host_trial import HostTrial
from seedance_desktop.ui.preferences.key_row import KeyRow
from seedance_desktop.ui.preferences.parts import Hint, Rows
from seedance_desktop.ui.widgets.labels import Label
from seedance_desktop.ui.widgets.segmented import Option, SegmentedControl
from seedance_desktop.ui.widgets.signs import Switch

if TYPE_CHECKING:
    from seedance_desktop.engine.events import HostTested
    from seedance_desktop.ui.notifier import Speech
    from seedance_desktop.ui.theme import Theme

    Saved = SavedBucket | SavedPicGo | None

SERVICE, BUCKET, OWN_PICGO = "service", "s3", "picgo"
LIVES = ("1", "3", "7")
"""Days an address may live; seven is the most that signatures allow."""
ENDPOINT, REGION, FOLDER = "https://s3.example.com", "us-east-1", "seedance/"
"""What the fields look like when they are filled in."""
NEEDED = ("endpoint", "name", "access_key")


class HostForm(QWidget):
    """Shows the choice of one profile and says what the person wants with it.

    What is half filled in is not used: until it is whole, files go on as before.

    Args:
        theme: the look.
        speech: sentences for codes.
        parent: the widget it lies in.

    Attributes:
        given: a `SavedBucket`, a `SavedPicGo`, or `None` for the service's own upload.
        secret_given: a bucket's secret key to keep; empty forgets it.
        test_wanted: the choice as it stands in the form, and the secret typed; empty for the kept one.
    """

    given = Signal(object)
    secret_given = Signal(str)
    test_wanted = Signal(object, str)

    def __init__(self, theme: Theme, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kept: Saved = None
        self._days = LIVES[-1]
        self.heading = Label(theme, size="title", weight=600)
        self.kind = SegmentedControl(theme)
        self.kind.setObjectName("hostChoice")
        self.hint = Hint(theme)
        self.hint.setObjectName("hostState")
        self.fields = {name: Field(theme, f"host_{name}") for name in (*NEEDED, "region", "prefix", "address")}
        self.secret = KeyRow(theme, speech)
        self.secret.save.setObjectName("saveSecret")
        self.secret.forget.setObjectName("forgetSecret")
        self.secret.hint.setObjectName("secretState")
        self.days = SegmentedControl(theme)
        self.days.setObjectName("hostDays")
        self.path_style, self.deletes = Switch(theme, ""), Switch(theme, "")
        self.path_style.setObjectName("hostPathStyle")
        self.deletes.setObjectName("hostDeletes")
        self.trial = HostTrial(theme, speech)
        self._choice, self._bucket, self._picgo, self._foot = (Rows(theme) for _ in range(4))
        self._lay_out()
        self._connect()
        self._retranslate()

    def show_host(self, profile_id: str, host: Saved, *, anew: bool) -> None:
        """Show a profile's choice; what is being typed stays unless it is `anew` another's."""
        self._kept = host
        if anew:
            self.secret.begin()
            self.kind.setValue(SERVICE if host is None else host.kind)
        values = {} if host is None else host.model_dump()
        values.setdefault("address", PICGO)
        for name, field in self.fields.items():
            field.show_kept(str(values.get(name, "")), anew=anew)
        if isinstance(host, SavedBucket) or anew:
            for switch, name in ((self.path_style, "path_style"), (self.deletes, "deletes")):
                switch.setChecked(bool(values.get(name, False)))
            self.days.setValue(str(values.get("days", LIVES[-1])))
        self.trial.show_profile(profile_id)
        self.follow()

    def host_tested(self, event: HostTested) -> None:
        self.trial.answer(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _lay_out(self) -> None:
        self._choice.add("kind", self.kind, self.hint)
        for name in ("endpoint", "region", "name", "access_key"):
            self._bucket.add(name, self.fields[name])
        self._bucket.add("secret", self.secret)
        self._bucket.add("prefix", self.fields["prefix"])
        self._bucket.add("days", self.days)
        self._bucket.add("path_style", self.path_style)
        self._bucket.add("deletes", self.deletes)
        self._picgo.add("address", self.fields["address"])
        self._foot.add("trial", self.trial)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for widget in (self.heading, self._choice, self._bucket, self._picgo, self._foot):
            column.addWidget(widget)

    def _connect(self) -> None:
        self.kind.valueChanged.connect(self._give)
        self.days.valueChanged.connect(self._give)
        self.path_style.clicked.connect(self._give)
        self.deletes.clicked.connect(self._give)
        for field in self.fields.values():
            field.settled.connect(self._give)
            field.textEdited.connect(self._edited)
        self.secret.save_wanted.connect(self.secret_given)
        self.secret.forget_wanted.connect(lambda: self.secret_given.emit(""))
        self.secret.typed.connect(self.follow)
        self.trial.wanted.connect(lambda: self.test_wanted.emit(self._written(), self.secret.key()))

    def _edited(self) -> None:
        self.trial.forget()
        self.follow()

    def _give(self) -> None:
        self.follow()
        written = self._written()
        whole = written is not None or self.kind.value() == SERVICE
        if whole and written != self._kept:
            self.trial.forget()
            self.given.emit(written)

    def _written(self) -> Saved:
        """The choice that the form shows; `None` for the service, and while it is not whole."""
        if self._missing():
            return None
        if self.kind.value() == OWN_PICGO:
            return SavedPicGo(address=plain_address(self.fields["address"].text().strip()))
        return self._typed() if self.kind.value() == BUCKET else None

    def _typed(self) -> SavedBucket:
        text = {name: field.text().strip() for name, field in self.fields.items()}
        return SavedBucket(
            endpoint=plain_address(text["endpoint"]),
            region=text["region"] or REGION,
            name=text["name"],
            access_key=text["access_key"],
            prefix=text["prefix"],
            path_style=self.path_style.isChecked(),
            days=int(self.days.value() or LIVES[-1]),
            deletes=self.deletes.isChecked(),
        )

    def _missing(self) -> list[str]:
        """What is still to be filled in, or is wrong."""
        if self.kind.value() == OWN_PICGO:
            return ["address"] if address_problem(self.fields["address"].text()) else []
        if self.kind.value() != BUCKET:
            return []
        empty = [name for name in NEEDED if not self.fields[name].text().strip()]
        if "endpoint" not in empty and address_problem(self.fields["endpoint"].text()):
            empty.append("endpoint")
        return empty or list(self._typed().host().wrong)

    def follow(self) -> None:
        """What is typed or known has changed: judge it at once."""
        kind, missing = self.kind.value(), self._missing()
        self._bucket.setVisible(kind == BUCKET)
        self._picgo.setVisible(kind == OWN_PICGO)
        self._foot.setVisible(kind != SERVICE)
        for name, field in self.fields.items():
            field.set_wrong(wrong=name in missing and bool(field.text().strip()))
        self._say(kind or SERVICE, missing)
        self.trial.allow(self._obstacle(missing))

    def _say(self, kind: str, missing: list[str]) -> None:
        words = {
            SERVICE: self.tr("Up to 100 MB each. The service keeps them for about three days."),
            BUCKET: self.tr("Any size. Each file gets a secret name and an address that is only lent for some days."),
            OWN_PICGO: self.tr("PicGo must run. It puts files where you have told it to, for anybody to see."),
        }
        if missing:
            self.hint.say(self.tr("Fill in what is missing; until then files go as before."), role="warning")
        else:
            self.hint.say(words[kind])

    def _obstacle(self, missing: list[str]) -> str:
        if missing:
            return self.tr("Fill in what is missing first.")
        if self.kind.value() == BUCKET and not self.secret.key() and self.secret.place() == "nowhere":
            return self.tr("Enter the secret key first.")
        return ""

    def _retranslate(self) -> None:
        self.heading.setText(self.tr("Where files go"))
        choices = {SERVICE: self.tr("Through the service"), BUCKET: self.tr("S3 bucket"), OWN_PICGO: "PicGo"}
        self.kind.set_options([Option(value, text) for value, text in choices.items()])
        self.kind.setAccessibleName(self.tr("Where files go"))
        self.days.set_options([Option(days, self.tr("%n day(s)", "", int(days))) for days in LIVES])
        self._choice.set_label("kind", self.tr("Upload"))
        labels = {
            "endpoint": self.tr("Endpoint"),
            "region": self.tr("Region"),
            "name": self.tr("Bucket"),
            "access_key": self.tr("Access key"),
            "secret": self.tr("Secret key"),
            "prefix": self.tr("Folder"),
            "days": self.tr("Lifetime"),
            "path_style": self.tr("Path style"),
            "deletes": self.tr("Clean up"),
        }
        for name, text in labels.items():
            self._bucket.set_label(name, text)
            if name in self.fields:
                self.fields[name].setAccessibleName(text)
        self.fields["endpoint"].setPlaceholderText(ENDPOINT)
        self.fields["region"].setPlaceholderText(REGION)
        self.fields["prefix"].setPlaceholderText(FOLDER)
        self.days.setAccessibleName(labels["days"])
        self.path_style.setText(self.tr("The bucket's name stands in the path (MinIO)"))
        self.deletes.setText(self.tr("Remove a file when the last clip that uses it has ended"))
        self._picgo.set_label("address", self.tr("Address"))
        self.fields["address"].setAccessibleName(self.tr("Address"))
        self._foot.set_label("trial", self.tr("Connection"))
        self.follow()
