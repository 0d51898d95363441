"""Compiles the translations whenever a wheel or an editable install is built.

Qt reads `.qm` files; the repository holds the `.ts` files that people edit. Both a wheel and a checkout get theirs
here, so there is one way to make them.
"""

from __future__ import annotations

import importlib.util
import subprocess
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class TranslationHook(BuildHookInterface):  # type: ignore[type-arg]  # the configuration class is of no interest here
    """Runs Qt's `lrelease` over `resources/i18n`."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002  the interface's signature
        """Compile every `.ts` file to the `.qm` file beside it.

        Raises:
            RuntimeError: Qt's tools are not installed beside the builder.
            subprocess.CalledProcessError: a catalogue is broken.
        """
        catalogues = sorted(Path(self.root, "resources", "i18n").glob("*.ts"))
        for catalogue in catalogues:
            command = [str(_lrelease()), "-silent", str(catalogue), "-qm", str(catalogue.with_suffix(".qm"))]
            subprocess.run(command, check=True)


def _lrelease() -> Path:
    spec = importlib.util.find_spec("PySide6")
    folders = list(spec.submodule_search_locations or []) if spec else []
    found = [tool for folder in folders for tool in Path(folder).glob("lrelease*")]
    if not found:
        message = "lrelease is missing: install PySide6-Essentials beside hatchling"
        raise RuntimeError(message)
    return found[0]
