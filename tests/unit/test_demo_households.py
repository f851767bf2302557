"""The demonstration shows households with ties, ways of reaching and consent; nothing in it contradicts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from caseapp.records import ContactPoint, Person, Tie
from caseapp.services import demo
from caseapp.services.household import kin_of
from caseapp.services.office import Office
from tests.fakes import FixedClock
from tests.stores import new_office


@pytest.fixture
def office(tmp_path: Path, clock: FixedClock) -> Iterator[Office]:
    made = new_office(tmp_path / "store", clock)
    yield made
    made.close()


def test_the_demonstration_has_households(office: Office) -> None:
    demo.fill(office)
    people = office.records.all(Person)
    assert {one.consent for one in people} >= {"GIV", "LIM", "REF", "NOT", "DAN"}
    assert {way.safe for way in office.records.all(ContactPoint)} >= {"yes", "no", "unknown"}
    assert len(office.records.all(Tie)) >= 5
    first = office.cases.by_number("NL-0001")
    assert office.linked.of(first).elsewhere
    for case in {one.case_id for one in people}:
        assert kin_of(office.cases.summary(case)).contradictions() == []
