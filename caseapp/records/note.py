"""The journal: calls, meetings and messages, in the order they happened."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from caseapp.i18n import N_
from caseapp.records.fields import Record, field
from caseapp.records.person import of_case


class Note(Record):
    """One entry of a case's journal. It stays with us."""

    __tablename__ = "notes"
    KIND: ClassVar[str] = "note"
    LABEL: ClassVar[str] = N_("Journal entry")
    LABELS: ClassVar[str] = N_("Journal")

    case_id: Mapped[str] = of_case()
    on: Mapped[date | None] = field("date", N_("Day"), "internal")
    channel: Mapped[str] = field("choice", N_("How"), "internal", choices="channels")
    with_whom: Mapped[str] = field("text", N_("With whom"), "internal", search="text")
    text: Mapped[str] = field("long", N_("What was said"), "internal", search="text")
    about: Mapped[list[str]] = field(
        "links",
        N_("Already told"),
        "internal",
        target="incident",
        help=N_("Which incidents were told here, so that nobody has to tell them twice."),
    )
    original: Mapped[str] = field(
        "long", N_("In the speaker's own words"), "internal", search="text", rare=True
    )
    original_language: Mapped[str] = field("language", N_("Language spoken"), "internal", rare=True)
    interpreter: Mapped[str] = field("text", N_("Interpreter"), "internal", search="text", rare=True)
    caseworker_id: Mapped[str | None] = field("link", N_("By"), "internal", target="caseworker", shown=False)

    __table_args__ = (Index("ix_notes_of_case_in_time", "case_id", "on", "id"),)
