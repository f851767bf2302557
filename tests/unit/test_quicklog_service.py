"""Keeping a quick log: everything in one transaction, nothing lost, all of it taken back by one act."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from caseapp.errors import Invalid, NotFound
from caseapp.records import Case, Incident, Note, Trace
from caseapp.services.office import Office
from caseapp.services.quicklog import Entry, Spotted
from tests import factory, stores
from tests.fakes import FixedClock


@pytest.fixture
def office(tmp_path: Path, clock: FixedClock) -> Iterator[Office]:
    opened = stores.new_office(tmp_path / "store", clock)
    factory.furnish(opened)
    yield opened
    opened.close()


PLATE = Spotted("PLA", "А123ВС77", "", "серая шкода")


def entry(case: Case, **values: object) -> Entry:
    return Entry(**{"text": "Followed by a car", "case_id": case.id, "title": "Followed", **values})  # type: ignore[arg-type]


class TestSaving:
    def test_incident_traces_and_journal_stand_in_the_case(self, office: Office, clock: FixedClock) -> None:
        case = factory.case(office)
        logged = office.quick_log.save(
            entry(
                case,
                kind="T03",
                happened="2026-03-15",
                happened_words="вчера вечером",
                time_of_day="вечером",
                place="Рига, у метро",
                country="LV",
                spotted=(PLATE, Spotted("TEL", "+7 916 123-45-67")),
                remarks=("Asked: safe.",),
                told=True,
                channel="TEL",
            )
        )
        summary = office.cases.summary(case.id)
        (incident,) = summary.incidents
        assert incident.id == logged.incident.id
        assert (incident.happened, incident.happened_words) == ("2026-03-15", "вчера вечером")
        assert incident.notes == "Followed by a car\n\nAsked: safe."
        assert (incident.source_kind, incident.basis, incident.told_on) == ("INT", "K3", clock.today())
        assert {(t.kind, t.value, t.incident_id) for t in summary.traces} == {
            ("PLA", "А123ВС77", incident.id),
            ("TEL", "+7 916 123-45-67", incident.id),
        }
        (note,) = summary.notes
        assert (note.about, note.channel, note.on) == ([incident.id], "TEL", clock.today())
        assert office.records.get(Case, case.id).last_contact == clock.today()

    def test_claims_no_source_that_nobody_confirmed(self, office: Office) -> None:
        case = factory.case(office)
        incident = office.quick_log.save(entry(case)).incident
        assert (incident.source_kind, incident.basis, incident.kind, incident.country) == ("", "", "", "")
        assert office.cases.summary(case.id).notes == []

    def test_opens_a_case_for_a_new_client_along_with_it(self, office: Office) -> None:
        logged = office.quick_log.save(Entry(text="followed", new_client="Иванова Анна", title="Followed"))
        summary = office.cases.summary(logged.case.id)
        assert summary.client is not None
        assert (summary.client.family, summary.client.given) == ("Иванова", "Анна")
        assert [one.title for one in summary.incidents] == ["Followed"]

    def test_keeps_nothing_when_a_part_does_not_fit(self, office: Office) -> None:
        before = len(office.records.all(Case))
        long = Spotted("ACC", "@" + "x" * 400)
        with pytest.raises(Invalid) as refused:
            office.quick_log.save(Entry(text="t", new_client="Иванова", title="T", spotted=(long,)))
        assert set(refused.value.fields) == {"account"}
        assert len(office.records.all(Case)) == before
        assert office.search.find("Иванова") == []

    def test_refuses_a_case_that_is_gone(self, office: Office) -> None:
        case = factory.case(office)
        office.records.delete(Case, case.id)
        with pytest.raises(NotFound):
            office.quick_log.save(entry(case))

    def test_cleans_what_cannot_be_seen_and_keeps_every_word(self, office: Office) -> None:
        case = factory.case(office)
        incident = office.quick_log.save(
            entry(case, text="шла\u202e за\u200b ней\0", title="a\u202eb")
        ).incident
        assert (incident.notes, incident.title) == ("шла за ней", "ab")

    def test_raises_the_risk_only_when_asked_to(self, office: Office, clock: FixedClock) -> None:
        case = factory.case(office, risk="2")
        office.quick_log.save(entry(case))
        assert office.records.get(Case, case.id).risk == "2"
        office.quick_log.save(entry(case, critical=True))
        assert (office.records.get(Case, case.id).risk, office.records.get(Case, case.id).risk_on) == (
            "4",
            clock.today(),
        )


class TestUndo:
    def test_takes_back_all_of_it(self, office: Office) -> None:
        case = factory.case(office, risk="2")
        logged = office.quick_log.save(entry(case, spotted=(PLATE,), told=True, critical=True))
        office.quick_log.undo(logged)
        summary = office.cases.summary(case.id)
        assert (summary.incidents, summary.traces, summary.notes) == ([], [], [])
        assert (summary.case.risk, summary.case.risk_on) == ("2", None)

    def test_takes_back_the_case_that_was_opened(self, office: Office) -> None:
        logged = office.quick_log.save(Entry(text="t", new_client="Иванова Анна", title="T"))
        office.quick_log.undo(logged)
        assert office.quick_log.client(logged.case.id) is None


class TestSeenBefore:
    def test_counts_other_cases_however_it_was_written(self, office: Office) -> None:
        here, there = factory.case(office), factory.case(office, {"family": "Иванова"})
        office.records.add(Trace(case_id=there.id, kind="PLA", value="a123bc 77"))
        office.records.add(Trace(case_id=here.id, kind="PLA", value="А123ВС77"))
        assert office.quick_log.seen([PLATE], here.id) == {PLATE: 1}
        assert office.quick_log.save(entry(here, spotted=(PLATE,))).seen == 1

    def test_a_number_without_its_code_counts_as_it_is_recorded(self, office: Office) -> None:
        here = factory.case(office, country="GE")
        there = factory.case(office, {"family": "Иванова"})
        office.records.add(Trace(case_id=there.id, kind="TEL", value="+995 322 00 00 01"))
        assert office.quick_log.save(entry(here, spotted=(Spotted("TEL", "322 00 00 01"),))).seen == 1

    def test_says_nothing_of_deleted_cases_and_of_too_little(self, office: Office) -> None:
        here, there = factory.case(office), factory.case(office, {"family": "Иванова"})
        office.records.add(Trace(case_id=there.id, kind="PLA", value="А123ВС77"))
        office.records.delete(Case, there.id)
        assert office.quick_log.seen([PLATE, Spotted("PLA", "А1")], here.id) == {}


class TestWhoseCase:
    def test_finds_across_scripts_by_number_and_with_a_slip(self, office: Office) -> None:
        case = factory.case(office)
        for typed in ("щук", "shchuk", "Щукина", case.number.lower(), "shukina", "Щюкина"):
            assert [found.case_id for found in office.quick_log.clients(typed)] == [case.id], typed

    @pytest.mark.parametrize("words", ["Щукина", "Щукиной", "Щукину", "Shchukina", "Щукиной Евгении"])
    def test_knows_the_client_in_a_sentence(self, office: Office, words: str) -> None:
        case = factory.case(office)
        assert [guess.client.case_id for guess in office.quick_log.guesses([words])] == [case.id]

    def test_takes_no_other_word_for_a_name(self, office: Office) -> None:
        factory.case(office)
        assert office.quick_log.guesses(["Followed", "Шкода", "Петрова", "Riga"]) == []

    def test_counts_what_happened_lately(self, office: Office) -> None:
        case = factory.case(office)
        for happened in ("2026-03-10", "2026-02-25", "2025-03-01"):
            office.records.add(Incident(case_id=case.id, title="x", happened=happened))
        assert office.quick_log.recent(case.id) == 2


def test_all_that_was_logged_is_found_again(office: Office) -> None:
    case = factory.case(office)
    office.quick_log.save(entry(case, text="серая шкода у метро", spotted=(PLATE,), told=True))
    kinds = {found.kind for found in office.search.find("шкода")}
    assert {"incident", "trace", "note"} <= kinds
    assert office.records.of_case(Note, case.id)
