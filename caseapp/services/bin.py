"""The bin: what was deleted, how long it waits, and how it is erased for good.

What is erased goes with everything that belongs to it: records, previews, copies of letters, drafts, what
the search index and the history told of it, and the sealed evidence files. The rows go in one transaction,
which also notes the files; these are destroyed after it. A crash between leaves noted files, and the next
`finish` destroys them: so there is never a record that has lost its file.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import delete, func, select

from caseapp.clock import Clock
from caseapp.errors import NotFound
from caseapp.i18n import N_
from caseapp.records import ALL, Case, Evidence, EvidencePreview, Letter, LetterCopy, Record
from caseapp.services.cases import number_erased
from caseapp.services.clock_leaps import ClockLeaps, clock_is_wrong
from caseapp.services.drafts import Facts, forget_drafts
from caseapp.services.evidence import EvidenceFiles
from caseapp.services.records import Records, of_deletion
from db import fulltext
from db.errors import Problem
from db.history import HistoryRow
from db.session import Changes, Store, Work
from db.values import among

#: Days for which deleted records wait in the bin.
BIN_DAYS: Final = 30
#: Where the store notes what is left to do: sealed files to be destroyed, and the index to be tidied.
_TO_DO: Final = "erased"


class StillNeeded(Problem):
    """Something that is not in the bin belongs to what was to be erased."""

    code = "still-needed"
    text = N_(
        "Something that belongs to this is in use again, so it was not erased. Nothing was changed. Bring"
        " this back, or delete what belongs to it first."
    )


@dataclass(frozen=True)
class Binned:
    """One act of deleting: the record that was deleted, with whatever belonged to it.

    `until`: when it is erased by itself; None when the clock can't be trusted for that.
    """

    deletion: str
    record: Record
    deleted_at: datetime
    until: datetime | None


@dataclass(frozen=True)
class Tended:
    """What a step changed, and whether another one has something to do."""

    changes: Changes
    more: bool


class Bin:
    """What was deleted from an open store."""

    def __init__(
        self, store: Store, records: Records, evidence: EvidenceFiles, facts: Facts, clock: Clock
    ) -> None:
        self._store, self._records, self._evidence = store, records, evidence
        self._facts, self._clock = facts, clock
        self._leaps = ClockLeaps()
        self._waited: list[str] | None = None

    def all(self) -> list[Binned]:
        """What is in the bin, newest first: for each act the record that was asked for."""
        with self._store.read() as work:
            return self._all(work)

    def erase(self, deletion: str) -> Changes:
        """Erases for good what one act deleted, and what of it was deleted before.

        Raises NotFound when nothing of it is in the bin, StillNeeded.
        """
        changes = self._erase_act(deletion)
        self._finish_all()
        return changes

    def erase_all(self) -> Changes:
        """Empties the bin. Raises StillNeeded; nothing is erased then."""
        with self._store.write(self._records.by) as work:
            for one in self._all(work):
                self._erase(work, one.deletion)
        self._finish_all()
        return work.changes

    def tend(self) -> Tended:
        """A small step of what goes on by itself: erases one act that has waited for BIN_DAYS, or does a part
        of what erasing left to do.

        An act that something in use belongs to goes on waiting.
        """
        if not (self._facts.get(_TO_DO) or {}).get("begun"):
            if self._waited is None:
                self._waited = self._due()
            while self._waited:
                with suppress(StillNeeded, NotFound):
                    return Tended(self._erase_act(self._waited.pop()), more=True)
        more = self._finish()
        if not more:
            self._waited = None
        return Tended(Changes(), more)

    def _erase_act(self, deletion: str) -> Changes:
        with self._store.write(self._records.by) as work:
            if not self._erase(work, deletion):
                raise NotFound
        return work.changes

    def _due(self) -> list[str]:
        """The acts that have waited long enough, the oldest last."""
        now = self._clock.now()
        limit = now - timedelta(days=BIN_DAYS)
        with self._store.read() as work:
            # Mostly there is none, and then the store need not be read any further.
            if not any(work.scalar(select(kind.id).where(kind.deleted_at <= limit).limit(1)) for kind in ALL):
                return []
            return [one.deletion for one in self._all(work) if one.until and one.until <= now]

    def _finish_all(self) -> None:
        while self._finish():
            pass

    def _finish(self) -> bool:
        """Destroys files of what was erased and tidies a part of the index; whether there is more to tidy.

        A file that is open elsewhere is tried again the next time.
        """
        left = self._facts.get(_TO_DO)
        if not left:
            return False
        files = self._evidence.destroy(left["files"])
        with self._store.write(self._records.by) as work:
            more = fulltext.tidy(work.connection(), begun=left["begun"])
            self._facts.put(_TO_DO, {"files": files, "begun": more} if more or files else None)
        return more

    def _all(self, work: Work) -> list[Binned]:
        found: dict[str, Record] = {}
        for kind in ALL:
            new = kind.deletion.not_in(among(found))
            asked = select(kind).where(kind.deleted_at.is_not(None), new).order_by(kind.deleted_at)
            for record in work.scalars(asked):
                if record.deletion:
                    found.setdefault(record.deletion, record)
        deleted = {deletion: _deleted_with(work, record) for deletion, record in found.items()}
        # What was deleted before the clock last leapt has not waited for as long as the days would have it.
        told = [seq for seq in deleted.values() if seq]
        leapt = self._leaps.last(work, min(told), self._store.chain.seq) if told else 0
        wrong = clock_is_wrong(work, self._clock.now())
        acts = []
        for deletion, record in found.items():
            assert record.deleted_at is not None
            trusted = not wrong and deleted[deletion] > leapt
            until = record.deleted_at + timedelta(days=BIN_DAYS) if trusted else None
            acts.append(Binned(deletion, record, record.deleted_at, until))
        return sorted(acts, key=lambda one: one.deleted_at, reverse=True)

    def _erase(self, work: Work, deletion: str) -> bool:
        """Whether there was anything to erase."""
        doomed = _whole(work, deletion)
        for kind in reversed(ALL):
            found = doomed[kind]
            if any(record.deleted_at is None for record in found.values()):
                raise StillNeeded
            if kind is Letter:
                work.execute(delete(LetterCopy).where(LetterCopy.letter_id.in_(among(found))))
            elif kind is Evidence:
                work.execute(delete(EvidencePreview).where(EvidencePreview.evidence_id.in_(among(found))))
            for record in found.values():
                if isinstance(record, Case):
                    number_erased(work, record.number)
                work.delete(record)
            work.flush()  # what belongs to others goes before them
        erased = {record_id for found in doomed.values() for record_id in found}
        if erased:
            files = {one.sealed_name for one in doomed[Evidence].values() if isinstance(one, Evidence)}
            files |= set((self._facts.get(_TO_DO) or {}).get("files", ()))
            self._facts.put(_TO_DO, {"files": sorted(files - {""}), "begun": False})
            forget_drafts(work, erased)
        return bool(erased)


def _whole(work: Work, deletion: str) -> dict[type[Record], dict[str, Record]]:
    """What one act deleted, and all that belongs to it by a foreign key, whenever that was deleted."""
    found: dict[type[Record], dict[str, Record]] = {}
    for kind in ALL:  # parents before children
        here = {one.id: one for one in work.scalars(of_deletion(kind, deletion))}
        for owner, owners in found.items():
            for column in kind.__table__.columns:
                if column.references(owner.__table__.c.id) and owners:
                    theirs = select(kind).where(column.in_(among(owners)))
                    here |= {one.id: one for one in work.scalars(theirs)}
        found[kind] = here
    return found


def _deleted_with(work: Work, record: Record) -> int:
    """The number of the row of the history that says that the record was deleted."""
    of_it = (HistoryRow.record_id == record.id, HistoryRow.act == "delete")
    return work.scalar(select(func.max(HistoryRow.seq)).where(*of_it)) or 0
