"""Measures what people feel and writes docs/benchmarks.md: `make bench ARGS="--cases 10000"`.

Figures differ from machine to machine, so each is a ratio of two sides that ran in turns on this one.
"""

from __future__ import annotations

import argparse
import functools
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from caseapp import paths
from caseapp.clock import SystemClock
from caseapp.keys import Cost, slots
from caseapp.progress import NoProgress
from caseapp.records import Note
from caseapp.services import vault
from caseapp.services.cases import CaseFilter
from caseapp.services.office import Office
from db import engine as store_engine
from db.engine import raw
from tests.bench.binning import of_bin
from tests.bench.caseload import PASSPHRASE, build
from tests.bench.measure import Figures, Line, Step, side_by_side, timed

ROOT = Path(__file__).resolve().parents[2]
#: Where a window started with the home folder `home` finds its store.
STORE = Path("home", "data", "store")
TARGET = ROOT / "docs" / "benchmarks.md"
EMPTY = "an empty PySide6 window"
BARE = "a bare copy, written through"
#: Size of the file that stands for a video, and how many of them a backup carries.
EVIDENCE, VIDEOS = 128 << 20, 8
#: Cases of the store that is backed up, with and without the videos; of 100,000 it takes minutes.
FEW = 1000


def first_paint(mode: str, home: Path) -> Step:
    """A start of the window in a process of its own, timed from its start to its first paint."""
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "CASEAPP_HOME": str(home)}
    script = Path(__file__).with_name("paint.py")

    def start() -> float:
        begun = time.time()
        done = subprocess.run(
            [sys.executable, str(script), mode], env=environment, capture_output=True, text=True, check=True
        )
        return float(json.loads(done.stdout)["at"]) - begun

    return start


def _of_start(folder: Path) -> Iterator[Line]:
    ours, peer = side_by_side(first_paint("app", folder / "home"), first_paint("empty", folder), 9)
    yield Line("start to the first paint", ours, EMPTY, peer, 1.3)


def _of_unlock(folder: Path) -> Iterator[Line]:
    def unlock() -> None:
        office = vault.unlock(folder / STORE, PASSPHRASE, SystemClock())
        office.cases.page(CaseFilter())
        office.close()

    secret, salt = PASSPHRASE.encode(), bytes(16)
    ours, peer = side_by_side(unlock, lambda: slots.argon2id(secret, salt, Cost()), 7)
    yield Line("passphrase to the first 50 cases", ours, "Argon2id alone (256 MiB, t=3, p=4)", peer, 1.3)


def in_window(fact: str, folder: Path, *words: str) -> Step:
    """One figure of tests/bench/unlocking.py, in a process of its own."""
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "CASEAPP_HOME": str(folder / "home")}
    script = Path(__file__).with_name("unlocking.py")
    (folder / "passphrase").write_text(PASSPHRASE, encoding="utf-8")

    def measure() -> float:
        done = subprocess.run(
            [sys.executable, str(script), str(folder / STORE), str(folder / "passphrase"), *words],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        told: dict[str, float] = {}
        for line in done.stdout.splitlines():
            told |= json.loads(line)
        return told[fact]

    return measure


def _of_window(folder: Path) -> Iterator[Line]:
    def derive() -> object:
        return slots.argon2id(PASSPHRASE.encode(), bytes(16), Cost())

    alone = "Argon2id alone (256 MiB, t=3, p=4)"
    ours, peer = side_by_side(in_window("listed", folder), derive, 5)
    yield Line("Open to the painted list, the passphrase typed", ours, alone, peer, 1.3)
    ours, peer = side_by_side(in_window("listed", folder, "at-once"), derive, 5)
    yield Line("the same, the passphrase pasted at once", ours, alone, peer, None)
    covered = Figures([timed(in_window("covered", folder)) for _ in range(5)])
    yield Line("Ctrl+L until everything is covered", covered, "50 ms", Figures([0.050]), 1)
    ours, peer = side_by_side(in_window("painted", folder), first_paint("empty", folder), 5)
    yield Line("Ctrl+L until the next process asks for the passphrase", ours, EMPTY, peer, None)


def _of_looking(folder: Path) -> Iterator[Line]:
    script = Path(__file__).with_name("looking.py")
    (folder / "passphrase").write_text(PASSPHRASE, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, str(script), str(folder / STORE), str(folder / "passphrase")],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=True,
    )
    told = json.loads(done.stdout.splitlines()[-1])
    for what, fact, limit, words in (
        ("the records of a case", "summary", 0.008, "8 ms"),
        ("a case asked for until its page is painted", "case", 0.1, "100 ms, which feels instant"),
        ("painting a timeline of 200 incidents", "timeline", 0.012, "12 ms, less than a frame"),
        ("a key in the palette until its hits are painted", "palette", 0.05, "50 ms, which nobody notices"),
        ("a key in the quick log until what it tells is painted", "log", 0.05, "50 ms, which nobody notices"),
        ("saving a quick log with its traces", "logged", 0.1, "100 ms, which feels instant"),
    ):
        yield Line(what, Figures(told[fact]), words, Figures([limit]), 1)


