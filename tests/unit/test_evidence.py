"""Evidence as a caseworker meets it: files come in, are found again, go out and are checked; and everything
that can be wrong with a file or a disk.
"""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from caseapp.errors import Cancelled, Invalid, NotFound, sentence
from caseapp.keys.sealed import CHUNK, HEAD, SealBroken, sealed_size
from caseapp.progress import NoProgress
from caseapp.records import Case, CustodyEvent, Evidence
from caseapp.services.evidence import (
    EvidenceDamaged,
    EvidenceDiskFull,
    EvidenceMissing,
    EvidenceNotSaved,
    EvidenceTooLarge,
    FileTaken,
    SourceChanged,
    SourceEmpty,
    SourceNotAFile,
    SourceOfStore,
    SourceUnreadable,
)
from caseapp.services.office import Office
from tests import factory, stores
from tests.fakes import FixedClock
from tests.media import mounted
from tests.unit import second_seal

PHOTO = b"\xff\xd8\xff\xe0" + bytes(range(256)) * 40


FROM = {"received_from": "sister", "channel": "MSG"}


@pytest.fixture
def office(tmp_path: Path, clock: FixedClock) -> Iterator[Office]:
    made = stores.new_office(tmp_path / "store", clock)
    yield made
    made.close()


@pytest.fixture
def case(office: Office) -> Case:
    return factory.case(office)


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "IMG 2041.JPG"
    path.write_bytes(PHOTO)
    return path


def sealed_files(office: Office) -> list[str]:
    folder = office.folder / "evidence"
    return sorted(os.listdir(folder)) if folder.exists() else []


def only(office: Office) -> Path:
    """The one sealed file."""
    (name,) = sealed_files(office)
    return office.folder / "evidence" / name


def acts(office: Office, case: Case) -> list[str]:
    return [event.act for event in office.cases.summary(case.id).custody]


class Watching(NoProgress):
    """Notes the stages and the amounts; does something at the first amount."""

    def __init__(self, act: object = None) -> None:
        self.stages: list[tuple[str, int]] = []
        self.done = 0
        self._act = act

    def stage(self, name: str, total: int) -> None:
        self.stages.append((name, total))

    def advance(self, amount: int) -> None:
        self.done += amount
        act, self._act = self._act, None
        if callable(act):
            act()


class Stopped(NoProgress):
    """Somebody stops it at once."""

    def check(self) -> None:
        raise Cancelled


def test_a_photo_is_taken_in_and_comes_back_as_it_was(office: Office, case: Case, photo: Path) -> None:
    progress = Watching()
    saved = office.evidence.take_in(
        photo,
        case.id,
        values={
            "title": "The car",
            "kind": "PHO",
            "received_on": date(2026, 3, 15),
            "received_from": "sister",
        },
        properties={"Camera": "Pixel 7"},
        preview=("image/png", b"small"),
        progress=progress,
    )
    evidence = office.records.get(Evidence, saved.record.id)
    assert (evidence.title, evidence.kind, evidence.file_name) == ("The car", "PHO", "IMG 2041.JPG")
    assert (evidence.media_type, evidence.size) == ("image/jpeg", len(PHOTO))
    assert evidence.sha256 == sha256(PHOTO).hexdigest()
    assert evidence.properties == {"Camera": "Pixel 7"}
    assert only(office).name == evidence.sealed_name
    assert sha256(only(office).read_bytes()).hexdigest() == evidence.sealed_sha256
    assert progress.stages == [("seal", len(PHOTO))]
    assert progress.done == len(PHOTO)
    assert office.evidence.read(evidence.id, 1_000_000) == PHOTO
    assert office.evidence.preview(evidence.id) == ("image/png", b"small")
    assert saved.changes.touches("evidence")
    assert saved.changes.cases == {case.id}
    (event,) = office.cases.summary(case.id).custody
    assert (event.act, event.to_whom, event.sha256) == ("INT", "sister", evidence.sha256)
    assert (event.at, event.caseworker_id) == (office.clock.now(), office.me)
    assert photo.read_bytes() == PHOTO


