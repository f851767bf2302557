"""Dates as precisely as they are known: reading what people type, keeping it as EDTF, saying it in words.

`read` turns typed text into a `Reading`, `parse_edtf` a stored date into a `Fuzzy`, and `say` puts a stored
date into words. The three never add a day, a month or a year that nobody gave.
"""

from caseapp.rules.date_problems import (
    AmbiguousDate,
    DateNotUnderstood,
    DateProblem,
    Reading,
    WrongWeekday,
    YearMissing,
)
from caseapp.rules.date_reading import read
from caseapp.rules.date_wording import STYLES, say, say_time
from caseapp.rules.edtf import (
    DateOrder,
    Fuzzy,
    ImpossibleDate,
    NotEdtf,
    Point,
    overlap,
    parse_edtf,
    sort_key,
)

__all__ = [
    "STYLES",
    "AmbiguousDate",
    "DateNotUnderstood",
    "DateOrder",
    "DateProblem",
    "Fuzzy",
    "ImpossibleDate",
    "NotEdtf",
    "Point",
    "Reading",
    "WrongWeekday",
    "YearMissing",
    "overlap",
    "parse_edtf",
    "read",
    "say",
    "say_time",
    "sort_key",
]
