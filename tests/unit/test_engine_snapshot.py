"""A copy under its own key, and the digest that proves it."""

from __future__ import annotations

import os
import stat
import struct
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from db import engine as door
from db.errors import StoreDamaged
from db.snapshot import digest, snapshot

KEY, OTHER = bytes(32), bytes(range(32))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Engine]:
    engine = door.create_store(tmp_path / "store.db", KEY, door.new_salt())
    with engine.begin() as connection:
        for statement in (
            "CREATE TABLE note (id TEXT PRIMARY KEY, body TEXT, size REAL, data BLOB)",
            "CREATE TABLE loose (a, b)",
            "CREATE VIRTUAL TABLE words USING fts5 (body)",
            "PRAGMA user_version = 12",
        ):
            connection.exec_driver_sql(statement)
        rows = [{"i": f"{i:032x}", "t": f"Ж canary {i}", "s": i / 3, "d": os.urandom(i)} for i in range(500)]
        connection.execute(text("INSERT INTO note VALUES (:i, :t, :s, :d)"), rows)
        connection.execute(text("INSERT INTO words (body) SELECT body FROM note"))
        connection.execute(text("INSERT INTO loose VALUES (1, NULL), (NULL, 'x'), ('', x'00'), (1, NULL)"))
    yield engine
    engine.dispose()


def changed(engine: Engine, statement: str) -> dict[str, tuple[int, str]]:
    with engine.begin() as connection:
        connection.exec_driver_sql(statement)
    return digest(engine)


def test_a_snapshot_holds_the_same_rows_under_another_key(store: Engine, tmp_path: Path) -> None:
    salt = door.new_salt()
    target = tmp_path / "copy.db"
    snapshot(store, target, OTHER, salt)
    assert door.file_salt(target) == salt
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    copy = door.open_readonly(target, OTHER)
    assert digest(copy) == digest(store)
    assert door.integrity(copy) == []
    with copy.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA user_version").scalar() == 12
        assert connection.exec_driver_sql("PRAGMA application_id").scalar() == door.APPLICATION_ID
        assert (
            connection.execute(text("SELECT count(*) FROM words WHERE words MATCH 'canary'")).scalar() == 500
        )
    copy.dispose()


def test_a_snapshot_shows_no_text(store: Engine, tmp_path: Path) -> None:
    snapshot(store, tmp_path / "copy.db", OTHER, door.new_salt())
    data = (tmp_path / "copy.db").read_bytes()
    assert b"canary" not in data
    assert b"CREATE" not in data


def test_a_snapshot_opens_for_work(store: Engine, tmp_path: Path) -> None:
    snapshot(store, tmp_path / "copy.db", OTHER, door.new_salt())
    copy = door.open_store(tmp_path / "copy.db", OTHER)
    assert changed(copy, "DELETE FROM loose")["loose"][0] == 0
    copy.dispose()


