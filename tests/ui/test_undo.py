"""Ctrl+Z and its way back, as a caseworker meets them: in the whole window, over a real store."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from caseapp.progress import NoProgress
from caseapp.records import Case, Evidence, Incident, Note, Person
from caseapp.services import intake
from caseapp.services.office import Office
from tests.fakes import FixedClock
from tests.stores import new_office
from tests.ui.whole_window import Whole
from ui.look import Look
from ui.undo import MOST
from ui.writer import Writer

Key, Mod = Qt.Key, Qt.KeyboardModifier
Life = Callable[[], Whole]


@pytest.fixture
def case_id(tmp_path: Path, clock: FixedClock) -> str:
    """A store with one case in it, closed."""
    office = new_office(tmp_path / "store", clock)
    case = office.cases.open_new({"family": "Тестова", "given": "Анна"}, {"country": "GE", "city": "Tbilisi"})
    office.close()
    return case.record.id


@pytest.fixture
def life(qtbot: QtBot, look: Look, tmp_path: Path, clock: FixedClock, case_id: str) -> Iterator[Whole]:
    made = Whole(qtbot, look, tmp_path, clock)
    made.unlock()
    made.open_case(case_id, "situation")
    yield made
    made.close()


def office_of(life: Whole) -> Office:
    return life.store.office


def ask(life: Whole, op: Callable[[], object]) -> object:
    """Reads on the store's thread."""
    found: list[object] = []
    life.store.runner.run(op, found.append)
    life.until(lambda: found)
    return found[0]


def press(life: Whole, key: Qt.Key, modifiers: Qt.KeyboardModifier = Mod.ControlModifier) -> None:
    QTest.keyClick(QApplication.focusWidget() or life.store.window, key, modifiers)
    life.rest()


def city(life: Whole, case_id: str) -> str:
    found = ask(life, lambda: office_of(life).records.get(Case, case_id).city)
    return str(found)


def fill(life: Whole, name: str, text: str) -> None:
    field = life.find(name)
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text)


def test_the_last_saved_field_goes_back_and_forth(life: Whole, case_id: str) -> None:
    fill(life, "field.city", "Batumi")
    QTest.keyClick(life.find("field.city"), Key.Key_Tab)
    life.rest()
    assert life.store.window.commands["undo"].text() == "&Undo: Town"
    press(life, Key.Key_Z)
    assert city(life, case_id) == "Tbilisi"
    assert life.find("field.city").text() == "Tbilisi"
    assert life.store.window.toast.text() == "Undone: Town (case C-0001)"
    assert life.store.window.commands["redo"].text() == "&Redo: Town"
    press(life, Key.Key_Y)
    assert city(life, case_id) == "Batumi"
    press(life, Key.Key_Z)
    press(life, Key.Key_Z, Mod.ControlModifier | Mod.ShiftModifier)
    assert city(life, case_id) == "Batumi"


def test_unsaved_text_is_undone_by_its_field_first(life: Whole, case_id: str) -> None:
    field = life.find("field.city")
    fill(life, "field.city", "Kutaisi")
    press(life, Key.Key_Z)
    assert field.text() == "Tbilisi"
    assert not life.store.undo.next_undo()
    fill(life, "field.city", "Batumi")
    life.store.window.commands["save"].trigger()
    life.rest()
    assert field.hasFocus()
    press(life, Key.Key_Z)
    assert (field.text(), city(life, case_id)) == ("Tbilisi", "Tbilisi")


def test_a_deletion_undone_by_its_notice_is_no_act_of_its_own(life: Whole, case_id: str) -> None:
    writer = life.store.book("cases").opened.desk.writer  # type: ignore[union-attr]
    records = office_of(life).records
    writer.write(lambda: records.add(Note(case_id=case_id, text="Called")))
    life.rest()
    note = ask(life, lambda: records.of_case(Note, case_id)[0].id)
    writer.write(
        lambda: records.delete(Note, str(note)),
        lambda done: writer.write(lambda: records.restore(done.deletion)),
    )
    life.rest()
    assert life.store.undo.next_undo() == "Added: Journal entry"
    press(life, Key.Key_Z)
    assert ask(life, lambda: records.of_case(Note, case_id)) == []


