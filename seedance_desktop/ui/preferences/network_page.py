"""How the service is reached from this machine."""

from __future__ import annotations

import os.path
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from seedance_desktop.domain.network import NO_PROXY, SYSTEM_PROXY
from seedance_desktop.ui.aside import Aside
from seedance_desktop.ui.preferences.checks import proxy_address
from seedance_desktop.ui.preferences.edits import with_network
from seedance_desktop.ui.preferences.fields import Field
from seedance_desktop.ui.preferences.parts import Hint, Page, Rows
from seedance_desktop.ui.widgets.buttons import IconButton, ToolButtonWithText
from seedance_desktop.ui.widgets.segmented import Option, SegmentedControl

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from seedance_desktop.ui.desk import Desk
    from seedance_desktop.ui.notifier import Speech
    from seedance_desktop.ui.theme import Theme

OWN = "address"


class NetworkPage(Page):
    """Proxy and an extra certificate authority.

    Args:
        theme: the look.
        desk: whose settings it shows.
        speech: sentences for files that cannot be used.
    """

    def __init__(self, theme: Theme, desk: Desk, speech: Speech) -> None:
        super().__init__(theme, desk)
        self._speech = speech
        self._refused_file = ""
        self._aside = Aside(self)
        self.kind = SegmentedControl(theme)
        self.kind.setObjectName("proxyChoice")
        self.proxy = Field(theme, "proxyAddress")
        self.proxy_hint = Hint(theme)
        self.ca_file = Field(theme, "caFile")
        self.ca_hint = Hint(theme)
        self._browse = ToolButtonWithText(theme, "", "folder-open")
        self._browse.setObjectName("chooseCaFile")
        self._browse.setMinimumHeight(self.ca_file.minimumHeight())
        self._clear = IconButton(theme, "x", "")
        self._clear.setObjectName("clearCaFile")
        self._rows = Rows(theme)
        self._lay_out()
        self._connect()
        self.retranslate()
        self.refresh()

    def title(self) -> str:
        return self.tr("Network")

    def showEvent(self, event: QShowEvent) -> None:
        self._show_kind(self._kept_kind())
        super().showEvent(event)

    def refresh(self) -> None:
        network = self._desk.settings.network
        own = self._kept_kind() == OWN
        # Who has just chosen to type an address is not sent back before one is typed.
        if own or self.kind.value() != OWN:
            self._show_kind(self._kept_kind())
        self.proxy.show_kept(network.proxy if own else "")
        self._say_proxy()
        self.ca_file.show_kept(network.ca_file)
        self._say_file()

    def retranslate(self) -> None:
        self.intro.setText(
            self.tr("Most people leave this as it is. It holds for every profile; the sandbox needs no network.")
        )
        self.kind.set_options(
            [
                Option(SYSTEM_PROXY, self.tr("As the system")),
                Option(NO_PROXY, self.tr("No proxy")),
                Option(OWN, self.tr("An address")),
            ]
        )
        self._rows.set_label("kind", self.tr("Proxy"))
        self.kind.setAccessibleName(self.tr("Proxy"))
        self._rows.set_label("proxy", self.tr("Address"))
        self.proxy.setAccessibleName(self.tr("Address of the proxy"))
        self.proxy.setPlaceholderText("socks5h://127.0.0.1:7890")
        self._rows.set_label("ca", self.tr("Certificate"))
        self.ca_file.setAccessibleName(self.tr("Extra certificate authority"))
        self.ca_file.setPlaceholderText(self.tr("None"))
        self._browse.setText(self.tr("Choose…"))
        self._clear.set_name(self.tr("Use no extra certificate"))

    def _lay_out(self) -> None:
        files = QWidget()
        row = QHBoxLayout(files)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.ca_file, 1)
        row.addWidget(self._clear)
        row.addWidget(self._browse)
        self._rows.add("kind", self.kind)
        self._rows.add("proxy", self.proxy, self.proxy_hint)
        self._rows.add("ca", files, self.ca_hint)
        self.column.addWidget(self._rows)
        self.column.addStretch(1)

    def _connect(self) -> None:
        self.kind.valueChanged.connect(self._choose_kind)
        self.proxy.settled.connect(self._use_proxy)
        self.proxy.textChanged.connect(self._say_proxy)
        self.ca_file.settled.connect(self.use_file)
        self._clear.clicked.connect(lambda: self.use_file(""))
        self._browse.clicked.connect(self.browse)
        self._speech.changed.connect(self._follow)

    def browse(self) -> None:
        """Open the system's own dialog; it never blocks."""
        dialog = QFileDialog(self, self.tr("Extra certificate authority"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([self.tr("Certificates (*.pem *.crt *.cer)"), self.tr("All files (*)")])
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.use_file)
        dialog.open()

    def use_file(self, name: str) -> None:
        """Trust what is in a file besides the usual authorities; a file that is not there is refused."""
        path = name.strip()
        self._aside.drop()
        if path:
            self._aside.ask(lambda: _found(path), lambda found: self._trust(path, found))
        else:
            self._trust("", "")

    def _trust(self, path: str, found: str) -> None:
        self._refused_file = "" if found else path
        self.ca_file.set_wrong(wrong=bool(self._refused_file))
        if self._refused_file:
            self.ca_file.setText(path)
        else:
            self._keep(ca_file=found)
        self.refresh()

    def _kept_kind(self) -> str:
        proxy = self._desk.settings.network.proxy
        return proxy if proxy in (SYSTEM_PROXY, NO_PROXY) else OWN

    def _choose_kind(self, kind: str) -> None:
        self._show_kind(kind)
        if kind != OWN:
            self.proxy.show_kept("", anew=True)
            self._keep(proxy=kind)
            return
        self._say_proxy()
        self.proxy.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_kind(self, kind: str) -> None:
        blocker = QSignalBlocker(self.kind)
        self.kind.setValue(kind)
        del blocker
        self.proxy.setEnabled(kind == OWN)

    def _use_proxy(self, text: str) -> None:
        address = proxy_address(text)
        if address is not None and self.kind.value() == OWN:
            self._keep(proxy=address)

    def _say_proxy(self) -> None:
        text, kind = self.proxy.text(), self.kind.value()
        wrong = kind == OWN and bool(text.strip()) and proxy_address(text) is None
        self.proxy.set_wrong(wrong=wrong)
        if kind == SYSTEM_PROXY:
            self.proxy_hint.say(self.tr("The system's proxy is used, where it has one."))
        elif kind == NO_PROXY:
            self.proxy_hint.say(self.tr("The service is reached directly."))
        elif wrong:
            words = self.tr("This is no proxy's address. It begins with http, https, socks5 or socks5h.")
            self.proxy_hint.say(words, role="danger", icon="circle-alert")
        elif self._desk.settings.network.proxy == proxy_address(text):
            self.proxy_hint.say(self.tr("This proxy is used."))
        else:
            self.proxy_hint.say(self.tr("Not used yet. Type an address, then press Enter."))

    def _say_file(self) -> None:
        self._clear.setEnabled(bool(self.ca_file.text()))
        if self._refused_file:
            sentence = self._speech.sentence("file.missing", {"name": self._refused_file})
            self.ca_hint.say(str(sentence), role="danger", icon="circle-alert")
        else:
            words = self.tr("A PEM file; needed only where a company's network signs connections itself.")
            self.ca_hint.say(words)

    def _keep(self, **values: str) -> None:
        settings = with_network(self._desk.settings, **values)
        if settings is not None:
            self._desk.change_settings(settings)
        self._say_proxy()


def _found(path: str) -> str:
    """The absolute path of a file; empty where it is not there."""
    whole = str(Path(os.path.expanduser(path)).absolute())  # noqa: PTH111  Path's own raises where nobody is called so
    return whole if os.path.isfile(whole) else ""  # noqa: PTH113  Path's own raises for names that are too long
