"""Keeping records: add, change some fields, delete with undo, bring back, tell the history."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any, Generic, TypeVar

from sqlalchemy import Select, bindparam, select

from caseapp.clock import Clock
from caseapp.errors import NotFound
from caseapp.i18n import N_
from caseapp.records import (
    ALL,
    BY_KIND,
    Actor,
    Case,
    IdentityDocument,
    Incident,
    Involvement,
    Letter,
    Person,
    Record,
)
from caseapp.rules.folding import fold
from caseapp.rules.passports import first_end
from caseapp.services import past
from caseapp.services.acting import check_actor, follow_actor
from caseapp.services.confirming import unconfirmed
from caseapp.services.history import HistoryLine, Mentioned, Story, lines_of, mentioned, names
from caseapp.services.past import LetterIssued, TakenBack
from caseapp.services.ties import check_tie
from caseapp.services.traces import complete_trace, note_officer
from db.base import new_id
from db.errors import Problem
from db.history import HistoryRow
from db.session import Changes, Store, Work

#: Kinds of identity documents that letters name of themselves; "" before the kind is entered.
FIRST_NAMED = frozenset({"", "PAF", "PAI", "CTD", "ALN"})

R = TypeVar("R", bound=Record)


class OwnerDeleted(Problem):
    """What is to be brought back would belong to something that stays in the bin, where nobody finds it."""

    code = "owner-deleted"
    text = N_(
        "What this belongs to is in the bin as well. Nothing was changed. Bring that back first, then this."
    )


@dataclass(frozen=True)
class Saved(Generic[R]):
    """A record as it now stands in the store, and what the writing changed."""

    record: R
    changes: Changes


@dataclass(frozen=True)
class Deleted:
    """One act of deleting; `deletion` brings everything of it back."""

    deletion: str
    changes: Changes


class Records:
    """The one way to write records. `by` is the caseworker's id."""

    def __init__(self, store: Store, clock: Clock, by: str) -> None:
        self._store = store
        self._clock = clock
        self.by = by

    def get(self, kind: type[R], record_id: str) -> R:
        """The record; raises NotFound for one that is deleted or never was."""
        with self._store.read() as work:
            record = _get(work, kind, record_id)
            return record

    def add(self, record: R) -> Saved[R]:
        """Keeps a new record. Raises Invalid."""
        with self._store.write(self.by) as work:
            check_tie(work, record, {})
            check_actor(work, record, {})
            for name, value in complete_trace(work, record, {}).items():
                setattr(record, name, value)
            work.add(record)
            work.flush()
            if isinstance(record, IdentityDocument):
                _first_is_main(work, record)
            _follow(work, record)
            note_officer(work, record, "", self._clock.now())
        return Saved(record, work.changes)

    def change(self, kind: type[R], record_id: str, /, **values: Any) -> Saved[R]:
        """Changes the named fields. Forms of a name that change are unconfirmed until somebody confirms them.

        Raises NotFound, Invalid, LetterIssued.
        """
        with self._store.write(self.by) as work:
            record = _get(work, kind, record_id)
            if isinstance(record, Letter) and record.issued_at is not None:
                raise LetterIssued
            officer = _officer(record)
            check_tie(work, record, values)
            check_actor(work, record, values)
            values |= complete_trace(work, record, values) | unconfirmed(record, values)
            for name, value in values.items():
                if not hasattr(type(record), name):
                    raise AttributeError(name)
                setattr(record, name, value)
            work.flush()
            _follow(work, record)
            note_officer(work, record, officer, self._clock.now())
        return Saved(record, work.changes)

    def delete(self, kind: type[Record], record_id: str) -> Deleted:
        """Moves the record and what belongs to it into the bin. An issued letter goes only with its case.

        Raises NotFound, LetterIssued.
        """
        deletion = new_id()
        with self._store.write(self.by) as work:
            named = _get(work, kind, record_id)
            if isinstance(named, Letter) and named.issued_at is not None:
                raise LetterIssued
            for record in _with_belongings(work, named):
                record.deleted_at = self._clock.now()
                record.deletion = deletion
            _watch_papers(work, [named])
        return Deleted(deletion, work.changes)

    def restore(self, deletion: str) -> Changes:
        """Brings back all that one act deleted.

        Raises NotFound when nothing of it is left in the bin, OwnerDeleted.
        """
        with self._store.write(self.by) as work:
            found = [r for kind in ALL for r in work.scalars(of_deletion(kind, deletion))]
            if not found:
                raise NotFound
            if any(_owner_deleted(work, record) for record in found):
                raise OwnerDeleted
            for record in found:
                record.deleted_at = None
                record.deletion = None
            _watch_papers(work, found)
        return work.changes

    def revert(
        self, kind: type[R], record_id: str, seq: int, fields: Iterable[str] | None = None
    ) -> Saved[R]:
        """Sets the fields of one change (all, or those named) back to what they were before it, whatever
        they are now.

        That is a change of its own, with its history. Raises NotFound, Invalid (a link to something that is
        no longer there among them), LetterIssued, NothingBefore for a step that changed no fields,
        ChangedSince for a confirmation of forms that are others now.
        """
        with self._store.write(self.by) as work:
            record = _get(work, kind, record_id)
            officer = _officer(record)
            past.put_back(work, record, seq, None if fields is None else set(fields))
            check_tie(work, record, {})
            check_actor(work, record, {})
            work.flush()
            _follow(work, record)
            note_officer(work, record, officer, self._clock.now())
        return Saved(record, work.changes)

    def at(self, kind: type[R], record_id: str, seq: int) -> R:
        """The record as it stood right after a step of its history: a copy that belongs to no store.

        Raises NotFound for a record that is gone for good or was not there yet.
        """
        with self._store.read() as work:
            record = work.get(kind, record_id)
            if record is None:
                raise NotFound
            return past.as_it_stood(work, record, seq)

    def take_back(self, changes: Changes) -> TakenBack:
        """Undoes a whole transaction: what it added goes to the bin, what it deleted comes back, what it
        changed is as before. Undoing the answer's own changes does it again.

        Raises ChangedSince when somebody has changed the same fields since (nothing is changed then),
        NotFound, Invalid, LetterIssued, OwnerDeleted.
        """
        with self._store.write(self.by) as work:
            for record in past.take_back(work, changes.steps, self._clock.now(), _with_belongings):
                check_tie(work, record, {})
                check_actor(work, record, {})
                work.flush()
                _follow(work, record)
            for step in changes.steps:
                back = work.get(BY_KIND[step.record], step.record_id) if step.act == "delete" else None
                if back is not None and _owner_deleted(work, back):
                    raise OwnerDeleted
            _watch_papers(work, [work.get(BY_KIND[step.record], step.record_id) for step in changes.steps])
            number = past.number_of(work, changes)
        return TakenBack(work.changes, number)

    def of_case(self, kind: type[R], case_id: str) -> list[R]:
        """The records of one kind that belong to a case, oldest first."""
        with self._store.read() as work:
            return in_case(work, kind, case_id)

    def all(self, kind: type[R]) -> list[R]:
        """Every record of a small kind (office, caseworkers, contacts), oldest first."""
        with self._store.read() as work:
            found = list(
                work.scalars(select(kind).where(kind.deleted_at.is_(None)).order_by(kind.created_at, kind.id))
            )
            return found

    def history(self, kind: type[Record], record_id: str) -> list[HistoryLine]:
        """Every change of a record, newest first, a line for each field."""
        with self._store.read() as work:
            rows = work.scalars(
                select(HistoryRow)
                .where(HistoryRow.record_id == record_id, HistoryRow.record == kind.KIND)
                .order_by(HistoryRow.seq.desc())
            )
            return [line for row in rows for line in lines_of(row)]

    def story(self, kind: type[Record], record_id: str) -> Story:
        """The history of a record in a form that can be told: see Story."""
        lines = self.history(kind, record_id)
        names = self.names([(kind.KIND, line) for line in lines])
        with self._store.read() as work:
            record = work.get(kind, record_id)
        return Story(record, lines, names)

    def names(self, lines: Iterable[tuple[str, HistoryLine]]) -> dict[str, str]:
        """What the caseworkers and records are called that lines of the history name, by id; `lines` come
        with the kind of their record.
        """
        with self._store.read() as work:
            return names(work, lines)

    def mentioned(self, records: Iterable[tuple[str, str]]) -> dict[str, Mentioned]:
        """The records that lines of the history are about, given by kind and id: see Mentioned."""
        with self._store.read() as work:
            return mentioned(work, records)

    def history_of_case(self, case_id: str, limit: int = 500) -> list[tuple[str, str, HistoryLine]]:
        """The newest changes in a case: (kind, record id, line)."""
        with self._store.read() as work:
            rows = work.scalars(
                select(HistoryRow)
                .where(HistoryRow.case_id == case_id)
                .order_by(HistoryRow.seq.desc())
                .limit(limit)
            )
            return [(row.record, row.record_id, line) for row in rows for line in lines_of(row)]


