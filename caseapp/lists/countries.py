"""Countries by their codes, as forms show them and letters print them.

Codes are ISO 3166-1 alpha-2 and XK; occupied territories have no code of their own. The names were made
once from the Unicode CLDR and then corrected by hand; the Russian forms are our own.
"""

from __future__ import annotations

import functools
import json
from typing import Any

from caseapp.paths import resource

__all__ = ["codes", "in_country", "known", "name", "of_country", "to_country"]


@functools.cache
def _countries() -> dict[str, dict[str, Any]]:
    data: dict[str, dict[str, Any]] = json.loads(
        resource("countries", "countries.json").read_text(encoding="utf-8")
    )
    return data


def codes() -> tuple[str, ...]:
    """All codes, sorted by code; sort by name in the language of the screen before showing them."""
    return tuple(_countries())


def known(code: str) -> bool:
    """Whether this is the code of a country."""
    return code in _countries()


def name(code: str, lang: str) -> str:
    """The name alone: "Georgia", «Грузия». The code itself when it is not known."""
    country = _countries().get(code)
    return str(country["name"].get(lang) or country["name"]["en"]) if country else code


def in_country(code: str, lang: str) -> str:
    """Where: "in Georgia", "in the Netherlands", «в Грузии», «на Кипре»."""
    return _placed(code, lang, "in", "in {}", "в стране «{}»")


def to_country(code: str, lang: str) -> str:
    """Whither: "to Georgia", «в Грузию»."""
    return _placed(code, lang, "to", "to {}", "в страну «{}»")


def of_country(code: str, lang: str) -> str:
    """Whose: "of Georgia", «Грузии» (without a preposition)."""
    return _placed(code, lang, "of", "of {}", "страны «{}»")


def _placed(code: str, lang: str, form: str, english: str, russian: str) -> str:
    """The name with its preposition; a country whose Russian forms are not kept is named in quotation
    marks.
    """
    bare = name(code, lang)
    country = _countries().get(code, {})
    if lang == "ru":
        forms: dict[str, str] = country.get("ru", {})
        return forms.get(form) or russian.format(bare)
    return english.format(f"the {bare}" if country.get("the") else bare)
