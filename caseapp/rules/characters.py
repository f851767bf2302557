"""Folding of text for search: case, accents, ё and apostrophes do not matter any more; letters keep their
script.

The index keeps folded text and the query is folded the same way, so both sides always meet. How names meet
across scripts is the matter of `caseapp.rules.sounds`.
"""

from __future__ import annotations

import re
import unicodedata

__all__ = ["fold", "tokens"]

# What Unicode does not take apart by itself.
_LETTERS = {
    "ł": "l", "đ": "d", "ø": "o", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ə": "a",
    "ŧ": "t", "ŋ": "n", "ĸ": "k", "ſ": "s",
    # Cyrillic of the neighbours, as people type it on a Russian keyboard.
    "і": "и", "є": "е", "ґ": "г", "ә": "а", "ғ": "г", "қ": "к", "ң": "н", "ө": "о", "ұ": "у", "ү": "у",
    "һ": "х", "ђ": "д", "ћ": "ч", "љ": "л", "њ": "н", "џ": "дж", "ј": "и", "ѕ": "з", "ҳ": "х", "ҷ": "ч",
    "ѣ": "е", "ѳ": "ф", "ѵ": "и", "ӏ": "",
    # Arabic letters that stand for each other in typing.
    "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ـ": "",
    # Signs that are not heard.
    "ь": "", "ъ": "",
}  # fmt: skip
_APOSTROPHES = "'’‘ʼʻʹ`´′＇՚״׳ʽʾʿ"
_TOKEN = re.compile(r"[^\W_]+")


class _Folded(dict[int, str]):
    """One letter at a time, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _fold_letter(chr(code))
        return folded


def _fold_letter(char: str) -> str:
    if char in _APOSTROPHES or unicodedata.category(char) == "Cf":
        return ""
    parts = []
    for part in unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", char).casefold()):
        if part in _APOSTROPHES or unicodedata.combining(part):
            continue
        digit = unicodedata.digit(part, None)
        parts.append(_LETTERS.get(part, part) if digit is None else str(digit))
    return "".join(parts)


_TABLE = _Folded()


def fold(text: str) -> str:
    """The text as the search index sees it.

    Small letters without accents, ё as е, й as и, apostrophes and soft and hard signs gone, digits of any
    script as 0 to 9; letters of the languages around Russia as the nearest Russian ones. `fold(fold(x)) ==
    fold(x)`.
    """
    return text.translate(_TABLE)


def tokens(text: str) -> tuple[str, ...]:
    """The folded words and numbers of a text, in order."""
    return tuple(_TOKEN.findall(fold(text)))
