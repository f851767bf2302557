"""One transaction: the record, its history and its search text together, or nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select, text

from caseapp.records import Case, Note, Person
from db import engine as store_engine
from db import fulltext, migrate
from db.base import Row
from db.fulltext import Indexed
from db.history import HistoryRow
from db.session import Store

MOMENT = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


class Slip:
    """Keeps what the store wrote outside."""

    def __init__(self) -> None:
        self.lines: list[tuple[int, bytes]] = []

    def write(self, seq: int, head: bytes) -> None:
        self.lines.append((seq, head))


def indexed(row: Row) -> Indexed | None:
    if isinstance(row, Person):
        return Indexed(row.KIND, row.id, row.case_id, row.family.casefold(), row.family.casefold()[:3])
    return None


@pytest.fixture
def slip() -> Slip:
    return Slip()


@pytest.fixture
def store(tmp_path: Path, slip: Slip) -> Iterator[Store]:
    engine = store_engine.create_store(tmp_path / "store.db", bytes(32), store_engine.new_salt())
    migrate.upgrade(engine)
    yield Store(engine, chain_key=b"k" * 32, now=lambda: MOMENT, index=indexed, receipt=slip)
    engine.dispose()


def keep_and_fail(store: Store, row: Row) -> None:
    with store.write("w") as work:
        work.add(row)
        work.flush()
        raise ZeroDivisionError


def acts(store: Store) -> list[tuple[int, str, str, dict[str, object]]]:
    with store.read() as work:
        rows = work.scalars(select(HistoryRow).order_by(HistoryRow.seq)).all()
        return [(row.seq, row.act, row.record, json.loads(row.detail)) for row in rows]


def test_a_change_tells_who_what_before_and_after(store: Store) -> None:
    with store.write("worker-1") as work:
        case = Case(number="T-1")
        work.add(case)
    with store.write("worker-2") as work:
        found = work.get_one(Case, case.id)
        found.city = "Riga"
    assert work.changes.records == {("case", case.id)}
    assert work.changes.cases == {case.id}
    assert acts(store) == [
        (1, "create", "case", {"number": [None, "T-1"]}),
        (2, "change", "case", {"city": ["", "Riga"]}),
    ]
    with store.read() as work:
        assert work.scalars(select(HistoryRow.who)).all() == ["worker-1", "worker-2"]


def test_writing_the_same_value_again_leaves_no_history(store: Store) -> None:
    with store.write("w") as work:
        case = Case(number="T-1")
        work.add(case)
    with store.write("w") as work:
        work.get_one(Case, case.id).number = "T-1"
    assert len(acts(store)) == 1


def test_a_failed_block_leaves_neither_record_nor_history_nor_search_text(store: Store, slip: Slip) -> None:
    with store.write("w") as work:
        case = Case(number="T-1")
        work.add(case)
    with pytest.raises(ZeroDivisionError):
        keep_and_fail(store, Person(case_id=case.id, family="Testova"))
    with store.read() as work:
        assert work.scalars(select(Person)).all() == []
        assert fulltext.find_names(work.connection(), 'folded : "testova"', 5) == []
    assert len(acts(store)) == 1
    assert [seq for seq, _ in slip.lines] == [1]


def test_a_failed_inner_block_takes_back_only_itself(store: Store) -> None:
    with store.write("w") as work:
        case = Case(number="T-1")
        work.add(case)
        with pytest.raises(ZeroDivisionError):
            keep_and_fail(store, Note(case_id=case.id, text="half"))
        work.add(Person(case_id=case.id, family="Testova"))
    assert {kind for kind, _ in work.changes.records} == {"case", "person"}
    assert [act[2] for act in acts(store)] == ["case", "person"]
    with store.read() as reading:
        assert list(store.chain.breaks(reading.connection())) == []


def test_writing_inside_a_reading_block_is_refused(store: Store) -> None:
    with store.read(), pytest.raises(RuntimeError), store.write("w"):
        pass


def test_the_receipt_gets_the_newest_seal_after_each_save(store: Store, slip: Slip) -> None:
    for number in ("T-1", "T-2"):
        with store.write("w") as work:
            work.add(Case(number=number))
    assert slip.lines[-1] == (store.chain.seq, store.chain.head)
    assert [seq for seq, _ in slip.lines] == [1, 2]


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE history SET detail = '{}' WHERE seq = 2",
        "UPDATE history SET detail = '' WHERE seq = 2",
        "UPDATE history SET who = 'somebody else' WHERE seq = 2",
        "UPDATE history SET at = '2020-01-01T00:00:00.000Z' WHERE seq = 2",
        "UPDATE history SET case_id = NULL WHERE seq = 2",
        "DELETE FROM history WHERE seq = 2",
        "UPDATE history SET seq = 9 WHERE seq = 3",
    ],
)
def test_tampering_with_history_breaks_the_chain(store: Store, tampering: str) -> None:
    for number in ("T-1", "T-2", "T-3"):
        with store.write("w") as work:
            work.add(Case(number=number))
    with store.read() as work:
        assert list(store.chain.breaks(work.connection())) == []
    with store.engine.begin() as connection:
        connection.execute(text(tampering))
    with store.read() as work:
        assert list(store.chain.breaks(work.connection())) != []


def test_records_stay_readable_after_the_block(store: Store) -> None:
    with store.write("w") as work:
        work.add(Case(number="T-1", profiles=["JOUR"]))
    with store.read() as work:
        case = work.scalars(select(Case)).one()
    assert (case.number, case.profiles, case.created_at) == ("T-1", ["JOUR"], MOMENT)


def test_search_follows_the_record(store: Store) -> None:
    with store.write("w") as work:
        case = Case(number="T-1")
        work.add(case)
        work.flush()
        person = Person(case_id=case.id, family="Testova")
        work.add(person)

    def hits(beginning: str) -> list[str]:
        with store.read() as reading:
            query = fulltext.names_query([(beginning, ())], half_typed=True)
            return [hit.record_id for hit in fulltext.find_names(reading.connection(), query, 9)]

    assert hits("test") == [person.id]
    with store.write("w") as work:
        work.get_one(Person, person.id).family = "Primerova"
    assert (hits("test"), hits("prim")) == ([], [person.id])
    with store.write("w") as work:
        work.get_one(Person, person.id).deleted_at = MOMENT
    assert hits("prim") == []
    assert acts(store)[-1][1] == "delete"
    with store.write("w") as work:
        work.get_one(Person, person.id).deleted_at = None
    assert hits("prim") == [person.id]
    assert acts(store)[-1][1] == "restore"
