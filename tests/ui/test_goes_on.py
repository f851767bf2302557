"""What goes on while another page is open, or is cut off by locking: files added, copies saved, checks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from caseapp.records import CustodyEvent, Incident
from caseapp.services import unfinished, vault
from caseapp.services.cases import CaseSummary
from caseapp.services.office import Office
from tests import factory
from tests.fakes import FixedClock
from tests.stores import PASSPHRASE, new_office
from tests.ui.whole_window import Whole, held, reading_boxes
from ui.look import Look

Live = Callable[[], Whole]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "program").mkdir()
    return tmp_path / "program"


@pytest.fixture
def cases(home: Path, clock: FixedClock) -> list[str]:
    """The ids of the two cases in a closed store at the customary place; the first has one file."""
    office = new_office(home / "store", clock)
    made = [factory.case(office, number=number).id for number in ("C-1", "C-2")]
    photo = home.parent / "car.txt"
    photo.write_bytes(b"a grey car")
    office.evidence.take_in(photo, made[0])
    office.close()
    return made


@pytest.fixture
def live(qtbot: QtBot, look: Look, home: Path, clock: FixedClock, cases: list[str]) -> Iterator[Live]:
    """Starts the program, as often as wanted: each time it is unlocked and the process before it is gone."""
    lives: list[Whole] = []

    def begin() -> Whole:
        for before in lives:
            before.close()
        lives[:] = [Whole(qtbot, look, home, clock)]
        lives[0].unlock()
        return lives[0]

    yield begin
    for life in lives:
        life.close()


def summary(life: Whole, case_id: str) -> CaseSummary:
    """The case as it now stands in the store."""
    found: list[CaseSummary] = []
    office = life.store.office
    life.store.runner.run(lambda: office.cases.summary(case_id), found.append)
    life.until(lambda: found)
    return found[0]


def custody(life: Whole, case_id: str) -> list[CustodyEvent]:
    return summary(life, case_id).custody


def acts(life: Whole, case_id: str) -> list[tuple[str, str]]:
    return sorted((event.act, event.to_whom) for event in custody(life, case_id))


def adding(life: Whole) -> Any:
    """The strip of the open evidence section that tells of files on their way."""
    opened: Any = life.store.book("cases").opened
    return opened.section("evidence").adding


def seen(life: Whole) -> str:
    """All words that stand in that strip."""
    return "\n".join(label.text() for label in adding(life).findChildren(QLabel) if label.isVisible())


def shown(life: Whole, name: str) -> bool:
    return any(one.isVisible() for one in life.store.window.findChildren(QWidget, name))


def leave(life: Whole, other: str = "") -> None:
    """Goes to another case, or back to the list; the page that was open is gone."""
    if other:
        life.store.open_case(other, "overview")
    else:
        life.store.book("cases").back()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def ask_for_copy(life: Whole, target: Path, to_whom: str) -> None:
    """Presses "Save a copy…", says who gets it, and gives a place."""
    life.store.dialogs.save_file = lambda *_: target  # type: ignore[method-assign]
    life.find("piece.copy").click()
    life.find("giving.to-whom").setText(to_whom)
    life.find("giving.give").click()


def noted(life: Whole, beginning: str) -> list[Any]:
    """What waits for the next unlocking."""
    office, found = life.store.office, []  # type: ignore[var-annotated]
    life.store.runner.run(lambda: office.drafts.under(beginning), found.append)
    life.until(lambda: found)
    return list(found[0])


def opened(home: Path, clock: FixedClock) -> Office:
    return vault.unlock(home / "store", PASSPHRASE, clock)


# Copies and checks


def test_a_copy_is_written_down_though_another_case_was_opened(
    live: Live, cases: list[str], tmp_path: Path
) -> None:
    life = live()
    life.open_case(cases[0], "evidence")
    target = tmp_path / "out.txt"
    with held(life, "aside"):
        ask_for_copy(life, target, "Her lawyer")
        life.until(lambda: noted(life, "copying/"))
        leave(life, cases[1])
        assert not target.exists()
    life.rest()
    assert target.read_bytes() == b"a grey car"
    assert acts(life, cases[0]) == [("EXP", "Her lawyer"), ("INT", "")]
    assert life.find("toast.text").text() == "The copy is saved. It is not encrypted."
    assert noted(life, "copying/") == []


def test_a_copy_is_written_down_though_the_page_went_before_it_began(
    live: Live, cases: list[str], tmp_path: Path
) -> None:
    life = live()
    life.open_case(cases[0], "evidence")
    with held(life):
        ask_for_copy(life, tmp_path / "out.txt", "Her lawyer")
        leave(life)
    life.rest()
    assert (tmp_path / "out.txt").exists()
    assert ("EXP", "Her lawyer") in acts(life, cases[0])


def test_a_check_is_written_down_though_another_case_was_opened(live: Live, cases: list[str]) -> None:
    life = live()
    life.open_case(cases[0], "evidence")
    with held(life, "aside"):
        life.find("piece.check").click()
        leave(life, cases[1])
    life.rest()
    assert acts(life, cases[0]) == [("CHK", ""), ("INT", "")]
    assert life.find("toast.text").text() == "Checked: the file is exactly what was taken in."


def test_a_copy_under_way_can_be_stopped_from_the_page_that_was_opened_again(
    live: Live, cases: list[str], tmp_path: Path
) -> None:
    life = live()
    life.open_case(cases[0], "evidence")
    target = tmp_path / "out.txt"
    with held(life, "aside"):
        ask_for_copy(life, target, "Her lawyer")
        life.until(lambda: noted(life, "copying/"))
        leave(life, cases[1])
        life.store.open_case(cases[0], "evidence")
        life.until(lambda: shown(life, "piece.stop"))
        assert life.find("piece.work").text() == "Saving the copy…"
        life.find("piece.stop").click()
    life.rest()
    assert not target.exists()
    assert acts(life, cases[0]) == [("INT", "")]
    assert noted(life, "copying/") == []
    assert not shown(life, "piece.stop")


def test_a_copy_that_locking_stopped_is_told_once_after_unlocking(
    live: Live, cases: list[str], tmp_path: Path
) -> None:
    life = live()
    life.open_case(cases[0], "evidence")
    target = tmp_path / "out.txt"
    with held(life, "aside"):
        ask_for_copy(life, target, "Her lawyer")
        life.until(lambda: noted(life, "copying/"))
        life.store.lock()
        life.until(lambda: life.process.anew)
    with reading_boxes() as said:
        life = live()
        life.until(lambda: said)
        life.rest()
        assert "case C-1" in said[0]
        assert str(target) in said[0]
        assert "no such copy there now" in said[0]
        assert acts(life, cases[0]) == [("INT", "")]
        life.store.lock()
        life.until(lambda: life.process.anew)
        live()
        assert len(said) == 1


def test_a_copy_that_was_saved_and_not_written_down_is_written_down_after_unlocking(
    live: Live, cases: list[str], home: Path, clock: FixedClock, tmp_path: Path
) -> None:
    target = tmp_path / "out.txt"
    office = opened(home, clock)
    (evidence,) = office.cases.summary(cases[0]).evidence
    kept, _note = unfinished.begin_copy(office, evidence.id, target, "Her lawyer", "Complaint")
    office.evidence.write_out(kept, target)
    office.close()  # the process ended here
    began = clock.now()
    clock.advance(timedelta(minutes=10))
    with reading_boxes() as said:
        life = live()
        life.until(lambda: said)
        life.rest()
    assert "It is not encrypted" in said[0]
    assert "written down" in said[0]
    (event,) = [one for one in custody(life, cases[0]) if one.act == "EXP"]
    assert (event.to_whom, event.purpose, event.at) == ("Her lawyer", "Complaint", began)
    assert noted(life, "copying/") == []


def test_another_file_at_the_place_of_a_copy_is_not_taken_for_it(
    live: Live, cases: list[str], home: Path, clock: FixedClock, tmp_path: Path
) -> None:
    target = tmp_path / "out.txt"
    office = opened(home, clock)
    (evidence,) = office.cases.summary(cases[0]).evidence
    unfinished.begin_copy(office, evidence.id, target, "Her lawyer", "")
    office.close()
    target.write_bytes(b"something else that was there")
    with reading_boxes() as said:
        life = live()
        life.until(lambda: said)
        life.rest()
    assert "no such copy there now" in said[0]
    assert acts(life, cases[0]) == [("INT", "")]


# Adding files


def test_files_that_locking_kept_out_are_told_once_after_unlocking(
    live: Live, cases: list[str], tmp_path: Path
) -> None:
    names = ["scan.txt", "letter.txt"]
    for name in names:
        (tmp_path / name).write_bytes(name.encode())
    life = live()
    life.open_case(cases[0], "evidence")
    adding: Any = life.store.book("cases").opened.section().adding  # type: ignore[union-attr]
    adding.start([tmp_path / names[0]])
    life.rest()
    with held(life, "aside"):
        adding.start([tmp_path / name for name in names])
        life.store.lock()
        life.until(lambda: life.process.anew)
    with reading_boxes() as said:
        life = live()
        life.until(lambda: said)
        life.rest()
        assert said[0].startswith("Adding 2 files or folders to case C-1 was cut off")
        assert said[0].endswith("scan.txt, letter.txt")
        life.store.lock()
        life.until(lambda: life.process.anew)
        live()
        assert len(said) == 1


def test_files_are_added_also_when_their_case_is_closed_meanwhile(
    live: Live, cases: list[str], tmp_path: Path
) -> None:
    (tmp_path / "scan.txt").write_bytes(b"scan")
    life = live()
    life.open_case(cases[0], "evidence")
    book: Any = life.store.book("cases")
    with held(life, "aside"):
        book.opened.section().adding.start([tmp_path / "scan.txt"])
        book.back()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    life.rest()
    assert {one.file_name for one in summary(life, cases[0]).evidence} == {"scan.txt", "car.txt"}
    assert life.find("toast.text").text() == "Case C-1: 1 file added."


def test_files_on_their_way_are_told_of_again_and_can_be_stopped_after_coming_back(
    live: Live, cases: list[str], tmp_path: Path
) -> None:
    (tmp_path / "scan.txt").write_bytes(b"scan")
    life = live()
    life.open_case(cases[0], "evidence")
    with held(life, "aside"):
        adding(life).start([tmp_path / "scan.txt"])
        leave(life, cases[1])
        life.store.open_case(cases[0], "evidence")
        life.until(lambda: shown(life, "evidence.adding.stop"))
        assert "Adding files…" in seen(life)
        assert shown(life, "evidence.adding.bar")
        life.find("evidence.adding.stop").click()
        assert "Stopping…" in seen(life)
    life.rest()
    assert seen(life) == "Stopped. None of these files was added."
    assert not shown(life, "evidence.adding.bar")
    assert [one.file_name for one in summary(life, cases[0]).evidence] == ["car.txt"]
    assert noted(life, "adding/") == []


def test_what_became_of_files_is_told_on_the_page_that_was_opened_again(
    live: Live, cases: list[str], tmp_path: Path
) -> None:
    (tmp_path / "scan.txt").write_bytes(b"scan")
    (tmp_path / "empty.txt").write_bytes(b"")
    life = live()
    life.open_case(cases[0], "evidence")
    with held(life, "aside"):
        adding(life).start([tmp_path / "scan.txt", tmp_path / "empty.txt"])
        leave(life)
        life.store.open_case(cases[0], "evidence")
        life.until(lambda: life.store.book("cases").opened.summary)  # type: ignore[union-attr]
        adding(life)
    life.rest()
    assert "1 file added, 1 could not be added." in seen(life)
    assert "empty.txt: This file is empty" in seen(life)
    assert not shown(life, "toast.text")


def test_a_second_drop_waits_and_says_so(live: Live, cases: list[str], tmp_path: Path) -> None:
    for name in ("one.txt", "two.txt", "three.txt"):
        (tmp_path / name).write_bytes(name.encode())
    life = live()
    life.open_case(cases[0], "evidence")
    with held(life, "aside"):
        adding(life).start([tmp_path / "one.txt"])
        adding(life).start([tmp_path / "two.txt", tmp_path / "three.txt"])
        assert "2 more files or folders wait." in seen(life)
        life.store.open_case(cases[1], "evidence")
        life.until(lambda: shown(life, "case.evidence"))
        adding(life).start([tmp_path / "one.txt"])
        assert "wait until others, which came first, are done" in seen(life)
    life.rest()
    assert {one.file_name for one in summary(life, cases[0]).evidence} == {
        "car.txt",
        "one.txt",
        "two.txt",
        "three.txt",
    }
    assert [one.file_name for one in summary(life, cases[1]).evidence] == ["one.txt"]


def test_both_drops_are_told_of_in_the_end(live: Live, cases: list[str], tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_bytes(b"one")
    (tmp_path / "empty.txt").write_bytes(b"")
    life = live()
    life.open_case(cases[0], "evidence")
    with held(life, "aside"):
        adding(life).start([tmp_path / "empty.txt"])
        adding(life).start([tmp_path / "one.txt"])
    life.rest()
    said = seen(life)
    assert said.startswith("1 file added, 1 could not be added.")
    assert "empty.txt: This file is empty" in said


def test_files_for_an_incident_are_told_of_where_they_were_dropped_and_in_the_evidence(
    live: Live, cases: list[str], tmp_path: Path, home: Path, clock: FixedClock
) -> None:
    office = opened(home, clock)
    office.records.add(Incident(case_id=cases[0], title="Followed"))
    office.close()
    (tmp_path / "scan.txt").write_bytes(b"scan")
    life = live()
    life.open_case(cases[0], "threats")
    with held(life, "aside"):
        life.store.dialogs.open_files = lambda *_: [tmp_path / "scan.txt"]  # type: ignore[method-assign]
        life.find("exhibits.add").click()
        leave(life)
        life.store.open_case(cases[0], "threats")
        life.until(lambda: shown(life, "exhibits.adding.stop"))
        life.store.open_case(cases[0], "evidence")
        assert shown(life, "evidence.adding.stop")
    life.rest()
    added = next(one for one in summary(life, cases[0]).evidence if one.file_name == "scan.txt")
    assert len(added.incident_ids) == 1
    assert "1 file added." in seen(life)


def test_cancel_stops_those_that_wait_as_well(live: Live, cases: list[str], tmp_path: Path) -> None:
    for name in ("one.txt", "two.txt"):
        (tmp_path / name).write_bytes(name.encode())
    life = live()
    life.open_case(cases[0], "evidence")
    with held(life, "aside"):
        adding(life).start([tmp_path / "one.txt"])
        adding(life).start([tmp_path / "two.txt"])
        life.find("evidence.adding.stop").click()
    life.rest()
    assert seen(life) == "Stopped. None of these files was added."
    assert [one.file_name for one in summary(life, cases[0]).evidence] == ["car.txt"]
    assert noted(life, "adding/") == []
