"""Keeping records through the service: cleaning, field errors, bin and undo, history, what follows along."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from caseapp.errors import Invalid, NotFound
from caseapp.records import Case, Contact, Incident, Letter, Note, Person, Spelling
from caseapp.services.cases import CaseFilter
from caseapp.services.office import Office
from caseapp.services.past import LetterIssued
from tests import factory
from tests.fakes import FixedClock
from tests.stores import new_office


@pytest.fixture
def office(tmp_path: Path, clock: FixedClock) -> Iterator[Office]:
    made = new_office(tmp_path / "store", clock)
    yield made
    made.close()


def open_case(office: Office, family: str = "Тестова", given: str = "Анна", **case: object) -> Case:
    return office.cases.open_new({"family": family, "given": given}, dict(case)).record


def test_a_new_case_gets_the_next_number_and_the_clients_name(office: Office) -> None:
    first, second = open_case(office), open_case(office, "Примерова")
    assert (first.number, second.number) == ("C-0001", "C-0002")
    assert (first.name, first.sort_key) == ("Анна Тестова", "тестова анна")
    assert first.opened_on == office.clock.today()
    client = office.records.get(Person, first.client_id or "")
    office.records.change(Person, client.id, latin_family="Testova", latin_given="Anna")
    case = office.records.get(Case, first.id)
    assert (case.name, case.name_original) == ("Anna Testova", "Анна Тестова")


def test_values_are_cleaned_and_bounds_of_dates_filled(office: Office) -> None:
    case = open_case(office, city="  Riga\u202e ")
    assert case.city == "Riga"
    incident = office.records.add(
        Incident(
            case_id=case.id, title="Followed", kind="T03", happened="2023-21", happened_words="spring 2023"
        )
    ).record
    assert incident.happened_from is not None
    assert incident.happened_to is not None
    assert incident.happened_from.year == incident.happened_to.year == 2023
    changed = office.records.change(Incident, incident.id, happened="").record
    assert (changed.happened_from, changed.happened_to) == (None, None)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("kind", "Z99"),
        ("happened", "2023-02-30"),
        ("country", "ZZ"),
        ("ongoing", "perhaps"),
        ("other_kinds", ["D01", "Z99"]),
    ],
)
def test_a_value_that_does_not_fit_is_told_beside_its_field(
    office: Office, field: str, value: object
) -> None:
    case = open_case(office)
    incident = office.records.add(Incident(case_id=case.id, title="Followed")).record
    with pytest.raises(Invalid) as caught:
        office.records.change(Incident, incident.id, **{field: value}, place="Riga")
    assert list(caught.value.fields) == [field]
    assert all(caught.value.fields.values())
    assert office.records.get(Incident, incident.id).place == ""


def test_bad_mail_and_phone_are_told(office: Office) -> None:
    with pytest.raises(Invalid) as caught:
        office.records.add(Contact(name="Desk", mail="nobody", phone="call me"))
    assert set(caught.value.fields) == {"mail", "phone"}


def test_deleting_a_case_takes_all_of_it_and_undo_brings_it_back(office: Office) -> None:
    case = open_case(office)
    office.records.add(Incident(case_id=case.id, title="Followed"))
    kept = office.records.add(Note(case_id=case.id, text="called")).record
    office.records.delete(Note, kept.id)
    deleted = office.records.delete(Case, case.id)
    assert office.cases.count(CaseFilter(status="all")) == 0
    assert office.search.find("Тестова") == []
    with pytest.raises(NotFound):
        office.records.get(Case, case.id)
    assert {binned.record.KIND for binned in office.bin.all()} == {"case", "note"}
    changes = office.records.restore(deleted.deletion)
    assert case.id in changes.cases
    summary = office.cases.summary(case.id)
    assert [i.title for i in summary.incidents] == ["Followed"]
    assert summary.notes == []
    assert [found.id for found in office.search.find("Testova")] != []


def test_deleting_a_person_takes_their_spellings_but_not_what_happened(office: Office) -> None:
    case = open_case(office)
    client = case.client_id or ""
    office.records.add(Spelling(case_id=case.id, person_id=client, family="Testowa"))
    office.records.add(Incident(case_id=case.id, person_id=client, title="Followed"))
    office.records.delete(Person, client)
    summary = office.cases.summary(case.id)
    assert (summary.spellings, [i.title for i in summary.incidents]) == ([], ["Followed"])


def test_history_tells_each_field_before_and_after(office: Office) -> None:
    case = open_case(office)
    office.records.change(Case, case.id, city="Riga", risk="3")
    office.records.change(Case, case.id, city="Tallinn")
    lines = [(line.field, line.before, line.after) for line in office.records.history(Case, case.id)]
    assert lines[0] == ("city", "Riga", "Tallinn")
    assert set(lines[1:3]) == {("city", "", "Riga"), ("risk", "", "3")}
    assert {line.who for line in office.records.history(Case, case.id)} == {office.me}


def test_the_history_of_a_case_names_whom_it_mentions(office: Office) -> None:
    case = open_case(office)
    contact = office.records.add(Contact(country="LV", name="Office for Tests")).record
    letter = office.letters.new(case.id, "asylum_support", "en").record
    office.letters.change(letter.id, contact_id=contact.id)
    lines = [(kind, line) for kind, _, line in office.records.history_of_case(case.id)]
    names = office.records.names(lines)
    assert names[contact.id] == "Office for Tests"
    assert names[office.me]


def test_the_last_contact_follows_the_journal(office: Office) -> None:
    case = open_case(office)
    for day in (date(2026, 3, 10), date(2026, 3, 2)):
        office.records.add(Note(case_id=case.id, on=day, text="call"))
    assert office.records.get(Case, case.id).last_contact == date(2026, 3, 10)


def test_the_list_filters_sorts_and_pages(office: Office) -> None:
    today = office.clock.today()
    for n, risk in enumerate("1423"):
        open_case(
            office,
            f"Тестова{'абвг'[n]}",
            risk=risk,
            deadline_on=today + timedelta(days=10 * n) if n else None,
        )
    closed = open_case(office, "Закрытая")
    office.records.change(Case, closed.id, status="CLO")
    assert office.cases.count(CaseFilter()) == 4
    assert office.cases.count(CaseFilter(status="closed")) == 1
    assert [r.risk for r in office.cases.window(CaseFilter(), "risk", descending=True)] == [
        "4",
        "3",
        "2",
        "1",
    ]
    assert [r.risk for r in office.cases.window(CaseFilter(), "deadline", descending=False)] == [
        "4",
        "2",
        "3",
        "1",
    ]
    assert office.cases.count(CaseFilter(deadline_within=14)) == 1
    assert office.cases.count(CaseFilter(no_contact_for=30)) == 4
    assert office.cases.count(CaseFilter(risk=("3", "4"))) == 2
    assert office.cases.count(CaseFilter(mine=True)) == 4
    assert [r.name for r in office.cases.window(CaseFilter(text="testovab"), "name")] == ["Анна Тестоваб"]
    for sort in ("risk", "name", "country", "status", "deadline", "contact", "number"):
        for descending in (False, True):
            whole = office.cases.window(CaseFilter(status="all"), sort, descending)
            paged, after = [], None
            while True:
                page = office.cases.page(CaseFilter(status="all"), sort, descending, after, 2)
                paged += page.rows
                if (after := page.next) is None:
                    break
            assert paged == whole
            assert len(whole) == 5


@pytest.mark.parametrize(
    "typed", ["Kuzminov", "Kuzmynov", "Kouzminov", "Kuz'minov", "Кузьминов", "кузмин", "Kuzminof", "KUZMINOW"]
)
def test_a_cyrillic_name_is_found_by_any_spelling(office: Office, typed: str) -> None:
    case = open_case(office, "Кузьминов", "Пётр")
    open_case(office, "Образцова", "Вера")
    found = office.search.find(typed)
    assert [f.case_id for f in found] == [case.id]


@pytest.mark.parametrize("typed", ["Кузьминов", "Кузминов", "Кузьмынов", "kuzminov"])
def test_a_latin_name_is_found_from_cyrillic(office: Office, typed: str) -> None:
    case = office.cases.open_new({"latin_family": "Kouzminov", "latin_given": "Petr"}, {}).record
    open_case(office, "Образцова", "Вера")
    assert [f.case_id for f in office.search.find(typed)] == [case.id]


def test_texts_are_found_and_strange_queries_find_nothing(office: Office) -> None:
    case = open_case(office)
    office.records.add(Incident(case_id=case.id, title="Чёрная машина у подъезда", place="Riga"))
    assert [f.kind for f in office.search.find("черная маш")] == ["incident"]
    for strange in ("", "   ", '"', "a*b(", "NEAR(", "folded:x", "-", "\x00", "'" * 50, "щ" * 500):
        assert office.search.find(strange) == [], strange


def test_half_typed_text_is_kept_and_dropped(office: Office) -> None:
    office.drafts.put("case/1/note", {"text": "half"})
    office.drafts.put("case/1/note", {"text": "half a sen"})
    assert office.drafts.get("case/1/note") == {"text": "half a sen"}
    office.drafts.drop("case/1/note")
    assert office.drafts.get("case/1/note") is None


def test_an_issued_letter_goes_only_with_its_case(office: Office) -> None:
    case = open_case(office)
    issued = office.records.add(Letter(case_id=case.id, kind="dossier", issued_at=office.clock.now())).record
    for attempt in (
        lambda: office.records.delete(Letter, issued.id),
        lambda: office.records.change(Letter, issued.id, salutation="Dear friend,"),
    ):
        with pytest.raises(LetterIssued):
            attempt()
    office.records.delete(Case, case.id)
    with pytest.raises(NotFound):
        office.records.get(Letter, issued.id)


def test_within_one_level_of_risk_the_nearest_deadline_comes_first(office: Office) -> None:
    today = office.clock.today()
    for family, risk, days in (("А", "4", 9), ("Б", "4", None), ("В", "4", 2), ("Г", "3", 1)):
        open_case(office, family, "", risk=risk, deadline_on=today + timedelta(days=days) if days else None)
    assert [row.name for row in office.cases.window(CaseFilter(), "risk", descending=True)] == [
        "В",
        "А",
        "Б",
        "Г",
    ]


def test_notes_of_one_day_stand_newest_first(office: Office, clock: FixedClock) -> None:
    case = factory.case(office)
    for text in ("first", "second", "third"):
        clock.advance(timedelta(minutes=1))
        office.records.add(Note(case_id=case.id, on=clock.today(), text=text))
    assert [note.text for note in office.cases.summary(case.id).notes] == ["third", "second", "first"]


def test_a_source_that_nobody_has_judged_is_graded_as_one_that_cannot_be(office: Office) -> None:
    case = factory.case(office)
    bare = factory.incident(office, case, source_kind="", source_note={})
    assert (bare.reliability, bare.credibility) == ("", ""), "there is no source to grade"
    told = office.records.change(Incident, bare.id, source_kind="INT").record
    assert (told.reliability, told.credibility) == ("F", "6")
    claim = factory.claim(office, bare)
    assert (claim.reliability, claim.credibility) == ("F", "6")


def test_a_grade_that_somebody_gave_or_took_away_stays(office: Office) -> None:
    case = factory.case(office)
    judged = factory.incident(office, case, reliability="B", credibility="2")
    assert (judged.reliability, judged.credibility) == ("B", "2")
    cleared = office.records.change(Incident, judged.id, reliability="", credibility="").record
    assert (cleared.reliability, cleared.credibility) == ("", "")
    assert office.records.change(Incident, judged.id, place="Rīga").record.reliability == ""


def test_undoing_the_entry_of_a_source_undoes_its_grades(office: Office) -> None:
    bare = factory.incident(office, factory.case(office), source_kind="", source_note={})
    saved = office.records.change(Incident, bare.id, source_kind="INT")
    office.records.take_back(saved.changes)
    found = office.records.get(Incident, bare.id)
    assert (found.source_kind, found.reliability, found.credibility) == ("", "", "")
