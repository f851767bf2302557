"""The words by which a quick log is understood, and how they are met in a text: every form, any capitals."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from caseapp.rules.folding import fold

__all__ = ["Lexicon", "Phrases", "Token", "runs", "words_of"]

V = TypeVar("V")

#: Beginnings of words are at least so long.
_STEM: Final = 3
_WORD: Final = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")


@dataclass(frozen=True)
class Token:
    """A word of the text: as typed, folded, and where it stands."""

    text: str
    folded: str
    start: int
    end: int


class Phrases(Generic[V]):
    """Words that follow each other, each row with what it stands for.

    A word that ends with * is met by every word that begins so.
    """

    def __init__(self, known: Iterable[tuple[str, V]]) -> None:
        self._exact: dict[str, list[tuple[tuple[str, ...], V]]] = {}
        self._begun: dict[str, list[tuple[tuple[str, ...], V]]] = {}
        for text, value in known:
            words = tuple(_folded(word) for word in text.split())
            if not words:
                continue
            if words[0].endswith("*"):
                self._begun.setdefault(words[0][:_STEM], []).append((words, value))
            else:
                self._exact.setdefault(words[0], []).append((words, value))

    def at(self, tokens: Sequence[Token], at: int) -> list[tuple[int, V]]:
        """Every row that begins at this token: how many tokens it takes, and what it stands for."""
        first = tokens[at].folded
        return [
            (len(words), value)
            for words, value in (*self._exact.get(first, ()), *self._begun.get(first[:_STEM], ()))
            if _meet(words, tokens, at)
        ]

    def longest(self, tokens: Sequence[Token], at: int) -> tuple[int, V | None]:
        """The longest row that begins at this token; (0, None) when none does."""
        return max(self.at(tokens, at), key=lambda found: found[0], default=(0, None))

    def length(self, tokens: Sequence[Token], at: int) -> int:
        """How many tokens the longest row takes; 0 when none begins here."""
        return self.longest(tokens, at)[0]


@dataclass(frozen=True)
class Lexicon:
    """What a quick log knows, in all languages at once: a client's words mix them.

    `kinds` and `weak` stand for the code of a kind of incident (weak ones count only when no other is met),
    `cities` for their name and country, `countries` for their code; `before` are words that lead to a
    place, `between` words that may stand between, `spots` what is such a place; `colours`, `makes` and
    `cars` describe a vehicle.
    """

    kinds: Phrases[str]
    weak: Phrases[str]
    cities: Phrases[tuple[str, str]]
    countries: Phrases[str]
    before: Phrases[str]
    between: Phrases[str]
    spots: Phrases[str]
    colours: Phrases[str]
    makes: Phrases[str]
    cars: Phrases[str]


def words_of(text: str) -> list[Token]:
    """The words of a text in order."""
    return [Token(m.group(), _joined(m.group()), *m.span()) for m in _WORD.finditer(text)]


def runs(text: str, tokens: list[Token]) -> Iterator[list[Token]]:
    """The tokens between marks that end a thought: full stop, comma, new line, a mark."""
    run: list[Token] = []
    for token in tokens:
        if run and re.search(r"[.,;:!?\n()\ufffc]", text[run[-1].end : token.start]):
            yield run
            run = []
        run.append(token)
    if run:
        yield run


def _folded(word: str) -> str:
    return _joined(word.removesuffix("*")) + ("*" if word.endswith("*") else "")


def _joined(word: str) -> str:
    return fold(word).replace("-", "")


def _meet(words: tuple[str, ...], tokens: Sequence[Token], at: int) -> bool:
    if at + len(words) > len(tokens):
        return False
    return all(_is(tokens[at + n].folded, word) for n, word in enumerate(words))


def _is(word: str, pattern: str) -> bool:
    return word.startswith(pattern[:-1]) if pattern.endswith("*") else word == pattern
