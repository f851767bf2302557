"""The list of cases, and one case with all that belongs to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Select,
    String,
    and_,
    bindparam,
    exists,
    func,
    literal,
    or_,
    select,
    type_coerce,
    union_all,
)

from caseapp.clock import Clock
from caseapp.errors import NotFound
from caseapp.records import (
    ALL,
    Case,
    Claim,
    ContactPoint,
    CustodyEvent,
    Evidence,
    IdentityDocument,
    Incident,
    Involvement,
    Letter,
    NameForm,
    Note,
    Organisation,
    Person,
    Record,
    Spelling,
    Tie,
    Trace,
)
from caseapp.rules.passports import Alert, months_later
from caseapp.services import watch
from caseapp.services.records import Records, Saved, in_case, name_case
from caseapp.services.search import Search
from caseapp.services.traces import Elsewhere, seen_elsewhere
from db.draft import Fact
from db.session import Store, Work
from db.values import among

R = TypeVar("R", bound=Record)

#: Where the store keeps the highest number of an erased case, by the prefix of the numbers.
_ERASED = "erased-numbers"
#: The code of the person whose case it is, in the list "relations".
CLIENT = "CLI"


@dataclass(frozen=True)
class CaseFilter:
    """Which cases a list shows. `status` is "open", "closed", "all" or a code; days count from today."""

    status: str = "open"
    mine: bool = False
    risk: tuple[str, ...] = ()
    country: str = ""
    deadline_within: int | None = None
    no_contact_for: int | None = None
    #: Months: some document of the case ends until then, has ended or was taken away, and nothing followed.
    passport_within: int | None = None
    #: A code of the list "target_profiles".
    profile: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One line of the list of cases."""

    id: str
    number: str
    name: str
    name_original: str
    country: str
    city: str
    status: str
    risk: str
    deadline_on: date | None
    deadline_what: str
    last_contact: date | None
    #: The most urgent warning about a document of the case.
    alert: Alert | None = None


@dataclass(frozen=True)
class CasePage:
    """Some lines, and where the next ones begin (None at the end)."""

    rows: list[CaseRow]
    next: tuple[Any, ...] | None


@dataclass(frozen=True)
class CaseSummary:
    """A case with everything that belongs to it; each list oldest first unless it says otherwise."""

    case: Case
    client: Person | None
    persons: list[Person]
    spellings: list[Spelling]
    #: In the order in which they happened.
    incidents: list[Incident]
    #: Newest first.
    notes: list[Note]
    letters: list[Letter]
    documents: list[IdentityDocument] = field(default_factory=list)
    name_forms: list[NameForm] = field(default_factory=list)
    ties: list[Tie] = field(default_factory=list)
    contact_points: list[ContactPoint] = field(default_factory=list)
    involvements: list[Involvement] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    traces: list[Trace] = field(default_factory=list)
    evidence: list[Evidence] = field(default_factory=list)
    custody: list[CustodyEvent] = field(default_factory=list)
    #: By trace: that it was seen in other cases too.
    elsewhere: dict[str, Elsewhere] = field(default_factory=dict)
    #: What the passport watch says of the documents today, the most urgent first.
    alerts: list[Alert] = field(default_factory=list)
    #: What it says of documents that their holders can do without: told with each of these alone.
    asides: list[Alert] = field(default_factory=list)

    def person(self, person_id: str | None) -> Person | None:
        """Somebody of the case."""
        return next((one for one in self.persons if one.id == person_id), None)

    def of_persons(self) -> list[IdentityDocument | Spelling | NameForm]:
        """Everything about the names and papers of the people of the case."""
        return [*self.documents, *self.spellings, *self.name_forms]

    def incident(self, incident_id: str | None) -> Incident | None:
        """A threat or incident of the case."""
        return next((one for one in self.incidents if one.id == incident_id), None)


_SHOWN = tuple(getattr(Case, name) for name in CaseRow.__slots__ if name != "alert")
_FAR = date(9999, 12, 31)
_LONG_AGO = date(1, 1, 1)
_DUE = func.ifnull(Case.deadline_on, _FAR.isoformat())
#: What each offered order sorts by. Empty deadlines come last, cases never contacted first.
_ORDERS: dict[str, Any] = {
    "name": Case.sort_key,
    "country": Case.country,
    "status": Case.status,
    "risk": Case.risk,
    "deadline": _DUE,
    "contact": func.ifnull(Case.last_contact, _LONG_AGO.isoformat()),
    "number": Case.number,
}
#: Orders with few different values: within each of them the nearest deadline comes first.
_COARSE = ("risk", "status", "country")