def _of_reading(office: Office) -> Iterator[Line]:
    order = "ORDER BY risk DESC, ifnull(deadline_on, '9999-12-31'), id"
    fifty = f"SELECT id FROM cases WHERE deleted_at IS NULL {order} LIMIT 50"
    query = f"SELECT * FROM cases WHERE id IN ({fifty}) {order}"

    def bare() -> None:
        with raw(office.custody.engine) as connection:
            connection.execute(query).fetchall()

    ours, peer = side_by_side(lambda: office.cases.page(CaseFilter(status="all")), bare, 60)
    yield Line("a page of 50 cases, ready to show", ours, "the same rows by bare SQL", peer, 12)
    for what, wanted in (
        ("whose passport ends soon", CaseFilter(passport_within=6)),
        ("of one profile and country", CaseFilter(profile="JOUR", country="GE")),
    ):
        page = Figures([timed(functools.partial(office.cases.window, wanted)) for _ in range(20)])
        yield Line(f"a page of 50 cases {what}", page, "50 ms, which nobody notices", Figures([0.050]), 1)
    keys = [word[:end] for word in ("кузнецов", "sherchenko", "guseinov", "orlova") for end in range(2, 9)]
    office.search.find("warm")
    found = [timed(functools.partial(office.search.find, key)) for key in keys * 3]
    unnoticed = Figures([0.050])
    yield Line("search as you type, one key", Figures(found), "50 ms, which nobody notices", unnoticed, 1)


def _of_saving(office: Office, folder: Path) -> Iterator[Line]:
    case = office.cases.page(CaseFilter(status="all")).rows[0].id
    block = os.urandom(4096)
    with (folder / "block").open("wb") as file:

        def write_through() -> None:
            file.seek(0)
            file.write(block)
            file.flush()
            os.fsync(file.fileno())

        def save() -> None:
            office.records.add(Note(case_id=case, text="слово " * 80, on=date(2026, 3, 1)))

        ours, peer = side_by_side(save, write_through, 60)
    yield Line("saving a note for good", ours, "4 KiB written through to the disk", peer, 10)


def _of_backup(office: Office, folder: Path) -> Iterator[Line]:
    """Every backup of the store goes to the same stick, as it does in an office."""
    stick = folder / "stick"
    stick.mkdir()
    office.settle()
    office.backup.make(stick, NoProgress())
    # The live store must not be opened by its name; a backup of it has the same size.
    store = folder / "records"
    shutil.copyfile(next(stick.glob("B/*/2*/store.db")), store)

    def back_up() -> None:
        office.backup.make(stick, NoProgress())

    ours, peer = side_by_side(back_up, lambda: copied(store, folder / "copy"), 3)
    what = f"backup of {store.stat().st_size >> 20} MiB of records, read back and compared row by row"
    yield Line(what, ours, BARE, peer, None)


def copied(source: Path, target: Path) -> None:
    """A bare copy, written through."""
    with source.open("rb") as old, target.open("wb") as new:
        shutil.copyfileobj(old, new, 1 << 20)
        new.flush()
        os.fsync(new.fileno())
    target.unlink()


def blob_rows(path: Path, data: bytes) -> Step:
    """Reading a file from rows of 256 KiB in an encrypted database, which is how else it could be kept."""
    engine = store_engine.create_store(path, bytes(32), store_engine.new_salt())
    with raw(engine) as connection:
        connection.execute("CREATE TABLE chunk (seq INTEGER PRIMARY KEY, data BLOB)")
        for seq in range(0, len(data), 1 << 18):
            connection.execute("INSERT INTO chunk VALUES (?, ?)", (seq, data[seq : seq + (1 << 18)]))
    store_engine.checkpoint(engine)

    def read() -> None:
        with raw(engine) as connection:
            rows = connection.execute("SELECT data FROM chunk ORDER BY seq")
            assert sum(len(part) for (part,) in rows) == len(data)

    return read


def _of_evidence(office: Office, folder: Path) -> Iterator[Line]:
    case = office.cases.page(CaseFilter(status="all")).rows[0].id
    data = os.urandom(EVIDENCE)
    video, out = folder / "video", folder / "out"
    video.write_bytes(data)
    size = f"{EVIDENCE >> 20} MiB"

    def take_in() -> None:
        office.evidence.discard(office.evidence.seal(video))

    ours, peer = side_by_side(take_in, lambda: copied(video, folder / "copy"), 9)
    yield Line(f"a file of {size} taken in, encrypted and hashed", ours, BARE, peer, 1.6)
    kept = office.evidence.find(office.evidence.take_in(video, case).record.id)

    def hand_out() -> None:
        office.evidence.write_out(kept, out)
        out.unlink()

    ours, peer = side_by_side(hand_out, lambda: copied(video, folder / "copy"), 9)
    yield Line("the same file handed out, proven", ours, BARE, peer, None)

    def look() -> None:
        with office.evidence.open_kept(kept) as reader:
            assert sum(map(len, reader)) == EVIDENCE

    ours, peer = side_by_side(look, blob_rows(folder / "rows.db", data), 3)
    yield Line("the same file read, chunk by chunk", ours, "from rows of an encrypted database", peer, 0.15)


