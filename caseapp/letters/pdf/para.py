"""A paragraph: spans cleaned, shaped and cut into words, ready to be broken into lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from caseapp.letters.document import Rich, Text
from caseapp.letters.pdf import bidi, hyphens, shape
from caseapp.letters.pdf.breaking import After, Break, Line, break_lines
from caseapp.letters.pdf.clean import NBSP, clean, language
from caseapp.letters.pdf.fonts import main_face
from caseapp.letters.pdf.style import ALARM, LINK, Colour, Style
from caseapp.letters.pdf.typography import glue

_TOKEN = re.compile(f"([^ {NBSP}\n]+)([ {NBSP}\n]*)")
_JOIN = re.compile("(?<=[^\\W\\d_]{3}[-\u2010])(?=[^\\W\\d_]{3})|(?<=\\w[—–])(?=\\w)")
_FSI, _PDI = "\u2068", "\u2069"
_DIRECTING = frozenset("\u200e\u200f\u061c\u2066\u2067\u2068\u2069")  # done when levels are known
_SAFE_LINK = re.compile(r"(?:https?://|mailto:|tel:|#)\S+", re.ASCII)
_PREFERRED = frozenset("/.-_@?&=:,;")
_SHORT_END = 8
_NOUNS_IN_CAPITALS = frozenset({"de", "lb"})
_OPENING = "\"'«„“‘([—–"
_SENTENCE_END = (".", "!", "?", "…", ":", ".”", ".»", "!»", "?»", "?”", "!”")


class Look(NamedTuple):
    """How a stretch of text differs from its paragraph. `key` tells two links to the same place apart."""

    bold: bool
    italic: bool
    lang: str
    colour: Colour
    link: str | None = None
    key: int = 0
    missing: bool = False


class Part(NamedTuple):
    """A stretch of a word with one look and one direction; `start` counts characters from the word's
    beginning."""

    look: Look
    level: int
    text: str
    start: int


class Token(NamedTuple):
    """A word (or a part of one between two places where a line may break), and what stands behind it."""

    text: str
    parts: tuple[Part, ...]
    after: After
    space: Part | None  # the space behind it


class Item(NamedTuple):
    """A piece of a line in the order it is drawn: a shaped run, a space (`word` None) or a hyphen.

    `trailing` is the space that the line end stands for: it takes no room, but keeps words apart for readers.
    """

    look: Look
    word: shape.Word | None
    width: float
    hyphen: bool = False
    trailing: bool = False


class Para:
    """Words with their widths in points. Implements `breaking.Words`."""

    def __init__(self, text: Text, style: Style) -> None:
        self.style = style
        looked = _looked(text, style)
        self.tokens = _tokens(looked, style)
        scale = style.size / 1000
        self.widths: Sequence[float] = [self._width(token.parts) * scale for token in self.tokens]
        self.spaces: Sequence[float] = [
            _space(token.space.look) * scale if token.space is not None else 0.0 for token in self.tokens
        ]
        self.afters: Sequence[After] = [token.after for token in self.tokens]

    def lines(self, width: float) -> list[Line]:
        """The lines for a measure; an empty paragraph has none."""
        style = self.style
        return break_lines(
            self, width, justify=style.align == "justify", hyphens=style.hyphenate, balance=style.balance
        )

    @property
    def natural(self) -> float:
        """The width on a single line."""
        return sum(self.widths) + sum(self.spaces[:-1])

    def part(self, index: int, start: int, stop: int, hyphen: bool) -> float:
        """The width in points of a part of a word (up to its end for `stop` 0)."""
        parts = _cut(self.tokens[index].parts, start, stop)
        width = self._width(parts)
        if hyphen and parts:
            width += _hyphen(parts[-1].look)
        return width * self.style.size / 1000

    def breaks(self, index: int, emergency: bool) -> Sequence[Break]:
        """Hyphenation points; in an emergency, places in addresses and codes, and at last any place."""
        token = self.tokens[index]
        if token.parts and token.parts[0].level & 1:
            soft: tuple[int, ...] = ()
        else:
            soft = hyphens.points(token.text, token.parts[0].look.lang) if token.parts else ()
        if soft and (self.style.hyphenate or emergency) and len(token.text) < 40:
            letters = len(token.text) - len(token.text.lstrip(_OPENING))
            around = (token.after, self.tokens[index - 1].after if index else None)
            held = After.FIXED in around or After.JOIN in around  # a compound breaks at its own hyphen
            if (held or self._name(index)) and not emergency:
                return ()  # "12 March", "Article 3": what belongs together is not divided either
            return [Break(point, True, torn=point - letters < 3) for point in soft]
        if not emergency:
            return ()
        text = token.text
        anywhere = [i for i in range(1, len(text)) if not shape.is_mark(text[i])]
        preferred = [i for i in anywhere if text[i - 1] in _PREFERRED]
        return [Break(i, False) for i in (preferred if len(preferred) * 12 >= len(text) else anywhere)]

    def _wide(self, word: shape.Word) -> float:
        return word.width if self.style.rtl else word.grown

    def _width(self, parts: tuple[Part, ...]) -> float:
        return sum(self._wide(_shaped(part)) for part in parts)

    def _name(self, index: int) -> bool:
        """Whether a word looks like a name: a capital inside a sentence, or the first of several, where
        nouns are written small."""
        if not self._capital(index) or self.style.lang.split("-", 1)[0].lower() in _NOUNS_IN_CAPITALS:
            return False
        starts = index == 0 or self.tokens[index - 1].text.endswith(_SENTENCE_END)
        return not starts or self._capital(index + 1)

    def _capital(self, index: int) -> bool:
        return index < len(self.tokens) and self.tokens[index].text.lstrip(_OPENING)[:1].isupper()

    def items(self, line: Line) -> list[Item]:
        """The pieces of a line from left to right, with natural widths in points."""
        scale = self.style.size / 1000
        items: list[Item] = []
        levels: list[int] = []
        for index in range(line.first, line.last + 1):
            token = self.tokens[index]
            start = line.skip if index == line.first else 0
            stop = line.stop if index == line.last else 0
            parts = _cut(token.parts, start, stop) if start or stop else token.parts
            for part in parts:
                word = _shaped(part)
                items.append(Item(part.look, word, self._wide(word) * scale))
                levels.append(part.level)
            if index < line.last and token.space is not None:
                items.append(Item(token.space.look, None, self.spaces[index]))
                levels.append(token.space.level)
        if not line.stop and line.last + 1 < len(self.tokens):
            token = self.tokens[line.last]
            if token.after is not After.JOIN:
                look = token.parts[-1].look
                items.append(Item(look, None, _space(look) * scale, trailing=True))
                levels.append(1 if self.style.rtl else 0)
        if line.hyphen:
            items.append(Item(items[-1].look, None, _hyphen(items[-1].look) * scale, hyphen=True))
            levels.append(levels[-1])
        if any(levels):
            return bidi.reorder(items, levels)
        return items


def _looked(text: Text, style: Style) -> list[tuple[str, Look]]:
    """Cleaned stretches of text with their looks, isolates marked where directions mix."""
    spans: Rich | None = None if isinstance(text, str) else text
    base = Look(style.bold, style.italic, style.lang, style.colour)
    if spans is None:
        return [(clean(str(text)), base)]
    mixed = style.rtl or any(bidi.has_rtl(span.text) for span in spans)
    out: list[tuple[str, Look]] = []
    for key, span in enumerate(spans):
        link = span.link if span.link and _SAFE_LINK.fullmatch(span.link) else None
        colour = ALARM if span.missing else LINK if link else style.colour
        look = Look(
            bold=style.bold or span.bold,
            italic=style.italic or span.italic,
            lang=language(span.lang, style.lang),
            colour=colour,
            link=link,
            key=key if link else 0,
            missing=span.missing,
        )
        cleaned = clean(span.text)
        if mixed and span.isolate:
            cleaned = f"{_FSI}{cleaned}{_PDI}"
        out.append((cleaned, look))
    return out


def _tokens(looked: list[tuple[str, Look]], style: Style) -> list[Token]:
    full = "".join(text for text, _ in looked)
    if not full or full.isspace():
        return []
    looks: Sequence[Look] | None = None
    if len(looked) > 1:
        looks = [look for text, look in looked for _ in text]
    levels = _levels(full, style)
    tokens = _words(glue(full, style.lang, whole_dates=style.balance), looks, looked[0][1], levels)
    return _ended(tokens)


def _levels(text: str, style: Style) -> list[int] | None:
    """Embedding levels where they matter. A line without any right-to-left letter keeps its own direction."""
    if not bidi.has_rtl(text):
        return None
    return bidi.levels(text, 1 if style.rtl else 0)


def _words(text: str, looks: Sequence[Look] | None, look: Look, levels: list[int] | None) -> list[Token]:
    """The words of a text; of several spaces in a row the first counts, and a line break counts most."""
    tokens: list[Token] = []
    plain = looks is None and levels is None
    blank = Part(look, 0, " ", 0)
    for match in _TOKEN.finditer(text):
        piece, gap = match[1], match[2]
        at = match.start()
        space = None
        if not gap:
            after = After.END
        elif "\n" in gap:
            after = After.LINE
        else:
            after = After.FIXED if gap[0] == NBSP else After.SPACE
            behind = at + len(piece)
            space = (
                blank
                if plain
                else Part(looks[behind] if looks else look, levels[behind] if levels else 0, " ", 0)
            )
        start = 0
        for stop in _joints(piece):
            parts = _parts(piece[start:stop], at + start, looks, look, levels)
            if parts:
                tokens.append(Token("".join(part.text for part in parts), parts, After.JOIN, None))
                start = stop
        if plain:
            rest = piece[start:] if start else piece
            tokens.append(Token(rest, (Part(look, 0, rest, 0),), after, space))
            continue
        parts = _parts(piece[start:], at + start, looks, look, levels)
        if parts:
            tokens.append(Token("".join(part.text for part in parts), parts, after, space))
    return tokens


def _joints(piece: str) -> list[int]:
    if "-" not in piece and "—" not in piece and "–" not in piece and "\u2010" not in piece:
        return []
    return [match.start() for match in _JOIN.finditer(piece)]


def _parts(
    text: str, at: int, looks: Sequence[Look] | None, look: Look, levels: list[int] | None
) -> tuple[Part, ...]:
    if looks is None and levels is None:
        return (Part(look, 0, text, 0),)
    parts: list[Part] = []
    length = 0
    for offset, char in enumerate(text):
        if char in _DIRECTING:
            continue
        its_look = looks[at + offset] if looks else look
        level = levels[at + offset] if levels else 0
        last = parts[-1] if parts else None
        if last is not None and last.look == its_look and last.level == level:
            parts[-1] = last._replace(text=last.text + char)
        else:
            parts.append(Part(its_look, level, char, length))
        length += 1
    return tuple(parts)


def _ended(tokens: list[Token]) -> list[Token]:
    """The last word ends the paragraph; a short last word keeps the one before it, so that no line holds it
    alone."""
    if not tokens:
        return tokens
    tokens[-1] = tokens[-1]._replace(after=After.END, space=None)
    if len(tokens) > 7 and tokens[-2].after is After.SPACE and len(tokens[-1].text) <= _SHORT_END:
        tokens[-2] = tokens[-2]._replace(after=After.FIXED)
    return tokens


def _cut(parts: tuple[Part, ...], start: int, stop: int) -> tuple[Part, ...]:
    """The parts between two character positions of a word (`stop` 0: to its end)."""
    out: list[Part] = []
    for part in parts:
        end = part.start + len(part.text)
        low, high = max(start, part.start), min(stop or end, end)
        if low < high:
            out.append(part._replace(text=part.text[low - part.start : high - part.start], start=low))
    return tuple(out)


def _shaped(part: Part) -> shape.Word:
    look = part.look
    return shape.word(part.text, look.bold, look.italic, look.lang, bool(part.level & 1))


def _space(look: Look) -> float:
    face = main_face(look.bold, look.italic)
    return face.advance(face.space)


def _hyphen(look: Look) -> float:
    face = main_face(look.bold, look.italic)
    return face.advance(face.hyphen)
