"""A known actor is named in one place: what incidents say of them follows the actor's own record."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import select

from caseapp.errors import Invalid
from caseapp.i18n import N_
from caseapp.records import Actor, Incident, Involvement, Record
from db.session import Work

#: Why an actor can't be part of another one.
IN_A_RING: Final = N_("This one is a part of the actor shown here, so it can't be the other way round too.")
ITSELF: Final = N_("An actor can't be a part of itself. Choose another one.")


def check_actor(work: Work, record: Record, values: Mapping[str, Any]) -> None:
    """Looks at an actor before it is written with these values; other kinds of records pass.

    Raises Invalid when it would be a part of itself, directly or over others.
    """
    if not isinstance(record, Actor):
        return
    above: str | None = values.get("unit_of_id", record.unit_of_id)
    if above == record.id and above:
        raise Invalid({"unit_of_id": ITSELF})
    seen: set[str] = set()
    while above and above not in seen:
        if above == record.id:
            raise Invalid({"unit_of_id": IN_A_RING})
        seen.add(above)
        upper = work.get(Actor, above)
        above = upper.unit_of_id if upper is not None else None


def follow_actor(work: Work, record: Actor | Incident | Involvement) -> None:
    """Writes name and kind of a known actor wherever they act: into the record that was just linked, or,
    when the actor changed, into every record that points to them (those in the bin as well).

    An actor who was deleted leaves their last name and kind behind.
    """
    if isinstance(record, Actor):
        led = work.scalars(select(Incident).where(Incident.actor_id == record.id))
        taking_part = work.scalars(select(Involvement).where(Involvement.actor_id == record.id))
        for one in (*led, *taking_part):
            _name(one, record)
    elif record.actor_id:
        actor = work.get(Actor, record.actor_id)
        if actor is not None and actor.deleted_at is None:
            _name(record, actor)
    work.flush()


def _name(one: Incident | Involvement, actor: Actor) -> None:
    one.actor_name = actor.name
    one.actor_kind = actor.kind
