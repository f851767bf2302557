"""What a typed sentence must not do in a letter: state a suspicion as fact, a poisoning as proven, vouch for
honesty, decide in law, name people who live in Russia, give away how to reach the client.

These are rules of thumb; their words by language stand in resources/letters/lint. They look at single
sentences and err on the side of asking.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from caseapp.paths import resource
from caseapp.rules.folding import fold

#: A full stop ends no sentence after a title, an initial or «г.», nor before a small letter or a number.
_SENTENCES = re.compile(
    r"(?<=[!?…;])\s+"
    r"|(?<=\.)(?<!\b[DM]r\.)(?<!\bMs\.)(?<!\bMrs\.)(?<!\bSt\.)(?<!\bул\.)(?<!\D\sг\.)(?<!\b[A-ZА-ЯЁ]\.)"
    r"\s+(?![a-zа-яё0-9])"
)
_MAIL = re.compile(r"[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;.]+")
_WORDS = re.compile(r"[^\W\d_]+")
_DIGITS = re.compile(r"\+?\d[\d\s()\-–./]{5,}\d")


@lru_cache(maxsize=64)
def _pattern(lang: str, name: str) -> re.Pattern[str] | None:
    """The words of one list in a language as one pattern; None for a language without lists."""
    path = resource("letters", "lint", f"{lang}.toml")
    if not path.exists():
        return None
    words: list[str] = tomllib.loads(path.read_text("utf-8"))[name]
    return re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)", re.IGNORECASE)


def _search(lang: str, name: str, sentence: str) -> re.Match[str] | None:
    pattern = _pattern(lang, name)
    return pattern.search(sentence) if pattern else None


def sentences(text: str) -> list[str]:
    """The sentences of a text, roughly."""
    return [part for line in text.splitlines() for part in _SENTENCES.split(line.strip()) if part]


def guilt(text: str, lang: str, named: str = "") -> str:
    """The first sentence that states as a fact who did a deed; "" when every such sentence is hedged.

    `named` is the actor as the record describes them: their name counts like that of an organ of state.
    """
    names = [word for word in re.findall(r"\w{4,}", named) if word[0].isupper()]
    for sentence in sentences(text):
        if not _search(lang, "deeds", sentence) or _search(lang, "hedges", sentence):
            continue
        if _search(lang, "nameless", sentence):
            continue
        folded = fold(sentence)
        if _search(lang, "actors", sentence) or any(fold(name)[:6] in folded for name in names):
            return sentence
    return ""


def poisoning(text: str, lang: str) -> str:
    """The first sentence that tells a poisoning as proven, by whomever; "" when every such sentence is
    hedged.
    """
    for sentence in sentences(text):
        doubted = any(_search(lang, name, sentence) for name in ("hedges", "unproven"))
        if _search(lang, "poison", sentence) and not doubted:
            return sentence
    return ""


def names_laboratory(text: str, lang: str) -> bool:
    """Whether the name of a document is that of a laboratory's finding."""
    return bool(_search(lang, "laboratory", text))


def tone(text: str, lang: str) -> str:
    """The first words that vouch for a person, decide in law or foretell; "" when there are none."""
    for sentence in sentences(text):
        if found := _search(lang, "tone", sentence):
            return found.group()
    return ""


def shortened(text: str, limit: int = 90) -> str:
    """A sentence as findings quote it."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


@dataclass(frozen=True)
class Reachable:
    """How a person can be reached: what must not stand in a letter."""

    phone: str
    mail: str


def reveals(text: str, people: list[Reachable]) -> Iterator[str]:
    """The telephone numbers and addresses of these people that the text gives away."""
    mails = {found.group().strip(".").lower() for found in _MAIL.finditer(text)}
    numbers = [_digits(found.group()) for found in _DIGITS.finditer(text)]
    for person in people:
        if person.mail and person.mail.lower() in mails:
            yield person.mail
        own = _digits(person.phone)[-9:]
        if len(own) >= 6 and any(number.endswith(own) for number in numbers):
            yield person.phone


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def names_in(text: str, names: list[str]) -> str:
    """The first of the names that stands in the text as a word of its own (also declined); "" for none."""
    words = _WORDS.findall(fold(text))
    for name in names:
        for stem in _WORDS.findall(fold(name)):
            kept = stem[: max(4, len(stem) - 2)]
            if len(stem) >= 4 and any(
                word.startswith(kept) and abs(len(word) - len(stem)) <= 3 for word in words
            ):
                return name
    return ""
