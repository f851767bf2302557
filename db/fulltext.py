"""The search index inside the encrypted store: FTS5 over text that the caller has already folded.

Two indexes: one of names, where every prefix counts and which has a column of sound keys beside the folded
spelling, and one of running text. Both are contentless: they hold tokens, not a second copy of the record.
The FTS5 tables themselves (search_names, search_text, and the view of their terms search_keys) are made by
the first migration.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, String, text
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base


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
class Hit:
    """A record that matches; `rank` is smaller for a better match."""

    record: str
    record_id: str
    case_id: str | None
    rank: float


_ENTER = text(
    "INSERT INTO search_entries (record, record_id, case_id) VALUES (:record, :record_id, :case_id)"
    " ON CONFLICT (record_id) DO UPDATE SET case_id = excluded.case_id RETURNING rowid"
)
_NAMES = text("INSERT OR REPLACE INTO search_names (rowid, folded, keys) VALUES (:rowid, :names, :keys)")
_WRITTEN = text("SELECT total_changes()")
#: Pages of an index that one step of tidying writes: less than a tenth of a second.
_STEP = 500
_TEXT = text("INSERT OR REPLACE INTO search_text (rowid, body) VALUES (:rowid, :body)")


def put(connection: Connection, item: Indexed) -> None:
    """Makes the index say exactly this about the record."""
    entry = {"record": item.record, "record_id": item.record_id, "case_id": item.case_id}
    rowid = connection.execute(_ENTER, entry).scalar_one()
    connection.execute(_NAMES, {"rowid": rowid, "names": item.names, "keys": item.keys})
    connection.execute(_TEXT, {"rowid": rowid, "body": item.body})


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


def names_query(terms: list[tuple[str, tuple[str, ...]]], half_typed: bool) -> str:
    """The FTS5 expression for names: every word by its folded beginning, or by one of its sound keys.

    A term is (folded, keys). The keys of the last word count as beginnings too while it is half typed.
    """
    parts = []
    for place, (folded, keys) in enumerate(terms, 1):
        beginning = " *" if half_typed and place == len(terms) else ""
        either = [f"folded : {_quoted(folded)} *"] if folded else []
        either += [f"keys : {_quoted(key)}{beginning}" for key in keys if key]
        if either:
            parts.append("(" + " OR ".join(either) + ")")
    return " AND ".join(parts)


def find_names(connection: Connection, query: str, limit: int) -> list[Hit]:
    """Records whose names match the expression, best first."""
    return _find(connection, "search_names", query, limit, "bm25(search_names, 4.0, 1.0)", "rank")


def find_text(connection: Connection, tokens: Sequence[str], limit: int) -> list[Hit]:
    """Records whose text has all the words (the last one may be half typed), newest first."""
    if not tokens:
        return []
    query = " AND ".join(_quoted(token) for token in tokens[:-1])
    query += (" AND " if query else "") + _quoted(tokens[-1]) + " *"
    # By the number of the row itself the index is walked from its end and left after a few: a word that every
    # note has costs no more than a rare one.
    return _find(connection, "search_text", query, limit, "-search_text.rowid", "search_text.rowid DESC")


def _find(connection: Connection, table: str, query: str, limit: int, rank: str, order: str) -> list[Hit]:
    if not query:
        return []
    rows = connection.execute(
        text(
            f"SELECT e.record, e.record_id, e.case_id, {rank} AS rank FROM {table}"  # noqa: S608 - own names only
            f" JOIN search_entries e ON e.rowid = {table}.rowid WHERE {table} MATCH :query"
            f" ORDER BY {order} LIMIT :limit"
        ),
        {"query": query, "limit": limit},
    )
    return [Hit(*row) for row in rows]


def all_keys(connection: Connection) -> list[str]:
    """Every sound key in the index, each once: what a search for slips of one letter compares with."""
    return list(connection.execute(text("SELECT term FROM search_keys WHERE col = 'keys'")).scalars())
