"""Honest advice on a passphrase.

Only what is certainly weak is called weak, and only words that the app itself draws are called strong: no
measure can tell how an attacker would guess a phrase that a person thought of. Such a phrase is at most
"fair", however it looks. The least length follows NIST SP 800-63B-4 for a secret that stands alone; there are
no rules on kinds of characters.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Final

from caseapp.i18n import N_, tr
from caseapp.keys.passphrase import LANGUAGES, WORDS, bits, normalise, word_list
from caseapp.keys.problems import PassphraseTooShort, PassphraseUnusable
from caseapp.paths import resource

#: The least number of characters of a passphrase.
LEAST: Final = 15
#: The most that is ever said of a phrase that a person thought of.
_HUMAN_CEILING: Final = 40.0
#: Fewer drawn words than this are within reach of an attacker with many graphics cards.
_FEWEST_DRAWN_WORDS: Final = 5
_FEWEST_SIGNS: Final = 6
_LINE: Final = 12
_RUN: Final = 4
_ROWS: Final = (
    "1234567890",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "йцукенгшщзхъ",
    "фывапролджэ",
    "ячсмитьбю",
)
_LATIN: Final = "qwertyuiop[]asdfghjkl;'zxcvbnm,."
_CYRILLIC: Final = "йцукенгшщзхъфывапролджэячсмитьбю"
_AS_CYRILLIC: Final = str.maketrans(_LATIN, _CYRILLIC)
_AS_LATIN: Final = str.maketrans(_CYRILLIC, _LATIN)


class Level(StrEnum):
    """From refused to strong."""

    SHORT = "short"
    WEAK = "weak"
    FAIR = "fair"
    DRAWN = "drawn"


@dataclass(frozen=True, slots=True)
class Advice:
    """`sentence`: in the language of the screen; `bits_estimate`: what must be guessed, rather too low."""

    level: Level
    sentence: str
    bits_estimate: float


_SHORT = N_("Too short: at least {least} characters are needed. The app can suggest six words.")
_REPEATS = N_("Weak: it repeats the same few characters or words. The app can suggest six words.")
_WALK = N_("Weak: it follows rows of keys, the alphabet or a count. The app can suggest six words.")
_GUESSED = N_(
    "Weak: it is made of words, names, dates or lines that are guessed first. The app can suggest six words."
)
_FEW_WORDS = N_("Weak: too few words. Six words chosen by the app are strong.")
_FAIR = N_(
    "Long enough, but nobody can measure a phrase that a person thought of: it may be guessed sooner than it"
    " looks. Six words chosen by the app hold {bits:.0f} bits and are safer."
)
_DRAWN = N_(
    "{count} words from the list of the app: {bits:.0f} bits, strong if the app chose them. Words that you"
    " picked yourself are much easier to guess."
)
_UNUSABLE = N_("This text can't be used: it is empty, too long, or has characters that can't be typed again.")


def require(text: str) -> None:
    """Raises PassphraseTooShort or PassphraseUnusable when the text may not become a passphrase."""
    count = len(normalise(text).decode())
    if count < LEAST:
        raise PassphraseTooShort(least=LEAST, count=count)


def advise(text: str, lang: str = "en", known: Iterable[str] = ()) -> Advice:
    """What to think of the text as a passphrase.

    `lang`: the language in which the app would suggest words instead. `known`: words that an attacker knows
    to be near at hand, such as the names of the organisation and of its people.
    """
    try:
        phrase = normalise(text).decode()
    except PassphraseUnusable:
        return Advice(Level.SHORT, tr(_UNUSABLE), 0.0)
    words = phrase.casefold().split(" ")
    human = min(_HUMAN_CEILING, _human_bits(words))
    if len(phrase) < LEAST:
        return Advice(Level.SHORT, tr(_SHORT, least=LEAST), human)
    if reason := _weakness(words, frozenset(_folded(word) for entry in known for word in entry.split())):
        return Advice(Level.WEAK, tr(reason), min(human, 20.0))
    if drawn := drawn_bits(phrase):
        if len(words) < _FEWEST_DRAWN_WORDS:
            return Advice(Level.WEAK, tr(_FEW_WORDS), drawn)
        return Advice(Level.DRAWN, tr(_DRAWN, count=len(words), bits=drawn), drawn)
    return Advice(Level.FAIR, tr(_FAIR, bits=bits(lang, WORDS)), human)


def drawn_bits(phrase: str) -> float:
    """The bits of a phrase drawn from one of the app's lists; 0 when a word is in none of them."""
    words = phrase.split()
    for lang in LANGUAGES:
        if words and _listed(lang).issuperset(words):
            return bits(lang, len(words))
    return 0.0


