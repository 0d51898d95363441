"""Where the program keeps its things on this system."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Mapping

APP = "seedance-desktop"
DATA_DIR_VARIABLE = "SEEDANCE_DATA_DIR"


@dataclass(frozen=True, slots=True)
class DataFolders:
    """Absolute paths; nothing is made by asking for them.

    Attributes:
        data: the task list and its ledger.
        settings: the settings file.
        takes: the usual place of finished clips.
        cache: thumbnails and filmstrips; may be emptied at any time.
        routes: the user's own route files.
        sandbox: the sandbox's state.
        logs: log files and crash reports.
    """

    data: Path
    settings: Path
    takes: Path
    cache: Path
    routes: Path
    sandbox: Path
    logs: Path

    @classmethod
    def inside(cls, folder: Path) -> Self:
        """Everything below one folder, as `--data-dir` promises."""
        root = folder.expanduser().absolute()
        return cls(
            data=root,
            settings=root / "settings.toml",
            takes=root / "takes",
            cache=root / "cache",
            routes=root / "routes",
            sandbox=root / "sandbox",
            logs=root / "logs",
        )

    @classmethod
    def of_system(cls) -> Self:
        """Where this system wants such things to be."""
        import platformdirs  # noqa: PLC0415 - not needed with a folder of one's own

        data = platformdirs.user_data_path(APP, appauthor=False)
        return cls(
            data=data,
            settings=platformdirs.user_config_path(APP, appauthor=False) / "settings.toml",
            takes=platformdirs.user_videos_path() / "Seedance",
            cache=platformdirs.user_cache_path(APP, appauthor=False),
            routes=data / "routes",
            sandbox=data / "sandbox",
            logs=platformdirs.user_log_path(APP, appauthor=False),
        )

    @classmethod
    def chosen(cls, data_dir: Path | None, environ: Mapping[str, str]) -> Self:
        """By the argument, else by `SEEDANCE_DATA_DIR`, else by the system."""
        if data_dir is None and (named := environ.get(DATA_DIR_VARIABLE)):
            data_dir = Path(named)
        return cls.of_system() if data_dir is None else cls.inside(data_dir)

    @property
    def fitted(self) -> Path:
        """Copies made to keep to a route's limits; drafts and tasks refer to them."""
        return self.data / "fitted"

    @property
    def frames(self) -> Path:
        """Frames taken from videos; drafts and tasks refer to them."""
        return self.data / "frames"

    def takes_for(self, chosen: str) -> Path:
        """The folder for takes: the user's choice where there is one."""
        return Path(chosen).expanduser() if chosen else self.takes
