"""Dates as precisely as they are known: our subset of EDTF (ISO 8601-2), read, bounded and compared.

Taken: a day, a month, a year, a season (21 spring to 24 winter), a decade ("202X"), unknown parts
("2022-11-XX", "2022-XX", "2022-XX-XX"), the marks ~ (about), ? (uncertain) and % (both), and intervals of
these, open at one end ("2022-11/..", "../2022-08"). An interval says that something lies or lasts between
its ends. Nothing here ever adds a month or a day that was not given.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from db.errors import N_, Problem

__all__ = ["DateOrder", "Fuzzy", "ImpossibleDate", "NotEdtf", "Point", "overlap", "parse_edtf", "sort_key"]

_POINT = re.compile(
    r"(?P<decade>\d{3})X|(?P<year>\d{4})(?:-(?P<month>\d\d|XX)(?:-(?P<day>\d\d|XX))?)?",
)
_MARKS = {"": (False, False), "~": (True, False), "?": (False, True), "%": (True, True)}
SPRING, SUMMER, AUTUMN, WINTER = 21, 22, 23, 24
# First and last month of a season in the north, counted from January of its year. "Winter 2023" may be
# meant for the months before or after, so its bounds take in both winters.
_SEASON_MONTHS = {SPRING: (3, 5), SUMMER: (6, 8), AUTUMN: (9, 11), WINTER: (0, 14)}
# How far "about" may reach beyond what was said, in days, when two dates are compared.
_SLACK = {"day": 7, "month": 31, "season": 31, "year": 366, "decade": 3653}


class NotEdtf(Problem):
    """A stored date that this version can't read."""

    code = "date-not-edtf"
    text = N_("This date can't be read. Type it again, for example as 12.03.2024, March 2024 or about 2021.")


class ImpossibleDate(Problem):
    """A day or month that no calendar has."""

    code = "date-impossible"
    text = N_("There is no such date in the calendar. What you typed is kept: check the day and the month.")


class DateOrder(Problem):
    """A span that ends before it begins."""

    code = "date-order"
    text = N_("The second date is earlier than the first. What you typed is kept: check both years.")


@dataclass(frozen=True)
class Point:
    """One date without an interval. `month` is 1 to 12, or 21 to 24 for a season; `decade` makes year its
    first year.

    `hidden` tells which parts are known to be unknown: "", "day", "month" or "both".
    """

    year: int
    month: int | None = None
    day: int | None = None
    decade: bool = False
    hidden: str = ""
    approximate: bool = False
    uncertain: bool = False

    @property
    def precision(self) -> str:
        """day, month, season, year or decade."""
        if self.decade:
            return "decade"
        if self.month is None:
            return "year"
        return "season" if self.month > 12 else "month" if self.day is None else "day"

    @property
    def bare(self) -> Point:
        """The same without marks."""
        return replace(self, approximate=False, uncertain=False)

    @property
    def earliest(self) -> date:
        """The first day that it can be."""
        if self.decade or self.month is None:
            return date(self.year, 1, 1)
        if self.month > 12:
            return _month_start(self.year, _SEASON_MONTHS[self.month][0])
        return date(self.year, self.month, self.day or 1)

    @property
    def latest(self) -> date:
        """The last day that it can be."""
        if self.decade or self.month is None:
            return date(self.year + (9 if self.decade else 0), 12, 31)
        if self.month > 12:
            return _month_start(self.year, _SEASON_MONTHS[self.month][1] + 1) - timedelta(days=1)
        return date(self.year, self.month, self.day or monthrange(self.year, self.month)[1])

    def __str__(self) -> str:
        """The point in EDTF."""
        if self.decade:
            text = f"{self.year // 10:03}X"
        else:
            parts = [f"{self.year:04}"]
            if self.hidden == "both":
                parts += ["XX", "XX"]
            elif self.hidden == "month":
                parts.append("XX")
            elif self.month is not None:
                parts.append(f"{self.month:02}")
                parts += ["XX"] if self.hidden == "day" else []
                parts += [f"{self.day:02}"] if self.day is not None else []
            text = "-".join(parts)
        return text + next(
            mark for mark, both in _MARKS.items() if both == (self.approximate, self.uncertain)
        )


