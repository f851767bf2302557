"""Who changed what and when: written in the same transaction as the change, each row sealed to the one
before.

The chain shows accidents and clumsy tampering: a row that was altered, removed or slipped in breaks it.
Whoever holds the store's master key could rewrite all of it; the newest seal therefore also stands outside,
in the receipt and in every backup.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, LargeBinary, String, Text, insert, inspect, select, update
from sqlalchemy.orm import Mapped, mapped_column

from db.base import LIFE, Base, Moment, Row

#: The seal before the first row.
START = bytes(32)
#: The acts whose rows hold what a record said; the particulars of other events name nobody.
TELLING = ("create", "change", "delete", "restore")
#: The act that ends a record; what becomes of the detail of its earlier rows, which is no JSON and so never
#: written otherwise; and where the row of that act keeps the digest of what is left of them.
ERASE, BLANK, LEFT = "erase", "", "left"


class HistoryRow(Base):
    """One act: a record created, changed, deleted or brought back, or an event such as a backup."""

    __tablename__ = "history"

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(Moment)
    who: Mapped[str] = mapped_column(String)
    act: Mapped[str] = mapped_column(String)
    record: Mapped[str] = mapped_column(String)
    record_id: Mapped[str] = mapped_column(String, index=True)
    case_id: Mapped[str | None] = mapped_column(String, index=True)
    #: JSON: {field: [before, after]} for a change, the particulars of an event otherwise; BLANK for what was
    #: told of a record that is erased.
    detail: Mapped[str] = mapped_column(Text)
    seal: Mapped[bytes] = mapped_column(LargeBinary)


@dataclass(frozen=True)
class Entry:
    """What is to be written down; `detail` must be plain JSON."""

    act: str
    record: str
    record_id: str
    case_id: str | None
    detail: dict[str, Any]


class Chain:
    """Appends rows and remembers the newest seal. `key` is 32 bytes derived from the store's master key."""

    def __init__(self, key: bytes, seq: int = 0, head: bytes = START) -> None:
        self.key = key
        self.seq = seq
        self.head = head

    @classmethod
    def resume(cls, key: bytes, connection: Connection) -> Chain:
        """Goes on where the store's history ends."""
        last = connection.execute(
            select(HistoryRow.seq, HistoryRow.seal).order_by(HistoryRow.seq.desc()).limit(1)
        ).first()
        return cls(key, last.seq, last.seal) if last else cls(key)

    def append(
        self, connection: Connection, at: datetime, who: str, entries: list[Entry]
    ) -> tuple[int, bytes]:
        """Writes the entries; returns the new number and seal, which count only once the transaction
        commits.
        """
        seq, head = self.seq, self.head
        rows = []
        for entry in entries:
            seq += 1
            values = {
                "seq": seq,
                "at": at,
                "who": who,
                "act": entry.act,
                "record": entry.record,
                "record_id": entry.record_id,
                "case_id": entry.case_id,
                "detail": json.dumps(entry.detail, ensure_ascii=False, sort_keys=True, separators=(",", ":")),
            }
            head = self._seal(head, values)
            rows.append(values | {"seal": head})
        if rows:
            connection.execute(insert(HistoryRow), rows)
        return seq, head

    def settle(self, seq: int, head: bytes) -> None:
        """The transaction that wrote up to `seq` has committed."""
        self.seq, self.head = seq, head

    def breaks(self, connection: Connection) -> Iterator[int]:
        """The numbers of rows at which the chain does not hold; none when all is well.

        A blanked row can't be sealed anew: the next row vouches for its seal, and the row that says that the
        record was erased for all that is left of it.
        """
        head, expected = START, 0
        blanked: dict[str, list[Any]] = {}
        rows = connection.execute(
            select(HistoryRow.__table__).order_by(HistoryRow.seq).execution_options(yield_per=1000)
        )
        for row in rows.mappings():
            expected += 1
            if row["detail"] == BLANK and row["seq"] == expected:
                blanked.setdefault(row["record_id"], []).append(row)
                head = row["seal"]
                continue
            values = {name: row[name] for name in row if name != "seal"}
            head = self._seal(head, values)
            whole = row["seq"] == expected and hmac.compare_digest(head, row["seal"])
            if row["act"] == ERASE and (left := blanked.pop(row["record_id"], [])):
                whole = whole and json.loads(row["detail"]).get(LEFT) == _digest(left)
            if not whole:
                yield int(row["seq"])
                head, expected = row["seal"], int(row["seq"])
        yield from sorted(int(row["seq"]) for left in blanked.values() for row in left)

    def _seal(self, before: bytes, values: Any) -> bytes:
        text = _text(values, values["detail"])
        return hmac.new(self.key, before + text.encode(), hashlib.sha256).digest()


def _text(values: Any, last: str) -> str:
    at = values["at"].isoformat(timespec="milliseconds")
    names = ("who", "act", "record", "record_id", "case_id")
    what = [values["seq"], at, *(values[name] for name in names), last]
    return json.dumps(what, ensure_ascii=True, separators=(",", ":"))


def _digest(rows: Sequence[Any]) -> str:
    """SHA-256 over what blanked rows still say, in their order."""
    text = "\n".join(_text(row, row["seal"].hex()) for row in rows)
    return hashlib.sha256(text.encode()).hexdigest()


def describe_end(connection: Connection, row: Row) -> Entry:
    """The entry for a record that is being erased.

    What the history told of it is taken out of its rows. Who did what when stays, and the entry seals that.
    """
    of_it = (HistoryRow.record_id == row.id, HistoryRow.act.in_(TELLING))
    left = connection.execute(select(HistoryRow.__table__).where(*of_it).order_by(HistoryRow.seq)).mappings()
    detail = {LEFT: _digest(left.all())}
    connection.execute(update(HistoryRow).where(*of_it).values(detail=BLANK))
    return Entry(ERASE, row.KIND, row.id, case_of(row), detail)


def told(detail: str) -> dict[str, Any]:
    """The detail of a row; nothing for one that was blanked."""
    return {} if detail == BLANK else dict(json.loads(detail))


def plain(value: object) -> Any:
    """A value as history keeps it: JSON, with bytes replaced by their SHA-256."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, bytes):
        return "sha256:" + hashlib.sha256(value).hexdigest()
    return value


def describe_new(row: Row) -> Entry:
    """The entry for a record that is being created: its filled fields, each with nothing before."""
    values = {
        c.key: [None, plain(getattr(row, c.key))]
        for c in inspect(type(row)).column_attrs
        if c.key not in LIFE and getattr(row, c.key) not in (None, "", [], {}, False)
    }
    return Entry("create", row.KIND, row.id, case_of(row), values)


def describe_change(row: Row) -> Entry | None:
    """The entry for a record that is being changed, or None when nothing differs."""
    state = inspect(row)
    values: dict[str, list[Any]] = {}
    for column in state.mapper.column_attrs:
        past = state.attrs[column.key].history
        if column.key in LIFE - {"deleted_at"} or not past.has_changes():
            continue
        before = plain(past.deleted[0]) if past.deleted else None
        after = plain(past.added[0]) if past.added else None
        if before != after:
            values[column.key] = [before, after]
    if not values:
        return None
    act = "change"
    if "deleted_at" in values:
        act = "delete" if values.pop("deleted_at")[1] else "restore"
    return Entry(act, row.KIND, row.id, case_of(row), values)


def case_of(row: Row) -> str | None:
    """The case a record belongs to: its own id for a case itself."""
    return row.id if row.KIND == "case" else getattr(row, "case_id", None)
