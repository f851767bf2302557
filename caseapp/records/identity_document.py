"""Identity documents: what a person can show, as printed, and what it is worth today."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from caseapp.i18n import N_
from caseapp.records.fields import Record, field
from caseapp.records.person import of_case, of_person


class IdentityDocument(Record):
    """A passport or another document that says who somebody is."""

    __tablename__ = "identity_documents"
    KIND: ClassVar[str] = "identity_document"
    LABEL: ClassVar[str] = N_("Identity document")
    LABELS: ClassVar[str] = N_("Identity documents")

    case_id: Mapped[str] = of_case()
    person_id: Mapped[str] = of_person()
    kind: Mapped[str] = field("choice", N_("Kind"), choices="identity_documents", group=N_("Document"))
    country: Mapped[str] = field("country", N_("Issuing state"), group=N_("Document"))
    number: Mapped[str] = field("text", N_("Series and number"), search="number", group=N_("Document"))
    issuer: Mapped[str] = field("text", N_("Issued by"), group=N_("Document"))
    issued_on: Mapped[date | None] = field("date", N_("Issued on"), group=N_("Document"))
    valid_until: Mapped[date | None] = field("date", N_("Valid until"), group=N_("Document"))
    chip: Mapped[str] = field("choice", N_("With a chip"), choices="passport_chips", group=N_("Document"))
    main: Mapped[bool] = field(
        "flag",
        N_("Letters name this document"),
        group=N_("Document"),
        help=N_("One for each person. Letters print its number and its spelling of the name."),
    )
    family: Mapped[str] = field(
        "name",
        N_("Family name as printed"),
        search="names",
        group=N_("Holder as printed"),
        help=N_("Letter for letter as printed in Latin script."),
    )
    given: Mapped[str] = field(
        "name", N_("Given name as printed"), search="names", group=N_("Holder as printed")
    )
    original: Mapped[str] = field(
        "name",
        N_("Whole name in the original script"),
        search="names",
        rare=True,
        group=N_("Holder as printed"),
    )
    state: Mapped[str] = field("choice", N_("State"), choices="document_states", group=N_("What it is worth"))
    state_since: Mapped[str] = field(
        "edtf", N_("Since"), words="state_since_words", rare=True, group=N_("What it is worth")
    )
    state_since_words: Mapped[str] = field("text", N_("Since, as typed"), shown=False)
    not_recognised_in: Mapped[list[str]] = field(
        "countries", N_("Not recognised in"), group=N_("What it is worth")
    )
    seen_as: Mapped[str] = field(
        "choice", N_("What we examined"), "internal", choices="copies_seen", group=N_("What it is worth")
    )
    kept: Mapped[str] = field(
        "text", N_("Where the original is"), "internal", rare=True, group=N_("What it is worth")
    )
    notes: Mapped[str] = field(
        "long", N_("Internal notes"), "internal", search="text", group=N_("Notes to ourselves")
    )

    __table_args__ = (
        Index("ix_identity_documents_by_state", "deleted_at", "state"),
        Index("ix_identity_documents_by_chip", "deleted_at", "country", "chip"),
        Index("ix_identity_documents_by_refusal", "deleted_at", "not_recognised_in"),
    )
