"""Opening a store: its settings, its privacy, and every way in which opening can fail."""

from __future__ import annotations

import os
import secrets
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as driver
from sqlalchemy import Engine, text

from db import engine as door
from db.errors import NotAStore, StoreDamaged, StoreInUse, StoreMissing, StoreUnfinished, WrongKey

KEY = bytes(range(32))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "store.db"


@pytest.fixture
def store(path: Path) -> Iterator[Engine]:
    engine = door.create_store(path, KEY, door.new_salt())
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE note (id INTEGER PRIMARY KEY, body TEXT)"))
        connection.execute(text("INSERT INTO note (body) VALUES ('first')"))
    yield engine
    engine.dispose()


def bodies(engine: Engine) -> list[str]:
    with engine.connect() as connection:
        return list(connection.execute(text("SELECT body FROM note ORDER BY id")).scalars())


SETTINGS = {
    "cipher_log_level": "NONE",
    "cipher_memory_security": "0",
    "temp_store": "2",
    "locking_mode": "exclusive",
    "journal_mode": "wal",
    "synchronous": "2",
    "fullfsync": "1",
    "checkpoint_fullfsync": "1",
    "foreign_keys": "1",
    "trusted_schema": "0",
    "cell_size_check": "1",
    "secure_delete": "1",
    "wal_autocheckpoint": "200",
    "mmap_size": "0",
    "cipher_page_size": "4096",
    "application_id": str(door.APPLICATION_ID),
    "user_version": "0",
}


def test_every_setting_reads_back_as_decided(store: Engine) -> None:
    with store.connect() as connection:
        found = {name: str(connection.execute(text(f"PRAGMA {name}")).scalar()) for name in SETTINGS}
    assert found == SETTINGS


def test_settings_hold_again_after_reopening(store: Engine, path: Path) -> None:
    store.dispose()
    again = door.open_store(path, KEY)
    with again.connect() as connection:
        found = {name: str(connection.execute(text(f"PRAGMA {name}")).scalar()) for name in SETTINGS}
    assert found == SETTINGS
    assert bodies(again) == ["first"]
    again.dispose()


def test_files_are_private_and_no_shared_memory_file_appears(store: Engine, path: Path) -> None:
    found = {item.name: stat.S_IMODE(item.stat().st_mode) for item in path.parent.iterdir()}
    assert found == {"store.db": 0o600, "store.db-wal": 0o600}


def test_closing_leaves_one_file(store: Engine, path: Path) -> None:
    store.dispose()
    assert [item.name for item in path.parent.iterdir()] == ["store.db"]


def test_the_file_starts_with_the_salt_and_looks_random(store: Engine, path: Path) -> None:
    salt = door.new_salt()
    other = path.with_name("other.db")
    door.create_store(other, KEY, salt).dispose()
    assert door.file_salt(other) == salt
    data = other.read_bytes()
    assert len(set(data[:4096])) > 200
    assert b"SQLite" not in data


def test_a_store_opens_as_documented_without_the_app(store: Engine, path: Path) -> None:
    """docs/format.md, section "The database": nothing but SQLCipher and the key is needed."""
    store.dispose()
    salt = path.read_bytes()[:16]
    bare = driver.connect(str(path))
    bare.execute(f"PRAGMA key = \"x'{KEY.hex()}{salt.hex()}'\"")
    assert bare.execute("SELECT body FROM note").fetchall() == [("first",)]
    assert bare.execute("PRAGMA application_id").fetchone() == (int.from_bytes(b"CaAp", "big"),)
    bare.close()


def test_a_store_is_never_created_over_a_file(path: Path) -> None:
    path.write_bytes(b"something of someone")
    with pytest.raises(FileExistsError):
        door.create_store(path, KEY, door.new_salt())
    assert path.read_bytes() == b"something of someone"


def test_creating_in_a_missing_folder_says_so(tmp_path: Path) -> None:
    with pytest.raises(StoreMissing):
        door.create_store(tmp_path / "gone" / "store.db", KEY, door.new_salt())


