"""What a caseworker knows: one file per kind of record, declared once, listed here."""

from sqlalchemy import Index

from caseapp.records.actor import Actor, Involvement
from caseapp.records.case import Case
from caseapp.records.claim import Claim
from caseapp.records.contact import Contact
from caseapp.records.evidence import CustodyEvent, Evidence, EvidencePreview
from caseapp.records.fields import Field, Kind, Record, Sensitivity
from caseapp.records.identity_document import IdentityDocument
from caseapp.records.incident import Incident
from caseapp.records.letter import Letter, LetterCopy
from caseapp.records.note import Note
from caseapp.records.office import Caseworker, Organisation
from caseapp.records.person import ContactPoint, NameForm, Person, Spelling, Tie
from caseapp.records.trace import Trace

#: Every kind of record, parents before children.
ALL: tuple[type[Record], ...] = (
    Organisation,
    Caseworker,
    Contact,
    Actor,
    Case,
    Person,
    IdentityDocument,
    Spelling,
    NameForm,
    Tie,
    ContactPoint,
    Incident,
    Involvement,
    Claim,
    Trace,
    Evidence,
    CustodyEvent,
    Note,
    Letter,
)
BY_KIND: dict[str, type[Record]] = {record.KIND: record for record in ALL}

for _kind in ALL:
    # Little of a store is in the bin: what asks for that must not read through everything else.
    _columns = _kind.__table__.c
    Index(
        f"ix_{_kind.__tablename__}_binned",
        _columns.deleted_at,
        _columns.deletion,
        sqlite_where=_columns.deleted_at.is_not(None),
    )

__all__ = [
    "ALL",
    "BY_KIND",
    "Actor",
    "Case",
    "Caseworker",
    "Claim",
    "Contact",
    "ContactPoint",
    "CustodyEvent",
    "Evidence",
    "EvidencePreview",
    "Field",
    "IdentityDocument",
    "Incident",
    "Involvement",
    "Kind",
    "Letter",
    "LetterCopy",
    "NameForm",
    "Note",
    "Organisation",
    "Person",
    "Record",
    "Sensitivity",
    "Spelling",
    "Tie",
    "Trace",
]
