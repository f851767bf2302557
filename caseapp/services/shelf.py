"""Evidence files beside the backups of one store: one folder `evidence/` that all of its backups share.

A sealed file never changes, so a medium needs it only once, however many backups name it. What is there is
not copied again; a file goes when no backup beside it names it any more. A backup that is stopped half-way
leaves the files that it had brought whole: the next one goes on from there.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import BinaryIO

from caseapp.errors import Problem
from caseapp.i18n import N_
from caseapp.keys import MasterKey
from caseapp.paths import EVIDENCE
from caseapp.progress import Progress
from caseapp.services import manifest as manifests
from caseapp.services import medium
from caseapp.services.sealing import PARTIAL, shred
from db.files import flush_folder

#: What a backup needs: name -> size and SHA-256 of the sealed file.
Needed = Mapping[str, tuple[int, str]]
#: Files that lie on the medium are read again after so long, so many bytes in one backup at most.
READ_AGAIN = timedelta(days=30)
AT_A_TIME = 256 * 1024 * 1024


class BackupEvidenceMissing(Problem):
    """Evidence files that the backup names are not beside it."""

    code = "backup-evidence-missing"
    text = N_(
        "The records of this backup are whole, but evidence files are missing beside it: {missing} of {all}."
        " Use an older backup or another stick for those, or make a new backup now: it brings what is"
        " missing, if this computer still has it."
    )


class BackupEvidenceDamaged(Problem):
    """Evidence files beside the backup differ from what was written; others may be missing as well."""

    code = "backup-evidence-damaged"
    text = N_(
        "The records of this backup are whole, but evidence files beside it are damaged: {damaged} of {all};"
        " missing: {missing}. The stick may be failing. Use an older backup or another stick for those, or"
        " make a new backup on another stick now, if this computer still has the files."
    )


@dataclass(frozen=True)
class Losses:
    """Names of evidence files that are not there, and of those that are not what was written."""

    needed: int = 0
    missing: tuple[str, ...] = ()
    damaged: tuple[str, ...] = ()

    @property
    def problem(self) -> Problem | None:
        """The sentence about it; None when every file is there and whole."""
        values = {"all": self.needed, "missing": len(self.missing), "damaged": len(self.damaged)}
        if self.damaged:
            return BackupEvidenceDamaged(**values)
        return BackupEvidenceMissing(**values) if self.missing else None


def beside(backup: Path) -> Path:
    """The folder with the evidence of a backup: beside it, or in it where somebody put it there."""
    within = backup / EVIDENCE
    return within if within.is_dir() else backup.parent / EVIDENCE


def lacking(shelf: Path, needed: Needed) -> dict[str, int]:
    """The files that are not there in their size, with the bytes that bringing them takes."""
    return {name: size for name, (size, _) in needed.items() if _size(shelf / name) != size}


def carry(source: Path, shelf: Path, needed: Needed, now: datetime, progress: Progress) -> frozenset[str]:
    """Brings what the medium lacks, each file read back from it, and reads some of the old ones again.

    Returns the names of files that could not be brought, because the store itself has lost them. Raises
    Cancelled and OSErrors of the medium.
    """
    shelf.mkdir(mode=0o700, exist_ok=True)
    for left in shelf.glob("*" + PARTIAL):
        left.unlink()
    wanting = lacking(shelf, needed)
    for name in due(shelf, needed, now):
        if medium.read_again(shelf / name, progress) == needed[name][1]:
            _stamp(shelf / name, now)
        else:
            wanting[name] = needed[name][0]
    lost = [name for name in wanting if not _bring(source / name, shelf / name, needed[name], now, progress)]
    if wanting:
        flush_folder(shelf)
    return frozenset(lost)


def work_for(shelf: Path, needed: Needed, now: datetime) -> int:
    """Bytes that `carry` will read and write, for its progress."""
    bringing = sum(lacking(shelf, needed).values())
    return 2 * bringing + sum(needed[name][0] for name in due(shelf, needed, now))


def due(shelf: Path, needed: Needed, now: datetime) -> list[str]:
    """Files on the medium that are to be read again, those first that were not read for longest.

    The time of such a file is when it was last found whole.
    """
    found: list[str] = []
    total = 0
    limit = (now - READ_AGAIN).timestamp()
    absent = lacking(shelf, needed)
    aged = sorted((_read_at(shelf / name), name) for name in needed if name not in absent)
    for read_at, name in aged:
        if read_at > limit or (found and total + needed[name][0] > AT_A_TIME):
            break
        found.append(name)
        total += needed[name][0]
    return found


def compare(shelf: Path, needed: Needed, progress: Progress) -> Losses:
    """Reads every needed file from the medium. A damaged one is marked as long unread, so that the next
    backup looks at it first.
    """
    missing, damaged = [], []
    for name, (size, sha) in sorted(needed.items()):
        path = shelf / name
        there = _size(path)
        if there is None:
            missing.append(name)
        elif there != size or not _reads_as(path, sha, progress):
            damaged.append(name)
            with suppress(OSError):
                os.utime(path, (0, 0))
    return Losses(len(needed), tuple(missing), tuple(damaged))


def bring_back(shelf: Path, target: Path, needed: Needed, progress: Progress) -> Losses:
    """Copies the needed files into a new store folder, as far as they are whole. The caller names what goes
    wrong with the new folder.
    """
    missing, damaged = [], []
    for name, (size, sha) in sorted(needed.items()):
        there = _size(shelf / name)
        if there is None:
            missing.append(name)
        elif there != size or _poured(shelf / name, target / name, progress) != sha:
            (target / name).unlink(missing_ok=True)
            damaged.append(name)
    flush_folder(target)
    return Losses(len(needed), tuple(missing), tuple(damaged))


def clear(series: Path, master: MasterKey) -> None:
    """Removes the files that no backup of the series names. When one of them can't be read, all stay."""
    wanted: set[str] = set()
    shelf = series / EVIDENCE
    try:
        for folder in series.iterdir():
            if folder.is_dir() and folder != shelf and not folder.name.endswith(PARTIAL):
                manifest = manifests.read(folder)
                manifest.must_hold(master)
                wanted |= set(manifest.evidence)
        spare = [path for path in shelf.iterdir() if path.name not in wanted]
    except (Problem, OSError):
        return
    for path in spare:
        with suppress(OSError):
            shred(path)