def in_case(work: Work, kind: type[R], case_id: str) -> list[R]:
    """The records of one kind in a case, oldest first, free of the session."""
    return list(work.scalars(_of_case(kind), {"case": case_id}))


@cache
def _of_case(kind: type[Record]) -> Select[Any]:
    """Put together once for each kind: that takes longer than asking."""
    owner: Any = kind.__table__.c.case_id
    found = select(kind).where(owner == bindparam("case"), kind.deleted_at.is_(None))
    return found.order_by(kind.created_at, kind.id)


def _get(work: Work, kind: type[R], record_id: str) -> R:
    record = work.get(kind, record_id)
    if record is None or record.deleted_at is not None:
        raise NotFound
    return record


def of_deletion(kind: type[Record], deletion: str) -> Select[Any]:
    """What one act of deleting put into the bin; the index of the bin serves only what names both."""
    return select(kind).where(kind.deletion == deletion, kind.deleted_at.is_not(None))


def _owner_deleted(work: Work, record: Record) -> bool:
    """Whether something that the record belongs to was deleted by another act."""
    for kind in ALL:
        for column in type(record).__table__.columns:
            if column.references(kind.__table__.c.id):
                owner = work.get(kind, getattr(record, column.name))
                if owner is not None and owner.deleted_at and owner.deletion != record.deletion:
                    return True
    return False