def test_what_lies_on_the_disk_is_private_and_says_nothing(office: Office, case: Case, photo: Path) -> None:
    office.evidence.take_in(photo, case.id)
    sealed = only(office)
    raw = sealed.read_bytes()
    assert stat.S_IMODE(sealed.stat().st_mode) == 0o600
    assert stat.S_IMODE(sealed.parent.stat().st_mode) == 0o700
    assert len(raw) == sealed_size(len(PHOTO))
    assert PHOTO[:16] not in raw
    assert b"IMG" not in raw
    master = office.custody.master.reveal()
    assert second_seal.unseal(master, sealed.name, raw) == PHOTO


def test_sealing_needs_no_store_thread(office: Office, case: Case, photo: Path) -> None:
    sealed = []
    worker = threading.Thread(target=lambda: sealed.append(office.evidence.seal(photo)))
    worker.start()
    worker.join()
    saved = office.evidence.record(sealed[0], case.id, {"title": "The car"})
    data = []
    kept = office.evidence.find(saved.record.id)
    worker = threading.Thread(target=lambda: data.append(office.evidence.read_kept(kept, 1 << 20)))
    worker.start()
    worker.join()
    assert data == [PHOTO]


def test_a_picture_from_memory_is_taken_in(office: Office, case: Case) -> None:
    sealed = office.evidence.seal_bytes(PHOTO, "from the clipboard")
    saved = office.evidence.record(sealed, case.id)
    assert office.evidence.read(saved.record.id, 1 << 20) == PHOTO
    with pytest.raises(SourceEmpty):
        office.evidence.seal_bytes(b"", "nothing")


@pytest.mark.parametrize("size", [1, CHUNK, CHUNK + 1, 3 * CHUNK])
def test_any_size_is_read_by_chunks(office: Office, case: Case, tmp_path: Path, size: int) -> None:
    source = tmp_path / "source"
    source.write_bytes(os.urandom(size))
    saved = office.evidence.take_in(source, case.id)
    with office.evidence.open(saved.record.id) as reader:
        assert reader.size == size
        chunks = list(reader)
    assert max(map(len, chunks)) <= CHUNK
    assert b"".join(chunks) == source.read_bytes()


def test_the_same_content_is_noticed_in_every_case_and_may_be_taken_in_again(
    office: Office, case: Case, photo: Path, tmp_path: Path, clock: FixedClock
) -> None:
    copy = tmp_path / "another name.jpg"
    shutil.copyfile(photo, copy)
    sealed = office.evidence.seal(copy)
    assert office.evidence.same(sealed.sha256) == []
    first = office.evidence.take_in(photo, case.id).record
    assert [one.id for one in office.evidence.same(sealed.sha256)] == [first.id]
    clock.advance(timedelta(minutes=1))
    second = office.evidence.record(sealed, factory.case(office).id).record
    assert [one.id for one in office.evidence.same(sealed.sha256)] == [first.id, second.id]
    assert len(sealed_files(office)) == 2
    office.records.delete(Evidence, first.id)
    assert [one.id for one in office.evidence.same(sealed.sha256)] == [second.id]


