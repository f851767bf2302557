"""What happens to exiles today can be recorded with its codes, and comes back wherever it is needed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from caseapp import lists
from caseapp.letters import kinds
from caseapp.records import Case, Evidence, Incident
from caseapp.services.demo import fill
from caseapp.services.gathering import gather
from caseapp.services.office import Office
from caseapp.viewer.viewing import SHOWN
from tests import factory
from tests.fakes import FixedClock
from tests.letters.letter_text import text_of
from tests.stores import new_office

#: What is in the news of the seed: country, codes, date as known, words, who is said to be behind it.
WORLD: dict[str, dict[str, Any]] = {
    "warned not to order food": {
        "country": "LV", "place": "Riga", "kind": "T07", "happened": "2025-11-16/2025-11-18",
        "said": "The security service told her not to order food to her home.", "attribution": "AT5",
    },
    "suspected poisoning": {
        "country": "DE", "place": "Berlin", "kind": "D03", "happened": "2025-06~",
        "said": "After a meeting she lost feeling in both hands.", "attribution": "AT5",
    },
    "shot dead": {
        "country": "ES", "place": "Villajoyosa", "kind": "D01", "happened": "2024-02-13",
        "said": "He was shot dead in an underground car park.", "actor_kind": "GRU", "attribution": "AT3",
        "source_kind": "PRS", "source_note": {"en": "reports of the national press, February 2024"},
        "basis": "K5", "outcome": "DEA",
    },
    "journalist harassed": {
        "country": "CZ", "place": "Prague", "kind": "T03", "other_kinds": ["T02"], "happened": "2023-21",
        "said": "Strangers photographed her on her way to the newsroom.", "attribution": "AT5",
    },
    "anti-war activists arrested at Moscow's request": {
        "country": "KZ", "place": "Almaty", "kind": "H01", "happened": "2026-01", "host_conduct": "COO",
        "said": "Two activists were arrested on a request from Moscow.",
        "actor_kind": "HOSTPOL", "attribution": "AT1", "basis": "K2", "outcome": "DET",
        "source_note": {"en": "arrest warrant of January 2026"},
    },
    "people tracked by face recognition": {
        "country": "KG", "place": "Bishkek", "kind": "H10", "happened": "../2025-08", "host_conduct": "COM",
        "said": "Cameras of the city recognised him within an hour.",
        "actor_kind": "HOSTSEC", "attribution": "AT4",
    },
    "a care worker arrested on an Interpol request": {
        "country": "ME", "place": "Budva", "kind": "H01", "other_kinds": ["H08"], "happened": "2025-05-03",
        "said": "A care worker was arrested on a notice of Interpol.", "actor_kind": "HOSTPOL",
        "attribution": "AT1", "basis": "K2", "source_note": {"en": "order of the court of 4 May 2025"},
    },
    "host slow to respond": {
        "country": "LV", "place": "Riga", "kind": "H13", "happened": "2025-12/2026-01", "host_conduct": "SLO",
        "said": "The police answered after eight weeks.", "reported_to": "Police, Riga", "report_no": "V-1",
        "response": {"en": "Received by telephone; no officer was named."}, "investigation": "RPT",
    },
}  # fmt: skip


@pytest.fixture
def office(tmp_path: Path, clock: FixedClock) -> Iterator[Office]:
    made = new_office(tmp_path / "store", clock)
    factory.furnish(made)
    yield made
    made.close()


@pytest.fixture
def case(office: Office) -> Case:
    return factory.case(office)


def record(office: Office, case: Case, title: str) -> Incident:
    values: dict[str, Any] = dict(WORLD[title])
    said = values.pop("said")
    defaults: dict[str, Any] = {"basis": "K3", "told_on": date(2026, 3, 15), "statement": {"en": said}}
    return office.records.add(Incident(case_id=case.id, title=title, **(defaults | values))).record


@pytest.mark.parametrize("title", WORLD)
def test_it_is_found_stands_on_the_timeline_and_is_told_in_a_dossier(
    office: Office, case: Case, title: str
) -> None:
    kept = record(office, case, title)
    assert ("incident", kept.id) in [(one.kind, one.id) for one in office.search.find(title)]
    assert office.search.case_ids(str(WORLD[title]["place"])) == [case.id]
    (shown,) = office.cases.summary(case.id).incidents
    assert shown.happened_from or shown.happened_to
    assert shown.happened == WORLD[title]["happened"], "no day is invented"
    letter = office.letters.new(case.id, "dossier", "en").record
    with office.store.read() as work:
        material = gather(work, letter, office.clock.today(), kinds.BY_CODE["dossier"])
    text = text_of(kinds.BY_CODE["dossier"].compose(material, kinds.BY_CODE["dossier"].texts("en")))
    assert str(WORLD[title]["said"]) in text
    for code in (kept.kind, *kept.other_kinds):
        assert lists.get("incident_kinds").label(code, "en").casefold() in text.casefold()
    if response := kept.response.get("en"):
        assert response in text
    about_it = [each for each in office.letters.check(letter.id) if each.id == kept.id and each.blocks]
    assert about_it == []


def test_who_only_stands_under_suspicion_is_never_told_as_the_doer(office: Office, case: Case) -> None:
    kept = record(office, case, "shot dead")
    office.records.change(
        Incident, kept.id, statement={"en": "Military intelligence killed him in a car park."}
    )
    letter = office.letters.new(case.id, "protection", "en").record
    found = [each.code for each in office.letters.check(letter.id) if each.id == kept.id and each.blocks]
    assert found == ["suspicion-as-fact"]


def test_all_of_it_is_counted_by_kind_and_country(office: Office, case: Case) -> None:
    for title in WORLD:
        record(office, case, title)
    codes = [code for one in WORLD.values() for code in (one["kind"], *one.get("other_kinds", []))]
    assert office.counts.by_kind() == Counter(codes)
    assert office.counts.by_country() == Counter(str(one["country"]) for one in WORLD.values())
    office.records.delete(Case, case.id)
    assert office.counts.by_kind() == office.counts.by_country() == {}


def test_the_order_is_that_of_time_however_vague_the_dates(office: Office, case: Case) -> None:
    for title in WORLD:
        record(office, case, title)
    shown = [one.title for one in office.cases.summary(case.id).incidents]
    assert shown[:2] == ["journalist harassed", "shot dead"]
    assert shown[-1] == "anti-war activists arrested at Moscow's request"
    assert sorted(shown) == sorted(WORLD)


def test_the_demonstration_shows_actors_and_what_repeats_across_cases(office: Office) -> None:
    counts = fill(office)
    known = {one.actor.name: one.incidents for one in office.actors.all()}
    assert len(known) == counts["actor"] == 5
    assert known["Channel “Vymysel” (fictional)"] == 2
    first = office.cases.by_number("NL-0001")
    summary = office.cases.summary(first)
    told = {
        one.value: summary.elsewhere[one.id].cases for one in summary.traces if one.id in summary.elsewhere
    }
    assert told == {"+7 900 000-00-00": 1, "https://t.me/vymysel_channel": 2}
    (plate,) = office.cases.summary(office.cases.by_number("NL-0002")).traces
    assert [one.number for one in office.traces.sightings(plate.id)] == ["NL-0003"]
    van = next(one.actor for one in office.actors.all() if "grey van" in one.actor.name)
    assert [one.name for one in office.actors.sheet(van.id).above] == [
        "Unit 00000 (fictional)",
        "Office 0 of Unit 00000 (fictional)",
    ]
    shown = {one.id for one in office.records.all(Evidence) if one.media_type in SHOWN}
    assert len(shown) == 3
    assert set(office.evidence.previews(shown)) == shown, "papers too have a small picture, as when dropped"
