"""What may turn up again in another case: plates, numbers, accounts, addresses, names of officers."""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from caseapp.i18n import N_
from caseapp.records.fields import Record, field
from caseapp.records.person import of_case
from caseapp.rules import traces


class Trace(Record):
    """A plate, number, account, address or officer's name that belongs to those behind a threat."""

    __tablename__ = "traces"
    KIND: ClassVar[str] = "trace"
    LABEL: ClassVar[str] = N_("Trace")
    LABELS: ClassVar[str] = N_("Plates, numbers, accounts")

    case_id: Mapped[str] = of_case()
    #: A trace outlives the incident it was noted with, hence a plain link.
    incident_id: Mapped[str | None] = field(
        "link", N_("Threat or incident"), target="incident", shown=False, index=True
    )
    kind: Mapped[str] = field("choice", N_("Kind"), choices="trace_kinds")
    value: Mapped[str] = field("text", N_("As seen or heard"), search="text", required=True)
    country: Mapped[str] = field(
        "country", N_("Country"), help=N_("Of a plate, or of a number without its country code.")
    )
    described: Mapped[str] = field(
        "text", N_("Description"), search="text", help=N_("Make and colour of a car, a voice, a uniform.")
    )
    notes: Mapped[str] = field("long", N_("Internal notes"), "internal", search="text", rare=True)
    #: What equal traces have in common, however they were written; "" when there is too little to compare.
    key: Mapped[str] = field("text", N_("Key for comparing"), "internal", search="text", shown=False)

    __table_args__ = (Index("ix_traces_alike", "kind", "key", "deleted_at", "case_id"),)

    def complete(self) -> None:
        self.key = traces.key(self.kind, self.value, self.country)