def test_a_backup_on_a_stick_can_be_copied_without_touching_the_stick(store: Engine, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    snapshot(store, stick / "backup.db", OTHER, door.new_salt())
    before = (stick / "backup.db").read_bytes()
    backup = door.open_readonly(stick / "backup.db", OTHER)
    snapshot(backup, tmp_path / "restored.db", KEY, door.new_salt())
    with pytest.raises(Exception, match="readonly"), backup.begin() as connection:
        connection.exec_driver_sql("DELETE FROM loose")
    backup.dispose()
    restored = door.open_store(tmp_path / "restored.db", KEY)
    assert digest(restored) == digest(store)
    restored.dispose()
    assert [item.name for item in stick.iterdir()] == ["backup.db"]
    assert (stick / "backup.db").read_bytes() == before


def test_a_snapshot_never_replaces_a_file(store: Engine, tmp_path: Path) -> None:
    (tmp_path / "copy.db").write_bytes(b"mine")
    with pytest.raises(FileExistsError):
        snapshot(store, tmp_path / "copy.db", OTHER, door.new_salt())
    assert (tmp_path / "copy.db").read_bytes() == b"mine"


def test_the_store_goes_on_working_and_stays_guarded(store: Engine, tmp_path: Path) -> None:
    snapshot(store, tmp_path / "copy.db", OTHER, door.new_salt())
    with door.raw(store) as connection, pytest.raises(Exception, match="authoriz"):
        connection.execute("VACUUM")
    assert changed(store, "DELETE FROM loose")["loose"][0] == 0


def test_stopping_removes_the_copy(store: Engine, tmp_path: Path) -> None:
    calls = []

    def stop() -> None:
        calls.append(1)
        if len(calls) > 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        snapshot(store, tmp_path / "copy.db", OTHER, door.new_salt(), stop)
    assert sorted(item.name for item in tmp_path.iterdir()) == ["store.db", "store.db-wal"]
    assert digest(store)["note"][0] == 500


def test_a_damaged_store_gives_no_snapshot(store: Engine, tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    store.dispose()
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    damaged = door.open_store(path, KEY)
    with pytest.raises(StoreDamaged):
        snapshot(damaged, tmp_path / "copy.db", OTHER, door.new_salt())
    assert not (tmp_path / "copy.db").exists()
    damaged.dispose()


@pytest.mark.parametrize(
    ("statement", "table"),
    [
        ("UPDATE note SET body = body || '.' WHERE rowid = 250", "note"),
        ("UPDATE note SET data = CAST(data AS TEXT) WHERE rowid = 66", "note"),
        ("UPDATE note SET size = size + 1e-12 WHERE rowid = 10", "note"),
        ("DELETE FROM note WHERE rowid = 499", "note"),
        ("UPDATE loose SET b = '' WHERE b IS NULL", "loose"),
        ("INSERT INTO loose VALUES (1, NULL)", "loose"),
        ("UPDATE loose SET b = x'' WHERE b = 'x'", "loose"),
        ("CREATE INDEX body ON note (body)", "sqlite_master"),
        ("CREATE TABLE extra (a)", "sqlite_master"),
        ("INSERT INTO words (body) VALUES ('more')", "words_content"),
    ],
)
def test_every_change_shows_in_the_digest(store: Engine, statement: str, table: str) -> None:
    before = digest(store)
    after = changed(store, statement)
    assert after[table] != before.get(table)
    if table in ("note", "loose"):
        assert {name: value for name, value in after.items() if name != table} == {
            name: value for name, value in before.items() if name != table
        }


def test_values_that_could_be_mixed_up_differ(store: Engine) -> None:
    seen = set()
    for row in (
        "('ab', 'c')",
        "('a', 'bc')",
        "(1, NULL)",
        "('1', NULL)",
        "(1.0, NULL)",
        "(x'31', NULL)",
        "(NULL, 1)",
    ):
        changed(store, "DELETE FROM loose")
        seen.add(changed(store, f"INSERT INTO loose VALUES {row}")["loose"])
    assert len(seen) == 7


def test_the_digest_is_as_documented(store: Engine) -> None:
    """docs/format.md, section "The digest of a store", spelt out a second time for one small table."""
    changed(store, "CREATE TABLE small (n INTEGER PRIMARY KEY, t, f, b, e)")
    found = changed(store, "INSERT INTO small VALUES (-7, 'ж', 0.5, x'00ff', NULL), (-8, '', 1, x'', 2)")

    def value(letter: bytes, body: bytes) -> bytes:
        return letter + struct.pack(">Q", len(body)) + body

    expected = value(b"T", b"CREATE TABLE small (n INTEGER PRIMARY KEY, t, f, b, e)")
    expected += b"".join(value(b"T", name) for name in (b"n", b"t", b"f", b"b", b"e"))
    expected += (
        b"R"
        + value(b"I", b"-8")
        + value(b"T", b"")
        + value(b"I", b"1")
        + value(b"B", b"")
        + value(b"I", b"2")
    )
    expected += b"R" + value(b"I", b"-7") + value(b"T", "ж".encode()) + value(b"F", struct.pack(">d", 0.5))
    expected += value(b"B", b"\x00\xff") + b"N"
    assert found["small"] == (2, sha256(expected).hexdigest())


def test_the_digest_does_not_depend_on_where_rows_lie(store: Engine) -> None:
    before = digest(store)
    changed(store, "CREATE TEMP TABLE moved AS SELECT * FROM note")
    changed(store, "DELETE FROM note")
    after = changed(store, "INSERT INTO note SELECT * FROM moved ORDER BY rowid DESC")
    assert after["note"] == before["note"]


def test_a_digest_can_be_stopped(store: Engine) -> None:
    def stop() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        digest(store, stop)
    assert digest(store)["note"][0] == 500
