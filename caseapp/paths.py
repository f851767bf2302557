"""Where things live on this computer: the only door to platformdirs."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

APP = "caseapp"


def resource(*parts: str) -> Path:
    """A file or folder of resources/, in the source tree or in a frozen app."""
    root = Path(getattr(sys, "_MEIPASS", Path(__file__).resolve().parent.parent))
    return root.joinpath("resources", *parts)


#: The files of a store, in its folder.
STORE, KEYS, RECEIPT = "store.db", "keys.json", "receipt.bin"
#: The folder of sealed evidence files, in the folder of the store.
EVIDENCE = "evidence"


def holds_store(folder: Path) -> bool:
    """Whether the folder holds a store."""
    return (folder / STORE).is_file() and (folder / KEYS).is_file()


@dataclass(frozen=True)
class Paths:
    """The app's own folders: `config` for settings without personal data, `data` for the store."""

    config: Path
    data: Path

    @classmethod
    def default(cls) -> Paths:
        """The customary folders of this system, or below CASEAPP_HOME when that is set (portable use,
        tests).
        """
        home = os.environ.get("CASEAPP_HOME")
        if home:
            return cls(Path(home) / "config", Path(home) / "data")
        import platformdirs

        dirs = platformdirs.PlatformDirs(APP, appauthor=False, roaming=False)
        return cls(Path(dirs.user_config_dir), Path(dirs.user_data_dir))

    @property
    def store(self) -> Path:
        """The folder of the store that opens when no other is named."""
        return self.data / "store"

    @property
    def settings(self) -> Path:
        return self.config / "settings.json"

    @property
    def crash_log(self) -> Path:
        return self.data / "faults.log"
