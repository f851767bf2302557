"""The search index inside the encrypted store: FTS5 over text that the caller has already folded.

Two indexes: one of names, where every prefix counts and which has a column of sound keys beside the folded
spelling, and one of running text. Both are contentless: they hold tokens, not a second copy of the record.
The FTS5 tables themselves (search_names, search_text, and the view of their terms search_keys) are made by
the first migration.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, String, text
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base

#: Beginnings of so many letters have an index of their own, see the first migration.
_INDEXED: Final = 3
#: The words of a longer beginning are looked for one by one, up to so many.
_FEW_WORDS: Final = 60
#: So many matching names are put in order by how well they match.
RANKED: Final = 500


class SearchEntry(Base):
    """Which record a row of the index stands for."""

    __tablename__ = "search_entries"

    rowid: Mapped[int] = mapped_column(primary_key=True, init=False)
    record: Mapped[str] = mapped_column(String)
    record_id: Mapped[str] = mapped_column(String, unique=True)
    case_id: Mapped[str | None] = mapped_column(String, index=True)


@dataclass(frozen=True)
class Indexed:
    """What the index shall know of a record, all folded: names, their sound keys, and running text."""

    record: str
    record_id: str
    case_id: str | None
    names: str = ""
    keys: str = ""
    body: str = ""


@dataclass(frozen=True)
class Lacking:
    """A row of the index without its text."""

    row: int
    record: str
    record_id: str


@dataclass(frozen=True)
class Hit:
    """A record that matches."""

    record: str
    record_id: str
    case_id: str | None


_ENTER = text(
    "INSERT INTO search_entries (record, record_id, case_id) VALUES (:record, :record_id, :case_id)"
    " ON CONFLICT (record_id) DO UPDATE SET case_id = excluded.case_id RETURNING rowid"
)
_NAMES = text("INSERT OR REPLACE INTO search_names (rowid, folded, keys) VALUES (:rowid, :names, :keys)")
_RANKED = text(
    "SELECT rowid FROM search_names WHERE search_names MATCH :query"
    " ORDER BY bm25(search_names, 4.0, 1.0) LIMIT :limit"
)
# The numbers go in as one value: thousands of parameters take longer to write down than to look up.
_ENTRIES = text(
    "SELECT record, record_id, case_id FROM json_each(:rows) JOIN search_entries e ON e.rowid = value"
    " ORDER BY key"
)
# Lives as long as the connection and holds nothing: it only shows what the index holds.
_VOCABULARY = text(
    "CREATE VIRTUAL TABLE IF NOT EXISTS temp.search_words USING fts5vocab(main, search_text, instance)"
)
_WORD_FROM = text("SELECT term FROM temp.search_words WHERE term >= :word ORDER BY term LIMIT 1")
_WRITTEN = text("SELECT total_changes()")
#: Pages of an index that one step of tidying writes, at the least: what is known of one word is written in
#: one go, and of a common word in a large store that is a fifth of a second.
_STEP = 32
_TEXT = text("INSERT OR REPLACE INTO search_text (rowid, body) VALUES (:rowid, :body)")

_LACKING = text(
    "SELECT e.rowid, record, record_id FROM search_entries e"
    " WHERE e.rowid > :after AND NOT EXISTS (SELECT 1 FROM search_text t WHERE t.rowid = e.rowid)"
    " ORDER BY e.rowid LIMIT :limit"
)


def put(connection: Connection, item: Indexed) -> None:
    """Makes the index say exactly this about the record."""
    entry = {"record": item.record, "record_id": item.record_id, "case_id": item.case_id}
    rowid = connection.execute(_ENTER, entry).scalar_one()
    connection.execute(_NAMES, {"rowid": rowid, "names": item.names, "keys": item.keys})
    connection.execute(_TEXT, {"rowid": rowid, "body": item.body})


def put_texts(connection: Connection, bodies: Mapping[int, str]) -> None:
    """The texts alone of rows of the index, by their numbers; the smallest comes first."""
    connection.execute(_TEXT, [{"rowid": row, "body": body} for row, body in bodies.items()])


def without_text(connection: Connection, after: int, limit: int) -> list[Lacking]:
    """The next rows without a text after the row of this number, in their order."""
    return [Lacking(*row) for row in connection.execute(_LACKING, {"after": after, "limit": limit}).all()]


def drop(connection: Connection, record_id: str) -> None:
    """Takes a record out of the index."""
    rowid = connection.execute(
        text("DELETE FROM search_entries WHERE record_id = :id RETURNING rowid"), {"id": record_id}
    ).scalar_one_or_none()
    if rowid is not None:
        for table in ("search_names", "search_text"):
            connection.execute(text(f"DELETE FROM {table} WHERE rowid = :rowid"), {"rowid": rowid})  # noqa: S608 - own names


def tidy(connection: Connection, begun: bool) -> bool:
    """One step of making the index forget the words of what was taken out, which until then only count as
    deleted; whether more steps are needed. Without `begun` it is the first step.
    """
    pages = _STEP if begun else -_STEP
    before = connection.execute(_WRITTEN).scalar_one()
    for table in ("search_names", "search_text"):
        merge = f"INSERT INTO {table} ({table}, rank) VALUES ('merge', :pages)"  # noqa: S608 - own names
        connection.execute(text(merge), {"pages": pages})
    # As SQLite says: with less than two changes by each table there was nothing left to do.
    return bool(connection.execute(_WRITTEN).scalar_one() - before > 2)


def _quoted(token: str) -> str:
    return '"' + token.replace('"', '""') + '"'


def names_query(terms: list[tuple[str, tuple[str, ...]]], half_typed: bool, *, whole: bool = False) -> str:
    """The FTS5 expression for names: every word by its folded beginning, or by one of its sound keys.

    A term is (folded, keys). The keys of the last word count as beginnings too while it is half typed. With
    `whole` only names that are spelt so to their end.
    """
    parts = []
    for place, (folded, keys) in enumerate(terms, 1):
        beginning = " *" if half_typed and place == len(terms) else ""
        either = [f"folded : {_quoted(folded)}" + ("" if whole else " *")] if folded else []
        either += [f"keys : {_quoted(key)}{beginning}" for key in keys if key and not whole]
        if either:
            parts.append("(" + " OR ".join(either) + ")")
    return " AND ".join(parts)


def find_names(connection: Connection, query: str, limit: int, whole: str = "") -> list[Hit]:
    """Records whose names match the expression, best first.

    Of more than RANKED nobody can tell a best one, and ranking all of them would be felt at every key: then
    the names that match `whole` come first, and the newest of the others.
    """
    if not query:
        return []
    newest = _newest(connection, "search_names", query, max(limit, RANKED))
    if len(newest) < max(limit, RANKED):
        ranked = connection.execute(_RANKED, {"query": query, "limit": limit}).scalars().all()
        return _hits(connection, list(ranked))
    first = _newest(connection, "search_names", whole, limit) if whole else []
    return _hits(connection, list(dict.fromkeys([*first, *newest]))[:limit])


def find_text(connection: Connection, tokens: Sequence[str], limit: int) -> list[Hit]:
    """Records whose text has all the words (the last one may be half typed), newest first."""
    if not tokens:
        return []
    *whole, last = tokens
    parts = [_quoted(token) for token in whole]
    words = _words(connection, last) if len(last) > _INDEXED else []
    parts.append("(" + " OR ".join(map(_quoted, words)) + ")" if words else f"{_quoted(last)} *")
    query = " AND ".join(parts)
    return _hits(connection, _newest(connection, "search_text", query, limit))


def _words(connection: Connection, beginning: str) -> list[str]:
    """The words of all texts that begin so; none where they are more than a few.

    A beginning without an index of its own is put together by FTS5 from every place of every such word before
    it gives the first; words are walked from the newest place on.
    """
    connection.execute(_VOCABULARY)
    found: list[str] = []
    word = connection.execute(_WORD_FROM, {"word": beginning}).scalar()
    while word is not None and word.startswith(beginning):
        found.append(word)
        if len(found) > _FEW_WORDS:
            return []
        # The next one, as if by a letter that comes before all: with "greater than" all places of this word
        # would be walked.
        word = connection.execute(_WORD_FROM, {"word": f"{word}\x01"}).scalar()
    return found


def _newest(connection: Connection, table: str, query: str, limit: int) -> list[int]:
    """Rows of an index that match, the newest first. By the number of the row itself the index is walked from
    its end and left after a few: a word that every note has costs no more than a rare one.
    """
    found = text(
        f"SELECT rowid FROM {table} WHERE {table} MATCH :query ORDER BY rowid DESC LIMIT :limit"  # noqa: S608 - own names
    )
    # All at once: every fetch of its own would ask whether the pages that were read are sound.
    return list(connection.execute(found, {"query": query, "limit": limit}).scalars().all())


def _hits(connection: Connection, rows: list[int]) -> list[Hit]:
    """The records of rows of an index, in their order."""
    return [Hit(*hit) for hit in connection.execute(_ENTRIES, {"rows": json.dumps(rows)}).all()]


def all_keys(connection: Connection) -> list[str]:
    """Every sound key in the index, each once: what a search for slips of one letter compares with."""
    return list(connection.execute(text("SELECT term FROM search_keys WHERE col = 'keys'")).scalars().all())
