"""What comes of reading a typed date: a reading, or the reason why it can't be taken as it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from caseapp.rules.edtf import Fuzzy
from db.errors import N_, Problem

__all__ = ["AmbiguousDate", "DateNotUnderstood", "DateProblem", "Reading", "WrongWeekday", "YearMissing"]


@dataclass(frozen=True)
class Reading:
    """A date that was read, its time of day ("19:00", "~19:00", "evening" or None), the words as typed."""

    fuzzy: Fuzzy
    time: str | None = None
    words: str = ""


class DateProblem(Problem):
    """A typed date that can't be taken as it is; `choices` are readings to offer, the likeliest first."""

    def __init__(self, offered: Iterable[Reading] = (), **values: object) -> None:
        super().__init__(**values)
        self.choices = tuple(offered)


class DateNotUnderstood(DateProblem):
    code = "date-not-understood"
    text = N_(
        "This date was not understood. What you typed is kept. Write it for example as 12.03.2024,"
        " March 2024, spring 2023, about 2021 or before August 2024."
    )


class AmbiguousDate(DateProblem):
    code = "date-ambiguous"
    text = N_(
        "This can be read in more than one way: {choices}. What you typed is kept. Choose one, or write"
        " the month as a word."
    )


class YearMissing(DateProblem):
    code = "date-year-missing"
    text = N_(
        "The year is missing, and it is never filled in by itself. What you typed is kept: add the year."
    )


class WrongWeekday(DateProblem):
    code = "date-weekday"
    text = N_("By the calendar this day is: {day}. What you typed is kept: check the day or the weekday.")
