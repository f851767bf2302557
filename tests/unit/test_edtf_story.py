"""A date in the client's own words, from the first call to the export: never more exact than it was told."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from caseapp.records import Incident
from caseapp.rules import dates
from caseapp.services import exporting
from caseapp.services.office import Office
from caseapp.services.quicklog import Entry
from tests import factory, stores
from tests.fakes import FixedClock

#: The clock of these tests stands on Monday 16 March 2026. Words as told; what is kept; its bounds; how an
#: English and a Russian letter say it.
STORY: tuple[tuple[str, str, date | None, date | None, str, str], ...] = (
    ("spring 2023", "2023-21", date(2023, 3, 1), date(2023, 5, 31), "spring 2023", "весна 2023 г."),
    ("весной 2023", "2023-21", date(2023, 3, 1), date(2023, 5, 31), "spring 2023", "весна 2023 г."),
    (
        "around 12 March 2025", "2025-03-12~", date(2025, 3, 12), date(2025, 3, 12), "about 12 March 2025",
        "около 12 марта 2025 г.",
    ),
    (
        "около 12 марта 2025", "2025-03-12~", date(2025, 3, 12), date(2025, 3, 12), "about 12 March 2025",
        "около 12 марта 2025 г.",
    ),
    ("before August 2024", "../2024-07", None, date(2024, 7, 31), "not later than July 2024",
     "не позднее июля 2024 г."),
    ("до августа 2024", "../2024-07", None, date(2024, 7, 31), "not later than July 2024",
     "не позднее июля 2024 г."),
    ("вчера вечером", "2026-03-15", date(2026, 3, 15), date(2026, 3, 15), "15 March 2026",
     "15 марта 2026 г."),
    ("yesterday evening", "2026-03-15", date(2026, 3, 15), date(2026, 3, 15), "15 March 2026",
     "15 марта 2026 г."),
    ("в начале июня 2025", "2025-06-01~/2025-06-10~", date(2025, 6, 1), date(2025, 6, 10), "early June 2025",
     "начало июня 2025 г."),
    ("in early June 2025", "2025-06-01~/2025-06-10~", date(2025, 6, 1), date(2025, 6, 10), "early June 2025",
     "начало июня 2025 г."),
)  # fmt: skip
WORDS = [line[0] for line in STORY]


@pytest.fixture
def office(tmp_path: Path, clock: FixedClock) -> Iterator[Office]:
    opened = stores.new_office(tmp_path / "store", clock)
    factory.furnish(opened)
    yield opened
    opened.close()


def told(office: Office, case_id: str, words: str) -> Incident:
    """What the quick log keeps of these words in a line."""
    found = office.quick_log.understand(f"{words}: a car followed her")
    assert found.when == words
    reading = dates.read(found.when, office.clock.today())
    entry = Entry(
        text=f"{words}: a car followed her",
        case_id=case_id,
        title=words,
        happened=reading.fuzzy.edtf,
        happened_words=found.when,
        time_of_day=dates.say_time(reading.time or "", "en"),
    )
    return office.quick_log.save(entry).incident


@pytest.mark.parametrize(("words", "edtf", "first", "last", "english", "russian"), STORY, ids=WORDS)
def test_is_kept_bounded_and_said_as_it_was_told(
    office: Office,
    words: str,
    edtf: str,
    first: date | None,
    last: date | None,
    english: str,
    russian: str,
) -> None:
    case = factory.case(office)
    incident = told(office, case.id, words)
    assert incident.happened == edtf
    assert incident.happened_words == words
    assert (incident.happened_from, incident.happened_to) == (first, last)
    assert dates.say(incident.happened, "en") == english
    assert dates.say(incident.happened, "ru") == russian
    # No day is told that nobody told: only a date with a day has one.
    if dates.parse_edtf(edtf).precision != "day":
        assert not any(word.isdigit() and len(word) < 4 for word in english.split())


def test_sorts_with_uncertain_dates_where_they_may_begin(office: Office) -> None:
    case = factory.case(office)
    for words in WORDS[::2]:
        told(office, case.id, words)
    order = [incident.title for incident in office.cases.summary(case.id).incidents]
    assert order == [
        "spring 2023",
        "before August 2024",
        "around 12 March 2025",
        "в начале июня 2025",
        "вчера вечером",
    ]


def test_letters_history_and_export_say_the_same(office: Office, tmp_path: Path) -> None:
    case = factory.case(office)
    incidents = [told(office, case.id, words) for words in WORDS]
    for incident in incidents:
        office.records.change(
            Incident,
            incident.id,
            statement={"en": "A car followed her.", "ru": "За ней ехала машина."},
            basis="K3",
            attribution="AT5",
        )
    for language, place in (("en", 4), ("ru", 5)):
        letter = office.letters.new(case.id, "dossier", language).record
        office.letters.change(letter.id, facts=[incident.id for incident in incidents])
        printed = printed_words(office.letters.preview(letter.id).data)
        for line in STORY:
            assert "".join(str(line[place]).split()).casefold() in printed, line[place]
    for incident, line in zip(incidents, STORY, strict=True):
        first = {one.field: one.after for one in office.records.history(Incident, incident.id)}
        assert first["happened"] == line[1]
    exporting.export(office.store, office.records, office.evidence, tmp_path / "out")
    rows = json.loads((tmp_path / "out" / "incident.json").read_text(encoding="utf-8"))["records"]
    kept = {row["happened_words"]: row["happened"] for row in rows}
    assert kept == {line[0]: line[1] for line in STORY}


def printed_words(data: bytes) -> str:
    """The text of a printed letter without its spaces, which break lines anywhere."""
    pages = PdfReader(BytesIO(data)).pages
    return "".join("".join((page.extract_text() or "").split()) for page in pages).casefold()


@pytest.mark.parametrize(
    "words", ["before August", "до августа", "around 12 March", "12 марта", "весной", "в начале июня", "3.11"]
)
def test_without_its_year_it_is_asked_and_never_kept(words: str) -> None:
    with pytest.raises(dates.YearMissing):
        dates.read(words, date(2026, 3, 16))


def test_what_can_be_read_in_two_ways_is_asked() -> None:
    with pytest.raises(dates.AmbiguousDate):
        dates.read("10/11/2025", date(2026, 3, 16))
