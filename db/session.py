"""The unit of work: one transaction, its history and its search text together, and what it changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy import Engine, event
from sqlalchemy.orm import Session, UOWTransaction

from db import fulltext
from db.base import Row
from db.errors import Problem
from db.failures import problems
from db.history import Chain, Entry, case_of, describe_change, describe_end, describe_new


class Receipt(Protocol):
    """Keeps the newest number and seal of the history outside the store."""

    def write(self, seq: int, head: bytes) -> None: ...


@dataclass(frozen=True)
class Step:
    """One row that a transaction wrote into the history: its number, what was done to which record, and the
    columns that it touched.
    """

    seq: int
    act: str
    record: str
    record_id: str
    case_id: str | None
    columns: tuple[str, ...] = ()


@dataclass(frozen=True)
class Changes:
    """What a transaction changed: (kind, id) of each record, the cases they belong to, and its steps in the
    history, oldest first.
    """

    records: frozenset[tuple[str, str]] = frozenset()
    cases: frozenset[str] = frozenset()
    steps: tuple[Step, ...] = ()

    def touches(self, *kinds: str) -> bool:
        """Whether a record of one of the kinds changed."""
        return any(kind in kinds for kind, _ in self.records)


class Work(Session):
    """A session that writes history and search text at each flush, and tells in the end what it changed."""

    by: str = ""
    _store: Store
    _records: set[tuple[str, str]]
    _cases: set[str]
    _steps: list[Step]
    _mark: tuple[int, bytes]

    @property
    def changes(self) -> Changes:
        """What has been flushed so far."""
        return Changes(frozenset(self._records), frozenset(self._cases), tuple(self._steps))

    def log(
        self, act: str, record: str = "", record_id: str = "", case_id: str | None = None, **detail: Any
    ) -> None:
        """Writes an event (a backup, an export, a letter issued) into the history. Details hold no names."""
        self.flush()
        self._append([Entry(act, record, record_id, case_id, detail)])

    def _append(self, entries: list[Entry]) -> None:
        chain = Chain(self._store.chain.key, *self._mark)
        self._steps += [
            Step(seq, one.act, one.record, one.record_id, one.case_id, tuple(one.detail))
            for seq, one in enumerate(entries, self._mark[0] + 1)
        ]
        self._mark = chain.append(self.connection(), self._store.now(), self.by, entries)


class Store:
    """An open store. All its methods belong to the one thread that owns the connection.

    `now` tells the time; `prepare` is called with each record before it is written (to fill in what follows
    from other fields, or to raise a Problem); `index` says what search shall know of a record, or None.
    """

    def __init__(
        self,
        engine: Engine,
        *,
        chain_key: bytes,
        now: Callable[[], datetime],
        prepare: Callable[[Row], None] = lambda row: None,
        index: Callable[[Row], fulltext.Indexed | None] = lambda row: None,
        receipt: Receipt | None = None,
        saved: Callable[[], None] = lambda: None,
    ) -> None:
        self.engine = engine
        self.now = now
        self.prepare = prepare
        self.index = index
        self._receipt = receipt
        self._saved = saved
        self._current: Work | None = None
        self._reading = False
        with engine.connect() as connection:
            self.chain = Chain.resume(chain_key, connection)
            connection.rollback()

    @contextmanager
    def read(self) -> Iterator[Work]:
        """A session to read with. Its records stay readable after the block; changes to them are dropped."""
        if self._current is not None:
            yield self._current
            return
        with self._session("") as work:
            self._current, self._reading = work, True
            try:
                with problems():
                    yield work
            finally:
                self._current, self._reading = None, False
                work.expunge_all()  # a rollback would empty the records that the caller takes along
                work.rollback()

    @contextmanager
    def write(self, by: str) -> Iterator[Work]:
        """One transaction on behalf of `by` (the id of a caseworker).

        It commits when the block ends, with the history of all it changed, and rolls back when it raises.
        another `write` it is a savepoint of that one.
        """
        if self._reading:
            raise RuntimeError("writing inside a block that reads: it would be dropped without a word")
        if self._current is not None:
            work = self._current
            work.flush()  # what waits belongs to the outer block
            before = work._mark, set(work._records), set(work._cases), list(work._steps)
            try:
                with work.begin_nested():
                    yield work
                    work.flush()
            except BaseException:
                work._mark, work._records, work._cases, work._steps = before
                raise
            return
        with problems(), self._session(by) as work:
            self._current = work
            try:
                yield work
                work.commit()
            except BaseException:
                work.rollback()
                raise
            finally:
                self._current = None
        if work._mark != (self.chain.seq, self.chain.head):
            self.chain.settle(*work._mark)
            if self._receipt is not None:
                # What is saved is not reported as refused, and nothing is said now. A folder that is full or
                # can't be written refuses the save itself first, with its sentence: its log lies there too,
                # while the receipt is written in place and never grows. So only the receipt's own blocks can
                # fail here. It stays behind then, the next save writes it again, and the next unlocking
                # brings it up to date or says that the disk reports errors.
                with suppress(Problem, OSError):
                    self._receipt.write(*work._mark)
        self._saved()

    @contextmanager
    def _session(self, by: str) -> Iterator[Work]:
        with Work(self.engine, expire_on_commit=False, autoflush=True) as work:
            work.by = by
            work._store = self
            work._records = set()
            work._cases = set()
            work._steps = []
            work._mark = (self.chain.seq, self.chain.head)
            yield work


@event.listens_for(Work, "before_flush")
def _before_flush(work: Work, context: UOWTransaction, instances: object) -> None:
    now = work._store.now()
    for row in work.new:
        if isinstance(row, Row):
            row.created_at = row.created_at or now
            row.changed_at = now
            row.version = 1
            work._store.prepare(row)
    for row in work.dirty:
        if isinstance(row, Row) and work.is_modified(row):
            row.changed_at = now
            row.version += 1
            work._store.prepare(row)


@event.listens_for(Work, "after_flush")
def _after_flush(work: Work, context: UOWTransaction) -> None:
    entries: list[Entry] = []
    touched: list[Row] = []
    for row in work.new:
        if isinstance(row, Row):
            entries.append(describe_new(row))
            touched.append(row)
    for row in work.dirty:
        if isinstance(row, Row) and (entry := describe_change(row)) is not None:
            entries.append(entry)
            touched.append(row)
    for row in work.deleted:
        if isinstance(row, Row):
            entries.append(describe_end(work.connection(), row))
            fulltext.drop(work.connection(), row.id)
            work._records.add((row.KIND, row.id))
    for row in touched:
        work._records.add((row.KIND, row.id))
        if (case := case_of(row)) is not None:
            work._cases.add(case)
        item = None if row.deleted_at else work._store.index(row)
        if item is not None:
            fulltext.put(work.connection(), item)
        elif row.deleted_at:
            fulltext.drop(work.connection(), row.id)
    if entries:
        work._append(entries)
