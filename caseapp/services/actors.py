"""The actors known across all cases: the list, where one belongs, and the incidents they have a part in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from caseapp.records import Actor, Case, Incident, Involvement
from caseapp.services.records import Records, Saved
from db.session import Store, Work


@dataclass(frozen=True)
class Known:
    """An actor as lists show it, with the number of incidents it has a part in."""

    actor: Actor
    incidents: int


@dataclass(frozen=True)
class Part:
    """An incident of some case in which the actor has a part; `original` is the client's name in the original
    script, "" where `client` is. `role` and `attribution` are codes.
    """

    incident: Incident
    case_id: str
    number: str
    client: str
    original: str
    role: str
    attribution: str


@dataclass(frozen=True)
class Sheet:
    """One actor with all around it: what it is a part of (the highest first), its own parts, its incidents
    (newest first), those of its parts that have incidents, whatever lies between, and how many these are
    together.
    """

    actor: Actor
    above: tuple[Actor, ...]
    below: tuple[Actor, ...]
    parts: tuple[Part, ...]
    units: tuple[Known, ...]
    unit_incidents: int


class Actors:
    """Reads actors. They are written through Records like any other record."""

    def __init__(self, store: Store, records: Records) -> None:
        self._store = store
        self._records = records

    def all(self) -> list[Known]:
        """Every actor, by name."""
        with self._store.read() as work:
            counts = _counts(work)
            found = work.scalars(select(Actor).where(Actor.deleted_at.is_(None)))
            known = [Known(actor, counts.get(actor.id, 0)) for actor in found]
        return sorted(known, key=lambda one: (one.actor.name.casefold(), one.actor.id))

    def sheet(self, actor_id: str) -> Sheet:
        """One actor with all around it. Raises NotFound."""
        actor = self._records.get(Actor, actor_id)
        with self._store.read() as work:
            under = select(Actor).where(Actor.unit_of_id == actor_id, Actor.deleted_at.is_(None))
            below = tuple(work.scalars(under.order_by(Actor.name, Actor.id)))
            parts = tuple(_parts(work, actor_id))
            units = _units(work, actor_id)
            together = {incident for _, incidents in units for incident in incidents}
            told = tuple(Known(unit, len(incidents)) for unit, incidents in units)
            return Sheet(actor, tuple(_above(work, actor)), below, parts, told, len(together))

    def named(self, name: str, kind: str = "") -> Saved[Actor]:
        """The actor of this name (letters of either size), or a new one. Raises Invalid."""
        wanted = " ".join(name.split()).casefold()
        for one in self._records.all(Actor):
            if one.name.casefold() == wanted:
                return self._records.change(Actor, one.id)
        return self._records.add(Actor(name=name, kind=kind))


def chain(actor: Actor, known: Iterable[Actor]) -> list[Actor]:
    """What the actor is a part of, the highest first, among the actors given."""
    by_id = {one.id: one for one in known}
    found: list[Actor] = []
    above = by_id.get(actor.unit_of_id or "")
    while above is not None and above not in found and above.id != actor.id:
        found.append(above)
        above = by_id.get(above.unit_of_id or "")
    return found[::-1]


def _above(work: Work, actor: Actor) -> Sequence[Actor]:
    found: list[Actor] = []
    seen, above = {actor.id}, actor.unit_of_id
    while above and above not in seen:
        seen.add(above)
        upper = work.get(Actor, above)
        if upper is None or upper.deleted_at is not None:
            break
        found.append(upper)
        above = upper.unit_of_id
    return found[::-1]


def _units(work: Work, actor_id: str) -> list[tuple[Actor, set[str]]]:
    """By name the actors below one, at any depth, that have a part in incidents, with these."""
    below: dict[str, list[Actor]] = {}
    parts = select(Actor).where(Actor.unit_of_id.is_not(None), Actor.deleted_at.is_(None))
    for one in work.scalars(parts.order_by(Actor.name, Actor.id)):
        below.setdefault(one.unit_of_id or "", []).append(one)
    found: dict[str, Actor] = {}
    wanted = [actor_id]
    while wanted:
        new = [one for one in below.get(wanted.pop(), ()) if one.id not in found and one.id != actor_id]
        found |= {one.id: one for one in new}
        wanted += [one.id for one in new]
    led = select(Incident.actor_id, Incident.id).where(Incident.actor_id.in_(found))
    joined = (
        select(Involvement.actor_id, Incident.id)
        .join(Incident, Incident.id == Involvement.incident_id)
        .where(Involvement.actor_id.in_(found), Involvement.deleted_at.is_(None))
    )
    incidents: dict[str | None, set[str]] = {}
    for query in (led, joined):
        shown = query.join(Case, Case.id == Incident.case_id)
        for unit, incident in work.execute(
            shown.where(Incident.deleted_at.is_(None), Case.deleted_at.is_(None))
        ):
            incidents.setdefault(unit, set()).add(incident)
    ordered = sorted(found.values(), key=lambda one: (one.name.casefold(), one.id))
    return [(one, incidents[one.id]) for one in ordered if one.id in incidents]


def _counts(work: Work) -> dict[str, int]:
    """By actor, the incidents it leads or has a part in, each once."""
    led = select(Incident.actor_id, Incident.id).where(
        Incident.actor_id.is_not(None), Incident.deleted_at.is_(None)
    )
    joined = select(Involvement.actor_id, Involvement.incident_id).where(
        Involvement.actor_id.is_not(None), Involvement.deleted_at.is_(None)
    )
    both = led.union(joined).subquery()
    return {
        str(actor): count
        for actor, count in work.execute(select(both.c.actor_id, func.count()).group_by(both.c.actor_id))
    }


def _parts(work: Work, actor_id: str) -> list[Part]:
    """The incidents in which an actor has a part, newest first; each once, the leading part before others."""
    led = select(Incident, Case, Incident.actor_role, Incident.attribution).join(
        Case, Case.id == Incident.case_id
    )
    joined = (
        select(Incident, Case, Involvement.actor_role, Involvement.attribution)
        .join(Incident, Incident.id == Involvement.incident_id)
        .join(Case, Case.id == Incident.case_id)
        .where(Involvement.deleted_at.is_(None))
    )
    found: dict[str, Part] = {}
    for query in (led.where(Incident.actor_id == actor_id), joined.where(Involvement.actor_id == actor_id)):
        shown = query.where(Incident.deleted_at.is_(None), Case.deleted_at.is_(None))
        for incident, case, role, attribution in work.execute(shown):
            part = Part(incident, case.id, case.number, case.name, case.name_original, role, attribution)
            found.setdefault(incident.id, part)
    return sorted(found.values(), key=_newest, reverse=True)


def _newest(part: Part) -> tuple[str, str]:
    when = part.incident.happened_from or part.incident.happened_to
    return (when.isoformat() if when else "", part.incident.id)
