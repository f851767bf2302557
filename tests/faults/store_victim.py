"""Kills a process that saves, again and again, and counts what was lost. Run as a program by
test_kill9_store.py.

    store_victim.py FOLDER CYCLES SEED [early]

One process starts the victims as forks of itself, so that a cycle costs milliseconds. A victim opens the
store, saves, and reports each save after it is done; with `early` it reports before, which must show up as
losses. After each kill the store is opened by another fork and everything in it compared with what had been
reported. The result is one line of JSON.
"""

from __future__ import annotations

import json
import os
import random
import select
import signal
import struct
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, text

from db import engine as door
from db.receipt import Receipt

KEY = bytes(range(32))


def body(seq: int) -> str:
    """What save number `seq` writes: from some bytes up to several pages."""
    return f"save {seq} " * (1 + seq * 37 % 900)


def create(folder: Path) -> None:
    engine = door.create_store(folder / "store.db", KEY, door.new_salt())
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE save (seq INTEGER PRIMARY KEY, body TEXT)"))
        connection.execute(
            text("CREATE TABLE part (id INTEGER PRIMARY KEY, seq INTEGER REFERENCES save, n INTEGER)")
        )
        connection.execute(text("CREATE INDEX part_seq ON part (seq)"))
        connection.execute(text("CREATE VIRTUAL TABLE words USING fts5 (body)"))
    engine.dispose()


def save(engine: Engine, receipt: Receipt, seq: int, report: Callable[[int], None], early: bool) -> None:
    """One save is rows in three tables; it is there whole or not at all."""
    if early:
        report(seq)
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO save VALUES (:s, :b)"), {"s": seq, "b": body(seq)})
        parts = [{"s": seq, "n": n} for n in range(seq % 7)]
        if parts:
            connection.execute(text("INSERT INTO part (seq, n) VALUES (:s, :n)"), parts)
        connection.execute(
            text("INSERT INTO words (rowid, body) VALUES (:s, :b)"), {"s": seq, "b": f"word{seq}"}
        )
        if seq % 5 == 0:
            connection.execute(text("UPDATE save SET body = body || '' WHERE seq % 3 = 0"))
    receipt.write(seq, seq.to_bytes(8, "big"))
    if not early:
        report(seq)
    if seq % 11 == 0:
        door.checkpoint(engine)


def victim(folder: Path, pipe: int, early: bool) -> None:
    engine = door.open_store(folder / "store.db", KEY)
    receipt = Receipt(folder / "receipt.bin", KEY)

    def report(done: int) -> None:
        os.write(pipe, struct.pack(">Q", done))

    with engine.connect() as connection:
        seq = connection.execute(text("SELECT coalesce(max(seq), 0) FROM save")).scalar_one()
    if seq:
        receipt.write(seq, seq.to_bytes(8, "big"))  # as at every opening: the last save may not be stated yet
    while True:
        seq += 1
        save(engine, receipt, seq, report, early)


def look(folder: Path, thorough: bool) -> dict[str, Any]:
    """What a new process finds in the store after the kill."""
    engine = door.open_store(folder / "store.db", KEY)
    try:
        with engine.connect() as connection:
            rows = connection.execute(text("SELECT seq, body FROM save ORDER BY seq")).all()
            counts = connection.execute(text("SELECT seq, count(*) AS n FROM part GROUP BY seq")).all()
            words = connection.execute(text("SELECT count(*) FROM words")).scalar_one()
        last = len(rows)
        parts = {row.seq: row.n for row in counts}
        whole = [tuple(row) for row in rows] == [(seq, body(seq)) for seq in range(1, last + 1)]
        whole = whole and words == last and all(parts.get(seq, 0) == seq % 7 for seq in range(1, last + 1))
        stated = Receipt(folder / "receipt.bin", KEY).read()
        return {
            "last": last,
            "stated": stated[0] if stated else 0,
            "whole": whole,
            "damage": door.integrity(engine) if thorough else [],
        }
    finally:
        engine.dispose()


def in_a_fork(work: Callable[[int], None]) -> tuple[int, int]:
    """Starts `work(write end of a pipe)` in a child; gives its process id and the read end."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        code = 1
        try:
            work(writing)
            code = 0
        finally:
            os._exit(code)
    os.close(writing)
    return child, reading


def tell(pipe: int, answer: dict[str, Any]) -> None:
    os.write(pipe, json.dumps(answer).encode())


def read_all(pipe: int) -> bytes:
    found = b""
    while block := os.read(pipe, 65536):
        found += block
    os.close(pipe)
    return found


def cycle(folder: Path, chance: random.Random, early: bool, thorough: bool) -> dict[str, Any]:
    child, pipe = in_a_fork(lambda writing: victim(folder, writing, early))
    select.select([pipe], [], [], 10)  # the first report: it is at work
    time.sleep(chance.random() * 0.02)  # the moment of the kill is what is being tried
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    reports = read_all(pipe)
    told = struct.unpack(">Q", reports[-8:])[0] if reports else 0
    child, pipe = in_a_fork(lambda writing: tell(writing, look(folder, thorough)))
    answer = read_all(pipe)
    os.waitpid(child, 0)
    return {"told": told, "reports": len(reports) // 8, **json.loads(answer)}


def main(folder: Path, cycles: int, seed: int, early: bool) -> dict[str, int]:
    chance = random.Random(seed)
    create(folder)
    total = {"cycles": cycles, "reports": 0, "lost": 0, "broken": 0, "damaged": 0, "unstated": 0}
    for number in range(cycles):
        if number % 20 == 0:  # keep the store small, or looking would take longer than saving
            for item in folder.iterdir():
                item.unlink()
            create(folder)
        found = cycle(folder, chance, early, thorough=number % 5 == 4)
        total["reports"] += found["reports"]
        total["lost"] += max(0, found["told"] - found["last"])
        total["broken"] += not found["whole"]
        total["damaged"] += bool(found["damage"])
        # The store may be ahead of the receipt by the one save that was cut off in between; never behind it.
        total["unstated"] += found["last"] - found["stated"] not in (0, 1)
    return total


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), "early" in sys.argv)))
