"""Reads dates as people type them, in English and Russian, and refuses to guess.

What can be read in two ways is asked back with both readings; a missing year is asked for, never filled in;
a day that no calendar has is refused. The words as typed stay with the reading, because they are what the
client said.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, time, timedelta

from caseapp.rules.date_clock import take_time
from caseapp.rules.date_pieces import Piece, pieces, single_fuzzy
from caseapp.rules.date_problems import (
    AmbiguousDate,
    DateNotUnderstood,
    Reading,
    WrongWeekday,
    YearMissing,
)
from caseapp.rules.date_today import from_today, with_years
from caseapp.rules.date_vocabulary import (
    ABOUT,
    AFTER,
    BEFORE,
    BY,
    MAYBE,
    ONWARDS,
    QUESTION,
    SINCE,
    WEEKDAY,
    WEEKDAYS,
    normal,
)
from caseapp.rules.date_wording import say, say_time
from caseapp.rules.edtf import DateOrder, Fuzzy, ImpossibleDate, Point

__all__ = ["read"]

#: Nobody says a date in more characters.
LONGEST = 200

_SPAN = re.compile(
    r"(?:(?:somewhere|sometime|где-то)\s)?(?:between|между)\s(?P<a>.+?)\s(?:and|и)\s(?P<b>.+)"
    r"|(?:(?:in|во?|за)\s)?(?:(?:the\s)?(?:period|период)\s)?(?:from|since|со?|от)\s(?P<c>.+?)\s"
    r"(?:to|until|till|through|по|до|на)\s(?P<d>.+)"
    r"|(?P<e>.+?)\s(?:-|to|through|по)\s(?P<f>.+)"
)
_TIGHT = re.compile(r"(?P<a>[^-]+?)-(?P<b>[^-]+)")
_OR = re.compile(r"(?P<a>.+?)\s(?:or|или|либо)\s(?P<b>.+)")
_LEADING_WEEKDAY = re.compile(rf"^(?:(?:on|во?)\s)?({WEEKDAY})\b[.\s]+(?=\S*\d)")
_TRAILING_WEEKDAY = re.compile(rf"(?<=\d)\s\(?({WEEKDAY})\)?$")


def read(text: str, today: date | None = None, lang: str = "en", *, now: time | None = None) -> Reading:
    """Reads a date as typed. `today` is needed for "yesterday" and for years of two digits; `lang` words
    the problems. `now`, the time of day, tells the day of "an hour ago"; without it both days are kept that
    it can be.

    Raises DateNotUnderstood; AmbiguousDate and YearMissing with readings to choose from; WrongWeekday;
    ImpossibleDate; DateOrder.
    """
    words = text.strip()
    if len(words) > LONGEST:
        raise DateNotUnderstood
    return _Reader(today, lang, words, now).read()


class _Reader:
    def __init__(self, today: date | None, lang: str, words: str, now: time | None) -> None:
        self.today, self.lang, self.words, self.now = today, lang, words, now
        #: What the time of day can be; none when there is none.
        self.times: tuple[str, ...] = ()
        self.night_before = False

    def read(self) -> Reading:
        text = normal(self.words)
        edtf = single_fuzzy(text)
        if edtf is not None:
            return Reading(edtf, None, self.words)
        told = take_time(text)
        text, self.times, self.night_before = told.rest, told.times, told.before
        text = re.sub(r"\s+", " ", text.replace(",", " ")).strip(" ;.") if ".." not in text else text
        text, weekday = _take_weekday(text)
        try:
            fuzzy = self._any(text)
        except YearMissing as problem:
            raise YearMissing(_on_weekday(problem.choices, weekday)) from None
        if weekday is not None:
            self._check_weekday(fuzzy, weekday)
        return self._decided([fuzzy])

    def _readings(self, found: Iterable[Fuzzy]) -> list[Reading]:
        """Every date with every time of day that it can have."""
        if self.night_before:
            found = [_with_day_before(fuzzy) for fuzzy in found]
        return [Reading(fuzzy, hour, self.words) for fuzzy in found for hour in self.times or (None,)]

    def _decided(self, found: Iterable[Fuzzy]) -> Reading:
        """The only reading; otherwise what has to be asked."""
        readings = self._readings(found)
        if len(readings) > 1:
            told = "; ".join(_said(reading, self.lang) for reading in readings)
            raise AmbiguousDate(readings, choices=told)
        return readings[0]

    def _any(self, text: str) -> Fuzzy:
        """Marks around the whole, then an open span, a span, a single date."""
        if not text:
            raise DateNotUnderstood
        text = self._dated(text)
        kept = QUESTION.sub("", MAYBE.sub("", text, count=1), count=1)
        if kept != text and (found := self._whole(kept)):
            return _marked(found, uncertain=True)
        return self._whole(text) or self._single(text)

    def _whole(self, text: str) -> Fuzzy | None:
        """What is more than one date; None for a single one."""
        about = ABOUT.match(text)
        if about and re.match("(?:between|между)\\s", text[about.end() :]):
            found = self._whole(text[about.end() :])
            return _marked(found, approximate=True) if found else None
        found = self._span(text) or self._open_ended(text)
        if found is None and self.today is not None:
            told = from_today(text, self.today, self.now, self.times)
            return self._one_of(told) if told else None
        return found

    def _dated(self, text: str) -> str:
        return with_years(text, self.today) if self.today is not None else text

    def _single(self, text: str) -> Fuzzy:
        return self._chosen(pieces(text, self.today))

    def _chosen(self, found: list[Piece]) -> Fuzzy:
        """The only reading; otherwise what has to be asked."""
        if not found:
            raise DateNotUnderstood
        if any(piece.year is None for piece in found):
            if any(piece.month is None for piece in found):
                raise DateNotUnderstood
            raise YearMissing(self._with_years(found))
        return self._one_of(piece.fuzzy for piece in found)

    def _one_of(self, found: Iterable[Fuzzy]) -> Fuzzy:
        dates = list(dict.fromkeys(found))
        return dates[0] if len(dates) == 1 else self._decided(dates).fuzzy

    def _with_years(self, found: list[Piece]) -> list[Reading]:
        """Candidates for a date without its year: the two latest that are past, and the next to come."""
        if self.today is None:
            return []
        choices = []
        for piece in found:
            if piece.year is not None:
                choices.append(piece.fuzzy)
                continue
            possible = []
            for year in range(self.today.year + 1, self.today.year - 9, -1):
                try:
                    possible.append(replace(piece, year=year).fuzzy)
                except ImpossibleDate:
                    continue
            past = [
                fuzzy for fuzzy in possible if fuzzy.earliest is not None and fuzzy.earliest <= self.today
            ]
            choices += past[:2] + [fuzzy for fuzzy in possible if fuzzy not in past][-1:]
        return self._readings(choices)

    def _span(self, text: str) -> Fuzzy | None:
        for pattern in (_SPAN, _OR, _TIGHT):
            match = pattern.fullmatch(text)
            if match is None or (pattern is _TIGHT and pieces(text, self.today)):
                continue
            first, last = (part for part in match.groups() if part is not None)
            if pattern is _TIGHT and re.fullmatch(r"\d{4}", first) and not re.fullmatch(r"\d{4}", last):
                continue
            if ONWARDS.fullmatch(last) and pattern is not _OR:
                return self._open(self._single(first), since=True)
            ends = self._ends(first.strip(), last.strip())
            if ends is not None:
                return ends
        return None

    def _ends(self, first: str, last: str) -> Fuzzy | None:
        """Both ends of a span; each takes from the other what it lacks. None when one of them is no date."""
        lefts = _number(first) or pieces(self._dated(first), self.today)
        rights = pieces(self._dated(last), self.today)
        if not lefts or not rights:
            return None
        left, right = self._completed(lefts[0], rights[0])
        if len(lefts) > 1 or len(rights) > 1:
            self._chosen(lefts if len(lefts) > 1 else rights)
        if left.day is not None and left.month is None:
            return None
        if left.year is None or right.year is None:
            raise YearMissing
        return self._ordered(left, right, borrowed=lefts[0].year is None or rights[0].year is None)

    def _ordered(self, left: Piece, right: Piece, *, borrowed: bool) -> Fuzzy:
        try:
            return Fuzzy.of(left.points[0], right.points[1])
        except DateOrder:
            if not borrowed or left.year is None or right.year is None:
                raise
            # "November to March 2023": the year of one end was not typed, and the same year does not fit.
            earlier = Fuzzy.of(replace(left, year=left.year - 1).points[0], right.points[1])
            raise YearMissing(self._readings([earlier])) from None

    @staticmethod
    def _completed(left: Piece, right: Piece) -> tuple[Piece, Piece]:
        if left.day is not None and left.month is None:
            if right.day is None and right.month is not None and left.day <= 12:
                left = replace(left, month=left.day, day=None)
            else:
                left = replace(left, month=right.month)
        left = replace(left, year=left.year if left.year is not None else right.year)
        return left, replace(right, year=right.year if right.year is not None else left.year)

    def _open_ended(self, text: str) -> Fuzzy | None:
        onwards = ONWARDS.search(text)
        if onwards and onwards.start() > 0:
            begun = SINCE.match(text)
            start = text[begun.end() if begun else 0 : onwards.start()]
            return self._open(self._single(start), since=True)
        for pattern, since, beside in _OPEN:
            match = pattern.match(text)
            if match:
                found = self._single(text[match.end() :])
                return self._open(beside(found) if beside else found, since=since)
        return None

    @staticmethod
    def _open(fuzzy: Fuzzy, *, since: bool) -> Fuzzy:
        return Fuzzy.of(fuzzy.start, None) if since else Fuzzy.of(None, fuzzy.end)

    def _check_weekday(self, fuzzy: Fuzzy, weekday: int) -> None:
        if fuzzy.precision != "day" or fuzzy.approximate or fuzzy.earliest is None:
            return
        if fuzzy.earliest.weekday() != weekday:
            raise WrongWeekday(self._readings([fuzzy]), day=say(fuzzy, self.lang, "echo"))


def _said(reading: Reading, lang: str) -> str:
    day = say(reading.fuzzy, lang)
    return f"{day}, {say_time(reading.time, lang)}" if reading.time else day


def _take_weekday(text: str) -> tuple[str, int | None]:
    """A weekday that stands beside a date, taken out."""
    for pattern in (_LEADING_WEEKDAY, _TRAILING_WEEKDAY):
        match = pattern.search(text)
        if match:
            return f"{text[: match.start()]}{text[match.end() :]}".strip(), WEEKDAYS[match[1]]
    return text, None


def _on_weekday(choices: tuple[Reading, ...], weekday: int | None) -> tuple[Reading, ...]:
    """Those choices that fall on the weekday that was typed; all when none does."""
    days = [(choice, choice.fuzzy.earliest) for choice in choices if choice.fuzzy.precision == "day"]
    return tuple(choice for choice, day in days if day and day.weekday() == weekday) or choices


def _number(text: str) -> list[Piece]:
    """A day (or month) alone at the start of a span: "3" in "3 to 17 November"."""
    return (
        [Piece(day=int(text))]
        if re.fullmatch(r"\d{1,2}\.?", text) and 1 <= int(text.rstrip(".")) <= 31
        else []
    )


def _previous(fuzzy: Fuzzy) -> Fuzzy:
    """The unit before: "before August 2024" ends with July."""
    point = fuzzy.start
    assert point is not None
    return _beside(point, point.earliest - timedelta(days=1))


def _next(fuzzy: Fuzzy) -> Fuzzy:
    """The unit after: "after 2021" begins with 2022."""
    point = fuzzy.end
    assert point is not None
    return _beside(point, point.latest + timedelta(days=1))


def _with_day_before(fuzzy: Fuzzy) -> Fuzzy:
    """The two days of «the night to the 3rd»; what is no day stays as it is."""
    return Fuzzy.of(_previous(fuzzy).start, fuzzy.end) if fuzzy.precision == "day" else fuzzy


def _beside(point: Point, day: date) -> Fuzzy:
    """The day in the precision and with the marks of the point; months stand in for seasons."""
    beside = Point(
        day.year,
        None if point.precision in ("year", "decade") else day.month,
        day.day if point.precision == "day" else None,
        approximate=point.approximate,
        uncertain=point.uncertain,
    )
    return Fuzzy.of(beside, beside)


def _marked(fuzzy: Fuzzy, *, approximate: bool = False, uncertain: bool = False) -> Fuzzy:
    def marked(point: Point | None) -> Point | None:
        return point and replace(
            point, approximate=point.approximate or approximate, uncertain=point.uncertain or uncertain
        )

    return Fuzzy.of(marked(fuzzy.start), marked(fuzzy.end))


#: How open spans begin: whether the date is their start, and what makes "before" and "after" leave out the
#: date itself.
_OPEN: tuple[tuple[re.Pattern[str], bool, Callable[[Fuzzy], Fuzzy] | None], ...] = (
    (BY, False, None),
    (SINCE, True, None),
    (BEFORE, False, _previous),
    (AFTER, True, _next),
)
