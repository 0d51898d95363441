"""What the command line says: sentences on stderr, answers on stdout."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from seedance_desktop.domain.errors import SeedanceError
from seedance_desktop.wording.sentences import Wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from seedance_desktop.domain.evaluation import Issue
    from seedance_desktop.domain.task import Failure
    from seedance_desktop.wording.sentences import Language

_LANGUAGE_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")
_NO_LANGUAGE = ("", "C", "POSIX")


def language_of(environ: Mapping[str, str]) -> Language:
    """The language of the terminal; a plain C locale names none, so the next variable is asked."""
    for name in _LANGUAGE_VARIABLES:
        locale = environ.get(name, "").partition(".")[0]
        if locale not in _NO_LANGUAGE:
            return "zh" if locale.startswith("zh") else "en"
    return "en"


class Voice:
    """Speaks one language."""

    def __init__(self, language: Language) -> None:
        self._wording = Wording(language)

    def message(self, failure: SeedanceError | Failure) -> str:
        """What happened and what to do, in one line."""
        return str(self._wording.sentence(failure.code, failure.values))

    def what(self, failure: SeedanceError | Failure) -> str:
        """What happened, without what to do."""
        return self._wording.sentence(failure.code, failure.values).what

    def say(self, failure: SeedanceError | Failure) -> None:
        """Tell on stderr what happened, and below it what came back."""
        self.line(self.message(failure))
        detail = failure.excerpt if isinstance(failure, SeedanceError) else failure.detail
        if detail:
            self.line(f"  {_one_line(detail)}")

    def tell(self, code: str, values: Mapping[str, object] | None = None) -> None:
        """Say the sentence of a code on stderr."""
        self.line(str(self._wording.sentence(code, values)))

    def issue(self, issue: Issue) -> str:
        return str(self._wording.issue(issue))

    def issues(self, issues: Iterable[Issue]) -> None:
        """One line for each issue on stderr, with how hard it is in front."""
        for issue in issues:
            self.line(f"{self._wording.word(issue.severity)}: {self.issue(issue)}")

    def word(self, name: str) -> str:
        """A single word of the interface, such as a status."""
        return self._wording.word(name)

    def rehearsal(self, scenario: str) -> str:
        """What happens in a scenario of the sandbox."""
        return self._wording.rehearsal(scenario)

    def rehearsal_group(self, group: str) -> str:
        """The heading over some scenarios."""
        return self._wording.rehearsal_group(group)

    def line(self, text: str) -> None:
        sys.stderr.write(f"{text}\n")


def answer(value: object) -> None:
    """Write one JSON document as a line of its own to stdout."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str) + "\n")


def _one_line(text: str) -> str:
    return "".join(character if character.isprintable() else " " for character in text)[:400]
