"""The office: the organisation that signs, and the people who work in it."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from sqlalchemy.orm import Mapped

from caseapp.i18n import N_
from caseapp.records.fields import Record, field


class Organisation(Record):
    """The organisation whose letterhead the letters carry. A store has one."""

    __tablename__ = "organisations"
    KIND: ClassVar[str] = "organisation"
    LABEL: ClassVar[str] = N_("Organisation")
    LABELS: ClassVar[str] = N_("Organisations")

    name: Mapped[dict[str, str]] = field(
        "localized", N_("Name of the organisation"), "neutral", required=True
    )
    tagline: Mapped[dict[str, str]] = field(
        "localized",
        N_("Line under the name"),
        "neutral",
        help=N_("A few words, printed small on the letterhead."),
    )
    registration_no: Mapped[str] = field("text", N_("Registration number"), "neutral")
    registered_with: Mapped[dict[str, str]] = field("localized", N_("Registered with"), "neutral", rare=True)
    founded: Mapped[str] = field("text", N_("Founded (year)"), "neutral")
    mandate: Mapped[dict[str, str]] = field(
        "localized",
        N_("What we do"),
        "neutral",
        help=N_("One or two plain sentences; every letter opens with them."),
    )
    address: Mapped[dict[str, str]] = field("localized", N_("Address"), "neutral")
    place: Mapped[dict[str, str]] = field(
        "localized", N_("Place of issue"), "neutral", help=N_("The town before the date.")
    )
    country: Mapped[str] = field("country", N_("Country"), "neutral")
    phone: Mapped[str] = field("phone", N_("Telephone"), "neutral")
    mail: Mapped[str] = field("mail", N_("E-mail"), "neutral")
    web: Mapped[str] = field("text", N_("Website"), "neutral")
    number_prefix: Mapped[str] = field(
        "text", N_("Letters before case numbers"), "neutral", help=N_("For example NL gives NL-0412.")
    )


class Caseworker(Record):
    """A person who works in the office and may sign letters."""

    __tablename__ = "caseworkers"
    KIND: ClassVar[str] = "caseworker"
    LABEL: ClassVar[str] = N_("Caseworker")
    LABELS: ClassVar[str] = N_("Caseworkers")

    name: Mapped[dict[str, str]] = field("localized", N_("Name"), "neutral", required=True)
    title: Mapped[dict[str, str]] = field(
        "localized", N_("Function"), "neutral", help=N_("As it stands below a signature.")
    )
    since: Mapped[str] = field("text", N_("In this post since"), "neutral")
    qualifications: Mapped[dict[str, str]] = field("localized", N_("Qualifications"), "neutral", rare=True)
    phone: Mapped[str] = field("phone", N_("Direct telephone"), "neutral")
    mail: Mapped[str] = field("mail", N_("Direct e-mail"), "neutral")
    languages: Mapped[list[str]] = field("languages", N_("Languages"), "neutral", rare=True)
    may_sign: Mapped[bool] = field("flag", N_("May sign letters"), "neutral")
    left_on: Mapped[date | None] = field("date", N_("Left the office on"), "neutral", rare=True)
