"""Reads one typed date without an interval, as far as it goes: a piece may still lack its year or month."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from caseapp.rules.date_vocabulary import (
    ABOUT,
    ABOUT_AFTER,
    DAYS_AWAY,
    HIDDEN,
    IN,
    MAYBE,
    MAYBE_AFTER,
    MONTH,
    MONTHS,
    NUMBER,
    NUMBERS,
    PART,
    PARTS,
    SEASON,
    SEASONS,
    UNIT,
    UNITS,
)
from caseapp.rules.date_wording import span_of
from caseapp.rules.edtf import WINTER, Fuzzy, ImpossibleDate, NotEdtf, Point, parse_edtf

__all__ = ["Piece", "pieces", "single_fuzzy"]

#: Years that a typed date may name; anything else is a slip.
FIRST_YEAR, LAST_YEAR = 1850, 2199

_DMY = re.compile(r"(\d{1,2})\s?([./-])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})")
_YMD = re.compile(r"(\d{4})([./-])(\d{1,2})\2(\d{1,2})")
_MY = re.compile(r"(\d{1,2})[./-](\d{4})")
_YM = re.compile(r"(\d{4})[./-](\d{1,2})")
_DM = re.compile(r"(\d{1,2})([./-])(\d{1,2})")
_DAY_MONTH = re.compile(rf"(?:(?P<day>\d{{1,2}})\s?)?(?P<month>{MONTH})\.?(?:\s?(?P<year>\d{{4}}))?")
_MONTH_DAY = re.compile(rf"(?P<month>{MONTH})\.?\s(?P<day>\d{{1,2}})(?:\s(?P<year>\d{{4}}))?")
_SHORT_YEAR = re.compile(
    rf"(?:(?P<day>\d{{1,2}})\s)?(?P<month>{MONTH})\.?\s'?(?P<year>\d\d)(?:\s(?:г\.?|года?))?"
)
_YEAR_FIRST = re.compile(
    rf"(?P<year>\d{{4}})\s(?:(?P<day>\d{{1,2}})\s)?(?P<month>{MONTH})\.?(?:\s(?P<day2>\d{{1,2}}))?"
)
_SEASON = re.compile(rf"(?P<season>{SEASON})(?:\s(?P<year>\d{{4}}))?(?:\s?[-/]\s?(?P<next>\d{{4}}|\d\d))?")
_EITHER_WINTER = re.compile(r"(?:either winter(?: of)?|одн(?:а|ой|у) из зим)\s(?P<year>\d{4})")
_DECADE = re.compile(
    r"(?P<year>\d{3}0|\d0)\s?(?:s|'s|-е|-х|-ми|ые|ых)(?:\s?(?:годы|годов|годах|годами|гг))?\.?"
)
_HALF = re.compile(
    r"(?P<which>first half|second half|первая половина|первой половине|первую половину|вторая половина|"
    r"второй половине|вторую половину)\s(?:of\s)?(?P<year>\d{4})"
)
_QUARTER = re.compile(
    r"(?:(?P<a>[1-4]|i{1,3}|iv)[- ]?(?:й|м|ом|st|nd|rd|th)?\s?(?:квартал[еа]?|кв\.?|quarter)(?:\sof)?"
    r"|q(?P<b>[1-4]))"
    r"\s?(?P<year>\d{4})"
)
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_AGO = re.compile(rf"(?:(?P<n>{NUMBER})\s)?(?P<unit>{UNIT})\s(?:ago|(?:тому\s)?назад)")
_HALF_YEAR_AGO = re.compile(r"(?:half a year ago|полгода (?:тому )?назад)")


@dataclass(frozen=True)
class Piece:
    """What was typed of one date. Parts that were not typed are None; `part` is early, mid or late.

    `to` is the second end of a piece that is a span in itself (a winter over New Year, the first half of a
    year).
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    decade: bool = False
    hidden: str = ""
    part: str = ""
    approximate: bool = False
    uncertain: bool = False
    to: Point | None = None

    @property
    def points(self) -> tuple[Point, Point]:
        """First and last point; the year must be known. Raises ImpossibleDate for 30 February."""
        assert self.year is not None
        if not FIRST_YEAR <= self.year <= LAST_YEAR:
            raise ImpossibleDate
        made = Point(
            self.year, self.month, self.day, self.decade, self.hidden, self.approximate, self.uncertain
        )
        point = parse_edtf(str(made)).start
        assert point is not None
        if self.part:
            return span_of(self.part, point.bare)
        return point, replace(
            self.to, approximate=self.approximate, uncertain=self.uncertain
        ) if self.to else point

    @property
    def fuzzy(self) -> Fuzzy:
        return Fuzzy.of(*self.points)


