"""Backups: an encrypted copy of the whole store on a stick or in a folder, read back before it counts.

A backup is made in two parts, so that work goes on meanwhile: `take` copies the store beside itself and
needs the store thread; `carry` brings that copy to the medium and reads it back, and may run on any thread.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from caseapp import paths
from caseapp.clock import Clock
from caseapp.keys import database_key
from caseapp.paths import EVIDENCE, KEYS, STORE
from caseapp.progress import NoProgress, Progress
from caseapp.rules.rotation import superseded
from caseapp.services import manifest as manifests
from caseapp.services import medium
from caseapp.services import shelf as shelves
from caseapp.services.custody import Custody
from caseapp.services.drafts import Facts
from caseapp.services.evidence import EvidenceFiles
from caseapp.services.manifest import BackupDamaged, Manifest, content_hash
from caseapp.services.restoring import PARTIAL, README, ROOM, Report, Secret, compare, restore, verify
from caseapp.services.shelf import Needed
from db import engine as store_engine
from db import migrate
from db.errors import Problem
from db.files import flush_folder, private_folder, write_new
from db.session import Store
from db.snapshot import digest, snapshot

__all__ = ["BackupInfo", "Backups", "Report", "Secret", "Taken", "find", "find_in", "restore", "verify"]

#: How many past backups the store remembers.
REMEMBERED = 60


@dataclass(frozen=True)
class BackupInfo:
    """One backup. `checked` is when it was last read back and found whole; `size` in bytes."""

    folder: Path
    at: datetime
    size: int
    checked: datetime | None
    faults: tuple[str, ...] = ()
    #: Evidence files that the store itself had lost and that no backup could bring.
    lacking: int = 0


@dataclass(frozen=True)
class Taken:
    """A copy of the store that waits to be carried to the medium."""

    folder: Path
    manifest: Manifest
    needed: Needed


class Backups:
    """Makes backups of an open store and remembers them."""

    def __init__(
        self,
        custody: Custody,
        store: Store,
        evidence: EvidenceFiles,
        facts: Facts,
        clock: Clock,
        me: str,
    ) -> None:
        self._custody = custody
        self._evidence = evidence
        self._store = store
        self._facts = facts
        self._clock = clock
        self._me = me
        #: Evidence files that no record named when the newest copy was taken.
        self._orphans: frozenset[str] = frozenset()

    def make(self, folder: Path, progress: Progress | None = None) -> BackupInfo:
        """Takes, carries, checks and remembers a backup in one go. Raises the problems of both parts."""
        watched = progress or NoProgress()
        taken = self.take(folder, watched)
        info = self.carry(taken, folder, watched)
        self.remember(info)
        return info

    def take(self, folder: Path, progress: Progress) -> Taken:
        """Copies the store under a key of its own beside the store. On the store thread.

        Raises MediumMissing, MediumReadOnly or MediumFull before anything is done, Cancelled, StoreDamaged,
        StoreFull.
        """
        home = self._custody.folder
        needed = self._evidence.needed()
        bringing = sum(shelves.lacking(self._series(folder) / EVIDENCE, needed).values())
        medium.must_be_there(folder, int(((home / STORE).stat().st_size + bringing) * ROOM))
        waiting = home / "backup.partial"
        medium.clear(waiting)
        progress.stage("copy", 0)
        with store_engine.problems():
            private_folder(waiting)
        try:
            store_engine.checkpoint(self._custody.engine)
            salt = store_engine.new_salt()
            before = content_hash(digest(self._custody.engine, progress.check))
            snapshot(
                self._custody.engine,
                waiting / STORE,
                database_key(self._custody.master, salt),
                salt,
                progress.check,
            )
            with store_engine.problems():
                write_new(waiting / KEYS, self._custody.keys.to_bytes())
                write_new(waiting / README, readme().encode())
        except BaseException:
            medium.clear(waiting)
            raise
        now = self._clock.now()
        manifest = Manifest(
            store=self._custody.keys.store_id,
            created=now.astimezone(UTC).isoformat(timespec="seconds"),
            sequence=int(self._facts.get("backup-sequence") or 0) + 1,
            schema=migrate.LATEST,
            files={},
            content=before,
            seq=self._store.chain.seq,
            head=self._store.chain.head.hex(),
        )
        self._facts.put("backup-sequence", manifest.sequence)
        self._orphans = self._evidence.orphans()
        return Taken(waiting, manifest, needed)

    def carry(self, taken: Taken, folder: Path, progress: Progress) -> BackupInfo:
        """Writes the copy to the medium, reads every byte back from it and compares. On any thread.

        The backup gets its name only when it is whole. Raises Cancelled and the problems of the medium; older
        backups are never touched before this one is checked.
        """
        series = self._series(folder)
        name = f"{taken.manifest.at:%Y%m%dT%H%M%SZ}-{taken.manifest.sequence:04}"
        target, part = series / name, series / (name + PARTIAL)
        try:
            with medium.writing_to(folder):
                series.mkdir(parents=True, exist_ok=True)
                for old in series.glob("*" + PARTIAL):
                    medium.clear(old)
                part.mkdir(mode=0o700)
                written = self._write(taken, part, progress)
                self._read_back(part, written, progress)
                part.rename(target)
                flush_folder(series)
        except BaseException:
            medium.clear(part)
            raise
        finally:
            medium.clear(taken.folder)
        self._rotate(series)
        return BackupInfo(target, written.at, written.size, self._clock.now(), lacking=len(written.lacking))

    def _series(self, folder: Path) -> Path:
        """The folder of this store's backups on a medium."""
        return folder / "B" / self._custody.keys.store_id[:8]

    def _write(self, taken: Taken, part: Path, progress: Progress) -> Manifest:
        """The copy, the evidence that the medium lacks, and the manifest over both."""
        sizes = {name: (taken.folder / name).stat().st_size for name in (STORE, KEYS, README)}
        shelf, now = part.parent / EVIDENCE, self._clock.now()
        progress.stage("write", sum(sizes.values()) + shelves.work_for(shelf, taken.needed, now))
        files = {n: (size, medium.copy(taken.folder / n, part / n, progress)) for n, size in sizes.items()}
        lost = frozenset[str]()
        if taken.needed:
            lost = shelves.carry(self._custody.folder / EVIDENCE, shelf, taken.needed, now, progress)
        whole = replace(
            taken.manifest,
            files=files,
            evidence={name: value for name, value in taken.needed.items() if name not in lost},
            lacking=tuple(sorted(lost)),
        ).sealed(self._custody.master)
        write_new(part / manifests.NAME, whole.to_bytes())
        return whole

    def _read_back(self, part: Path, written: Manifest, progress: Progress) -> None:
        """Reads the copy from the medium. Its evidence was read when it was brought; now it must be there."""
        progress.stage("check", sum(size for size, _ in written.files.values()))
        found = manifests.parse(medium.bytes_again(part / manifests.NAME), part)
        found.must_hold(self._custody.master)
        compare(part, found, self._custody.master, progress)
        if shelves.lacking(part.parent / EVIDENCE, found.evidence):
            raise BackupDamaged(part=EVIDENCE)

    def remember(self, info: BackupInfo) -> None:
        """Writes into the store that this backup exists, and clears away evidence files that no record named
        when it was taken. On the store thread.
        """
        with self._store.write(self._me) as work:
            known = self._facts.get("backups") or []
            entry = {
                "folder": str(info.folder),
                "at": info.at.isoformat(),
                "size": info.size,
                "checked": info.checked.isoformat() if info.checked else None,
                "lacking": info.lacking,
            }
            self._facts.put("backups", [entry, *known][:REMEMBERED])
            work.log("backup", checked=info.checked is not None)
        if info.checked:
            self._evidence.clear_orphans(self._orphans)
            self._orphans = frozenset()

    def remembered(self) -> list[BackupInfo]:
        """The backups made from this store, newest first, wherever their sticks are now."""
        return [
            BackupInfo(
                Path(entry["folder"]),
                datetime.fromisoformat(entry["at"]),
                entry["size"],
                datetime.fromisoformat(entry["checked"]) if entry["checked"] else None,
                lacking=entry.get("lacking", 0),
            )
            for entry in self._facts.get("backups") or []
        ]

    def last(self) -> BackupInfo | None:
        """The newest backup that was read back and found whole."""
        return next((info for info in self.remembered() if info.checked), None)

    def list(self, folder: Path) -> list[BackupInfo]:
        """The finished backups of this store in a folder or on a stick, newest first; not read back."""
        return find(folder, self._custody.keys.store_id)

    def check(self, backup: Path, progress: Progress | None = None) -> Report:
        """Reads a backup of this store back, with the key of the open store. Raises like `verify`."""
        return verify(backup, self._custody.master, progress)

    def _rotate(self, series: Path) -> None:
        """Removes what newer backups supersede. A stick that does not let us is no reason to complain."""
        found = {info.at: info.folder for info in find_in(series)}
        for moment in superseded(list(found)):
            medium.clear(found[moment])
        shelves.clear(series, self._custody.master)


def find(folder: Path, store_id: str = "") -> list[BackupInfo]:
    """The finished backups below a folder, of one store or of all, newest first."""
    if (folder / manifests.NAME).is_file():
        places = [folder.parent]
    else:
        root = folder / "B" if (folder / "B").is_dir() else folder
        places = (
            [root / store_id[:8]] if store_id else [root, *sorted(p for p in root.glob("*") if p.is_dir())]
        )
    return sorted((info for place in places for info in find_in(place)), key=lambda i: i.at, reverse=True)


def find_in(series: Path) -> list[BackupInfo]:
    """The finished backups in the folder of one store; those that can't be read are left out."""
    found = []
    for folder in series.glob("*") if series.is_dir() else ():
        try:
            manifest = manifests.read(folder)
        except (Problem, OSError):
            continue
        found.append(BackupInfo(folder, manifest.at, manifest.size, None, lacking=len(manifest.lacking)))
    return found


def readme() -> str:
    """The plain words on the stick: how to restore, and nobody's name."""
    return paths.resource("backup", README).read_text(encoding="utf-8")
