"""Dates that are told from today: "last week", «прошлой весной», "on Monday", "in March last year"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from caseapp.rules.date_vocabulary import (
    IN,
    MONTH,
    MONTHS,
    SEASON,
    SEASONS,
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
_ON_WEEKDAY = re.compile(WEEKDAY)
_YEAR_TURN = re.compile(rf"\b(?P<turn>{TURN})\s(?:year|года?у?)\b")


def with_years(text: str, today: date) -> str:
    """ "March last year" becomes "march 2025"; the bare "last year" stays for `from_today`."""
    match = _YEAR_TURN.search(text)
    if match is None or IN.sub("", text) == match.group():
        return text
    return f"{text[: match.start()]}{today.year + TURNS[match['turn']]}{text[match.end() :]}"


def from_today(text: str, today: date) -> list[Fuzzy]:
    """All readings of a date told from today; empty when it is nothing of the kind."""
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
    point = Point(day.year, day.month, day.day)
    return Fuzzy.of(point, point)


def _period(today: date, unit: str, turn: int) -> Fuzzy:
    """The week (Monday to Sunday), month or year, counted from today's."""
    if unit == "week":
        monday = today + timedelta(days=7 * turn - today.weekday())
        ends = [Point(day.year, day.month, day.day) for day in (monday, monday + timedelta(days=6))]
        return Fuzzy.of(ends[0], ends[1])
    months = today.year * 12 + today.month - 1 + turn
    point = Point(months // 12, months % 12 + 1) if unit == "month" else Point(today.year + turn)
    return Fuzzy.of(point, point)
