"""Stored dates: exactly what was known, its bounds, and when two of them contradict each other."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseapp.rules.dates import (
    DateOrder,
    Fuzzy,
    ImpossibleDate,
    NotEdtf,
    Point,
    overlap,
    parse_edtf,
    sort_key,
)
from tests.dates import fuzzies, points


@pytest.mark.parametrize(
    ("edtf", "earliest", "latest", "precision"),
    [
        ("2022-11-17", "2022-11-17", "2022-11-17", "day"),
        ("2022-11", "2022-11-01", "2022-11-30", "month"),
        ("2024-02", "2024-02-01", "2024-02-29", "month"),
        ("2022", "2022-01-01", "2022-12-31", "year"),
        ("202X", "2020-01-01", "2029-12-31", "decade"),
        ("2022-11~", "2022-11-01", "2022-11-30", "month"),
        ("2022-11-17?", "2022-11-17", "2022-11-17", "day"),
        ("2022%", "2022-01-01", "2022-12-31", "year"),
        ("2022-11-XX", "2022-11-01", "2022-11-30", "month"),
        ("2022-XX", "2022-01-01", "2022-12-31", "year"),
        ("2022-XX-XX", "2022-01-01", "2022-12-31", "year"),
        ("2022-21", "2022-03-01", "2022-05-31", "season"),
        ("2022-22", "2022-06-01", "2022-08-31", "season"),
        ("2022-23", "2022-09-01", "2022-11-30", "season"),
        ("2022-24", "2021-12-01", "2023-02-28", "season"),
        ("2022-11-03/2022-11-17", "2022-11-03", "2022-11-17", "interval"),
        ("2021/2023-05", "2021-01-01", "2023-05-31", "interval"),
        ("2022-11/..", "2022-11-01", None, "interval"),
        ("../2022-08", None, "2022-08-31", "interval"),
    ],
)
def test_bounds(edtf: str, earliest: str | None, latest: str | None, precision: str) -> None:
    when = parse_edtf(edtf)
    assert when.edtf == edtf
    assert (when.earliest and when.earliest.isoformat()) == earliest
    assert (when.latest and when.latest.isoformat()) == latest
    assert when.precision == precision


def test_small_letters_spaces_and_a_span_of_one_date_are_made_regular() -> None:
    assert parse_edtf(" 2022-11-xx ").edtf == "2022-11-XX"
    assert parse_edtf("2022/2022") == parse_edtf("2022")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "2022-1",
        "22-11-03",
        "2022-XX-03",
        "20XX",
        "../..",
        "2022/",
        "/2022",
        "2022/2023/2024",
        "~2022",
    ],
)
def test_what_is_outside_the_subset_is_refused(text: str) -> None:
    with pytest.raises(NotEdtf):
        parse_edtf(text)


@pytest.mark.parametrize(
    "text",
    ["2023-02-29", "2022-13", "2022-00", "2022-11-31", "2022-11-00", "2022-25", "2022-21-03", "0000", "9999"],
)
def test_what_no_calendar_has_is_refused(text: str) -> None:
    with pytest.raises(ImpossibleDate):
        parse_edtf(text)


def test_a_span_can_not_end_before_it_begins() -> None:
    with pytest.raises(DateOrder):
        parse_edtf("2022-11/2022-08")
    assert parse_edtf("2022-11-17/2022-11").latest == date(2022, 11, 30)


def test_marks_of_either_end_are_told() -> None:
    assert parse_edtf("2022~/2023").approximate
    assert not parse_edtf("2022~/2023").uncertain
    assert parse_edtf("../2023?").uncertain
    assert parse_edtf("2022%").approximate
    assert parse_edtf("2022%").uncertain


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("2022-11-17", "2022-11", True),
        ("2022-11-17", "2022-10", False),
        ("2022", "2022-11-03/2022-11-17", True),
        ("../2022-08", "2022-09-01", False),
        ("2022-11/..", "2026", True),
        ("2022-11/..", "../2022-10-31", False),
        ("2022-11-12~", "2022-11-17", True),
        ("2022-11-09~", "2022-11-17", False),
        ("2022-11~", "2022-12-20", True),
        ("2022-11", "2022-12-20", False),
        ("2021~", "2022-11", True),
        ("2020~", "2022-11", False),
        ("202X~", "2015", True),
        ("2023-24", "2022-12-15", True),
    ],
)
def test_a_contradiction_is_two_dates_that_can_not_be_one(one: str, other: str, agree: bool) -> None:
    assert overlap(parse_edtf(one), parse_edtf(other)) is agree
    assert overlap(parse_edtf(other), parse_edtf(one)) is agree


def test_dates_sort_by_their_first_possible_day_and_open_starts_by_their_end() -> None:
    ordered = ["2021", "2022-08-30", "../2022-08", "2022-11-01", "2022-11-XX", "2022-11/..", "2022-12"]
    mixed = ordered[::2] + ordered[1::2]
    assert sorted(mixed, key=lambda edtf: sort_key(parse_edtf(edtf))) == ordered


@given(fuzzies())
def test_a_stored_date_reads_back_the_same(when: Fuzzy) -> None:
    again = parse_edtf(when.edtf)
    assert again == when
    assert (again.start, again.end) == (when.start, when.end)


@given(points())
def test_bounds_hold_what_was_said(point: Point) -> None:
    assert point.earliest <= point.latest
    assert point.earliest.year <= point.year <= point.latest.year
    if point.month is not None and point.month <= 12:
        assert point.earliest.month == point.latest.month == point.month
    if point.day is not None:
        assert point.earliest == point.latest


@given(fuzzies())
def test_every_date_agrees_with_itself_and_with_any_day_inside(when: Fuzzy) -> None:
    assert overlap(when, when)
    inside = when.earliest or when.latest
    assert inside is not None
    day = Point(inside.year, inside.month, inside.day)
    assert overlap(when, Fuzzy.of(day, day))


@given(points(), st.integers(0, 4000))
def test_a_day_beyond_the_reach_of_a_date_contradicts_it(point: Point, days: int) -> None:
    reach = {"day": 7, "month": 31, "season": 31, "year": 366, "decade": 3653}[point.precision]
    later = point.latest + timedelta(days=days)
    day = Point(later.year, later.month, later.day)
    agree = overlap(Fuzzy.of(point, point), Fuzzy.of(day, day))
    assert agree is (days <= (reach if point.approximate else 0))
