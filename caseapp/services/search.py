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
from caseapp.records.searchable import body_of, index
from caseapp.records.titles import title_of
from caseapp.rules import numbers
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
#: So many records are put into the index at once when it is made anew.
_AT_ONCE = 500
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
            hits = self._names(work, text, limit * _OF_CLIENT)
            hits += _texts(work, text, limit * 3)
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
            # A list asks for its lines, then for their number: nothing was written between, so none is new.
            asked = (text, work.scalar(select(func.max(HistoryRow.seq))))
            if asked == self._last[0]:
                return self._last[1]
            hits = self._names(work, text, MOST)
            hits += _texts(work, text, MOST)
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


def _texts(work: Work, text: str, limit: int) -> list[Hit]:
    """The records in whose texts all the words stand; a number also where its blanks and signs are others."""
    words = tokens(text)
    if len(text.strip()) < 2 or not words:
        return []
    number = numbers.typed(text)
    asked = [words] if number in ("", *words) else [(number,), words]
    return [hit for each in asked for hit in fulltext.find_text(work.connection(), each, limit)]


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
    """Puts into the index what can be found by its declaration and is not there: what an update of the store
    has taken out, and the records that it has made of others.

    A few at a time: a store may hold hundreds of thousands, and memory is small.
    """
    with Session(engine) as session:
        _texts_again(session)
        for kind in ALL:
            if any(field.search for field in kind.fields().values()):
                _kind_anew(session, kind)


def _texts_again(session: Session) -> None:
    """The texts of records that have an entry but no text, in the order of their entries: the newest stay
    the newest, and the index is written from its beginning to its end.
    """
    after = 0
    while lacking := fulltext.without_text(session.connection(), after, _AT_ONCE):
        after = lacking[-1].row
        wanted: dict[str, list[str]] = {}
        for one in lacking:
            wanted.setdefault(one.record, []).append(one.record_id)
        known = {
            record.id: record
            for kind, ids in wanted.items()
            for record in session.scalars(select(BY_KIND[kind]).where(BY_KIND[kind].id.in_(ids)))
        }
        bodies = {one.row: body_of(known[one.record_id]) if one.record_id in known else "" for one in lacking}
        fulltext.put_texts(session.connection(), bodies)
        _settle(session)


def _kind_anew(session: Session, kind: type[Record]) -> None:
    """The records of a kind that have no entry."""
    entry = select(fulltext.SearchEntry.rowid).where(fulltext.SearchEntry.record_id == kind.id)
    missing = select(kind).where(kind.deleted_at.is_(None), ~entry.exists()).order_by(kind.id).limit(_AT_ONCE)
    after = ""
    while found := session.scalars(missing.where(kind.id > after)).all():
        after = found[-1].id
        for record in found:
            if (item := index(record)) is not None:
                fulltext.put(session.connection(), item)
        _settle(session)


def _settle(session: Session) -> None:
    session.commit()
    session.expunge_all()
