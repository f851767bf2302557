"""A known actor is named in one place: what incidents say of them follows the actor's own record."""

from __future__ import annotations

from sqlalchemy import select

from caseapp.records import Actor, Incident, Involvement
from db.session import Work

#: The kinds of records in which an actor has a part.
ACTING: tuple[type[Incident | Involvement], ...] = (Incident, Involvement)


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
