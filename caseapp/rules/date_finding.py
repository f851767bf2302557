"""Finds the date in a running text: the words that `dates.read` understands, nothing that merely looks so."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from caseapp.rules.date_clock import PARTS_OF_DAY, is_doubtful, take_time
from caseapp.rules.date_problems import AmbiguousDate, DateNotUnderstood, WrongWeekday, YearMissing
from caseapp.rules.date_reading import read
from caseapp.rules.date_vocabulary import (
    COUNTS,
    DAYS_AWAY,
    HALF_TO,
    MINUTE_UNITS,
    MONTHS,
    ONE_AGO,
    PARTS,
    PARTS_TOLD,
    SEASONS,
    SOME_AGO,
    TURNED,
    TURNS,
    UNITS,
    WEEKDAYS,
    normal,
)
from caseapp.rules.edtf import DateOrder, ImpossibleDate
from db.errors import Problem

__all__ = ["FoundDate", "find_date"]

#: A date is said in no more words than this.
_LONGEST: Final = 12
#: And a time of day in no more than this: "at about half past three in the afternoon".
_LONGEST_TIME: Final = 8
#: A long text is looked through only so far; a quick log says when something happened at once.
_MOST_WORDS: Final = 160
_WORD: Final = re.compile(r"\S+")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_CORE: Final = frozenset([*MONTHS, *SEASONS, *WEEKDAYS, *UNITS, *MINUTE_UNITS, *ONE_AGO, *TURNS]) | _words(
    " ".join((*DAYS_AWAY, *PARTS_OF_DAY, *PARTS_TOLD))
)
#: All words that may stand in a date; whatever else is said ends it.
_KNOWN: Final = (
    _CORE
    | frozenset([*TURNED, *HALF_TO])
    | _words(" ".join((*PARTS, *COUNTS, *SOME_AGO)))
    | _words(
        """
        the of in on at a an to from since between and until till through before after about around by circa
        ca approximately approx roughly sometime somewhere not no later earlier than prior up
        or over time some during period starting onwards onward now present date this first second half
        quarter past half-past either possibly probably perhaps maybe i think ago noon midday am pm
        a.m p.m o'clock h hrs hours day в во на с со до к от по и или либо за не около примерно приблизительно
        ориентировочно где-то ок
        позднее позже раньше ранее чем после начиная вплоть течение период между настоящее настоящего время
        времени сих пор далее предположительно возможно вероятно наверное кажется вроде бы может быть скорее
        всего назад тому числа г гг год года году годов годы годах первой второй первая вторая первую вторую
        половина половине половину половины половиной пол квартал квартале одна одной из зим полгода утра дня
        вечера ночи ч полдень обеда полудня рано поздно
        """
    )
)
#: Whatever stands between these and an hour: it began then or ended then, or was over by then.
_NOT_AT: Final = _words(
    "from since until till to before after by between с со от до по к между после через за"
)
#: English words that are a month or a weekday only beside a number.
_TOO_SHORT: Final = _words("may march mar sat sun mon wed fall second a an the in on at")
#: Words for the moment of telling, which need not be when it happened: any other date comes before them.
_MEANWHILE: Final = ("сейчас", "прямо сейчас", "right now")
_DOTTED: Final = re.compile(r"\d{1,2}\.\d{1,2}(?:\.(?:\d{2}|\d{4}))?\.?")
_SLASHED: Final = re.compile(r"\d{1,4}[/-]\d{1,2}[/-]\d{1,4}")


@dataclass(frozen=True)
class FoundDate:
    """The client's own words for when, and where in the text they stand (the time may stand elsewhere)."""

    words: str
    spans: tuple[tuple[int, int], ...]


def find_date(text: str, today: date) -> FoundDate | None:
    """The first date of the text, with the time of day that is told along with it; None without one.

    A date that can't be taken as it is (no year, two readings, no such day) is found as well: whoever shows
    it asks back. A time alone is no date.
    """
    meanwhile: FoundDate | None = None
    words = [match.span() for match in _WORD.finditer(text)][:_MOST_WORDS]
    bare = [_bare(text[start:end]) for start, end in words]
    for at in range(len(words)):
        for last in range(_known_until(bare, at, _LONGEST), at - 1, -1):
            if not any(_is_core(word) for word in bare[at : last + 1]):
                break
            span = _trimmed(text, words[at][0], words[last][1])
            if not _is_date(text[slice(*span)], today) or _may_be_no_hour(text, span):
                continue
            found = _with_time(text, span, words, bare, today)
            if normal(text[slice(*span)]) not in _MEANWHILE:
                return found
            meanwhile = meanwhile or found
    return meanwhile


