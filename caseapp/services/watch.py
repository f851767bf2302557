"""Passport watch: which documents end, are taken away or are no longer recognised, across all open cases."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, literal, or_, select
from sqlalchemy.orm import aliased

from caseapp.clock import Clock
from caseapp.lists import recognition
from caseapp.records import Case, IdentityDocument, Person
from caseapp.rules import passports
from caseapp.rules.passports import Alert
from db.session import Store

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
        today = self._clock.today()
        facts = recognition.facts()
        found: list[Watched] = []
        with self._store.read() as work:
            for wanted in self._questions(today):
                query = (
                    select(IdentityDocument, Case, Person)
                    .join(Case, Case.id == IdentityDocument.case_id)
                    .join(Person, Person.id == IdentityDocument.person_id)
                    .where(
                        IdentityDocument.deleted_at.is_(None),
                        Case.deleted_at.is_(None),
                        Case.status.not_in(CLOSED),
                        wanted,
                    )
                    .order_by(IdentityDocument.valid_until, IdentityDocument.id)
                    .limit(limit)
                )
                for document, case, person in work.execute(query):
                    alerts = passports.alerts([document], today, case.country, facts)
                    found += [Watched(alert, case, person) for alert in alerts]
        return _each_once(found)[:limit]

    def _questions(self, today: date) -> Iterable[ColumnElement[bool]]:
        """Whatever may be warned of, as conditions that each have an index of their own."""
        document = IdentityDocument
        year = passports.months_later(today, passports.STEPS[-1][0])
        yield and_(document.valid_until < today, *_unfollowed())
        yield and_(document.valid_until >= today, document.valid_until <= year, *_unfollowed())
        yield document.state.in_((*passports.SPOILT, "DEN"))
        yield and_(document.state == "EXP", *_unfollowed())
        hosts = sorted({fact.host for fact in recognition.facts()})
        usable = or_(document.valid_until.is_(None), document.valid_until >= today)
        unrecognised = and_(document.country == "RU", document.chip != "BIO", Case.country.in_(hosts))
        named = func.instr(document.not_recognised_in, literal('"') + Case.country + literal('"')) > 0
        yield and_(usable, or_(unrecognised, and_(Case.country != "", named)))


def _unfollowed() -> tuple[ColumnElement[bool], ...]:
    """That a document is one of those whose end is watched, and that its holder has no later one of the kind
    (the rule of `passports.alerts` in the words of the store).
    """
    document, later = IdentityDocument, aliased(IdentityDocument)
    successor = exists().where(
        later.person_id == document.person_id,
        later.id != document.id,
        later.kind == document.kind,
        later.deleted_at.is_(None),
        later.valid_until > document.valid_until,
        later.state.not_in((*passports.SPOILT, passports.REPLACED, "EXP")),
    )
    spoilt = (*passports.SPOILT, passports.REPLACED)
    return (document.kind.in_(passports.WATCHED), document.state.not_in(spoilt), ~successor)


def _each_once(found: list[Watched]) -> list[Watched]:
    """The most urgent first; what two questions found is told once."""
    ordered = sorted(found, key=lambda one: (*one.alert.urgency, one.alert.code))
    alike = groupby(ordered, key=lambda one: (one.alert.document.id, one.alert.code))
    return [next(group) for _, group in alike]
