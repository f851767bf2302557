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


def test_what_is_said_to_be_about_or_doubtful_is_no_exact_day(office: Office) -> None:
    case = factory.case(office, left_russia="2022-03-04~")
    for happened in ("2024-03-12", "2024-03-12~", "2024-03-12?"):
        factory.incident(office, case, happened=happened, title=happened)
    exact = {one.label: one.exact for one in events_of(office.cases.summary(case.id)) if not one.undated}
    assert exact == {"2024-03-12": True, "2024-03-12~": False, "2024-03-12?": False, "Left Russia": False}
