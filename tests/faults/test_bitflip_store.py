"""Damage to the files of a store: every damage of the store file is noticed, none of the log is silent."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from sqlalchemy import Engine, text

from db import engine as door
from db.errors import StoreDamaged, WrongKey
from db.snapshot import digest, snapshot

KEY = bytes(range(32))
PAGE = 4096
T = TypeVar("T")


def fill(engine: Engine) -> None:
    """Rows on many pages, an overflowing value, an index, a full-text table, and free pages."""
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE note (id INTEGER PRIMARY KEY, body TEXT)"))
        connection.execute(text("CREATE INDEX body ON note (body)"))
        connection.execute(text("CREATE VIRTUAL TABLE words USING fts5 (body)"))
        connection.execute(text("CREATE TABLE gone (body TEXT)"))
        rows = [{"b": f"note {i} " + "x" * (i * 7 % 400)} for i in range(200)]
        connection.execute(text("INSERT INTO note (body) VALUES (:b)"), rows)
        connection.execute(text("INSERT INTO note (body) VALUES (:b)"), {"b": "long " * 5000})
        connection.execute(text("INSERT INTO words SELECT body FROM note"))
        connection.execute(text("INSERT INTO gone SELECT body FROM note"))
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE gone"))


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("good") / "store.db"
    engine = door.create_store(path, KEY, door.new_salt())
    fill(engine)
    engine.dispose()
    data = path.read_bytes()
    assert len(data) % PAGE == 0
    assert len(data) // PAGE > 40
    return data


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "store.db"


def noticed(path: Path, data: bytes) -> bool:
    """Whether opening, or the check at opening and before backups, sees that this is not the store it was."""
    path.write_bytes(data)
    try:
        engine = door.open_readonly(path, KEY)
    except (WrongKey, StoreDamaged):
        return True
    try:
        return door.integrity(engine) != []
    finally:
        engine.dispose()


def flipped(data: bytes, place: int, bit: int) -> bytes:
    out = bytearray(data)
    out[place] ^= 1 << bit
    return bytes(out)


def test_the_undamaged_store_passes(path: Path, good: bytes) -> None:
    assert not noticed(path, good)


def test_a_flipped_bit_anywhere_is_noticed(path: Path, good: bytes) -> None:
    chance = random.Random(20261123)
    missed = []
    for page in range(len(good) // PAGE):
        for _ in range(16):
            place, bit = page * PAGE + chance.randrange(PAGE), chance.randrange(8)
            if not noticed(path, flipped(good, place, bit)):
                missed.append((place, bit))
    assert missed == []


def test_every_byte_of_the_salt_and_of_the_page_seals_counts(path: Path, good: bytes) -> None:
    """The first 16 bytes are the salt; the last 80 of each page hold its random start value and its seal."""
    places = [*range(16), *range(PAGE - 80, PAGE), *range(5 * PAGE - 80, 5 * PAGE)]
    assert [place for place in places if not noticed(path, flipped(good, place, place % 8))] == []


def test_a_zeroed_or_exchanged_page_is_noticed(path: Path, good: bytes) -> None:
    pages = [good[at : at + PAGE] for at in range(0, len(good), PAGE)]
    for number in range(len(pages)):
        zeroed = [*pages[:number], bytes(PAGE), *pages[number + 1 :]]
        assert noticed(path, b"".join(zeroed)), number
        other = (number + 1) % len(pages)
        exchanged = list(pages)
        exchanged[number], exchanged[other] = exchanged[other], exchanged[number]
        assert noticed(path, b"".join(exchanged)), number


def test_every_cut_is_noticed(path: Path, good: bytes) -> None:
    assert [at for at in range(0, len(good), PAGE) if not noticed(path, good[:at])] == []
    assert [at for at in range(1, len(good), 7001) if not noticed(path, good[:at])] == []


@pytest.mark.parametrize("junk", [b"x", b"x" * 100, bytes(PAGE), b"\xff" * PAGE, bytes(PAGE - 1)])
def test_bytes_added_at_the_end_are_noticed(path: Path, good: bytes, junk: bytes) -> None:
    assert noticed(path, good + junk)


def _damaged_somewhere(good: bytes) -> Iterator[bytes]:
    """The store with one bit flipped in each page in turn, except the first, without which nothing opens."""
    for page in range(1, len(good) // PAGE):
        yield flipped(good, page * PAGE + 2000, 3)


def _attempt(path: Path, data: bytes, use: Callable[[Engine], T]) -> T | None:
    """What `use` gives on these bytes; None when it says that the store is damaged."""
    path.write_bytes(data)
    engine = door.open_readonly(path, KEY)
    try:
        with door.problems():
            return use(engine)
    except StoreDamaged:
        return None
    finally:
        engine.dispose()


def _rows(engine: Engine) -> list[tuple[int, str]]:
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT id, body FROM note ORDER BY id"))
        return [(row.id, row.body) for row in rows]


def _one_by_one(engine: Engine) -> list[tuple[int, str]]:
    """The same rows as the driver alone gives them, one at a time."""
    with door.raw(engine) as connection:
        return list(connection.execute("SELECT id, body FROM note ORDER BY id"))


@pytest.mark.parametrize("read", [_rows, _one_by_one])
def test_no_value_of_a_damaged_page_is_ever_handed_over(path: Path, good: bytes, read) -> None:
    """SQLCipher alone gives a long text ending in zeros and no error when its last page is damaged."""
    whole = _attempt(path, good, read)
    found = [_attempt(path, data, read) for data in _damaged_somewhere(good)]
    assert all(rows is None or rows == whole for rows in found)
    assert found.count(None) > 15


def test_a_damaged_store_gives_the_right_digest_or_none(path: Path, good: bytes) -> None:
    whole = _attempt(path, good, digest)
    found = [_attempt(path, data, digest) for data in _damaged_somewhere(good)]
    assert all(rows is None or rows == whole for rows in found)
    assert found.count(None) > 30


def test_a_damaged_store_gives_a_true_snapshot_or_none(path: Path, good: bytes, tmp_path: Path) -> None:
    whole = _attempt(path, good, digest)

    def copied(engine: Engine) -> dict[str, tuple[int, str]]:
        target = tmp_path / "copy.db"
        snapshot(engine, target, KEY, door.new_salt())
        copy = door.open_readonly(target, KEY)
        try:
            return digest(copy)
        finally:
            copy.dispose()
            target.unlink()

    found = []
    for data in _damaged_somewhere(good):
        found.append(_attempt(path, data, copied))
        assert not (tmp_path / "copy.db").exists()
    assert all(copy is None or copy == whole for copy in found)
    assert found.count(None) > 30


def test_no_change_is_made_from_a_damaged_page(path: Path, good: bytes) -> None:
    """A statement that would copy a damaged value fails, and nothing of its transaction stays."""
    kept = 0
    for data in _damaged_somewhere(good):
        path.write_bytes(data)
        engine = door.open_store(path, KEY)
        try:
            with door.problems(), engine.begin() as connection:
                connection.execute(text("CREATE TABLE copy AS SELECT body FROM note WHERE id = 201"))
                kept += 1
        except StoreDamaged:
            pass
        finally:
            engine.dispose()
        if not _unchanged(path):
            engine = door.open_store(path, KEY)
            with engine.connect() as connection:
                assert connection.execute(text("SELECT body FROM copy")).scalar_one() == "long " * 5000
            engine.dispose()
    assert 0 < kept < len(good) // PAGE - 5


def _unchanged(path: Path) -> bool:
    """Whether there is no table `copy` in the store."""
    engine = door.open_store(path, KEY)
    try:
        with engine.connect() as connection:
            return connection.execute(text("SELECT 1 FROM sqlite_master WHERE name = 'copy'")).first() is None
    finally:
        engine.dispose()