def _bare(word: str) -> str:
    return word.strip(" ,;:.()!?«»“”\"'~").casefold().replace("ё", "е").replace("’", "'")


def _is_core(bare: str) -> bool:
    return bare in _CORE or _has_digit(bare)


def _known_until(bare: list[str], at: int, most: int) -> int:
    """The last of the words from `at` on that may stand in one date; before `at` when the first may not."""
    last = at
    while (
        last < len(bare)
        and last < at + most
        and (not bare[last] or bare[last] in _KNOWN or _has_digit(bare[last]))
    ):
        last += 1
    return last - 1


def _has_digit(word: str) -> bool:
    return any(char.isdigit() for char in word)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in "(«“\"',;":
        start += 1
    while start < end and text[end - 1] in ",;:!?»”\"')":
        end -= 1
    if text[start:end].endswith(".") and not text[start:end].endswith(("г.", "гг.")):
        end -= 1
    return start, end


def _is_date(words: str, today: date) -> bool:
    """Whether these words are a date, or would be but for one thing that has to be asked."""
    if not words or re.search(r"[;:!?\n](?!\d)", words) or re.search(r"\.\s+[^\W\d_]{4}", words):
        return False
    bare = words.casefold()
    if bare in _TOO_SHORT or (re.fullmatch(r"[\d\W]+", bare) and not _is_numeric_date(bare)):
        return False
    try:
        read(words, today)
    except DateNotUnderstood:
        return False
    except (AmbiguousDate, YearMissing, WrongWeekday):
        return True
    except (ImpossibleDate, DateOrder):
        return _is_numeric_date(bare)
    return True


def _is_numeric_date(bare: str) -> bool:
    """Digits alone are a date only in a shape that nothing else has: "2-3" may be two or three men."""
    return bool(_DOTTED.fullmatch(bare) or _SLASHED.fullmatch(bare))


def _with_time(
    text: str, span: tuple[int, int], words: list[tuple[int, int]], bare: list[str], today: date
) -> FoundDate:
    """The date, and the time of day from elsewhere in the text if the date came without one.

    A part of the day that came with the date is no hour yet: that may stand elsewhere if it fits.
    """
    told = text[slice(*span)]
    times = take_time(normal(told)).times
    if any(":" in time for time in times):
        return FoundDate(told, (span,))
    for at in range(len(words)):
        if at and bare[at - 1] in _NOT_AT:
            continue
        for last in range(_known_until(bare, at, _LONGEST_TIME), at - 1, -1):
            when = _trimmed(text, words[at][0], words[last][1])
            if (when[0] < span[1] and span[0] < when[1]) or not _is_time(text[slice(*when)]):
                continue
            if _may_be_no_hour(text, when):
                continue
            both = f"{told}, {text[slice(*when)]}"
            if not times or _is_hour_of(both, today):
                return FoundDate(both, tuple(sorted((span, when))))
    return FoundDate(told, (span,))


def _is_hour_of(both: str, today: date) -> bool:
    """Whether the words for both tell one hour, and it fits the part of the day that came with the date."""
    times = take_time(normal(both)).times
    return len(times) == 1 and ":" in times[0] and _is_date(both, today)


def _may_be_no_hour(text: str, span: tuple[int, int]) -> bool:
    goes_on = bool(re.match(r"\s*[^\s.,;:!?)]", text[span[1] :]))
    return is_doubtful(normal(text[slice(*span)]), goes_on=goes_on)


def _is_time(words: str) -> bool:
    if re.fullmatch(r"[\d.]+", words):
        return False
    try:
        told = take_time(normal(words))
    except Problem:
        return False
    return bool(told.times) and not told.rest.strip(" ,")
