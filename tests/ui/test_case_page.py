"""The page of a case: whose it is, its sections, keys, deleting, and what others change meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QLabel, QWidget

from caseapp import i18n
from caseapp.records import Case, Incident, Note, Person, Spelling
from caseapp.services.cases import CaseFilter
from caseapp.services.office import Office
from tests import factory, stores
from tests.fakes import FixedClock
from tests.ui.case_stand import CaseStand
from tests.ui.screen_stand import NARROW, SMALL, settle, unnamed
from ui.look import Look
from ui.screens.case.screen import SECTIONS

Make = Callable[..., CaseStand]


@pytest.fixture
def office(tmp_path: Path, clock: FixedClock) -> Iterator[Office]:
    opened = stores.new_office(tmp_path / "store", clock)
    yield opened
    opened.close()


@pytest.fixture
def case(office: Office) -> Case:
    return factory.case(
        office,
        risk="4",
        safe_contact="Signal only, after 18:00.",
        deadline_on=date(2026, 3, 17),
        deadline_what="Hearing, room 4",
    )


@pytest.fixture
def page(look: Look, office: Office, case: Case) -> Iterator[Make]:
    made: list[CaseStand] = []

    def make(case_id: str = "", **more: Any) -> CaseStand:
        made.append(CaseStand(look, office, case_id or case.id, **more))
        return made[-1]

    yield make
    for one in made:
        one.close()


def words_of(widget: QWidget) -> list[str]:
    """All labels inside a widget."""
    return [label.text() for label in widget.findChildren(QLabel)]


# Whose case it is


def test_the_bar_says_who_it_is_how_serious_and_what_is_due(page: Make, case: Case) -> None:
    stand = page()
    assert stand.find("case.name").text() == "Evgeniia Shchukina"
    assert stand.find("case.second").text() == f"Евгения Андреевна Щукина · {case.number}"
    assert stand.find("case.risk").accessibleName() == "Risk: Critical"
    assert stand.find("case.status").accessibleName() == "Status: Active"
    assert stand.find("case.deadline").text() == "Tomorrow, 17 Mar"
    assert stand.find("case.deadline.what").text() == "Hearing, room 4"


def test_a_russian_window_calls_people_by_their_original_names(page: Make) -> None:
    i18n.set_language("ru")
    assert page().find("case.name").text() == "Евгения Андреевна Щукина"


def test_a_further_script_is_named_once(page: Make, office: Office, case: Case) -> None:
    for given in ("ევგენია", "ევგენია"):
        factory.spelling(office, case, family="შჩუკინა", given=given, patronymic="")
    assert page().find("case.second").text() == f"Евгения Андреевна Щукина · ევგენია შჩუკინა · {case.number}"


def test_hidden_names_leave_the_number_only(page: Make, case: Case) -> None:
    stand = page()
    stand.privacy.set_hidden(True)
    assert stand.find("case.name").text() == case.number
    assert "Щукина" not in stand.find("case.second").text()


def test_a_late_deadline_says_so(page: Make, office: Office, case: Case) -> None:
    office.records.change(Case, case.id, deadline_on=date(2026, 3, 14))
    assert "2 days late" in page().find("case.deadline").text()


# Sections


def test_every_section_opens_by_click_and_is_named_for_screen_readers(page: Make) -> None:
    stand = page()
    for code, _, _ in SECTIONS:
        section = stand.go_to(code)
        assert section.isVisible(), code
        assert section.accessibleName(), code
        assert unnamed(stand.screen) == [], code


@pytest.mark.parametrize("size", [NARROW, SMALL])
def test_sections_fit_into_small_windows(
    page: Make, office: Office, case: Case, size: tuple[int, int]
) -> None:
    factory.incidents(office, case)
    stand = page(size=size)
    for code, _, _ in SECTIONS:
        section = stand.go_to(code)
        assert stand.window.width() == size[0], code
        assert section.width() > 300, code
    assert stand.find("case.new-letter").geometry().right() <= stand.screen.bar.width()


def test_alt_and_a_digit_goes_to_a_section_and_puts_the_keyboard_there(page: Make) -> None:
    stand = page()
    stand.find("case.sections.overview").setFocus()
    codes = [code for code, _, _ in SECTIONS]
    stand.alt(Qt.Key(Qt.Key.Key_1 + codes.index("journal")))
    assert stand.screen.place() == "journal"
    assert stand.focus == "journal.text"
    stand.alt(Qt.Key.Key_5)
    assert stand.screen.place() == codes[4]
    shortcuts = [one.key().toString() for one in stand.screen.findChildren(QShortcut)]
    assert [f"Alt+{n}" for n in range(1, 10)] == sorted(one for one in shortcuts if one.startswith("Alt+"))


def test_the_sidebar_counts_and_ticks(page: Make, office: Office, case: Case) -> None:
    factory.incidents(office, case)
    factory.person(office, case)
    stand = page()
    names = {code: stand.find(f"case.sections.{code}").accessibleName() for code, _, _ in SECTIONS}
    assert names["threats"] == "Threats and incidents, 3"
    assert names["people"] == "People, 1"
    assert names["safe"] == "Safe contact, complete"
    assert names["identity"] == "Identity, 7 of 11"
    assert names["history"] == "History"


def test_the_overview_warns_while_nobody_knows_how_to_contact_safely(
    page: Make, office: Office, case: Case
) -> None:
    stand = page()
    assert "Signal only, after 18:00." in words_of(stand.find("overview.safe"))
    changed = office.records.change(Case, case.id, safe_contact="")
    stand.bus.publish(changed.changes.records)
    settle()
    assert "Not known how to contact the client safely" in words_of(stand.find("overview.safe"))


def test_links_of_the_overview_lead_to_their_sections(page: Make) -> None:
    stand = page()
    stand.click("overview.safe.change")
    assert stand.screen.place() == "safe"
    stand.go_to("overview")
    stand.click("overview.start.journal")
    assert stand.screen.place() == "journal"


# Leading to a field


@pytest.mark.parametrize(
    ("kind", "field", "section", "focus"),
    [
        ("person", "birth", "identity", "field.birth"),
        ("person", "mail", "safe", "field.mail"),
        ("case", "known_since", "situation", "field.known_since"),
        ("case", "safe_contact", "safe", "field.safe_contact"),
        ("case", "grounds", "situation", "field.grounds"),
    ],
)
def test_a_finding_leads_to_its_field(
    page: Make, case: Case, kind: str, field: str, section: str, focus: str
) -> None:
    stand = page()
    record = {"person": case.client_id, "case": case.id}[kind]
    stand.screen.jump(kind, record, field)
    settle()
    assert (stand.screen.place(), stand.focus) == (section, focus)


def test_an_anchor_of_a_letter_leads_to_the_incident(page: Make, office: Office, case: Case) -> None:
    one, other, _ = factory.incidents(office, case)
    stand = page()
    stand.screen.show_section("threats", f"incident:{other.id}:basis")
    settle()
    assert stand.focus == "field.basis"
    assert stand.find("incident.title").text() == other.title
    stand.screen.show_section("threats", one.id)
    settle()
    assert stand.find("incident.title").text() == one.title


def test_a_spelling_a_person_and_a_note_are_found(page: Make, office: Office, case: Case) -> None:
    spelling = factory.spelling(office, case)
    person = factory.person(office, case)
    note = office.records.add(Note(case_id=case.id, on=date(2026, 3, 1), text="Called.")).record
    stand = page()
    for kind, record, focus in (
        (Spelling.KIND, spelling.id, "field.family"),
        (Person.KIND, person.id, "field.family"),
        (Note.KIND, note.id, "field.text"),
    ):
        stand.screen.jump(kind, record, "family" if kind != Note.KIND else "text")
        settle()
        assert stand.focus == focus, kind


# What the person does


def test_a_change_is_saved_on_leaving_and_shown_in_the_bar(page: Make) -> None:
    stand = page()
    stand.go_to("situation")
    stand.click("field.risk.2")
    assert stand.summary.case.risk == "2"
    assert stand.find("case.risk").accessibleName() != "Risk: Critical"
    stand.fill("city", "Tbilisi")
    assert stand.summary.case.city == "Tbilisi"
    assert stand.find("situation.saved").accessibleName() == "Saved 09:30"


def test_going_to_another_section_saves_what_is_typed(page: Make) -> None:
    stand = page()
    stand.go_to("situation")
    stand.type("field.city", "Batumi")
    stand.screen.flush()
    assert stand.summary.case.city == "Batumi"


def test_ctrl_s_confirms(page: Make) -> None:
    stand = page()
    stand.go_to("situation")
    stand.screen.save()
    assert stand.find("situation.saved").accessibleName() == "Saved 09:30"


def test_the_case_can_be_deleted_and_brought_back(page: Make, office: Office, case: Case) -> None:
    stand = page()
    closed: list[bool] = []
    stand.screen.closed.connect(lambda: closed.append(True))
    stand.screen.bar.delete_wanted.emit()
    settle()
    assert office.cases.count(CaseFilter(status="all")) == 0
    assert closed == [True]
    assert stand.find("case.gone").isVisible()
    stand.undo()
    assert office.cases.count(CaseFilter(status="all")) == 1


def test_the_menu_offers_risk_and_deleting(page: Make) -> None:
    stand = page()
    menu = stand.screen.bar.menu()
    words = [action.text().replace("&", "") for action in menu.actions() if action.text()]
    menu.deleteLater()
    assert words == ["Risk, status and deadline", "Delete case"]
    stand.screen.bar.assess_wanted.emit()
    settle()
    assert (stand.screen.place(), stand.focus) == ("situation", "field.risk.4")


def test_news_from_elsewhere_are_shown(page: Make, office: Office, case: Case) -> None:
    stand = page()
    stand.go_to("threats")
    assert stand.find("incidents.empty").isVisible()
    added = office.records.add(Incident(case_id=case.id, title="Followed"))
    stand.bus.publish(added.changes.records)
    settle()
    assert stand.find("incident.title").text() == "Followed"
    assert stand.find("case.sections.threats").accessibleName() == "Threats and incidents, 1"


def test_the_new_letter_button_offers_kinds_and_languages(page: Make, office: Office) -> None:
    stand = page()
    menu = stand.screen._menu.menu()
    offered = {
        action.menu().title(): [inner.text() for inner in action.menu().actions()]
        for action in menu.actions()
    }
    assert offered["Asylum support letter"] == ["English", "Russian"]
    assert len(offered) == 3
    menu.deleteLater()
    stand.screen._menu.write("dossier", "ru")
    settle()
    letters = stand.summary.letters
    assert [(one.kind, one.language) for one in letters] == [("dossier", "ru")]
    assert stand.asked == [("letter", letters[0].id)]