def _bring(source: Path, target: Path, expected: tuple[int, str], now: datetime, progress: Progress) -> bool:
    """One file from the store to the medium; False when the store does not have it as it was."""
    part = target.with_name(target.name + PARTIAL)
    try:
        sha = _poured(source, part, progress)
        if sha != expected[1]:
            return False
        if medium.read_again(part, progress) != sha:
            raise medium.MediumGone(folder=target.parent)
        _stamp(part, now)
        part.replace(target)
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return True


def _poured(source: Path, target: Path, progress: Progress) -> str | None:
    """Copies a file; its SHA-256, or None when the source can't be read. Errors of the target are raised."""
    try:
        reader = source.open("rb")
    except OSError:
        return None
    try:
        with reader:
            return medium.pour(_Own(reader).read, target, progress)
    except _SourceLost:
        return None


class _SourceLost(Exception):
    """The file that is being copied can't be read."""


class _Own:
    """Tells errors of reading from those of writing."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def read(self, size: int) -> bytes:
        try:
            return self._file.read(size)
        except OSError as error:
            raise _SourceLost from error


def _reads_as(path: Path, sha: str, progress: Progress) -> bool:
    """Whether the medium still gives these bytes. A medium that gives an error for one file may be fine for
    the others.
    """
    running = hashlib.sha256()
    try:
        with path.open("rb") as file:
            medium.forget(file)
            while block := file.read(medium.BLOCK):
                progress.check()
                running.update(block)
                progress.advance(len(block))
    except OSError:
        if not path.parent.is_dir():
            raise
        return False
    return running.hexdigest() == sha


def _size(path: Path) -> int | None:
    try:
        return path.stat().st_size
    except (FileNotFoundError, NotADirectoryError):
        return None


def _read_at(path: Path) -> float:
    return path.stat().st_mtime


def _stamp(path: Path, now: datetime) -> None:
    with suppress(OSError):
        os.utime(path, (now.timestamp(), now.timestamp()))
