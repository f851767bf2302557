"""Evidence: files kept sealed and unchanged beside the store, what they show, and who had them in hand."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from caseapp.i18n import N_
from caseapp.records.fields import Record, field, owned_by
from caseapp.records.person import of_case
from db.base import Base, Moment


class Evidence(Record):
    """One file as it came to us. The file never changes; what is known about it may."""

    __tablename__ = "evidence"
    KIND: ClassVar[str] = "evidence"
    LABEL: ClassVar[str] = N_("Piece of evidence")
    LABELS: ClassVar[str] = N_("Evidence files")

    case_id: Mapped[str] = of_case()
    title: Mapped[str] = field("text", N_("What it shows"), search="text", group=N_("What it is"))
    kind: Mapped[str] = field("choice", N_("Kind"), choices="evidence_kinds", group=N_("What it is"))
    made: Mapped[str] = field("edtf", N_("Made"), words="made_words", group=N_("What it is"))
    made_words: Mapped[str] = field("text", N_("Made, as typed"), shown=False)
    place: Mapped[str] = field(
        "text", N_("Where it was made"), search="text", rare=True, group=N_("What it is")
    )
    described: Mapped[str] = field("long", N_("Description"), search="text", group=N_("What it is"))
    incident_ids: Mapped[list[str]] = field(
        "links", N_("Belongs to"), target="incident", group=N_("What it is")
    )
    document_id: Mapped[str | None] = field(
        "link",
        N_("Copy of an identity document"),
        target="identity_document",
        rare=True,
        group=N_("What it is"),
    )
    received_on: Mapped[date | None] = field("date", N_("Received on"), group=N_("How it came to us"))
    received_from: Mapped[str] = field(
        "text", N_("From whom"), "internal", search="text", group=N_("How it came to us")
    )
    channel: Mapped[str] = field(
        "choice", N_("How"), "internal", choices="channels", group=N_("How it came to us")
    )
    original_kept: Mapped[str] = field(
        "text", N_("Where the original is"), "internal", rare=True, group=N_("How it came to us")
    )
    disclosure: Mapped[str] = field(
        "choice", N_("Who may get it"), "internal", choices="disclosure", group=N_("How it came to us")
    )
    notes: Mapped[str] = field(
        "long", N_("Internal notes"), "internal", search="text", group=N_("Notes to ourselves")
    )
    #: The name the file had; it stays in the store and is on no disk.
    file_name: Mapped[str] = field("text", N_("Name of the file"), search="text", shown=False)
    media_type: Mapped[str] = field("text", N_("Type of the file"), "neutral", shown=False)
    size: Mapped[int | None] = field("number", N_("Size in bytes"), "neutral", shown=False)
    #: SHA-256 of the file as it came, 64 hexadecimal digits.
    sha256: Mapped[str] = field("text", N_("SHA-256"), "neutral", shown=False, index=True)
    #: What the camera wrote into the file, read once at intake: name -> value.
    properties: Mapped[dict[str, Any]] = field("data", N_("Noted by the device"), shown=False)
    #: Name of the sealed file in the folder evidence/, and the SHA-256 of its bytes there.
    sealed_name: Mapped[str] = field("text", N_("Sealed file"), "neutral", shown=False, index=True)
    sealed_sha256: Mapped[str] = field("text", N_("SHA-256 of the sealed file"), "neutral", shown=False)


class CustodyEvent(Record):
    """One time that a piece of evidence was in somebody's hand: taken in, viewed, exported, handed over."""

    __tablename__ = "custody_events"
    KIND: ClassVar[str] = "custody_event"
    LABEL: ClassVar[str] = N_("Custody event")
    LABELS: ClassVar[str] = N_("Custody")

    case_id: Mapped[str] = of_case()
    evidence_id: Mapped[str] = owned_by("evidence", N_("Piece of evidence"), "evidence")
    at: Mapped[datetime | None] = mapped_column(Moment, default=None)
    act: Mapped[str] = field("choice", N_("What was done"), choices="custody_acts")
    caseworker_id: Mapped[str | None] = field("link", N_("By"), "internal", target="caseworker")
    to_whom: Mapped[str] = field("text", N_("To whom or from whom"), "internal")
    purpose: Mapped[str] = field("text", N_("What for"), "internal")
    #: What was handed on, so that it can be held against what comes back.
    sha256: Mapped[str] = field("text", N_("SHA-256"), "neutral", shown=False)


class EvidencePreview(Base):
    """A small picture of a piece of evidence. Apart from `Evidence`, so that lists never read it."""

    __tablename__ = "evidence_previews"

    evidence_id: Mapped[str] = mapped_column(ForeignKey("evidence.id"), primary_key=True)
    #: "image/png" or "image/jpeg".
    media_type: Mapped[str] = mapped_column(String(32))
    data: Mapped[bytes] = mapped_column(LargeBinary)
