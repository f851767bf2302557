"""Damage to the log file, and older files put back: the checks of the store stay green, the save receipt does
not.

SQLite reads the log up to the first frame that does not fit and takes what came before for the whole. That is
right after a power cut, and silent when the log was damaged: so the receipt must tell how many saves there
were.
"""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import text

from db import engine as door
from db.errors import ReceiptDamaged
from db.receipt import Receipt

KEY = bytes(range(32))
SAVES = 50

_WRITE_AND_VANISH = """
import os, sys
from pathlib import Path
from sqlalchemy import text
from db import engine as door
from db.receipt import Receipt
folder, saves, key = Path(sys.argv[1]), int(sys.argv[2]), bytes(range(32))
engine = door.create_store(folder / "store.db", key, door.new_salt())
receipt = Receipt(folder / "receipt.bin", key)
with engine.begin() as connection:
    connection.execute(text("CREATE TABLE save (seq INTEGER PRIMARY KEY, body TEXT)"))
door.checkpoint(engine)
for seq in range(1, saves + 1):
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO save VALUES (:s, :b)"), {"s": seq, "b": f"{seq}" * 300})
    receipt.write(seq, seq.to_bytes(4, "big"))
    if len(sys.argv) > 3 and seq == int(sys.argv[3]):
        door.checkpoint(engine)
os._exit(0)
"""


def crashed(folder: Path, saves: int, *checkpoint_at: int) -> Path:
    """The files as a process leaves them that ended without closing the store."""
    words = [str(folder), str(saves), *map(str, checkpoint_at)]
    subprocess.run([sys.executable, "-c", _WRITE_AND_VANISH, *words], check=True)
    return folder


@pytest.fixture(scope="module")
def left(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = crashed(tmp_path_factory.mktemp("left"), SAVES)
    assert (folder / "store.db-wal").stat().st_size > SAVES * 4096
    return folder


def outcome(
    source: Path, target: Path, change: Callable[[Path], object] = lambda folder: None
) -> tuple[int, int]:
    """How many saves the (changed) store holds after opening it, and how many the receipt states."""
    shutil.copytree(source, target, dirs_exist_ok=True)
    change(target)
    engine = door.open_store(target / "store.db", KEY)
    try:
        assert door.integrity(engine) == []
        with engine.connect() as connection:
            found = list(connection.execute(text("SELECT seq FROM save ORDER BY seq")).scalars())
    finally:
        engine.dispose()
    assert found == list(range(1, len(found) + 1))
    stated = Receipt(target / "receipt.bin", KEY).read()
    assert stated is not None
    return len(found), stated[0]


def flip(folder: Path, place: int, bit: int) -> None:
    log = folder / "store.db-wal"
    data = bytearray(log.read_bytes())
    data[place] ^= 1 << bit
    log.write_bytes(data)


def test_after_a_crash_every_save_is_there_and_the_receipt_agrees(left: Path, tmp_path: Path) -> None:
    assert outcome(left, tmp_path) == (SAVES, SAVES)


def test_a_damaged_log_never_loses_saves_in_silence(left: Path, tmp_path: Path) -> None:
    chance = random.Random(20261123)
    size = (left / "store.db-wal").stat().st_size
    lossy = 0
    for _ in range(150):
        damage = partial(flip, place=chance.randrange(size), bit=chance.randrange(8))
        found, stated = outcome(left, tmp_path, damage)
        assert stated == SAVES  # so that any missing save is seen: found < stated
        lossy += found < stated
    assert lossy > 100  # the damage does lose saves: without the receipt this would be silent


@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 0.99])
def test_a_cut_log_shows_as_missing_saves(left: Path, tmp_path: Path, share: float) -> None:
    def cut(folder: Path) -> None:
        log = folder / "store.db-wal"
        log.write_bytes(log.read_bytes()[: int(log.stat().st_size * share)])

    found, stated = outcome(left, tmp_path, cut)
    assert found < stated == SAVES


def test_a_removed_log_shows_as_missing_saves(left: Path, tmp_path: Path) -> None:
    found, stated = outcome(left, tmp_path, lambda folder: (folder / "store.db-wal").unlink())
    assert (found, stated) == (0, SAVES)


def test_an_older_store_file_put_back_shows_as_missing_saves(tmp_path: Path) -> None:
    newer = crashed(tmp_path, 30, 20)
    older_file = tmp_path / "older.db"
    shutil.copy(newer / "store.db", older_file)  # holds 20 saves, whole and well sealed
    assert outcome(newer, tmp_path / "first") == (30, 30)

    def put_back(folder: Path) -> None:
        shutil.copy(older_file, folder / "store.db")
        (folder / "store.db-wal").unlink()

    assert outcome(newer, tmp_path / "second", put_back) == (20, 30)


def test_an_older_receipt_put_back_shows_as_a_store_too_far_ahead(left: Path, tmp_path: Path) -> None:
    """A crash leaves at most one save unstated; an older receipt leaves more."""

    def put_back(folder: Path) -> None:
        (folder / "receipt.bin").unlink()
        older = Receipt(folder / "receipt.bin", KEY)
        older.write(SAVES - 10, b"older")
        older.close()

    found, stated = outcome(left, tmp_path, put_back)
    assert found > stated + 1


def test_a_receipt_of_another_key_is_refused(left: Path, tmp_path: Path) -> None:
    shutil.copy(left / "receipt.bin", tmp_path)
    with pytest.raises(ReceiptDamaged):
        Receipt(tmp_path / "receipt.bin", bytes(32)).read()
