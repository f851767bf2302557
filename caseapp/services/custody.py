"""What holds an open store: its file, keys, lock and receipt; and the folders that may become one."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Engine

from caseapp.i18n import N_
from caseapp.keys import KeyFile, MasterKey
from db.errors import Problem
from db.lockfile import StoreLock
from db.receipt import Receipt


@dataclass
class Custody:
    """What holds the store open: its file, keys, lock and receipt. `dirty` since the last checkpoint."""

    folder: Path
    engine: Engine
    master: MasterKey
    keys: KeyFile
    lock: StoreLock
    receipt: Receipt
    dirty: bool = field(default=False)
    #: What was found of the key file at opening; its words are in services/keycare.py.
    news: str = field(default="")

    def saved(self) -> None:
        """Something was saved; the log file holds it until the next checkpoint."""
        self.dirty = True


class FolderTaken(Problem):
    """The folder chosen for a store already holds something."""

    code = "folder-taken"
    text = N_("The folder {folder} is not empty. Nothing was changed. Choose an empty or a new folder.")


def must_be_free(folder: Path) -> None:
    """Raises FolderTaken unless the folder is empty or does not exist yet."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FolderTaken(folder=folder)
