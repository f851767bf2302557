"""Kills a process that takes evidence in, again and again, and counts what was lost. Run as a program by
test_kill9_evidence.py.

    evidence_victim.py FOLDER CYCLES SEED [early]

Works as store_victim.py does, on the real services: the victim unlocks the store, seals files of different
sizes and records them, and reports each after it is recorded; with `early` before. After each kill another
fork opens the store and reads every file that a record names.
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
from pathlib import Path
from typing import Any

from caseapp.records import Case, Evidence
from caseapp.services import vault
from db.errors import Problem
from tests.fakes import FixedClock
from tests.faults.store_victim import in_a_fork, read_all, tell
from tests.stores import PASSPHRASE, new_store


def content(seq: int) -> bytes:
    """The file number `seq`: from a few bytes up to three chunks."""
    return f"file {seq} ".encode() * (1 + seq * 7919 % 300_000)


def create(folder: Path) -> None:
    office = new_store(folder, FixedClock()).office
    office.records.add(Case(number="C-0001"))
    office.close()


def victim(folder: Path, pipe: int, seq: int, early: bool) -> None:
    office = vault.unlock(folder, PASSPHRASE, FixedClock())
    case = office.records.all(Case)[0].id
    while True:
        seq += 1
        sealed = office.evidence.seal_bytes(content(seq), f"{seq}.bin")
        if early:
            os.write(pipe, struct.pack(">Q", seq))
        office.evidence.record(sealed, case, {"title": str(seq)})
        if not early:
            os.write(pipe, struct.pack(">Q", seq))


def look(folder: Path) -> dict[str, Any]:
    """What a new process finds after the kill; what no record names is cleared away."""
    office = vault.unlock(folder, PASSPHRASE, FixedClock())
    try:
        records = office.records.all(Evidence)
        broken = 0
        for record in records:
            try:
                broken += office.evidence.read(record.id, 1 << 30) != content(int(record.title))
            except Problem:
                broken += 1
        case = office.records.all(Case)[0].id
        taken = [event.evidence_id for event in office.cases.summary(case).custody]
        orphans = office.evidence.orphans()
        cleared = office.evidence.clear_orphans(orphans)
        names = {record.sealed_name for record in records}
        return {
            "seqs": sorted(int(record.title) for record in records),
            "broken": broken,
            "half": sorted(taken) != sorted(record.id for record in records),
            "orphans": len(orphans),
            "uncleared": len(orphans) - cleared + len(office.evidence.folder.names() ^ names),
        }
    finally:
        office.close()


def cycle(folder: Path, chance: random.Random, seq: int, early: bool) -> tuple[list[int], dict[str, Any]]:
    child, pipe = in_a_fork(lambda writing: victim(folder, writing, seq, early))
    select.select([pipe], [], [], 30)  # the first report: it is at work
    time.sleep(chance.random() * 0.08)  # the moment of the kill is what is being tried
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    reports = read_all(pipe)
    told = [number for (number,) in struct.iter_unpack(">Q", reports[: len(reports) // 8 * 8])]
    child, pipe = in_a_fork(lambda writing: tell(writing, look(folder)))
    answer = read_all(pipe)
    os.waitpid(child, 0)
    return told, json.loads(answer)


def main(folder: Path, cycles: int, seed: int, early: bool) -> dict[str, int]:
    chance = random.Random(seed)
    create(folder / "store")
    total = {"cycles": cycles, "reports": 0, "lost": 0, "broken": 0, "half": 0, "orphans": 0, "uncleared": 0}
    told: set[int] = set()
    for number in range(cycles):
        if number % 10 == 0:  # keep the store small, or looking would take longer than saving
            told.clear()
            (folder / "store").rename(folder / f"done-{number}")
            create(folder / "store")
        new, found = cycle(folder / "store", chance, max(told, default=0) + 100, early)
        told |= set(new)
        total["reports"] += len(new)
        total["lost"] += len(told - set(found["seqs"]))
        total["broken"] += found["broken"]
        total["half"] += found["half"]
        total["orphans"] += found["orphans"]
        total["uncleared"] += found["uncleared"]
    return total


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), "early" in sys.argv)))