def _of_backup_of_evidence(office: Office, folder: Path) -> Iterator[Line]:
    """After `_of_evidence`: the store holds a video. Every first backup goes to a stick of its own."""
    case = office.cases.page(CaseFilter(status="all")).rows[0].id
    for _ in range(1, VIDEOS):
        (folder / "video").write_bytes(os.urandom(EVIDENCE))
        office.evidence.take_in(folder / "video", case)
    office.settle()
    sealed = sorted((office.folder / paths.EVIDENCE).iterdir())
    sticks = iter(range(1000))

    def first() -> float:
        stick = folder / f"first-{next(sticks)}"
        stick.mkdir()
        taken = timed(lambda: office.backup.make(stick, NoProgress()))
        if stick.name != "first-0":
            shutil.rmtree(stick)
        return taken

    def copy_all() -> None:
        for source in (office.folder / paths.KEYS, store, *sealed):
            copied(source, folder / "copy")

    # The live store must not be opened by its name; a backup of it has the same size.
    first()
    store = next((folder / "first-0").glob("B/*/2*/store.db"))
    what = f"first backup with {VIDEOS * EVIDENCE >> 20} MiB of videos, read back and compared"
    ours, peer = side_by_side(first, copy_all, 3)
    yield Line(what, ours, BARE, peer, 3)

    def following() -> None:
        office.backup.make(folder / "first-0", NoProgress())

    ours, peer = side_by_side(following, first, 3)
    yield Line("the next backup, the videos unchanged", ours, "the first backup", peer, None)


def _of_letters(office: Office) -> Iterator[Line]:
    case = office.cases.page(CaseFilter(status="all")).rows[0].id
    letter = office.letters.new(case, "asylum_support", "en").record.id
    half_second = Figures([0.5])
    office.letters.preview(letter)
    previews = Figures([timed(lambda: office.letters.preview(letter)) for _ in range(9)])
    yield Line("preview of a letter", previews, "half a second, before which no wait shows", half_second, 1)


def report(lines: list[Line], cases: int, size: int) -> str:
    """The page of figures."""
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    head = "| what | median / p95 | against | median / p95 | ratio | goal | |\n|---|---|---|---|---|---|---|"
    steady = statistics.fmean(line.peer.steady for line in lines)
    return (
        "# Speed\n\n"
        "Every line is measured against something else on the same machine, in turns. A line counts only\n"
        "if the other side was steady (its p95 below twice its median).\n\n"
        f"{machine}, Python {platform.python_version()}; a synthetic store of {cases:,} cases,\n"
        f"{3 * cases:,} incidents and {5 * cases:,} notes "
        f"({size / 2**20:.0f} MiB), backups and evidence with one of {FEW:,} cases;\n"
        f'{date.today().isoformat()}; `make bench ARGS="--cases {cases}"`.\n'
        f"{steady:.0%} of the comparisons were steady.\n\n"
        f"{head}\n" + "\n".join(map(str, lines)) + "\n"
    )


def main() -> int:
    parser = argparse.ArgumentParser(prog="bench", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--cases", type=int, default=1000, help="how many cases the store holds")
    parser.add_argument("--out", type=Path, default=TARGET, help="where the page goes")
    parser.add_argument("--keep", type=Path, help="a folder where the built store is kept for the next run")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="caseapp-bench-") as name:
        folder = Path(name)
        (folder / STORE).parent.mkdir(parents=True)
        kept = chosen.keep or folder / "built"
        if not kept.exists():
            print(f"Building a store of {chosen.cases} cases …", flush=True)
            build(kept, chosen.cases).close()
        shutil.copytree(kept, folder / STORE)
        lines: list[Line] = []
        lines += _told(_of_start(folder))
        lines += _told(_of_unlock(folder))
        lines += _told(_of_window(folder))
        lines += _told(_of_looking(folder))
        office = vault.unlock(folder / STORE, PASSPHRASE, SystemClock())
        size = (folder / STORE / paths.STORE).stat().st_size
        lines += _told(_of_reading(office))
        lines += _told(_of_saving(office, folder))
        lines += _told(_of_letters(office))
        office.close()
        lines += _told(of_bin(folder / STORE))
        office = build(folder / "few", FEW)
        lines += _told(_of_backup(office, folder))
        lines += _told(_of_evidence(office, folder))
        lines += _told(_of_backup_of_evidence(office, folder))
        office.close()
    chosen.out.write_text(report(lines, chosen.cases, size), encoding="utf-8")
    print(f"Written to {chosen.out}")
    return 0 if all(line.verdict != "not reached" for line in lines) else 1


def _told(lines: Iterator[Line]) -> list[Line]:
    found = []
    for line in lines:
        print(line, flush=True)
        found.append(line)
    return found


if __name__ == "__main__":
    sys.exit(main())
