"""Finding: names across scripts and slips of the keyboard first, then the words of texts."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from caseapp.records import (
    ALL,
    BY_KIND,
    Case,
    IdentityDocument,
    Record,
    Trace,
)
from caseapp.records.searchable import index
from caseapp.records.titles import title_of
from caseapp.rules.folding import near, terms, tokens
from caseapp.services.traces import find_traces
from db import fulltext
from db.fulltext import Hit
from db.history import HistoryRow
from db.session import Store, Work

#: No list of hits is longer; whoever sees so many types one more letter.
MOST = 2000
#: Kinds of records with names in them.
_NAMED = ("actor", "person", "spelling", "identity_document", "name_form", "contact", "case", "letter")

#: So many records with names a client may have: themselves, spellings, documents, relatives.
_OF_CLIENT = 8
#: After so many changes, as after an import, all keys are read again at once.
_READ_ANEW = 500
#: Kinds of records that stand for the client as a whole.
_WHOLE = ("case", "person", "spelling")


@dataclass(frozen=True)
class Found:
    """A record that search found, and how a list shows it; `number` is that of its case."""

    kind: str
    id: str
    case_id: str | None
    title: str
    subtitle: str
    number: str = ""


class Search:
    """Searches names and texts of the whole store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        #: Every sound key of the store, for slips: read once, since the index takes long to tell all of them.
        self._keys: dict[str, None] | None = None
        #: The newest question for cases, as text and step of the history, with its answer.
        self._last: tuple[tuple[str, int | None], list[str]] = ("", None), []
        #: Records whose keys are not among them yet. Put in on the window's thread, taken out on the store's.
        self._changed: deque[tuple[str, str]] = deque()

    def heed(self, changed: Iterable[tuple[str, str]]) -> None:
        """Records (kind, id) have changed: where it may be names, slips in the new ones are found as well. On
        any thread.
        """
        self._changed.extend(pair for pair in changed if pair[0] in _NAMED)

    def find(self, text: str, limit: int = 20) -> list[Found]:
        """The records that fit best: names first, then texts; each record once, deleted ones not at all."""
        found: dict[str, Found] = {}
        with self._store.read() as work:
            connection = work.connection()
            hits = self._names(work, text, limit * _OF_CLIENT)
            hits += fulltext.find_text(connection, tokens(text), limit * 3) if len(text.strip()) > 1 else []
            hits = [_hit(trace) for trace in find_traces(work, text, limit)] + hits
            hits = _once_per_client(list({hit.record_id: hit for hit in reversed(hits)}.values())[::-1])
            for start in range(0, len(hits), limit):
                if len(found) >= limit:
                    break
                found |= _records(work, hits[start : start + limit], limit - len(found))
        return list(found.values())

    def shown(self, wanted: Iterable[tuple[str, str]]) -> list[Found]:
        """Records by kind and id as a list shows them; those that are not there any more are left out."""
        found = []
        with self._store.read() as work:
            for kind, record_id in wanted:
                record = work.get(BY_KIND[kind], record_id) if kind in BY_KIND else None
                if record is not None and record.deleted_at is None:
                    case = work.get(Case, getattr(record, "case_id", record_id))
                    found.append(_shown(record, case))
        return found

    def named(self, text: str, limit: int = 20, *, slips: bool = True) -> list[Found]:
        """The records of cases whose names fit best; without `slips` only what is spelt or sounds so."""
        found: dict[str, Found] = {}
        with self._store.read() as work:
            hits = [hit for hit in self._names(work, text, limit * 3, slips=slips) if hit.case_id]
            for start in range(0, len(hits), limit):
                if len(found) >= limit:
                    break
                found |= _records(work, hits[start : start + limit], limit - len(found), binned=False)
        return list(found.values())

    def cases_named(self, text: str, limit: int = 20) -> list[str]:
        """The cases whose number or names fit best, each once."""
        with self._store.read() as work:
            hits = self._names(work, text, limit * _OF_CLIENT)
        return list(dict.fromkeys(hit.case_id for hit in hits if hit.case_id))[:limit]

    def case_ids(self, text: str) -> list[str]:
        """The cases in which a name or a text fits, best first."""
        with self._store.read() as work:
            connection = work.connection()
            # A list asks for its lines, then for their number: nothing was written between, so none is new.
            asked = (text, work.scalar(select(func.max(HistoryRow.seq))))
            if asked == self._last[0]:
                return self._last[1]
            hits = self._names(work, text, MOST)
            if len(text.strip()) > 1:
                hits += fulltext.find_text(connection, tokens(text), MOST)
            hits += [_hit(trace) for trace in find_traces(work, text, MOST)]
        ids = list(dict.fromkeys(hit.case_id for hit in hits if hit.case_id))
        self._last = asked, ids
        return ids

    def _names(self, work: Work, text: str, limit: int, *, slips: bool = True) -> list[Hit]:
        words, connection = terms(text), work.connection()
        if not words:
            return []
        half_typed = not text[-1].isspace()
        typed = [(word.folded, word.keys) for word in words]
        query = fulltext.names_query(typed, half_typed)
        whole = fulltext.names_query(typed, half_typed, whole=True)
        if hits := fulltext.find_names(connection, query, limit, whole):
            return hits
        if not slips:
            return []
        known = self._known(work)
        nearly = []
        for word in words:
            keys = {other for key in word.whole for other in near(key, known, 20)}
            nearly.append((word.folded, tuple(sorted(keys))))
        return fulltext.find_names(connection, fulltext.names_query(nearly, half_typed=False), limit)

    def _known(self, work: Work) -> list[str]:
        """All sound keys there are. Those of names that are gone may be among them; they find nothing."""
        if self._keys is None or len(self._changed) > _READ_ANEW:
            self._changed.clear()
            self._keys = dict.fromkeys(fulltext.all_keys(work.connection()))
        while self._changed:
            kind, record_id = self._changed.popleft()
            record = work.get(BY_KIND[kind], record_id)
            if record is not None and (item := index(record)) is not None:
                self._keys.update(dict.fromkeys(item.keys.split()))
        return list(self._keys)