def _with_belongings(work: Work, record: Record) -> Iterable[Record]:
    """The record and, once each, what belongs to it by a foreign key, down to the last."""
    found: dict[str, Record] = {record.id: record}
    waiting = [record]
    while waiting:
        owner = waiting.pop()
        for kind in ALL:
            columns = [c for c in kind.__table__.columns if c.references(type(owner).__table__.c.id)]
            for column in columns:
                for one in work.scalars(select(kind).where(column == owner.id, kind.deleted_at.is_(None))):
                    if one.id not in found:
                        found[one.id] = one
                        if owner.KIND != Case.KIND:  # everything of a case names the case itself
                            waiting.append(one)
    return found.values()


def _officer(record: Record) -> str:
    return record.officer if isinstance(record, Incident) else ""


def _follow(work: Work, record: Record) -> None:
    """Keeps what other records repeat: the client's name on the case, the day of the last contact, the
    name and kind of a known actor with every incident.
    """
    if isinstance(record, Actor | Incident | Involvement):
        follow_actor(work, record)
    elif isinstance(record, Person):
        case = work.get(Case, record.case_id)
        if case is not None and case.client_id == record.id:
            name_case(case, record)
            work.flush()
    elif isinstance(record, IdentityDocument):
        if record.main:
            for other in _papers(work, record):
                other.main = False
            work.flush()
        _watch_papers(work, [record])
    elif record.KIND == "note":
        case = work.get(Case, record.case_id)  # type: ignore[attr-defined]
        day = record.on  # type: ignore[attr-defined]
        if case is not None and day is not None and (case.last_contact is None or day > case.last_contact):
            case.last_contact = day
            work.flush()


def _watch_papers(work: Work, touched: Iterable[Record | None]) -> None:
    """Keeps with their cases when the documents of somebody who was touched begin to fail."""
    work.flush()
    cases = {one.case_id for one in touched if isinstance(one, IdentityDocument | Person)}
    for case in filter(None, (work.get(Case, case_id) for case_id in sorted(cases))):
        end = first_end(in_case(work, IdentityDocument, case.id))
        if case.deleted_at is None and case.passport_until != end:
            case.passport_until = end
            work.flush()


def _papers(work: Work, document: IdentityDocument) -> list[IdentityDocument]:
    """The other identity documents of its holder."""
    return list(
        work.scalars(
            select(IdentityDocument).where(
                IdentityDocument.person_id == document.person_id,
                IdentityDocument.id != document.id,
                IdentityDocument.deleted_at.is_(None),
            )
        )
    )


def _first_is_main(work: Work, document: IdentityDocument) -> None:
    """Letters name the first document of a person that one can travel with, until somebody says otherwise."""
    if document.kind in FIRST_NAMED and not any(other.main for other in _papers(work, document)):
        document.main = True
        work.flush()


def name_case(case: Case, client: Person) -> None:
    """Writes the client's name on the case, as lists show and sort it: without the patronymic, for which
    lists have no room.
    """
    original = " ".join(filter(None, (client.given, client.family)))
    latin = " ".join(filter(None, (client.latin_given, client.latin_family)))
    case.name = latin or original
    case.name_original = original if latin else ""
    last_first = f"{client.latin_family or client.family} {client.latin_given or client.given}"
    case.sort_key = fold(last_first)
