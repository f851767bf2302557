"""The small language of letter texts: merge fields, and words that agree with a sex, a number or a choice.

    {client.name}                                                 the value of a field
    {client.sex ? female: her | male: his | other: their}         the branch that the field's value names
    {annexes # one: annex | other: annexes}                       the branch of the plural form of a number
    {case.claim_no ? none: | other: (file no. {case.claim_no})}   "none" is the key of an empty value

A bar inside a branch is doubled to stand for itself; braces can't be printed. Branches may hold fields and
selects. There are no calls, no attributes, no loops: a text can only choose among its own words and show
the values it was handed, so no template and no record can make the program do anything. An unknown field or
a broken text raises PhraseError, which the tests of the texts find before any caseworker does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from caseapp.letters.document import Rich, Span, Text, plain, value

__all__ = ["Phrase", "PhraseError", "Values", "plural_form"]

#: What a phrase may be handed: texts by field name, and numbers for plural forms.
Values = Mapping[str, Text | int]

MAX_LENGTH = 4000
MAX_DEPTH = 3
NONE = "none"
OTHER = "other"

_PATH = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-zA-Z][a-zA-Z0-9_]*)*")
_KEY = re.compile(r"\s*([A-Za-z0-9_]+)\s*:")
#: A space before one of these is left over from an empty branch.
_AFTER_GAP = frozenset(" .,;:)!?»”")


class PhraseError(ValueError):
    """A text that can't be read, or that names an unknown field: a mistake in the texts, never of a user."""


@dataclass(frozen=True, slots=True)
class _Field:
    path: str


@dataclass(frozen=True, slots=True)
class _Select:
    path: str
    by_number: bool
    branches: tuple[tuple[str, tuple[_Node, ...]], ...]


_Node = str | _Field | _Select


@dataclass(frozen=True, slots=True)
class Phrase:
    """A text of a letter, read and ready to be filled in."""

    lang: str
    nodes: tuple[_Node, ...]

    @classmethod
    def read(cls, source: str, lang: str) -> Phrase:
        """Reads a text. Raises PhraseError for one that is broken, too long or nested too deep."""
        if len(source) > MAX_LENGTH:
            raise PhraseError(f"longer than {MAX_LENGTH} characters")
        reader = _Reader(source)
        nodes = reader.text(0)
        if reader.at < len(source):
            raise PhraseError(f"unexpected “{source[reader.at]}” at {reader.at}")
        return cls(lang, nodes)

    def fields(self) -> set[str]:
        """The names of all fields that the text shows or chooses by."""
        return set(_fields(self.nodes))

    def fill(self, values: Values, labels: Mapping[str, str] | None = None) -> Rich:
        """The text with its values. An empty value becomes a span marked as missing, under its label.

        Raises PhraseError for a field that `values` does not know.
        """
        return _tidy([span for span in _fill(self.nodes, values, labels or {}, self.lang) if span.text])


