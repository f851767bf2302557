"""Words as glyphs: HarfBuzz with the language of the text, and a cache of every word already shaped.

Widths and positions are in thousandths of the type size, so one shaped word serves every size. Text that
lives in the file's text layer is always the base characters: a ligature stands for its letters, an Arabic
form for its letter.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple
from unicodedata import category

import uharfbuzz as hb

from caseapp.letters.pdf import fonts
from caseapp.letters.pdf.clean import INVISIBLE
from caseapp.letters.pdf.fonts import Face

_FEATURES = {"kern": True, "liga": True}
_DOTTED = {"kern": True, "liga": False}  # an "fi" ligature would hide the difference between i and ı
_BLANK = "\u200b"


class Glyph(NamedTuple):
    """One glyph: its number, how far the pen moves on, its offset, and the characters it stands for."""

    number: int
    advance: float
    dx: float
    dy: float
    text: str


class Run(NamedTuple):
    """A stretch of one word in one face, in the order from left to right.

    `array` is what goes into a TJ array when nothing is raised or lowered, else None. `plain` maps glyphs to
    the one character they stand for anywhere; `odd` lists the others, whose meaning is settled document by
    document. `marked` is True when only an ActualText can say what the glyphs mean.
    """

    face: Face
    text: str
    width: float
    array: str | None
    plain: dict[int, str]
    odd: tuple[tuple[int, str], ...]
    glyphs: tuple[Glyph, ...]
    marked: bool
    rtl: bool


class Word(NamedTuple):
    """A shaped piece of text of one look and one direction. `grown` is its width where faces that look small
    are set larger.
    """

    width: float
    runs: tuple[Run, ...]
    grown: float


@lru_cache(maxsize=50_000)
def word(text: str, bold: bool, italic: bool, lang: str, rtl: bool) -> Word:
    """The shaped form of a piece of text without spaces."""
    pieces = [_run(face, part, lang, rtl) for face, part in fonts.runs(text, bold, italic)]
    if rtl:
        pieces.reverse()
    width = sum(piece.width for piece in pieces)
    return Word(width, tuple(pieces), sum(piece.width * piece.face.grow for piece in pieces))


def _run(face: Face, text: str, lang: str, rtl: bool) -> Run:
    buffer = hb.Buffer()
    buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
    buffer.flags = hb.BufferFlags.REMOVE_DEFAULT_IGNORABLES
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if rtl else "ltr"
    buffer.language = lang
    hb.shape(face.font, buffer, _DOTTED if lang[:2] in ("tr", "az") else _FEATURES)
    glyphs = _glyphs(face, text, buffer)
    plain: dict[int, str] = {}
    odd: list[tuple[int, str]] = []
    for glyph in glyphs:
        meaning = glyph.text or _BLANK
        if face.only.get(glyph.number) == meaning:
            plain[glyph.number] = meaning
        else:
            odd.append((glyph.number, meaning))
    shifted = any(glyph.dy for glyph in glyphs)
    marked = not rtl and any(glyph.dy or glyph.dx or not glyph.text for glyph in glyphs)
    return Run(
        face=face,
        text="".join(char for char in text if char not in INVISIBLE),
        width=sum(glyph.advance for glyph in glyphs),
        array=None if shifted else array(face, glyphs),
        plain=plain,
        odd=tuple(odd),
        glyphs=glyphs,
        marked=marked,
        rtl=rtl,
    )


def _glyphs(face: Face, text: str, buffer: hb.Buffer) -> tuple[Glyph, ...]:
    infos, positions, scale = buffer.glyph_infos, buffer.glyph_positions, face.scale
    starts = sorted({info.cluster for info in infos})
    ends = dict(zip(starts, [*starts[1:], len(text)], strict=False))
    ends_to_zero = (
        starts[0] if starts else 0
    )  # characters before the first cluster were removed: they have no glyph
    told: set[int] = set()
    glyphs: list[Glyph] = []
    for info, position in zip(infos, positions, strict=True):
        start = info.cluster
        meaning = ""
        if start not in told:
            told.add(start)
            first = 0 if start == ends_to_zero else start
            meaning = "".join(char for char in text[first : ends[start]] if char not in INVISIBLE)
        glyphs.append(
            Glyph(
                info.codepoint,
                position.x_advance * scale,
                position.x_offset * scale,
                position.y_offset * scale,
                meaning,
            )
        )
    return tuple(glyphs)


def array(face: Face, glyphs: tuple[Glyph, ...]) -> str:
    """Glyphs on the baseline as the inside of a TJ array. Numbers keep a space on both sides."""
    out: list[str] = []
    hexes: list[str] = []

    def move(amount: float) -> None:
        if abs(amount) >= 0.005:
            if hexes:
                out.append(f"<{''.join(hexes)}>")
                hexes.clear()
            out.append(number(-amount))

    for glyph in glyphs:
        move(glyph.dx)
        hexes.append(f"{glyph.number:04X}")
        move(glyph.advance - face.advance(glyph.number) - glyph.dx)
    if hexes:
        out.append(f"<{''.join(hexes)}>")
    return " ".join(out)


def number(value: float) -> str:
    """A number as PDF wants it: at most two decimals, no exponent."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def is_mark(char: str) -> bool:
    """True for characters that belong to the one before them."""
    return category(char)[0] == "M" or char in INVISIBLE
