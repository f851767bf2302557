"""Traces across cases: seen before, told without telling of whom; found by any writing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, text

from caseapp.errors import Invalid
from caseapp.records import Case, Incident, Trace
from caseapp.services.office import Office
from caseapp.services.quicklog import Spotted
from caseapp.services.traces import Elsewhere, keys_anew
from tests import factory
from tests.fakes import FixedClock
from tests.scans import scanned
from tests.stores import new_office

PLATE = "А123ВС77"


@pytest.fixture
def office(tmp_path: Path, clock: FixedClock) -> Iterator[Office]:
    made = new_office(tmp_path / "store", clock)
    yield made
    made.close()


def other_case(office: Office, name: str, **incident: Any) -> Incident:
    made = factory.case(office, {"family": name, "latin_family": name})
    return factory.incident(office, made, **incident)


def test_a_plate_of_two_other_cases_is_told_by_count_kinds_and_span_alone(office: Office) -> None:
    mine = factory.trace(office, other_case(office, "First"), value=PLATE)
    one = other_case(office, "Second", kind="T03", happened="2025-03")
    factory.trace(office, one, value="a 123 bc 77")
    factory.trace(office, one, value="A123BC-77")
    factory.trace(
        office, other_case(office, "Third", kind="D03", happened="2026-01-05"), value="A123BC77 RUS"
    )
    found = office.traces.elsewhere(mine.case_id)
    assert found == {mine.id: Elsewhere(2, ("D03", "T03"), date(2025, 3, 1), date(2026, 1, 5))}
    assert "Second" not in repr(found)
    assert [(each.number, each.incident_id == one.id) for each in office.traces.sightings(mine.id)] == [
        ("C-0002", True),
        ("C-0003", False),
    ]
    assert office.cases.summary(mine.case_id).elsewhere == found


def test_what_is_only_in_one_case_or_of_another_kind_was_not_seen_elsewhere(office: Office) -> None:
    incident = other_case(office, "First")
    factory.trace(office, incident, value=PLATE)
    factory.trace(office, incident, value=PLATE)
    factory.trace(office, other_case(office, "Second"), kind="XX", value=PLATE)
    factory.trace(office, other_case(office, "Third"), value="??")
    factory.trace(office, other_case(office, "Fourth"), value="??")
    assert office.traces.elsewhere(incident.case_id) == {}


@pytest.mark.parametrize("kind", [Trace, Incident, Case])
def test_what_was_deleted_does_not_count_until_it_is_back(
    office: Office, kind: type[Trace | Incident | Case]
) -> None:
    mine = factory.trace(office, other_case(office, "First"), value=PLATE)
    incident = other_case(office, "Second")
    theirs = factory.trace(office, incident, value=PLATE)
    record = {Trace: theirs.id, Incident: incident.id, Case: incident.case_id}[kind]
    deletion = office.records.delete(kind, record).deletion
    # A trace outlives its incident: it is told, without the incident's kind and time.
    left = {mine.id: Elsewhere(1, (), None, None)} if kind is Incident else {}
    assert office.traces.elsewhere(mine.case_id) == left
    office.records.restore(deletion)
    assert office.traces.elsewhere(mine.case_id)[mine.id].kinds == ("T07",)


def test_a_trace_that_came_into_a_case_of_the_bin_is_told_nowhere(office: Office) -> None:
    mine = factory.trace(office, other_case(office, "First"), value=PLATE)
    theirs = other_case(office, "Second")
    plate = Spotted("PLA", PLATE)
    office.records.delete(Case, theirs.case_id)
    # Typed while the case was open, saved after it went into the bin.
    office.records.add(Trace(case_id=theirs.case_id, kind="PLA", value=PLATE))
    assert office.traces.elsewhere(mine.case_id) == {}
    assert office.traces.sightings(mine.id) == []
    assert office.quick_log.seen([plate], mine.case_id) == {}


def test_a_number_without_country_is_one_of_the_country_where_it_was_noted(office: Office) -> None:
    mine = factory.trace(
        office, other_case(office, "First", country="GE"), kind="TEL", value="322 00 00 01", country=""
    )
    kept = office.records.get(Trace, mine.id)
    assert (kept.country, kept.key) == ("GE", "+995322000001")
    whole = factory.trace(
        office, other_case(office, "Second"), kind="TEL", value="+995 322 00 00 01", country=""
    )
    assert office.records.get(Trace, whole.id).country == ""
    assert set(office.traces.elsewhere(mine.case_id)) == {mine.id}


@pytest.mark.parametrize(("kind", "value"), [("ACC", "+7 916 1234567"), ("ACC", "wa.me/79161234567")])
def test_a_number_noted_as_account_is_that_of_the_telephone(office: Office, kind: str, value: str) -> None:
    account = factory.trace(office, other_case(office, "First"), kind=kind, value=value)
    phone = factory.trace(office, other_case(office, "Second"), kind="TEL", value="8 916 123-45-67")
    factory.trace(office, other_case(office, "Third"), kind="XX", value="+79161234567")
    digits = factory.trace(office, other_case(office, "Fourth"), kind="ACC", value="123456")
    factory.trace(office, other_case(office, "Fifth"), kind="TEL", value="123456", country="")
    for one, other in ((account, phone), (phone, account)):
        assert {trace: seen.cases for trace, seen in office.traces.elsewhere(one.case_id).items()} == {
            one.id: 1
        }
        assert [each.case_id for each in office.traces.sightings(one.id)] == [other.case_id]
        assert {account.id, phone.id} <= {each.id for each in office.search.find("89161234567")}
    assert office.traces.elsewhere(digits.case_id) == {}
    assert scanned(office, lambda: office.traces.elsewhere(phone.case_id)) == set()
    assert scanned(office, lambda: office.traces.sightings(phone.id)) == set()


def test_the_officer_of_an_incident_is_compared_without_further_ado(office: Office) -> None:
    mine = other_case(office, "First", officer="Lt. Kalniņš")
    other = other_case(office, "Second")
    office.records.change(Incident, other.id, officer="Kalnins")
    (trace,) = office.records.of_case(Trace, mine.case_id)
    assert (trace.kind, trace.value, trace.incident_id) == ("OFF", "Lt. Kalniņš", mine.id)
    assert set(office.traces.elsewhere(mine.case_id)) == {trace.id}
    assert [each.incident_id for each in office.traces.sightings(trace.id)] == [other.id]


def test_the_trace_of_an_officer_follows_the_field_and_goes_with_it(office: Office) -> None:
    mine = other_case(office, "First", officer="Kalnin")
    office.records.change(Incident, mine.id, officer="Lt. Kalniņš", place="Riga")
    (trace,) = office.records.of_case(Trace, mine.case_id)
    assert trace.value == "Lt. Kalniņš"
    changed = office.records.change(Incident, mine.id, officer="")
    assert office.records.of_case(Trace, mine.case_id) == []
    office.records.take_back(changed.changes)
    (back,) = office.records.of_case(Trace, mine.case_id)
    assert (back.id, office.records.get(Incident, mine.id).officer) == (trace.id, "Lt. Kalniņš")
    seq = next(line.seq for line in office.records.history(Incident, mine.id) if line.field == "officer")
    office.records.revert(Incident, mine.id, seq)
    assert office.records.get(Incident, mine.id).officer == ""
    assert office.records.of_case(Trace, mine.case_id) == []


def test_an_officer_who_was_noted_or_taken_out_by_hand_is_left_alone(office: Office) -> None:
    mine = other_case(office, "First")
    noted = factory.trace(office, mine, kind="OFF", value="Janis Kalnins", described="Scar on the chin")
    office.records.change(Incident, mine.id, officer="Jānis Kalniņš")
    assert [one.id for one in office.records.of_case(Trace, mine.case_id)] == [noted.id]
    second = other_case(office, "Second", officer="Kovač")
    (made,) = office.records.of_case(Trace, second.case_id)
    office.records.change(Trace, made.id, described="Grey beard")
    office.records.change(Incident, second.id, officer="")
    assert [one.described for one in office.records.of_case(Trace, second.case_id)] == ["Grey beard"]
    third = other_case(office, "Third", officer="Kovač")
    (made,) = office.records.of_case(Trace, third.case_id)
    office.records.delete(Trace, made.id)
    office.records.change(Incident, third.id, officer="Kovač, by telephone")
    assert office.records.of_case(Trace, third.case_id) == []


def test_an_update_compares_what_was_noted_before_by_todays_rules(tmp_path: Path, clock: FixedClock) -> None:
    office = new_office(tmp_path / "older", clock)
    mine = factory.trace(office, other_case(office, "First"), kind="OFF", value="Lt. Kalniņš")
    plate = factory.trace(office, other_case(office, "Second"), value="LV KA-1234")
    with office.custody.engine.begin() as connection:
        for trace, key in ((mine, "kalninw"), (plate, "LVKA1234")):
            connection.execute(
                text("UPDATE traces SET key = :key WHERE id = :id"), {"key": key, "id": trace.id}
            )
    keys_anew(office.custody.engine)
    factory.trace(office, other_case(office, "Third"), kind="OFF", value="Kalnins")
    factory.trace(office, other_case(office, "Fourth"), value="KA-1234")
    assert set(office.traces.elsewhere(mine.case_id)) == {mine.id}
    assert set(office.traces.elsewhere(plate.case_id)) == {plate.id}
    assert office.records.get(Trace, mine.id).version == 1
    office.close()


def test_a_corrected_value_is_compared_anew(office: Office) -> None:
    mine = factory.trace(office, other_case(office, "First"), value="А124ВС77")
    factory.trace(office, other_case(office, "Second"), value=PLATE)
    assert office.traces.elsewhere(mine.case_id) == {}
    office.records.change(Trace, mine.id, value="А 123 ВС 77")
    assert set(office.traces.elsewhere(mine.case_id)) == {mine.id}


@pytest.mark.parametrize(
    ("kind", "noted", "searched"),
    [
        ("PLA", "А123ВС77", "a123bc77"),
        ("PLA", "A123BC77", "а 123 вс 77"),
        ("TEL", "8 (900) 000-00-01", "+79000000001"),
        ("TEL", "+371 2000 0001", "20000001"),
        ("ACC", "https://t.me/example_watch", "@example_watch"),
        ("OFF", "капитан Щукин Илья", "Ilia Shchukin"),
        ("ADR", "ул. Ленина, д. 5", "Lenina 5"),
    ],
)
def test_search_finds_a_trace_by_any_writing(office: Office, kind: str, noted: str, searched: str) -> None:
    factory.furnish(office)
    trace = factory.trace(office, other_case(office, "First"), kind=kind, value=noted, country="")
    found = [(each.kind, each.id, each.title) for each in office.search.find(searched)]
    assert ("trace", trace.id, noted) in found
    assert trace.case_id in office.search.case_ids(searched)
    office.records.delete(Trace, trace.id)
    assert trace.id not in [each.id for each in office.search.find(searched)]


def test_a_value_of_a_million_signs_is_refused_with_a_sentence_and_nothing_is_lost(office: Office) -> None:
    trace = factory.trace(office, other_case(office, "First"), value=PLATE)
    with pytest.raises(Invalid) as refused:
        office.records.change(Trace, trace.id, value="A1" * 500_000)
    assert refused.value.fields["value"]
    assert office.records.get(Trace, trace.id).value == PLATE


def test_hidden_signs_in_a_value_change_neither_key_nor_store(office: Office) -> None:
    mine = factory.trace(office, other_case(office, "First"), value="\u202eА123\x00ВС77\u2069")
    factory.trace(office, other_case(office, "Second"), value=PLATE)
    assert set(office.traces.elsewhere(mine.case_id)) == {mine.id}


def test_looking_elsewhere_goes_through_the_indexes(office: Office) -> None:
    trace = factory.trace(office, other_case(office, "First"), value=PLATE)
    asked: list[tuple[str, Any]] = []
    engine = office.custody.engine

    def remember(_c: Any, _cursor: Any, statement: str, parameters: Any, *_rest: Any) -> None:
        asked.append((statement, parameters))

    event.listen(engine, "before_cursor_execute", remember)
    try:
        office.traces.elsewhere(trace.case_id)
        office.traces.sightings(trace.id)
        office.search.find(PLATE)
    finally:
        event.remove(engine, "before_cursor_execute", remember)
    seen = [(statement, parameters) for statement, parameters in asked if "FROM traces" in statement]
    assert len(seen) >= 3
    with office.store.read() as work:
        for statement, parameters in seen:
            plan = work.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters).all()
            steps = [str(row[-1]) for row in plan]
            assert not [step for step in steps if step.startswith("SCAN")], steps
        assert work.execute(text("SELECT count(*) FROM traces")).scalar_one() == 1
