"""Ties between people of a case: said once, refused twice, gone with the person."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from caseapp.errors import Invalid
from caseapp.records import Case, Person, Tie
from caseapp.services.household import kin_of, told
from caseapp.services.office import Office
from tests import factory
from tests.fakes import FixedClock
from tests.stores import new_office


@pytest.fixture
def office(tmp_path: Path, clock: FixedClock) -> Iterator[Office]:
    made = new_office(tmp_path / "store", clock)
    yield made
    made.close()


@pytest.fixture
def case(office: Office) -> Case:
    return factory.case(office)


@pytest.fixture
def two(office: Office, case: Case) -> tuple[Person, Person]:
    return (
        factory.person(office, case, relation="SPO", family="Первый"),
        factory.person(office, case, relation="CHI", family="Вторая"),
    )


def test_a_tie_holds_both_ways(office: Office, case: Case, two: tuple[Person, Person]) -> None:
    one, other = two
    factory.tie(office, one, other, relation="CHI")
    kin = kin_of(office.cases.summary(case.id))
    there, back = kin.bond(one.id, other.id), kin.bond(other.id, one.id)
    assert there is not None
    assert back is not None
    assert (there.relation, back.relation) == ("CHI", "PRN")


@pytest.mark.parametrize("turned", [False, True])
def test_the_same_tie_is_refused_from_either_side(
    office: Office, case: Case, two: tuple[Person, Person], turned: bool
) -> None:
    one, other = two
    factory.tie(office, one, other, relation="CHI")
    with pytest.raises(Invalid) as caught:
        factory.tie(office, *((other, one) if turned else two), relation="PRN" if turned else "CHI")
    assert "holds both ways" in caught.value.fields["other_id"]
    assert len(office.cases.summary(case.id).ties) == 1


def test_a_tie_can_not_be_changed_into_one_that_is_there(office: Office, two: tuple[Person, Person]) -> None:
    factory.tie(office, *two, relation="CHI")
    second = factory.tie(office, *two, relation="COL")
    with pytest.raises(Invalid):
        office.records.change(Tie, second.id, relation="CHI")
    office.records.change(Tie, second.id, note="worked together", relation="FRI")


def test_what_the_record_of_a_person_says_is_not_said_again(
    office: Office, case: Case, two: tuple[Person, Person]
) -> None:
    client = office.records.get(Person, case.client_id or "")
    with pytest.raises(Invalid, match="another look"):
        factory.tie(office, client, two[1], relation="CHI")
    with pytest.raises(Invalid, match="another look"):
        factory.tie(office, two[1], client, relation="PRN")
    assert factory.tie(office, client, two[1], relation="COL").id


def test_nobody_is_tied_to_themselves_or_to_another_case(
    office: Office, case: Case, two: tuple[Person, Person]
) -> None:
    elsewhere = factory.person(office, factory.case(office))
    for other in (two[0], elsewhere, Person(case_id=case.id)):
        with pytest.raises(Invalid) as caught:
            factory.tie(office, two[0], other)
        assert "somebody else" in caught.value.fields["other_id"]


def test_ties_go_with_a_person_and_come_back(office: Office, case: Case, two: tuple[Person, Person]) -> None:
    factory.tie(office, *two)
    deleted = office.records.delete(Person, two[1].id)
    assert office.cases.summary(case.id).ties == []
    office.records.restore(deleted.deletion)
    assert len(office.cases.summary(case.id).ties) == 1


def test_contradictions_are_told_in_plain_words(
    office: Office, case: Case, two: tuple[Person, Person]
) -> None:
    one, other = two
    factory.tie(office, one, other, relation="CHI")
    factory.tie(office, one, other, relation="PRN")
    names = {one.id: "Ivan", other.id: "Olga"}
    found = [told(each, names) for each in kin_of(office.cases.summary(case.id)).contradictions()]
    assert len(found) == 1
    assert "can't each be the parent of the other" in found[0]
    assert "Ivan" in found[0]
