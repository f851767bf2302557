"""Passport watch: which documents end, are taken away or are no longer recognised, across all open cases."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, String, func, literal, or_, select, type_coerce

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
MOST = 200


@dataclass(frozen=True)
class Watched:
    """A warning with the case and the person that it is about."""

    alert: Alert
    case: Case
    person: Person


def of_case(documents: Sequence[IdentityDocument], host: str, today: date) -> list[Alert]:
    """The warnings about the documents of one case, the most urgent first. `host` is the case's country."""
    return passports.alerts(documents, today, host, recognition.facts())


def of_cases(work: Work, hosts: Mapping[str, str], today: date) -> dict[str, list[Alert]]:
    """By case the warnings about its documents that call for work, the most urgent first, for cases that have
    any. `hosts` gives the country of each case that is asked for.
    """
    kept: dict[str, list[IdentityDocument]] = {}
    # Not `is_(None)`: the store would then look through the documents of all cases.
    there = func.ifnull(IdentityDocument.deleted_at, "") == ""
    for one in work.scalars(
        select(IdentityDocument).where(IdentityDocument.case_id.in_(sorted(hosts)), there)
    ):
        kept.setdefault(one.case_id, []).append(one)
    warned = {case_id: of_case(documents, hosts[case_id], today) for case_id, documents in kept.items()}
    pressing = {case_id: [one for one in alerts if not one.aside] for case_id, alerts in warned.items()}
    return {case_id: alerts for case_id, alerts in pressing.items() if alerts}


class Watch:
    """Reads the warnings of all open cases."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def all(self, limit: int = MOST) -> list[Watched]:
        """The most urgent warnings, at most `limit` of them."""
        today = self._clock.today()
        with self._store.read() as work:
            ending = select(Case.id, Case.country).where(*_open(), Case.passport_until <= _year(today))
            ending = ending.order_by(Case.passport_until, Case.id).limit(limit)
            alerts = of_cases(work, {row.id: row.country for row in work.execute(ending)}, today)
            if sum(one.level == "crit" for told in alerts.values() for one in told) < limit:
                for wanted in self._questions(today):
                    asked = select(Case.id, Case.country).join(IdentityDocument).where(*_open(), *wanted)
                    asked = asked.where(IdentityDocument.deleted_at.is_(None)).limit(limit)
                    found = {row.id: row.country for row in work.execute(asked) if row.id not in alerts}
                    alerts |= of_cases(work, found, today)
            told = [(one, case_id) for case_id, found in alerts.items() for one in found]
            told = sorted(told, key=lambda one: one[0].urgency)[:limit]
            cases = _by_id(work, Case, {case_id for _, case_id in told})
            persons = _by_id(work, Person, {alert.document.person_id for alert, _ in told})
        return [Watched(alert, cases[case_id], persons[alert.document.person_id]) for alert, case_id in told]

    def _questions(self, today: date) -> Iterable[tuple[ColumnElement[bool], ...]]:
        """What may be warned of besides an end, as conditions that each have an index of their own."""
        document = IdentityDocument
        yield (document.state == "DEN",)
        hosts = sorted({fact.host for fact in recognition.facts()})
        usable = or_(document.valid_until.is_(None), document.valid_until >= today)
        chipless = (document.country == "RU", document.chip.in_(("", "NOT", "XX", "UU")))
        yield (usable, *chipless, Case.country.in_(hosts))
        named = func.instr(document.not_recognised_in, literal('"') + Case.country + literal('"')) > 0
        # As text any list comes before the empty one.
        some = type_coerce(document.not_recognised_in, String) < "[]"
        yield (usable, some, Case.country != "", named)


def _open() -> tuple[ColumnElement[bool], ...]:
    """That a case is there and asks for work."""
    return (Case.deleted_at.is_(None), Case.status.not_in(CLOSED))


def _year(today: date) -> date:
    """The last day of which an end is told today."""
    return passports.months_later(today, passports.STEPS[-1][0])


def _by_id(work: Work, kind: type[R], ids: Iterable[str]) -> dict[str, R]:
    """Records of one kind by their ids."""
    key: Any = kind.__table__.c.id
    return {one.id: one for one in work.scalars(select(kind).where(key.in_(sorted(ids))))}
