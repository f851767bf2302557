"""Evidence in backups: brought once, shared by all backups of a stick, read back, restored; and what happens
when some of it is lost.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from caseapp.errors import Cancelled, sentence
from caseapp.progress import NoProgress
from caseapp.records import Case, Evidence, Note, Person
from caseapp.services import backup, medium, shelf, vault
from caseapp.services.checking import check
from caseapp.services.exporting import export
from caseapp.services.manifest import BackupDamaged, parse, read
from caseapp.services.office import Office
from tests import factory, stores
from tests.fakes import FixedClock
from tests.letters.materials import OPTIONS
from tests.media import limited_files, mounted
from tests.stores import PASSPHRASE


@pytest.fixture
def office(tmp_path: Path, clock: FixedClock) -> Iterator[Office]:
    made = stores.new_office(tmp_path / "store", clock)
    yield made
    made.close()


@pytest.fixture
def case(office: Office) -> Case:
    return factory.case(office)


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def take_in(office: Office, case: Case, data: bytes) -> Evidence:
    sealed = office.evidence.seal_bytes(data, "photo.jpg")
    return office.evidence.record(sealed, case.id, {"title": "A photo"}).record


def on(stick: Path) -> dict[str, float]:
    """The evidence files on the stick, each with the time in its directory entry."""
    return {path.name: path.stat().st_mtime for path in stick.glob("B/*/evidence/*")}


def place_of(stick: Path, evidence: Evidence) -> Path:
    (path,) = stick.glob(f"B/*/evidence/{evidence.sealed_name}")
    return path


def flip(path: Path, place: int = 50) -> None:
    data = bytearray(path.read_bytes())
    data[place] ^= 1
    path.write_bytes(data)


class Counting(NoProgress):
    """How many bytes each stage worked through, and how many it had announced."""

    def __init__(self) -> None:
        self.totals: dict[str, int] = {}
        self.done: dict[str, int] = {}
        self._stage = ""

    def stage(self, name: str, total: int) -> None:
        self._stage = name
        self.totals[name], self.done[name] = total, 0

    def advance(self, amount: int) -> None:
        self.done[self._stage] += amount


def test_evidence_is_brought_once_and_restored(
    tmp_path: Path, office: Office, case: Case, stick: Path, clock: FixedClock
) -> None:
    one, two = take_in(office, case, b"one" * 50_000), take_in(office, case, b"two")
    first_work, second_work = Counting(), Counting()
    first = office.backup.make(stick, first_work)
    assert set(on(stick)) == {one.sealed_name, two.sealed_name}
    three = take_in(office, case, b"three" * 50_000)
    before = on(stick)
    clock.advance(timedelta(days=1))
    second = office.backup.make(stick, second_work)
    assert set(on(stick)) == {one.sealed_name, two.sealed_name, three.sealed_name}
    assert {name: on(stick)[name] for name in before} == before
    for work in (first_work, second_work):
        assert work.done["write"] == work.totals["write"]
    manifest = read(second.folder)
    assert {name: size for name, (size, _) in manifest.evidence.items()} == {
        e.sealed_name: (office.folder / "evidence" / e.sealed_name).stat().st_size for e in (one, two, three)
    }
    assert set(read(first.folder).evidence) == {one.sealed_name, two.sealed_name}
    for info, count in ((first, 2), (second, 3)):
        report = backup.verify(info.folder, PASSPHRASE)
        assert (report.losses.needed, report.losses.problem, report.size) == (count, None, info.size)
    report = backup.restore(second.folder, tmp_path / "elsewhere", PASSPHRASE)
    assert report.losses.problem is None
    folder = tmp_path / "elsewhere" / "evidence"
    assert (folder.stat().st_mode & 0o777, {p.stat().st_mode & 0o777 for p in folder.iterdir()}) == (
        0o700, {0o600},
    )  # fmt: skip
    restored = vault.unlock(tmp_path / "elsewhere", PASSPHRASE, clock)
    try:
        for record, data in ((one, b"one" * 50_000), (two, b"two"), (three, b"three" * 50_000)):
            assert restored.evidence.read(record.id, 1 << 20) == data
        assert restored.evidence.orphans() == frozenset()
    finally:
        restored.close()


def test_a_record_in_the_bin_is_backed_up_with_its_file(
    tmp_path: Path, office: Office, case: Case, stick: Path, clock: FixedClock
) -> None:
    record = take_in(office, case, b"one")
    deleted = office.records.delete(Evidence, record.id)
    backup.restore(office.backup.make(stick).folder, tmp_path / "elsewhere", PASSPHRASE)
    restored = vault.unlock(tmp_path / "elsewhere", PASSPHRASE, clock)
    try:
        restored.records.restore(deleted.deletion)
        assert restored.evidence.read(record.id, 100) == b"one"
    finally:
        restored.close()


def test_a_new_passphrase_rewrites_no_file(office: Office, case: Case, stick: Path) -> None:
    record = take_in(office, case, b"one")
    path = office.folder / "evidence" / record.sealed_name
    before = path.stat().st_ino, path.stat().st_mtime_ns
    vault.change_passphrase(office, "a later sentence that is new here", stores.CHEAP)
    info = office.backup.make(stick)
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == before
    assert backup.verify(info.folder, "a later sentence that is new here").losses.problem is None


def test_a_file_goes_from_the_stick_when_no_backup_needs_it(
    office: Office, case: Case, stick: Path, clock: FixedClock
) -> None:
    gone, kept = take_in(office, case, b"gone"), take_in(office, case, b"kept")
    office.backup.make(stick)
    office.bin.erase(office.records.delete(Evidence, gone.id).deletion)
    clock.advance(timedelta(hours=1))
    office.backup.make(stick)
    assert set(on(stick)) == {gone.sealed_name, kept.sealed_name}, "the first backup still needs it"
    for _ in range(3):
        clock.advance(timedelta(hours=1))
        office.backup.make(stick)
    assert set(on(stick)) == {kept.sealed_name}
    assert all(backup.verify(i.folder, PASSPHRASE).losses.problem is None for i in office.backup.list(stick))


def test_nothing_goes_while_a_backup_beside_it_can_not_be_read(
    office: Office, case: Case, stick: Path, clock: FixedClock
) -> None:
    gone = take_in(office, case, b"gone")
    old = office.backup.make(stick)
    office.bin.erase(office.records.delete(Evidence, gone.id).deletion)
    aside = old.folder.with_name("20200101T000000Z-0001")
    old.folder.rename(aside)
    manifest = json.loads((aside / "manifest.json").read_bytes())
    for altered in (b"not json", json.dumps(manifest | {"evidence": {}}, sort_keys=True).encode()):
        (aside / "manifest.json").write_bytes(altered)
        clock.advance(timedelta(hours=1))
        office.backup.make(stick)
        assert gone.sealed_name in on(stick)


def test_missing_and_damaged_files_are_told_apart_and_brought_again(
    office: Office, case: Case, stick: Path, clock: FixedClock
) -> None:
    one, two, three = (take_in(office, case, data) for data in (b"one", b"two", b"three"))
    info = office.backup.make(stick)
    place_of(stick, one).unlink()
    report = office.backup.check(info.folder)
    assert isinstance(report.losses.problem, shelf.BackupEvidenceMissing)
    assert "1 of 3" in sentence(report.losses.problem)
    flip(place_of(stick, two))
    place_of(stick, three).write_bytes(b"")
    report = office.backup.check(info.folder)
    assert (report.losses.missing, set(report.losses.damaged)) == (
        (one.sealed_name,), {two.sealed_name, three.sealed_name},
    )  # fmt: skip
    assert isinstance(report.losses.problem, shelf.BackupEvidenceDamaged)
    assert "2 of 3" in sentence(report.losses.problem)
    clock.advance(timedelta(hours=1))
    newer = office.backup.make(stick)
    for folder in (info.folder, newer.folder):
        assert office.backup.check(folder).losses.problem is None


def test_every_bit_of_a_file_on_the_stick_counts(office: Office, case: Case, stick: Path) -> None:
    record = take_in(office, case, b"one")
    info = office.backup.make(stick)
    path = place_of(stick, record)
    for place in range(path.stat().st_size):
        flip(path, place)
        assert office.backup.check(info.folder).losses.damaged == (record.sealed_name,)
        flip(path, place)
    assert office.backup.check(info.folder).losses.problem is None


def test_what_was_not_read_for_a_month_is_read_again(
    office: Office, case: Case, stick: Path, clock: FixedClock
) -> None:
    record = take_in(office, case, b"one" * 1000)
    office.backup.make(stick)
    flip(place_of(stick, record))
    os.utime(place_of(stick, record), (clock.now().timestamp(), clock.now().timestamp()))
    clock.advance(timedelta(days=3))
    office.backup.make(stick)
    assert office.backup.check(office.backup.list(stick)[0].folder).losses.damaged
    os.utime(place_of(stick, record), (clock.now().timestamp(), clock.now().timestamp()))
    clock.advance(timedelta(days=31))
    info = office.backup.make(stick)
    assert office.backup.check(info.folder).losses.problem is None
    assert on(stick) == {record.sealed_name: clock.now().timestamp()}


def test_the_rest_is_restored_when_evidence_is_lost(
    tmp_path: Path, office: Office, case: Case, stick: Path, clock: FixedClock
) -> None:
    one, two, three = (take_in(office, case, data) for data in (b"one", b"two", b"three"))
    info = office.backup.make(stick)
    place_of(stick, one).unlink()
    flip(place_of(stick, two))
    report = backup.restore(info.folder, tmp_path / "elsewhere", PASSPHRASE)
    assert (report.losses.missing, report.losses.damaged) == ((one.sealed_name,), (two.sealed_name,))
    restored = vault.unlock(tmp_path / "elsewhere", PASSPHRASE, clock)
    try:
        states = {r.id: restored.evidence.check(r.id).state for r in (one, two, three)}
        assert states == {one.id: "missing", two.id: "missing", three.id: "whole"}
        assert restored.records.get(Evidence, one.id).title == "A photo"
    finally:
        restored.close()


def test_what_the_store_has_lost_does_not_stop_the_backup(
    tmp_path: Path, office: Office, case: Case, stick: Path, clock: FixedClock
) -> None:
    one, two, three = (take_in(office, case, data) for data in (b"one", b"two", b"three"))
    office.backup.make(stick)
    other = tmp_path / "other"
    other.mkdir()
    (office.folder / "evidence" / one.sealed_name).unlink()
    flip(office.folder / "evidence" / two.sealed_name)
    assert office.backup.make(stick).lacking == 0, "the stick has them from before"
    clock.advance(timedelta(minutes=1))
    info = office.backup.make(other)
    assert (info.lacking, info.checked) == (2, clock.now())
    assert office.backup.remembered()[0] == info
    assert set(read(info.folder).lacking) == {one.sealed_name, two.sealed_name}
    assert set(on(other)) == {three.sealed_name}
    report = backup.verify(info.folder, PASSPHRASE)
    assert (report.losses.problem, report.lacking) == (None, 2)
    found = check(office).findings
    assert len(found) == 2
    assert found[0].startswith("1 evidence file is missing")
    assert found[1].startswith("1 evidence file is damaged")
    backup.restore(info.folder, tmp_path / "elsewhere", PASSPHRASE)


def test_a_stopped_backup_leaves_what_it_had_brought_whole(
    office: Office, case: Case, stick: Path, clock: FixedClock
) -> None:
    records = [take_in(office, case, bytes([number]) * 200_000) for number in range(3)]
    older = office.backup.make(stick)
    records += [take_in(office, case, bytes([number]) * 200_000) for number in range(3, 6)]
    size = (office.folder / "store.db").stat().st_size

    class Impatient(Counting):
        def check(self) -> None:
            if self.done.get("write", 0) > size + 500_000:
                raise Cancelled

    clock.advance(timedelta(minutes=1))
    with pytest.raises(Cancelled):
        office.backup.make(stick, Impatient())
    assert [info.folder for info in office.backup.list(stick)] == [older.folder]
    assert 3 < len(on(stick)) < 6
    assert not list(stick.rglob("*.partial"))
    assert office.backup.check(older.folder).losses.problem is None
    before = on(stick)
    clock.advance(timedelta(minutes=1))
    info = office.backup.make(stick)
    assert {name: on(stick)[name] for name in before} == before, "nothing was brought twice"
    assert set(on(stick)) == {record.sealed_name for record in records}
    assert office.backup.check(info.folder).losses.problem is None


def test_what_a_killed_backup_left_is_removed(office: Office, case: Case, stick: Path) -> None:
    record = take_in(office, case, b"one")
    series = stick / "B" / office.custody.keys.store_id[:8]
    (series / "evidence").mkdir(parents=True)
    (series / "evidence" / f"{record.sealed_name}.partial").write_bytes(b"half")
    (series / "evidence" / record.sealed_name).write_bytes(b"half")
    info = office.backup.make(stick)
    assert set(on(stick)) == {record.sealed_name}
    assert office.backup.check(info.folder).losses.problem is None


def test_a_stick_pulled_out_while_evidence_is_brought(
    tmp_path: Path, office: Office, case: Case, stick: Path
) -> None:
    older = office.backup.make(stick)
    take_in(office, case, bytes(300_000))
    size = (office.folder / "store.db").stat().st_size

    class Pulling(Counting):
        def check(self) -> None:
            if self.done.get("write", 0) > size + 100_000 and stick.exists():
                stick.rename(tmp_path / "pulled")

    with pytest.raises(medium.MediumGone):
        office.backup.make(stick, Pulling())
    (tmp_path / "pulled").rename(stick)
    assert [info.folder for info in office.backup.list(stick)] == [older.folder]
    assert office.backup.check(older.folder).losses.problem is None
    assert office.backup.check(office.backup.make(stick).folder).losses.problem is None


def test_a_stick_for_small_files_has_its_sentence(office: Office, case: Case, stick: Path) -> None:
    older = office.backup.make(stick)
    size = (office.folder / "store.db").stat().st_size
    take_in(office, case, bytes(3 * size))
    taken = office.backup.take(stick, NoProgress())
    with limited_files(2 * size), pytest.raises(medium.FileTooLarge, match="exFAT"):
        office.backup.carry(taken, stick, NoProgress())
    assert [info.folder for info in office.backup.list(stick)] == [older.folder]


@pytest.mark.skipif(sys.platform != "linux", reason="needs mount")
def test_only_what_is_missing_needs_room(office: Office, case: Case, stick: Path, clock: FixedClock) -> None:
    with mounted(stick, "24m"):
        take_in(office, case, os.urandom(10 << 20))
        office.backup.make(stick)
        clock.advance(timedelta(minutes=1))
        office.backup.make(stick)
        take_in(office, case, os.urandom(12 << 20))
        clock.advance(timedelta(minutes=1))
        with pytest.raises(medium.MediumFull):
            office.backup.take(stick, NoProgress())
        assert not (office.folder / "backup.partial").exists()
        assert all(office.backup.check(i.folder).losses.problem is None for i in office.backup.list(stick))


def test_a_folder_copied_with_its_evidence_restores(
    tmp_path: Path, office: Office, case: Case, stick: Path, clock: FixedClock
) -> None:
    record = take_in(office, case, b"one")
    info = office.backup.make(stick)
    lone = tmp_path / "lone"
    shutil.copytree(info.folder, lone)
    assert backup.verify(lone, PASSPHRASE).losses.missing == (record.sealed_name,)
    shutil.copytree(info.folder.parent / "evidence", lone / "evidence")
    assert backup.restore(lone, tmp_path / "elsewhere", PASSPHRASE).losses.problem is None


def test_a_backup_from_before_there_was_evidence_is_still_read(
    tmp_path: Path, office: Office, case: Case, stick: Path
) -> None:
    info = office.backup.make(stick)
    manifest = read(info.folder)
    old = json.loads(manifest.to_bytes()) | {"version": 1, "evidence": [], "mac": ""}
    del old["lacking"]
    sealed = parse(json.dumps(old).encode(), info.folder).sealed(office.custody.master)
    written = json.loads(sealed.to_bytes())
    assert (written["version"], written["evidence"], "lacking" in written) == (1, [], False)
    (info.folder / "manifest.json").write_bytes(sealed.to_bytes())
    assert backup.restore(info.folder, tmp_path / "elsewhere", PASSPHRASE).cases == 1


@pytest.mark.parametrize(
    "evidence", [{"../../store.db": [1, "a"]}, {"short": [1, "a"]}, {"0" * 32: [1]}, [], {"0" * 32: "x"}]
)
def test_a_list_of_evidence_that_leads_elsewhere_is_refused(
    office: Office, case: Case, stick: Path, evidence: object
) -> None:
    info = office.backup.make(stick)
    raw = json.loads((info.folder / "manifest.json").read_bytes())
    (info.folder / "manifest.json").write_text(json.dumps(raw | {"evidence": evidence}), encoding="utf-8")
    with pytest.raises(BackupDamaged):
        backup.verify(info.folder, PASSPHRASE)


def test_everything_is_exported_as_open_files(tmp_path: Path, office: Office, case: Case) -> None:
    one, two, lost = (take_in(office, case, data) for data in (b"%PDF-1.7 one", b"two", b"lost"))
    (office.folder / "evidence" / lost.sealed_name).unlink()
    done = export(office.store, office.records, office.evidence, tmp_path / "out")
    assert (done.evidence, done.lost) == (2, 1)
    folder = tmp_path / "out" / "evidence"
    assert {p.name: p.read_bytes() for p in folder.iterdir()} == {
        f"{one.id}.pdf": b"%PDF-1.7 one",
        f"{two.id}.txt": b"two",
    }
    listed = json.loads((tmp_path / "out" / "evidence.json").read_text(encoding="utf-8"))["records"]
    assert {r["id"]: r["sha256"] for r in listed}[one.id] == sha256(b"%PDF-1.7 one").hexdigest()
    acts = [(event.evidence_id, event.act) for event in office.cases.summary(case.id).custody]
    assert {(one.id, "EXP"), (two.id, "EXP")} <= set(acts)
    assert (lost.id, "EXP") not in acts


def test_what_is_in_the_bin_is_exported_nowhere(tmp_path: Path, office: Office, case: Case) -> None:
    factory.furnish(office)
    gone = factory.rich_case(office)
    office.records.change(Person, gone.client_id or "", family="Ненайденова")
    letter = office.letters.new(gone.id, "asylum_support", "en").record
    contact = factory.contact(office)
    office.letters.change(letter.id, contact_id=contact.id, options=dict(OPTIONS["asylum_support"]["en"]))
    office.letters.issue(letter.id)
    take_in(office, gone, b"taken back")
    note = office.records.add(Note(case_id=case.id, text="Ненайденова rang")).record
    kept = take_in(office, case, b"kept")
    office.records.delete(Note, note.id)
    office.records.delete(Case, gone.id)
    done = export(office.store, office.records, office.evidence, tmp_path / "out")
    assert (done.letters, done.evidence, done.records["case"]) == (0, 1, 1)
    assert done.binned > 10
    files = [path for path in (tmp_path / "out").rglob("*") if path.is_file()]
    assert [path.stem for path in files if path.parent.name in ("evidence", "letters")] == [kept.id]
    told = "".join(path.read_text(encoding="utf-8") for path in files)
    assert "Ненайденова" not in told
    history = json.loads((tmp_path / "out" / "history.json").read_text(encoding="utf-8"))["records"]
    assert {row["act"] for row in history if row["id"] == letter.id} == {
        "create",
        "change",
        "issue",
        "delete",
    }


def test_evidence_comes_back_without_the_app(
    tmp_path: Path, office: Office, case: Case, stick: Path, source_root: Path
) -> None:
    big = os.urandom((1 << 20) + 5)
    one, two = take_in(office, case, big), take_in(office, case, b"two")
    info = office.backup.make(stick)

    def recover(out: str) -> subprocess.CompletedProcess[str]:
        script = str(source_root / "packaging" / "recover.py")
        command = [sys.executable, script, str(info.folder), str(tmp_path / out)]
        return subprocess.run(command, input=PASSPHRASE + "\n", text=True, capture_output=True)

    done = recover("out")
    assert (done.returncode, done.stderr) == (0, "")
    assert "2 evidence files" in done.stdout
    assert (tmp_path / "out" / "evidence" / one.id).read_bytes() == big
    assert (tmp_path / "out" / "evidence" / two.id).read_bytes() == b"two"
    flip(place_of(stick, one))
    done = recover("again")
    assert done.returncode == 0
    assert one.sealed_name in done.stderr
    assert os.listdir(tmp_path / "again" / "evidence") == [two.id]
