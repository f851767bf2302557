"""Countries and languages by their codes, as forms show them and letters print them.

Codes are ISO 3166-1 alpha-2 and XK; occupied territories have no code of their own. Languages are ISO 639
codes. The data was made once from the Unicode CLDR and then corrected by hand; the Russian forms are our
own."""

from __future__ import annotations

import functools
import json
from typing import Any

from caseapp.paths import resource

__all__ = [
    "country_codes",
    "country_name",
    "in_country",
    "language_codes",
    "language_name",
    "of_country",
    "to_country",
]


@functools.cache
def _countries() -> dict[str, dict[str, Any]]:
    data: dict[str, dict[str, Any]] = json.loads(_text("countries.json"))
    return data


@functools.cache
def _languages() -> dict[str, dict[str, str]]:
    data: dict[str, dict[str, str]] = json.loads(_text("languages.json"))
    return data


def _text(name: str) -> str:
    return resource("countries", name).read_text(encoding="utf-8")


def country_codes() -> tuple[str, ...]:
    """All country codes, sorted by code; sort by name in the language of the screen before showing them."""
    return tuple(_countries())


def language_codes() -> tuple[str, ...]:
    """All language codes, sorted by code."""
    return tuple(_languages())


def country_name(code: str, lang: str) -> str:
    """The name alone: "Georgia", «Грузия». The code itself when it is not known."""
    country = _countries().get(code)
    return str(country["name"].get(lang) or country["name"]["en"]) if country else code


def language_name(code: str, lang: str) -> str:
    """The name of a language: "Georgian", «грузинский». The code itself when it is not known."""
    language = _languages().get(code)
    return language.get(lang) or language["en"] if language else code


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
    name = country_name(code, lang)
    country = _countries().get(code, {})
    if lang == "ru":
        forms: dict[str, str] = country.get("ru", {})
        return forms.get(form) or russian.format(name)
    return english.format(f"the {name}" if country.get("the") else name)
