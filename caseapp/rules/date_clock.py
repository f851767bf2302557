"""Takes a time of day out of a typed date: "22.11.2026, about 19:00", «вчера вечером»."""

from __future__ import annotations

import re

from caseapp.rules.edtf import ImpossibleDate

__all__ = ["PARTS_OF_DAY", "take_time"]

#: Parts of the day that stand for a time when no hour is known, with all their words.
PARTS_OF_DAY = {
    word: part
    for part, words in {
        "morning": "in the early morning|in the morning|early morning|morning|рано утром|ранним утром|утром|"
        "утро",
        "afternoon": "in the afternoon|afternoon|after noon|днем|после обеда|после полудня",
        "evening": "late in the evening|in the evening|late evening|evening|поздно вечером|вечером|вечер",
        "night": "during the night|in the night|at night|overnight|night|поздно ночью|ночью|ночь",
    }.items()
    for word in words.split("|")
}
_ABOUT_WORDS = r"about|around|approximately|approx\.?|roughly|circa|ca\.|около|примерно|приблизительно|ок\.|~"
_ABOUT = rf"(?P<about>{_ABOUT_WORDS})?"
_HALF = r"(?P<half>a\.?m\.?|p\.?m\.?|утра|дня|вечера|ночи)(?!\s(?:тому\s)?назад)"
_START = rf"(?:^|[\s,(]|(?<=\d)t){_ABOUT}\s*(?:at|в|во)?\s*{_ABOUT.replace('about>', 'about2>')}\s*"
_END = r"(?=$|[\s,).;z+])"
_CLOCKS = (
    re.compile(
        rf"{_START}(?P<hour>\d{{1,2}}):(?P<minute>\d\d)(?::\d\d(?:\.\d+)?)?(?:z|[+-]\d\d:?\d\d)?"
        rf"(?:\s*(?:h|hrs|hours|час(?:ов|а)?|ч\.?))?(?:\s*{_HALF})?{_END}"
    ),
    re.compile(rf"{_START}(?P<hour>\d{{1,2}})(?:[.](?P<minute>\d\d))?\s*{_HALF}{_END}"),
    re.compile(rf"{_START}(?P<hour>\d{{1,2}})\s*(?:o'clock|h|hrs|hours|час(?:ов|а)?|ч\.?){_END}"),
    re.compile(rf"(?:^|[\s,])(?:at|в)\s+{_ABOUT}\s*(?P<hour>\d{{1,2}})[.](?P<minute>\d\d){_END}(?!\.\d)"),
)
_NOON = re.compile(r"(?:^|[\s,])(?:at|в)?\s*(?:noon|midday|полдень)(?=$|[\s,])")
_PART = re.compile(rf"(?:^|[\s,])({'|'.join(sorted(PARTS_OF_DAY, key=len, reverse=True))})(?=$|[\s,.])")
#: "At night from the 3rd to the 4th" is one night: the dates stay, the night becomes the time.
_NIGHT_BETWEEN = re.compile(
    r"^(?:в ночь|(?:in|during) the night|the night|night)\s+(?=с |со |from |of |на |between )"
)


def take_time(text: str) -> tuple[str, str | None]:
    """The text without its time of day, and the time: "19:00", "~19:00", a part of the day, or None.

    The text comes in small letters. Raises ImpossibleDate for 25:00.
    """
    between = _NIGHT_BETWEEN.match(text)
    if between:
        return text[between.end() :], "night"
    for pattern in _CLOCKS:
        match = pattern.search(text)
        if match:
            return _joined(text, match), _clock(match.groupdict())
    noon = _NOON.search(text)
    if noon:
        return _joined(text, noon), "12:00"
    part = _PART.search(text)
    if part:
        return _joined(text, part), PARTS_OF_DAY[part[1]]
    return text, None


def _joined(text: str, match: re.Match[str]) -> str:
    return f"{text[: match.start()]} {text[match.end() :]}".strip(" ,;")


def _clock(found: dict[str, str | None]) -> str:
    hour, minute = int(found["hour"] or 0), int(found.get("minute") or 0)
    half = (found.get("half") or "").replace(".", "")
    if half:
        if not 1 <= hour <= 12:
            raise ImpossibleDate
        later = half in ("pm", "дня", "вечера") or (half == "ночи" and 9 <= hour < 12)
        hour = hour % 12 + (12 if later else 0)
    if hour > 23 or minute > 59:
        raise ImpossibleDate
    about = found.get("about") or found.get("about2")
    return f"{'~' if about else ''}{hour:02}:{minute:02}"
