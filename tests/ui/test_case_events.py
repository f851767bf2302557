"""What of a case stands on its timeline."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from caseapp.services.office import Office
from tests import factory, stores
from tests.fakes import FixedClock
from ui.screens.case.events import PAPER, events_of


@pytest.fixture
def office(tmp_path: Path, clock: FixedClock) -> Iterator[Office]:
    opened = stores.new_office(tmp_path / "store", clock)
    yield opened
    opened.close()


def papers(office: Office, case_id: str) -> list[date]:
    events = events_of(office.cases.summary(case_id))
    return sorted(one.latest for one in events if one.id.startswith(PAPER) and one.latest)


def test_a_paper_that_ended_before_the_story_does_not_stretch_it(office: Office) -> None:
    case = factory.case(office, left_russia="")
    factory.document(office, case, valid_until=date(2001, 3, 1))
    factory.document(office, case, valid_until=date(2027, 3, 1))
    assert papers(office, case.id) == [date(2001, 3, 1), date(2027, 3, 1)]
    factory.incident(office, case, happened="2025-11-03")
    assert papers(office, case.id) == [date(2027, 3, 1)]
