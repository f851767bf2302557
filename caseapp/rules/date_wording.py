"""A date in words, exactly as precise as it is known.

In running text and letters a date is never digits alone: 03/04/2024 means two different days to two readers.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace

from caseapp.rules.date_words import BY_LANGUAGE, Language
from caseapp.rules.edtf import Fuzzy, Point, parse_edtf

__all__ = ["STYLES", "say", "say_time"]

#: long: by itself, in letters and forms. sentence: inside running text. short: in lists. table: in narrow
#: columns. echo: long, with the weekday of a plain day, for the answer to what was typed.
STYLES = ("long", "sentence", "short", "table", "echo")

_TIMES = {
    "en": {"morning": "in the morning", "afternoon": "in the afternoon", "evening": "in the evening",
           "night": "at night", "~": "about {}", "": "at {}"},
    "ru": {"morning": "утром", "afternoon": "днём", "evening": "вечером", "night": "ночью", "~": "около {}",
           "": "в {}"},
}  # fmt: skip


def say(edtf: str | Fuzzy, lang: str, style: str = "long") -> str:
    """The date in words of the language (ISO 639; English when there are no words for it).

    long "12 March 2024", «около ноября 2022 г.»; sentence "on 12 March 2024", «в ноябре 2022 г.»; short "12
    Mar 2024"; echo "Sunday 22 November 2026". Raises what `parse_edtf` raises.
    """
    if style not in STYLES:
        raise ValueError(style)
    when = parse_edtf(edtf) if isinstance(edtf, str) else edtf
    language = BY_LANGUAGE.get(lang) or BY_LANGUAGE["en"]
    if style in ("short", "table"):
        return _brief(when, language, signs=style == "table")
    words = _full(when, language, "in" if style == "sentence" else "plain")
    if (
        style == "echo"
        and when.precision == "day"
        and when.earliest
        and not (when.approximate or when.uncertain)
    ):
        return language.day_after_weekday.format(language.weekdays[when.earliest.weekday()], words)
    return words


def say_time(time: str, lang: str) -> str:
    """A time of day as `read` gives it: "19:00" is "at 19:00", "evening" «вечером»."""
    if not time:
        return ""
    words = _TIMES.get(lang, _TIMES["en"])
    template = words.get(time) or words["~" if time.startswith("~") else ""]
    return template.format(time.removeprefix("~"))


def _full(when: Fuzzy, language: Language, role: str) -> str:
    start, end = when.start, when.end
    if start is not None and start == end:
        return _marked(start, language, role)
    if start is None or end is None:
        return _open_ended(when, language)
    special = _part(start, end, language, role) or _winters(start, end, language, role)
    return special or _between(start, end, language)


def _marked(point: Point, language: Language, role: str) -> str:
    if point.approximate:
        words = language.phrases["about"].format(language.point(point, "of"))
    else:
        words = language.point(point, role)
    return language.phrases["maybe"].format(words) if point.uncertain else words


def _open_ended(when: Fuzzy, language: Language) -> str:
    point = when.start or when.end
    assert point is not None
    name = ("from" if when.start else "to") + (" about" if point.approximate else "")
    words = language.phrases[name].format(language.point(point, "of"))
    return language.phrases["maybe"].format(words) if point.uncertain else words


def _between(start: Point, end: Point, language: Language) -> str:
    """Marks that both ends share are said once, before; a mark of one end stands behind it."""
    about, maybe = start.approximate and end.approximate, start.uncertain and end.uncertain
    first, last = (
        replace(point, approximate=point.approximate and not about, uncertain=point.uncertain and not maybe)
        for point in (start, end)
    )
    if first.precision == last.precision == "year" and _plain(first) and _plain(last):
        words = language.years(first.year, last.year)
    else:
        words = language.phrases["between"].format(*_ends(first, last, language))
    if about:
        words = language.phrases["roughly"].format(words)
    return language.phrases["maybe"].format(words) if maybe else words


def _ends(first: Point, last: Point, language: Language) -> tuple[str, str]:
    one_year = first.year == last.year and _plain(first) and _plain(last)
    one_year = one_year and None not in (first.month, last.month) and 24 not in (first.month, last.month)
    if one_year and first.month == last.month and first.day is not None and last.day is not None:
        return str(first.day), language.point(last, "among")
    return _end(first, language, year=not one_year), _end(last, language, year=True)


def _end(point: Point, language: Language, *, year: bool) -> str:
    words = language.point(point, "among", year=year)
    if point.approximate:
        words = language.phrases["(about)"].format(words)
    return language.phrases["(maybe)"].format(words) if point.uncertain else words


def _plain(point: Point) -> bool:
    return not (point.approximate or point.uncertain or point.hidden)


def _part(start: Point, end: Point, language: Language, role: str) -> str:
    """ "early March 2024": the thirds of a month, or the parts of a year, as `read` keeps them; "" for
    others.
    """
    name, whole = part_of(start, end)
    if whole is None:
        return ""
    return language.phrases[f"in {name}" if role == "in" else name].format(language.point(whole, "of"))


def part_of(start: Point, end: Point) -> tuple[str, Point | None]:
    """Whether an interval stands for the early, mid or late part of a month or year, and of which one."""
    about = start.approximate and end.approximate and not (start.uncertain or end.uncertain)
    if not about or start.year != end.year:
        return "", None
    for name in ("early", "mid", "late"):
        whole = Point(start.year, start.month if start.day is not None else None)
        if (start, end) == span_of(name, whole):
            return name, whole
    return "", None


def span_of(name: str, whole: Point) -> tuple[Point, Point]:
    """The approximate interval that stands for the early, mid or late part of a month or a year.

    Thirds of a month (to the 10th, 11th to 20th, from the 21st); of a year January to March, May to August,
    October to December. Our own convention: all ends are marked as about.
    """
    if whole.month is None:
        first, last = {"early": (1, 3), "mid": (5, 8), "late": (10, 12)}[name]
        return Point(whole.year, first, approximate=True), Point(whole.year, last, approximate=True)
    end = monthrange(whole.year, whole.month)[1]
    first, last = {"early": (1, 10), "mid": (11, 20), "late": (21, end)}[name]
    return (
        Point(whole.year, whole.month, first, approximate=True),
        Point(whole.year, whole.month, last, approximate=True),
    )


def _winters(start: Point, end: Point, language: Language, role: str) -> str:
    """ "winter 2022–2023" for December to February; "" for other intervals."""
    if (start, end) != (Point(start.year, 12), Point(start.year + 1, 2)):
        return ""
    return language.phrases["in winters" if role == "in" else "winters"].format(start.year, end.year)


def _brief(when: Fuzzy, language: Language, *, signs: bool) -> str:
    start, end = when.start, when.end
    if start is not None and end is not None and start != end:
        return _brief_span(start, end, language, signs=signs)
    point = start or end
    assert point is not None
    role = "of" if start != end and not signs else "plain"
    words = _brief_marks(point, language, role, signs=signs)
    if start is None:
        return f"… {words}" if signs else language.phrases["short to"].format(words)
    if end is None:
        return f"{words} …" if signs else language.phrases["short from"].format(words)
    return words


def _brief_marks(point: Point, language: Language, role: str, *, signs: bool) -> str:
    words = language.short(point, "of" if point.approximate and not signs else role)
    if point.approximate:
        words = f"≈ {words}" if signs else language.phrases["short about"].format(words)
    return f"{words}?" if point.uncertain else words


def _brief_span(start: Point, end: Point, language: Language, *, signs: bool) -> str:
    name, whole = part_of(start, end)
    if whole is not None:
        return language.phrases[f"short {name}"].format(language.short(whole, "of"))
    if not (_plain(start) and _plain(end)):
        return " – ".join(_brief_marks(point, language, "plain", signs=signs) for point in (start, end))
    if start.precision == end.precision == "year":
        return f"{start.year}–{end.year}"
    if start.year == end.year and start.month is not None and end.month is not None:
        if start.month == end.month and start.day is not None and end.day is not None:
            return f"{start.day}–{language.short(end)}"
        return f"{language.short(start, year=False)} – {language.short(end)}"
    return f"{language.short(start)} – {language.short(end)}"
