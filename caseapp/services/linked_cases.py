"""People who have a case of their own: the way there, the way back, and who might be one of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select

from caseapp.records import Case, Person
from caseapp.rules import dates
from caseapp.rules.folding import whole_key
from caseapp.services.search import Search
from db.session import Store, Work

#: So many cases with a fitting name are looked at; who is that common is found by the case number.
_LOOKED_AT = 40


@dataclass(frozen=True)
class CaseLink:
    """A case as a link shows it. `relation` is what somebody is to its client, where that is the point."""

    case_id: str
    number: str
    name: str
    name_original: str = ""
    relation: str = ""


@dataclass(frozen=True)
class Linked:
    """`own`: the cases of people of this case, by the person's id. `elsewhere`: cases in which the client of
    this one is somebody else's relative.
    """

    own: Mapping[str, CaseLink]
    elsewhere: tuple[CaseLink, ...] = ()


class LinkedCases:
    """Reads the links between cases. They are made by hand alone: two people of one name stay two people."""

    def __init__(self, store: Store, search: Search) -> None:
        self._store = store
        self._search = search

    def of(self, case_id: str) -> Linked:
        """All links of a case, both ways; cases in the bin are left out."""
        with self._store.read() as work:
            query = (
                select(Person.id, Case.id, Case.number, Case.name, Case.name_original)
                .join(Case, Case.id == Person.own_case_id)
                .where(Person.case_id == case_id, Person.deleted_at.is_(None), Case.deleted_at.is_(None))
            )
            own = {person: CaseLink(*link) for person, *link in work.execute(query)}
            back = (
                select(Case.id, Case.number, Case.name, Case.name_original, Person.relation)
                .join(Case, Case.id == Person.case_id)
                .where(Person.own_case_id == case_id, Person.deleted_at.is_(None), Case.deleted_at.is_(None))
                .order_by(Case.number)
            )
            return Linked(own, tuple(CaseLink(*row) for row in work.execute(back)))

    def find(self, text: str, without: str, limit: int = 9) -> list[CaseLink]:
        """Cases whose number, client or people fit what was typed, best first."""
        if not text.strip():
            return []
        ids = [one for one in self._search.cases_named(text, limit + 1) if one != without][:limit]
        with self._store.read() as work:
            return [link for one in ids if (link := _link(work, one)) is not None]

    def namesakes(self, person: Person) -> list[CaseLink]:
        """Cases of clients with the same name, whose birth does not speak against it."""
        names = _keys(person)
        if not names:
            return []
        found = []
        for typed in dict.fromkeys(name for name in _written(person) if name):
            found += [one for one in self._search.cases_named(typed, _LOOKED_AT) if one != person.case_id]
        with self._store.read() as work:
            return [
                link
                for one in dict.fromkeys(found)
                if _same(work, one, person, names) and (link := _link(work, one)) is not None
            ]


def _link(work: Work, case_id: str) -> CaseLink | None:
    case = work.get(Case, case_id)
    if case is None or case.deleted_at is not None:
        return None
    return CaseLink(case.id, case.number, case.name, case.name_original)


def _same(work: Work, case_id: str, person: Person, names: set[str]) -> bool:
    case = work.get(Case, case_id)
    client = work.get(Person, case.client_id) if case is not None and case.client_id else None
    if client is None or client.deleted_at is not None or not names & _keys(client):
        return False
    if not client.birth or not person.birth:
        return True
    return dates.overlap(dates.parse_edtf(client.birth), dates.parse_edtf(person.birth))


def _written(person: Person) -> tuple[str, str]:
    return (
        " ".join(filter(None, (person.given, person.family))) if person.given and person.family else "",
        f"{person.latin_given} {person.latin_family}" if person.latin_given and person.latin_family else "",
    )


def _keys(person: Person) -> set[str]:
    """The name by its sound, in either script; a family name alone is no name."""
    return {whole_key(name) for name in _written(person) if name} - {""}
