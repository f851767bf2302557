"""What one typed line tells: who, when, where, what, and the marks by which somebody may be known again.

Nothing is decided here. Each part is a proposal for a field that the caseworker sees and may change, and
the line itself is kept whole whatever was understood of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from textwrap import shorten
from typing import Final

from caseapp.rules.date_finding import FoundDate, find_date
from caseapp.rules.quicklog_marks import Mark, blanked, marks
from caseapp.rules.quicklog_words import Lexicon, Token, runs, words_of

__all__ = ["Understood", "understand"]

#: Of a longer text only the beginning is looked through; all of it is kept.
LOOKED_AT: Final = 4_000
_TITLE: Final = 90
_MOST_NAMES: Final = 4
_MOST_KINDS: Final = 3
_LEAD: Final = re.compile(r"\s*(?P<name>[^\n:;,.!?\d]{2,60}?)\s*(?::|\s[—–-])\s")


@dataclass(frozen=True)
class Understood:
    """What was understood, as typed.

    `names` may be the client's, the likeliest first; `named` when the line begins with it. `when` are the
    words for the date. `country` (ISO 3166) comes from the place alone. `kinds` are codes of incident_kinds
    to propose. `vehicle` describes a car. `marks` are plates, numbers and accounts.
    """

    names: tuple[str, ...] = ()
    named: bool = False
    when: str = ""
    place: str = ""
    country: str = ""
    kinds: tuple[str, ...] = ()
    vehicle: str = ""
    marks: tuple[Mark, ...] = ()
    title: str = ""

    def values(self, *kinds: str) -> tuple[str, ...]:
        """The marks of these kinds as typed, each once."""
        return tuple(dict.fromkeys(mark.value for mark in self.marks if mark.kind in kinds))


def understand(text: str, lexicon: Lexicon, today: date, number_prefix: str = "") -> Understood:
    """Reads a line. `number_prefix` begins our own case numbers. Never fails, whatever is typed."""
    text = text[:LOOKED_AT]
    found = marks(text, number_prefix)
    plain = blanked(text, found)
    tokens = words_of(plain)
    when = find_date(plain, today)
    lead = _LEAD.match(plain)
    dated = when is not None and when.spans[0][0] < (lead.end("name") if lead else 0)
    begun = lead.end() if lead and not dated and _may_be_name(lead["name"]) else 0
    place, country, placed = _place(plain, tokens, lexicon)
    names = _names(text, plain, tokens, placed, when, lexicon, number_prefix)
    if lead and begun:
        names = (lead["name"].strip(), *(name for name in names if name != lead["name"].strip()))
    return Understood(
        names=names[:_MOST_NAMES],
        named=bool(begun),
        when=when.words if when else "",
        place=place,
        country=country,
        kinds=_kinds(tokens, lexicon),
        vehicle=_vehicle(plain, tokens, lexicon),
        marks=tuple(found),
        title=_title(text, begun, when),
    )


def _may_be_name(words: str) -> bool:
    each = words.split()
    return 1 <= len(each) <= 4 and all(any(char.isalpha() for char in word) for word in each)


def _kinds(tokens: list[Token], lexicon: Lexicon) -> tuple[str, ...]:
    """The kinds whose words are met, those with the longest phrase first, then in the order of the text."""
    for known in (lexicon.kinds, lexicon.weak):
        found: dict[str, tuple[int, int]] = {}
        for at in range(len(tokens)):
            for length, code in known.at(tokens, at):
                if code not in found or -length < found[code][0]:
                    found[code] = (-length, at)
        if found:
            return tuple(sorted(found, key=lambda code: found[code]))[:_MOST_KINDS]
    return ()


def _place(text: str, tokens: list[Token], lexicon: Lexicon) -> tuple[str, str, set[int]]:
    """The place in words, its country, and which tokens name it."""
    parts: list[str] = []
    country = ""
    taken: set[int] = set()
    for at in range(len(tokens)):
        if not tokens[at].text[:1].isupper():
            continue
        length, city = lexicon.cities.longest(tokens, at)
        if city is not None:
            taken |= set(range(at, at + length))
            if city[0] not in parts:
                parts.append(city[0])
                country = country or city[1]
        length, named = lexicon.countries.longest(tokens, at)
        taken |= set(range(at, at + length))
        country = country or named or ""
    spot = _spot(text, tokens, lexicon)
    return ", ".join([*parts, spot] if spot else parts), country, taken


def _spot(text: str, tokens: list[Token], lexicon: Lexicon) -> str:
    """ "near the metro", «у метро»: as typed, without an article in front; "" when there is none."""
    for run in runs(text, tokens):
        for at in range(len(run)):
            step = lexicon.before.length(run, at)
            if not step:
                continue
            end = at + step
            while end < len(run) and end < at + 5 and lexicon.between.length(run, end):
                end += 1
            # "Metro" may describe the station or be the place itself.
            for spot in range(end, at + step - 1, -1):
                if spot < len(run) and (length := lexicon.spots.length(run, spot)):
                    return " ".join(text[run[at].start : run[spot + length - 1].end].split())
    return ""


def _vehicle(text: str, tokens: list[Token], lexicon: Lexicon) -> str:
    """The longest row of words that describe a car and name it."""
    best = ""
    for run in runs(text, tokens):
        at = 0
        while at < len(run):
            start, named = at, False
            while at < len(run):
                name = lexicon.makes.length(run, at) or lexicon.cars.length(run, at)
                step = name or lexicon.colours.length(run, at)
                if not step:
                    break
                named = named or bool(name)
                at += step
            if named:
                words = " ".join(text[run[start].start : run[at - 1].end].split())
                best = max(best, words, key=len)
            at = max(at, start + 1)
    return best


def _names(
    text: str,
    plain: str,
    tokens: list[Token],
    placed: set[int],
    when: FoundDate | None,
    lexicon: Lexicon,
    prefix: str,
) -> tuple[str, ...]:
    """What may be somebody's name: a number of a case, rows of words with a capital; the first word last,
    because it has a capital anyway.
    """
    numbers = re.findall(rf"(?<!\w){re.escape(prefix)}-\d+(?!\w)", text) if prefix else []
    later: list[str] = []
    first: list[str] = []
    at = 0
    dated = when.spans if when else ()
    while at < len(tokens):
        start = at
        while (
            at < len(tokens)
            and _is_capital(tokens[at])
            and at not in placed
            and not _within(tokens[at], dated)
        ):
            if at > start and plain[tokens[at - 1].end : tokens[at].start].strip():
                break
            at += 1
        if at > start:
            words = " ".join(token.text for token in tokens[start:at])
            (first if start == 0 and at == 1 else later).append(words)
        at = max(at, start + 1)
    return tuple(dict.fromkeys([*numbers, *later, *first]))


def _is_capital(token: Token) -> bool:
    return len(token.text) > 2 and token.text[0].isupper() and not any(char.isdigit() for char in token.text)


def _within(token: Token, spans: tuple[tuple[int, int], ...]) -> bool:
    return any(start <= token.start < end for start, end in spans)


def _title(text: str, begun: int, when: FoundDate | None) -> str:
    """A few words for lists: the first thought without the name in front and without the date."""
    for start, end in reversed(when.spans if when else ()):
        if start >= begun:
            text = f"{text[:start]}\0{text[end:]}"
    rest = re.sub(r"\s*\0\s*", " ", text[begun:]).strip(" ,;:—–-\n")
    first = re.split(r"(?<=[^\W\d_]{3})[.!?]\s|[;\n]|,\s", rest, maxsplit=1)[0]
    first = first if len(first.split()) > 1 else rest
    words = shorten(first, _TITLE, placeholder="…").strip(" ,;:—–-")
    return words[:1].upper() + words[1:]