def _weakness(words: list[str], known: frozenset[str]) -> str | None:
    """The first certain weakness, as marked text; None when there is none to be seen."""
    whole = _folded("".join(words))
    if (
        len(set(whole)) < _FEWEST_SIGNS
        or _repeats(whole)
        or (len(words) > 2 and len(set(words)) <= len(words) // 2)
    ):
        return _REPEATS
    if len(_without_walks(whole)) < LEAST // 2:
        return _WALK
    for reading in {whole, whole.translate(_AS_CYRILLIC), whole.translate(_AS_LATIN)}:
        if len(_without_guessed(reading, known)) < LEAST // 2:
            return _GUESSED
    return None


def _repeats(whole: str) -> bool:
    """True when the text is a shorter text several times over, perhaps cut off: abcabcab."""
    return any(
        whole == (whole[:size] * (len(whole) // size + 1))[: len(whole)]
        for size in range(1, len(whole) // 2 + 1)
    )


def _without_walks(whole: str) -> str:
    """The text with every walk of four or more neighbours (keys, letters, digits) cut to its first sign."""
    kept = ""
    at = 0
    while at < len(whole):
        end = at + 1
        step = 0
        while end < len(whole) and (found := _step(whole[end - 1], whole[end])) and step in (0, found):
            step = found
            end += 1
        kept += whole[at] if end - at >= _RUN else whole[at:end]
        at = end
    return kept


def _step(first: str, second: str) -> int:
    """1 or -1 when the signs follow each other on a key row, in the alphabet or in counting; else 0."""
    for row in _ROWS:
        if first in row and second in row:
            apart = row.index(second) - row.index(first)
            if apart in (1, -1):
                return apart
    apart = ord(second) - ord(first)
    return apart if apart in (1, -1) else 0


def _without_guessed(whole: str, known: frozenset[str]) -> str:
    """What is left when every part that is guessed first is cut down to one sign."""
    lines, single = _guessed()
    for line in lines:
        whole = whole.replace(line, "#")
    for word in sorted(single | {entry for entry in known if len(entry) > 2}, key=len, reverse=True):
        whole = whole.replace(word, "#")
    return re.sub(r"(?:19|20)\d\d|\d{1,4}(?=\D|$)", "#", whole)


def _human_bits(words: list[str]) -> float:
    """A cautious guess for a phrase of a person: about 9 bits a word, less for what is guessed first."""
    _, single = _guessed()
    seen: set[str] = set()
    total = 0.0
    for word in words:
        folded = _folded(word)
        length = len(word)
        total += (
            1.0
            if folded in seen
            else 4.0
            if folded in single
            else min(9.0, 2.0 * length) + max(0.0, 1.5 * (length - 10))
        )
        seen.add(folded)
    return total


def _folded(text: str) -> str:
    """Letters and digits alone, in one case, ё as е: how the lists are compared."""
    plain = unicodedata.normalize("NFC", text).casefold().replace("ё", "е")
    return "".join(sign for sign in plain if sign.isalnum() or sign in "[];'")


@cache
def _guessed() -> tuple[tuple[str, ...], frozenset[str]]:
    """The lines (longest first) and the single words that are guessed first, folded."""
    text = resource("words", "guessed.txt").read_text(encoding="utf-8")
    entries = {_folded(line) for line in text.splitlines() if line and not line.startswith("#")}
    lines = sorted((entry for entry in entries if len(entry) >= _LINE), key=len, reverse=True)
    return tuple(lines), frozenset(entry for entry in entries if 2 < len(entry) < _LINE)


@cache
def _listed(lang: str) -> frozenset[str]:
    return frozenset(word_list(lang))