class Cases:
    """Reads cases for lists and pages, and opens new ones."""

    def __init__(self, store: Store, records: Records, search: Search, clock: Clock) -> None:
        self._store = store
        self._records = records
        self._search = search
        self._clock = clock

    def open_new(self, person: dict[str, Any], case: dict[str, Any]) -> Saved[Case]:
        """Opens a case for a new client from the fields already known of both. Raises Invalid."""
        with self._store.write(self._records.by) as work:
            today = self._clock.today()
            first: dict[str, Any] = {
                "status": "INT",
                "opened_on": today,
                "caseworker_id": self._records.by or None,
            } | case
            new = Case(**first)
            new.number = new.number or self._next_number()
            work.add(new)
            work.flush()
            known: dict[str, Any] = {"relation": CLIENT} | person
            client = Person(**known, case_id=new.id)
            work.add(client)
            work.flush()
            new.client_id = client.id
            name_case(new, client)
        return Saved(new, work.changes)

    def _next_number(self) -> str:
        with self._store.write(self._records.by) as work:
            prefix = work.scalar(select(Organisation.number_prefix).limit(1)) or "C"
            width = len(prefix) + 2
            last = work.scalar(
                select(func.max(func.cast(func.substr(Case.number, width), Case.version.type))).where(
                    Case.number.startswith(f"{prefix}-", autoescape=True)
                )
            )
            freed = (work.scalar(select(Fact.value).where(Fact.name == _ERASED)) or {}).get(prefix, 0)
        return f"{prefix}-{max(last or 0, freed) + 1:04}"

    def count(self, wanted: CaseFilter) -> int:
        """How many cases the filter lets through."""
        with self._store.read() as work:
            query = self._filtered(select(func.count()).select_from(Case), wanted)
            return int(work.scalar(query) or 0)

    def window(
        self,
        wanted: CaseFilter,
        sort: str = "risk",
        descending: bool = True,
        offset: int = 0,
        limit: int = 50,
    ) -> list[CaseRow]:
        """Lines offset to offset + limit in the wanted order."""
        order = _order(sort, descending)
        with self._store.read() as work:
            there = self._filtered(select(Case.id), wanted).order_by(*order).offset(offset).limit(limit)
            rows = work.execute(select(*_SHOWN).where(Case.id.in_(there)).order_by(*order)).all()
            return self._told(work, rows)

    def page(
        self,
        wanted: CaseFilter,
        sort: str = "risk",
        descending: bool = True,
        after: tuple[Any, ...] | None = None,
        limit: int = 50,
    ) -> CasePage:
        """The lines after `after`, the `next` of the page before; as fast at the end as at the start."""
        keys = _keys(sort, descending)
        with self._store.read() as work:
            there = self._filtered(select(Case.id), wanted)
            if after is not None:
                there = there.where(_beyond(keys, after))
            there = there.order_by(*_order(sort, descending)).limit(limit)
            query = select(*(key for key, _ in keys), *_SHOWN).where(Case.id.in_(there))
            rows = work.execute(query.order_by(*_order(sort, descending))).all()
            found = self._told(work, [row[len(keys) :] for row in rows])
        return CasePage(found, tuple(rows[-1][: len(keys)]) if len(rows) == limit else None)

    def _told(self, work: Work, rows: Sequence[Sequence[Any]]) -> list[CaseRow]:
        """The lines of a list, each with the warning about the papers of its case."""
        found = [CaseRow(*row) for row in rows]
        alerts = watch.of_cases(work, {row.id: row.country for row in found}, self._clock.today())
        return [replace(row, alert=alerts[row.id][0]) if row.id in alerts else row for row in found]

    def countries(self) -> list[str]:
        """The codes of the host countries that occur, sorted by code."""
        with self._store.read() as work:
            found = select(Case.country).where(Case.deleted_at.is_(None), Case.country != "")
            return list(work.scalars(found.distinct().order_by(Case.country)))

    def summary(self, case_id: str) -> CaseSummary:
        """A case with all its records. Raises NotFound."""
        with self._store.read() as work:
            case = work.get(Case, case_id)
            if case is None or case.deleted_at is not None:
                raise NotFound
            there = set(work.scalars(_kinds_there(), {"case": case_id}))

            def of(kind: type[R]) -> list[R]:
                return in_case(work, kind, case_id) if kind.KIND in there else []

            persons = of(Person)
            documents = of(IdentityDocument)
            told = watch.of_case(documents, case.country, self._clock.today())
            return CaseSummary(
                case=case,
                client=next((p for p in persons if p.id == case.client_id), None),
                persons=persons,
                spellings=of(Spelling),
                incidents=sorted(of(Incident), key=_in_time),
                notes=sorted(of(Note), key=_newest, reverse=True),
                letters=of(Letter),
                documents=documents,
                alerts=[one for one in told if not one.aside],
                asides=[one for one in told if one.aside],
                name_forms=of(NameForm),
                ties=of(Tie),
                contact_points=of(ContactPoint),
                involvements=of(Involvement),
                claims=of(Claim),
                traces=of(Trace),
                evidence=of(Evidence),
                custody=of(CustodyEvent),
                elsewhere=seen_elsewhere(work, case_id) if Trace.KIND in there else {},
            )

    def by_number(self, number: str) -> str:
        """The id of the case with this number (capital letters don't matter). Raises NotFound."""
        with self._store.read() as work:
            found = work.scalar(
                select(Case.id).where(func.upper(Case.number) == number.upper(), Case.deleted_at.is_(None))
            )
        if found is None:
            raise NotFound
        return found

    def _filtered(self, query: Select[Any], wanted: CaseFilter) -> Select[Any]:
        return query.where(Case.deleted_at.is_(None), *self._conditions(wanted))

    def _conditions(self, wanted: CaseFilter) -> list[ColumnElement[bool]]:
        today = self._clock.today()
        rules: list[ColumnElement[bool]] = []
        if wanted.mine:
            rules.append(Case.caseworker_id == self._records.by)
        if wanted.risk:
            rules.append(Case.risk.in_(wanted.risk))
        if wanted.country:
            rules.append(Case.country == wanted.country)
        if wanted.deadline_within is not None:
            rules.append(Case.deadline_on <= today + timedelta(days=wanted.deadline_within))
        if wanted.no_contact_for is not None:
            limit = today - timedelta(days=wanted.no_contact_for)
            rules.append(or_(Case.last_contact.is_(None), Case.last_contact < limit))
        if wanted.passport_within is not None:
            rules.append(Case.passport_until <= months_later(today, wanted.passport_within))
        if wanted.profile:
            # The list stands in the store as JSON, its codes in quotes.
            kept = type_coerce(Case.profiles, String)
            rules.append(func.instr(kept, f'"{wanted.profile}"') > 0)
        if wanted.text.strip():
            rules.append(Case.id.in_(among(self._search.case_ids(wanted.text))))
        # Last, since most cases are open; one by one, which is quicker than a look into a list.
        if wanted.status == "open":
            rules += [Case.status != code for code in watch.CLOSED]
        elif wanted.status == "closed":
            rules.append(Case.status.in_(watch.CLOSED))
        elif wanted.status != "all":
            rules.append(Case.status == wanted.status)
        return rules


