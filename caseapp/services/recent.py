"""What was opened last, kept in the store and nowhere else."""

from __future__ import annotations

from typing import Final

from caseapp.services.drafts import Facts
from caseapp.services.search import Found, Search

_NAME: Final = "recent"
MOST: Final = 12


class Recent:
    """Cases, contacts and letters by kind and id, newest first."""

    def __init__(self, facts: Facts, search: Search) -> None:
        self._facts, self._search = facts, search

    def remember(self, kind: str, record_id: str) -> None:
        """A record was opened."""
        kept = self._kept()
        if kept[:1] != [(kind, record_id)]:
            rest = [one for one in kept if one != (kind, record_id)]
            self._facts.put(_NAME, [[kind, record_id], *map(list, rest)][:MOST])

    def all(self) -> list[Found]:
        """As search would show them; what was deleted since is left out."""
        return self._search.shown(self._kept())

    def _kept(self) -> list[tuple[str, str]]:
        return [(str(kind), str(one)) for kind, one in self._facts.get(_NAME) or []]
