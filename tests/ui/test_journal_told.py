"""The journal: what was told already, interpreter mode, and entries that are corrected later."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from caseapp.records import Case, Incident, Note
from caseapp.services.office import Office
from tests import factory, stores
from tests.fakes import FixedClock
from tests.ui.case_stand import CaseStand
from tests.ui.screen_stand import NARROW, WIDE, settle, unnamed
from ui.look import Look

PERSIAN = "دیروز مرا تعقیب کردند"


@pytest.fixture
def office(tmp_path: Path, clock: FixedClock) -> Iterator[Office]:
    opened = stores.new_office(tmp_path / "store", clock)
    factory.furnish(opened)
    yield opened
    opened.close()


@pytest.fixture
def case(office: Office) -> Case:
    made = factory.case(office)
    factory.incidents(office, made)
    return made


@pytest.fixture
def stand(look: Look, office: Office, case: Case) -> Iterator[CaseStand]:
    made = CaseStand(look, office, case.id)
    yield made
    made.close()


def told_on(office: Office, case: Case, incident: Incident, day: date, channel: str) -> Note:
    note = Note(case_id=case.id, on=day, channel=channel, text="She told it.", about=[incident.id])
    return office.records.add(note).record


def choose(stand: CaseStand, title: str) -> None:
    """Adds an incident to what the new entry is about."""
    find = stand.screen.section().entry.about.buddy()
    find.setFocus()
    find.setText("")
    from tests.ui.forms_stage import keys

    keys(find, title)
    stand.press(find, Qt.Key.Key_Return)


class TestAlreadyTold:
    def test_an_entry_keeps_which_incidents_were_told(self, stand: CaseStand, case: Case) -> None:
        stand.go_to("journal")
        stand.type("journal.text", "She told what happened in the café.")
        choose(stand, "poison")
        stand.click("journal.add")
        poisoning = next(one for one in stand.summary.incidents if "poison" in one.title.lower())
        assert stand.summary.notes[0].about == [poisoning.id]
        told = stand.find(f"journal.about.{stand.summary.notes[0].id}")
        assert told.text() == f"Told about: {poisoning.title}"

    def test_the_incident_says_when_and_how_and_leads_there(
        self, office: Office, case: Case, stand: CaseStand
    ) -> None:
        incident = stand.summary.incidents[-1]
        told_on(office, case, incident, date(2025, 5, 3), "MEE")
        first = told_on(office, case, incident, date(2025, 3, 12), "TEL")
        stand.screen.reload()
        stand.go_to("threats")
        assert stand.find("incident.told.lead").text() == "Already told on"
        links = [stand.find(f"incident.told.{note.id}").text() for note in reversed(stand.summary.notes)]
        assert links == ["12 Mar 2025 (telephone)", "3 May 2025 (meeting)"]
        stand.click(f"incident.told.{first.id}")
        assert stand.asked[-1] == ("case", case.id, "journal", first.id)

    def test_an_incident_that_nobody_told_says_nothing(self, stand: CaseStand) -> None:
        stand.go_to("threats")
        assert not stand.find("incident.told").isVisible()

    def test_a_new_entry_hears_that_it_was_told_before(
        self, office: Office, case: Case, stand: CaseStand
    ) -> None:
        poisoning = next(one for one in stand.summary.incidents if "poison" in one.title.lower())
        told_on(office, case, poisoning, date(2025, 3, 12), "TEL")
        stand.screen.reload()
        stand.go_to("journal")
        choose(stand, "poison")
        words = stand.find("journal.about.note").note.text
        assert words.startswith("Told before.")
        assert "12 Mar 2025 (telephone)" in words

    def test_all_incidents_in_one_list(self, office: Office, case: Case, stand: CaseStand) -> None:
        told_on(office, case, stand.summary.incidents[0], date(2025, 3, 12), "TEL")
        stand.screen.reload()
        stand.go_to("journal")
        assert stand.find("journal.told.toggle").text() == "Told so far: 1 of 3 incidents"
        stand.click("journal.told.toggle")
        said = [label.text() for label in stand.find("journal.told").findChildren(QLabel)]
        assert said.count("Not told in any entry yet") == 2


class TestInterpreter:
    def write(self, stand: CaseStand) -> Note:
        stand.go_to("journal")
        stand.click("journal.with-interpreter")
        stand.type("journal.text", "Yesterday they followed me.")
        stand.find("journal.original").setPlainText(PERSIAN)
        stand.type("field.original_language", "Persian")
        stand.type("journal.interpreter", "R. Example")
        stand.click("journal.add")
        return stand.summary.notes[0]

    def test_keeps_both_texts_language_and_name(self, stand: CaseStand) -> None:
        note = self.write(stand)
        assert (note.original, note.text) == (PERSIAN, "Yesterday they followed me.")
        assert (note.original_language, note.interpreter) == ("fa", "R. Example")
        assert not stand.find("journal.with-interpreter").isChecked()

    def test_what_was_said_is_not_hidden_and_lost(self, stand: CaseStand) -> None:
        stand.go_to("journal")
        stand.click("journal.with-interpreter")
        stand.type("journal.text", "Yesterday they followed me.")
        stand.find("journal.original").setPlainText(PERSIAN)
        stand.click("journal.with-interpreter")
        assert stand.find("journal.original").isVisible()
        assert "Empty them first" in stand.find("journal.text.note").note.text
        stand.click("journal.add")
        assert stand.summary.notes[0].original == PERSIAN

    def test_shows_them_side_by_side_each_in_its_direction(self, stand: CaseStand) -> None:
        note = self.write(stand)
        both = stand.find(f"journal.both.{note.id}")
        words = {label.text(): label for label in both.findChildren(QLabel)}
        original, translation = words[PERSIAN], words[note.text]
        assert original.layoutDirection() is Qt.LayoutDirection.RightToLeft
        assert translation.layoutDirection() is Qt.LayoutDirection.LeftToRight
        assert original.x() < translation.x()
        assert abs(original.y() - translation.y()) <= 2

    def test_is_found_by_either_language(self, stand: CaseStand, office: Office) -> None:
        note = self.write(stand)
        for words in ("تعقیب", "followed me", "Example"):
            assert note.id in {found.id for found in office.search.find(words)}, words

    def test_is_corrected_side_by_side_and_the_history_knows(self, stand: CaseStand, office: Office) -> None:
        note = self.write(stand)
        stand.click(f"journal.edit.{note.id}")
        original, text = stand.find("field.original"), stand.find("field.text")
        assert original.isVisible()
        left, right = original.mapTo(stand.window, original.pos()), text.mapTo(stand.window, text.pos())
        assert left.x() < right.x()
        option = original.document().defaultTextOption()
        assert option.textDirection() is Qt.LayoutDirection.RightToLeft
        stand.fill("text", "Yesterday two men followed me.")
        lines = office.records.history(Note, note.id)
        changed = next(line for line in lines if line.field == "text" and line.act == "change")
        assert (changed.before, changed.after) == (note.text, "Yesterday two men followed me.")

    def test_half_an_entry_waits_as_a_draft(
        self, look: Look, office: Office, case: Case, stand: CaseStand
    ) -> None:
        stand.go_to("journal")
        stand.click("journal.with-interpreter")
        stand.find("journal.original").setPlainText(PERSIAN)
        stand.type("journal.interpreter", "R. Example")
        choose(stand, "poison")
        stand.screen.flush()
        other = CaseStand(look, office, case.id)
        other.go_to("journal")
        assert other.find("journal.original").toPlainText() == PERSIAN
        assert other.find("journal.with-interpreter").isChecked()
        assert len(other.screen.section().entry.about.raw()["codes"]) == 1
        other.close()


@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_every_control_has_its_name(look: Look, office: Office, case: Case, size: tuple[int, int]) -> None:
    stand = CaseStand(look, office, case.id, size=size)
    stand.go_to("journal")
    stand.click("journal.with-interpreter")
    settle()
    assert unnamed(stand.screen) == []
    stand.close()


def test_a_text_that_is_too_long_is_said_and_kept(stand: CaseStand) -> None:
    stand.go_to("journal")
    field: Any = stand.find("journal.text")
    field.setPlainText("слово " * 40_000)
    stand.click("journal.add")
    assert "239999 characters" in stand.find("journal.text.note").note.text
    assert stand.summary.notes == []
    assert len(field.toPlainText()) == 240_000


def test_the_text_has_the_whole_width_until_somebody_interprets(stand: CaseStand) -> None:
    stand.screen.show_section("journal")
    settle()
    entry = stand.screen.section().entry
    assert entry.text.width() == entry.width()
    entry.with_interpreter.setChecked(True)
    settle()
    assert entry.text.width() < entry.width() / 2
    assert entry.interpreted.original.isVisible()
    entry.with_interpreter.setChecked(False)
    settle()
    assert entry.text.width() == entry.width()
