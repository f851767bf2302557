"""Going back: one change put back, a record as it once stood, a whole act undone and done again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from caseapp.errors import Invalid, NotFound
from caseapp.records import ALL, Case, Contact, Evidence, Incident, Letter, Note, Person, Record
from caseapp.services.office import Office
from caseapp.services.past import ChangedSince, LetterIssued, NothingBefore
from tests.fakes import FixedClock
from tests.stores import new_office


@pytest.fixture
def office(tmp_path: Path, clock: FixedClock) -> Iterator[Office]:
    made = new_office(tmp_path / "store", clock)
    yield made
    made.close()


@pytest.fixture
def case(office: Office) -> Case:
    return office.cases.open_new({"family": "Тестова", "given": "Анна"}, {"country": "GE"}).record


def incident(office: Office, case: Case, **values: Any) -> Incident:
    return office.records.add(Incident(case_id=case.id, title="Followed", **values)).record


def of_kind(office: Office, kind: type[Record]) -> Record:
    """A record of any kind with nothing in it but its owners."""
    columns = kind.__table__.columns
    owners: dict[str, Any] = {}
    if "case_id" in columns:
        made = office.cases.open_new({"family": "Тестова"}, {}).record
        owners = {"case_id": made.id, "person_id": made.client_id, "other_id": made.client_id}
        if "other_id" in columns:
            owners["other_id"] = office.records.add(Person(case_id=made.id)).record.id
        if "incident_id" in columns:
            owners["incident_id"] = incident(office, made).id
        if "evidence_id" in columns:
            owners["evidence_id"] = office.records.add(Evidence(case_id=made.id)).record.id
    return office.records.add(kind(**{n: v for n, v in owners.items() if n in columns})).record


def newest(office: Office, record: Record) -> int:
    return office.records.history(type(record), record.id)[0].seq


def test_one_change_is_put_back_with_a_history_of_its_own(office: Office, case: Case) -> None:
    made = incident(office, case, happened="2024-03-12", happened_words="12 March")
    office.records.change(Incident, made.id, happened="2024-21", happened_words="spring", place="Riga")
    seq = newest(office, made)
    office.records.change(Incident, made.id, place="Vilnius", title="Followed by a car")
    back = office.records.revert(Incident, made.id, seq, ["happened"]).record
    assert (back.happened, back.happened_words) == ("2024-03-12", "12 March")
    assert (back.happened_from, back.happened_to) == (date(2024, 3, 12), date(2024, 3, 12))
    assert (back.place, back.title) == ("Vilnius", "Followed by a car")
    line = next(x for x in office.records.history(Incident, made.id) if x.field == "happened")
    assert (line.before, line.after) == ("2024-21", "2024-03-12")
    assert office.records.revert(Incident, made.id, seq).record.place == ""


def test_the_name_on_the_case_follows_a_name_put_back(office: Office, case: Case) -> None:
    client = case.client_id or ""
    office.records.change(Person, client, family="Примерова")
    seq = newest(office, office.records.get(Person, client))
    office.records.revert(Person, client, seq)
    assert office.records.get(Case, case.id).name == "Анна Тестова"
    assert office.search.find("Тестова")


def test_a_link_to_something_that_is_gone_is_refused_beside_its_field(office: Office, case: Case) -> None:
    friend = office.records.add(Person(case_id=case.id, family="Другова")).record
    other = office.records.add(Person(case_id=case.id, family="Ещёва")).record
    made = incident(office, case, person_id=friend.id, person_ids=[friend.id, other.id])
    office.records.change(Incident, made.id, person_id=None, person_ids=[])
    seq = newest(office, made)
    deleted = office.records.delete(Person, friend.id)
    with pytest.raises(Invalid) as told:
        office.records.revert(Incident, made.id, seq)
    assert list(told.value.fields) == ["person_id"]
    assert office.records.get(Incident, made.id).person_ids == []
    back = office.records.revert(Incident, made.id, seq, ["person_ids"]).record
    assert back.person_ids == [other.id]
    office.records.restore(deleted.deletion)
    assert office.records.revert(Incident, made.id, seq).record.person_id == friend.id


def test_there_is_nothing_before_the_beginning(office: Office, case: Case) -> None:
    made = incident(office, case)
    with pytest.raises(NothingBefore):
        office.records.revert(Incident, made.id, newest(office, made))
    with pytest.raises(NotFound):
        office.records.revert(Incident, made.id, 1)


def test_a_record_is_shown_as_it_stood(office: Office, case: Case) -> None:
    made = incident(office, case, told_on=date(2026, 1, 5))
    first = newest(office, made)
    office.records.change(Incident, made.id, title="Other", told_on=None, person_ids=[case.client_id])
    second = newest(office, made)
    office.records.delete(Incident, made.id)
    then = office.records.at(Incident, made.id, first)
    assert (then.title, then.told_on, then.person_ids) == ("Followed", date(2026, 1, 5), [])
    assert then.deleted_at is None
    assert office.records.at(Incident, made.id, second).title == "Other"
    assert office.records.at(Incident, made.id, second + 1).deleted_at is not None
    with pytest.raises(NotFound):
        office.records.at(Incident, made.id, first - 1)


def test_undoing_and_doing_again_go_back_and_forth(office: Office, case: Case) -> None:
    made = incident(office, case)
    changed = office.records.change(Incident, made.id, title="Threatened", severity="3")
    undone = office.records.take_back(changed.changes)
    assert undone.number == case.number
    assert office.records.get(Incident, made.id).title == "Followed"
    again = office.records.take_back(undone.changes)
    assert office.records.get(Incident, made.id).severity == "3"
    office.records.take_back(again.changes)
    assert office.records.get(Incident, made.id).title == "Followed"


def test_an_addition_goes_to_the_bin_and_a_deletion_comes_back(office: Office, case: Case) -> None:
    added = office.records.add(Note(case_id=case.id, text="Called", on=date(2026, 3, 1)))
    assert office.records.get(Case, case.id).last_contact == date(2026, 3, 1)
    undone = office.records.take_back(added.changes)
    assert office.records.get(Case, case.id).last_contact is None
    with pytest.raises(NotFound):
        office.records.get(Note, added.record.id)
    office.records.take_back(undone.changes)
    assert office.records.get(Note, added.record.id).text == "Called"
    deleted = office.records.delete(Case, case.id)
    office.records.take_back(deleted.changes)
    assert office.records.get(Note, added.record.id).deletion is None
    assert office.cases.summary(case.id).client is not None


def test_a_new_case_with_what_came_later_is_undone_as_one(office: Office) -> None:
    opened = office.cases.open_new({"family": "Тестова"}, {})
    later = incident(office, opened.record)
    undone = office.records.take_back(opened.changes)
    with pytest.raises(NotFound):
        office.records.get(Incident, later.id)
    office.records.take_back(undone.changes)
    assert office.records.get(Incident, later.id).title == "Followed"


def test_what_was_changed_again_is_not_undone(office: Office, case: Case) -> None:
    made = incident(office, case)
    changed = office.records.change(Incident, made.id, title="Threatened", place="Riga")
    office.records.change(Incident, made.id, title="Beaten")
    with pytest.raises(ChangedSince):
        office.records.take_back(changed.changes)
    made = office.records.get(Incident, made.id)
    assert (made.title, made.place) == ("Beaten", "Riga")


def test_issued_letters_and_events_are_left_alone(office: Office, case: Case, clock: FixedClock) -> None:
    letter = office.letters.new(case.id, "asylum_support", "en").record
    changed = office.records.change(Letter, letter.id, salutation="Dear Sir")
    seq = newest(office, letter)
    with office.store.write(office.me) as work:
        kept = work.get(Letter, letter.id)
        assert kept is not None
        kept.issued_at = clock.now()
        work.log("issue", "letter", letter.id, case.id)
        event = work.changes
    with pytest.raises(LetterIssued):
        office.records.revert(Letter, letter.id, seq)
    with pytest.raises(LetterIssued):
        office.records.take_back(changed.changes)
    with pytest.raises(NothingBefore):
        office.records.take_back(event)


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.KIND)
def test_every_kind_of_record_can_go_back(office: Office, kind: type[Record]) -> None:
    made = of_kind(office, kind)
    name = next(
        (n for n, f in kind.fields().items() if f.kind.value in ("text", "long", "name") and f.shown), None
    )
    if name is None:
        name = next(n for n, f in kind.fields().items() if f.kind.value in ("text", "long"))
    before = getattr(made, name)
    changed = office.records.change(kind, made.id, **{name: "Another text"})
    seq = next(s.seq for s in changed.changes.steps if s.record_id == made.id)
    office.records.change(kind, made.id, **{name: "A third text"})
    assert getattr(office.records.at(kind, made.id, seq), name) == "Another text"
    assert getattr(office.records.revert(kind, made.id, seq).record, name) == before


def test_outside_of_cases_too(office: Office) -> None:
    contact = office.records.add(Contact(name="Example Aid", country="GE"))
    undone = office.records.take_back(contact.changes)
    assert undone.number == ""
    assert office.records.all(Contact) == []
