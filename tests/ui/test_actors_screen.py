"""Actors: finding, entering, their chain, their incidents in all cases, deleting."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QLabel

from caseapp import i18n
from caseapp.records import Actor
from caseapp.services.office import Office
from tests import factory, stores
from tests.fakes import FixedClock
from tests.ui.forms_stage import keys
from tests.ui.screen_stand import NARROW, SMALL, WIDE, Stand, cells, settle, unnamed
from ui.look import Look
from ui.screens.actors import ActorsScreen
from ui.tables.delegates import GAP

Make = Callable[..., Stand]


@pytest.fixture
def office(tmp_path: Path, clock: FixedClock) -> Iterator[Office]:
    opened = stores.new_office(tmp_path / "store", clock)
    yield opened
    opened.close()


@pytest.fixture
def stand(look: Look, office: Office) -> Iterator[Make]:
    made: list[Stand] = []

    def make(**more: Any) -> Stand:
        made.append(Stand(look, office, ActorsScreen, **more))
        return made[-1]

    yield make
    for one in made:
        one.close()


@pytest.fixture
def three(office: Office) -> dict[str, str]:
    agency = factory.actor(office, name="Agency of Exampleland", kind="FSB")
    unit = factory.actor(office, name="Unit 0000", kind="FSB", unit_of_id=agency.id)
    man = factory.actor(
        office, name="Илья Выдуманный", kind="PROXY", unit_of_id=unit.id, other_names="Grey Wolf"
    )
    return {"agency": agency.id, "unit": unit.id, "man": man.id}


def texts(window: Stand, name: str) -> str:
    return " | ".join(one.text() for one in window.find(name).findChildren(QLabel) if one.isVisible())


def leave(window: Stand) -> None:
    window.window.rail.button("here").setFocus()
    settle()


def test_an_empty_list_leads_to_the_first_actor(stand: Make, office: Office) -> None:
    window = stand()
    window.click("actors.empty.act")
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.objectName() == "field.name"
    window.type("field.name", "Grey Wolves")
    leave(window)
    (known,) = office.actors.all()
    assert known.actor.name == "Grey Wolves"
    assert cells(window.screen.table, "name") == ["Grey Wolves"]
    assert window.screen.table.current_key() == known.actor.id


def test_actors_are_found_across_scripts_and_filtered_by_kind(stand: Make, three: dict[str, str]) -> None:
    window = stand()
    assert len(cells(window.screen.table, "name")) == 3
    for sought in ("Ilia Vydumanny", "grey wo", "выдум"):
        window.screen.search.set_text(sought)
        window.screen.narrow()
        assert cells(window.screen.table, "name") == ["Илья Выдуманный, Hired or criminal proxy"]
        assert window.screen.detail.actor_id == three["man"]
    window.screen.search.set_text("zzz")
    window.screen.narrow()
    assert window.screen.unfound.isVisible()
    window.click("actors.unfound.act")
    window.screen.kind.set_value("FSB")
    window.screen.narrow()
    assert len(cells(window.screen.table, "name")) == 2


def test_the_chain_shows_what_is_above_and_below_and_leads_there(stand: Make, three: dict[str, str]) -> None:
    window = stand()
    window.screen.show_actor(three["unit"])
    settle()
    assert window.find("actors.chain.here").text() == "Unit 0000"
    assert window.find(f"actors.chain.{three['agency']}").isVisible()
    window.click(f"actors.chain.{three['man']}")
    assert window.screen.detail.actor_id == three["man"]
    assert window.find("actors.chain.here").text() == "Илья Выдуманный"
    assert window.screen.table.current_key() == three["man"]


def test_an_actor_can_not_be_put_below_its_own_part(
    stand: Make, office: Office, three: dict[str, str]
) -> None:
    window = stand()
    window.screen.show_actor(three["agency"])
    settle()
    offered = [one.text for one in window.screen.detail._offer_upper()]
    assert offered == []
    # Another window of thought: the ring is closed elsewhere in the meantime.
    keeper = window.screen.detail.panel.keeper
    keeper._change({"unit_of_id": three["man"]})
    settle()
    assert "can't be the other way round" in texts(window, "actor")
    assert office.records.get(Actor, three["agency"]).unit_of_id is None


def test_its_incidents_in_all_cases_lead_to_their_case_and_hide_names(
    stand: Make, office: Office, three: dict[str, str]
) -> None:
    first = factory.incident(office, factory.case(office), happened="2024", actor_id=three["unit"])
    second = factory.incident(office, factory.case(office), happened="2026-01-02")
    factory.involvement(office, second, actor_id=three["unit"], actor_role="AID", attribution="AT4")
    window = stand()
    window.screen.show_actor(three["unit"])
    settle()
    table = window.screen.detail.parts.table
    assert window.find("actors.parts.title").text() == "2 incidents in all cases"
    assert cells(table, "case") == ["Evgeniia Shchukina, C-0002", "Evgeniia Shchukina, C-0001"]
    assert "Unit 0000, Federal Security Service (FSB) · 2 incidents" in cells(window.screen.table, "name")
    window.privacy.set_hidden(True)
    settle()
    assert cells(table, "case") == ["C-0002", "C-0001"]
    table.select_key(first.id)
    window.press(table, Qt.Key.Key_Return)
    assert window.asked == [("case", first.case_id)]


def test_a_client_is_called_as_in_the_list_of_cases(
    stand: Make, office: Office, three: dict[str, str]
) -> None:
    factory.incident(office, factory.case(office), actor_id=three["unit"])
    i18n.set_language("ru")
    window = stand()
    window.screen.show_actor(three["unit"])
    settle()
    assert cells(window.screen.detail.parts.table, "case") == ["Евгения Щукина, C-0001"]


@pytest.mark.parametrize("size", [WIDE, NARROW, SMALL])
def test_kind_part_and_attribution_of_an_incident_are_never_cut(
    stand: Make, office: Office, three: dict[str, str], size: tuple[int, int]
) -> None:
    incident = factory.incident(
        office, factory.case(office), kind="T07", title="Предупредили по телефону и попросили не выходить"
    )
    factory.involvement(office, incident, actor_id=three["unit"], actor_role="AID", attribution="AT3")
    i18n.set_language("ru")
    window = stand(size=size)
    window.screen.show_actor(three["unit"])
    settle()
    table = window.screen.detail.parts.table
    (said,) = cells(table, "what")
    assert "Предупреждение об опасности · Содействовал · Достоверное расследование" in said
    cell = table.model().index(0, 1)
    wide = table.columnWidth(1) - GAP
    title = said.split(", ")[0]
    look = window.look
    needed = sum(
        QFontMetrics(font).boundingRect(0, 0, wide, 999, Qt.TextFlag.TextWordWrap, words).height()
        for words, font in ((title, look.bold()), (said.removeprefix(f"{title}, "), look.font(12)))
    )
    assert table.visualRect(cell).height() >= needed
    assert table.height() >= table.horizontalHeader().height() + table.rowHeight(0)


def test_an_agency_tells_the_incidents_of_its_units_and_leads_to_them(
    stand: Make, office: Office, three: dict[str, str]
) -> None:
    window = stand()
    window.screen.show_actor(three["agency"])
    settle()
    assert not window.find("actors.units").isVisible()
    first = factory.incident(office, factory.case(office), actor_id=three["unit"])
    factory.involvement(office, first, actor_id=three["man"], actor_role="DID")
    factory.incident(office, factory.case(office), actor_id=three["man"])
    window.screen.reload()
    settle()
    assert texts(window, "actors.units") == "2 incidents of its units | 1 incident | 2 incidents"
    link = window.find(f"actors.units.{three['man']}")
    assert (link.text(), link.accessibleName()) == ("Илья Выдуманный", "Show: Илья Выдуманный")
    window.click(f"actors.units.{three['man']}")
    assert window.screen.detail.actor_id == three["man"]
    assert not window.find("actors.units").isVisible()


def test_an_actor_is_deleted_and_brought_back(stand: Make, office: Office, three: dict[str, str]) -> None:
    window = stand()
    window.screen.show_actor(three["man"])
    settle()
    window.click("actor.delete")
    assert window.told == ["Actor deleted"]
    assert len(office.actors.all()) == 2
    window.undo()
    assert len(cells(window.screen.table, "name")) == 3


def test_what_is_typed_is_kept_when_another_actor_is_chosen(
    stand: Make, office: Office, three: dict[str, str]
) -> None:
    window = stand()
    window.screen.show_actor(three["man"])
    settle()
    line = window.find("field.source")
    line.setFocus()
    keys(line, "Report of 2025")
    window.screen.table.select_key(three["unit"])
    settle()
    assert office.records.get(Actor, three["man"]).source == "Report of 2025"


@pytest.mark.parametrize("size", [(1024, 700), SMALL])
def test_it_fits_into_small_windows_and_every_control_has_a_name(
    stand: Make, three: dict[str, str], size: tuple[int, int]
) -> None:
    window = stand(size=size)
    assert unnamed(window.screen) == []
    assert window.screen.width() <= window.window.width()