@pytest.mark.parametrize("key", [b"", b"short", bytes(33)])
def test_a_key_of_another_length_is_a_mistake_in_the_program(path: Path, key: bytes) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        door.create_store(path, key, door.new_salt())
    assert not path.exists()


def test_missing_store_is_named_with_its_folder(tmp_path: Path) -> None:
    with pytest.raises(StoreMissing) as caught:
        door.open_store(tmp_path / "store.db", KEY)
    assert str(tmp_path) in str(caught.value)


def test_a_missing_folder_is_a_missing_store(tmp_path: Path) -> None:
    with pytest.raises(StoreMissing):
        door.open_store(tmp_path / "stick" / "store.db", KEY)


@pytest.mark.parametrize("open_it", [door.open_store, door.open_readonly])
def test_wrong_key_is_told_and_changes_nothing(store: Engine, path: Path, open_it, capfd) -> None:
    store.dispose()
    before = path.read_bytes()
    with pytest.raises(WrongKey):
        open_it(path, secrets.token_bytes(32))
    assert path.read_bytes() == before
    assert [item.name for item in path.parent.iterdir()] == ["store.db"]
    assert capfd.readouterr() == ("", "")


def test_after_a_wrong_key_the_right_one_still_opens(store: Engine, path: Path) -> None:
    store.dispose()
    with pytest.raises(WrongKey):
        door.open_store(path, secrets.token_bytes(32))
    again = door.open_store(path, KEY)
    assert bodies(again) == ["first"]
    again.dispose()


def test_a_plain_database_is_not_a_store(path: Path) -> None:
    plain = driver.connect(str(path))
    plain.execute("CREATE TABLE t (a)")
    plain.close()
    with pytest.raises(NotAStore):
        door.open_store(path, KEY)


def test_an_encrypted_database_of_another_program_is_not_a_store(path: Path) -> None:
    other = driver.connect(str(path), isolation_level=None)
    other.set_key(f"x'{KEY.hex()}'")
    other.execute("CREATE TABLE t (a)")
    other.close()
    before = path.read_bytes()
    with pytest.raises(NotAStore):
        door.open_readonly(path, KEY)
    assert path.read_bytes() == before


