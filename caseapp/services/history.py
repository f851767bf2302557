"""The history in lines that can be told: one for each field, with the names that it mentions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from caseapp.records import BY_KIND, Case, Caseworker, Kind, Record
from caseapp.records.titles import title_of
from db.history import HistoryRow, told
from db.session import Work


@dataclass(frozen=True)
class Story:
    """A record with all that happened to it, newest first, and the names of whoever and whatever its lines
    point to, by id. `record` is None for one that is gone for good.
    """

    record: Record | None
    lines: list[HistoryLine]
    names: dict[str, str]


@dataclass(frozen=True)
class Mentioned:
    """A record that the history tells of, be it in the bin; `owners` are those that it belongs to."""

    record: Record
    owners: tuple[Record, ...] = ()


@dataclass(frozen=True)
class HistoryLine:
    """One change of one field. `before` and `after` are plain JSON values."""

    seq: int
    at: datetime
    who: str
    act: str
    field: str
    before: Any
    after: Any


def lines_of(row: HistoryRow) -> list[HistoryLine]:
    """A row of the history, a line for each field that people see."""
    detail = told(row.detail)
    if row.record not in BY_KIND or row.act not in ("create", "change", "delete", "restore"):
        return [HistoryLine(row.seq, row.at, row.who, row.act, "", None, None)]
    known = BY_KIND[row.record].fields()
    lines = [
        HistoryLine(row.seq, row.at, row.who, row.act, name, before, after)
        for name, (before, after) in detail.items()
        if name in known and known[name].shown
    ]
    return lines or [HistoryLine(row.seq, row.at, row.who, row.act, "", None, None)]


def mentioned(work: Work, records: Iterable[tuple[str, str]]) -> dict[str, Mentioned]:
    """The records given by kind and id, by their id; what was erased for good is left out."""
    wanted: dict[str, set[str]] = {}
    for kind, record_id in records:
        if kind in BY_KIND:
            wanted.setdefault(kind, set()).add(record_id)
    found = [
        record
        for kind, ids in wanted.items()
        for record in work.scalars(select(BY_KIND[kind]).where(BY_KIND[kind].id.in_(ids)))
    ]
    return {record.id: Mentioned(record, _owners(work, record)) for record in found}


def _owners(work: Work, record: Record) -> tuple[Record, ...]:
    """What a record belongs to, the case left out."""
    belongs = [
        (field.target, getattr(record, name))
        for name, field in record.fields().items()
        if field.kind == Kind.LINK and not field.shown and field.target not in ("", Case.KIND)
    ]
    owners = (work.get(BY_KIND[target], one) for target, one in belongs if one)
    return tuple(owner for owner in owners if owner is not None)


def names(work: Work, lines: Iterable[tuple[str, HistoryLine]]) -> dict[str, str]:
    """What the caseworkers and records are called that lines of the history name, by id."""
    wanted: set[tuple[str, str]] = set()
    for kind, line in lines:
        wanted.add((line.who, Caseworker.KIND))
        known = BY_KIND[kind].fields() if kind in BY_KIND else {}
        target = known[line.field].target if line.field in known else ""
        for value in (line.before, line.after) if target else ():
            wanted |= {(str(one), target) for one in (value if isinstance(value, list) else [value])}
    found = ((one, work.get(BY_KIND[target], one)) for one, target in wanted if one and target in BY_KIND)
    return {one: title_of(record)[0] for one, record in found if record is not None}
