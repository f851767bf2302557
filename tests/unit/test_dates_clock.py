"""Hours and parts of a day as people tell them: no hour that was not said, and no day that nobody told."""

from __future__ import annotations

from datetime import date
from datetime import time as clock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseapp.errors import sentence
from caseapp.rules.dates import AmbiguousDate, DateNotUnderstood, Reading, YearMissing, read

TODAY = date(2026, 11, 25)  # a Wednesday
NIGHT = "2026-11-24/2026-11-25"


@pytest.mark.parametrize(
    ("typed", "edtf", "time"),
    [
        ("this morning", "2026-11-25", "morning"),
        ("early this morning", "2026-11-25", "morning"),
        ("этим утром", "2026-11-25", "morning"),
        ("this afternoon", "2026-11-25", "afternoon"),
        ("this evening", "2026-11-25", "evening"),
        ("at 8 this morning", "2026-11-25", "08:00"),
        ("this morning at 9 o'clock", "2026-11-25", "09:00"),
        ("at half past three this afternoon", "2026-11-25", "15:30"),
        ("tonight", "2026-11-25", "night"),
        ("tonight at 9", "2026-11-25", "21:00"),
        # A night belongs to two days
        ("last night", NIGHT, "night"),
        ("late last night", NIGHT, "night"),
        ("прошлой ночью", NIGHT, "night"),
        ("этой ночью", NIGHT, "night"),
        ("сегодня ночью", NIGHT, "night"),
        ("позапрошлой ночью", "2026-11-23/2026-11-24", "night"),
        ("the night before last", "2026-11-23/2026-11-24", "night"),
        ("maybe last night", "2026-11-24?/2026-11-25?", "night"),
        # … but its hours to one
        ("last night at 11", "2026-11-24", "23:00"),
        ("last night at 7 o'clock", "2026-11-24", "19:00"),
        ("at 11 last night", "2026-11-24", "23:00"),
        ("last night at 2 a.m.", "2026-11-25", "02:00"),
        ("этой ночью в 3 часа", "2026-11-25", "03:00"),
        ("этой ночью около часа ночи", "2026-11-25", "~01:00"),
        ("прошлой ночью в половине двенадцатого", "2026-11-24", "23:30"),
        ("сегодня ночью в 12", "2026-11-25", "00:00"),
        # Counted back from the clock
        ("полчаса назад", "2026-11-25", None),
        ("час назад", "2026-11-25", None),
        ("час тому назад", "2026-11-25", None),
        ("около часа назад", "2026-11-25", None),
        ("два часа назад", "2026-11-25", None),
        ("2 часа назад", "2026-11-25", None),
        ("полтора часа назад", "2026-11-25", None),
        ("an hour ago", "2026-11-25", None),
        ("half an hour ago", "2026-11-25", None),
        ("about an hour and a half ago", "2026-11-25", None),
        ("10 minutes ago", "2026-11-25", None),
        ("пять минут назад", "2026-11-25", None),
        ("twenty minutes ago", "2026-11-25", None),
        ("минут двадцать назад", "2026-11-25", None),
        ("часа два назад", "2026-11-25", None),
        ("a couple of hours ago", "2026-11-25", None),
        ("несколько часов назад", "2026-11-25", None),
        ("2 с половиной часа назад", "2026-11-25", None),
        ("two and a half hours ago", "2026-11-25", None),
        ("четверть часа назад", "2026-11-25", None),
        ("a few minutes ago", "2026-11-25", None),
        ("20 hours ago", "2026-11-24", None),
        ("24 часа назад", "2026-11-24", None),
    ],
)
def test_parts_of_a_day_and_hours_told_from_now(typed: str, edtf: str, time: str | None) -> None:
    reading = read(typed, TODAY, now=clock(15, 0))
    assert (reading.fuzzy.edtf, reading.time) == (edtf, time)


@pytest.mark.parametrize(
    ("typed", "hour", "minute", "edtf"),
    [
        ("полчаса назад", 0, 10, "2026-11-24"),
        ("полчаса назад", 0, 35, NIGHT),
        ("half an hour ago", 1, 0, "2026-11-25"),
        ("an hour ago", 0, 15, "2026-11-24"),
        ("час назад", 1, 5, NIGHT),
        ("два часа назад", 12, 0, "2026-11-25"),
        ("несколько часов назад", 9, 0, NIGHT),
        # Told at night
        ("tonight", 1, 0, NIGHT),
        ("this evening", 1, 0, "2026-11-24"),
        ("this morning", 1, 0, "2026-11-25"),
        ("last night at 2 a.m.", 1, 0, NIGHT),
        ("этой ночью в 23:00", 23, 30, NIGHT),
        ("last night at 11 pm", 23, 30, "2026-11-24"),
    ],
)
def test_near_midnight_both_days_are_kept_unless_one_is_certain(
    typed: str, hour: int, minute: int, edtf: str
) -> None:
    assert read(typed, TODAY, now=clock(hour, minute)).fuzzy.edtf == edtf


