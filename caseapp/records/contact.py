"""People and offices in the host countries who can help, or to whom a letter goes."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from caseapp.i18n import N_
from caseapp.records.fields import Record, field


class Contact(Record):
    """An authority, lawyer, shelter, hotline or other contact in a host country."""

    __tablename__ = "contacts"
    KIND: ClassVar[str] = "contact"
    LABEL: ClassVar[str] = N_("Contact")
    LABELS: ClassVar[str] = N_("Contacts")

    country: Mapped[str] = field("country", N_("Country"), "neutral", group=N_("Who"))
    kind: Mapped[str] = field("choice", N_("Kind"), "neutral", choices="contact_kinds", group=N_("Who"))
    name: Mapped[str] = field("text", N_("Office or person"), search="names", required=True, group=N_("Who"))
    unit: Mapped[str] = field("text", N_("Department"), search="text", group=N_("Who"))
    person: Mapped[str] = field("text", N_("Person to ask for"), search="names", group=N_("Who"))
    salutation: Mapped[dict[str, str]] = field(
        "localized", N_("Salutation in letters"), group=N_("Who"), rare=True
    )
    address: Mapped[str] = field(
        "long", N_("Address"), group=N_("Reaching them"), help=N_("Line by line, as on an envelope.")
    )
    phone: Mapped[str] = field("phone", N_("Telephone"), group=N_("Reaching them"), search="number")
    mail: Mapped[str] = field("mail", N_("E-mail"), group=N_("Reaching them"), search="text")
    web: Mapped[str] = field("text", N_("Website"), group=N_("Reaching them"), rare=True)
    hours: Mapped[str] = field("text", N_("When to reach them"), group=N_("Reaching them"))
    languages: Mapped[list[str]] = field("languages", N_("Languages"), group=N_("Reaching them"))
    vetted_by: Mapped[str] = field("text", N_("Vetted by"), "internal", group=N_("Trust"))
    vetted_on: Mapped[date | None] = field("date", N_("Vetted on"), "internal", group=N_("Trust"))
    safety: Mapped[str] = field(
        "long",
        N_("Is it safe to contact them?"),
        "internal",
        group=N_("Trust"),
        search="text",
        help=N_("What to keep in mind; when not to."),
    )
    source: Mapped[str] = field("text", N_("Where this comes from"), "internal", group=N_("Trust"), rare=True)
    notes: Mapped[str] = field(
        "long", N_("Internal notes"), "internal", search="text", group=N_("Notes to ourselves")
    )

    __table_args__ = (Index("ix_contacts_by_country", "deleted_at", "country", "kind", "id"),)
