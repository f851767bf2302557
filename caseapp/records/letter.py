"""Letters: the draft, and the frozen copy of what was issued."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from caseapp.i18n import N_
from caseapp.records.fields import Record, field
from caseapp.records.person import of_case
from db.base import Base, Moment


class Letter(Record):
    """A letter or dossier: a draft until it is issued, unchangeable afterwards.

    What only one kind of letter asks for stands in `options`, under the names which that kind declares.
    """

    __tablename__ = "letters"
    KIND: ClassVar[str] = "letter"
    LABEL: ClassVar[str] = N_("Letter")
    LABELS: ClassVar[str] = N_("Letters")

    case_id: Mapped[str] = of_case()
    kind: Mapped[str] = field("text", N_("Kind of letter"), "neutral", shown=False, index=True)
    language: Mapped[str] = field("language", N_("Language"), "neutral")
    contact_id: Mapped[str | None] = field("link", N_("Recipient"), target="contact")
    recipient: Mapped[str] = field(
        "long", N_("Address of the recipient"), help=N_("Line by line, as on an envelope.")
    )
    salutation: Mapped[str] = field("text", N_("Salutation"), rare=True)
    their_reference: Mapped[str] = field("text", N_("Their reference"))
    dated: Mapped[date | None] = field("date", N_("Date of the letter"), "neutral")
    spelling_id: Mapped[str] = field(
        "text",
        N_("Name as in"),
        help=N_("The document that the reader holds; empty: the passport."),
        shown=False,
    )
    facts: Mapped[list[str]] = field("links", N_("Facts in this letter"), target="incident", shown=False)
    signatory_id: Mapped[str | None] = field("link", N_("Signed by"), "neutral", target="caseworker")
    options: Mapped[dict[str, Any]] = field("data", N_("What this kind asks for"), shown=False)

    number: Mapped[str] = field(
        "text", N_("Our reference"), "neutral", search="names", shown=False, index=True
    )
    issued_at: Mapped[datetime | None] = mapped_column(Moment, default=None, index=True)
    issued_by: Mapped[str] = mapped_column(String, default="")
    #: SHA-256 of the issued file, 64 hexadecimal digits.
    sha256: Mapped[str] = mapped_column(String(64), default="", index=True)
    check_code: Mapped[str] = mapped_column(String, default="", index=True)
    #: Set when an issued letter no longer holds; the letter itself stays as it was.
    withdrawn_on: Mapped[date | None] = field("date", N_("Withdrawn on"), "neutral", shown=False)
    withdrawn_why: Mapped[str] = field("text", N_("Why it was withdrawn"), "internal", shown=False)
    pages: Mapped[int] = mapped_column(default=0)


class LetterCopy(Base):
    """The issued file, byte for byte. Apart from `Letter`, so that lists never read it."""

    __tablename__ = "letter_copies"

    letter_id: Mapped[str] = mapped_column(ForeignKey("letters.id"), primary_key=True)
    data: Mapped[bytes] = mapped_column(LargeBinary)
