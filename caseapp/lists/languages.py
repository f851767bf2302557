"""Languages by their codes (ISO 639), as forms show them and letters print them.

The names were made once from the Unicode CLDR and then corrected by hand.
"""

from __future__ import annotations

import functools
import json

from caseapp.paths import resource

__all__ = ["codes", "known", "name", "right_to_left"]

#: Languages written in Arabic, Hebrew, Syriac or Thaana letters.
_RIGHT_TO_LEFT = frozenset(("ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "syr", "ug", "ur", "yi"))


@functools.cache
def _languages() -> dict[str, dict[str, str]]:
    data: dict[str, dict[str, str]] = json.loads(
        resource("countries", "languages.json").read_text(encoding="utf-8")
    )
    return data


def codes() -> tuple[str, ...]:
    """All codes, sorted by code; sort by name in the language of the screen before showing them."""
    return tuple(_languages())


def known(code: str) -> bool:
    """Whether this is the code of a language that the app can name."""
    return code in _languages()


def name(code: str, lang: str) -> str:
    """The name of a language: "Georgian", «грузинский». The code itself when it is not known."""
    language = _languages().get(code)
    return language.get(lang) or language["en"] if language else code


def right_to_left(code: str) -> bool:
    """Whether the language is written from right to left."""
    return code in _RIGHT_TO_LEFT