@pytest.mark.parametrize("content", [b"", b"\x01", bytes(15)])
def test_a_file_without_even_a_salt_is_damaged(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(StoreDamaged):
        door.open_store(path, KEY)
    assert path.read_bytes() == content


def test_a_folder_in_place_of_the_file_is_not_a_store(path: Path) -> None:
    path.mkdir()
    with pytest.raises(NotAStore):
        door.open_store(path, KEY)


@pytest.mark.parametrize("size", [16, 100, 4095])
def test_a_beginning_of_a_store_is_refused(store: Engine, path: Path, size: int) -> None:
    store.dispose()
    path.write_bytes(path.read_bytes()[:size])
    with pytest.raises((WrongKey, StoreDamaged, NotAStore)):
        door.open_store(path, KEY)
    assert path.stat().st_size == size


def test_the_same_process_never_opens_the_file_twice(store: Engine, path: Path) -> None:
    """Closing a second descriptor would drop the locks of the first: it must not come so far."""
    for attempt in (door.file_salt, lambda p: door.open_store(p, KEY), lambda p: door.open_readonly(p, KEY)):
        with pytest.raises(RuntimeError, match="has the store open"):
            attempt(path)


_SECOND = """
import sys
from pathlib import Path
from db import engine
try:
    engine.open_store(Path(sys.argv[1]), bytes(range(32)))
except Exception as error:
    print(type(error).__name__)
else:
    print("opened")
"""


def test_a_second_process_is_refused_while_the_first_holds_the_store(store: Engine, path: Path) -> None:
    def second() -> str:
        done = subprocess.run(
            [sys.executable, "-c", _SECOND, str(path)], capture_output=True, text=True, check=True
        )
        assert done.stderr == ""
        return done.stdout.strip()

    store.dispose()
    held = door.open_store(path, KEY)  # held from the opening on, before any read or write
    assert second() == StoreInUse.__name__
    held.dispose()
    assert second() == "opened"


def test_a_closed_store_does_not_open_again_by_itself(store: Engine) -> None:
    store.dispose()
    with pytest.raises(RuntimeError, match="closed"):
        store.connect()


def test_only_one_use_at_a_time(store: Engine) -> None:
    """A second session must not join the transaction of the first, whose changes it would roll back."""
    with store.connect(), pytest.raises(Exception, match="in use"):
        store.connect()


def test_another_thread_can_not_use_the_connection(store: Engine) -> None:
    caught: list[BaseException] = []

    def use() -> None:
        try:
            bodies(store)
        except BaseException as error:
            caught.append(error)

    thread = threading.Thread(target=use)
    thread.start()
    thread.join()
    assert "thread that opened it" in str(caught[0])
    assert bodies(store) == ["first"]


def test_read_only_opening_creates_nothing_and_writes_nothing(store: Engine, path: Path) -> None:
    store.dispose()
    before = path.read_bytes()
    reader = door.open_readonly(path, KEY)
    assert bodies(reader) == ["first"]
    assert door.integrity(reader) == []
    with pytest.raises(Exception, match="readonly"), reader.begin() as connection:
        connection.execute(text("INSERT INTO note (body) VALUES ('x')"))
    assert [item.name for item in path.parent.iterdir()] == ["store.db"]
    reader.dispose()
    assert path.read_bytes() == before


def test_a_copy_of_an_open_store_is_not_read_without_its_latest_saves(
    store: Engine, path: Path, tmp_path: Path
) -> None:
    log = path.with_name("store.db-wal").read_bytes()
    copy = tmp_path / "copy"
    copy.mkdir()
    store.dispose()
    (copy / "store.db").write_bytes(path.read_bytes())
    (copy / "store.db-wal").write_bytes(log)
    with pytest.raises(StoreUnfinished):
        door.open_readonly(copy / "store.db", KEY)


def test_checkpoint_empties_the_log(store: Engine, path: Path) -> None:
    log = path.with_name("store.db-wal")
    assert log.stat().st_size > 0
    door.checkpoint(store)
    assert log.stat().st_size == 0
    assert bodies(store) == ["first"]


def test_errors_never_show_values(store: Engine) -> None:
    with pytest.raises(Exception, match="UNIQUE") as caught, store.begin() as connection:
        connection.execute(text("INSERT INTO note VALUES (1, :body)"), {"body": "Kuzminov"})
    assert "Kuzminov" not in str(caught.value)
    assert "Kuzminov" not in repr(caught.value)


@pytest.mark.skipif(not hasattr(os, "memfd_create"), reason="only Linux lists open files under /proc")
def test_large_sorts_stay_in_memory(store: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SQLITE_TMPDIR", str(tmp_path))
    numbers = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 6000)"
    filling = f"INSERT INTO note (body) {numbers} SELECT hex(randomblob(2000)) FROM n"
    sorting = "SELECT body FROM note ORDER BY body DESC"
    with store.begin() as connection:
        connection.execute(text(filling))
        rows = connection.execute(text(sorting))
        assert rows.fetchone() is not None
        assert _temporary_files() == []
        rows.close()
    other = driver.connect(str(tmp_path / "plain.db"), isolation_level=None)
    other.execute("PRAGMA temp_store=FILE")
    other.execute("CREATE TABLE note (id INTEGER PRIMARY KEY, body TEXT)")
    other.execute(filling)
    cursor = other.execute(sorting)
    assert cursor.fetchone() is not None
    assert _temporary_files() != []  # the same work with the other setting: the look above can fail
    other.close()


def _temporary_files() -> list[str]:
    names = [os.readlink(entry.path) for entry in os.scandir("/proc/self/fd") if os.path.islink(entry.path)]
    return [name for name in names if "etilqs" in name]
