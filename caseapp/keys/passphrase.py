"""Passphrases: how a typed one is read, and how the app makes one.

Reading follows RFC 8265 (OpaqueString): any kind of space counts as a plain space, composed and decomposed
letters are one letter, upper and lower case stay different, control characters are refused. In addition runs
of spaces count as one and spaces at the ends do not count, so that words copied from paper open the store
however they are spaced.
"""

from __future__ import annotations

import math
import secrets
import unicodedata
from functools import cache

from caseapp.keys.problems import PassphraseUnusable
from caseapp.paths import resource

#: Languages that have a word list.
LANGUAGES = ("en", "ru")
#: Words of a passphrase that the app makes.
WORDS = 6
LONGEST = 1000


def normalise(text: str) -> bytes:
    """The bytes that the key is derived from. Raises PassphraseUnusable."""
    if len(text) > LONGEST:
        raise PassphraseUnusable()
    folded = unicodedata.normalize("NFC", " ".join(text.split()))
    if not folded or any(unicodedata.category(char) in ("Cc", "Cs", "Cn") for char in folded):
        raise PassphraseUnusable()
    return folded.encode("utf-8")


@cache
def word_list(lang: str) -> tuple[str, ...]:
    """The words of the language, in the order of the file; KeyError for a language without a list."""
    if lang not in LANGUAGES:
        raise KeyError(lang)
    text = resource("words", f"{lang}.txt").read_text(encoding="utf-8")
    return tuple(line for line in text.splitlines() if line and not line.startswith("#"))


def generate(lang: str = "en", words: int = WORDS) -> str:
    """A passphrase of so many words, each chosen by the system's random generator; words may repeat."""
    choices = word_list(lang)
    return " ".join(secrets.choice(choices) for _ in range(words))


def bits(lang: str = "en", words: int = WORDS) -> float:
    """How many bits of chance a generated passphrase holds, whatever the attacker knows of the lists."""
    return words * math.log2(len(word_list(lang)))
