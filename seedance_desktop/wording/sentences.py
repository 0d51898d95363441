"""From a code to what happened and what to do, in English and Simplified Chinese."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from seedance_desktop.wording.resources import resource
from seedance_desktop.wording.values import Shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from seedance_desktop.domain.evaluation import Issue

Language = Literal["en", "zh"]
VARIANTS = ("severity", "why", "what", "missing")
"""Values that may choose a sentence of their own below their code."""

UNKNOWN = "unknown"
WORDS = ("nouns", "fields", "kinds", "words", "rehearsals", "rehearsal_groups")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One plain sentence each; plain text, never markup.

    Attributes:
        what: what happened.
        do: what to do about it.
    """

    what: str
    do: str

    def __str__(self) -> str:
        end = "" if self.what.endswith((".", "。", "!", "?", "？")) else "。" if _is_chinese(self.what) else "."
        space = "" if _is_chinese(self.do) else " "
        return f"{self.what}{end}{space}{self.do}".strip()


class Wording:
    """The sentences of one language, read when the first one is asked for."""

    def __init__(self, language: Language) -> None:
        self.language = language

    def sentence(self, code: str, values: Mapping[str, object] | None = None) -> Sentence:
        """The sentence for a code; one that names the code where there is none.

        Args:
            code: an issue's, a field reason's, an error's or a notice's.
            values: what it carries; a field's label is asked for by `field`.
        """
        found = values or {}
        entry = self._entry(code, found)
        return Sentence(self._filled(entry["what"], code, found), self._filled(entry["do"], code, found))

    def mend(self, code: str, values: Mapping[str, object] | None = None) -> str:
        """The label of the button that mends an issue; empty where none is thought of."""
        label = self.entries.get(code, {}).get("mend", "")
        return self._filled(label, code, values or {})

    def issue(self, issue: Issue) -> Sentence:
        """The sentence for an issue of a draft, which may differ by how hard it is."""
        return self.sentence(issue.code, {**issue.values, "severity": str(issue.severity), "field": str(issue.field)})

    def field(self, name: str) -> str:
        """A request field's label, in the middle of a sentence."""
        return str(self._file["fields"].get(name, name))

    def word(self, name: str) -> str:
        """A word of the interface that stands alone: a severity, a status; the name itself where there is none."""
        return str(self._file["words"].get(name, name))

    def rehearsal(self, scenario: str) -> str:
        """One plain sentence about what happens in a scenario of the sandbox."""
        return str(self._file["rehearsals"][scenario])

    def rehearsal_group(self, group: str) -> str:
        """What scenarios that belong together have in common."""
        return str(self._file["rehearsal_groups"][group])

    @cached_property
    def entries(self) -> Mapping[str, Mapping[str, str]]:
        """Every sentence, by its code and, behind a further dot, its variant."""
        tables = {name: table for name, table in self._file.items() if isinstance(table, dict)}
        return dict(_flat("", {name: table for name, table in tables.items() if name not in WORDS}))

    @cached_property
    def _file(self) -> Mapping[str, Any]:
        return tomllib.loads(resource("i18n", f"sentences.{self.language}.toml").read_text("utf-8"))

    def _entry(self, code: str, values: Mapping[str, object]) -> Mapping[str, str]:
        for name in VARIANTS:
            variant = self.entries.get(f"{code}.{values.get(name)}")
            if variant is not None:
                return variant
        return self.entries.get(code) or self.entries[UNKNOWN]

    def _filled(self, pattern: str, code: str, values: Mapping[str, object]) -> str:
        known = {"code": code, **_derived(values), **values}
        return pattern.format_map(_Values(known, self))

    def shown(self, value: object) -> Shown:
        labels = {"field": self._file["fields"], "kind": self._file["kinds"]}
        return Shown(value, self._file["nouns"], labels, self._file["list"])


class _Values(dict[str, object]):
    """Wraps each value for its placeholder; one that is missing reads as a dash, and never raises."""

    def __init__(self, values: Mapping[str, object], wording: Wording) -> None:
        super().__init__(values)
        self._wording = wording

    def __getitem__(self, name: str) -> object:
        return self._wording.shown(self.get(name))


def _derived(values: Mapping[str, object]) -> dict[str, object]:
    limit, count = values.get("limit"), values.get("count")
    return {"excess": count - limit} if isinstance(limit, int) and isinstance(count, int) else {}


def _flat(prefix: str, table: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, str]]]:
    texts = {name: text for name, text in table.items() if isinstance(text, str)}
    if texts:
        yield prefix, texts
    for name, inner in table.items():
        if isinstance(inner, dict):
            yield from _flat(f"{prefix}.{name}" if prefix else name, inner)


def _is_chinese(text: str) -> bool:
    return any("\u4e00" <= character <= "\u9fff" for character in text)