def test_added_files_are_what_is_undone(life: Whole, case_id: str, tmp_path: Path) -> None:
    office = office_of(life)
    writer = life.store.book("cases").opened.desk.writer  # type: ignore[union-attr]
    writer.write(lambda: office.records.add(Note(case_id=case_id, text="Called")))
    life.rest()
    files = [tmp_path / name for name in ("one.txt", "two.txt")]
    for path in files:
        path.write_text(path.name, encoding="utf-8")

    def add() -> intake.Batch:
        taken = intake.take_all(office.evidence, files, lambda picture: ("image/png", b""), NoProgress())
        return intake.record_all(office, case_id, taken)

    writer.write(add)
    life.rest()
    press(life, Key.Key_Z)
    assert ask(life, lambda: len(office.records.of_case(Evidence, case_id))) == 0
    assert ask(life, lambda: len(office.records.of_case(Note, case_id))) == 1
    press(life, Key.Key_Y)
    assert ask(life, lambda: len(office.records.of_case(Evidence, case_id))) == 2


def test_undo_leads_to_where_it_happened(life: Whole, case_id: str) -> None:
    fill(life, "field.city", "Batumi")
    life.store.go("contacts")
    life.rest()
    press(life, Key.Key_Z)
    assert life.store.window.screen_shown() == "cases"
    assert life.store.book("cases").opened.place() == "situation"  # type: ignore[union-attr]
    assert city(life, case_id) == "Tbilisi"


def test_what_was_changed_elsewhere_since_is_told_and_left(life: Whole, case_id: str) -> None:
    records = office_of(life).records
    fill(life, "field.city", "Batumi")
    QTest.keyClick(life.find("field.city"), Key.Key_Tab)
    life.rest()
    ask(life, lambda: records.change(Case, case_id, city="Poti"))
    told: list[str] = []
    life.store.runner.on_problem = lambda problem: told.append(problem.code)
    press(life, Key.Key_Z)
    assert told == ["changed-since"]
    assert city(life, case_id) == "Poti"
    assert not life.store.undo.next_undo()


def test_many_additions_of_one_act_go_together(life: Whole, case_id: str) -> None:
    office = office_of(life)

    def add_three() -> object:
        with office.store.write(office.me) as work:
            for number in range(3):
                office.records.add(Incident(case_id=case_id, title=f"Call {number}"))
            return work.changes

    life.store.book("cases").opened.desk.writer.write(add_three)  # type: ignore[union-attr]
    life.rest()
    assert life.store.undo.next_undo() == "Added: Threats and incidents (3)"
    press(life, Key.Key_Z)
    assert ask(life, lambda: office.records.of_case(Incident, case_id)) == []
    assert life.store.undo.next_redo() == "Added: Threats and incidents (3)"
    press(life, Key.Key_Y)
    assert len(ask(life, lambda: office.records.of_case(Incident, case_id))) == 3  # type: ignore[arg-type]


def test_the_stack_is_bounded_and_empty_after_locking(life: Whole, case_id: str) -> None:
    office, undo = office_of(life), life.store.undo
    writer = life.store.book("cases").opened.desk.writer  # type: ignore[union-attr]
    changes = ask(life, lambda: office.records.change(Case, case_id, city="Poti").changes)
    for _ in range(MOST + 5):
        undo.note(changes)
    assert len(undo._past) == MOST
    writer.write(
        lambda: office.records.change(Person, office.cases.summary(case_id).persons[0].id, given="Яна")
    )
    life.rest()
    assert undo.next_undo() == "Given name"
    life.lock()
    assert not undo.next_undo()


def test_what_is_erased_for_good_can_not_be_undone_and_old_things_go_by_themselves(
    qtbot: QtBot, look: Look, tmp_path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = new_office(tmp_path / "store", clock)
    case = office.cases.open_new({"family": "Тестова"}, {}).record
    old, young = (office.records.add(Note(case_id=case.id, text=text)).record for text in ("old", "young"))
    office.records.delete(Note, old.id)
    office.close()
    clock.advance(timedelta(days=31))
    monkeypatch.setattr("ui.erasing.AFTER", 0)
    life = Whole(qtbot, look, tmp_path, clock)
    life.unlock()
    life.until(lambda: ask(life, office_of(life).bin.all) == [])
    store, records = life.store, office_of(life).records
    writer = Writer(store.runner, store.bus)
    writer.write(lambda: records.change(Case, case.id, city="Riga"))
    writer.write(lambda: records.delete(Note, young.id))
    life.rest()
    assert store.undo.next_undo() == "Deleted: Journal entry"
    writer.write(office_of(life).bin.erase_all)
    life.rest()
    assert store.undo.next_undo() == "Town"
    life.close()