def _hit(trace: Trace) -> Hit:
    return Hit(trace.KIND, trace.id, trace.case_id)


def _records(work: Work, hits: list[Hit], most: int, *, binned: bool = True) -> dict[str, Found]:
    """What the hits stand for, in their order, read kind by kind instead of one by one; without `binned` what
    belongs to a case in the bin is left out.
    """
    wanted: dict[str, set[str]] = {}
    for hit in hits:
        wanted.setdefault(hit.record, set()).add(hit.record_id)
        if hit.case_id:
            wanted.setdefault(Case.KIND, set()).add(hit.case_id)
    known = {
        (kind, record.id): record
        for kind, ids in wanted.items()
        for record in work.scalars(select(BY_KIND[kind]).where(BY_KIND[kind].id.in_(ids)))
    }
    found: dict[str, Found] = {}
    for hit in hits:
        record = known.get((hit.record, hit.record_id))
        if record is not None and record.deleted_at is None and len(found) < most:
            case = known.get((Case.KIND, hit.case_id or ""))
            if not binned and (case is None or case.deleted_at is not None):
                continue
            found[hit.record_id] = _shown(record, case if isinstance(case, Case) else None)
    return found


def _shown(record: Record, case: Case | None) -> Found:
    title, subtitle = title_of(record, case.name if case else "")
    number = case.number if case else ""
    return Found(record.KIND, record.id, case.id if case else None, title, subtitle, number)


def _once_per_client(hits: list[Hit]) -> list[Hit]:
    """A client whose name, spellings and case number all fit is shown once, and not as their passport."""
    shown: dict[str, Hit] = {}
    for hit in hits:
        one_line = hit.record in (*_WHOLE, IdentityDocument.KIND) and hit.case_id
        place = f"case {hit.case_id}" if one_line else hit.record_id
        before = shown.get(place)
        if before is None or (before.record == IdentityDocument.KIND and hit.record in _WHOLE):
            shown[place] = hit
    return list(shown.values())


def index_missing(engine: Engine) -> None:
    """Puts into the index what can be found by its declaration and stands in no entry: the records that an
    update of the store has made of others.
    """
    with Session(engine) as session:
        known = select(fulltext.SearchEntry.record_id)
        for kind in ALL:
            if any(field.search for field in kind.fields().values()):
                found = select(kind).where(kind.deleted_at.is_(None), kind.id.not_in(known))
                for record in session.scalars(found):
                    if (item := index(record)) is not None:
                        fulltext.put(session.connection(), item)
        session.commit()
