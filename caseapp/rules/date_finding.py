"""Finds the date in a running text: the words that `dates.read` understands, nothing that merely looks so."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from caseapp.rules.date_clock import PARTS_OF_DAY, take_time
from caseapp.rules.date_problems import AmbiguousDate, DateNotUnderstood, WrongWeekday, YearMissing
from caseapp.rules.date_reading import read
from caseapp.rules.date_vocabulary import (
    DAYS_AWAY,
    MONTHS,
    NUMBERS,
    PARTS,
    SEASONS,
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
_LONGEST: Final = 9
#: A long text is looked through only so far; a quick log says when something happened at once.
_MOST_WORDS: Final = 160
_WORD: Final = re.compile(r"\S+")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_CORE: Final = frozenset([*MONTHS, *SEASONS, *WEEKDAYS, *UNITS, *TURNS]) | _words(
    " ".join((*DAYS_AWAY, *PARTS_OF_DAY))
)
#: All words that may stand in a date; whatever else is said ends it.
_KNOWN: Final = (
    _CORE
    | frozenset([*NUMBERS, *TURNED])
    | frozenset(word for words in PARTS for word in words.split())
    | _words(
        """
        the of in on at a an to from since between and until till through before after about around by circa
        ca approximately approx roughly sometime somewhere not no later earlier than prior up
        or over time some during period starting onwards onward now present date this first second half
        quarter either possibly probably perhaps maybe i think ago noon midday am pm
        a.m p.m o'clock h hrs hours day в во на с со до к от по и или либо за не около примерно приблизительно
        ориентировочно где-то ок
        позднее позже раньше ранее чем после начиная вплоть течение период между настоящее настоящего время
        времени сих пор далее предположительно возможно вероятно наверное кажется вроде бы может быть скорее
        всего назад тому числа г гг год года году годов годы годах первой второй первая вторая первую вторую
        половина половине половину квартал квартале одна одной из зим полгода утра дня вечера ночи час часа
        часов ч полдень обеда полудня
        """
    )
)
#: English words that are a month or a weekday only beside a number.
_TOO_SHORT: Final = _words("may march mar sat sun mon wed fall second a an the in on at")
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
    words = [match.span() for match in _WORD.finditer(text)][:_MOST_WORDS]
    bare = [_bare(text[start:end]) for start, end in words]
    for at in range(len(words)):
        for last in range(_known_until(bare, at, _LONGEST), at - 1, -1):
            if not any(_is_core(word) for word in bare[at : last + 1]):
                break
            span = _trimmed(text, words[at][0], words[last][1])
            if _is_date(text[slice(*span)], today):
                return _with_time(text, span, words, bare)
    return None


def _bare(word: str) -> str:
    return word.strip(" ,;:.()!?«»“”\"'~").casefold().replace("ё", "е")


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


def _with_time(text: str, span: tuple[int, int], words: list[tuple[int, int]], bare: list[str]) -> FoundDate:
    """The date, and the time of day from elsewhere in the text if the date came without one."""
    told = text[slice(*span)]
    if take_time(normal(told))[1] is not None:
        return FoundDate(told, (span,))
    for at in range(len(words)):
        for last in range(_known_until(bare, at, 4), at - 1, -1):
            when = _trimmed(text, words[at][0], words[last][1])
            if (when[0] < span[1] and span[0] < when[1]) or not _is_time(text[slice(*when)]):
                continue
            return FoundDate(f"{told}, {text[slice(*when)]}", tuple(sorted((span, when))))
    return FoundDate(told, (span,))


def _is_time(words: str) -> bool:
    if re.fullmatch(r"[\d.]+", words):
        return False
    try:
        rest, time = take_time(normal(words))
    except Problem:
        return False
    return time is not None and not rest.strip(" ,")
