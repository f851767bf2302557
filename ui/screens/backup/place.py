"""Where backups go: folders and sticks, what is known of them, and how they are told."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QLocale, QStorageInfo

from caseapp.i18n import language, tr
from caseapp.services.backup import BackupInfo

_KIB: Final = 1000
#: Where desktop systems mount what is plugged in.
_PLUGGED: Final = ("/media/", "/run/media/", "/Volumes/", "/mnt/")


@dataclass(frozen=True)
class Place:
    """A folder or stick as it is now. Sizes in bytes; `known`: it holds backups of this store already.

    `same_disk`: it lies on the disk that holds the store, so that one theft takes both.
    """

    folder: Path
    name: str
    total: int
    free: int
    same_disk: bool
    known: bool
    newest: BackupInfo | None = None

    @property
    def stick(self) -> bool:
        """Whether it is another medium than the store's."""
        return not self.same_disk


def size_words(size: int) -> str:
    """An amount of bytes: "286 MB", "28.4 GB". Powers of 1000, as printed on sticks."""
    if size < _KIB * _KIB:
        return tr("{n} kB", n=max(1, round(size / _KIB)))
    if size < _KIB**3:
        return tr("{n} MB", n=round(size / _KIB**2))
    amount = size / _KIB**3
    digits = 1 if amount < 100 and amount % 1 >= 0.05 else 0
    return tr("{n} GB", n=QLocale(language()).toString(amount, "f", digits))


def survey(folder: Path, store: Path, copies: list[BackupInfo]) -> Place:
    """Looks at a folder, off the window's thread: sticks are slow. `copies`: this store's backups in it."""
    here, home = QStorageInfo(str(folder)), QStorageInfo(str(store))
    same = here.rootPath() == home.rootPath()
    return Place(
        folder=folder,
        name=place_name(folder, here),
        total=max(0, here.bytesTotal()),
        free=max(0, here.bytesAvailable()),
        same_disk=same,
        known=bool(copies),
        newest=copies[0] if copies else None,
    )


def place_name(folder: Path, medium: QStorageInfo | None = None) -> str:
    """What a place is called: the label of the stick, or the name of the folder."""
    found = medium or QStorageInfo(str(folder))
    if found.isValid() and Path(found.rootPath()) == folder and not found.isRoot():
        return found.displayName() if found.name() else folder.name or str(folder)
    return folder.name or str(folder)


def plugged_in() -> list[Path]:
    """The sticks and outside disks that are mounted now and can be written."""
    found = []
    for medium in QStorageInfo.mountedVolumes():
        root = medium.rootPath()
        if not medium.isValid() or not medium.isReady() or medium.isReadOnly() or medium.isRoot():
            continue
        if sys.platform == "win32" or root.startswith(_PLUGGED):
            found.append(Path(root))
    return found


def medium_of(copy: BackupInfo) -> Path:
    """The folder that was chosen for a copy: what stands above B/<store>/<copy>."""
    parents = copy.folder.parents
    return parents[2] if len(parents) > 2 and parents[1].name == "B" else copy.folder.parent
