"""The backup screen: making, checking, restoring and practising, against real encrypted copies."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from caseapp.services import vault
from caseapp.services.backup import BackupInfo
from caseapp.services.office import Office
from tests import factory, stores
from tests.fakes import FixedClock
from tests.ui.screen_stand import NARROW, Stand, cells, settle, unnamed
from ui.look import Look
from ui.screens.backup import BackupScreen
from ui.screens.backup.acts import PRACTICE
from ui.screens.backup.place import size_words
from ui.screens.backup.wording import remaining
from ui.tasks import Runner

Make = Callable[..., Stand]


@pytest.fixture
def office(tmp_path: Path, clock: FixedClock) -> Iterator[Office]:
    opened = stores.new_office(tmp_path / "office" / "store", clock)
    factory.furnish(opened)
    factory.case(opened)
    yield opened
    opened.close()


@pytest.fixture
def stand(look: Look, office: Office) -> Iterator[Make]:
    made: list[Stand] = []

    def make(**more: Any) -> Stand:
        made.append(Stand(look, office, BackupScreen, **more))
        return made[-1]

    yield make
    for one in made:
        one.close()


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "NL-BLUE"
    folder.mkdir()
    return folder


def fact(window: Stand, name: str) -> str:
    return str(window.find(f"backup.{name}").accessibleName())


def test_without_a_copy_the_screen_says_what_would_be_lost(stand: Make) -> None:
    window = stand()
    assert fact(window, "loss").startswith("You would lose everything, There is no checked copy yet.")
    assert fact(window, "practice").startswith("Restore was never tried")
    assert fact(window, "sheet").startswith("A recovery sheet exists")
    assert window.find("backup.none").isVisible()
    assert not window.find("backup.start").isVisible()


def test_a_backup_goes_through_four_stages_and_counts(
    stand: Make, office: Office, stick: Path, clock: FixedClock
) -> None:
    window = stand(answers=[stick])
    window.click("backup.choose")
    assert window.find("backup.place").text() == "NL-BLUE"
    window.click("backup.start")
    stages = window.screen.card.stages
    assert [stages.state(step) for step in ("copy", "write", "check", "remove")] == ["done"] * 4
    assert "Backup made and checked at 09:30." in window.find("backup.stages.remove.about").text()
    assert cells(window.screen.table, "checked") == ["Read back, equal"]
    assert cells(window.screen.table, "place") == ["NL-BLUE"]
    assert fact(window, "loss").startswith("You would lose what you did since the copy")
    found = office.backup.list(stick)
    assert len(found) == 1
    assert (found[0].folder / "store.db").is_file()
    clock.advance(timedelta(days=9))
    window.screen.reload()
    assert fact(window, "loss").startswith("You would lose 9 days, The last checked copy is of 16 Mar 2026")


def test_a_folder_on_the_same_disk_is_called_what_it_is(stand: Make, stick: Path) -> None:
    window = stand(answers=[stick])
    window.click("backup.choose")
    warning = window.find("backup.same-disk")
    assert warning.isVisible()
    assert "same disk" in warning.accessibleName()


def test_the_place_of_the_last_backup_is_offered_again(stand: Make, office: Office, stick: Path) -> None:
    office.backup.make(stick)
    window = stand()
    assert window.find("backup.place").text() == "NL-BLUE"
    assert window.find("backup.start").isVisible()


def test_a_medium_that_can_not_be_written_leaves_a_sentence_and_old_copies(
    stand: Make, office: Office, stick: Path
) -> None:
    office.backup.make(stick)
    window = stand()
    shutil.move(stick, stick.with_name("pulled"))
    window.click("backup.start")
    assert window.screen.card.stages.state("copy") == "failed"
    assert "is not there" in window.find("backup.result").accessibleName()
    assert window.find("backup.start").isVisible()
    assert len(office.backup.list(stick.with_name("pulled"))) == 1


def test_copies_are_listed_newest_first_with_how_they_were_checked(
    stand: Make, office: Office, clock: FixedClock
) -> None:
    now = clock.now()
    gone = Path("/media/anna/NL-RED/B/00000000")
    for days, checked in ((14, None), (7, now)):
        office.backup.remember(BackupInfo(gone / f"{days}", now - timedelta(days=days), 284_000_000, checked))
    window = stand()
    table = window.screen.table
    assert cells(table, "date") == ["9 Mar 2026", "2 Mar 2026"]
    assert cells(table, "place") == ["NL-RED", "NL-RED"]
    assert cells(table, "size") == ["284 MB", "284 MB"]
    assert cells(table, "checked") == ["Read back, equal", "Not read back"]
    office.backup.remember(BackupInfo(gone / "0", now, 284_000_000, now, lacking=2))
    assert cells(stand().screen.table, "checked")[0] == "Equal, 2 files lost"


class TestCheck:
    def test_a_whole_copy_says_what_is_in_it(self, stand: Make, office: Office, stick: Path) -> None:
        office.backup.make(stick)
        window = stand()
        window.click("backup.check")
        assert not window.find("copy-panel.secret").isVisible()
        window.click("copy-panel.go")
        said = window.find("copy-panel.result").accessibleName()
        assert said.startswith("This copy is whole")
        assert "1 case" in said

    def test_one_changed_byte_is_found(self, stand: Make, office: Office, stick: Path) -> None:
        copy = office.backup.make(stick).folder / "store.db"
        data = bytearray(copy.read_bytes())
        data[len(data) // 2] ^= 1
        copy.chmod(0o600)
        copy.write_bytes(data)
        window = stand()
        window.click("backup.check")
        window.click("copy-panel.go")
        assert window.find("copy-panel.result").accessibleName().startswith("This backup is damaged")

    def test_a_folder_without_copies_says_so(self, stand: Make, tmp_path: Path) -> None:
        empty = tmp_path / "empty"
        empty.mkdir()
        window = stand(answers=[empty])
        window.click("backup.check")
        window.click("copy-panel.folder")
        assert "no finished copy" in window.find("copy-panel.result").accessibleName()
        assert not window.find("copy-panel.go").isEnabled()
        window.press(window.panel, Qt.Key.Key_Escape)
        assert window.overlay.panel is None


class TestRestore:
    def test_the_content_is_shown_first_and_the_open_store_stays(
        self, stand: Make, office: Office, stick: Path, tmp_path: Path, clock: FixedClock
    ) -> None:
        office.backup.make(stick)
        into = tmp_path / "restored"
        window = stand(answers=[into])
        window.click("backup.restore")
        window.click("copy-panel.go")
        assert "1 case" in window.find("copy-panel.result").accessibleName()
        assert not into.exists()
        window.click("copy-panel.go")
        assert window.find("copy-panel.result").accessibleName().startswith(f"Restored and checked in {into}")
        again = vault.unlock(into, stores.PASSPHRASE, clock)
        assert again.cases.by_number("NL-0001")
        again.close()
        assert office.cases.by_number("NL-0001")

    def test_lost_evidence_is_told_and_the_rest_restored(
        self, stand: Make, office: Office, stick: Path, tmp_path: Path, clock: FixedClock
    ) -> None:
        sealed = office.evidence.seal_bytes(b"a photo", "photo.jpg")
        office.evidence.record(sealed, office.cases.by_number("NL-0001"))
        office.backup.make(stick)
        (there,) = stick.glob("B/*/evidence/*")
        there.unlink()
        window = stand()
        window.click("backup.check")
        window.click("copy-panel.go")
        said = window.find("copy-panel.result").accessibleName()
        assert "evidence files are missing beside it: 1 of 1" in said
        window = stand(answers=[tmp_path / "restored"])
        window.click("backup.restore")
        window.click("copy-panel.go")
        said = window.find("copy-panel.result").accessibleName()
        assert "1 of 1" in said
        assert said.endswith("You can restore everything else.")
        window.click("copy-panel.go")
        said = window.find("copy-panel.result").accessibleName()
        assert said.startswith("Restored and checked")
        assert "1 of 1" in said
        again = vault.unlock(tmp_path / "restored", stores.PASSPHRASE, clock)
        assert again.cases.by_number("NL-0001")
        again.close()

    def test_a_folder_that_holds_something_is_refused(
        self, stand: Make, office: Office, stick: Path, tmp_path: Path
    ) -> None:
        office.backup.make(stick)
        taken = tmp_path / "taken"
        taken.mkdir()
        (taken / "mine.txt").write_text("mine", encoding="utf-8")
        window = stand(answers=[taken, None])
        window.click("backup.restore")
        window.click("copy-panel.go")
        window.click("copy-panel.go")
        assert "is not empty" in window.find("copy-panel.result").accessibleName()
        assert [path.name for path in taken.iterdir()] == ["mine.txt"]
        window.click("copy-panel.go")  # asks for another folder; this time nothing is chosen
        assert "is not empty" in window.find("copy-panel.result").accessibleName()

    def test_a_copy_of_another_store_asks_for_its_secret(
        self, stand: Make, stick: Path, tmp_path: Path, clock: FixedClock
    ) -> None:
        other = stores.new_store(tmp_path / "other", clock).office
        other.backup.make(stick)
        other.close()
        window = stand(answers=[stick])
        window.click("backup.restore")
        window.click("copy-panel.folder")
        window.type("copy-panel.secret", "a wrong passphrase")
        window.click("copy-panel.go")
        assert "does not open" in window.find("copy-panel.result").accessibleName()
        window.type("copy-panel.secret", stores.PASSPHRASE)
        window.click("copy-panel.go")
        assert "0 cases" in window.find("copy-panel.result").accessibleName()


class TestPractise:
    def test_it_needs_the_passphrase_and_leaves_nothing_behind(
        self, stand: Make, office: Office, stick: Path
    ) -> None:
        office.backup.make(stick)
        window = stand()
        window.click("backup.practise")
        window.click("copy-panel.go")
        assert fact(window, "practice").startswith("Restore was never tried")
        window.type("copy-panel.secret", "not the right one at all")
        window.click("copy-panel.go")
        assert "does not open" in window.find("copy-panel.result").accessibleName()
        window.type("copy-panel.secret", stores.PASSPHRASE)
        window.click("copy-panel.go")
        assert window.find("copy-panel.result").accessibleName().startswith("It worked.")
        assert window.find("copy-panel.secret").text() == ""
        assert not (office.folder.parent / PRACTICE).exists()
        assert fact(window, "practice").startswith("Restore was last tried today")

    def test_the_recovery_key_works_as_well(
        self, look: Look, tmp_path: Path, clock: FixedClock, stick: Path
    ) -> None:
        created = stores.new_store(tmp_path / "own" / "store", clock)
        created.office.backup.make(stick)
        window = Stand(look, created.office, BackupScreen)
        window.click("backup.practise")
        window.type("copy-panel.secret", created.recovery.text.lower().replace("-", " "))
        window.click("copy-panel.go")
        assert window.find("copy-panel.result").accessibleName().startswith("It worked.")
        window.close()
        created.office.close()


def test_cancel_stops_the_work_and_leaves_no_half_copy(
    look: Look, tmp_path: Path, clock: FixedClock, stick: Path, runner: Runner, qtbot: Any
) -> None:
    opened: list[Office] = []
    runner.run(lambda: stores.new_office(tmp_path / "far" / "store", clock), opened.append)
    qtbot.waitUntil(lambda: bool(opened), timeout=20_000)
    window = Stand(look, opened[0], BackupScreen, answers=[stick], runner=runner)
    window.click("backup.choose")
    qtbot.waitUntil(lambda: bool(window.find("backup.start").isVisible()))
    # The store thread is held until Cancel was pressed: the copy of so small a store could be quicker.
    pressed = threading.Event()
    runner.run(lambda: pressed.wait(20))
    window.find("backup.start").click()
    window.find("backup.cancel").click()
    pressed.set()
    qtbot.waitUntil(lambda: not window.screen.card.running, timeout=20_000)
    assert window.find("backup.result").accessibleName().startswith("Stopped.")
    assert not list(stick.rglob("*.partial"))
    assert not list(stick.rglob("store.db"))
    window.close()
    closed: list[bool] = []
    runner.run(opened[0].close, lambda _none: closed.append(True))
    qtbot.waitUntil(lambda: bool(closed))


def test_a_narrow_window_says_the_same_in_the_page(stand: Make) -> None:
    window = stand(size=NARROW)
    assert not window.screen.pane.isVisible()
    assert fact(window, "narrow.loss").startswith("You would lose everything")
    assert window.find("backup.narrow.practise").isVisible()


def test_amounts_and_times_are_told_roughly() -> None:
    assert size_words(900) == "1 kB"
    assert size_words(310_400) == "310 kB"
    assert size_words(286_300_000) == "286 MB"
    assert size_words(28_430_000_000) == "28.4 GB"
    assert size_words(32_000_000_000) == "32 GB"
    assert remaining(1_000_000, 286_000_000, 1) == "1 MB of 286 MB"
    assert remaining(184_000_000, 286_000_000, 36) == "184 MB of 286 MB, about 20 seconds left"
    assert remaining(10_000_000, 286_000_000, 36) == "10 MB of 286 MB, about 17 minutes left"


def test_every_control_can_be_found(stand: Make, office: Office, stick: Path) -> None:
    office.backup.make(stick)
    window = stand()
    assert unnamed(window.screen) == []
    window.click("backup.practise")
    settle()
    assert unnamed(window.panel) == []
