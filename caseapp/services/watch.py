"""Passport watch: which documents end, are taken away or are no longer recognised, across all open cases."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, String, and_, exists, func, literal, or_, select, type_coerce
from sqlalchemy.orm import aliased

from caseapp.clock import Clock
from caseapp.lists import recognition
from caseapp.records import Case, IdentityDocument, Person, Record
from caseapp.rules import passports
from caseapp.rules.passports import Alert
from db.session import Store, Work

R = TypeVar("R", bound=Record)

#: Statuses of cases that no longer ask for work.
CLOSED = ("CLO", "ARC", "ERA")
#: No list of warnings is longer.
MOST = 500


@dataclass(frozen=True)
class Watched:
    """A warning with the case and the person that it is about."""

    alert: Alert
    case: Case
    person: Person


def of_case(documents: Sequence[IdentityDocument], host: str, today: date) -> list[Alert]:
    """The warnings about the documents of one case, the most urgent first. `host` is the case's country."""
    return passports.alerts(documents, today, host, recognition.facts())


def ending(by: date) -> Select[Any]:
    """The ids of the cases with a document that ends by the day and has no successor, for a filter."""
    document = IdentityDocument
    return select(document.case_id).where(
        document.deleted_at.is_(None), document.valid_until <= by, *_unfollowed()
    )


class Watch:
    """Reads the warnings of all open cases."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def all(self, limit: int = MOST) -> list[Watched]:
        """The most urgent warnings, at most `limit` of them."""
        today, facts = self._clock.today(), recognition.facts()
        with self._store.read() as work:
            documents: dict[str, IdentityDocument] = {}
            for wanted in self._questions(today):
                query = select(IdentityDocument).where(IdentityDocument.deleted_at.is_(None), wanted)
                query = query.order_by(IdentityDocument.valid_until, IdentityDocument.id).limit(limit)
                documents |= {one.id: one for one in work.scalars(query)}
            asked = {one.case_id for one in documents.values()}
            lying_in = select(Case.id, Case.country).where(Case.id.in_(asked))
            hosts = {row.id: row.country for row in work.execute(lying_in)}
            alerts = [
                alert
                for one in documents.values()
                for alert in passports.alerts([one], today, hosts[one.case_id], facts)
            ]
            alerts = sorted(alerts, key=lambda one: one.urgency)[:limit]
            about = [documents[one.document.id] for one in alerts]
            cases = _by_id(work, Case, {one.case_id for one in about})
            persons = _by_id(work, Person, {one.person_id for one in about})
        return [
            Watched(alert, cases[one.case_id], persons[one.person_id])
            for alert, one in zip(alerts, about, strict=True)
        ]

    def _questions(self, today: date) -> Iterable[ColumnElement[bool]]:
        """Whatever may be warned of, as conditions that each have an index of their own."""
        document = IdentityDocument
        year = passports.months_later(today, passports.STEPS[-1][0])
        asks = _in_case(Case.status.not_in(CLOSED))
        yield and_(document.valid_until < today, *_unfollowed(), asks)
        yield and_(document.valid_until >= today, document.valid_until <= year, *_unfollowed(), asks)
        yield and_(document.state.in_((*passports.SPOILT, "DEN")), asks)
        yield and_(document.state == "EXP", *_unfollowed(), asks)
        hosts = sorted({fact.host for fact in recognition.facts()})
        usable = or_(document.valid_until.is_(None), document.valid_until >= today)
        chipless = (document.country == "RU", document.chip.in_(("", "NOT", "UU")))
        yield and_(usable, *chipless, _in_case(Case.status.not_in(CLOSED), Case.country.in_(hosts)))
        named = func.instr(document.not_recognised_in, literal('"') + Case.country + literal('"')) > 0
        some = (
            type_coerce(document.not_recognised_in, String) < "[]"
        )  # as text any list comes before the empty
        yield and_(usable, some, _in_case(Case.status.not_in(CLOSED), Case.country != "", named))


def _in_case(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """That the case of a document is there and is one of these."""
    return exists().where(Case.id == IdentityDocument.case_id, Case.deleted_at.is_(None), *conditions)


def _unfollowed() -> tuple[ColumnElement[bool], ...]:
    """That a document is one of those whose end is watched, and that its holder has no later one of the kind
    (the rule of `passports.alerts` in the words of the store).
    """
    document, later = IdentityDocument, aliased(IdentityDocument)
    successor = exists().where(
        later.person_id == document.person_id,
        later.id != document.id,
        later.kind == document.kind,
        # Not `is_(None)`: the store would then look through all ends, and not through the holder's documents.
        func.ifnull(later.deleted_at, "") == "",
        later.valid_until > document.valid_until,
        later.state.not_in((*passports.SPOILT, passports.REPLACED, "EXP")),
    )
    spoilt = (*passports.SPOILT, passports.REPLACED)
    return (document.kind.in_(passports.WATCHED), document.state.not_in(spoilt), ~successor)


def _by_id(work: Work, kind: type[R], ids: Iterable[str]) -> dict[str, R]:
    """Records of one kind by their ids."""
    key: Any = kind.__table__.c.id
    return {one.id: one for one in work.scalars(select(kind).where(key.in_(sorted(ids))))}