class _Reader:
    """Reads a text from left to right; `at` is the place."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0

    def text(self, depth: int) -> tuple[_Node, ...]:
        """Up to the end, or (in a branch) up to the bar or brace that ends it."""
        nodes: list[_Node] = []
        literal: list[str] = []
        while self.at < len(self.source):
            char = self.source[self.at]
            if depth and self.source[self.at : self.at + 2] == "||":
                literal.append(char)
                self.at += 2
            elif char == "{":
                if literal:
                    nodes.append("".join(literal))
                    literal = []
                nodes.append(self.braces(depth + 1))
            elif char == "}" or (char == "|" and depth):
                break
            else:
                literal.append(char)
                self.at += 1
        if literal:
            nodes.append("".join(literal))
        return tuple(nodes)

    def braces(self, depth: int) -> _Node:
        """A field or a select; the place stands on its opening brace."""
        if depth > MAX_DEPTH:
            raise PhraseError(f"nested deeper than {MAX_DEPTH}")
        self.at += 1
        found = _PATH.match(self.source, self.at)
        if not found:
            raise PhraseError(f"no field name at {self.at}")
        path = found.group()
        self.at = found.end()
        self.spaces()
        sign = self.source[self.at : self.at + 1]
        if sign == "}":
            self.at += 1
            return _Field(path)
        if sign not in ("?", "#"):
            raise PhraseError(f"expected ?, # or a closing brace at {self.at}")
        self.at += 1
        return _Select(path, sign == "#", self.branches(depth))

    def branches(self, depth: int) -> tuple[tuple[str, tuple[_Node, ...]], ...]:
        """All branches of a select, and its closing brace."""
        found: dict[str, tuple[_Node, ...]] = {}
        while True:
            key = _KEY.match(self.source, self.at)
            if not key or key.group(1) in found:
                raise PhraseError(f"expected a new key and a colon at {self.at}")
            self.at = key.end()
            found[key.group(1)] = _trimmed(self.text(depth))
            end = self.source[self.at : self.at + 1]
            self.at += 1
            if end == "}":
                break
            if end != "|":
                raise PhraseError("a select without its closing brace")
        if OTHER not in found:
            raise PhraseError(f"a select without the branch “{OTHER}”")
        return tuple(found.items())

    def spaces(self) -> None:
        while self.source[self.at : self.at + 1] == " ":
            self.at += 1


def _trimmed(nodes: tuple[_Node, ...]) -> tuple[_Node, ...]:
    """Without the spaces around a branch."""
    found = list(nodes)
    if found and isinstance(found[0], str):
        found[0] = found[0].lstrip()
    if found and isinstance(found[-1], str):
        found[-1] = found[-1].rstrip()
    return tuple(found)


def _fields(nodes: tuple[_Node, ...]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, _Field):
            yield node.path
        elif isinstance(node, _Select):
            yield node.path
            for _, branch in node.branches:
                yield from _fields(branch)


def _fill(nodes: tuple[_Node, ...], values: Values, labels: Mapping[str, str], lang: str) -> Iterator[Span]:
    for node in nodes:
        if isinstance(node, str):
            yield Span(node)
            continue
        if node.path not in values:
            raise PhraseError(f"unknown field “{node.path}”")
        found = values[node.path]
        if isinstance(node, _Field):
            yield from _shown(found, labels.get(node.path, node.path))
        else:
            yield from _fill(_chosen(node, found, lang), values, labels, lang)


def _shown(found: Text | int, label: str) -> Iterator[Span]:
    if isinstance(found, tuple):
        yield from found or (Span(label, missing=True),)
    elif found == "":
        yield Span(label, missing=True)
    else:
        yield value(str(found))


def _chosen(node: _Select, found: Text | int, lang: str) -> tuple[_Node, ...]:
    if node.by_number:
        if not isinstance(found, int):
            raise PhraseError(f"“{node.path}” is not a number")
        key = plural_form(found, lang)
    else:
        key = (str(found) if isinstance(found, int) else plain(found)) or NONE
    branches = dict(node.branches)
    return branches.get(key, branches[OTHER])


def plural_form(number: int, lang: str) -> str:
    """The plural category of a whole number (Unicode CLDR): one, few, many or other."""
    if lang.startswith("ru"):
        units, tens = number % 10, number % 100
        if units == 1 and tens != 11:
            return "one"
        return "few" if units in (2, 3, 4) and tens not in (12, 13, 14) else "many"
    return "one" if number == 1 else "other"


def _tidy(spans: list[Span]) -> Rich:
    """Joins plain neighbours, takes out the spaces that empty branches leave, and a full stop after a full
    stop.
    """
    joined: list[Span] = []
    for span in spans:
        static = span == Span(span.text)
        if joined and static:
            before = joined[-1]
            text = span.text
            if before.text.endswith(".") and text.startswith("."):
                text = text[1:]
            if before == Span(before.text):
                kept = before.text.rstrip(" ") if text[:1] in _AFTER_GAP else before.text
                joined[-1] = Span(kept + text)
            elif text:
                joined.append(Span(text))
        else:
            joined.append(span)
    if joined and joined[-1] == Span(joined[-1].text):
        joined[-1] = Span(joined[-1].text.rstrip(" "))
    return tuple(span for span in joined if span.text)
