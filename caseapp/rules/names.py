"""Names of people: their parts, their script, and every spelling that an office may have printed."""

from __future__ import annotations

from dataclasses import dataclass

from caseapp.rules.romanisation import RULES, Rule, romanise, rules_for
from db.errors import N_

__all__ = ["PersonName", "Variant", "language_of", "romanise", "rule_label", "script_of", "variants"]

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
_KAZAKH = frozenset("әғқңөұүһ")
_UKRAINIAN = frozenset("їєґ")
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


def variants(name: PersonName, language: str = "") -> tuple[Variant, ...]:
    """The spellings of a name in Latin letters, each once, the rule in force first.

    `language` (ISO 639) chooses the rules; without it the letters decide. A name that is already in Latin
    letters, or in a script without rules here, comes back as it is.
    """
    language = language or language_of(name.family_first)
    found: dict[tuple[str, str, str], list[str]] = {}
    for rule in rules_for(language) if script_of(name.family_first) != "latin" else ():
        parts = _apply(rule, name)
        found.setdefault(parts, []).append(rule.code)
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
