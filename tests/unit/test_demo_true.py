"""The demonstration stays true on whatever day it is made, and its papers look the same in every viewer."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from pypdf import PdfReader

from caseapp.records import Evidence, Incident, Note
from caseapp.rules import dates
from caseapp.services import demo
from caseapp.services.office import Office
from db.errors import Problem
from tests.fakes import FixedClock
from tests.stores import new_office

TODAY = date(2027, 2, 10)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """A demonstration made on a day of another winter."""
    made = new_office(tmp_path / "store", FixedClock(datetime(2027, 2, 10, 12, tzinfo=UTC)))
    demo.fill(made)
    yield made
    made.close()


def test_the_client_s_words_fit_the_day_on_which_they_were_told(office: Office) -> None:
    differs = []
    for one in office.records.all(Incident):
        try:
            meant = dates.read(one.happened_words, one.told_on).fuzzy.edtf
        except Problem:
            continue  # words that the program can't read for certain
        if meant != one.happened:
            differs.append((one.title, one.happened_words, one.told_on, one.happened))
    assert differs == []


def test_what_happened_yesterday_is_told_today_and_was_yesterday(office: Office) -> None:
    case = office.cases.by_number("NL-0001")
    (followed,) = [
        one for one in office.records.of_case(Incident, case) if one.title == "Followed from the tram stop"
    ]
    yesterday = (TODAY - timedelta(days=1)).isoformat()
    assert (followed.happened_words, followed.happened) == ("вчера около 19:00", yesterday)
    assert followed.told_on == TODAY
    assert any(one.on == TODAY and "вчера вечером" in one.text for one in office.records.of_case(Note, case))
    photos = [one for one in office.records.of_case(Evidence, case) if followed.id in one.incident_ids]
    assert [one.made for one in photos] == [yesterday]


def test_the_papers_carry_their_fonts(office: Office) -> None:
    papers = [one for one in office.records.all(Evidence) if one.media_type == "application/pdf"]
    assert papers
    for paper in papers:
        (page,) = PdfReader(io.BytesIO(office.evidence.read(paper.id, 10**6))).pages
        found = page["/Resources"]["/Font"].values()  # type: ignore[index]
        inner = [font.get_object()["/DescendantFonts"][0].get_object() for font in found]
        assert all("/FontFile2" in one["/FontDescriptor"] for one in inner)
        assert "DECISION to open a criminal case" in page.extract_text()
