"""The words of the quick log, from resources/quicklog: one file a language, taken together."""

from __future__ import annotations

import functools
import json
from typing import Any, Final

from caseapp.lists import countries
from caseapp.paths import resource
from caseapp.rules.quicklog_words import Lexicon, Phrases

__all__ = ["lexicon"]

_LANGUAGES: Final = ("en", "ru")


@functools.cache
def lexicon() -> Lexicon:
    """All words; read once."""
    read = [_read(code) for code in _LANGUAGES]
    return Lexicon(
        kinds=_by_code(read, "kinds"),
        weak=_by_code(read, "weak"),
        cities=Phrases(city for words in read for city in _cities(words["cities"])),
        countries=Phrases(_countries()),
        before=_all(read, "before"),
        between=_all(read, "articles"),
        spots=_all(read, "spots"),
        colours=_all(read, "colours"),
        makes=_all(read, "makes"),
        cars=_all(read, "cars"),
    )


def _read(code: str) -> dict[str, Any]:
    words: dict[str, Any] = json.loads(resource("quicklog", f"{code}.json").read_text(encoding="utf-8"))
    return words


def _all(read: list[dict[str, Any]], name: str) -> Phrases[str]:
    return Phrases((text, text) for words in read for text in words[name])


def _by_code(read: list[dict[str, Any]], name: str) -> Phrases[str]:
    return Phrases((text, code) for words in read for code, texts in words[name].items() for text in texts)


def _cities(named: dict[str, str]) -> list[tuple[str, tuple[str, str]]]:
    """Each form of a city with the name to be kept and its country. Russian files list forms in a row; names
    of several English words are one form.
    """
    found = []
    for forms, country in named.items():
        each = forms.split() if not forms.isascii() else [forms]
        found += [(form, (each[0], country)) for form in each]
    return found


def _countries() -> list[tuple[str, str]]:
    """Every country by its names and their Russian forms, without the preposition."""
    found = []
    for code in countries.codes():
        forms = {countries.name(code, language) for language in _LANGUAGES}
        for told in (countries.in_country, countries.to_country, countries.of_country):
            words = told(code, "ru")
            if "«" not in words:
                forms.add(words.split(" ", 1)[-1] if words.split(" ", 1)[0] in ("в", "во", "на") else words)
        found += [(form, code) for form in sorted(forms)]
    return found
