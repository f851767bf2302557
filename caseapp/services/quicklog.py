"""Quick log: one typed line becomes an incident with its traces, all of it in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select

from caseapp.clock import Clock
from caseapp.errors import Invalid, NotFound
from caseapp.lists.lexicon import lexicon
from caseapp.records import Case, Evidence, Incident, Note, Organisation, Trace
from caseapp.rules import traces as trace_rules
from caseapp.rules.folding import fold, token_keys
from caseapp.rules.quicklog import Understood, understand
from caseapp.rules.typed_name import as_fields, without_ending
from caseapp.services.cases import Cases
from caseapp.services.records import Records
from caseapp.services.search import Search
from caseapp.services.traces import cases_with
from db.session import Changes, Store, Work

#: What a client tells by telephone, as the lists know it: an interview, knowledge from the client.
SOURCE_CLIENT, BASIS_CLIENT = "INT", "K3"
#: An incident of so many days ago still belongs to what is happening now.
RECENT_DAYS = 30
#: The highest level of risk.
CRITICAL = "4"


#: Records files for a case and an incident, and gives the ids of those that are new.
Attach = Callable[[str, str], Iterable[str]]


@dataclass(frozen=True)
class Client:
    """A case by its client, as the quick log offers it."""

    case_id: str
    number: str
    name: str
    original: str
    country: str
    risk: str


@dataclass(frozen=True)
class Guess:
    """A client found in the text, and the words by which."""

    words: str
    client: Client


@dataclass(frozen=True)
class Spotted:
    """A plate, number or account as typed; `country` is where a number without its code belongs."""

    kind: str
    value: str
    country: str = ""
    described: str = ""


@dataclass(frozen=True)
class Entry:
    """What is to be kept. Either `case_id`, or `new_client`, the name for a case that is opened along.

    `text` is kept whole as the incident's internal notes, `remarks` as further lines there. `told`: the
    client told it today; a journal entry about it is made then, `channel` says how. `critical` raises the
    risk of the case.
    """

    text: str
    case_id: str = ""
    new_client: str = ""
    title: str = ""
    kind: str = ""
    happened: str = ""
    happened_words: str = ""
    time_of_day: str = ""
    place: str = ""
    country: str = ""
    spotted: tuple[Spotted, ...] = ()
    remarks: tuple[str, ...] = ()
    told: bool = False
    channel: str = ""
    critical: bool = False


@dataclass(frozen=True)
class Logged:
    """What was kept; `seen` tells in how many other cases its traces stand."""

    case: Case
    incident: Incident
    traces: tuple[Trace, ...]
    note: Note | None
    opened: bool
    risk_before: str
    assessed_before: date | None
    seen: int
    changes: Changes
    #: Ids of evidence that came along.
    files: tuple[str, ...] = ()


class QuickLog:
    """Understands, finds and keeps. All of it belongs to the store thread, except `understand`."""

    def __init__(self, store: Store, records: Records, cases: Cases, search: Search, clock: Clock) -> None:
        self._store, self._records, self._cases = store, records, cases
        self._search, self._clock = search, clock

    def understand(self, text: str, number_prefix: str = "") -> Understood:
        """What a line tells, read on today's calendar. Touches no store."""
        return understand(text, lexicon(), self._clock.today(), number_prefix)

    def number_prefix(self) -> str:
        """What our case numbers begin with."""
        with self._store.read() as work:
            return work.scalar(select(Organisation.number_prefix).limit(1)) or "C"

    def client(self, case_id: str) -> Client | None:
        """The client of a case; None for one that is gone."""
        with self._store.read() as work:
            return _client(work.get(Case, case_id))

    def clients(self, text: str, limit: int = 7) -> list[Client]:
        """The cases whose number or names fit, best first, each once."""
        if not text.strip():
            return []
        return self._of_cases(self._search.cases_named(text, limit * 2))[:limit]

    def guesses(self, names: Sequence[str]) -> list[Guess]:
        """Clients whose names stand in a text, in the order of the names; a name that several clients have
        gives them all.
        """
        for words in names:
            found = self._spelt(words)
            if found:
                return [Guess(words, client) for client in found]
        return []

    def recent(self, case_id: str) -> int:
        """How many incidents of the last RECENT_DAYS days are recorded in a case."""
        since = self._clock.today() - timedelta(days=RECENT_DAYS)
        with self._store.read() as work:
            query = select(func.count()).where(
                Incident.case_id == case_id, Incident.deleted_at.is_(None), Incident.happened_from >= since
            )
            return int(work.scalar(query) or 0)

    def seen(self, spotted: Iterable[Spotted], besides: str = "") -> dict[Spotted, int]:
        """In how many other cases each of them stands; those that are new are left out."""
        found = {}
        with self._store.read() as work:
            for one in spotted:
                key = trace_rules.key(one.kind, one.value, one.country)
                if count := len(cases_with(work, one.kind, key, besides)):
                    found[one] = count
        return found

    def save(self, entry: Entry, attach: Attach | None = None) -> Logged:
        """Keeps everything, or nothing. `attach` records files that were taken in for it.

        Raises Invalid with sentences by field, NotFound for a case that is gone.
        """
        today = self._clock.today()
        with self._store.write(self._records.by) as work:
            case = self._case(work, entry)
            before, assessed = case.risk, case.risk_on
            incident = self._records.add(_incident(entry, case, today)).record
            traces = tuple(self._trace(one, incident) for one in entry.spotted)
            note = self._note(entry, incident, today) if entry.told else None
            if entry.critical and case.risk != CRITICAL:
                self._records.change(Case, case.id, risk=CRITICAL, risk_on=today)
            files = tuple(attach(case.id, incident.id)) if attach is not None else ()
            work.flush()
            others = {other for one in traces for other in cases_with(work, one.kind, one.key, case.id)}
        return Logged(
            case,
            incident,
            traces,
            note,
            bool(entry.new_client),
            before,
            assessed,
            len(others),
            work.changes,
            files,
        )

    def undo(self, logged: Logged) -> Changes:
        """Takes all of it back: into the bin, the risk as it was."""
        with self._store.write(self._records.by) as work:
            if logged.opened:
                self._records.delete(Case, logged.case.id)
                return work.changes
            for evidence_id in logged.files:
                self._records.delete(Evidence, evidence_id)
            for record in (logged.note, *logged.traces, logged.incident):
                if record is not None:
                    self._records.delete(type(record), record.id)
            case = work.get(Case, logged.case.id)
            if case is not None and case.risk != logged.risk_before and case.risk == CRITICAL:
                before = {"risk": logged.risk_before, "risk_on": logged.assessed_before}
                self._records.change(Case, case.id, **before)
        return work.changes

    def _case(self, work: Work, entry: Entry) -> Case:
        if entry.new_client:
            person = as_fields(entry.new_client)
            return self._cases.open_new(person, {}).record
        case = work.get(Case, entry.case_id) if entry.case_id else None
        if case is None or case.deleted_at is not None:
            raise NotFound
        return case

    def _trace(self, one: Spotted, incident: Incident) -> Trace:
        trace = Trace(
            case_id=incident.case_id,
            incident_id=incident.id,
            kind=one.kind,
            value=one.value,
            country=one.country,
            described=one.described,
        )
        try:
            return self._records.add(trace).record
        except Invalid as invalid:
            raise Invalid({_FIELDS.get(one.kind, "account"): "; ".join(invalid.fields.values())}) from invalid

    def _note(self, entry: Entry, incident: Incident, today: date) -> Note:
        note = Note(
            case_id=incident.case_id,
            on=today,
            channel=entry.channel,
            text=entry.text,
            about=[incident.id],
            caseworker_id=self._records.by or None,
        )
        return self._records.add(note).record

    def _spelt(self, words: str) -> list[Client]:
        """Clients who really are called so: each of the words is one of their names, declined or not."""
        for typed in dict.fromkeys((words, " ".join(map(without_ending, words.split())))):
            hits = self._search.named(typed, 12, slips=False)
            fitting = [hit.case_id for hit in hits if _is_called(words, f"{hit.title} {hit.subtitle}")]
            if fitting:
                return self._of_cases(fitting)[:5]
        return []

    def _of_cases(self, ids: Iterable[str | None]) -> list[Client]:
        wanted = [case_id for case_id in dict.fromkeys(ids) if case_id]
        with self._store.read() as work:
            cases = {case.id: case for case in work.scalars(select(Case).where(Case.id.in_(wanted)))}
            found = (_client(cases.get(case_id)) for case_id in wanted)
            return [client for client in found if client is not None]