def number_erased(work: Work, number: str) -> None:
    """Notes that no other case may get the number of a case that is being erased: letters may bear it."""
    prefix, _, running = number.rpartition("-")
    known: dict[str, int] = work.scalar(select(Fact.value).where(Fact.name == _ERASED)) or {}
    if prefix and running.isdecimal() and int(running) > known.get(prefix, 0):
        work.merge(Fact(name=_ERASED, value=known | {prefix: int(running)}))
        work.flush()


def _newest(note: Note) -> tuple[date, datetime | None]:
    return note.on or _LONG_AGO, note.created_at


@cache
def _kinds_there() -> CompoundSelect[Any]:
    """Which kinds of records a case has: one question, so that only those tables are read."""
    kinds = [kind for kind in ALL if "case_id" in kind.__table__.columns]
    return union_all(
        *(
            select(literal(kind.KIND)).where(
                exists().where(kind.__table__.c.case_id == bindparam("case"), kind.deleted_at.is_(None))
            )
            for kind in kinds
        )
    )


def _keys(sort: str, descending: bool) -> list[tuple[Any, bool]]:
    """The expressions that decide the place of a case, each with whether it falls; no two cases are equal."""
    keys = [(_ORDERS[sort], descending)]
    if sort in _COARSE:
        keys.append((_DUE, False))
    return [*keys, (Case.id, False)]


def _order(sort: str, descending: bool) -> tuple[Any, ...]:
    return tuple(key.desc() if falls else key.asc() for key, falls in _keys(sort, descending))


def _beyond(keys: list[tuple[Any, bool]], after: tuple[Any, ...]) -> ColumnElement[bool]:
    """What comes after a place: equal in the first keys and beyond it in the next one."""
    steps = []
    for number, (key, falls) in enumerate(keys):
        equal = [earlier == value for (earlier, _), value in zip(keys, after[:number], strict=False)]
        steps.append(and_(*equal, key < after[number] if falls else key > after[number]))
    return or_(*steps)


def _in_time(incident: Incident) -> tuple[date, str]:
    return (incident.happened_from or incident.happened_to or _LONG_AGO, incident.id)