@dataclass(frozen=True)
class Fuzzy:
    """A date as it is known. `earliest` and `latest` are its bounds, None at an open end.

    `start` and `end` are its points; they are the same for a date that is no interval, and None at an open
    end.
    """

    edtf: str
    earliest: date | None
    latest: date | None
    start: Point | None = field(default=None, compare=False, repr=False)
    end: Point | None = field(default=None, compare=False, repr=False)

    @classmethod
    def of(cls, start: Point | None, end: Point | None) -> Fuzzy:
        """From its points; the same one twice is a plain date. Raises DateOrder when the end is first."""
        if start is None and end is None:
            raise NotEdtf
        if start is not None and end is not None and end.latest < start.earliest:
            raise DateOrder
        edtf = str(start) if start == end else f"{start or '..'}/{end or '..'}"
        return cls(edtf, start.earliest if start else None, end.latest if end else None, start, end)

    @property
    def precision(self) -> str:
        """day, month, season, year or decade; interval for two different points or an open end."""
        return self.start.precision if self.start is not None and self.start == self.end else "interval"

    @property
    def approximate(self) -> bool:
        """Whether any part is marked as about."""
        return any(point is not None and point.approximate for point in (self.start, self.end))

    @property
    def uncertain(self) -> bool:
        """Whether any part is marked as uncertain."""
        return any(point is not None and point.uncertain for point in (self.start, self.end))


def parse_edtf(text: str) -> Fuzzy:
    """Reads a stored date.

    Raises NotEdtf for anything outside the subset, ImpossibleDate for 30 February, DateOrder for an
    interval that ends before it begins.
    """
    first, slash, second = text.strip().upper().partition("/")
    if not slash:
        point = _parse_point(first)
        return Fuzzy.of(point, point)
    start = None if first == ".." else _parse_point(first)
    end = None if second == ".." else _parse_point(second)
    return Fuzzy.of(start, end)


def overlap(one: Fuzzy, other: Fuzzy) -> bool:
    """Whether both can be the date of one event; False is a contradiction.

    "About" reaches beyond its bounds here: a week for a day, a month for a month or season, a year for a
    year.
    """
    a_from, a_to = _wide(one)
    b_from, b_to = _wide(other)
    return a_from <= b_to and b_from <= a_to


def sort_key(when: Fuzzy) -> tuple[date, date, str]:
    """Orders by the first possible day (the last one when the start is open), shorter spans first."""
    return (when.earliest or when.latest or date.max, when.latest or date.max, when.edtf)


def _parse_point(text: str) -> Point:
    marks = text[-1:] if text[-1:] in ("~", "?", "%") else ""
    match = _POINT.fullmatch(text.removesuffix(marks))
    if match is None:
        raise NotEdtf
    approximate, uncertain = _MARKS[marks]
    if match["decade"]:
        point = Point(int(match["decade"]) * 10, decade=True, approximate=approximate, uncertain=uncertain)
    else:
        point = _dated(match["year"], match["month"] or "", match["day"] or "", approximate, uncertain)
    if not 1000 <= point.year <= 9980:
        raise ImpossibleDate
    return point


def _dated(year: str, month: str, day: str, approximate: bool, uncertain: bool) -> Point:
    if month == "XX":
        if day not in ("", "XX"):
            raise NotEdtf
        hidden = "both" if day else "month"
        return Point(int(year), hidden=hidden, approximate=approximate, uncertain=uncertain)
    number = int(month) if month else None
    if number is not None and not (1 <= number <= 12 or (SPRING <= number <= WINTER and not day)):
        raise ImpossibleDate
    if day == "XX":
        return Point(int(year), number, hidden="day", approximate=approximate, uncertain=uncertain)
    if day and number is not None and not 1 <= int(day) <= monthrange(max(int(year), 1), number)[1]:
        raise ImpossibleDate
    return Point(int(year), number, int(day) if day else None, approximate=approximate, uncertain=uncertain)


def _month_start(year: int, month: int) -> date:
    """The first of a month counted from January of the year; 0 is December before, 13 January after."""
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)


def _wide(when: Fuzzy) -> tuple[date, date]:
    first, last = when.earliest or date.min, when.latest or date.max
    if when.start is not None and when.start.approximate:
        first = _moved(first, -_SLACK[when.start.precision])
    if when.end is not None and when.end.approximate:
        last = _moved(last, _SLACK[when.end.precision])
    return first, last


def _moved(day: date, days: int) -> date:
    """The day moved, at most to the ends of the calendar."""
    ordinal = day.toordinal() + days
    return date.fromordinal(max(1, min(ordinal, date.max.toordinal())))
