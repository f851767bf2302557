"""Takes a time of day out of a typed date: "22.11.2026, about 19:00", «вчера в три часа дня».

An hour is kept only when it was said: "3 o'clock" alone may be in the night or in the afternoon, "15:00 in
the morning" is neither. Then all that it can be is handed on, the likeliest first.
"""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass
from typing import Final

from caseapp.rules.date_vocabulary import (
    HALF_HOUR,
    HALF_TO,
    HOUR_WORD,
    HOUR_WORDS,
    PART_TOLD,
    PARTS_TOLD,
)
from caseapp.rules.edtf import ImpossibleDate

__all__ = ["PARTS_OF_DAY", "Told", "is_doubtful", "take_time"]

#: Parts of the day that stand for a time when no hour is known, with all their words.
PARTS_OF_DAY = {
    word: part
    for part, words in {
        "morning": "in the early morning|early in the morning|in the morning|early morning|morning|"
        "рано утром|ранним утром|утром|утро",
        "afternoon": "in the afternoon|afternoon|after noon|днем|после обеда|после полудня",
        "evening": "late in the evening|in the evening|late evening|evening|поздно вечером|вечером|вечер",
        "night": "during the night|in the night|at night|overnight|night|поздно ночью|ночью|ночь",
    }.items()
    for word in words.split("|")
}
#: The same right behind an hour.
_HALVES: Final = {"утра": "morning", "дня": "afternoon", "вечера": "evening", "ночи": "night"}
_PARTS: Final = PARTS_OF_DAY | _HALVES | PARTS_TOLD
#: The hours that are called so in English and in Russian: there is an «11 часов дня», and "8 at night".
_HOURS: Final[dict[str, tuple[Container[int], Container[int]]]] = {
    "morning": (range(13), range(13)),
    "afternoon": (range(12, 19), range(10, 19)),
    "evening": (range(15, 24), range(15, 24)),
    "night": ((*range(6), *range(17, 24)), (*range(6), *range(21, 24))),
}

_ABOUT = r"about|around|approximately|approx\.?|roughly|circa|ca\.|около|примерно|приблизительно|ок\.|~"
_LEAD = rf"(?P<about>{_ABOUT})?\s*(?P<at>(?:at|во?)(?=[\s\d~]))?\s*(?P<about2>{_ABOUT})?\s*"
_START = rf"(?:^|[\s,(]|(?<=\d)t){_LEAD}"
_END = r"(?=$|[\s,).;z+])(?!\s(?:ago|(?:тому\s)?назад)\b)"
_HOUR = rf"(?P<hour>\d{{1,2}}|\b{HOUR_WORD}\b)"
_HALF = r"(?P<half>a\.?m\.?|p\.?m\.?|утра|дня|вечера|ночи)"
_UNIT = r"(?P<unit>o'clock|час(?:ов|а)?|h|hrs|hours|ч\.?)"
_DAY = r"(?:(?:yesterday|today|вчера|сегодня)\s)?"
#: Words for an hour of which a day has twelve and twelve.
_SPOKEN: Final = ("o'clock", "час", "часа", "часов")
_PART_WORD = "|".join(sorted(PARTS_OF_DAY, key=len, reverse=True))
_PLAIN = re.compile(
    rf"{_START}(?P<hour>\d{{1,2}}):(?P<minute>\d\d)(?::\d\d(?:\.\d+)?)?(?:z|[+-]\d\d:?\d\d)?"
    rf"(?:\s*{_UNIT})?(?:\s*{_HALF})?{_END}"
)
_HALF_PAST = re.compile(
    rf"{_START}(?:half[\s-]past\s{_HOUR}|пол(?:овин[аеуы])?\s?(?P<to>{HALF_HOUR}))(?:\s{_HALF})?{_END}"
)
_HALVED = re.compile(rf"{_START}{_HOUR}(?:[.](?P<minute>\d\d))?(?:\s*{_UNIT})?\s*{_HALF}{_END}")
#: «Часа в три» is about three.
_INVERTED = re.compile(rf"(?:^|[\s,(])(?P<about>часа|часов)\s(?P<at>в)\s{_HOUR}(?:\s{_HALF})?{_END}")
#: «В час дня»: the one is not said.
_ONE = re.compile(rf"{_START}часа?\s{_HALF}{_END}")
_COUNTED = re.compile(rf"{_START}{_HOUR}\s*{_UNIT}{_END}")
_DOTTED = re.compile(rf"{_START}(?P<hour>\d{{1,2}})[.](?P<minute>\d\d){_END}(?!\.\d)")
#: A number alone is an hour only beside a part of the day.
_BARE = re.compile(rf"{_START}{_HOUR}(?=\s*$|[,;)]|\s{_DAY}(?:{PART_TOLD}|{_PART_WORD})(?:$|[\s,.]))")
_CLOCKS: Final = (_PLAIN, _HALF_PAST, _INVERTED, _HALVED, _ONE, _COUNTED, _DOTTED, _BARE)
_NOON = re.compile(r"(?:^|[\s,])(?:at|в)?\s*(?:12\s)?(?:noon|midday|полдень)(?=$|[\s,])")
_PART = re.compile(rf"(?:^|[\s,])({_PART_WORD})(?=$|[\s,.])")
_PART_AND_DAY = re.compile(rf"(?:^|[\s,])({PART_TOLD})(?=$|[\s,.])")
#: "At night from the 3rd to the 4th" is one night: the dates stay, the night becomes the time.
_NIGHT_BETWEEN = re.compile(
    r"^(?:(?:в|in|during|the|in the|during the)\s)?(ночью?|night)\s+(?=с |со |from |of |на |between )"
)