_FIELDS = {"PLA": "plate", "TEL": "phone"}


def _client(case: Case | None) -> Client | None:
    if case is None or case.deleted_at is not None:
        return None
    return Client(case.id, case.number, case.name, case.name_original, case.country, case.risk)


def _incident(entry: Entry, case: Case, today: date) -> Incident:
    return Incident(
        case_id=case.id,
        title=entry.title,
        kind=entry.kind,
        happened=entry.happened,
        happened_words=entry.happened_words,
        time_of_day=entry.time_of_day,
        place=entry.place,
        country=entry.country,
        notes="\n\n".join([entry.text, *entry.remarks]),
        told_on=today,
        source_kind=SOURCE_CLIENT if entry.told else "",
        basis=BASIS_CLIENT if entry.told else "",
    )


def _is_called(words: str, names: str) -> bool:
    """Whether every word is one of the names, by sound across scripts or but for its Russian ending."""
    called = names.split()
    sounds = {key for name in called for key in token_keys(fold(name))}
    folded = [fold(name) for name in called]
    return all(
        bool(sounds & set(token_keys(fold(word)))) or _declined(fold(without_ending(word)), folded)
        for word in words.split()
    )


def _declined(stem: str, names: list[str]) -> bool:
    return len(stem) >= 4 and any(name.startswith(stem) and len(name) - len(stem) <= 3 for name in names)
