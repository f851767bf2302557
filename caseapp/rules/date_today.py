"""Dates that are told from today: "last week", «прошлой весной», "on Monday", "in March last year"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Final

from caseapp.rules.date_vocabulary import (
    ABOUT,
    COUNT,
    COUNTS,
    IN,
    MINUTE_UNIT,
    MINUTE_UNITS,
    MONTH,
    MONTHS,
    NIGHTS,
    ONE_AGO,
    PART_TOLD,
    PARTS_TOLD,
    SEASON,
    SEASONS,
    SOME_AGO,
    TURN,
    TURNED,
    TURNED_UNIT,
    TURNS,
    WEEKDAY,
    WEEKDAYS,
)
from caseapp.rules.edtf import WINTER, Fuzzy, Point

__all__ = ["from_today", "with_years"]

_TURN = re.compile(rf"(?P<turn>{TURN})\s(?P<what>{TURNED_UNIT}|{SEASON}|{MONTH}|{WEEKDAY})")
_PART_TOLD = re.compile(rf"(?:(?:early|earlier|late|later)\s)?(?P<told>{PART_TOLD})")
#: What is told before this hour is told at night; from the other on "this night" may have begun.
_MORNING: Final = 6
_EVENING: Final = 18
_THIS: Final = ("this ", "этой ", "сегодня ")
_AGO = re.compile(r"(?P<what>.+?)\s(?:ago|(?:тому\s)?назад)")
#: «Часа два» is about two hours.
_COUNTED = re.compile(
    rf"(?P<n>{COUNT})(?:\sand\sa\shalf|\sс\sполовиной)?\s(?P<unit>{MINUTE_UNIT})"
    rf"|(?P<unit2>{MINUTE_UNIT})\s(?P<n2>{COUNT})"
)
_ON_WEEKDAY = re.compile(WEEKDAY)
_YEAR_TURN = re.compile(rf"\b(?P<turn>{TURN})\s(?:year|года?у?)\b")


def with_years(text: str, today: date) -> str:
    """ "March last year" becomes "march 2025"; the bare "last year" stays for `from_today`."""
    match = _YEAR_TURN.search(text)
    if match is None or IN.sub("", text) == match.group():
        return text
    return f"{text[: match.start()]}{today.year + TURNS[match['turn']]}{text[match.end() :]}"


def from_today(text: str, today: date, now: time | None = None, times: Sequence[str] = ()) -> list[Fuzzy]:
    """All readings of a date told from today; empty when it is nothing of the kind.

    `now` is the time at which it is told, if that is known, `times` what the time of day can be that was told
    along with it.
    """
    if told := _PART_TOLD.fullmatch(text):
        return [_part_of_day(today, told["told"], now, times)]
    if (ago := _AGO.fullmatch(text)) and (span := _minutes(ago["what"])):
        return [_back(today, span, now)]
    bare = IN.sub("", text, count=1)
    if _ON_WEEKDAY.fullmatch(bare):
        ahead = (WEEKDAYS[bare] - today.weekday()) % 7
        return [_day(today + timedelta(days=days)) for days in ((ahead - 7, ahead) if ahead else (0, -7, 7))]
    match = _TURN.fullmatch(bare)
    if match is None:
        return []
    turn, what = TURNS[match["turn"]], match["what"]
    if what in TURNED:
        return [_period(today, TURNED[what], turn)]
    if what in WEEKDAYS:
        return _weekday(today, WEEKDAYS[what], turn)
    return _named(today, SEASONS.get(what) or MONTHS[what], turn)


def _part_of_day(today: date, told: str, now: time | None, times: Sequence[str]) -> Fuzzy:
    """ "This morning" is today, "last night" yesterday and today; at a known hour it is one of them, when it
    is told after that night and before the next.
    """
    at_night = now is not None and now.hour < _MORNING
    if told not in NIGHTS:
        open_night = told == "tonight" and (now is None or at_night)
        over = at_night and PARTS_TOLD[told] in ("afternoon", "evening")
        return _days(today - timedelta(days=open_night or over), today - timedelta(days=over))
    evening, morning = (today + timedelta(days=NIGHTS[told] + days) for days in (0, 1))
    if now is not None and not at_night and (now.hour < _EVENING or not told.startswith(_THIS)):
        hours = [int(hour.lstrip("~")[:2]) for hour in times if ":" in hour]
        if hours and all(hour >= 12 for hour in hours):
            return _day(evening)
        if hours and all(hour < 12 for hour in hours):
            return _day(morning)
    return _days(evening, morning)


def _minutes(told: str) -> tuple[float, float] | None:
    """How many minutes "an hour" is at least and at most, as nobody counts them; None for other words."""
    bare = ABOUT.sub("", told, count=1)
    if found := SOME_AGO.get(told) or SOME_AGO.get(bare):
        return found
    minutes = ONE_AGO.get(bare)
    if minutes is None:
        match = _COUNTED.fullmatch(bare)
        if match is None:
            return None
        number, unit = match["n"] or match["n2"], match["unit"] or match["unit2"]
        minutes = (COUNTS.get(number) or int(number)) * MINUTE_UNITS[unit]
    slack = min(minutes / 2, 60)
    return minutes - slack, minutes + slack


def _back(today: date, minutes: tuple[float, float], now: time | None) -> Fuzzy:
    """The day so many minutes before; both days when it may be either."""
    first = datetime.combine(today, now or time.min) - timedelta(minutes=minutes[1])
    last = datetime.combine(today, now or time.max) - timedelta(minutes=minutes[0])
    return _days(first.date(), last.date())


def _weekday(today: date, weekday: int, turn: int) -> list[Fuzzy]:
    """ "Last Monday" is the latest one to some and the one of last week to others."""
    of_week = today + timedelta(days=7 * turn + weekday - today.weekday())
    if turn != -1:
        return [_day(of_week)]
    back = (today.weekday() - weekday) % 7 or 7
    return [_day(today - timedelta(days=back)), _day(of_week)]


def _named(today: date, month: int, turn: int) -> list[Fuzzy]:
    """A season or month counted from today; "last March" may be of this year or of last year."""
    years = [today.year + turn]
    if month == WINTER:
        return [Fuzzy.of(Point(year, 12), Point(year + 1, 2)) for year in (years[0], years[0] - 1)]
    if turn == -1 and Point(today.year, month).latest < today:
        years.insert(0, today.year)
    return [Fuzzy.of(Point(year, month), Point(year, month)) for year in years]


def _day(day: date) -> Fuzzy:
    return _days(day, day)


def _days(first: date, last: date) -> Fuzzy:
    return Fuzzy.of(*(Point(day.year, day.month, day.day) for day in (first, last)))


def _period(today: date, unit: str, turn: int) -> Fuzzy:
    """The week (Monday to Sunday), month or year, counted from today's."""
    if unit == "week":
        monday = today + timedelta(days=7 * turn - today.weekday())
        return _days(monday, monday + timedelta(days=6))
    months = today.year * 12 + today.month - 1 + turn
    point = Point(months // 12, months % 12 + 1) if unit == "month" else Point(today.year + turn)
    return Fuzzy.of(point, point)