@dataclass(frozen=True)
class Told:
    """What was said of the time of day. `rest` is the text without it.

    `times` are "19:00", "~19:00" or a part of the day: none, the one that was said, or all that it can be.
    `before` says that it was in the night before the day that is told.
    """

    rest: str
    times: tuple[str, ...] = ()
    before: bool = False


def take_time(text: str) -> Told:
    """Takes the time of day out of a text in small letters. Raises ImpossibleDate for 25:00."""
    between = _NIGHT_BETWEEN.match(text)
    if between:
        rest = text[between.end() :]
        clock = _clock(rest)
        times = _times(clock, between[1]) if clock else ("night",)
        return Told(_joined(rest, clock) if clock else rest, times, rest.startswith("на "))
    clock = _clock(text)
    if clock is not None:
        rest, part = _take_part(_joined(text, clock))
        return Told(rest, _times(clock, part))
    noon = _NOON.search(text)
    if noon:
        return Told(_joined(text, noon), ("12:00",))
    rest, part = _take_part(text)
    return Told(rest, (_PARTS[part],) if part else ())


def is_doubtful(text: str, *, goes_on: bool) -> bool:
    """Whether what looks like an hour may be something else in a running text: «3 часа» and «2 ночи» how long
    it lasted, "at 8" the beginning of an address when the text goes on.
    """
    clock = _clock(text)
    if clock is None or clock.re is _PLAIN:
        return False
    found = clock.groupdict()
    if clock.re is _BARE:
        return goes_on and clock.end() == len(text)
    if clock.re is _COUNTED:
        return not found["at"] and found["unit"] != "o'clock"
    counted = clock.re is _HALVED and found["half"] in _HALVES and not found["unit"]
    return counted and not (found["at"] or _about(found)) and 2 <= _hour(found) <= 4


def _clock(text: str) -> re.Match[str] | None:
    """Where the hour stands."""
    for pattern in _CLOCKS:
        for match in pattern.finditer(text):
            if _is_clock(match):
                return match
    return None


def _is_clock(match: re.Match[str]) -> bool:
    """Whether a number that looks like an hour is said as one."""
    if match.re is _DOTTED:
        return bool(match["at"])
    if match.re is _BARE:
        said = match["at"] or _about(match.groupdict())
        return bool(said) and _take_part(_joined(match.string, match))[1] != ""
    return True


def _take_part(text: str) -> tuple[str, str]:
    """The text without the words for a part of the day, and these words; those that tell the day stay."""
    if told := _PART_AND_DAY.search(text):
        return text, told[1]
    match = _PART.search(text)
    return (_joined(text, match), match[1]) if match else (text, "")


def _joined(text: str, match: re.Match[str]) -> str:
    return f"{text[: match.start()]} {text[match.end() :]}".strip(" ,;")


def _times(clock: re.Match[str], part: str) -> tuple[str, ...]:
    """All that the hour can be, given the part of the day that was told apart from it ("" for none)."""
    found = clock.groupdict()
    hour, minute = _hour(found), 30 if clock.re is _HALF_PAST else int(found.get("minute") or 0)
    half = (found.get("half") or "").replace(".", "")
    latin = half in ("am", "pm")
    if hour > 23 or minute > 59 or (latin and not 1 <= hour <= 12):
        raise ImpossibleDate
    parts = [word for word in (half, part) if word and not (latin and word == half)]
    if latin:
        hours = [hour % 12 + (12 if half == "pm" else 0)]
    else:
        hours = _both(hour) if parts or _is_spoken(clock) else [hour]
    fitting = [one for one in hours if all(one in _hours_of(word) for word in parts)]
    mark = "~" if _about(found) else ""
    times = tuple(f"{mark}{one:02}:{minute:02}" for one in fitting or hours)
    return times if fitting else (*times, _PARTS[parts[-1]])


def _both(hour: int) -> list[int]:
    """The hour before noon and after; by day rather than by night first, as nobody said which."""
    both = [hour, (hour + 12) % 24] if 1 <= hour <= 12 else [hour]
    return sorted(both, key=lambda one: not 7 <= one < 19)


def _hour(found: dict[str, str | None]) -> int:
    if found.get("to"):
        return (HALF_TO[found["to"] or ""] - 1) or 12
    said = found.get("hour") or "one"
    return int(said) if said.isdigit() else HOUR_WORDS[said]


def _is_spoken(clock: re.Match[str]) -> bool:
    """Whether the hours are counted up to twelve: in words, or with "o'clock"; figures alone go up to 24."""
    found = clock.groupdict()
    figures = (found.get("hour") or "").isdigit()
    unit = found.get("unit") or ""
    return not figures or clock.re in (_HALF_PAST, _INVERTED) or (clock.re is _COUNTED and unit in _SPOKEN)


def _hours_of(word: str) -> Container[int]:
    english, russian = _HOURS[_PARTS[word]]
    return english if word.isascii() else russian


def _about(found: dict[str, str | None]) -> str:
    return found.get("about") or found.get("about2") or ""
