"""The history of a case says of every line what it is about, and leads there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from caseapp.records import Case, CustodyEvent, Evidence, Incident, Letter, Note, Person
from caseapp.services.office import Office
from tests import factory, stores
from tests.fakes import FixedClock
from tests.ui.case_stand import CaseStand
from tests.ui.screen_stand import cells, settle
from ui.look import Look

Make = Callable[[], CaseStand]


@pytest.fixture
def office(tmp_path: Path, clock: FixedClock) -> Iterator[Office]:
    opened = stores.new_office(tmp_path / "store", clock)
    yield opened
    opened.close()


@pytest.fixture
def case(office: Office) -> Case:
    return factory.case(office)


@pytest.fixture
def photo(office: Office, case: Case) -> Evidence:
    return office.records.add(Evidence(case_id=case.id, title="Photo of the van", kind="PHO")).record


@pytest.fixture
def stand(look: Look, office: Office, case: Case) -> Iterator[Make]:
    made: list[CaseStand] = []

    def make() -> CaseStand:
        made.append(CaseStand(look, office, case.id))
        made[-1].go_to("history")
        return made[-1]

    yield make
    for one in made:
        one.close()


def open_line(page: CaseStand, line: str) -> None:
    """Enter on the newest line that reads so."""
    table = page.find("history.list")
    table.select_row(cells(table, "what").index(line))
    page.press(table, Qt.Key.Key_Return)


def test_every_kind_of_record_is_called_by_its_title(
    stand: Make, office: Office, case: Case, photo: Evidence
) -> None:
    add = office.records.add
    add(CustodyEvent(case_id=case.id, evidence_id=photo.id, act="HAN", to_whom="her advocate"))
    add(Note(case_id=case.id, on=date(2026, 3, 1), text="Called about the van."))
    add(Letter(case_id=case.id, kind="dossier", language="en"))
    mother = factory.person(office, case)
    factory.contact_point(office, mother, value="+371 2999 0101")
    uncle = factory.person(office, case, relation="FRI", latin_given="Lev", latin_family="Peskov")
    factory.tie(office, mother, uncle, relation="SIB")
    incident = factory.incident(office, case, title="Followed")
    factory.trace(office, incident, value="A 123 BC")
    told = set(cells(stand().find("history.list"), "what"))
    assert {
        "Added · Piece of evidence, Photo of the van",
        "Added · Custody event, Photo of the van",
        "Added · Journal entry, Called about the van.",
        "Added · Letter, Case dossier",
        "Added · Way of reaching, +371 2999 0101",
        "Added · Tie, Olga Peskova – Lev Peskov",
        "Added, Followed",
        "Added, Olga Peskova",
        "Added · Trace, A 123 BC",
    } <= told


def test_what_is_in_the_bin_keeps_its_title(stand: Make, office: Office, photo: Evidence) -> None:
    office.records.delete(Evidence, photo.id)
    assert cells(stand().find("history.list"), "what")[0] == "Deleted · Piece of evidence, Photo of the van"


def test_enter_opens_the_record_where_it_is_shown(
    stand: Make, office: Office, case: Case, photo: Evidence
) -> None:
    incident = factory.incident(office, case, title="Followed")
    factory.incident(office, case, title="Another")
    office.records.change(Incident, incident.id, place="Batumi, at the market")
    page = stand()
    open_line(page, "Added · Piece of evidence, Photo of the van")
    assert page.screen.place() == "evidence"
    assert page.find("piece.title").text() == "Photo of the van"
    page.go_to("history")
    open_line(page, "Where, Followed")
    assert page.screen.place() == "threats"
    assert page.find("incident.title").text() == "Followed"
    assert page.focus == "field.place"


def test_a_line_about_custody_leads_to_the_piece(
    stand: Make, office: Office, case: Case, photo: Evidence
) -> None:
    office.records.add(Evidence(case_id=case.id, title="Another"))
    office.records.add(CustodyEvent(case_id=case.id, evidence_id=photo.id, act="HAN", to_whom="her advocate"))
    page = stand()
    open_line(page, "Added · Custody event, Photo of the van")
    assert page.screen.place() == "evidence"
    assert page.find("piece.title").text() == "Photo of the van"


def test_the_client_leads_to_identity_and_the_case_to_situation(
    stand: Make, office: Office, case: Case
) -> None:
    office.records.change(Case, case.id, risk="4")
    office.records.change(Person, case.client_id or "", birth="1987-05-15")
    page = stand()
    open_line(page, "Born, Evgeniia Shchukina")
    assert (page.screen.place(), page.focus) == ("identity", "field.birth")
    page.go_to("history")
    open_line(page, "Risk, Case")
    assert (page.screen.place(), page.focus) == ("situation", "field.risk.4")


def test_a_double_click_opens_too(stand: Make, office: Office, case: Case) -> None:
    note = office.records.add(Note(case_id=case.id, on=date(2026, 3, 1), text="Called.")).record
    page = stand()
    table: Any = page.find("history.list")
    table.doubleClicked.emit(
        table.model().index(cells(table, "what").index("Added · Journal entry, Called."), 0)
    )
    settle()
    assert page.screen.place() == "journal"
    assert note.id in {one.id for one in page.summary.notes}


def test_what_was_deleted_is_said_to_be_in_the_bin(stand: Make, office: Office, photo: Evidence) -> None:
    office.records.delete(Evidence, photo.id)
    page = stand()
    open_line(page, "Deleted · Piece of evidence, Photo of the van")
    assert page.screen.place() == "history"
    assert page.told == ["It was deleted. Until the bin is emptied you can bring it back under Settings."]
    page.undo()
    assert page.asked == [("go", "settings")]