def pieces(text: str, today: date | None) -> list[Piece]:
    """All readings of one date; empty when it is none. More than one reading must be decided by the person.

    The text comes in small letters, with single spaces and without «г.». Raises ImpossibleDate.
    """
    text, uncertain = _without(MAYBE, MAYBE_AFTER, text)
    text, approximate = _without(ABOUT, ABOUT_AFTER, text)
    text, uncertain_too = _without(MAYBE, MAYBE_AFTER, text)
    hidden = next((name for name, words in HIDDEN.items() for word in words if text.endswith(word)), "")
    if hidden:
        text = text[: text.rindex("(")].strip()
    bare = IN.sub("", text, count=1).strip()
    found = _part_of(bare, today) or _part_of(text, today) or _bare(bare, today) or _bare(text, today)
    return [
        replace(
            piece,
            approximate=piece.approximate or approximate,
            uncertain=uncertain or uncertain_too or piece.uncertain,
            hidden=hidden or piece.hidden,
        )
        for piece in found
    ]


def single_fuzzy(text: str) -> Fuzzy | None:
    """The text as EDTF, when it is typed as EDTF beyond doubt: with X, a mark, or an open end."""
    if not re.search(r"\dx|xx|\.\.|\d[~%]$|^\d{4}-\d\d(-\d\d)?(/|$)|^\d{4}/\d{4}$", text) or re.fullmatch(
        r"\d{4}-2[1-4]", text
    ):
        return None
    try:
        return parse_edtf(text)
    except NotEdtf:
        return None


def _without(before: re.Pattern[str], after: re.Pattern[str], text: str) -> tuple[str, bool]:
    """The text without a mark before or after it, and whether there was one."""
    kept = after.sub("", before.sub("", text, count=1), count=1).strip()
    return kept, kept != text


def _part_of(text: str, today: date | None) -> list[Piece]:
    """ "early March 2024", «в конце 2023»."""
    match = re.match(rf"({PART})[\s-]+", text)
    if match is None:
        return []
    whole = _bare(IN.sub("", text[match.end() :], count=1), today)
    return [
        replace(piece, part=PARTS[match[1]])
        for piece in whole
        if piece.day is None and not piece.decade and (piece.month or 0) <= 12 and piece.to is None
    ]


def _bare(text: str, today: date | None) -> list[Piece]:
    for reader in (_numeric, _spelled, _seasonal, _yearly):
        found = reader(text, today)
        if found:
            return found
    return _relative(text, today)


def _numeric(text: str, today: date | None) -> list[Piece]:
    if match := _YMD.fullmatch(text):
        return [Piece(int(match[1]), _month(match[3]), int(match[4]))]
    if match := _DMY.fullmatch(text):
        return _day_and_month(int(match[1]), int(match[3]), match[2], _years(match[4], today))
    if match := _MY.fullmatch(text):
        return [Piece(int(match[2]), _month(match[1]))]
    if match := _YM.fullmatch(text):
        return _year_and_more(int(match[1]), match[2], coded="-" in text)
    if match := _DM.fullmatch(text):
        first, second = int(match[1]), int(match[3])
        found = []
        if second <= 12 or (first <= 12 and second <= 31 and match[2] != "."):
            found += _day_and_month(first, second, match[2], [None])
        if 1 <= first <= 12 and len(match[3]) == 2 and match[2] == "." and second > 12:
            found += [Piece(year, first) for year in _years(match[3], today)]
        return found
    return []


def _day_and_month(first: int, second: int, between: str, years: list[int | None]) -> list[Piece]:
    """Day and month; with a slash or hyphen both orders are in use, so both are readings if both exist."""
    orders = [(first, second)]
    if between != "." and first != second:
        orders.append((second, first))
    possible = [(day, month) for day, month in orders if 1 <= month <= 12 and 1 <= day <= 31]
    if not possible:
        raise ImpossibleDate
    return [Piece(year, month, day) for day, month in possible for year in years]


