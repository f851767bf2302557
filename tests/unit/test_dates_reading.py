"""Dates as people type them: read without adding anything, asked back when open, refused when impossible."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseapp.errors import Problem, sentence
from caseapp.rules.dates import (
    AmbiguousDate,
    DateNotUnderstood,
    DateOrder,
    DateProblem,
    ImpossibleDate,
    Reading,
    WrongWeekday,
    YearMissing,
    read,
)

TODAY = date(2026, 11, 25)  # a Wednesday


@pytest.mark.parametrize(
    ("typed", "edtf"),
    [
        # Digits
        ("12.03.2024", "2024-03-12"),
        ("1.3.2024", "2024-03-01"),
        ("12.03.24", "2024-03-12"),
        ("12.03.24 г.", "2024-03-12"),
        ("01.05.85", "1985-05-01"),
        ("03.2024", "2024-03"),
        ("03/2024", "2024-03"),
        ("03.24", "2024-03"),
        ("2024-03-12", "2024-03-12"),
        ("2024/03/12", "2024-03-12"),
        ("2024-03", "2024-03"),
        ("2024", "2024"),
        ("13/04/2024", "2024-04-13"),
        ("04/13/2024", "2024-04-13"),
        ("05/05/2024", "2024-05-05"),
        # Words
        ("12 March 2024", "2024-03-12"),
        ("12 Mar 2024", "2024-03-12"),
        ("March 12, 2024", "2024-03-12"),
        ("the 12th of March, 2024", "2024-03-12"),
        ("2024 March 12", "2024-03-12"),
        ("12 марта 2024 г.", "2024-03-12"),
        ("12 МАРТА 2024 ГОДА", "2024-03-12"),
        ("12-го марта 2024", "2024-03-12"),
        ("12 марта 24 г.", "2024-03-12"),
        ("1 мая 85", "1985-05-01"),
        ("в марте 2024 года", "2024-03"),
        ("сент. 2023", "2023-09"),
        ("в 2021 году", "2021"),
        ("в течение 2023 года", "2023"),
        ("November 2022", "2022-11"),
        # About, uncertain
        ("около 2021", "2021~"),
        ("ок. 2021", "2021~"),
        ("c. 2021", "2021~"),
        ("~2021", "2021~"),
        ("around 12 March 2023", "2023-03-12~"),
        ("примерно в марте 2023", "2023-03~"),
        ("где-то в ноябре 2022", "2022-11~"),
        ("март 2024?", "2024-03?"),
        ("12.03.2024 (?)", "2024-03-12?"),
        ("probably March 2024", "2024-03?"),
        ("кажется, около 12 марта 2024", "2024-03-12%"),
        # Seasons, decades, parts
        ("весна 2023", "2023-21"),
        ("spring 2023", "2023-21"),
        ("летом 2024", "2024-22"),
        ("fall 2022", "2022-23"),
        ("зима 2022-2023", "2022-12/2023-02"),
        ("winter 2022/23", "2022-12/2023-02"),
        ("1990s", "199X"),
        ("в 90-е годы", "199X"),
        ("2020-е", "202X"),
        ("конец 2023", "2023-10~/2023-12~"),
        ("в начале марта 2024", "2024-03-01~/2024-03-10~"),
        ("mid-March 2024", "2024-03-11~/2024-03-20~"),
        ("in late February 2024", "2024-02-21~/2024-02-29~"),
        ("first half of 2023", "2023-01/2023-06"),
        ("вторая половина 2023 года", "2023-07/2023-12"),
        ("Q1 2023", "2023-01/2023-03"),
        ("II квартал 2023 г.", "2023-04/2023-06"),
        # Spans
        ("между 3 и 17 ноября 2022", "2022-11-03/2022-11-17"),
        ("between 3 and 17 November 2022", "2022-11-03/2022-11-17"),
        ("3–17 ноября 2022 г.", "2022-11-03/2022-11-17"),
        ("3-17.11.2022", "2022-11-03/2022-11-17"),
        ("30.04-02.05.2023", "2023-04-30/2023-05-02"),
        ("12.03.2024 - 15.03.2024", "2024-03-12/2024-03-15"),
        ("30 апреля — 2 мая 2023", "2023-04-30/2023-05-02"),
        ("с марта по май 2023", "2023-03/2023-05"),
        ("from March to May 2023", "2023-03/2023-05"),
        ("20 to 25 May 2024", "2024-05-20/2024-05-25"),
        ("март-май 2023", "2023-03/2023-05"),
        ("с ноября 2022 по март 2023", "2022-11/2023-03"),
        ("с 2021 по 2023 год", "2021/2023"),
        ("2021-2023 гг.", "2021/2023"),
        ("2021/2023", "2021/2023"),
        ("3 or 4 March 2024", "2024-03-03/2024-03-04"),
        ("с 3 марта 2023 по май", "2023-03-03/2023-05"),
        # Open at one end
        ("before August 2024", "../2024-07"),
        ("до августа 2024", "../2024-07"),
        ("before 12 March 2024", "../2024-03-11"),
        ("до 2024 года", "../2023"),
        ("before spring 2023", "../2023-02"),
        ("by August 2024", "../2024-08"),
        ("не позднее августа 2024 г.", "../2024-08"),
        ("after 2021", "2022/.."),
        ("после 12 марта 2024", "2024-03-13/.."),
        ("after December 2023", "2024-01/.."),
        ("since March 2022", "2022-03/.."),
        ("с марта 2022", "2022-03/.."),
        ("c марта 2022", "2022-03/.."),  # a Latin c
        ("не ранее 2023", "2023/.."),
        ("с марта 2024 по настоящее время", "2024-03/.."),
        ("март 2024 - наст. время", "2024-03/.."),
        ("from 12 March 2024 onwards", "2024-03-12/.."),
        # As stored
        ("2022-11-XX", "2022-11-XX"),
        ("202x", "202X"),
        ("2022-11/..", "2022-11/.."),
        ("../2022-08", "../2022-08"),
        ("2022-11~", "2022-11~"),
    ],
)
def test_reading(typed: str, edtf: str) -> None:
    reading = read(typed, TODAY, "en")
    assert reading.fuzzy.edtf == edtf
    assert (reading.time, reading.words) == (None, typed)


@pytest.mark.parametrize(
    ("typed", "edtf"),
    [
        ("today", "2026-11-25"),
        ("вчера", "2026-11-24"),
        ("yesterday", "2026-11-24"),
        ("позавчера", "2026-11-23"),
        ("the day before yesterday", "2026-11-23"),
        ("завтра", "2026-11-26"),
        ("3 days ago", "2026-11-22"),
        ("3 дня назад", "2026-11-22"),
        ("неделю назад", "2026-11-18~"),
        ("two weeks ago", "2026-11-11~"),
        ("три месяца назад", "2026-08~"),
        ("полгода назад", "2026-05~"),
        ("2 года тому назад", "2024~"),
        ("last week", "2026-11-16/2026-11-22"),
        ("на прошлой неделе", "2026-11-16/2026-11-22"),
        ("this week", "2026-11-23/2026-11-29"),
        ("в прошлом месяце", "2026-10"),
        ("last year", "2025"),
        ("в позапрошлом году", "2024"),
        ("этой весной", "2026-21"),
        ("last autumn", "2025-23"),
        ("в марте прошлого года", "2025-03"),
        ("spring last year", "2025-21"),
        ("12 марта этого года", "2026-03-12"),
        ("начало прошлого года", "2025-01~/2025-03~"),
        ("до прошлого года", "../2024"),
        ("last Friday", "2026-11-20"),
        ("this Monday", "2026-11-23"),
        ("в следующую среду", "2026-12-02"),
        ("just now", "2026-11-25"),
        ("right now", "2026-11-25"),
        ("только что", "2026-11-25"),
        ("сейчас", "2026-11-25"),
    ],
)
def test_dates_told_from_today(typed: str, edtf: str) -> None:
    assert read(typed, TODAY).fuzzy.edtf == edtf
    with pytest.raises(DateProblem):
        read(typed)


@pytest.mark.parametrize(
    ("typed", "edtf", "time"),
    [
        ("22.11.2026, about 19:00", "2026-11-22", "~19:00"),
        ("22.11.2026 19:05", "2026-11-22", "19:05"),
        ("22 ноября 2026 г. в 19:00", "2026-11-22", "19:00"),
        ("22.11.2026 в 19.30", "2026-11-22", "19:30"),
        ("22.11.2026, около 7 вечера", "2026-11-22", "~19:00"),
        ("22.11.2026 at 7 pm", "2026-11-22", "19:00"),
        ("22.11.2026, 12:15 a.m.", "2026-11-22", "00:15"),
        ("22.11.2026 в 2 ночи", "2026-11-22", "02:00"),
        ("22.11.2026 в 11 ночи", "2026-11-22", "23:00"),
        ("22.11.2026 at noon", "2026-11-22", "12:00"),
        ("22.11.2026 at 12 noon", "2026-11-22", "12:00"),
        ("2026-11-22T19:00:00Z", "2026-11-22", "19:00"),
        ("вчера вечером", "2026-11-24", "evening"),
        ("рано утром 3 марта 2024", "2024-03-03", "morning"),
        ("3 March 2024 at night", "2024-03-03", "night"),
        ("в ночь с 3 на 4 марта 2024", "2024-03-03/2024-03-04", "night"),
        ("в ночь с 3 на 4 марта 2024, в 2 часа", "2024-03-03/2024-03-04", "02:00"),
        ("в ночь на 4 марта 2024", "2024-03-03/2024-03-04", "night"),
        ("ночью на 4 марта 2024", "2024-03-03/2024-03-04", "night"),
        ("early in the morning of 3 March 2024", "2024-03-03", "morning"),
        ("в ночь на 1 марта 2024, около 3 часов", "2024-02-29/2024-03-01", "~03:00"),
    ],
)
def test_a_time_of_day_is_kept_apart(typed: str, edtf: str, time: str) -> None:
    reading = read(typed, TODAY)
    assert (reading.fuzzy.edtf, reading.time) == (edtf, time)


@pytest.mark.parametrize(
    "typed",
    ["Sunday 22 November 2026", "воскресенье, 22 ноября 2026 г.", "22.11.2026 (вс)", "в вс 22.11.2026"],
)
def test_a_weekday_that_fits_is_no_matter(typed: str) -> None:
    assert read(typed, TODAY).fuzzy.edtf == "2026-11-22"


def test_a_weekday_that_does_not_fit_is_refused_with_the_day_of_the_calendar() -> None:
    with pytest.raises(WrongWeekday) as caught:
        read("Monday 22 November 2026", TODAY, "en")
    assert "Sunday 22 November 2026" in sentence(caught.value)
    assert [choice.fuzzy.edtf for choice in caught.value.choices] == ["2026-11-22"]


@pytest.mark.parametrize(
    ("typed", "choices"),
    [
        ("03/04/2024", ["2024-04-03", "2024-03-04"]),
        ("03-04-2024", ["2024-04-03", "2024-03-04"]),
        ("2020-23", ["2020/2023", "2020-23"]),
        ("зима 2023", ["2022-12/2023-02", "2023-12/2024-02", "2023-24"]),
        ("last March", ["2026-03", "2025-03"]),
        ("прошлой весной", ["2026-21", "2025-21"]),
        ("last Monday", ["2026-11-23", "2026-11-16"]),
        ("в понедельник", ["2026-11-23", "2026-11-30"]),
        ("on Wednesday", ["2026-11-25", "2026-11-18", "2026-12-02"]),
    ],
)
def test_what_has_two_readings_is_asked_back_with_both(typed: str, choices: list[str]) -> None:
    with pytest.raises(AmbiguousDate) as caught:
        read(typed, TODAY, "en")
    assert [choice.fuzzy.edtf for choice in caught.value.choices] == choices
    assert all(choice.words == typed for choice in caught.value.choices)


def test_the_question_names_the_readings_in_the_language_of_the_screen() -> None:
    with pytest.raises(AmbiguousDate) as caught:
        read("03/04/2024", TODAY, "en")
    assert "3 April 2024; 4 March 2024" in sentence(caught.value)
    with pytest.raises(AmbiguousDate) as caught:
        read("03/04/2024", TODAY, "ru")
    assert "3 апреля 2024 г.; 4 марта 2024 г." in sentence(caught.value)


@pytest.mark.parametrize(
    ("typed", "choices"),
    [
        ("12 марта", ["2026-03-12", "2025-03-12", "2027-03-12"]),
        ("around 12 March", ["2026-03-12~", "2025-03-12~", "2027-03-12~"]),
        ("24 December", ["2025-12-24", "2024-12-24", "2026-12-24"]),
        ("в начале марта", ["2026-03-01~/2026-03-10~", "2025-03-01~/2025-03-10~", "2027-03-01~/2027-03-10~"]),
        ("весной", ["2026-21", "2025-21", "2027-21"]),
        ("29 February", ["2024-02-29", "2020-02-29"]),
        ("12.03", ["2026-03-12", "2025-03-12", "2027-03-12"]),
        ("в воскресенье 22 ноября", ["2026-11-22"]),
        (
            "в ночь на 22 ноября",
            ["2026-11-21/2026-11-22", "2025-11-21/2025-11-22", "2027-11-21/2027-11-22"],
        ),
        ("ноябрь - март 2023", ["2022-11/2023-03"]),
        ("c марта по май", []),
    ],
)
def test_a_missing_year_is_asked_for_and_never_filled_in(typed: str, choices: list[str]) -> None:
    with pytest.raises(YearMissing) as caught:
        read(typed, TODAY, "ru")
    assert [choice.fuzzy.edtf for choice in caught.value.choices] == choices
    with pytest.raises(YearMissing):
        read(typed)


def test_without_today_a_year_of_two_digits_has_two_readings() -> None:
    with pytest.raises(AmbiguousDate) as caught:
        read("12.03.24")
    assert [choice.fuzzy.edtf for choice in caught.value.choices] == ["2024-03-12", "1924-03-12"]


def test_the_latest_year_that_two_digits_can_mean_is_the_next() -> None:
    assert read("12.03.27", TODAY).fuzzy.edtf == "2027-03-12"
    assert read("12.03.28", TODAY).fuzzy.edtf == "1928-03-12"


@pytest.mark.parametrize(
    "typed",
    [
        "31.02.2024",
        "29.02.2023",
        "32.01.2024",
        "12.13.2024",
        "2024-13-01",
        "31 ноября 2023",
        "30 February 2024",
        "12.03.0204",
        "25:00 12.03.2024",
        "12.03.2024 at 13 pm",
        "99/99/2024",
        "зима 2022-2024",
    ],
)
def test_what_no_calendar_has_is_refused(typed: str) -> None:
    with pytest.raises(ImpossibleDate):
        read(typed, TODAY)


def test_a_span_that_runs_backwards_is_refused() -> None:
    with pytest.raises(DateOrder):
        read("17.11.2022 - 03.11.2022", TODAY)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "   ",
        "hello",
        "не помню",
        "12",
        "19:00",
        "вечером",
        "до сих пор",
        "March of the penguins",
        "x" * 5000,
        "1/2/3/4",
        "3 по 2023",
        "2022-11 сентября",
        "недавно",
        "recently",
        "в час",
        "last night shift",
    ],
)
def test_what_is_no_date_is_refused_in_a_sentence(typed: str) -> None:
    with pytest.raises(DateNotUnderstood) as caught:
        read(typed, TODAY)
    assert "What you typed is kept" in sentence(caught.value)
    assert caught.value.choices == ()


PIECES = [
    "12", "3", "31", "2024", "2023", "24", "март", "марта", "March", "may", "spring", "весной",
    "около", "about", "до", "before", "с", "по", "между", "between", "и", "and", "-", ".", "/", ",",
    "?", "~", "в начале", "late", "winter", "зима", "вчера", "last", "прошлой", "неделе", "19:00",
    "утром", "в три часа", "at 8", "o'clock", "дня", "in the afternoon", "last night", "этой ночью",
    "half past", "часа", "назад", "an hour ago", "полчаса",
    "понедельник", "Sunday", "г.", "X", "..", "(", ")", "202X", "2022-11",
]  # fmt: skip


def read_or_refused(typed: str, today: date | None) -> Reading | None:
    """The reading; None when it was refused, and then in a sentence."""
    try:
        return read(typed, today, "ru")
    except Problem as problem:
        if not sentence(problem):
            raise
        return None


@given(st.lists(st.sampled_from(PIECES), max_size=8).map(" ".join), st.sampled_from([TODAY, None]))
def test_any_mixture_of_such_words_is_read_or_refused_in_a_sentence(typed: str, today: date | None) -> None:
    reading = read_or_refused(typed, today)
    if reading is not None:
        assert reading.words == typed.strip()
        assert reading.fuzzy.earliest or reading.fuzzy.latest


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused_in_a_sentence(typed: str) -> None:
    reading = read_or_refused(typed, TODAY)
    assert reading is None or any(char.isdigit() or char.isalpha() for char in reading.words)


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_a_plain_day_is_read_in_every_way_of_writing(day: date) -> None:
    for pattern in ("%d.%m.%Y", "%Y-%m-%d", "%d %B %Y", "%B %d, %Y", "%a %d %b %Y", "%A %d %B %Y"):
        fuzzy = read(day.strftime(pattern), TODAY).fuzzy
        assert fuzzy.earliest == fuzzy.latest == day
