"""Reading a backup back, and making a store from it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from sqlalchemy import func, select

from caseapp.i18n import ntr
from caseapp.keys import KeyFile, MasterKey, RecoveryKey, database_key
from caseapp.paths import EVIDENCE, KEYS, STORE
from caseapp.progress import NoProgress, Progress
from caseapp.records import Case
from caseapp.services import manifest as manifests
from caseapp.services import medium
from caseapp.services import shelf as shelves
from caseapp.services.custody import must_be_free
from caseapp.services.manifest import BackupDamaged, Manifest, NotABackup, content_hash
from caseapp.services.shelf import Losses
from db import engine as store_engine
from db import migrate
from db.errors import StoreDamaged, WrongKey
from db.files import flush_folder, private_folder
from db.snapshot import digest

README = "README.txt"
PARTIAL = ".partial"
#: Free space asked for, as a multiple of what is to be written.
ROOM = 1.1


@dataclass(frozen=True)
class Report:
    """What reading a backup back showed. `cases` counts those not deleted; `last_save` is the newest act.

    The records are whole when there is a report; `losses` says what evidence files are not, `lacking` how
    many the store had lost before.
    """

    folder: Path
    at: datetime
    size: int
    cases: int
    last_save: datetime | None
    schema: int
    losses: Losses = field(default_factory=Losses)
    lacking: int = 0


Secret = MasterKey | RecoveryKey | str


def verify(backup: Path, secret: Secret, progress: Progress | None = None) -> Report:
    """Reads every byte of a backup and opens it as a restore would, without writing anything.

    What is not whole among its evidence files stands in the report; the rest can be restored without them.

    `secret`: the passphrase it was made under, a RecoveryKey, or the master key of the open store. Raises
    NotABackup, BackupDamaged, BackupNewer, StoreNewer, the problems of the keys, BackupUnreadable,
    Cancelled.
    """
    watched = progress or NoProgress()
    with medium.reading_from(backup):
        manifest = manifests.read(backup)
        master = _unlock(backup, secret)
        manifest.must_hold(master)
        watched.stage("check", manifest.size)
        report = compare(backup, manifest, master, watched)
        losses = shelves.compare(shelves.beside(backup), manifest.evidence, watched)
        return replace(report, losses=losses)


def restore(backup: Path, into: Path, secret: Secret, progress: Progress | None = None) -> Report:
    """Makes a store from a backup in a new folder and proves it there; no other store is touched.

    Evidence files that the medium has lost stand in the report; everything else is restored without them.

    Raises like `verify`, and FolderTaken for a folder that holds something.
    """
    watched = progress or NoProgress()
    must_be_free(into)
    with medium.reading_from(backup):
        manifest = manifests.read(backup)
        master = _unlock(backup, secret)
    manifest.must_hold(master)
    total = manifest.size
    into.parent.mkdir(parents=True, exist_ok=True)
    medium.must_be_there(into.parent, int(total * ROOM))
    part = into.with_name(into.name + PARTIAL)
    medium.clear(part)
    try:
        with medium.writing_to(into):
            private_folder(part)
            watched.stage("write", total)
            for name, (_, sha) in manifest.files.items():
                if _copied(backup, name, part, watched) != sha:
                    raise BackupDamaged(part=name)
            losses = _bring_evidence(backup, part, manifest, watched)
            watched.stage("check", total)
            report = replace(compare(part, manifest, master, watched), losses=losses)
            _evidence_must_hold(part, manifest, losses, watched)
            (part / README).unlink(missing_ok=True)
            if into.exists():
                into.rmdir()
            part.rename(into)
            flush_folder(into.parent)
    except BaseException:
        medium.clear(part)
        raise
    return replace(report, folder=into)


def _copied(backup: Path, name: str, part: Path, progress: Progress) -> str:
    """Copies a file of the backup and gives its SHA-256. Errors of the backup and of the new folder are told
    apart.
    """
    with medium.reading_from(backup):
        reader = (backup / name).open("rb")

    def read(size: int) -> bytes:
        with medium.reading_from(backup):
            return reader.read(size)

    with reader:
        sha = medium.pour(read, part / name, progress)
    flush_folder(part)
    return sha


def _bring_evidence(backup: Path, part: Path, manifest: Manifest, progress: Progress) -> Losses:
    """The evidence files into the new store folder, as far as the medium has them."""
    if not manifest.evidence:
        return Losses()
    target = private_folder(part / EVIDENCE)
    return shelves.bring_back(shelves.beside(backup), target, manifest.evidence, progress)


def _evidence_must_hold(part: Path, manifest: Manifest, losses: Losses, progress: Progress) -> None:
    """Reads what was brought once more where it now lies. Raises BackupDamaged."""
    lost = {*losses.missing, *losses.damaged}
    brought = {name: value for name, value in manifest.evidence.items() if name not in lost}
    if shelves.compare(part / EVIDENCE, brought, progress).problem is not None:
        raise BackupDamaged(part=EVIDENCE)


def _unlock(backup: Path, secret: Secret) -> MasterKey:
    if isinstance(secret, MasterKey):
        return secret
    keys = KeyFile.load(backup / KEYS)
    return keys.unlock_recovery(secret) if isinstance(secret, RecoveryKey) else keys.unlock_passphrase(secret)


def compare(folder: Path, manifest: Manifest, master: MasterKey, progress: Progress) -> Report:
    """Holds the copy in a folder (not its evidence) against the manifest, then opens the store in place and
    compares every row. Raises BackupDamaged, NotABackup, StoreNewer.
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
    return Report(
        folder,
        manifest.at,
        manifest.size,
        int(cases or 0),
        last,
        manifest.schema,
        lacking=len(manifest.lacking),
    )


def lacking_words(count: int) -> str:
    """The sentence on evidence that the store had lost before the backup was made."""
    return ntr(
        "Without {n} evidence file: the store itself had lost it. An older backup may still have it.",
        "Without {n} evidence files: the store itself had lost them. An older backup may still have them.",
        count,
    )