def _year_and_more(year: int, more: str, *, coded: bool) -> list[Piece]:
    """ "2022-11" is a month; "2022-23" may be two years or the code of a season, "2022/23" is two years."""
    number = int(more)
    if 1 <= number <= 12 and len(more) == 2:
        return [Piece(year, number)]
    following = year // 100 * 100 + number
    found = [Piece(year, to=Point(following))] if len(more) == 2 and following > year else []
    if coded and 21 <= number <= 24:
        found.append(Piece(year, number))
    if not found:
        raise ImpossibleDate
    return found


def _spelled(text: str, today: date | None) -> list[Piece]:
    if match := _SHORT_YEAR.fullmatch(text):
        month, day = MONTHS[match["month"]], int(match["day"]) if match["day"] else None
        found = [Piece(year, month, day) for year in _years(match["year"], today)]
        if day is None and 1 <= int(match["year"]) <= 31:  # "March 24" is also the 24th of March
            found.insert(0, Piece(None, month, int(match["year"])))
        return found
    for pattern in (_DAY_MONTH, _MONTH_DAY, _YEAR_FIRST):
        if match := pattern.fullmatch(text):
            parts = match.groupdict()
            number = parts["day"] or parts.get("day2")
            year = int(parts["year"]) if parts["year"] else None
            return [Piece(year, MONTHS[parts["month"]], int(number) if number else None)]
    return []


def _seasonal(text: str, today: date | None) -> list[Piece]:
    if match := _EITHER_WINTER.fullmatch(text):
        return [Piece(int(match["year"]), WINTER)]
    match = _SEASON.fullmatch(text)
    if match is None:
        return []
    season, year = SEASONS[match["season"]], int(match["year"]) if match["year"] else None
    if match["next"] and year is not None:
        following = int(match["next"]) % 100
        if season != WINTER or following != (year + 1) % 100:
            raise ImpossibleDate
        return [_winter(year)]
    if season == WINTER and year is not None:
        return [_winter(year - 1), _winter(year), Piece(year, WINTER)]
    return [Piece(year, season)]


def _winter(year: int) -> Piece:
    """The winter that begins in December of the year."""
    return Piece(year, 12, to=Point(year + 1, 2))


def _yearly(text: str, today: date | None) -> list[Piece]:
    if re.fullmatch(r"\d{4}", text):
        return [Piece(int(text))]
    if match := _DECADE.fullmatch(text):
        if len(match["year"]) == 4:
            return [Piece(int(match["year"]), decade=True)]
        return [Piece(year, decade=True) for year in _years(match["year"], today) if year is not None]
    if match := _HALF.fullmatch(text):
        year, second = int(match["year"]), match["which"].startswith(("second", "вто"))
        return [Piece(year, 7 if second else 1, to=Point(year, 12 if second else 6))]
    if match := _QUARTER.fullmatch(text):
        number = match["a"] or match["b"]
        last = 3 * _ROMAN.get(number, int(number) if number.isdigit() else 0)
        return [Piece(int(match["year"]), last - 2, to=Point(int(match["year"]), last))]
    return []


def _relative(text: str, today: date | None) -> list[Piece]:
    """Days counted from today, and "two weeks ago", which is never exact."""
    if today is None:
        return []
    if text in DAYS_AWAY:
        return [_piece_of(today + timedelta(days=DAYS_AWAY[text]))]
    if _HALF_YEAR_AGO.fullmatch(text):
        return [replace(_months_back(today, 6), approximate=True)]
    if match := _AGO.fullmatch(text):
        number = match["n"] or "1"
        count, unit = NUMBERS.get(number) or int(number), UNITS[match["unit"]]
        if unit == "day":
            return [_piece_of(today - timedelta(days=count))]
        if unit == "week":
            return [replace(_piece_of(today - timedelta(weeks=count)), approximate=True)]
        back = _months_back(today, count) if unit == "month" else Piece(today.year - count)
        return [replace(back, approximate=True)]
    return []


def _piece_of(day: date) -> Piece:
    return Piece(day.year, day.month, day.day)


def _months_back(today: date, count: int) -> Piece:
    months = today.year * 12 + today.month - 1 - count
    return Piece(months // 12, months % 12 + 1)


def _month(text: str) -> int:
    if not 1 <= int(text) <= 12:
        raise ImpossibleDate
    return int(text)


def _years(text: str, today: date | None) -> list[int | None]:
    """The year; of two digits the one not later than next year, or both centuries when today is not known."""
    if len(text) == 4:
        return [int(text)]
    short = int(text)
    if today is None:
        return [2000 + short, 1900 + short]
    return [2000 + short if 2000 + short <= today.year + 1 else 1900 + short]
