"""Going back: one change of a record, a whole transaction, or the record as it once stood."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from sqlalchemy import Date, select

from caseapp.errors import Invalid, NotFound
from caseapp.i18n import N_
from caseapp.records import BY_KIND, Case, Letter, Record
from caseapp.records.fields import Field, Kind
from caseapp.services.confirming import agrees, standing
from db.base import LIFE, Moment, new_id
from db.errors import Problem
from db.history import TELLING, HistoryRow, plain, told
from db.session import Changes, Step, Work

__all__ = ["ACTS", "ChangedSince", "Changes", "LetterIssued", "NothingBefore", "Step", "TakenBack"]

R = TypeVar("R", bound=Record)

#: What can be taken back; events such as an issued letter or an export can't.
ACTS = TELLING
_GONE = N_("What stood here before is no longer there. Bring it back from the bin first.")
_BYTES = "sha256:"


class LetterIssued(Problem):
    """An issued letter is evidence of what was said; it can't be changed any more."""

    code = "letter-issued"
    text = N_(
        "This letter was issued and can't be changed any more. Nothing was changed."
        " Write a new letter instead."
    )


class NothingBefore(Problem):
    """A step of the history that changed no field, such as the first one."""

    code = "nothing-before"
    text = N_("There is nothing before this to put back. Nothing was changed.")


class ChangedSince(Problem):
    """Somebody changed the same fields after the change that is to be undone."""

    code = "changed-since"
    text = N_(
        "The same was changed again in the meantime, so it was not undone. Nothing was changed."
        " The history of the record has every version."
    )


@dataclass(frozen=True)
class TakenBack:
    """An undone transaction: what undoing it changed, and the number of the case ("" outside of cases)."""

    changes: Changes
    number: str


def put_back(work: Work, record: Record, seq: int, only: set[str] | None) -> None:
    """Gives the fields of one change their values from before. Raises as `Records.revert` says."""
    _refuse_issued(record)
    row = work.get(HistoryRow, seq)
    if row is None or (row.record, row.record_id) != (record.KIND, record.id):
        raise NotFound
    detail = told(row.detail)
    if row.act != "change" or not detail:
        raise NothingBefore
    if only is not None:
        known = record.fields()
        only |= {known[name].words for name in only & known.keys() if known[name].words}
        detail = {name: pair for name, pair in detail.items() if name in only}
    _set_back(work, record, seq, {name: before for name, (before, _) in detail.items()})


def as_it_stood(work: Work, record: R, seq: int) -> R:
    """A copy of a record with everything undone that came after a step. Raises NotFound."""
    values = {name: getattr(record, name) for name in _columns(record)}
    deleted_at = record.deleted_at
    rows = work.scalars(
        select(HistoryRow)
        .where(HistoryRow.record == record.KIND, HistoryRow.record_id == record.id, HistoryRow.seq > seq)
        .order_by(HistoryRow.seq.desc())
    )
    for row in rows:
        if row.act == "create":
            raise NotFound
        if row.act in ("delete", "restore"):
            deleted_at = None if row.act == "delete" else row.at
        if row.act in ACTS:
            for name, (before, _) in told(row.detail).items():
                if name in values:
                    values[name] = _value(record, name, before)
    copy = type(record)(**values)
    copy.id, copy.created_at, copy.deleted_at = record.id, record.created_at, deleted_at
    return copy


def take_back(
    work: Work,
    steps: Sequence[Step],
    now: datetime,
    belongings: Callable[[Work, Record], Iterable[Record]],
) -> Iterator[Record]:
    """Undoes steps, newest first; gives each record whose fields changed. Raises as `Records.take_back`."""
    if not steps or any(step.act not in ACTS for step in steps):
        raise NothingBefore
    deletion = new_id()
    for step in reversed(steps):
        record = work.get(BY_KIND[step.record], step.record_id)
        if record is None:
            raise NotFound
        _refuse_issued(record)
        if step.act == "delete":
            record.deleted_at = record.deletion = None
        elif step.act in ("create", "restore"):
            if record.deleted_at is None:
                for one in belongings(work, record):
                    one.deleted_at, one.deletion = now, deletion
        elif record.deleted_at is None:
            _undo_change(work, record, step)
            yield record
    work.flush()


def number_of(work: Work, changes: Changes) -> str:
    """The number of the case that some changes were made in, "" for none."""
    case = work.get(Case, next(iter(changes.cases), ""))
    return case.number if case is not None else ""


def _undo_change(work: Work, record: Record, step: Step) -> None:
    row = work.get(HistoryRow, step.seq)
    if row is None:
        raise NotFound
    known = record.fields()
    words = {field.words for field in known.values() if field.words}
    values: dict[str, Any] = {}
    for name, (before, after) in told(row.detail).items():
        if name not in _columns(record):
            continue
        if plain(getattr(record, name)) == after or (_empty(getattr(record, name)) and _empty(after)):
            values[name] = before
        elif name in words or (name in known and known[name].shown):
            raise ChangedSince
        # What the app keeps along by itself (a sort key, the day of the last contact) has moved on.
    _set_back(work, record, step.seq, values)


def _set_back(work: Work, record: Record, seq: int, values: dict[str, Any]) -> None:
    """Sets values from before a step; a confirmation only together with what was confirmed."""
    now = standing(record)
    before = standing(as_it_stood(work, record, seq - 1)) if now else {}
    _set(work, record, values)
    if not agrees(record, now, before):
        raise ChangedSince


def _set(work: Work, record: Record, values: dict[str, Any]) -> None:
    wrong = {}
    known = record.fields()
    for name, before in values.items():
        if name not in _columns(record) or str(before).startswith(_BYTES):
            continue
        value = _value(record, name, before)
        field = known.get(name)
        if field is not None and field.kind is Kind.LINK and value and not _there(work, field, value):
            wrong[name] = _GONE
        elif field is not None and field.kind is Kind.LINKS:
            value = [one for one in value if _there(work, field, one)]
        if name not in wrong:
            setattr(record, name, value)
    if wrong:
        raise Invalid(wrong)


def _there(work: Work, field: Field, record_id: str) -> bool:
    target = BY_KIND.get(field.target)
    found = work.get(target, record_id) if target is not None else None
    return target is None or (found is not None and found.deleted_at is None)


def _value(record: Record, name: str, kept: Any) -> Any:
    """A value of a column out of the JSON of the history."""
    column = type(record).__table__.c[name]
    if isinstance(kept, str) and isinstance(column.type, Moment):
        return datetime.fromisoformat(kept)
    if isinstance(kept, str) and isinstance(column.type, Date):
        return date.fromisoformat(kept)
    if kept is None and not column.nullable:
        default: Any = type(record).__mapper__.column_attrs[name].columns[0].type.python_type
        return default()
    return kept


def _columns(record: Record) -> list[str]:
    """The columns that hold what is known, without those of the record's life."""
    return [column.name for column in type(record).__table__.columns if column.name not in LIFE]


def _empty(value: Any) -> bool:
    return value in (None, "", [], {}, False)


def _refuse_issued(record: Record) -> None:
    if isinstance(record, Letter) and record.issued_at is not None:
        raise LetterIssued
