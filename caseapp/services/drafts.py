"""Half-typed text, kept inside the encrypted store so that locking never asks and never loses."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from typing import Any

from sqlalchemy import delete, select

from caseapp.clock import Clock
from db.draft import Draft, Fact
from db.session import Store, Work


class Drafts:
    """Keeps what is not a record yet, by place. Drafts are no part of the history."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def put(self, place: str, content: Any) -> None:
        """Keeps plain JSON for a place, instead of what was there."""
        with self._store.write("") as work:
            work.merge(Draft(place=place, content=content, at=self._clock.now()))

    def get(self, place: str) -> Any:
        """What was kept for the place, or None."""
        with self._store.read() as work:
            return work.scalar(select(Draft.content).where(Draft.place == place))

    def under(self, beginning: str) -> dict[str, Any]:
        """All that was kept for places with this beginning, the oldest first."""
        with self._store.read() as work:
            found = select(Draft).where(Draft.place.startswith(beginning, autoescape=True))
            return {one.place: one.content for one in work.scalars(found.order_by(Draft.at, Draft.place))}

    def drop(self, place: str) -> None:
        """Forgets the place."""
        with self._store.write("") as work:
            work.execute(delete(Draft).where(Draft.place == place))


def forget_drafts(work: Work, record_ids: AbstractSet[str]) -> None:
    """Forgets what was being typed about records, as their ids stand in the names of the places."""
    for place in list(work.scalars(select(Draft.place))):
        if not record_ids.isdisjoint(re.split(r"[^0-9a-f]+", place)):
            work.execute(delete(Draft).where(Draft.place == place))


class Facts:
    """The few things the store knows about itself, by name."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def put(self, name: str, value: Any) -> None:
        with self._store.write("") as work:
            work.merge(Fact(name=name, value=value))

    def get(self, name: str) -> Any:
        with self._store.read() as work:
            return work.scalar(select(Fact.value).where(Fact.name == name))
