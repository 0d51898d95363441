"""A keychain that hangs, is locked, broken or missing: the window goes on, says so, and writes no key to any file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from seedance_desktop.domain.task import Status
from seedance_desktop.settings.keys import KeyStore
from tests.canary.search import leaks_below
from tests.fakes.keychains import RELEASED
from tests.gui.program.user import SOON, User

if TYPE_CHECKING:
    from tests.gui.program.conftest import Program

pytestmark = pytest.mark.no_qt_log  # a handler in Python would be called in the decoder's threads, and hang

BACK_ENDS = {name: f"tests.fakes.keychains.{name}" for name in ("Hanging", "Locked", "Corrupt")}
BACK_ENDS["missing"] = "keyring.backends.fail.Keyring"


@pytest.mark.parametrize("name", BACK_ENDS)
def test_a_keychain_in_trouble_never_stops_the_window(
    name: str, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SEEDANCE_API_KEY")
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", BACK_ENDS[name])
    monkeypatch.setattr("keyring.core._keyring_backend", None)
    assert KeyStore.__init__.__kwdefaults__ is not None
    monkeypatch.setitem(KeyStore.__init__.__kwdefaults__, "timeout", 1.0)

    async def use(user: User) -> None:
        answers: list[tuple[str, str]] = []
        desk = user.session.desk
        desk.key_kept.connect(lambda *answer: answers.append(answer))
        desk.put_key(desk.current_profile.id, program.key)
        if name == "Hanging":
            user.write("promptEdit", "typed while nobody answers")
            assert user.draft.prompt == "typed while nobody answers"
            assert answers == []
        await user.until(lambda: bool(answers), "where the key is", SOON)
        assert answers[-1] == (desk.current_profile.id, "session")
        await user.reaches(await user.generate(), Status.COMPLETED)

    RELEASED.clear()  # another test may have ended here before
    try:
        assert program.use(use) == 0
    finally:
        RELEASED.set()
    assert list(leaks_below(program.folder, {"key": program.key})) == []
