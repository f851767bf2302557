"""Gathers from the store what a letter is made from; what must not leave stays behind."""

from __future__ import annotations

from datetime import date
from typing import Any, TypeVar

from sqlalchemy import select

from caseapp.errors import NotFound
from caseapp.i18n import N_
from caseapp.letters.kinds import LetterKind
from caseapp.letters.material import (
    Material,
    confirmed,
    disclosed,
    gathered_people,
    gathered_spellings,
)
from caseapp.records import (
    Actor,
    Case,
    Caseworker,
    Claim,
    Contact,
    ContactPoint,
    Evidence,
    IdentityDocument,
    Incident,
    Involvement,
    Letter,
    NameForm,
    Organisation,
    Person,
    Record,
    Spelling,
)
from db.errors import Problem
from db.session import Work

R = TypeVar("R", bound=Record)
_LAST = date(9999, 12, 31)
#: A laboratory's result, in the list "evidence_kinds".
_LABORATORY = "LAB"


class NoClient(Problem):
    """A case whose client was deleted."""

    code = "letter-no-client"
    text = N_(
        "This case has no client any more. Nothing was changed."
        " Bring the client back from the bin, then write the letter."
    )


def gather(work: Work, letter: Letter, today: date, kind: LetterKind | None = None) -> Material:
    """Everything that this letter may print. Raises NotFound for a case that is gone, NoClient."""
    case = _one(work, Case, letter.case_id)
    client = _one(work, Person, case.client_id if case else None)
    if case is None:
        raise NotFound
    if client is None:
        raise NoClient
    special = bool(kind and kind.special_option and letter.options.get(kind.special_option))
    of_case = sorted((disclosed(i, special=special) for i in _of(work, Incident, case.id)), key=_in_time)
    involved, claims = _of(work, Involvement, case.id), _of(work, Claim, case.id)
    chosen = set(letter.facts)
    documents = [d for d in _of(work, IdentityDocument, case.id) if d.person_id == client.id]
    spellings = [s for s in _of(work, Spelling, case.id) if s.person_id == client.id]
    spelling = next((s for s in spellings if s.id == letter.spelling_id), None)
    printed, unprinted = gathered_spellings(spellings, spelling, documents, special=special)
    issued = sorted(
        (x for x in _of(work, Letter, case.id) if x.issued_at and x.id != letter.id), key=_when_issued
    )
    named = letter.options.get("contacts")
    contacts = [_one(work, Contact, each) for each in named] if isinstance(named, list) else []
    people = gathered_people(_of(work, Person, case.id), client.id, special=special)
    organisation = work.scalar(select(Organisation).where(Organisation.deleted_at.is_(None)).limit(1))
    return Material(
        letter=disclosed(letter),
        case=disclosed(case, special=special),
        client=disclosed(client, special=special),
        organisation=disclosed(organisation) if organisation else Organisation(),
        today=today,
        signatory=_disclosed(_one(work, Caseworker, letter.signatory_id)),
        contact=_disclosed(_one(work, Contact, letter.contact_id)),
        spelling=_disclosed(spelling),
        spellings=printed,
        unprinted=unprinted,
        documents=tuple(disclosed(d) for d in documents),
        name_forms=confirmed(n for n in _of(work, NameForm, case.id) if n.person_id == client.id),
        persons=people.persons,
        withheld=people.withheld,
        refused=people.refused,
        unasked=people.unasked,
        limited=people.limited,
        ways=tuple(point.value for point in _of(work, ContactPoint, case.id) if point.value),
        incidents=tuple(i for i in of_case if i.id in chosen),
        of_case=tuple(of_case),
        issued=tuple(disclosed(x) for x in issued),
        contacts=tuple(disclosed(c) for c in contacts if c is not None),
        claims=tuple(disclosed(one) for one in claims),
        involvements=tuple(disclosed(one) for one in involved),
        limits={i.id: i.disclosure for i in _of(work, Incident, case.id) if i.disclosure},
        actor_names=_actor_names(work, [*_of(work, Incident, case.id), *involved]),
        laboratory=_laboratory(_of(work, Evidence, case.id), claims),
    )


def _actor_names(work: Work, acting: list[Incident | Involvement]) -> dict[str, tuple[str, ...]]:
    """By incident, all names of those who are said to have acted: to find them in texts, never to print."""
    names: dict[str, list[str]] = {}
    for one in acting:
        known = names.setdefault(one.incident_id if isinstance(one, Involvement) else one.id, [])
        known.append(one.actor_name)
        if (actor := _one(work, Actor, one.actor_id)) is not None:
            known += [actor.name, *actor.other_names.splitlines()]
    return {incident: tuple(filter(None, found)) for incident, found in names.items()}


def _laboratory(evidence: list[Evidence], claims: list[Claim]) -> frozenset[str]:
    """The incidents that a laboratory's result belongs to, by itself or as what a further source rests on."""
    results = {one.id: one for one in evidence if one.kind == _LABORATORY}
    named = {claim.incident_id for claim in claims if claim.evidence_id in results}
    return frozenset(named.union(*(one.incident_ids for one in results.values())))


def _one(work: Work, kind: type[R], record_id: str | None) -> R | None:
    record = work.get(kind, record_id) if record_id else None
    return None if record is None or record.deleted_at is not None else record


def _of(work: Work, kind: type[R], case_id: str) -> list[R]:
    owner: Any = kind.__table__.c.case_id
    query = select(kind).where(owner == case_id, kind.deleted_at.is_(None)).order_by(kind.created_at, kind.id)
    return list(work.scalars(query))


def _disclosed(record: R | None) -> R | None:
    return None if record is None else disclosed(record)


def _in_time(incident: Incident) -> tuple[date, date, str]:
    """Chronological: by the first day that it can be, undated ones last."""
    first = incident.happened_from or incident.happened_to or _LAST
    return (first, incident.happened_to or _LAST, incident.id)


def _when_issued(letter: Letter) -> tuple[str, int]:
    running = letter.number.rpartition("/")[2]
    return (
        letter.issued_at.isoformat() if letter.issued_at else "",
        int(running) if running.isdigit() else 0,
    )
