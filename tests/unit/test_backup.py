"""Backups: made, read back, restored; and everything that can go wrong with a stick."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from caseapp.errors import Cancelled, sentence
from caseapp.keys import RecoveryKey, WrongPassphrase
from caseapp.progress import NoProgress
from caseapp.services import backup, medium, vault
from caseapp.services.cases import CaseFilter
from caseapp.services.custody import FolderTaken
from caseapp.services.manifest import NAME, BackupDamaged, BackupNewer, NotABackup
from caseapp.services.office import Office
from db.errors import Problem
from db.snapshot import digest
from tests.fakes import FixedClock
from tests.media import limited_files, mounted
from tests.stores import PASSPHRASE, new_store


class Interfering(NoProgress):
    """Does something at the beginning of a stage."""

    def __init__(self, stage: str, act: Callable[[], object]) -> None:
        self._stage, self._act = stage, act

    def stage(self, name: str, total: int) -> None:
        if name == self._stage:
            self._act()


class Impatient(NoProgress):
    """Stops when a stage has begun."""

    def __init__(self, stage: str) -> None:
        self._stage, self._now = stage, False

    def stage(self, name: str, total: int) -> None:
        self._now = name == self._stage

    def check(self) -> None:
        if self._now:
            raise Cancelled


@pytest.fixture
def recovery() -> RecoveryKey:
    return RecoveryKey.new()


@pytest.fixture
def office(tmp_path: Path, clock: FixedClock, recovery: RecoveryKey) -> Iterator[Office]:
    made = new_store(tmp_path / "store", clock, recovery).office
    made.cases.open_new({"family": "Тестова", "given": "Анна"}, {"city": "Riga"})
    yield made
    made.close()


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def left_on(stick: Path) -> list[str]:
    """Everything on the stick but the names of its folders."""
    return sorted(str(p.relative_to(stick)) for p in stick.rglob("*") if p.is_file())


def test_a_backup_is_made_read_back_and_restored_elsewhere(
    tmp_path: Path, office: Office, stick: Path, clock: FixedClock, recovery: RecoveryKey
) -> None:
    info = office.backup.make(stick)
    before = digest(office.custody.engine)
    assert info.checked == clock.now()
    assert {p.name for p in info.folder.iterdir()} == {"store.db", "keys.json", "manifest.json", "README.txt"}
    assert office.backup.last() == info
    assert [found.folder for found in office.backup.list(stick)] == [info.folder]
    for secret in (PASSPHRASE, recovery, office.custody.master):
        report = backup.verify(info.folder, secret)
        assert (report.cases, report.at) == (1, info.at)
    report = backup.restore(info.folder, tmp_path / "elsewhere", PASSPHRASE)
    assert report.folder == tmp_path / "elsewhere"
    restored = vault.unlock(tmp_path / "elsewhere", PASSPHRASE, clock)
    try:
        assert [row.city for row in restored.cases.window(CaseFilter())] == ["Riga"]
        after = digest(restored.custody.engine)
        assert {name for name in before if before[name] != after[name]} <= {"facts", "history"}
        restored.cases.open_new({"family": "Новая"}, {})
    finally:
        restored.close()
    assert office.cases.count(CaseFilter()) == 1


def test_the_copy_on_the_stick_can_be_found_from_any_of_its_folders(office: Office, stick: Path) -> None:
    info = office.backup.make(stick)
    for place in (stick, stick / "B", info.folder.parent, info.folder):
        assert [found.folder for found in backup.find(place)] == [info.folder], place


def test_a_copy_has_a_key_of_its_own_and_shows_nothing(office: Office, stick: Path) -> None:
    first, second = office.backup.make(stick), office.backup.make(stick)
    contents = [(info.folder / "store.db").read_bytes() for info in (first, second)]
    assert contents[0][:16] != contents[1][:16]
    assert contents[0][16:4096] != contents[1][16:4096]
    for info in (first, second):
        for path in info.folder.iterdir():
            data = path.read_bytes()
            assert all(word.encode() not in data for word in ("Тестова", "Testova", "Example Aid", "Riga"))


def test_the_passphrase_of_then_opens_an_old_backup(
    tmp_path: Path, office: Office, stick: Path, clock: FixedClock
) -> None:
    info = office.backup.make(stick)
    vault.change_passphrase(office, "a later sentence that is new here")
    backup.verify(info.folder, PASSPHRASE)
    with pytest.raises(WrongPassphrase):
        backup.verify(info.folder, "a later sentence that is new here")
    office.backup.check(info.folder)


@pytest.mark.parametrize("name", ["store.db", "keys.json", "manifest.json"])
def test_one_bit_is_enough_to_refuse_a_backup(tmp_path: Path, office: Office, stick: Path, name: str) -> None:
    info = office.backup.make(stick)
    path = info.folder / name
    data = path.read_bytes()
    for place in range(0, len(data), max(1, len(data) // 24)):
        path.write_bytes(data[:place] + bytes([data[place] ^ 4]) + data[place + 1 :])
        with pytest.raises(Problem):
            backup.verify(info.folder, office.custody.master)
    path.write_bytes(data)
    backup.verify(info.folder, office.custody.master)
    path.write_bytes(data[:-1])
    with pytest.raises(Problem):
        backup.restore(info.folder, tmp_path / "elsewhere", office.custody.master)
    assert not (tmp_path / "elsewhere").exists()
    assert not (tmp_path / "elsewhere.partial").exists()


def test_an_older_store_slipped_into_a_newer_backup_is_refused(office: Office, stick: Path) -> None:
    old = office.backup.make(stick)
    office.cases.open_new({"family": "Новая"}, {})
    new = office.backup.make(stick)
    shutil.copyfile(old.folder / "store.db", new.folder / "store.db")
    with pytest.raises(BackupDamaged):
        office.backup.check(new.folder)


@pytest.mark.parametrize("stage", ["copy", "write", "check"])
def test_cancelling_leaves_nothing_behind_and_older_backups_whole(
    office: Office, stick: Path, stage: str
) -> None:
    older = office.backup.make(stick)
    before = left_on(stick)
    with pytest.raises(Cancelled):
        office.backup.make(stick, Impatient(stage))
    assert left_on(stick) == before
    assert not (office.folder / "backup.partial").exists()
    office.backup.check(older.folder)
    assert office.backup.last() == older


def test_a_stick_pulled_out_has_its_sentence(tmp_path: Path, office: Office, stick: Path) -> None:
    older = office.backup.make(stick)
    for stage in ("write", "check"):
        with pytest.raises(medium.MediumGone) as caught:
            office.backup.make(stick, Interfering(stage, lambda: stick.rename(tmp_path / "pulled")))
        assert "stopped answering" in sentence(caught.value)
        (tmp_path / "pulled").rename(stick)
        office.backup.check(older.folder)
        assert [info.folder for info in office.backup.list(stick)] == [older.folder]
    office.backup.make(stick)
    assert not list(stick.rglob("*.partial"))


def test_a_missing_folder_has_its_sentence(tmp_path: Path, office: Office) -> None:
    with pytest.raises(medium.MediumMissing):
        office.backup.make(tmp_path / "nowhere")


def test_a_stick_for_small_files_has_its_sentence(office: Office, stick: Path) -> None:
    older = office.backup.make(stick)
    taken = office.backup.take(stick, NoProgress())
    with limited_files(16 * 1024), pytest.raises(medium.FileTooLarge, match="exFAT"):
        office.backup.carry(taken, stick, NoProgress())
    office.backup.check(older.folder)
    assert [info.folder for info in office.backup.list(stick)] == [older.folder]


def fill(stick: Path) -> None:
    (stick / "more.mov").write_bytes(bytes(shutil.disk_usage(stick).free - 100_000))


@pytest.mark.skipif(sys.platform != "linux", reason="needs mount")
def test_a_full_stick_has_its_sentence(office: Office, stick: Path) -> None:
    with mounted(stick, "8m"):
        older = office.backup.make(stick)
        (stick / "holiday.mov").write_bytes(bytes(shutil.disk_usage(stick).free - 200_000))
        with pytest.raises(medium.MediumFull):
            office.backup.make(stick)
        (stick / "holiday.mov").unlink()
        with pytest.raises(medium.MediumFull):
            office.backup.make(stick, Interfering("write", lambda: fill(stick)))
        office.backup.check(older.folder)
        assert [info.folder for info in office.backup.list(stick)] == [older.folder]


@pytest.mark.skipif(sys.platform != "linux", reason="needs mount")
def test_a_read_only_stick_has_its_sentence(office: Office, stick: Path) -> None:
    with mounted(stick, "8m"):
        older = office.backup.make(stick)
        subprocess.run(["mount", "-o", "remount,ro", str(stick)], check=True)
        with pytest.raises(medium.MediumReadOnly):
            office.backup.make(stick)
        office.backup.check(older.folder)
        assert backup.verify(older.folder, PASSPHRASE).cases == 1


def test_restoring_never_touches_what_is_there(tmp_path: Path, office: Office, stick: Path) -> None:
    info = office.backup.make(stick)
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken" / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(FolderTaken):
        backup.restore(info.folder, tmp_path / "taken", PASSPHRASE)
    with pytest.raises(FolderTaken):
        backup.restore(info.folder, office.folder, PASSPHRASE)
    with pytest.raises(WrongPassphrase):
        backup.restore(info.folder, tmp_path / "elsewhere", "a wrong sentence altogether")
    assert (tmp_path / "taken" / "mine.txt").read_text(encoding="utf-8") == "mine"
    assert not (tmp_path / "elsewhere").exists()


def test_something_else_is_no_backup(tmp_path: Path, office: Office, stick: Path) -> None:
    with pytest.raises(NotABackup):
        backup.verify(stick, PASSPHRASE)
    info = office.backup.make(stick)
    half = info.folder.with_name(info.folder.name + ".partial")
    shutil.copytree(info.folder, half)
    with pytest.raises(NotABackup):
        backup.verify(half, PASSPHRASE)
    assert [found.folder for found in backup.find(stick)] == [info.folder]
    for text, problem in (
        (b"{}", NotABackup),
        (b"[]", BackupDamaged),
        (b"not json", BackupDamaged),
        (b'{"format":"caseapp-backup","version":99}', BackupNewer),
        (b'{"format":"caseapp-backup","version":1,"files":{"../x":[1,"a"]}}', BackupDamaged),
    ):
        (info.folder / NAME).write_bytes(text)
        with pytest.raises(problem):
            backup.verify(info.folder, PASSPHRASE)


def test_superseded_backups_go_and_the_newest_stay(office: Office, stick: Path, clock: FixedClock) -> None:
    for _ in range(12):
        office.backup.make(stick)
        clock.advance(timedelta(hours=6))
    kept = [info.at for info in office.backup.list(stick)]
    assert 3 <= len(kept) < 12
    assert kept[0] == clock.now() - timedelta(hours=6)
    assert len(office.backup.remembered()) == 12


def test_the_store_goes_on_while_a_copy_is_carried(office: Office, stick: Path) -> None:
    taken = office.backup.take(stick, NoProgress())
    office.cases.open_new({"family": "Новая"}, {})
    info = office.backup.carry(taken, stick, NoProgress())
    office.backup.remember(info)
    assert office.backup.check(info.folder).cases == 1
    assert office.cases.count(CaseFilter()) == 2


def test_a_backup_opens_without_the_app(
    tmp_path: Path, office: Office, stick: Path, source_root: Path
) -> None:
    info = office.backup.make(stick)
    done = subprocess.run(
        [
            sys.executable,
            str(source_root / "packaging" / "recover.py"),
            str(info.folder),
            str(tmp_path / "out"),
        ],
        input=PASSPHRASE + "\n",
        text=True,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "Тестова" in (tmp_path / "out" / "persons.json").read_text(encoding="utf-8")
    refused = subprocess.run(
        [
            sys.executable,
            str(source_root / "packaging" / "recover.py"),
            str(info.folder),
            str(tmp_path / "out2"),
        ],
        input="a wrong sentence altogether\n",
        text=True,
        capture_output=True,
        check=False,
    )
    assert (refused.returncode, "Traceback" in refused.stderr) == (1, False)
    assert not (tmp_path / "out2").exists()
