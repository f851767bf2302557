"""The history of a record in the window: every version, the way back, and the bin."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget

from caseapp.records import Case, Caseworker, Contact, Incident, Note, Organisation, Person
from caseapp.services.office import Office
from tests.fakes import FixedClock
from tests.stores import new_office
from tests.ui.case_stand import CaseStand
from tests.ui.screen_stand import Stand, settle
from ui.difference import as_rich_text, parts
from ui.look import Look
from ui.screens.contacts import ContactsScreen
from ui.screens.settings import SettingsScreen
from ui.theme import THEMES

BEFORE = "A grey car stood before the house for two hours, with two men inside."
AFTER = "A dark car stood before the house for two hours, with a man & a <woman> inside."


@pytest.fixture
def office(tmp_path: Path, clock: FixedClock) -> Iterator[Office]:
    made = new_office(tmp_path / "store", clock)
    yield made
    made.close()


@pytest.fixture
def incident(office: Office) -> Incident:
    case = office.cases.open_new({"family": "Тестова", "given": "Анна"}, {}).record
    made = office.records.add(Incident(case_id=case.id, title="Followed", notes=BEFORE)).record
    office.records.change(Incident, made.id, notes=AFTER)
    return office.records.change(Incident, made.id, place="Riga").record


@pytest.fixture
def stand(look: Look, office: Office, incident: Incident) -> Iterator[CaseStand]:
    made = CaseStand(look, office, incident.case_id)
    made.go_to("threats")
    yield made
    made.close()


def texts(stand: Any) -> list[str]:
    return [one.text() for one in stand.panel.findChildren(QWidget) if hasattr(one, "text")]


@pytest.mark.parametrize("section", ["organisation", "caseworkers"])
def test_what_letters_print_of_the_office_has_its_history_and_the_way_back(
    look: Look, office: Office, section: str
) -> None:
    kind: type[Organisation | Caseworker] = Organisation if section == "organisation" else Caseworker
    record = office.records.all(kind)[0]
    before = dict(record.name)
    office.records.change(kind, record.id, name={"en": "Misspelt"})
    window = Stand(look, office, SettingsScreen)
    window.screen.show_section(section)
    settle()
    window.click(f"settings.{section}.past")
    settle()
    assert "Misspelt" in window.find("record.history.about").text()
    change = office.records.history(kind, record.id)[0]
    window.click(f"record.history.{change.seq}.name")
    settle()
    assert office.records.get(kind, record.id).name == before
    window.close()


def test_words_that_differ_are_told_apart_without_colour(look: Look) -> None:
    found = parts(BEFORE, AFTER)
    assert "".join(text for kind, text in found if kind != "new") == BEFORE
    assert "".join(text for kind, text in found if kind != "gone") == AFTER
    assert ("gone", "grey") in found
    rich = as_rich_text(found, THEMES["contrast"])
    assert "&lt;" in rich
    assert "<woman>" not in rich
    assert "line-through" in rich
    assert "underline" in rich
    long = "слово " * 200_000
    assert parts(long, long + "конец")[-1][0] == "new"


def test_a_field_is_put_back_from_the_form_of_its_record(stand: CaseStand, incident: Incident) -> None:
    stand.click("incident.past")
    seq = next(x.seq for x in stand.office.records.history(Incident, incident.id) if x.field == "notes")
    assert "History of this record" in texts(stand)
    stand.click(f"record.history.{seq}.notes")
    assert stand.office.records.get(Incident, incident.id).notes == BEFORE
    assert stand.find("field.notes").toPlainText() == BEFORE
    assert not [
        one for one in stand.panel.findChildren(QWidget, f"record.history.{seq}.notes") if one.isVisible()
    ]
    stand.click("record.history.close")
    assert stand.overlay.panel is None


def test_what_can_not_be_put_back_says_why_beside_it(stand: CaseStand, incident: Incident) -> None:
    records = stand.office.records
    friend = records.add(Person(case_id=incident.case_id, family="Другова")).record
    records.change(Incident, incident.id, person_id=friend.id)
    gone = records.change(Incident, incident.id, person_id=None).changes.steps[0].seq
    records.delete(Person, friend.id)
    stand.click("incident.past")
    stand.click(f"record.history.{gone}.person_id")
    assert "from the bin" in stand.find("record.history.wrong").text()


def test_typed_text_is_among_the_versions(stand: CaseStand, incident: Incident) -> None:
    stand.type("field.title", "Followed by a car")
    stand.click("incident.past")
    assert stand.office.records.get(Incident, incident.id).title == "Followed by a car"
    assert any("Followed by a car" in one for one in texts(stand))


def test_contacts_have_their_history_too(look: Look, office: Office) -> None:
    contact = office.records.add(Contact(name="Example Aid", country="GE")).record
    office.records.change(Contact, contact.id, name="Example Legal Aid")
    stand = Stand(look, office, ContactsScreen)
    stand.screen.detail.past_wanted.emit(contact.id, "Example Legal Aid")
    settle()
    assert any("Example Aid" in one for one in texts(stand))
    stand.close()


def test_the_bin_lists_what_was_deleted_and_brings_it_back(look: Look, office: Office) -> None:
    case = office.cases.open_new({"family": "Тестова", "given": "Анна"}, {}).record
    office.records.add(Note(case_id=case.id, text="Called"))
    note = office.records.add(Note(case_id=case.id, text="Met at the office")).record
    office.records.delete(Note, note.id)
    office.records.delete(Case, case.id)
    stand = Stand(look, office, SettingsScreen)
    stand.screen.show_section("bin")
    settle()
    table = stand.find("settings.bin.list")
    model = table.model()
    listed = [str(model.index(row, 0).data()) for row in range(model.rowCount())]
    assert any("Анна Тестова" in one for one in listed)
    assert any("Met at the office" in one for one in listed)
    table.select_row(next(n for n, one in enumerate(listed) if "Анна" in one))
    stand.click("settings.bin.back")
    assert len(office.cases.summary(case.id).notes) == 1
    assert model.rowCount() == 1
    table.select_row(0)
    stand.click("settings.bin.back")
    assert stand.find("settings.bin.empty").isVisible()
    stand.close()


def test_the_history_of_a_record_is_as_high_as_its_window_lets_it(look: Look, office: Office) -> None:
    for number in range(12):
        record = office.records.all(Organisation)[0]
        office.records.change(Organisation, record.id, phone=f"+371 2000 {number:04}")
    window = Stand(look, office, SettingsScreen, size=(800, 600))
    window.screen.show_section("organisation")
    settle()
    window.click("settings.organisation.past")
    settle()
    assert window.panel.height() > 500
    window.close()


def test_the_bin_erases_one_entry_or_all_of_them_after_a_question(look: Look, office: Office) -> None:
    case = office.cases.open_new({"family": "Тестова", "given": "Анна"}, {}).record
    for text in ("Called", "Met at the office"):
        office.records.delete(Note, office.records.add(Note(case_id=case.id, text=text)).record.id)
    office.records.delete(Case, case.id)
    stand = Stand(look, office, SettingsScreen, answers=["", "yes", "yes"])
    stand.screen.show_section("bin")
    settle()
    table = stand.find("settings.bin.list")
    model = table.model()
    assert {model.index(row, 2).data() for row in range(3)} == {"15 Apr 2026"}
    named = [str(model.index(row, 0).data()) for row in range(3)]
    table.select_row(next(n for n, one in enumerate(named) if "Called" in one))
    stand.click("settings.bin.erase")
    assert model.rowCount() == 3, "Cancel leaves everything"
    stand.click("settings.bin.erase")
    assert model.rowCount() == 2
    stand.click("settings.bin.all")
    assert office.bin.all() == []
    assert stand.find("settings.bin.empty").isVisible()
    assert stand.told == ["Erased for good"] * 2
    first, again, everything = stand.dialogs.asked
    assert first == again
    assert "Called" in first[0]
    assert "verified" not in first[1]
    assert "2 entries" in everything[0]
    assert "can't be verified" in everything[1]
    stand.close()
