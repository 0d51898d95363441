"""Gathers what of a drop cannot be used into one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from seedance_desktop.ui.banners import Banners

MOST_NAMES = 4
LEFT_OUT = "drop.refused"
MARKED = "drop.unreadable"


class Refusals:
    """One banner for what was left out, one for what stays in its tray with a mark.

    A single file has the sentence of its own trouble.

    Args:
        banners: where they are shown.
        waits: whether files of an earlier drop are still being looked at.
    """

    def __init__(self, banners: Banners, waits: Callable[[], bool]) -> None:
        self._banners = banners
        self._waits = waits
        self._told: dict[str, list[tuple[str, Mapping[str, object]]]] = {LEFT_OUT: [], MARKED: []}
        self._shown: dict[str, str] = {}

    def begin(self) -> None:
        """Something new is brought: what was told of earlier things is no part of it, unless they are under way."""
        if not self._waits():
            for told in self._told.values():
                told.clear()

    def leave_out(self, code: str, name: str) -> None:
        """Something did not become a reference."""
        self._tell(LEFT_OUT, code, {"name": name})

    def mark(self, code: str, values: Mapping[str, object]) -> None:
        """Something stays in its tray and cannot be read."""
        self._tell(MARKED, code, values)

    def _tell(self, group: str, code: str, values: Mapping[str, object]) -> None:
        told = self._told[group]
        before = self._shown.get(group, "")
        if before not in self._banners.codes():
            told.clear()  # it was read and closed
        told.append((code, values))
        self._shown[group] = code if len(told) == 1 else group
        if before and before != self._shown[group]:
            self._banners.hush(before)
        if len(told) == 1:
            self._banners.say(code, values)
            return
        names = [str(one.get("name", "")) for _, one in told]
        more = len(names) - MOST_NAMES
        codes = {one for one, _ in told}
        why = code.rpartition(".")[2] if len(codes) == 1 else "several"
        shown = names[:MOST_NAMES] + ([f"+{more}"] if more > 0 else [])
        self._banners.say(group, {"count": len(told), "names": shown, "why": why})
