"""Threats and incidents: what happened to a client, as it is known."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from caseapp.i18n import N_
from caseapp.records.fields import Record, field
from caseapp.records.grading import unjudged
from caseapp.records.person import of_case


class Incident(Record):
    """One threat or incident. What may be disclosed and what stays with us are two separate texts."""

    __tablename__ = "incidents"
    KIND: ClassVar[str] = "incident"
    LABEL: ClassVar[str] = N_("Threat or incident")
    LABELS: ClassVar[str] = N_("Threats and incidents")

    case_id: Mapped[str] = of_case()
    person_id: Mapped[str | None] = field(
        "link", N_("To whom"), target="person", rare=True, group=N_("What happened")
    )
    person_ids: Mapped[list[str]] = field(
        "links", N_("Others affected"), target="person", rare=True, group=N_("What happened")
    )
    title: Mapped[str] = field(
        "text",
        N_("What happened"),
        search="text",
        required=True,
        group=N_("What happened"),
        help=N_("A few words, for our own lists."),
    )
    kind: Mapped[str] = field(
        "choice", N_("Kind"), search="text", choices="incident_kinds", group=N_("What happened")
    )
    other_kinds: Mapped[list[str]] = field(
        "choices",
        N_("Also"),
        search="text",
        choices="incident_kinds",
        rare=True,
        group=N_("What happened"),
    )
    happened: Mapped[str] = field("edtf", N_("When"), words="happened_words", group=N_("What happened"))
    happened_words: Mapped[str] = field("text", N_("When, in the client's words"), shown=False)
    happened_from: Mapped[date | None] = field("date", N_("Not before"), shown=False)
    happened_to: Mapped[date | None] = field("date", N_("Not after"), shown=False)
    time_of_day: Mapped[str] = field("text", N_("Time of day"), rare=True, group=N_("What happened"))
    country: Mapped[str] = field("country", N_("Country"), group=N_("What happened"))
    place: Mapped[str] = field("text", N_("Where"), search="text", group=N_("What happened"))
    place_print: Mapped[dict[str, str]] = field(
        "localized", N_("Where, as letters print it"), rare=True, group=N_("What happened")
    )
    severity: Mapped[str] = field(
        "choice", N_("How serious"), "internal", choices="risk", group=N_("What happened")
    )
    ongoing: Mapped[str] = field("answer", N_("Still going on"), group=N_("What happened"))

    statement: Mapped[dict[str, str]] = field(
        "localized",
        N_("Account for letters"),
        search="text",
        group=N_("What may be disclosed"),
        help=N_(
            "One or two sentences of fact, in the letter's language. Letters print this and nothing else."
        ),
    )
    disclosure: Mapped[str] = field(
        "choice",
        N_("Who may be told"),
        "internal",
        choices="disclosure",
        rare=True,
        group=N_("What may be disclosed"),
    )
    notes: Mapped[str] = field(
        "long", N_("Internal notes"), "internal", search="text", group=N_("Notes to ourselves")
    )

    actor_id: Mapped[str | None] = field(
        "link",
        N_("Known actor"),
        "internal",
        target="actor",
        group=N_("By whom"),
        index=True,
        help=N_("From the list of actors, where their other incidents are found."),
    )
    actor_kind: Mapped[str] = field("choice", N_("By whom"), choices="actor_kinds", group=N_("By whom"))
    actor_name: Mapped[str] = field("text", N_("Name or description"), search="text", group=N_("By whom"))
    actor_role: Mapped[str] = field(
        "choice", N_("Their part in it"), choices="actor_roles", rare=True, group=N_("By whom")
    )
    attribution: Mapped[str] = field(
        "choice",
        N_("Who says so"),
        choices="attribution",
        group=N_("By whom"),
        help=N_("Decides the wording in letters: suspected, accused or found by a court."),
    )

    source_kind: Mapped[str] = field("choice", N_("Source"), choices="source_kinds", group=N_("How we know"))
    source_note: Mapped[dict[str, str]] = field(
        "localized",
        N_("Which one"),
        search="text",
        group=N_("How we know"),
        help=N_("As letters cite it: a document with its date, a publication. Never a person's name."),
    )
    basis: Mapped[str] = field(
        "choice",
        N_("Basis of our knowledge"),
        choices="knowledge_basis",
        group=N_("How we know"),
        help=N_("Printed beside the statement; a letter can't be issued without it."),
    )
    told_on: Mapped[date | None] = field("date", N_("Told or examined on"), group=N_("How we know"))
    reliability: Mapped[str] = field(
        "choice",
        N_("Reliability of the source"),
        "internal",
        choices="source_reliability",
        rare=True,
        group=N_("How we know"),
    )
    credibility: Mapped[str] = field(
        "choice",
        N_("Credibility of the information"),
        "internal",
        choices="information_credibility",
        rare=True,
        group=N_("How we know"),
    )

    host_conduct: Mapped[str] = field(
        "choice", N_("What the host state did"), choices="host_conduct", group=N_("The authorities")
    )
    reported_to: Mapped[str] = field("text", N_("Reported to"), search="text", group=N_("The authorities"))
    report_no: Mapped[str] = field("text", N_("Report number"), search="number", group=N_("The authorities"))
    officer: Mapped[str] = field(
        "text", N_("Officer"), "internal", search="text", rare=True, group=N_("The authorities")
    )
    response: Mapped[dict[str, str]] = field(
        "localized",
        N_("What they did when told"),
        search="text",
        rare=True,
        group=N_("The authorities"),
    )
    investigation: Mapped[str] = field(
        "choice", N_("Investigation"), choices="investigation", rare=True, group=N_("The authorities")
    )
    outcome: Mapped[str] = field(
        "choice", N_("Outcome"), choices="outcomes", rare=True, group=N_("The authorities")
    )

    __table_args__ = (Index("ix_incidents_of_case_in_time", "case_id", "happened_from", "id"),)

    def complete(self) -> None:
        """An incident without a source has nothing to grade."""
        if self.source_kind or any(self.source_note.values()):
            unjudged(self)
