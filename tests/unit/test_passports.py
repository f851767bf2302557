"""What a document is worth on a day, and the watch over all cases."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from caseapp.lists import countries, recognition
from caseapp.records import IdentityDocument, Person
from caseapp.rules import passports
from caseapp.services.cases import CaseFilter
from caseapp.services.office import Office
from caseapp.services.search import index_missing
from db import fulltext
from tests import factory, stores
from tests.fakes import FixedClock

DAY = date(2026, 11, 12)


def paper(**values: Any) -> IdentityDocument:
    return IdentityDocument(**{**factory.DOCUMENT, "person_id": "p", **values})


def told(*documents: IdentityDocument, host: str = "GE") -> list[tuple[str, str, int]]:
    found = passports.alerts(documents, DAY, host, recognition.facts())
    return [(one.code, one.level, one.months) for one in found]


@pytest.mark.parametrize(
    ("until", "expected"),
    [
        (date(2026, 11, 11), [("ended", "crit", 0)]),
        (date(2026, 11, 12), [("ends", "high", 3)]),
        (date(2027, 2, 12), [("ends", "high", 3)]),
        (date(2027, 2, 13), [("ends", "mod", 6)]),
        (date(2027, 5, 12), [("ends", "mod", 6)]),
        (date(2027, 5, 13), [("ends", "low", 12)]),
        (date(2027, 11, 12), [("ends", "low", 12)]),
        (date(2027, 11, 13), []),
        (None, []),
    ],
)
def test_the_end_is_told_twelve_six_and_three_months_ahead(until: date | None, expected: list[Any]) -> None:
    assert told(paper(valid_until=until)) == expected


def test_months_are_those_of_the_calendar() -> None:
    assert passports.months_later(date(2026, 11, 30), 3) == date(2027, 2, 28)
    assert passports.months_until(DAY, date(2027, 4, 12)) == 5
    assert passports.months_until(DAY, date(2027, 4, 11)) == 4
    assert passports.months_until(DAY, DAY - timedelta(days=40)) == 0


@pytest.mark.parametrize(
    ("state", "code"),
    [("ANN", "annulled"), ("SEI", "seized"), ("LOS", "lost"), ("STO", "stolen"), ("EXP", "ended")],
)
def test_a_document_that_is_of_no_use_is_the_gravest(state: str, code: str) -> None:
    assert told(paper(state=state)) == [(code, "crit", 0)]


def test_what_was_replaced_or_followed_by_a_later_one_is_quiet() -> None:
    old = paper(valid_until=date(2027, 1, 1), main=False)
    assert told(old, paper()) == []
    assert told(paper(state="REP", valid_until=date(2020, 1, 1))) == []
    assert told(old, paper(person_id="somebody else"))
    assert told(old, paper(kind="CTD"))
    assert [code for code, *_ in told(old, paper(state="SEI"))] == ["seized", "ends"]


def test_only_papers_to_travel_and_stay_with_are_watched_for_their_end() -> None:
    assert told(paper(kind="DRV", valid_until=date(2020, 1, 1))) == []
    assert told(paper(kind="RES", valid_until=date(2027, 1, 1))) == [("ends", "high", 3)]


def unrecognised(document: IdentityDocument, host: str) -> list[passports.Alert]:
    found = passports.alerts([document], DAY, host, recognition.facts())
    return [one for one in found if one.code == "unrecognised"]


def test_a_passport_without_a_chip_is_told_where_its_holder_stays() -> None:
    (sure,) = unrecognised(paper(chip="NOT"), "LV")
    assert (sure.host, sure.check) == ("LV", False)
    assert sure.fact is not None
    assert "2025" in str(sure.fact.since)
    (unsure,) = unrecognised(paper(chip="NOT"), "NO")
    assert unsure.check, "nobody has verified this one"
    assert unrecognised(paper(chip="NOT"), "GE") == []
    assert unrecognised(paper(chip="BIO"), "LV") == []
    assert unrecognised(paper(chip="NOT", country="BY"), "LV") == []
    assert unrecognised(paper(chip="NOT", kind="PAI"), "LV") == []


def test_that_it_has_no_chip_may_follow_from_its_dates_and_is_then_to_be_checked() -> None:
    (guessed,) = unrecognised(paper(chip="", valid_until=date(2027, 1, 30)), "LV")
    assert guessed.check
    assert unrecognised(paper(chip=""), "LV") == [], "issued for ten years"


@pytest.mark.parametrize("chip", ["", "UU", "XX"])
def test_the_watch_reads_the_dates_of_a_passport_whose_chip_nobody_named(office: Office, chip: str) -> None:
    today, case = office.clock.today(), factory.case(office, country="LV")
    factory.document(
        office,
        case,
        chip=chip,
        issued_on=today - timedelta(days=200),
        valid_until=today + timedelta(days=1600),
    )
    (told,) = office.watch.all()
    assert (told.alert.code, told.alert.check) == ("unrecognised", True)


def test_what_a_caseworker_entered_needs_no_check() -> None:
    (entered,) = unrecognised(paper(not_recognised_in=["TR"]), "TR")
    assert entered.fact is None
    assert not entered.check


def old_and(**newer: Any) -> tuple[str, bool]:
    """How an old passport without a chip is told in Latvia beside another document of its holder."""
    old = paper(chip="NOT", valid_until=date(2027, 12, 30), main=False)
    found = passports.alerts([old, paper(**newer)], DAY, "LV", recognition.facts())
    (told,) = [one for one in found if one.document is old]
    return told.level, told.aside


@pytest.mark.parametrize(
    "newer",
    [
        {},
        {"chip": ""},
        {"kind": "CTD", "country": "LV", "chip": ""},
        {"kind": "ALN", "country": "LV", "chip": "UU"},
        {"country": "BY", "chip": ""},
    ],
)
def test_a_passport_that_is_not_recognised_stands_aside_for_one_that_is(newer: dict[str, Any]) -> None:
    assert old_and(**newer) == ("low", True)


@pytest.mark.parametrize(
    "newer",
    [
        {"person_id": "somebody else"},
        {"kind": "RES"},
        {"chip": "NOT"},
        {"chip": "", "issued_on": None},
        {"not_recognised_in": ["LV"]},
        {"state": "SEI"},
        {"state": "REP"},
        {"valid_until": date(2026, 11, 11)},
        {"valid_until": None},
    ],
)
def test_a_document_that_is_no_help_here_takes_no_warning_away(newer: dict[str, Any]) -> None:
    assert old_and(**newer) == ("high", False)


def test_a_rule_holds_from_its_day_and_is_to_be_checked_after_its_review() -> None:
    fact = next(one for one in recognition.facts() if one.host == "PL")
    assert not fact.holds(date(2026, 3, 31))
    assert fact.holds(date(2026, 4, 1))
    assert fact.sure(fact.review)
    assert not fact.sure(fact.review + timedelta(days=1))


def test_every_fact_has_a_source_a_day_and_a_day_of_review() -> None:
    hosts = [fact.host for fact in recognition.facts()]
    assert hosts == sorted(set(hosts))
    assert {"CZ", "DE", "DK", "EE", "FR", "IS", "LT", "LV", "PL", "RO"} <= set(hosts)
    for fact in recognition.facts():
        assert countries.known(fact.host)
        assert countries.known(fact.issuer)
        assert set(fact.source) == {"en", "ru"}
        assert all(len(words) > 10 for words in fact.source.values())
        assert fact.source["ru"] != fact.source["en"]
        assert fact.as_of < fact.review


# Across all cases


@pytest.fixture
def office(tmp_path: Path, clock: FixedClock) -> Iterator[Office]:
    opened = stores.new_office(tmp_path / "store", clock)
    yield opened
    opened.close()


def test_the_watch_tells_all_open_cases_the_most_urgent_first(office: Office) -> None:
    today = office.clock.today()
    soon, late, closed = (factory.case(office) for _ in range(3))
    home = factory.case(office, country="DE")
    factory.document(office, soon, valid_until=today + timedelta(days=200))
    factory.document(office, late, state="ANN")
    factory.document(office, home, chip="NOT")
    factory.document(office, closed, valid_until=today)
    office.records.change(type(closed), closed.id, status="CLO")
    gone = factory.document(office, soon, kind="CTD", valid_until=today - timedelta(days=3))
    found = office.watch.all()
    assert [(one.case.id, one.alert.code) for one in found] == [
        (soon.id, "ended"),
        (late.id, "annulled"),
        (home.id, "unrecognised"),
        (soon.id, "ends"),
    ]
    assert found[0].person.id == soon.client_id
    office.records.change(IdentityDocument, gone.id, valid_until=today + timedelta(days=4000))
    assert [one.alert.code for one in office.watch.all()] == ["annulled", "unrecognised", "ends"]


def test_a_case_is_found_by_the_end_of_a_passport_that_nothing_follows(office: Office) -> None:
    today = office.clock.today()
    case, other = factory.case(office), factory.case(office)
    old = factory.document(office, case, valid_until=today + timedelta(days=100))
    factory.document(office, other)
    wanted = CaseFilter(passport_within=6)
    assert [row.id for row in office.cases.window(wanted)] == [case.id]
    assert office.cases.count(CaseFilter(passport_within=3)) == 0
    newer = factory.document(office, case, main=False)
    assert office.cases.count(wanted) == 0
    office.records.delete(IdentityDocument, newer.id)
    assert office.cases.count(wanted) == 1
    office.records.change(IdentityDocument, old.id, state="REP")
    assert office.cases.count(wanted) == 0
    taken = office.records.change(IdentityDocument, old.id, state="SEI")
    assert office.cases.count(CaseFilter(passport_within=3)) == 1
    back = office.records.take_back(taken.changes)
    assert office.cases.count(wanted) == 0
    office.records.take_back(back.changes)
    gone = office.records.delete(Person, old.person_id)
    assert office.cases.count(wanted) == 0
    office.records.restore(gone.deletion)
    assert office.cases.count(wanted) == 1


def test_the_list_names_the_most_urgent_warning_of_each_case(office: Office) -> None:
    today = office.clock.today()
    case, other = factory.case(office, country="DE"), factory.case(office)
    factory.document(office, case, valid_until=today + timedelta(days=200), chip="NOT")
    factory.document(office, other, valid_until=today + timedelta(days=4000))
    told = {row.id: row.alert and row.alert.code for row in office.cases.window(CaseFilter())}
    assert told == {case.id: "unrecognised", other.id: None}


def test_beside_a_passport_that_is_recognised_no_case_is_called_out(office: Office) -> None:
    today, case = office.clock.today(), factory.case(office, country="LV")
    factory.document(office, case)
    old = factory.document(office, case, chip="NOT", valid_until=today + timedelta(days=900), main=False)
    assert office.watch.all() == []
    assert [row.alert for row in office.cases.window(CaseFilter())] == [None]
    summary = office.cases.summary(case.id)
    assert summary.alerts == []
    assert [(one.code, one.document.id) for one in summary.asides] == [("unrecognised", old.id)]


def test_a_document_that_was_followed_is_not_told_for_another_reason(office: Office) -> None:
    today, case = office.clock.today(), factory.case(office)
    factory.document(office, case, valid_until=today - timedelta(days=100), state="DEN")
    factory.document(office, case, valid_until=today + timedelta(days=4000))
    assert [one.alert.code for one in office.watch.all()] == ["refused"]


def test_one_document_of_a_person_is_named_by_letters_and_the_change_is_told(office: Office) -> None:
    case = factory.case(office)
    mother = factory.person(office, case)
    first = factory.document(office, case, main=False)
    assert first.main, "the first one, until somebody says otherwise"
    hers = factory.document(office, case, person_id=mother.id)
    second = factory.document(office, case, kind="CTD", main=False)
    assert not second.main
    saved = office.records.change(IdentityDocument, second.id, main=True)
    assert saved.changes.records == {("identity_document", second.id), ("identity_document", first.id)}
    kept = {one.id: one.main for one in office.records.of_case(IdentityDocument, case.id)}
    assert kept == {first.id: False, hers.id: True, second.id: True}
    line = office.records.history(IdentityDocument, first.id)[0]
    assert (line.field, line.before, line.after) == ("main", True, False)


def test_a_certificate_is_not_named_by_letters_of_itself(office: Office) -> None:
    assert not factory.document(office, factory.case(office), kind="BIR", main=False).main


def test_a_document_that_an_update_made_is_found_like_any_other(office: Office) -> None:
    document = factory.document(office, factory.case(office), number="64 9876543")
    assert [one.id for one in office.search.find("64 9876543")] == [document.id]
    with office.custody.engine.begin() as connection:
        fulltext.drop(connection, document.id)
    assert office.search.find("64 9876543") == []
    index_missing(office.custody.engine)
    assert [one.id for one in office.search.find("64 9876543")] == [document.id]
