"""What a record is called in one line, and what tells it apart from others of the same name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from caseapp.i18n import language
from caseapp.records.actor import Actor, Involvement
from caseapp.records.case import Case
from caseapp.records.claim import Claim
from caseapp.records.contact import Contact
from caseapp.records.evidence import Evidence
from caseapp.records.fields import Kind, Record
from caseapp.records.identity_document import IdentityDocument
from caseapp.records.incident import Incident
from caseapp.records.letter import Letter
from caseapp.records.note import Note
from caseapp.records.office import Caseworker, Organisation
from caseapp.records.person import ContactPoint, NameForm, Person, Spelling
from caseapp.records.trace import Trace

#: Characters of a text that make a title.
_LENGTH = 80


def title_of(record: Record, client: str = "") -> tuple[str, str]:
    """The title of a record and its second line; `client` is the name of the client whose case it is in.

    The second line names the client where the record itself has nothing that tells it apart.
    """
    title, second = _TITLES.get(type(record), _first_text)(record)
    return title, client if second is None else second


def _first_text(record: Record) -> tuple[str, str | None]:
    """Any other kind of record is called by the first text that it shows."""
    for name, field in record.fields().items():
        if field.shown and field.kind in (Kind.NAME, Kind.TEXT, Kind.LONG) and getattr(record, name):
            return str(getattr(record, name))[:_LENGTH], None
    return "", None


def _joined(*words: str) -> str:
    return " ".join(filter(None, words))


def _in_language(texts: Mapping[str, str]) -> str:
    return texts.get(language()) or next(iter(texts.values()), "")


def _case(case: Case) -> tuple[str, str | None]:
    return case.name or case.number, case.number


def _person(person: Person) -> tuple[str, str | None]:
    latin = _joined(person.latin_given, person.latin_family)
    original = _joined(person.given, person.patronymic, person.family)
    return (latin, original) if latin else (original, "")


def _spelling(spelling: Spelling) -> tuple[str, str | None]:
    return _joined(spelling.given, spelling.patronymic, spelling.family), None


def _document(document: IdentityDocument) -> tuple[str, str | None]:
    name = _joined(document.given, document.family) or document.original
    return (name, document.number) if name else (document.number, None)


def _contact(contact: Contact) -> tuple[str, str | None]:
    return contact.name, contact.unit or contact.person


def _actor(actor: Actor) -> tuple[str, str | None]:
    return actor.name, actor.other_names.partition("\n")[0]


def _claim(claim: Claim) -> tuple[str, str | None]:
    return next(iter((*claim.says.values(), *claim.source_note.values())), "")[:_LENGTH], None


def _evidence(evidence: Evidence) -> tuple[str, str | None]:
    return evidence.title or evidence.file_name, None


_TITLES: dict[type[Record], Callable[[Any], tuple[str, str | None]]] = {
    Actor: _actor,
    Caseworker: lambda caseworker: (_in_language(caseworker.name), None),
    Case: _case,
    Claim: _claim,
    Contact: _contact,
    ContactPoint: lambda point: (point.value, None),
    Evidence: _evidence,
    IdentityDocument: _document,
    Incident: lambda incident: (incident.title, None),
    Involvement: lambda involvement: (involvement.actor_name, None),
    Letter: lambda letter: (letter.number, None),
    Organisation: lambda organisation: (_in_language(organisation.name), None),
    NameForm: lambda form: (form.nominative, None),
    Note: lambda note: (note.text[:_LENGTH], None),
    Person: _person,
    Spelling: _spelling,
    Trace: lambda trace: (trace.value, None),
}
