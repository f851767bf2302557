"""What one source says about an incident: one claim for each source, never merged."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from sqlalchemy.orm import Mapped

from caseapp.i18n import N_
from caseapp.records.actor import of_incident
from caseapp.records.fields import Record, field
from caseapp.records.grading import unjudged
from caseapp.records.person import of_case


class Claim(Record):
    """What a further source says. The leading source stands on the incident itself."""

    __tablename__ = "claims"
    KIND: ClassVar[str] = "claim"
    LABEL: ClassVar[str] = N_("Further source")
    LABELS: ClassVar[str] = N_("Further sources")

    case_id: Mapped[str] = of_case()
    incident_id: Mapped[str] = of_incident()
    source_kind: Mapped[str] = field("choice", N_("Source"), choices="source_kinds")
    source_note: Mapped[dict[str, str]] = field(
        "localized",
        N_("Which one"),
        search="text",
        help=N_("As letters cite it: a document with its date, a publication. Never a person's name."),
    )
    says: Mapped[dict[str, str]] = field("localized", N_("What this source says"), search="text")
    basis: Mapped[str] = field("choice", N_("Basis of our knowledge"), choices="knowledge_basis")
    attribution: Mapped[str] = field("choice", N_("Whom it names as the doer"), choices="attribution")
    told_on: Mapped[date | None] = field("date", N_("Told or examined on"))
    evidence_id: Mapped[str | None] = field("link", N_("Evidence"), target="evidence")
    reliability: Mapped[str] = field(
        "choice", N_("Reliability of the source"), "internal", choices="source_reliability", rare=True
    )
    credibility: Mapped[str] = field(
        "choice",
        N_("Credibility of the information"),
        "internal",
        choices="information_credibility",
        rare=True,
    )
    notes: Mapped[str] = field("long", N_("Internal notes"), "internal", search="text", rare=True)

    def complete(self) -> None:
        unjudged(self)
