"""Backups: an encrypted copy of the whole store on a stick or in a folder, read back before it counts.

A backup is made in two parts, so that work goes on meanwhile: `take` copies the store beside itself and
needs the store thread; `carry` brings that copy to the medium and reads it back, and may run on any thread.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import func, select

from caseapp import paths
from caseapp.clock import Clock
from caseapp.keys import KeyFile, MasterKey, RecoveryKey, database_key
from caseapp.progress import NoProgress, Progress
from caseapp.records import Case
from caseapp.rules.rotation import superseded
from caseapp.services import manifest as manifests
from caseapp.services import medium
from caseapp.services.custody import Custody, must_be_free
from caseapp.services.drafts import Facts
from caseapp.services.manifest import BackupDamaged, Manifest, NotABackup, content_hash
from db import engine as store_engine
from db import migrate
from db.errors import Problem, StoreDamaged, WrongKey
from db.files import flush_folder, private_folder, write_new
from db.session import Store
from db.snapshot import digest, snapshot

STORE, KEYS, README = "store.db", "keys.json", "README.txt"
PARTIAL = ".partial"
#: Free space asked for, as a multiple of the store's size.
ROOM = 1.1
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


@dataclass(frozen=True)
class Taken:
    """A copy of the store that waits to be carried to the medium."""

    folder: Path
    manifest: Manifest


@dataclass(frozen=True)
class Report:
    """What reading a backup back showed. `cases` counts those not deleted; `last_save` is the newest act."""

    folder: Path
    at: datetime
    size: int
    cases: int
    last_save: datetime | None
    schema: int


Secret = MasterKey | RecoveryKey | str


class Backups:
    """Makes backups of an open store and remembers them."""

    def __init__(self, custody: Custody, store: Store, facts: Facts, clock: Clock, me: str) -> None:
        self._custody = custody
        self._store = store
        self._facts = facts
        self._clock = clock
        self._me = me

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
        room = int((home / STORE).stat().st_size * ROOM)
        medium.must_be_there(folder, room)
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
        return Taken(waiting, manifest)

    def carry(self, taken: Taken, folder: Path, progress: Progress) -> BackupInfo:
        """Writes the copy to the medium, reads every byte back from it and compares. On any thread.

        The backup gets its name only when it is whole. Raises Cancelled and the problems of the medium; older
        backups are never touched before this one is checked.
        """
        series = folder / "B" / taken.manifest.store[:8]
        name = f"{taken.manifest.at:%Y%m%dT%H%M%SZ}-{taken.manifest.sequence:04}"
        target, part = series / name, series / (name + PARTIAL)
        try:
            with medium.writing_to(folder):
                series.mkdir(parents=True, exist_ok=True)
                for old in series.glob("*" + PARTIAL):
                    medium.clear(old)
                part.mkdir(mode=0o700)
                size = self._write(taken, part, progress)
                self._read_back(part, size, progress)
                part.rename(target)
                flush_folder(series)
        except BaseException:
            medium.clear(part)
            raise
        finally:
            medium.clear(taken.folder)
        self._rotate(series)
        return BackupInfo(target, taken.manifest.at, size, self._clock.now())

    def _write(self, taken: Taken, part: Path, progress: Progress) -> int:
        sizes = {name: (taken.folder / name).stat().st_size for name in (STORE, KEYS, README)}
        progress.stage("write", sum(sizes.values()))
        files = {n: (size, medium.copy(taken.folder / n, part / n, progress)) for n, size in sizes.items()}
        sealed = replace(taken.manifest, files=files).sealed(self._custody.master)
        write_new(part / manifests.NAME, sealed.to_bytes())
        return sum(sizes.values())

    def _read_back(self, part: Path, size: int, progress: Progress) -> None:
        progress.stage("check", size)
        found = manifests.parse(medium.bytes_again(part / manifests.NAME), part)
        found.must_hold(self._custody.master)
        _compare(part, found, self._custody.master, progress)

    def remember(self, info: BackupInfo) -> None:
        """Writes into the store that this backup exists. On the store thread."""
        with self._store.write(self._me) as work:
            known = self._facts.get("backups") or []
            entry = {
                "folder": str(info.folder),
                "at": info.at.isoformat(),
                "size": info.size,
                "checked": info.checked.isoformat() if info.checked else None,
            }
            self._facts.put("backups", [entry, *known][:REMEMBERED])
            work.log("backup", checked=info.checked is not None)

    def remembered(self) -> list[BackupInfo]:
        """The backups made from this store, newest first, wherever their sticks are now."""
        return [
            BackupInfo(
                Path(entry["folder"]),
                datetime.fromisoformat(entry["at"]),
                entry["size"],
                datetime.fromisoformat(entry["checked"]) if entry["checked"] else None,
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
    """The finished backups in the folder of one store."""
    found = []
    for folder in series.glob("*") if series.is_dir() else ():
        try:
            manifest = manifests.read(folder)
        except Problem:
            continue
        found.append(BackupInfo(folder, manifest.at, sum(s for s, _ in manifest.files.values()), None))
    return found


def verify(backup: Path, secret: Secret, progress: Progress | None = None) -> Report:
    """Reads every byte of a backup and opens it as a restore would, without writing anything.

    `secret`: the passphrase it was made under, a RecoveryKey, or the master key of the open store. Raises
    NotABackup, BackupDamaged, BackupNewer, StoreNewer, the problems of the keys, MediumGone, Cancelled.
    """
    watched = progress or NoProgress()
    with medium.writing_to(backup):
        manifest = manifests.read(backup)
        master = _unlock(backup, secret)
        manifest.must_hold(master)
        watched.stage("check", sum(size for size, _ in manifest.files.values()))
        return _compare(backup, manifest, master, watched)


def restore(backup: Path, into: Path, secret: Secret, progress: Progress | None = None) -> Report:
    """Makes a store from a backup in a new folder and proves it there; no other store is touched.

    Raises like `verify`, and FolderTaken for a folder that holds something.
    """
    watched = progress or NoProgress()
    must_be_free(into)
    manifest = manifests.read(backup)
    master = _unlock(backup, secret)
    manifest.must_hold(master)
    total = sum(size for size, _ in manifest.files.values())
    into.parent.mkdir(parents=True, exist_ok=True)
    medium.must_be_there(into.parent, int(total * ROOM))
    part = into.with_name(into.name + PARTIAL)
    medium.clear(part)
    try:
        with medium.writing_to(into):
            private_folder(part)
            watched.stage("write", total)
            for name, (_, sha) in manifest.files.items():
                if medium.copy(backup / name, part / name, watched) != sha:
                    raise BackupDamaged(part=name)
            watched.stage("check", total)
            report = _compare(part, manifest, master, watched)
            (part / README).unlink(missing_ok=True)
            if into.exists():
                into.rmdir()
            part.rename(into)
            flush_folder(into.parent)
    except BaseException:
        medium.clear(part)
        raise
    return replace(report, folder=into)


def _unlock(backup: Path, secret: Secret) -> MasterKey:
    if isinstance(secret, MasterKey):
        return secret
    keys = KeyFile.load(backup / KEYS)
    return keys.unlock_recovery(secret) if isinstance(secret, RecoveryKey) else keys.unlock_passphrase(secret)


def _compare(folder: Path, manifest: Manifest, master: MasterKey, progress: Progress) -> Report:
    """Holds the files in a folder against the manifest, then opens the store in place and compares every
    row.
    """
    for name, (size, sha) in manifest.files.items():
        path = folder / name
        if not path.is_file() or path.stat().st_size != size or medium.read_again(path, progress) != sha:
            raise BackupDamaged(part=name)
    path = folder / STORE
    if STORE not in manifest.files:
        raise NotABackup(folder=folder)
    try:
        engine = store_engine.open_readonly(path, database_key(master, store_engine.file_salt(path)))
    except (WrongKey, StoreDamaged):
        raise BackupDamaged(part=STORE) from None
    try:
        migrate.check(engine)
        if store_engine.integrity(engine) or content_hash(digest(engine, progress.check)) != manifest.content:
            raise BackupDamaged(part=STORE)
        with engine.connect() as connection:
            cases = connection.scalar(select(func.count()).select_from(Case).where(Case.deleted_at.is_(None)))
            last = connection.scalar(select(func.max(Case.changed_at)))
            connection.rollback()
    finally:
        engine.dispose()
    total = sum(size for size, _ in manifest.files.values())
    return Report(folder, manifest.at, total, int(cases or 0), last, manifest.schema)


def readme() -> str:
    """The plain words on the stick: how to restore, and nobody's name."""
    return paths.resource("backup", README).read_text(encoding="utf-8")
