"""What a caseworker knows: one file per kind of record, declared once, listed here."""

from caseapp.records.case import Case
from caseapp.records.contact import Contact
from caseapp.records.fields import Field, Kind, Record, Sensitivity
from caseapp.records.incident import Incident
from caseapp.records.letter import Letter, LetterCopy
from caseapp.records.note import Note
from caseapp.records.office import Caseworker, Organisation
from caseapp.records.person import Person, Spelling

#: Every kind of record, parents before children.
ALL: tuple[type[Record], ...] = (
    Organisation,
    Caseworker,
    Contact,
    Case,
    Person,
    Spelling,
    Incident,
    Note,
    Letter,
)
BY_KIND: dict[str, type[Record]] = {record.KIND: record for record in ALL}

__all__ = [
    "ALL",
    "BY_KIND",
    "Case",
    "Caseworker",
    "Contact",
    "Field",
    "Incident",
    "Kind",
    "Letter",
    "LetterCopy",
    "Note",
    "Organisation",
    "Person",
    "Record",
    "Sensitivity",
    "Spelling",
]
