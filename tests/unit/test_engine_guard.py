"""What statements may not do in an open store, and that transactions are what they say."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, event, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from db import engine as door
from db.errors import Interrupted, StoreDamaged


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Engine]:
    engine = door.create_store(tmp_path / "store.db", bytes(32), door.new_salt())
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE parent (id INTEGER PRIMARY KEY)"))
        connection.execute(
            text("CREATE TABLE child (id INTEGER PRIMARY KEY, parent INTEGER REFERENCES parent)")
        )
    yield engine
    engine.dispose()


def count(engine: Engine, table: str = "parent") -> int:
    with engine.connect() as connection:
        return int(connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one())


@pytest.mark.parametrize(
    "statement",
    [
        "ATTACH DATABASE ':memory:' AS other",
        "ATTACH DATABASE '{folder}/plain.db' AS other KEY ''",
        "DETACH DATABASE main",
        "PRAGMA temp_store = FILE",
        "PRAGMA temp_store_directory = '{folder}'",
        "PRAGMA rekey = 'x'",
        "PRAGMA hexrekey = '00'",
        "PRAGMA key = 'x'",
        "PRAGMA cipher_log = '{folder}/log'",
        "PRAGMA cipher_log_level = TRACE",
        "PRAGMA cipher_profile = '{folder}/profile'",
        "PRAGMA cipher_plaintext_header_size = 32",
        "PRAGMA journal_mode = DELETE",
        "PRAGMA synchronous = OFF",
        "PRAGMA locking_mode = NORMAL",
        "PRAGMA secure_delete = OFF",
        "PRAGMA foreign_keys = OFF",
        "PRAGMA trusted_schema = ON",
        "PRAGMA writable_schema = ON",
        "PRAGMA application_id = 1",
        "PRAGMA main.synchronous = OFF",
        "SELECT load_extension('x')",
        "SELECT sqlcipher_export('main')",
        "SELECT * FROM pragma_cipher_log('{folder}/log')",
    ],
)
def test_statement_is_refused(store: Engine, tmp_path: Path, statement: str) -> None:
    with store.connect() as connection, pytest.raises(DBAPIError):
        connection.exec_driver_sql(statement.format(folder=tmp_path))
    assert sorted(item.name for item in tmp_path.iterdir()) == ["store.db", "store.db-wal"]


@pytest.mark.parametrize("statement", ["VACUUM", "VACUUM INTO '{folder}/copy.db'"])
def test_vacuum_is_refused_outside_a_transaction_too(store: Engine, tmp_path: Path, statement: str) -> None:
    with door.raw(store) as connection, pytest.raises(Exception, match="authoriz"):
        connection.execute(statement.format(folder=tmp_path))
    assert not (tmp_path / "copy.db").exists()


@pytest.mark.parametrize(
    "statement",
    [
        "PRAGMA table_info(parent)",
        "PRAGMA foreign_key_check",
        "PRAGMA user_version = 7",
        "PRAGMA quick_check(5)",
        "SELECT * FROM pragma_table_xinfo('parent')",
        "PRAGMA synchronous",
    ],
)
def test_what_migrations_and_checks_need_is_allowed(store: Engine, statement: str) -> None:
    with store.begin() as connection:
        connection.exec_driver_sql(statement)


def test_references_are_enforced(store: Engine) -> None:
    with pytest.raises(DBAPIError, match="FOREIGN KEY"), store.begin() as connection:
        connection.execute(text("INSERT INTO child (parent) VALUES (99)"))


def test_a_migration_may_rebuild_tables_and_is_checked_after(store: Engine) -> None:
    with pytest.raises(StoreDamaged), door.foreign_keys_off(store), store.begin() as connection:
        connection.execute(text("INSERT INTO child (parent) VALUES (99)"))
    with pytest.raises(DBAPIError, match="FOREIGN KEY"), store.begin() as connection:
        connection.execute(text("INSERT INTO child (parent) VALUES (98)"))


def test_a_failed_block_leaves_nothing_even_of_the_schema(store: Engine) -> None:
    def fail_half_way() -> None:
        with store.begin() as connection:
            connection.execute(text("CREATE TABLE extra (id INTEGER)"))
            connection.execute(text("INSERT INTO parent DEFAULT VALUES"))
            connection.execute(text("INSERT INTO nowhere DEFAULT VALUES"))

    with pytest.raises(DBAPIError, match="no such table"):
        fail_half_way()
    with store.connect() as connection:
        tables = (
            connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'")).scalars().all()
        )
    assert sorted(tables) == ["child", "parent"]
    assert count(store) == 0


def test_a_savepoint_rolls_back_alone(store: Engine) -> None:
    with Session(store) as session:
        session.execute(text("INSERT INTO parent VALUES (1)"))
        with session.begin_nested() as nested:
            session.execute(text("INSERT INTO parent VALUES (2)"))
            nested.rollback()
        session.execute(text("INSERT INTO parent VALUES (3)"))
        session.commit()
    with store.connect() as connection:
        assert connection.execute(text("SELECT id FROM parent ORDER BY id")).scalars().all() == [1, 3]


def test_a_write_transaction_holds_the_write_lock_from_its_start(store: Engine) -> None:
    told: list[str] = []
    event.listen(store, "before_cursor_execute", lambda *args: told.append(args[2]))
    with store.begin():
        pass
    assert told == ["BEGIN IMMEDIATE"]


def test_leaving_without_commit_rolls_back(store: Engine) -> None:
    with store.connect() as connection:
        connection.execute(text("INSERT INTO parent VALUES (1)"))
    assert count(store) == 0


def test_a_long_statement_can_be_stopped_from_another_thread(store: Engine) -> None:
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
    done = threading.Event()

    def stop() -> None:
        while not done.wait(0.01):
            door.interrupt(store)

    thread = threading.Thread(target=stop)
    thread.start()
    try:
        with pytest.raises(Interrupted), door.problems(), store.connect() as connection:
            connection.execute(text(endless))
    finally:
        done.set()
        thread.join()
    assert count(store) == 0
