"""Names of people: their parts, their script, and every spelling that an office may have printed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from caseapp.rules.romanisation import BY_CODE, RULES, Rule, romanise, rules_for
from db.errors import N_

__all__ = [
    "PersonName",
    "Variant",
    "language_of",
    "language_of_state",
    "languages_for",
    "romanise",
    "rule_label",
    "script_of",
    "variants",
]

_SCRIPTS = (
    ("latin", "\u0041", "\u024f"),
    ("latin", "\u1e00", "\u1eff"),
    ("greek", "\u0370", "\u03ff"),
    ("cyrillic", "\u0400", "\u052f"),
    ("armenian", "\u0530", "\u058f"),
    ("hebrew", "\u0590", "\u05ff"),
    ("arabic", "\u0600", "\u077f"),
    ("georgian", "\u10a0", "\u10ff"),
    ("georgian", "\u1c90", "\u1cbf"),
)
_LANGUAGE_OF_SCRIPT = {"georgian": "ka", "armenian": "hy"}
#: Whose own rules a name in Cyrillic may have been written by; others are told by the script alone.
_LANGUAGE_OF_STATE = {"RU": "ru", "UA": "uk", "BY": "be", "KZ": "kk"}
_KAZAKH = frozenset("әғқңөұүһ")
_UKRAINIAN = frozenset("їєґ")
_CYRILLIC = re.compile("[\u0400-\u052f]")
AS_WRITTEN = N_("As written")


@dataclass(frozen=True)
class PersonName:
    """A name in one script. Any part may be empty: many have no patronymic, some only one name."""

    family: str = ""
    given: str = ""
    patronymic: str = ""

    @property
    def family_first(self) -> str:
        """As Russian papers order it: family name, given name, patronymic."""
        return " ".join(part for part in (self.family, self.given, self.patronymic) if part)

    @property
    def given_first(self) -> str:
        """As Western letters order it: given name, family name; no patronymic."""
        return " ".join(part for part in (self.given, self.family) if part)

    def __bool__(self) -> bool:
        return bool(self.family or self.given or self.patronymic)


@dataclass(frozen=True)
class Variant(PersonName):
    """A spelling and the rule that makes it; `also` are further rules that come to the same letters."""

    rule: str = ""
    also: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """The marked name of the rule, for tr()."""
        return rule_label(self.rule)

    def told_by(self, language: str) -> Variant:
        """The same spelling, called by a rule of this language if one comes to it."""
        codes = (self.rule, *self.also)
        own = [code for code in codes if code in BY_CODE and language in BY_CODE[code].languages]
        if not own or own[0] == self.rule:
            return self
        return replace(self, rule=own[0], also=tuple(code for code in codes if code != own[0]))


def rule_label(code: str) -> str:
    """The marked (English) name of a rule; "" for an unknown code."""
    if code == "as-written":
        return AS_WRITTEN
    return next((rule.label for rule in RULES if rule.code == code), "")


def script_of(text: str) -> str:
    """The script of the first letters: latin, cyrillic, georgian, armenian, greek, hebrew, arabic, other;
    "" without letters. In mixed text the script with most letters wins, the earlier one on a tie.
    """
    counts: dict[str, int] = {}
    for char in text:
        if char.isalpha():
            name = next((name for name, first, last in _SCRIPTS if first <= char <= last), "other")
            counts[name] = counts.get(name, 0) + 1
    return max(counts, key=lambda name: counts[name]) if counts else ""


def language_of(text: str) -> str:
    """The language whose rules fit the letters: ru, uk, be, kk, ka, hy; "" for other scripts.

    A guess by letters that only one language has; a name without such letters counts as Russian, because
    most papers of our clients are.
    """
    script = script_of(text)
    if script != "cyrillic":
        return _LANGUAGE_OF_SCRIPT.get(script, "")
    letters = set(text.lower())
    if letters & _KAZAKH:
        return "kk"
    if "ў" in letters or ("і" in letters and letters & set("ыэё")):
        return "be"
    if letters & _UKRAINIAN or "і" in letters or "ськ" in text.lower() or "цьк" in text.lower():
        return "uk"
    return "ru"


def language_of_state(country: str) -> str:
    """The language by whose rules a state (ISO 3166) writes a name in Cyrillic; "" where we know none."""
    return _LANGUAGE_OF_STATE.get(country, "")


def languages_for(
    text: str, *, issuers: Iterable[str] = (), citizenships: Iterable[str] = (), spoken: Iterable[str] = ()
) -> tuple[str, ...]:
    """The languages by whose rules papers may write a name, the likeliest first: other states than Russia
    that issued documents, what the letters say, then whatever else `issuers`, `citizenships` (both ISO 3166)
    and `spoken` languages suggest.

    Letters alone don't tell: most Kazakh and many Ukrainian names need none that Russian has not.
    """
    by_letters = language_of(text)
    if script_of(text) != "cyrillic":
        return (by_letters,)
    states = [language_of_state(state) for state in issuers]
    foreign = [language for language in states if language != "ru"]
    own = [language_of_state(state) for state in citizenships]
    known = [language for language in spoken if language in _LANGUAGE_OF_STATE.values()]
    return tuple(dict.fromkeys(filter(None, [*foreign, by_letters, *states, *own, *known])))


def variants(name: PersonName, *languages: str) -> tuple[Variant, ...]:
    """The spellings of a name in Latin letters, each once, the rule in force first.

    `languages` (ISO 639) choose the rules, the first ones first; without them the letters decide. A name that
    is already in Latin letters, or in a script without rules here, comes back as it is.
    """
    written = name.family_first
    found: dict[tuple[str, str, str], list[str]] = {}
    rules = [rule for language in languages or (language_of(written),) for rule in rules_for(language)]
    rules.sort(key=lambda rule: len(rule.languages))  # those for any language come after those of one
    for rule in rules if script_of(written) != "latin" else ():
        parts = _apply(rule, name)
        codes = found.setdefault(parts, [])
        if rule.code not in codes:
            codes.append(rule.code)
    if len(languages) > 1:  # letters that the rule of another language does not know stay as they are
        found = {parts: codes for parts, codes in found.items() if not _CYRILLIC.search(" ".join(parts))}
    if not found:
        if not name:
            return ()
        return (Variant(name.family, name.given, name.patronymic, rule="as-written"),)
    return tuple(
        Variant(family, given, patronymic, rule=rules[0], also=tuple(rules[1:]))
        for (family, given, patronymic), rules in found.items()
    )


def _apply(rule: Rule, name: PersonName) -> tuple[str, str, str]:
    return rule.apply(name.family), rule.apply(name.given), rule.apply(name.patronymic)
