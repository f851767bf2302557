"""The sections of a case: incidents, people, spellings, journal, letters, history."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from caseapp.records import Case, Incident, Letter, Note, Person
from caseapp.services.office import Office
from tests import factory, stores
from tests.fakes import FixedClock
from tests.ui.case_stand import CaseStand
from tests.ui.screen_stand import cells, settle
from ui.look import Look
from ui.screens.case.events import LEFT, events_of

Make = Callable[..., CaseStand]


@pytest.fixture
def office(tmp_path: Path, clock: FixedClock) -> Iterator[Office]:
    opened = stores.new_office(tmp_path / "store", clock)
    yield opened
    opened.close()


@pytest.fixture
def case(office: Office) -> Case:
    return factory.case(office)


@pytest.fixture
def stand(look: Look, office: Office, case: Case) -> Iterator[Make]:
    made: list[CaseStand] = []

    def make(section: str) -> CaseStand:
        made.append(CaseStand(look, office, case.id))
        made[-1].go_to(section)
        return made[-1]

    yield make
    for one in made:
        one.close()


def texts(widget: QWidget) -> list[str]:
    """The labels that can be seen inside a widget."""
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible() and label.text()]


# Threats and incidents


def test_a_first_incident_is_recorded_from_the_empty_page(stand: Make) -> None:
    page = stand("threats")
    page.click("incidents.empty.act")
    assert page.focus == "field.title"
    page.fill("title", "Followed from the metro")
    page.fill("happened", "yesterday")
    (kept,) = page.summary.incidents
    assert (kept.title, kept.happened, kept.happened_words) == (
        "Followed from the metro",
        "2026-03-15",
        "yesterday",
    )
    assert page.find("incident.title").text() == "Followed from the metro"
    assert page.find("incident.delete").isVisible()


def test_an_incident_of_an_hour_ago_is_of_the_day_by_the_clock(stand: Make) -> None:
    page = stand("threats")
    page.click("incidents.empty.act")
    page.fill("title", "Followed from the metro")
    page.fill("happened", "an hour ago")
    (kept,) = page.summary.incidents
    assert (kept.happened, kept.happened_words, kept.time_of_day) == ("2026-03-16", "an hour ago", "")


def test_a_new_incident_without_a_word_leaves_nothing_behind(stand: Make, office: Office, case: Case) -> None:
    factory.incident(office, case)
    page = stand("threats")
    page.click("incidents.add")
    page.leave()
    page.go_to("overview")
    assert len(page.summary.incidents) == 1


def test_half_a_date_of_a_new_incident_waits_as_a_draft(stand: Make, office: Office, case: Case) -> None:
    page = stand("threats")
    page.click("incidents.empty.act")
    page.fill("happened", "12 March")
    assert page.summary.incidents == []
    assert office.drafts.get(f"new/incident/{case.id}")["happened"]["text"] == "12 March"


def test_choosing_on_the_timeline_opens_the_incident_below(stand: Make, office: Office, case: Case) -> None:
    first, *_, last = factory.incidents(office, case)
    page = stand("threats")
    section = page.screen.section()
    newest = max((first, last), key=lambda one: one.happened)
    assert page.find("incident.title").text() == newest.title
    section.timeline.view.select_id(first.id)
    settle()
    assert page.find("incident.title").text() == first.title
    QTest.keyClick(section.timeline.view, Qt.Key.Key_Return)
    assert page.focus == "field.title"


def test_the_table_says_the_same_as_the_timeline(stand: Make, office: Office, case: Case) -> None:
    incidents = factory.incidents(office, case)
    page = stand("threats")
    page.click("incidents.table-switch")
    table = page.screen.section().timeline.table
    assert sorted(cells(table, "what")) == sorted([*(one.title for one in incidents), "Left Russia"])


def test_an_incident_is_deleted_and_brought_back(stand: Make, office: Office, case: Case) -> None:
    factory.incidents(office, case)
    page = stand("threats")
    title = page.find("incident.title").text()
    page.click("incident.delete")
    assert title not in [one.title for one in page.summary.incidents]
    assert page.told == ["Incident deleted"]
    assert page.find("incident.title").text() != title
    page.undo()
    assert title in [one.title for one in page.summary.incidents]


def test_switching_incidents_keeps_what_was_typed_in_the_first(
    stand: Make, office: Office, case: Case
) -> None:
    first, *_, last = factory.incidents(office, case)
    page = stand("threats")
    page.screen.show_section("threats", first.id)
    page.type("field.place", "Rustaveli Avenue")
    page.screen.section().timeline.view.select_id(last.id)
    settle()
    assert office.records.get(Incident, first.id).place == "Rustaveli Avenue"
    assert page.find("incident.title").text() == last.title


def test_leaving_russia_is_a_move_and_an_undated_incident_stays_without_a_date(
    office: Office, case: Case
) -> None:
    undated = factory.incident(office, case, happened="", happened_words="")
    events = {event.id: event for event in events_of(office.cases.summary(case.id))}
    assert (events[LEFT].lane, events[LEFT].earliest) == ("moves", date(2024, 4, 2))
    assert events[undated.id].undated


@pytest.mark.parametrize(
    ("kind", "lane"), [("J01", "state"), ("H02", "state"), ("T07", "threats"), ("", "threats")]
)
def test_incidents_stand_in_the_lane_of_their_kind(office: Office, case: Case, kind: str, lane: str) -> None:
    incident = factory.incident(office, case, kind=kind)
    events = {event.id: event.lane for event in events_of(office.cases.summary(case.id))}
    assert events[incident.id] == lane


def test_the_person_of_an_incident_is_chosen_from_the_case(stand: Make, office: Office, case: Case) -> None:
    daughter = factory.person(office, case, relation="CHI", latin_given="Maria", latin_family="Shchukina")
    factory.incident(office, case)
    page = stand("threats")
    page.click("group.0.more")
    page.fill("person_id", "Maria")
    assert page.summary.incidents[0].person_id == daughter.id


# People


def test_a_person_is_added_shown_in_the_list_and_deleted(stand: Make) -> None:
    page = stand("people")
    page.click("people.empty.act")
    assert page.focus == "field.family"
    page.fill("family", "Пескова")
    page.fill("relation", "Parent")
    others = [one for one in page.summary.persons if one.relation != "CLI"]
    assert [(one.family, one.relation) for one in others] == [("Пескова", "PRN")]
    assert cells(page.find("people.list"), "name") == ["Пескова, Parent"]
    page.click("person.delete")
    assert page.told == ["Person deleted"]
    assert len(page.summary.persons) == 1
    page.undo()
    assert len(page.summary.persons) == 2


def test_the_client_is_not_among_the_people_around_them(stand: Make, office: Office, case: Case) -> None:
    factory.person(office, case)
    page = stand("people")
    assert cells(page.find("people.list"), "name") == ["Olga Peskova, Parent · In Russia"]


# Identity and spellings


def test_the_rules_propose_spellings_that_are_not_known_yet(stand: Make, case: Case) -> None:
    page = stand("identity")
    page.click("spellings.propose")
    offered = texts(page.find("spellings"))
    assert any("Chtchoukina" in text for text in offered)
    assert "Shchukina Evgeniia Andreevna" not in offered
    page.click("spellings.propose.0")
    (kept,) = page.summary.spellings
    assert (kept.person_id, kept.use) == (case.client_id, "RUL")
    assert "Not seen in a document yet: letters leave it out." in texts(page.find("spellings"))
    assert kept.rule
    assert kept.family in " ".join(texts(page.find("spellings")))


def test_a_spelling_is_typed_changed_and_deleted(stand: Make) -> None:
    page = stand("identity")
    page.click("spellings.add")
    panel = page.find("spelling")
    family: Any = panel.findChild(QWidget, "field.family")
    family.setFocus()
    QTest.keyClicks(family, "Schukina")
    page.leave()
    (kept,) = page.summary.spellings
    assert kept.family == "Schukina"
    page.click("spelling.delete")
    assert page.summary.spellings == []
    assert page.told == ["Spelling deleted"]
    page.undo()
    assert [one.family for one in page.summary.spellings] == ["Schukina"]


def test_the_name_of_the_client_follows_into_the_bar(stand: Make) -> None:
    page = stand("identity")
    page.fill("latin_given", "Yevgeniya")
    assert page.find("case.name").text() == "Yevgeniya Shchukina"


# Journal


def write(page: CaseStand, text: str) -> None:
    page.type("journal.text", text)


def test_an_entry_is_added_with_today_and_the_caseworker(stand: Make, office: Office) -> None:
    page = stand("journal")
    assert not page.find("journal.add").isEnabled()
    write(page, "Called from a friend's telephone.")
    page.type("journal.with", "Elena")
    page.click("journal.add")
    (note,) = page.summary.notes
    assert (note.text, note.with_whom, note.on) == (
        "Called from a friend's telephone.",
        "Elena",
        date(2026, 3, 16),
    )
    assert note.caseworker_id == office.me
    assert page.find("journal.text").toPlainText() == ""
    assert page.summary.case.last_contact == date(2026, 3, 16)


def test_ctrl_enter_adds_an_entry(stand: Make) -> None:
    page = stand("journal")
    write(page, "Met at the office.")
    QTest.keyClick(page.find("journal.text"), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert [note.text for note in page.summary.notes] == ["Met at the office."]


def test_a_half_typed_entry_comes_back_after_leaving(stand: Make, office: Office, case: Case) -> None:
    page = stand("journal")
    write(page, "She said that")
    page.screen.leave()
    again = CaseStand(page.look, office, case.id)
    again.go_to("journal")
    assert again.find("journal.text").toPlainText() == "She said that"
    again.click("journal.add")
    assert office.drafts.get(f"journal/{case.id}") is None
    again.close()


def test_an_ambiguous_day_is_asked_before_the_entry_is_added(stand: Make) -> None:
    page = stand("journal")
    write(page, "Met.")
    page.type("field.on", "3/4/2026")
    page.click("journal.add")
    assert page.summary.notes == []
    page.click("journal.day.note.2026-03-04")
    page.click("journal.add")
    assert [note.on for note in page.summary.notes] == [date(2026, 3, 4)]


def test_an_entry_is_edited_and_deleted(stand: Make, office: Office, case: Case) -> None:
    note = office.records.add(Note(case_id=case.id, on=date(2026, 3, 1), text="Called.")).record
    page = stand("journal")
    page.click(f"journal.edit.{note.id}")
    assert page.focus == "field.text"
    page.fill("text", "Called twice.")
    assert page.summary.notes[0].text == "Called twice."
    page.click(f"journal.delete.{note.id}")
    assert page.summary.notes == []
    page.undo()
    assert [one.text for one in page.summary.notes] == ["Called twice."]


def test_older_entries_wait_behind_a_link(stand: Make, office: Office, case: Case) -> None:
    for day in range(1, 33):
        office.records.add(Note(case_id=case.id, on=date(2026, 1, day % 28 + 1), text=f"Entry {day}."))
    page = stand("journal")
    assert page.find("journal.older").accessibleName() == "Show 2 older entries"
    page.click("journal.older")
    assert len([text for text in texts(page.screen.section()) if text.startswith("Entry ")]) == 32


# Letters and history


def test_drafts_can_be_deleted_and_issued_letters_not(stand: Make, office: Office, case: Case) -> None:
    draft = office.records.add(Letter(case_id=case.id, kind="dossier", language="en")).record
    page = stand("letters")
    table = page.find("letters.list")
    assert cells(table, "kind") == ["Case dossier"]
    assert cells(table, "state") == ["Draft"]
    page.press(table, Qt.Key.Key_Return)
    assert page.asked == [("letter", draft.id)]
    page.click("letters.delete")
    assert page.summary.letters == []
    page.undo()
    assert [one.id for one in page.summary.letters] == [draft.id]


def test_the_history_tells_who_changed_what_and_what_stood_there(
    stand: Make, office: Office, case: Case
) -> None:
    office.records.change(Case, case.id, risk="4")
    office.records.change(Case, case.id, risk="2", city="Batumi")
    page = stand("history")
    table = page.find("history.list")
    what, before, after = (cells(table, name)[:3] for name in ("what", "before", "after"))
    assert sorted(zip(what, before, after, strict=True)) == [
        ("Risk, Case", "", "Critical"),
        ("Risk, Case", "Critical", "Moderate"),
        ("Town, Case", "Riga", "Batumi"),
    ]
    assert cells(table, "when")[0].endswith("Anna Example")


def test_a_new_record_is_one_line_of_the_history_with_all_it_began_with(
    stand: Make, office: Office, case: Case
) -> None:
    factory.incident(office, case, title="Followed")
    page = stand("history")
    table = page.find("history.list")
    assert cells(table, "what")[0] == "Added, Followed"
    table.select_row(0)
    settle()
    detail = page.find("history.detail").text()
    assert "When: 3 November 2025" in detail
    assert "Basis of our knowledge: The client told us" in detail


def test_what_the_app_keeps_for_itself_is_not_told(stand: Make, office: Office, case: Case) -> None:
    office.records.add(Note(case_id=case.id, on=date(2026, 3, 1), text="Called."))
    page = stand("history")
    assert all(
        line.endswith(("Journal entry, Called.", ", Case", "Shchukina"))
        for line in cells(page.find("history.list"), "what")
    )
    assert not any("Changed" in line for line in cells(page.find("history.list"), "what"))


def test_people_are_named_in_the_history_by_their_names(stand: Make, office: Office, case: Case) -> None:
    person = factory.person(office, case)
    incident = factory.incident(office, case)
    office.records.change(Incident, incident.id, person_id=person.id)
    office.records.change(Person, person.id, phone="+7 900")
    page = stand("history")
    table = page.find("history.list")
    assert cells(table, "what")[0] == "Telephone, Olga Peskova"
    assert cells(table, "after")[1] == "Olga Peskova"


def test_the_list_of_people_stays_as_wide_as_it_was_left(stand: Make, office: Office, case: Case) -> None:
    factory.person(office, case)
    page = stand("people")
    page.click("people.list-switch")
    splitter = page.find("people.splitter")
    splitter.setSizes([360, 500])
    left = splitter.sizes()
    splitter.keep()
    again = CaseStand(page.look, office, case.id)
    again.go_to("people")
    assert again.find("people.splitter").sizes() == left
    again.close()


def test_in_a_small_window_the_form_stands_below_the_list(stand: Make, office: Office, case: Case) -> None:
    factory.person(office, case)
    page = stand("people")
    page.click("people.list-switch")
    page.window.resize(800, 600)
    settle()
    listing, form = page.find("people.list"), page.find("field.family")
    assert (
        form.mapTo(page.window, form.rect().topLeft()).y()
        > listing.mapTo(page.window, listing.rect().bottomLeft()).y()
    )
    assert form.mapTo(page.window, form.rect().topRight()).x() < 800
