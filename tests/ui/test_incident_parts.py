"""Further actors, further sources and traces below the form of an incident."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from caseapp.records import Case, Claim, Incident, Involvement, Trace
from caseapp.services.office import Office
from tests import factory, stores
from tests.fakes import FixedClock
from tests.ui.case_stand import CaseStand
from tests.ui.forms_stage import keys
from tests.ui.screen_stand import settle, unnamed
from ui.look import Look


@pytest.fixture
def office(tmp_path: Path, clock: FixedClock) -> Iterator[Office]:
    opened = stores.new_office(tmp_path / "store", clock)
    yield opened
    opened.close()


@pytest.fixture
def case(office: Office) -> Case:
    return factory.case(office)


@pytest.fixture
def incident(office: Office, case: Case) -> Incident:
    return factory.incident(office, case)


Make = Callable[[], CaseStand]


@pytest.fixture
def stand(look: Look, office: Office, case: Case, incident: Incident) -> Iterator[Make]:
    made: list[CaseStand] = []

    def make() -> CaseStand:
        made.append(CaseStand(look, office, case.id))
        made[-1].go_to("threats")
        return made[-1]

    yield make
    for one in made:
        one.close()


def fill(page: CaseStand, panel: str, field: str, text: str) -> None:
    """Types into a field of one panel and leaves it; the page shows fields of the same name elsewhere."""
    editor = page.find(panel).findChild(QWidget, f"field.{field}")
    assert editor is not None
    editor.setFocus()
    editor.selectAll()
    keys(editor, text)
    page.leave()


def texts(widget: QWidget) -> str:
    return " | ".join(one.text() for one in widget.findChildren(QLabel) if one.isVisible() and one.text())


def test_a_further_actor_is_added_changed_deleted_and_brought_back(stand: Make, incident: Incident) -> None:
    page = stand()
    page.click("involvements.add")
    fill(page, "involvement", "actor_name", "Two men in a grey car")
    (kept,) = page.summary.involvements
    assert (kept.incident_id, kept.actor_name) == (incident.id, "Two men in a grey car")
    assert "Two men in a grey car" in texts(page.find("involvements"))
    fill(page, "involvement", "actor_name", "Three men")
    assert page.summary.involvements[0].actor_name == "Three men"
    page.click("involvement.delete")
    assert page.summary.involvements == []
    assert not page.find("involvement").isVisible()
    page.undo()
    assert [one.actor_name for one in page.summary.involvements] == ["Three men"]
    assert "Three men" in texts(page.find("involvements"))


def test_the_form_stands_below_its_own_row_and_done_puts_it_away(
    stand: Make, office: Office, case: Case, incident: Incident
) -> None:
    factory.trace(office, incident, value="KA-1234")
    factory.trace(office, incident, value="KA-77")
    page = stand()
    first, second = page.summary.traces
    page.click(f"traces.edit.{first.id}")
    form, below = page.find("trace"), page.find(f"traces.row.{second.id}")
    top = page.find(f"traces.row.{first.id}")
    places = [one.mapTo(page.window, one.rect().topLeft()).y() for one in (top, form, below)]
    assert places == sorted(places)
    page.type("field.value", "KA-1235")
    page.click("trace.done")
    assert page.focus == f"traces.edit.{first.id}"
    assert not page.find("trace").isVisible()
    assert [one.value for one in page.summary.traces] == ["KA-1235", second.value]


def test_typing_goes_on_while_the_list_is_shown_anew(stand: Make, office: Office, incident: Incident) -> None:
    trace = factory.trace(office, incident)
    page = stand()
    page.click(f"traces.edit.{trace.id}")
    page.type("field.described", "white van")
    page.bus.publish(office.records.change(Incident, incident.id, place="Tallinn").changes.records)
    settle()
    assert page.focus == "field.described"
    assert page.find("field.described").text() == "white van"


def test_an_incident_that_is_not_saved_yet_has_no_parts(stand: Make) -> None:
    page = stand()
    assert page.find("involvements").isVisible()
    page.click("incidents.add")
    assert not page.find("involvements").isVisible()
    page.fill("title", "Followed")
    assert page.find("involvements").isVisible()


def test_each_incident_shows_what_is_its_own(
    stand: Make, office: Office, case: Case, incident: Incident
) -> None:
    other = factory.incident(office, case, title="Earlier", happened="2020")
    factory.claim(office, other)
    page = stand()
    assert page.find("claims.none").isVisible()
    page.screen.show_section("threats", other.id)
    settle()
    assert not page.find("claims.none").isVisible()
    assert "court decision" in texts(page.find("claims")).lower()


@pytest.mark.parametrize("kind", [Involvement, Claim, Trace])
def test_a_finding_leads_to_the_field_of_a_part(
    stand: Make, office: Office, incident: Incident, kind: type[Involvement | Claim | Trace]
) -> None:
    make = {"involvement": factory.involvement, "claim": factory.claim, "trace": factory.trace}[kind.KIND]
    record = make(office, incident)
    page = stand()
    page.go_to("overview")
    field = {"involvement": "actor_name", "claim": "source_note", "trace": "value"}[kind.KIND]
    page.screen.jump(kind.KIND, record.id, field)
    settle()
    assert page.focus.startswith(f"field.{field}")
    assert page.find(kind.KIND).isAncestorOf(page.window.focusWidget())


def test_every_control_of_the_parts_has_a_name(
    stand: Make, office: Office, case: Case, incident: Incident
) -> None:
    factory.claim(office, incident)
    page = stand()
    page.click("traces.add")
    assert unnamed(page.find("incident.parts")) == []


# Known actors


def part(page: CaseStand, panel: str, name: str) -> Any:
    """A control inside one panel."""
    found: QWidget | None = page.find(panel).findChild(QWidget, name)
    assert found is not None, name
    return found


def test_a_known_actor_is_chosen_by_typing_and_says_name_and_kind(
    stand: Make, office: Office, incident: Incident
) -> None:
    actor = factory.actor(office, name="Grey Wolves", kind="PROXY", other_names="Серые волки")
    page = stand()
    assert part(page, "incident", "field.actor_name").isVisible()
    line = part(page, "incident", "field.actor_id")
    line.setFocus()
    keys(line, "серые")
    page.press(line, Qt.Key.Key_Return)
    kept = page.summary.incidents[0]
    assert (kept.actor_id, kept.actor_name, kept.actor_kind) == (actor.id, "Grey Wolves", "PROXY")
    assert not part(page, "incident", "field.actor_name").isVisible()
    assert not part(page, "incident", "field.actor_kind").isVisible()
    line.setFocus()
    line.selectAll()
    page.press(line, Qt.Key.Key_Delete)
    page.leave()
    assert part(page, "incident", "field.actor_name").isVisible()
    assert page.summary.incidents[0].actor_id is None


def test_a_name_that_is_in_no_list_becomes_a_new_actor(stand: Make, office: Office) -> None:
    page = stand()
    page.click("involvements.add")
    fill(page, "involvement", "actor_id", "Serge the driver")
    assert page.summary.involvements == []
    button = part(page, "involvement", "note.actor_id.add")
    assert "Serge the driver" in button.text()
    button.click()
    settle()
    (known,) = office.actors.all()
    (kept,) = page.summary.involvements
    assert (known.actor.name, known.incidents) == ("Serge the driver", 1)
    assert (kept.actor_id, kept.actor_name) == (known.actor.id, "Serge the driver")
    assert "Serge the driver" in texts(page.find("involvements"))


# Traces that were seen elsewhere


def test_a_plate_seen_in_another_case_says_so_without_naming_it(
    stand: Make, office: Office, incident: Incident
) -> None:
    other = factory.incident(
        office, factory.case(office, {"latin_family": "Secret"}), kind="T03", happened="2025-03"
    )
    factory.trace(office, other, value="KA 1234")
    trace = factory.trace(office, incident, value="ka-1234")
    page = stand()
    line = page.find(f"seen.{trace.id}")
    assert line.isVisible()
    assert "Seen before in 1 other case" in line.accessibleName()
    assert "March 2025" in line.accessibleName()
    assert "Secret" not in texts(page.window)
    page.click(f"seen.{trace.id}.which")
    link = page.find(f"seen.case.{other.case_id}")
    assert (link.text(), page.focus) == ("C-0002", link.objectName())
    link.click()
    assert page.asked == [("case", other.case_id, "threats", other.id)]


def test_others_affected_are_chosen_among_the_people_of_the_case(
    stand: Make, office: Office, case: Case, incident: Incident
) -> None:
    mother = factory.person(office, case)
    page = stand()
    page.screen.jump("incident", incident.id, "person_ids")
    settle()
    line = part(page, "incident", "field.person_ids")
    line.setFocus()
    keys(line, "Peskova")
    page.press(line, Qt.Key.Key_Return)
    page.leave()
    assert page.summary.incidents[0].person_ids == [mother.id]


def test_the_overview_says_that_a_trace_was_seen_elsewhere_and_leads_to_it(
    stand: Make, office: Office, incident: Incident
) -> None:
    factory.trace(office, factory.incident(office, factory.case(office)), value="KA 1234")
    trace = factory.trace(office, incident)
    page = stand()
    page.go_to("overview")
    assert page.screen.section().notices.texts() == ["Seen before in 1 other case: KA-1234"]
    page.click(f"overview.notices.seen.{trace.id}.link")
    assert page.asked == [("case", incident.case_id, "threats", f"trace:{trace.id}:value")]
