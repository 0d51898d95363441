"""What each named action of the window does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from seedance_desktop.ui.library.model import Tab

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import SignalInstance

    from seedance_desktop.ui.compose.composer import Composer
    from seedance_desktop.ui.library.pane import LibraryPane
    from seedance_desktop.ui.main_window import MainWindow
    from seedance_desktop.ui.sending import Sending


class Leader(Protocol):
    """Who carries the commands out."""

    composer: Composer
    library: LibraryPane
    open_preferences: Callable[[str], None]
    sending: Sending
    ledger_wanted: SignalInstance
    what_if_wanted: SignalInstance

    def begin_anew(self) -> None: ...

    def open_routes(self) -> None: ...

    def open_palette(self) -> None: ...

    def change(self, **values: str) -> None: ...


def commands_of(leader: Leader, window: MainWindow) -> dict[str, Callable[[], None]]:
    """The commands by the names that `Actions` gives keys and texts to."""

    def seen(pane: str, act: Callable[[], None]) -> Callable[[], None]:
        """What happens in a pane is done where it can be seen."""

        def unfold_and_act() -> None:
            window.unfold(pane)
            act()

        return unfold_and_act

    return {
        "generate": leader.composer.send_bar.generate.click,
        "undo_send": leader.sending.undo,
        "new": leader.begin_anew,
        "routes": seen("compose", leader.open_routes),
        "prompt": seen("compose", lambda: leader.composer.go_to("prompt")),
        "search": seen("library", leader.library.focus_search),
        "uncertain": seen("library", lambda: leader.library.show_tab(Tab.UNCERTAIN)),
        "palette": leader.open_palette,
        "keys": leader.open_palette,
        "ledger": leader.ledger_wanted.emit,
        "what_if": leader.what_if_wanted.emit,
        "assets": window.header.assets_wanted.emit,
        "prices": lambda: leader.open_preferences("prices"),
        "caps": lambda: leader.open_preferences("money"),
        "settings": lambda: leader.open_preferences(""),
        "fold_compose": lambda: window.fold("compose"),
        "fold_library": lambda: window.fold("library"),
        "light": lambda: leader.change(appearance="light"),
        "dark": lambda: leader.change(appearance="dark"),
        "english": lambda: leader.change(language="en"),
        "chinese": lambda: leader.change(language="zh"),
        "quit": window.closing.emit,
    }
