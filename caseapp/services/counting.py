"""How many incidents there are, by kind and by country."""

from __future__ import annotations

from collections import Counter

from sqlalchemy import func, select

from caseapp.records import Incident
from db.session import Store


class Counts:
    """Counts what is not in the bin."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def by_kind(self) -> dict[str, int]:
        """Incidents by the codes of their kinds; one with several kinds counts under each of them, once."""
        found: Counter[str] = Counter()
        query = select(Incident.kind, Incident.other_kinds).where(Incident.deleted_at.is_(None))
        with self._store.read() as work:
            for kind, others in work.execute(query):
                found.update({code for code in (kind, *others) if code})
        return dict(found)

    def by_country(self) -> dict[str, int]:
        """Incidents by the country where they happened."""
        query = (
            select(Incident.country, func.count())
            .where(Incident.deleted_at.is_(None), Incident.country != "")
            .group_by(Incident.country)
        )
        with self._store.read() as work:
            return {str(country): count for country, count in work.execute(query)}
