"""Where a word may be divided. Dictionaries come with pyphen; languages without one are never hyphenated."""

from __future__ import annotations

import re
from functools import lru_cache

import pyphen

_WORD = re.compile(r"(\W*)([^\W\d_]{5,})(\W*)")
_REGION = {"en": "en_GB", "de": "de_DE", "sr": "sr", "sr-latn": "sr_Latn", "pt": "pt_PT"}
_LEFT, _RIGHT = 2, 3


@lru_cache(maxsize=32)
def _dictionary(lang: str) -> pyphen.Pyphen | None:
    code = lang.replace("_", "-").lower()
    short = code.split("-", 1)[0]
    for name in (_REGION.get(code), lang.replace("-", "_"), _REGION.get(short), short):
        if name in pyphen.LANGUAGES:
            return pyphen.Pyphen(lang=name, left=_LEFT, right=_RIGHT)
    return None


def known(lang: str) -> bool:
    """True when words of the language can be divided."""
    return _dictionary(lang) is not None


@lru_cache(maxsize=20_000)
def points(word: str, lang: str) -> tuple[int, ...]:
    """The character positions at which a word, with its punctuation, may be divided; names in capitals never
    are."""
    dictionary = _dictionary(lang)
    match = _WORD.fullmatch(word)
    if dictionary is None or match is None or match[2].isupper():
        return ()
    offset = len(match[1])
    return tuple(offset + position for position in dictionary.positions(match[2]))
