"""Evidence: files taken in, recorded with who had them in hand, read, handed out and checked.

What takes long is kept apart from what needs the store: `seal`, `write_out` and `examine` run on any thread
and touch nothing but files; `record`, `find`, `note`, `exported` and `checked` are short and belong to the
store thread. `take_in`, `export` and `check` do both in one go.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from sqlalchemy import select

from caseapp.clock import Clock
from caseapp.errors import NotFound
from caseapp.keys.sealed import SealedReader, sealed_size
from caseapp.progress import NoProgress, Progress
from caseapp.records import Case, CustodyEvent, Evidence, EvidencePreview
from caseapp.services.custody import Custody
from caseapp.services.evidence_problems import (
    EvidenceDamaged,
    EvidenceDiskFull,
    EvidenceMissing,
    EvidenceNotSaved,
    EvidenceTooLarge,
    SourceChanged,
    SourceEmpty,
    SourceNotAFile,
    SourceOfStore,
    SourceUnreadable,
)
from caseapp.services.records import Records, Saved
from caseapp.services.sealing import SealedFile, SealedFolder, proven, shred
from caseapp.services.unsealing import write_out
from caseapp.services.writing import FileTaken
from db.session import Changes, Store, Work
from db.values import among

__all__ = [
    "EvidenceDamaged",
    "EvidenceDiskFull",
    "EvidenceFiles",
    "EvidenceMissing",
    "EvidenceNotSaved",
    "EvidenceTooLarge",
    "FileTaken",
    "Kept",
    "SealedFile",
    "SourceChanged",
    "SourceEmpty",
    "SourceNotAFile",
    "SourceOfStore",
    "SourceUnreadable",
    "Verdict",
]

#: Codes of the list "custody_acts".
TAKEN_IN, VIEWED, EXPORTED, HANDED_OVER, GIVEN_BACK, CHECKED = "INT", "VIE", "EXP", "HAN", "RET", "CHK"


@dataclass(frozen=True)
class Kept:
    """A recorded file as other threads need it: where it is, and what it must be."""

    evidence_id: str
    name: str
    size: int
    sha256: str
    sealed_sha256: str


@dataclass(frozen=True)
class Verdict:
    """What reading a file again showed. `state`: whole, damaged or missing; `sha256` as it is now, or ""."""

    state: str
    sha256: str = ""

    @property
    def whole(self) -> bool:
        return self.state == "whole"


class EvidenceFiles:
    """The evidence of an open store."""

    def __init__(self, custody: Custody, store: Store, records: Records, clock: Clock) -> None:
        self.folder = SealedFolder(custody.folder, custody.master)
        self._store = store
        self._records = records
        self._clock = clock

    # In

    def take_in(
        self,
        source: Path,
        case_id: str,
        *,
        values: dict[str, Any] | None = None,
        progress: Progress | None = None,
        properties: Mapping[str, Any] | None = None,
        preview: tuple[str, bytes] | None = None,
    ) -> Saved[Evidence]:
        """Seals a file and records it, with the event of taking it in. Raises like `seal` and `record`."""
        sealed = self.seal(source, progress)
        try:
            return self.record(sealed, case_id, values, properties, preview)
        except BaseException:
            self.discard(sealed)
            raise

    def seal(self, source: Path, progress: Progress | None = None) -> SealedFile:
        """Reads a file and keeps it sealed, not yet recorded. On any thread; the stage is called "seal".

        Raises SourceUnreadable, SourceNotAFile, SourceOfStore, SourceEmpty, SourceChanged, EvidenceDiskFull,
        Cancelled and the problems of the disk; nothing is left behind then.
        """
        return self.folder.seal(source, progress)

    def seal_bytes(self, data: bytes, file_name: str, progress: Progress | None = None) -> SealedFile:
        """The same for what is in memory, as a picture from the clipboard. On any thread."""
        return self.folder.seal_bytes(data, file_name, progress)

    def discard(self, sealed: SealedFile) -> None:
        """Erases a sealed file that the user does not want recorded after all. On any thread."""
        self.folder.discard(sealed)

    def record(
        self,
        sealed: SealedFile,
        case_id: str,
        values: dict[str, Any] | None = None,
        properties: Mapping[str, Any] | None = None,
        preview: tuple[str, bytes] | None = None,
    ) -> Saved[Evidence]:
        """Records a sealed file: what is known of it, and that it was taken in.

        `properties`: what the device wrote into the file; `preview`: media type and bytes of a small picture.
        After a failure the sealed file still waits: record it again, or discard it. Raises NotFound (no such
        case), Invalid.
        """
        with self._store.write(self._records.by) as work:
            case = work.get(Case, case_id)
            if case is None or case.deleted_at is not None:
                raise NotFound
            evidence = Evidence(**dict(values or {}), case_id=case_id)
            evidence.file_name = sealed.file_name
            evidence.media_type = sealed.media_type
            evidence.size = sealed.size
            evidence.sha256 = sealed.sha256
            evidence.sealed_name = sealed.name
            evidence.sealed_sha256 = sealed.sealed_sha256
            evidence.properties = dict(properties or {})
            work.add(evidence)
            work.flush()
            if preview is not None:
                work.add(EvidencePreview(evidence_id=evidence.id, media_type=preview[0], data=preview[1]))
            self._event(work, evidence, TAKEN_IN, evidence.received_from)
        self.folder.settle(sealed.name)
        return Saved(evidence, work.changes)

    def same(self, sha256: str) -> list[Evidence]:
        """The live records of the same content, in all cases, oldest first."""
        with self._store.read() as work:
            return list(
                work.scalars(
                    select(Evidence)
                    .where(Evidence.sha256 == sha256, Evidence.deleted_at.is_(None))
                    .order_by(Evidence.created_at, Evidence.id)
                )
            )

    # Reading

    def find(self, evidence_id: str) -> Kept:
        """Where the file of a record is, for another thread. Raises NotFound."""
        evidence = self._records.get(Evidence, evidence_id)
        return _kept(evidence)

    def open(self, evidence_id: str) -> SealedReader:
        """The original, chunk by chunk, each proven before it is given out. For one thread, whichever.

        Close it. Raises NotFound, EvidenceMissing, EvidenceDamaged; going on reading raises SealBroken (see
        caseapp/services/sealing.py `proven`) at the chunk that is damaged.
        """
        return self.open_kept(self.find(evidence_id))

    def open_kept(self, kept: Kept) -> SealedReader:
        """`open` for what `find` found. On any thread."""
        reader = self.folder.open(kept.name)
        if reader.size != kept.size:
            reader.close()
            raise EvidenceDamaged
        return reader

    def read(self, evidence_id: str, limit: int) -> bytes:
        """All of the original. Raises like `open`, and EvidenceTooLarge above `limit` bytes."""
        return self.read_kept(self.find(evidence_id), limit)

    def read_kept(self, kept: Kept, limit: int) -> bytes:
        """`read` for what `find` found. On any thread."""
        if kept.size > limit:
            raise EvidenceTooLarge(size=-(-kept.size // 10**6), limit=max(1, limit // 10**6))
        with proven(), self.open_kept(kept) as reader:
            data = reader.read()
        if sha256(data).hexdigest() != kept.sha256:
            raise EvidenceDamaged
        return data

    # Small pictures

    def preview(self, evidence_id: str) -> tuple[str, bytes] | None:
        """Media type and bytes of the small picture, if there is one."""
        return self.previews([evidence_id]).get(evidence_id)

    def previews(self, ids: Iterable[str]) -> dict[str, tuple[str, bytes]]:
        """The small pictures there are, by the id of their evidence."""
        wanted = list(ids)
        found: dict[str, tuple[str, bytes]] = {}
        with self._store.read() as work:
            for start in range(0, len(wanted), 500):
                rows = work.scalars(
                    select(EvidencePreview).where(
                        EvidencePreview.evidence_id.in_(wanted[start : start + 500])
                    )
                )
                found |= {row.evidence_id: (row.media_type, row.data) for row in rows}
        return found

    def set_preview(self, evidence_id: str, media_type: str, data: bytes) -> Changes:
        """Keeps a small picture, in place of an earlier one. Raises NotFound."""
        with self._store.write(self._records.by) as work:
            evidence = work.get(Evidence, evidence_id)
            if evidence is None or evidence.deleted_at is not None:
                raise NotFound
            work.merge(EvidencePreview(evidence_id=evidence_id, media_type=media_type, data=data))
        return Changes(frozenset({(Evidence.KIND, evidence_id)}), frozenset({evidence.case_id}))

    # Custody

    def note(self, evidence_id: str, act: str, to_whom: str = "", purpose: str = "") -> Saved[CustodyEvent]:
        """Writes down who had it in hand: an act of the list "custody_acts". Raises NotFound, Invalid."""
        return self._noted(evidence_id, act, to_whom=to_whom, purpose=purpose)

    def _noted(self, evidence_id: str, act: str, **more: Any) -> Saved[CustodyEvent]:
        with self._store.write(self._records.by) as work:
            evidence = work.get(Evidence, evidence_id)
            if evidence is None or evidence.deleted_at is not None:
                raise NotFound
            event = self._event(work, evidence, act, **more)
        return Saved(event, work.changes)

    def _event(
        self,
        work: Work,
        evidence: Evidence,
        act: str,
        to_whom: str = "",
        purpose: str = "",
        found: str | None = None,
        at: datetime | None = None,
    ) -> CustodyEvent:
        event = CustodyEvent(
            case_id=evidence.case_id,
            evidence_id=evidence.id,
            at=at or self._clock.now(),
            act=act,
            caseworker_id=self._records.by or None,
            to_whom=to_whom,
            purpose=purpose,
            sha256=evidence.sha256 if found is None else found,
        )
        work.add(event)
        work.flush()
        return event

    # Out

    def export(
        self,
        evidence_id: str,
        target: Path,
        purpose: str = "",
        to_whom: str = "",
        progress: Progress | None = None,
    ) -> Saved[CustodyEvent]:
        """Saves the original as an open, unencrypted file that must not exist yet, and writes that down.

        Raises like `write_out`, and NotFound.
        """
        self.write_out(self.find(evidence_id), target, progress)
        return self.exported(evidence_id, purpose, to_whom)

    def write_out(self, kept: Kept, target: Path, progress: Progress | None = None) -> None:
        """Writes the original to a new file, private to this user. On any thread; the stage is "export".

        The file has its name only when it is whole and proven. Raises FileTaken, EvidenceMissing,
        EvidenceDamaged, EvidenceNotSaved, Cancelled.
        """
        write_out(self.open_kept(kept), kept.sha256, target, progress or NoProgress())

    def exported(
        self, evidence_id: str, purpose: str = "", to_whom: str = "", at: datetime | None = None
    ) -> Saved[CustodyEvent]:
        """Writes down that a copy was saved outside the store, in the custody and in the history.

        `at`: when that was, if it was not now.
        """
        with self._store.write(self._records.by) as work:
            saved = self._noted(evidence_id, EXPORTED, to_whom=to_whom, purpose=purpose, at=at)
            work.log("export", Evidence.KIND, evidence_id, saved.record.case_id)
        return saved

    # Checking

    def check(self, evidence_id: str, progress: Progress | None = None) -> Verdict:
        """Reads the file again, compares both hashes, and writes that down. Raises NotFound, Cancelled."""
        verdict = self.examine(self.find(evidence_id), progress)
        self.checked(evidence_id, verdict)
        return verdict

    def examine(self, kept: Kept, progress: Progress | None = None) -> Verdict:
        """Reads a file again and compares both hashes. On any thread; the stage is called "check"."""
        watched = progress or NoProgress()
        watched.stage("check", kept.size)
        try:
            found = self.folder.examine(kept.name, watched)
        except EvidenceMissing:
            return Verdict("missing")
        except EvidenceDamaged:
            return Verdict("damaged")
        whole = (found.sha256, found.sealed_sha256) == (kept.sha256, kept.sealed_sha256)
        return Verdict("whole" if whole else "damaged", found.sha256)

    def checked(self, evidence_id: str, verdict: Verdict) -> Saved[CustodyEvent]:
        """Writes the check down. The event's `sha256` is what was found: it differs from the evidence's own
        where the file is not whole.
        """
        return self._noted(evidence_id, CHECKED, found=verdict.sha256)

    # Keeping house

    def all_kept(self) -> list[Kept]:
        """Every file that a record names, those of records in the bin included."""
        columns = (Evidence.id, Evidence.sealed_name, Evidence.size, Evidence.sha256, Evidence.sealed_sha256)
        with self._store.read() as work:
            rows = work.execute(select(*columns).where(Evidence.sealed_name != ""))
            return [Kept(i, name, size or 0, sha, sealed) for i, name, size, sha, sealed in rows]

    def needed(self) -> dict[str, tuple[int, str]]:
        """What a backup must hold: size and SHA-256 of each sealed file, by its name."""
        return {kept.name: (sealed_size(kept.size), kept.sealed_sha256) for kept in self.all_kept()}

    def orphans(self) -> frozenset[str]:
        """Files that no record names and nobody is working on, as a crash leaves them."""
        waiting = self.folder.waiting  # before the records are read: who settles meanwhile has a record
        named = {kept.name for kept in self.all_kept()}
        found = self.folder.names()
        return frozenset(name for name in found if name.removesuffix(".partial") not in named | waiting)

    def destroy(self, names: Iterable[str]) -> list[str]:
        """Destroys the files of erased records; gives those that could not be, as while they are open.

        A file that a record still names stays.
        """
        wanted = set(names)
        query = select(Evidence.sealed_name).where(Evidence.sealed_name.in_(among(wanted)))
        with self._store.read() as work:
            return self._shred(wanted - set(work.scalars(query)))

    def clear_orphans(self, names: Iterable[str]) -> int:
        """Erases those of the files that still no record names; how many.

        Only after a backup that was read back, with the orphans there were when it was taken: so a file whose
        record was lost with the last saves outlives the store that lost it by one good backup.
        """
        doomed = self.orphans() & frozenset(names)
        return len(doomed) - len(self._shred(doomed))

    def _shred(self, names: Iterable[str]) -> list[str]:
        """Those of the files that could not be."""
        left = []
        for name in names:
            try:
                shred(self.folder.path / name)
            except OSError:
                left.append(name)
        return sorted(left)


def _kept(evidence: Evidence) -> Kept:
    return Kept(
        evidence.id, evidence.sealed_name, evidence.size or 0, evidence.sha256, evidence.sealed_sha256
    )
