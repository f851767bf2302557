"""Who is behind it: agencies, their units, persons and proxies, known across all cases."""

from __future__ import annotations

from typing import Any, ClassVar

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from caseapp.i18n import N_
from caseapp.records.fields import Record, field, owned_by
from caseapp.records.person import of_case


def of_incident() -> Any:
    """The column by which a record belongs to a threat or incident."""
    return owned_by("incidents", N_("Threat or incident"), "incident")


class Actor(Record):
    """An agency, a unit of one, a person or a proxy who is said to act against clients."""

    __tablename__ = "actors"
    KIND: ClassVar[str] = "actor"
    LABEL: ClassVar[str] = N_("Actor")
    LABELS: ClassVar[str] = N_("Actors")

    name: Mapped[str] = field(
        "text", N_("Name or description"), search="names", required=True, group=N_("Who")
    )
    kind: Mapped[str] = field("choice", N_("Kind"), choices="actor_kinds", group=N_("Who"))
    unit_of_id: Mapped[str | None] = field("link", N_("Part of"), target="actor", group=N_("Who"), index=True)
    country: Mapped[str] = field("country", N_("State it acts for"), group=N_("Who"))
    other_names: Mapped[str] = field(
        "long",
        N_("Other names"),
        search="names",
        group=N_("Who"),
        help=N_("One a line: former names, abbreviations, pseudonyms, other scripts."),
    )
    described: Mapped[str] = field(
        "long", N_("How to recognise them"), "internal", search="text", group=N_("What we know")
    )
    source: Mapped[str] = field("text", N_("Where this comes from"), search="text", group=N_("What we know"))
    notes: Mapped[str] = field(
        "long", N_("Internal notes"), "internal", search="text", group=N_("Notes to ourselves")
    )

    __table_args__ = (Index("ix_actors_by_name", "deleted_at", "name", "id"),)


class Involvement(Record):
    """A further actor of an incident, with their part in it and who says so.

    The leading actor stands on the incident itself.
    """

    __tablename__ = "involvements"
    KIND: ClassVar[str] = "involvement"
    LABEL: ClassVar[str] = N_("Further actor")
    LABELS: ClassVar[str] = N_("Further actors")

    case_id: Mapped[str] = of_case()
    incident_id: Mapped[str] = of_incident()
    actor_id: Mapped[str | None] = field(
        "link",
        N_("Known actor"),
        "internal",
        target="actor",
        index=True,
        help=N_("From the list of actors, where their other incidents are found."),
    )
    actor_kind: Mapped[str] = field("choice", N_("Kind"), choices="actor_kinds")
    actor_name: Mapped[str] = field("text", N_("Name or description"), search="text")
    actor_role: Mapped[str] = field("choice", N_("Their part in it"), choices="actor_roles")
    attribution: Mapped[str] = field("choice", N_("Who says so"), choices="attribution")
    notes: Mapped[str] = field("long", N_("Internal notes"), "internal", search="text", rare=True)