def test_a_name_with_hidden_marks_is_cleaned(office: Office, case: Case, tmp_path: Path) -> None:
    source = tmp_path / "Annexe\u202efdp.exe\u200b"
    source.write_bytes(b"MZ")
    record = office.evidence.take_in(source, case.id).record
    assert record.file_name == "Annexefdp.exe"
    assert record.media_type == "application/vnd.microsoft.portable-executable"
    long = office.evidence.record(office.evidence.seal_bytes(b"x", "я" * 400 + ".jpg"), case.id).record
    assert len(long.file_name) == 300
    assert long.file_name.endswith("яя.jpg")


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="names are always text there")
def test_a_name_that_is_no_text_is_taken(office: Office, case: Case, tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/photo \xff.jpg"
    with open(name, "wb") as file:
        file.write(PHOTO)
    record = office.evidence.take_in(Path(os.fsdecode(name)), case.id).record
    assert record.file_name == "photo ?.jpg"


# What can't be taken in


def nothing_left(office: Office, case: Case) -> None:
    assert sealed_files(office) == []
    assert office.evidence.folder.waiting == frozenset()
    assert office.cases.summary(case.id).evidence == []


def test_what_is_no_file_has_its_sentence(office: Office, case: Case, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "empty").write_bytes(b"")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    for path, problem in (
        (tmp_path, SourceNotAFile),
        (tmp_path / "pipe", SourceNotAFile),
        (Path("/dev/null"), SourceNotAFile),
        (tmp_path / "nowhere", SourceUnreadable),
        (tmp_path / "nowhere" / "file", SourceUnreadable),
        (tmp_path / "loop", SourceUnreadable),
        (tmp_path / ("x" * 300), SourceUnreadable),
        (tmp_path / "nul\0byte", SourceUnreadable),
        (tmp_path / "empty", SourceEmpty),
    ):
        with pytest.raises(problem) as caught:
            office.evidence.take_in(path, case.id)
        assert "not taken in" in sentence(caught.value) or "Nothing was taken in" in sentence(caught.value)
    nothing_left(office, case)


def test_a_file_of_the_store_itself_is_refused_unopened(office: Office, case: Case, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(office.folder / "store.db")
    os.link(office.folder / "store.db", tmp_path / "hard")
    for path in (
        office.folder / "store.db",
        office.folder / "keys.json",
        office.folder / ".." / office.folder.name / "store.lock",
        tmp_path / "link",
        tmp_path / "hard",
    ):
        with pytest.raises(SourceOfStore):
            office.evidence.take_in(path, case.id)
    factory.contact(office)
    nothing_left(office, case)


def test_a_file_that_is_written_to_meanwhile_is_refused(office: Office, case: Case, tmp_path: Path) -> None:
    source = tmp_path / "recording.mp4"

    def grow() -> None:
        with source.open("ab") as file:
            file.write(b"more")

    for act in (
        grow,
        lambda: os.truncate(source, 10),
        lambda: os.utime(source, (1, 1)),
    ):
        source.write_bytes(bytes(3 * CHUNK))
        with pytest.raises(SourceChanged):
            office.evidence.take_in(source, case.id, progress=Watching(act))
    nothing_left(office, case)


def test_stopping_leaves_nothing_behind(office: Office, case: Case, photo: Path) -> None:
    with pytest.raises(Cancelled):
        office.evidence.take_in(photo, case.id, progress=Stopped())
    nothing_left(office, case)


def test_values_that_do_not_fit_leave_nothing_behind(office: Office, case: Case, photo: Path) -> None:
    with pytest.raises(Invalid):
        office.evidence.take_in(photo, case.id, values={"kind": "nonsense"})
    with pytest.raises(NotFound):
        office.evidence.take_in(photo, "no such case")
    nothing_left(office, case)


def test_a_sealed_file_waits_for_better_values(office: Office, case: Case, photo: Path) -> None:
    sealed = office.evidence.seal(photo)
    with pytest.raises(Invalid):
        office.evidence.record(sealed, case.id, {"kind": "nonsense"})
    assert office.evidence.orphans() == frozenset()
    office.evidence.record(sealed, case.id, {"kind": "PHO"})
    sealed = office.evidence.seal(photo)
    office.evidence.discard(sealed)
    assert len(sealed_files(office)) == 1


@pytest.mark.skipif(sys.platform != "linux", reason="needs mount")
def test_a_full_disk_has_its_sentence_and_keeps_the_rest(tmp_path: Path, clock: FixedClock) -> None:
    (tmp_path / "disk").mkdir()
    with mounted(tmp_path / "disk", "40m"):
        office = stores.new_office(tmp_path / "disk" / "store", clock)
        try:
            made = factory.case(office)
            (tmp_path / "first").write_bytes(PHOTO)
            kept = office.evidence.take_in(tmp_path / "first", made.id).record
            video = tmp_path / "video"
            with video.open("wb") as file:
                file.truncate(30 << 20)
            with pytest.raises(EvidenceDiskFull):
                office.evidence.take_in(video, made.id)

            def fill() -> None:
                free = shutil.disk_usage(tmp_path / "disk").free
                (tmp_path / "disk" / "more").write_bytes(bytes(free - (1 << 20)))

            with video.open("wb") as file:
                file.truncate(10 << 20)
            with pytest.raises(EvidenceDiskFull) as caught:
                office.evidence.take_in(video, made.id, progress=Watching(fill))
            assert "Free some space" in sentence(caught.value)
            assert len(sealed_files(office)) == 1
            assert office.evidence.read(kept.id, 1 << 20) == PHOTO
            (tmp_path / "disk" / "more").unlink()
            office.evidence.take_in(video, made.id)
        finally:
            office.close()


# Reading


def test_a_damaged_file_is_never_shown(office: Office, case: Case, tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.write_bytes(os.urandom(2 * CHUNK))
    record = office.evidence.take_in(source, case.id).record
    path = only(office)
    raw = path.read_bytes()
    for place in (0, 20, HEAD - 1, HEAD, HEAD + CHUNK + 20, len(raw) - 1):
        path.write_bytes(raw[:place] + bytes([raw[place] ^ 1]) + raw[place + 1 :])
        with pytest.raises(EvidenceDamaged):
            office.evidence.read(record.id, 1 << 30)
        assert office.evidence.check(record.id).state == "damaged"
    for changed in (raw[:-1], raw[:HEAD], b"", raw + b"\0", raw[: HEAD + CHUNK + 16]):
        path.write_bytes(changed)
        with pytest.raises(EvidenceDamaged):
            office.evidence.read(record.id, 1 << 30)
        with pytest.raises(EvidenceDamaged):
            office.evidence.export(record.id, tmp_path / "out")
        assert office.evidence.check(record.id).state == "damaged"
    assert not (tmp_path / "out").exists()
    assert "damaged" in sentence(EvidenceDamaged())
    path.write_bytes(raw)
    assert office.evidence.check(record.id).whole


def test_a_viewer_hears_of_damage_at_the_chunk(office: Office, case: Case, tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.write_bytes(os.urandom(2 * CHUNK))
    record = office.evidence.take_in(source, case.id).record
    raw = bytearray(only(office).read_bytes())
    raw[-1] ^= 1
    only(office).write_bytes(raw)
    with office.evidence.open(record.id) as reader:
        chunks = iter(reader)
        assert next(chunks) == source.read_bytes()[:CHUNK]
        with pytest.raises(SealBroken):
            next(chunks)


def test_a_file_in_another_ones_place_is_noticed(office: Office, case: Case, photo: Path) -> None:
    first = office.evidence.take_in(photo, case.id).record
    photo.write_bytes(PHOTO[::-1])
    second = office.evidence.take_in(photo, case.id).record
    folder = office.folder / "evidence"
    (folder / first.sealed_name).replace(folder / "kept")
    shutil.copyfile(folder / second.sealed_name, folder / first.sealed_name)
    with pytest.raises(EvidenceDamaged):
        office.evidence.read(first.id, 1 << 20)
    assert office.evidence.check(first.id).state == "damaged"
    assert office.evidence.check(second.id).whole


def test_a_missing_file_has_its_sentence(office: Office, case: Case, photo: Path, tmp_path: Path) -> None:
    record = office.evidence.take_in(photo, case.id).record
    only(office).unlink()
    for attempt in (
        lambda: office.evidence.open(record.id),
        lambda: office.evidence.read(record.id, 1 << 20),
        lambda: office.evidence.export(record.id, tmp_path / "out"),
    ):
        with pytest.raises(EvidenceMissing) as caught:
            attempt()
        assert "missing" in sentence(caught.value)
    assert office.evidence.check(record.id).state == "missing"
    shutil.rmtree(office.folder / "evidence")
    assert office.evidence.check(record.id).state == "missing"
    assert office.evidence.orphans() == frozenset()
    assert office.records.get(Evidence, record.id).file_name == photo.name


def test_reading_all_at_once_has_a_limit(office: Office, case: Case, photo: Path) -> None:
    record = office.evidence.take_in(photo, case.id).record
    assert office.evidence.read(record.id, len(PHOTO)) == PHOTO
    with pytest.raises(EvidenceTooLarge):
        office.evidence.read(record.id, len(PHOTO) - 1)


# Custody, going out, checking


def test_whoever_has_it_in_hand_is_written_down(
    office: Office, case: Case, photo: Path, clock: FixedClock
) -> None:
    record = office.evidence.take_in(photo, case.id).record
    clock.advance(timedelta(minutes=1))
    office.evidence.note(record.id, "VIE")
    clock.advance(timedelta(minutes=1))
    saved = office.evidence.note(record.id, "HAN", "Advocate Ivanova", "for the hearing")
    clock.advance(timedelta(minutes=1))
    office.evidence.note(record.id, "RET", "Advocate Ivanova")
    assert saved.changes.touches("custody_event")
    assert acts(office, case) == ["INT", "VIE", "HAN", "RET"]
    event = office.records.get(CustodyEvent, saved.record.id)
    assert (event.to_whom, event.purpose, event.sha256) == (
        "Advocate Ivanova", "for the hearing", record.sha256,
    )  # fmt: skip
    with pytest.raises(Invalid):
        office.evidence.note(record.id, "XYZ")
    with pytest.raises(NotFound):
        office.evidence.note("nothing", "VIE")
    assert len(acts(office, case)) == 4


def test_a_copy_leaves_only_where_the_user_wants_it(
    office: Office, case: Case, photo: Path, tmp_path: Path
) -> None:
    record = office.evidence.take_in(photo, case.id).record
    place = tmp_path / "out"
    place.mkdir()
    progress = Watching()
    target = place / "evidence.jpg"
    saved = office.evidence.export(record.id, target, "for the court", "District court", progress)
    assert target.read_bytes() == PHOTO
    assert os.listdir(place) == ["evidence.jpg"]
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert (saved.record.act, saved.record.to_whom, saved.record.purpose) == (
        "EXP", "District court", "for the court",
    )  # fmt: skip
    assert progress.stages == [("export", len(PHOTO))]
    assert "export" in [line.act for line in office.records.history(Evidence, record.id)]
    target.write_bytes(b"mine")
    with pytest.raises(FileTaken):
        office.evidence.export(record.id, target)
    assert target.read_bytes() == b"mine"
    (place / "dangling").symlink_to(place / "nowhere")
    with pytest.raises(FileTaken):
        office.evidence.export(record.id, place / "dangling")
    with pytest.raises(EvidenceNotSaved):
        office.evidence.export(record.id, place / "no folder" / "file")
    with pytest.raises(EvidenceNotSaved):
        office.evidence.export(record.id, place / ("x" * 300))
    with pytest.raises(Cancelled):
        office.evidence.export(record.id, place / "stopped", progress=Stopped())
    assert sorted(os.listdir(place)) == ["dangling", "evidence.jpg"]
    assert acts(office, case).count("EXP") == 1


@pytest.mark.skipif(sys.platform != "linux", reason="needs mount")
def test_a_full_or_closed_disk_takes_no_copy(office: Office, case: Case, tmp_path: Path) -> None:
    (tmp_path / "video").write_bytes(bytes(4 << 20))
    record = office.evidence.take_in(tmp_path / "video", case.id).record
    disk = tmp_path / "disk"
    disk.mkdir()
    with mounted(disk, "2m"):
        with pytest.raises(EvidenceNotSaved):
            office.evidence.export(record.id, disk / "video.mp4")
        assert os.listdir(disk) == []
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        with pytest.raises(EvidenceNotSaved):
            office.evidence.export(record.id, disk / "video.mp4")
    assert acts(office, case) == ["INT"]


def test_a_check_is_written_down_with_what_was_found(
    office: Office, case: Case, photo: Path, clock: FixedClock
) -> None:
    record = office.evidence.take_in(photo, case.id).record
    assert office.evidence.check(record.id).whole
    clock.advance(timedelta(minutes=1))
    only(office).unlink()
    assert not office.evidence.check(record.id).whole
    checks = [event for event in office.cases.summary(case.id).custody if event.act == "CHK"]
    assert [event.sha256 == record.sha256 for event in checks] == [True, False]
    with pytest.raises(Cancelled):
        office.evidence.check(office.evidence.take_in(photo, case.id).record.id, Stopped())


# Small pictures


def test_small_pictures_are_kept_apart(office: Office, case: Case, photo: Path) -> None:
    one = office.evidence.take_in(photo, case.id, preview=("image/png", b"one")).record
    two = office.evidence.take_in(photo, case.id).record
    assert office.evidence.preview(two.id) is None
    changes = office.evidence.set_preview(two.id, "image/jpeg", b"two")
    assert ("evidence", two.id) in changes.records
    office.evidence.set_preview(two.id, "image/jpeg", b"better")
    assert office.evidence.previews([one.id, two.id, "nothing"]) == {
        one.id: ("image/png", b"one"),
        two.id: ("image/jpeg", b"better"),
    }
    assert len(office.evidence.previews([one.id, *map(str, range(1200))])) == 1
    with pytest.raises(NotFound):
        office.evidence.set_preview("nothing", "image/png", b"")
    office.bin.erase(office.records.delete(Evidence, one.id).deletion)
    assert office.evidence.preview(one.id) is None


# The bin


def test_a_record_in_the_bin_keeps_its_file(office: Office, case: Case, photo: Path) -> None:
    record = office.evidence.take_in(photo, case.id).record
    deleted = office.records.delete(Case, case.id)
    assert office.evidence.orphans() == frozenset()
    assert office.evidence.needed().keys() == {record.sealed_name}
    with pytest.raises(NotFound):
        office.evidence.read(record.id, 1 << 20)
    office.records.restore(deleted.deletion)
    assert office.evidence.read(record.id, 1 << 20) == PHOTO
    assert acts(office, case) == ["INT"]


def test_what_a_crash_left_is_cleared_after_a_backup(
    office: Office, case: Case, photo: Path, tmp_path: Path
) -> None:
    kept = office.evidence.take_in(photo, case.id).record
    gone = office.evidence.seal(photo)
    office.evidence.folder.settle(gone.name)  # as a process that knows nothing of it
    (office.folder / "evidence" / ("0" * 32 + ".partial")).write_bytes(b"left by a crash")
    assert office.evidence.orphans() == {gone.name, "0" * 32 + ".partial"}
    waiting = office.evidence.seal(photo)
    (tmp_path / "stick").mkdir()
    with pytest.raises(Cancelled):
        office.backup.make(tmp_path / "stick", Stopped())
    assert gone.name in sealed_files(office)
    office.backup.make(tmp_path / "stick")
    assert sealed_files(office) == sorted([kept.sealed_name, waiting.name])
    office.evidence.record(waiting, case.id)
    assert all(office.evidence.check(one.id).whole for one in office.evidence.same(kept.sha256))
