"""Plates, numbers and accounts across cases: that one was seen before, without telling of whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, Final

from sqlalchemy import ColumnElement, Engine, Select, and_, bindparam, case, func, or_, select
from sqlalchemy.orm import Session, aliased

from caseapp.records import Case, Incident, Organisation, Record, Trace
from caseapp.records.searchable import index
from caseapp.rules import traces
from db import fulltext
from db.base import new_id
from db.session import Store, Work

#: Kinds of traces that are compared with the country they were noted in.
NATIONAL: Final = ("TEL",)
#: So many keys are made at once.
_AT_ONCE: Final = 500
#: The kind of a trace that is an officer's name.
OFFICER: Final = "OFF"
#: Separates codes in a row; no code holds it.
_BY: Final = ","


@dataclass(frozen=True)
class Elsewhere:
    """In how many other cases a trace was seen, in what kinds of incidents, and in what span of time. Whose
    cases they are is not said.
    """

    cases: int
    kinds: tuple[str, ...]
    first: date | None
    last: date | None


@dataclass(frozen=True)
class Sighting:
    """One other case in which a trace was seen, by its number alone."""

    case_id: str
    number: str
    incident_id: str


class Traces:
    """Looks for equal traces; how they are compared is said in caseapp/rules/traces.py."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def elsewhere(self, case_id: str) -> dict[str, Elsewhere]:
        """By its id, each trace of the case that was seen in other cases."""
        with self._store.read() as work:
            return seen_elsewhere(work, case_id)

    def sightings(self, trace_id: str) -> list[Sighting]:
        """The other cases in which a trace was seen, each once, by number."""
        mine, other = aliased(Trace), aliased(Trace)
        query = (
            select(other.case_id, Case.number, func.min(other.incident_id))
            .select_from(mine)
            .join(other, _alike(mine, other))
            .join(Case, Case.id == other.case_id)
            .where(mine.id == trace_id, mine.deleted_at.is_(None), *_counts(other))
            .group_by(other.case_id, Case.number)
            .order_by(Case.number)
        )
        with self._store.read() as work:
            return [Sighting(case, number, incident or "") for case, number, incident in work.execute(query)]


def seen_elsewhere(work: Work, case_id: str) -> dict[str, Elsewhere]:
    """The same inside a reading that is under way."""
    return {
        trace: Elsewhere(cases, tuple(sorted(filter(None, (kinds or "").split(_BY)))), first, last)
        for trace, cases, kinds, first, last in work.execute(_seen_elsewhere(), {"case": case_id})
    }


@cache
def _seen_elsewhere() -> Select[Any]:
    """Put together once: that takes longer than asking."""
    mine, other = aliased(Trace), aliased(Trace)
    return (
        select(
            mine.id,
            func.count(other.case_id.distinct()),
            func.group_concat(Incident.kind.distinct()),
            func.min(Incident.happened_from),
            func.max(Incident.happened_to),
        )
        .select_from(mine)
        .join(other, _alike(mine, other))
        .join(Case, Case.id == other.case_id)
        .outerjoin(Incident, and_(Incident.id == other.incident_id, Incident.deleted_at.is_(None)))
        .where(mine.case_id == bindparam("case"), mine.deleted_at.is_(None), *_counts(other))
        .group_by(mine.id)
    )


def cases_with(work: Work, kind: str, key: str, besides: str = "") -> list[str]:
    """The ids of the cases in which a trace of this kind and key was seen, but for the case `besides`."""
    kinds = traces.kinds_alike(kind, key)
    same = (Trace.kind.in_(kinds), Trace.key == key, Trace.case_id != besides, *_counts(Trace))
    query = select(Trace.case_id).join(Case, Case.id == Trace.case_id).where(*same).distinct()
    return list(work.scalars(query))


def _counts(trace: type[Trace]) -> tuple[ColumnElement[bool], ...]:
    """Which traces are told of at all: those with a key, in no bin, neither they nor their case."""
    return trace.key != "", trace.deleted_at.is_(None), Case.deleted_at.is_(None)


def _alike(mine: type[Trace], other: type[Trace]) -> ColumnElement[bool]:
    # As `traces.kinds_alike`; kinds in a list are looked up one by one in the index that begins with them.
    number = and_(mine.kind.in_(traces.NUMBERED), func.substr(mine.key, 1, 1) == "+")
    kinds = [mine.kind, *(case((number, kind), else_=mine.kind) for kind in traces.NUMBERED)]
    return and_(other.kind.in_(kinds), other.key == mine.key, other.case_id != mine.case_id)


def find_traces(work: Work, text: str, limit: int) -> list[Trace]:
    """The traces that a searched text is another writing of, newest first."""
    home = work.scalar(select(Organisation.country).limit(1)) or ""
    wanted = traces.keys(text, tuple(dict.fromkeys(("", home, "RU"))))
    if not wanted:
        return []
    pairs = or_(*(and_(Trace.kind == kind, Trace.key == key) for kind, key in sorted(wanted)))
    query = select(Trace).where(pairs, Trace.deleted_at.is_(None))
    return list(work.scalars(query.order_by(Trace.created_at.desc(), Trace.id).limit(limit)))


def complete_trace(work: Work, record: Record, values: Mapping[str, object]) -> dict[str, str]:
    """What a trace takes over before it is written with these values: a telephone number without country is
    one of the country where it was noted. Empty for other records.
    """
    if not isinstance(record, Trace):
        return {}
    now = {name: str(values.get(name, getattr(record, name)) or "") for name in ("kind", "value", "country")}
    international = now["value"].startswith(("+", "00"))
    if now["kind"] not in NATIONAL or now["country"] or "country" in values or international:
        return {}
    incident = work.get(Incident, record.incident_id) if record.incident_id else None
    case = work.get(Case, record.case_id)
    country = (incident.country if incident is not None else "") or (case.country if case is not None else "")
    return {"country": country} if country else {}


def note_officer(work: Work, record: Record, before: str, now: datetime) -> None:
    """Keeps the officer of an incident as a trace of it, so that the name is seen in other cases without
    further ado. `before` is what the field said until now; other kinds of records pass.

    The trace follows the field, and goes into the bin with it unless more was written down there. A name that
    somebody noted as a trace already, or took out of the traces, is left alone.
    """
    if not isinstance(record, Incident) or record.officer == before:
        return
    of_incident = select(Trace).where(Trace.incident_id == record.id, Trace.kind == OFFICER)
    noted = list(work.scalars(of_incident.where(Trace.deleted_at.is_(None))))
    made = next((one for one in noted if one.value == before), None)
    key = traces.key(OFFICER, record.officer)
    if not record.officer:
        if made is not None and not made.described and not made.notes:
            made.deleted_at, made.deletion = now, new_id()
    elif made is not None:
        made.value = record.officer
    elif not before and all(one.key != key for one in noted):
        work.add(Trace(case_id=record.case_id, incident_id=record.id, kind=OFFICER, value=record.officer))
    work.flush()


def keys_anew(engine: Engine) -> None:
    """Makes the keys of all traces by today's rules, in a store that older rules have made them for."""
    after = ""
    with Session(engine) as session:
        some = select(Trace).order_by(Trace.id).limit(_AT_ONCE)
        while found := session.scalars(some.where(Trace.id > after)).all():
            after = found[-1].id
            for trace in found:
                trace.complete()
                if session.is_modified(trace) and trace.deleted_at is None:
                    item = index(trace)
                    assert item is not None
                    fulltext.put(session.connection(), item)
            session.commit()
            session.expunge_all()