@pytest.mark.parametrize(
    "typed", ["полчаса назад", "an hour ago", "tonight", "last night at 11", "этой ночью в 3 часа"]
)
def test_without_a_clock_both_days_are_kept(typed: str) -> None:
    assert read(typed, TODAY).fuzzy.edtf == NIGHT


@pytest.mark.parametrize(
    ("said", "time"),
    [
        # The hour in figures, with the word for it and without
        ("в 3 часа дня", "15:00"),
        ("в 3 часа ночи", "03:00"),
        ("в 4 часа утра", "04:00"),
        ("в 8 часов вечера", "20:00"),
        ("в 8 вечера", "20:00"),
        ("в 11 часов утра", "11:00"),
        ("в 11 часов дня", "11:00"),
        ("в 11 часов ночи", "23:00"),
        ("в 12 часов дня", "12:00"),
        ("в 12 ночи", "00:00"),
        ("в 12 часов ночи", "00:00"),
        ("в 3 ч. дня", "15:00"),
        ("в 3:30 дня", "15:30"),
        ("в 3.30 дня", "15:30"),
        ("в 15 часов", "15:00"),
        ("в 15 часов дня", "15:00"),
        ("в 22 часа вечера", "22:00"),
        ("около 3 часов дня", "~15:00"),
        ("примерно в 3 часа дня", "~15:00"),
        ("at 3 o'clock in the afternoon", "15:00"),
        ("at 3 o’clock in the afternoon", "15:00"),
        ("at 3 in the afternoon", "15:00"),
        ("at 3 in the morning", "03:00"),
        ("at 3 o'clock in the morning", "03:00"),
        ("at 3 in the early morning", "03:00"),
        ("at 8 o'clock in the evening", "20:00"),
        ("at 8 in the evening", "20:00"),
        ("at 11 at night", "23:00"),
        ("at 8 o'clock at night", "20:00"),
        ("at 2 at night", "02:00"),
        ("at 12 at night", "00:00"),
        ("at 12 in the afternoon", "12:00"),
        ("at 3:20 in the afternoon", "15:20"),
        ("at 15:00 in the afternoon", "15:00"),
        ("around 3 in the afternoon", "~15:00"),
        ("at about 3 o'clock in the afternoon", "~15:00"),
        # The hour in words
        ("в три часа дня", "15:00"),
        ("в три часа ночи", "03:00"),
        ("в три дня", "15:00"),
        ("около трёх часов дня", "~15:00"),
        ("около семи вечера", "~19:00"),
        ("в час дня", "13:00"),
        ("около часа ночи", "~01:00"),
        ("в двенадцать часов дня", "12:00"),
        ("в двенадцать ночи", "00:00"),
        ("в пятнадцать часов", "15:00"),
        ("в двадцать два часа", "22:00"),
        ("at three in the afternoon", "15:00"),
        ("at eleven o'clock at night", "23:00"),
        ("around eight in the evening", "~20:00"),
        ("at three p.m.", "15:00"),
        ("часа в три дня", "~15:00"),
        ("часов в восемь вечера", "~20:00"),
        # Half past
        ("at half past three in the afternoon", "15:30"),
        ("at half past 3 in the morning", "03:30"),
        ("в половине четвёртого дня", "15:30"),
        ("в половине четвёртого утра", "03:30"),
        ("в полчетвертого дня", "15:30"),
        ("около половины девятого вечера", "~20:30"),
        ("в половине первого дня", "12:30"),
        ("в половине первого ночи", "00:30"),
        # The part of the day told apart from the hour
        ("вечером в 8 часов", "20:00"),
        ("утром, около 9 часов", "~09:00"),
        ("ночью в 2 часа", "02:00"),
        ("днём в 3 часа", "15:00"),
        ("morning at 9 o'clock", "09:00"),
    ],
)
def test_an_hour_is_told_with_its_part_of_the_day(said: str, time: str) -> None:
    for typed in (f"вчера {said}", f"22.11.2026, {said}", f"{said} 22.11.2026", f"22 ноября 2026 г. {said}"):
        reading = read(typed, TODAY)
        day = "2026-11-24" if typed.startswith("вчера") else "2026-11-22"
        assert (reading.fuzzy.edtf, reading.time) == (day, time), typed


