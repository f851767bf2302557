"""Known actors: the list with counts, the chain they belong to, their incidents in all cases."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from caseapp.errors import Invalid, NotFound
from caseapp.records import Actor, Case, Incident, Involvement
from caseapp.services.actors import chain
from caseapp.services.office import Office
from tests import factory
from tests.fakes import FixedClock
from tests.stores import new_office


@pytest.fixture
def office(tmp_path: Path, clock: FixedClock) -> Iterator[Office]:
    made = new_office(tmp_path / "store", clock)
    yield made
    made.close()


def test_an_actor_is_counted_once_for_each_incident(office: Office) -> None:
    actor, idle = factory.actor(office, name="Unit B"), factory.actor(office, name="unit a")
    case = factory.case(office)
    led = factory.incident(office, case, actor_id=actor.id)
    factory.involvement(office, led, actor_id=actor.id)
    factory.involvement(office, factory.incident(office, factory.case(office)), actor_id=actor.id)
    assert [(one.actor.name, one.incidents) for one in office.actors.all()] == [("unit a", 0), ("Unit B", 2)]
    office.records.delete(Incident, led.id)
    assert [one.incidents for one in office.actors.all()] == [0, 1]
    office.records.delete(Actor, idle.id)
    assert [one.actor.id for one in office.actors.all()] == [actor.id]


def test_a_sheet_tells_the_incidents_of_all_cases_newest_first(office: Office) -> None:
    actor = factory.actor(office)
    first, second = factory.case(office), factory.case(office)
    old = factory.incident(
        office, first, happened="2024", actor_id=actor.id, actor_role="ORD", attribution="AT3"
    )
    new = factory.incident(office, second, happened="2026-01-02")
    factory.involvement(office, new, actor_id=actor.id, actor_role="AID", attribution="AT4")
    undated = factory.incident(office, second, happened="", actor_id=actor.id)
    parts = office.actors.sheet(actor.id).parts
    assert [part.incident.id for part in parts] == [new.id, old.id, undated.id]
    assert [(part.number, part.client, part.role, part.attribution) for part in parts[:2]] == [
        ("C-0002", "Evgeniia Shchukina", "AID", "AT4"),
        ("C-0001", "Evgeniia Shchukina", "ORD", "AT3"),
    ]


def test_a_unit_of_a_unit_stands_in_its_chain_and_sees_its_own_parts(office: Office) -> None:
    agency = factory.actor(office, name="Agency")
    unit = factory.actor(office, name="Unit", unit_of_id=agency.id)
    cell = factory.actor(office, name="Cell", unit_of_id=unit.id)
    sheet = office.actors.sheet(cell.id)
    assert [one.name for one in sheet.above] == ["Agency", "Unit"]
    assert [one.name for one in office.actors.sheet(unit.id).below] == ["Cell"]
    assert [one.name for one in chain(cell, [agency, unit, cell])] == ["Agency", "Unit"]
    office.records.delete(Actor, unit.id)
    assert office.actors.sheet(cell.id).above == ()
    assert office.actors.sheet(agency.id).below == ()


def test_the_incidents_of_all_units_below_are_counted_each_once(office: Office) -> None:
    agency = factory.actor(office, name="Agency")
    unit = factory.actor(office, name="Unit", unit_of_id=agency.id)
    cell = factory.actor(office, name="Cell", unit_of_id=unit.id)
    factory.actor(office, name="Idle unit", unit_of_id=agency.id)
    both = factory.incident(office, factory.case(office), actor_id=cell.id)
    factory.involvement(office, both, actor_id=unit.id)
    factory.incident(office, factory.case(office), actor_id=agency.id)
    gone = factory.incident(office, factory.case(office), actor_id=cell.id)

    def told(actor: Actor) -> tuple[int, list[tuple[str, int]]]:
        sheet = office.actors.sheet(actor.id)
        return sheet.unit_incidents, [(one.actor.name, one.incidents) for one in sheet.units]

    assert told(agency) == (2, [("Cell", 2), ("Unit", 1)])
    office.records.delete(Case, gone.case_id)
    assert told(agency) == (1, [("Cell", 1), ("Unit", 1)])
    assert told(unit) == (1, [("Cell", 1)])
    assert told(cell) == (0, [])


@pytest.mark.parametrize("upper", [0, 1, 2])
def test_no_actor_is_a_part_of_itself(office: Office, upper: int) -> None:
    agency = factory.actor(office, name="Agency")
    unit = factory.actor(office, name="Unit", unit_of_id=agency.id)
    cell = factory.actor(office, name="Cell", unit_of_id=unit.id)
    with pytest.raises(Invalid) as refused:
        office.records.change(Actor, agency.id, unit_of_id=(agency, unit, cell)[upper].id)
    assert list(refused.value.fields) == ["unit_of_id"]
    assert office.records.get(Actor, agency.id).unit_of_id is None
    office.records.change(Actor, cell.id, unit_of_id=agency.id)


def test_a_name_is_added_once(office: Office) -> None:
    made = office.actors.named("  Grey   Wolves ", "PROXY").record
    assert (made.name, made.kind) == ("Grey Wolves", "PROXY")
    assert office.actors.named("grey wolves").record.id == made.id
    with pytest.raises(Invalid):
        office.actors.named("x" * 1000)


def test_an_actor_is_found_across_scripts_and_by_other_names(office: Office) -> None:
    actor = factory.actor(office, name="Илья Выдуманный", other_names="Grey Wolf")
    for searched in ("Ilia Vydumanny", "grey wolf", "Выдуманный"):
        assert ("actor", actor.id) in [(one.kind, one.id) for one in office.search.find(searched)]


def test_deleting_and_restoring_keeps_the_links(office: Office) -> None:
    actor = factory.actor(office)
    incident = factory.incident(office, factory.case(office), actor_id=actor.id)
    joined = factory.involvement(office, incident, actor_id=actor.id)
    deletion = office.records.delete(Actor, actor.id).deletion
    with pytest.raises(NotFound):
        office.actors.sheet(actor.id)
    assert office.records.get(Incident, incident.id).actor_name == actor.name
    office.records.restore(deletion)
    assert office.records.get(Involvement, joined.id).actor_id == actor.id
    assert len(office.actors.sheet(actor.id).parts) == 1


@pytest.mark.parametrize("kind", ["actor", "involvement", "claim", "trace"])
def test_every_new_kind_has_its_history_and_comes_back_from_the_bin(office: Office, kind: str) -> None:
    incident = factory.incident(office, factory.case(office))
    record = factory.actor(office) if kind == "actor" else getattr(factory, kind)(office, incident)
    before = office.records.get(type(record), record.id).notes
    office.records.change(type(record), record.id, notes="second")
    (line, *_) = office.records.history(type(record), record.id)
    assert (line.field, line.before, line.after) == ("notes", before, "second")
    deletion = office.records.delete(type(record), record.id).deletion
    assert record.id in [one.record.id for one in office.bin.all()]
    office.records.restore(deletion)
    assert office.records.get(type(record), record.id).notes == "second"
