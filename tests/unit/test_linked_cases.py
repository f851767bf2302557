"""People with a case of their own: the way there and back, and who is offered as one of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from caseapp.records import Case, Person
from caseapp.rules.reaching import same_way, unsafe
from caseapp.services.office import Office
from tests import factory
from tests.fakes import FixedClock
from tests.stores import new_office

BROTHER = {"family": "Тайнов", "given": "Иван", "latin_family": "Taynov", "latin_given": "Ivan"}


@pytest.fixture
def office(tmp_path: Path, clock: FixedClock) -> Iterator[Office]:
    made = new_office(tmp_path / "store", clock)
    yield made
    made.close()


def test_a_link_leads_there_and_back(office: Office) -> None:
    hers, his = factory.case(office), factory.case(office, BROTHER)
    brother = factory.person(office, hers, relation="SIB", **BROTHER)
    office.records.change(Person, brother.id, own_case_id=his.id)
    assert office.linked.of(hers.id).own[brother.id].case_id == his.id
    (back,) = office.linked.of(his.id).elsewhere
    assert (back.case_id, back.relation, back.name) == (hers.id, "SIB", "Evgeniia Shchukina")
    office.records.delete(Case, his.id)
    assert office.linked.of(hers.id).own == {}
    office.records.delete(Case, hers.id)
    assert office.linked.of(his.id).elsewhere == ()


@pytest.mark.parametrize(
    ("name", "birth", "offered"),
    [
        (BROTHER, "", True),
        (BROTHER, "1980", True),
        (BROTHER, "1980-05", True),
        (BROTHER, "1981", False),
        ({"latin_family": "Taynov", "latin_given": "Ivan"}, "", True),
        ({"family": "Тайнов", "given": "Иван"}, "", True),
        ({"family": "Тайнов"}, "", False),
        ({"family": "Тайнов", "given": "Пётр"}, "", False),
        ({}, "", False),
    ],
)
def test_a_client_of_the_same_name_is_offered(
    office: Office, name: dict[str, str], birth: str, offered: bool
) -> None:
    his = factory.case(office, {**BROTHER, "birth": "1980-05-01"})
    hers = factory.case(office)
    blank = {"family": "", "given": "", "latin_family": "", "latin_given": ""}
    made = factory.person(office, hers, relation="SIB", birth=birth, **{**blank, **name})
    found = [link.case_id for link in office.linked.namesakes(made)]
    assert found == ([his.id] if offered else [])
    assert office.records.get(Person, made.id).own_case_id is None, "never by itself"


def test_a_case_is_found_by_typing_but_never_the_case_itself(office: Office) -> None:
    hers, his = factory.case(office), factory.case(office, BROTHER)
    assert [link.case_id for link in office.linked.find("Tainov", hers.id)] == [his.id]
    assert [link.case_id for link in office.linked.find(his.number, hers.id)] == [his.id]
    assert office.linked.find("Shchukina", hers.id) == []
    assert office.linked.find("  ", hers.id) == []


class Noted:
    def __init__(self, value: str, safe: str) -> None:
        self.value, self.safe = value, safe


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("+7 999 000-11-22", "8 (999) 000 11 22", True),
        ("+371 2999 0199", "29990199", True),
        ("+371 2999 0199", "0199", False),
        ("Someone@Example.org", "someone@example.org", True),
        ("@quiet", "quiet", True),
        ("", "", False),
        ("112", "112", True),
        ("112", "113", False),
    ],
)
def test_the_same_way_however_it_is_written(one: str, other: str, same: bool) -> None:
    assert same_way(one, other) is same


def test_a_number_noted_as_unsafe_is_unsafe_until_somebody_says_otherwise() -> None:
    bad = Noted("+7 999 000-11-22", "no")
    assert unsafe("+79990001122", [bad])
    assert not unsafe("+79990001123", [bad])
    assert not unsafe("+79990001122", [Noted("+79990001122", "unknown")])
    assert not unsafe("+79990001122", [bad, Noted("+79990001122", "yes")])