@pytest.mark.parametrize(
    ("typed", "time"),
    [
        ("вчера вечером в 8", "20:00"),
        ("yesterday evening at about 8", "~20:00"),
        ("at 8 yesterday evening", "20:00"),
        ("в 8 вчера вечером", "20:00"),
        ("в 8, вчера вечером", "20:00"),
        ("вчера ночью, около двух", "~02:00"),
    ],
)
def test_a_number_alone_is_an_hour_beside_a_part_of_the_day(typed: str, time: str) -> None:
    assert (read(typed, TODAY).fuzzy.edtf, read(typed, TODAY).time) == ("2026-11-24", time)


@pytest.mark.parametrize(
    ("said", "times"),
    [
        # By a clock of twelve hours, and nobody said which half of the day
        ("в 3 часа", ["15:00", "03:00"]),
        ("в 9 часов", ["09:00", "21:00"]),
        ("около трёх часов", ["~15:00", "~03:00"]),
        ("в три часа", ["15:00", "03:00"]),
        ("at 3 o'clock", ["15:00", "03:00"]),
        ("at three o'clock", ["15:00", "03:00"]),
        ("часа в три", ["~15:00", "~03:00"]),
        ("at 12 o'clock", ["12:00", "00:00"]),
        ("at half past three", ["15:30", "03:30"]),
        ("в половине четвёртого", ["15:30", "03:30"]),
        ("at 12 in the morning", ["12:00", "00:00"]),
        ("at 5 o'clock at night", ["17:00", "05:00"]),
        # The hour and the part of the day contradict each other
        ("at 15:00 in the morning", ["15:00", "morning"]),
        ("в 15:00 утра", ["15:00", "morning"]),
        ("в 20 часов утра", ["20:00", "morning"]),
        ("утром в 15:00", ["15:00", "morning"]),
        ("в 12 вечера", ["12:00", "00:00", "evening"]),
        ("at 9 in the afternoon", ["09:00", "21:00", "afternoon"]),
        ("at 3 pm in the morning", ["15:00", "morning"]),
    ],
)
def test_an_hour_that_nobody_said_is_asked_for(said: str, times: list[str]) -> None:
    for typed in (f"вчера {said}", f"{said} 24.11.2026"):
        with pytest.raises(AmbiguousDate) as caught:
            read(typed, TODAY, "en")
        assert [(one.fuzzy.edtf, one.time) for one in caught.value.choices] == [
            ("2026-11-24", time) for time in times
        ], typed
        assert all(choice.words == typed for choice in caught.value.choices)


def test_the_question_about_an_hour_names_the_hours() -> None:
    with pytest.raises(AmbiguousDate) as caught:
        read("вчера в 3 часа", TODAY, "en")
    assert "24 November 2026, at 15:00; 24 November 2026, at 03:00" in sentence(caught.value)


def test_an_open_hour_is_asked_for_along_with_an_open_day() -> None:
    with pytest.raises(YearMissing) as caught:
        read("12 марта в 3 часа", TODAY, "ru")
    assert [(one.fuzzy.edtf, one.time) for one in caught.value.choices][:2] == [
        ("2026-03-12", "15:00"),
        ("2026-03-12", "03:00"),
    ]


PARTS = [
    "утра", "дня", "вечера", "ночи", "утром", "вечером", "in the morning", "in the afternoon",
    "in the evening", "at night", "last night", "this morning", "", "p.m.",
]  # fmt: skip


@given(
    st.integers(1, 12),
    st.sampled_from(["at {} o'clock", "at {}", "around {}", "в {} часов", "в {}", "часов в {}"]),
    st.sampled_from(PARTS),
)
def test_whatever_is_said_of_an_hour_no_other_is_kept(hour: int, said: str, part: str) -> None:
    day = "" if part in ("last night", "this morning") else "вчера"
    typed = f"{day} {said.format(hour)} {part}"
    try:
        readings: tuple[Reading, ...] = (read(typed, TODAY),)
    except AmbiguousDate as problem:
        readings = problem.choices
    except DateNotUnderstood:
        return
    hours = [reading.time for reading in readings if reading.time and ":" in reading.time]
    assert hours
    assert {int(time.lstrip("~")[:2]) % 12 for time in hours} == {hour % 12}
