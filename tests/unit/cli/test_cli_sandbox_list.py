"""What the sandbox can rehearse, as the command line tells it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from seedance_desktop.cli.main import main
from seedance_desktop.sandbox.scenarios import REPERTOIRE, SCENARIOS
from seedance_desktop.wording.sentences import Wording

if TYPE_CHECKING:
    from pathlib import Path

    from seedance_desktop.wording.sentences import Language


@pytest.mark.parametrize("language", ["en", "zh"])
def test_each_scenario_has_a_line_with_a_sentence_under_its_heading(
    language: Language, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        main(["--data-dir", str(tmp_path), "--lang", language, "sandbox", "--list"])
    lines = capsys.readouterr().out.splitlines()
    assert left.value.code == 0
    assert [line.split()[0] for line in lines if not line.startswith("#")] == list(SCENARIOS)
    wording = Wording(language)
    headings = [line for line in lines if line.startswith("#")]
    assert headings == [f"# {wording.rehearsal_group(group)}" for group in REPERTOIRE]
    for line in lines:
        if not line.startswith("#"):
            name, sentence = line.split(maxsplit=1)
            assert sentence == wording.rehearsal(name)
            assert sentence.endswith("。" if language == "zh" else ".")
