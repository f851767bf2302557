"""The case: one client's file."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from caseapp.i18n import N_
from caseapp.records.fields import Record, field


class Case(Record):
    """One client's file. The client and the people around them are persons of the case."""

    __tablename__ = "cases"
    KIND: ClassVar[str] = "case"
    LABEL: ClassVar[str] = N_("Case")
    LABELS: ClassVar[str] = N_("Cases")

    number: Mapped[str] = field("text", N_("Case number"), "neutral", search="names", shown=False, index=True)
    client_id: Mapped[str | None] = field("link", N_("Client"), target="person", shown=False)
    #: The client's name as the list of cases shows it; follows the client's own record.
    name: Mapped[str] = field("text", N_("Name"), shown=False)
    name_original: Mapped[str] = field("text", N_("Name in the original script"), shown=False)
    sort_key: Mapped[str] = field("text", N_("Name"), shown=False)
    caseworker_id: Mapped[str | None] = field(
        "link", N_("Responsible"), "neutral", target="caseworker", group=N_("State of the case")
    )
    status: Mapped[str] = field(
        "choice", N_("Status"), "neutral", choices="case_status", group=N_("State of the case")
    )
    opened_on: Mapped[date | None] = field(
        "date", N_("Opened on"), "neutral", group=N_("State of the case"), rare=True
    )
    closed_reason: Mapped[str] = field(
        "text", N_("Why it was closed"), "internal", group=N_("State of the case"), rare=True
    )

    risk: Mapped[str] = field("choice", N_("Risk"), "internal", choices="risk", group=N_("Risk"))
    risk_reason: Mapped[str] = field("long", N_("Why"), "internal", group=N_("Risk"), search="text")
    risk_on: Mapped[date | None] = field("date", N_("Assessed on"), "internal", group=N_("Risk"), rare=True)

    country: Mapped[str] = field("country", N_("Host country"), group=N_("Where the client is"))
    city: Mapped[str] = field("text", N_("Town"), group=N_("Where the client is"), search="text")
    left_russia: Mapped[str] = field(
        "edtf", N_("Left Russia"), group=N_("Where the client is"), words="left_russia_words"
    )
    left_russia_words: Mapped[str] = field("text", N_("Left Russia, in the client's words"), shown=False)
    protection: Mapped[str] = field(
        "choice", N_("Legal status"), choices="protection_status", group=N_("Where the client is")
    )
    claim_no: Mapped[str] = field(
        "text",
        N_("File number at the authority"),
        search="number",
        group=N_("Where the client is"),
        rare=True,
    )

    safe_contact: Mapped[str] = field(
        "long",
        N_("Safe to contact"),
        "internal",
        group=N_("Safe contact"),
        help=N_("How, when, and what never to say."),
    )
    deadline_on: Mapped[date | None] = field(
        "date", N_("Next deadline"), "internal", group=N_("Next deadline")
    )
    deadline_what: Mapped[str] = field(
        "text", N_("What is due"), "internal", group=N_("Next deadline"), search="text"
    )

    known_since: Mapped[str] = field(
        "edtf",
        N_("We know the client since"),
        group=N_("How we know the client"),
        words="known_since_words",
        help=N_("Letters say it; they can't be issued without it."),
    )
    known_since_words: Mapped[str] = field("text", N_("Known since, as typed"), shown=False)
    relation: Mapped[dict[str, str]] = field(
        "localized",
        N_("In what role"),
        group=N_("How we know the client"),
        help=N_("For example: through our casework, in eleven meetings and weekly calls."),
    )
    verified: Mapped[dict[str, str]] = field(
        "localized",
        N_("How identity was checked"),
        group=N_("How we know the client"),
        help=N_("For example: we examined her passport in the original."),
    )
    profiles: Mapped[list[str]] = field(
        "choices", N_("Profile"), choices="target_profiles", group=N_("Profile and activity")
    )
    activity: Mapped[dict[str, str]] = field(
        "localized",
        N_("Activity known to us"),
        search="text",
        group=N_("Profile and activity"),
        help=N_("What the client did that drew attention, as far as we know it ourselves."),
    )
    grounds: Mapped[list[str]] = field(
        "choices",
        N_("Convention grounds"),
        "special",
        choices="grounds",
        group=N_("Profile and activity"),
        rare=True,
    )
    imputed: Mapped[bool] = field(
        "flag", N_("Ascribed by the persecutor"), "special", group=N_("Profile and activity"), rare=True
    )
    assessment: Mapped[dict[str, str]] = field(
        "localized",
        N_("Our assessment"),
        group=N_("Profile and activity"),
        help=N_("Printed apart from the facts, under its own heading."),
    )
    summary: Mapped[str] = field(
        "long", N_("Internal summary"), "internal", group=N_("Notes to ourselves"), search="text"
    )
    last_contact: Mapped[date | None] = field("date", N_("Last contact"), "internal", shown=False)
    #: When the papers of its people begin to fail (`rules.passports.first_end`); follows their documents.
    passport_until: Mapped[date | None] = field("date", N_("Passport ends"), "internal", shown=False)

    #: All that a list filters and sorts by, so that one narrow index answers every question of a list
    #: (docs/decisions/0011).
    __table_args__ = (
        Index(
            "ix_cases_list",
            "deleted_at",
            "status",
            "risk",
            "country",
            "caseworker_id",
            "deadline_on",
            "last_contact",
            "passport_until",
            "profiles",
            "sort_key",
            "number",
            "id",
        ),
    )
