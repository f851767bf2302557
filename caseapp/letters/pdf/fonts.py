"""The fonts that go with the program, and which of them draws a character.

Every face is read once, on first use, and then only read; faces are shared by all documents.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from unicodedata import category

import uharfbuzz as hb

from caseapp.letters.pdf.clean import INVISIBLE
from caseapp.paths import resource

_STYLES = {
    (False, False): "Regular",
    (True, False): "Bold",
    (False, True): "Italic",
    (True, True): "BoldItalic",
}
#: Faces that look small beside Latin and Cyrillic letters of the same size, and by how much to enlarge them.
_GROWN = {"NotoNaskhArabic": 1.22}
_SCRIPTS = ("NotoSerifGeorgian", "NotoSerifArmenian", "NotoSerifHebrew", "NotoNaskhArabic")


@dataclass(eq=False, repr=False)
class Face:
    """One font file, measured in thousandths of the type size."""

    name: str
    face: hb.Face
    font: hb.Font
    scale: float
    ascent: float
    descent: float
    coverage: frozenset[int]
    space: int
    hyphen: int
    #: the one character that a glyph stands for; glyphs of several or no characters are left out
    only: dict[int, str]
    #: how much larger it is set in text that runs from left to right
    grow: float = 1.0
    _advances: dict[int, float] = field(default_factory=dict)

    def advance(self, glyph: int) -> float:
        """The width of a glyph as the font file gives it."""
        width = self._advances.get(glyph)
        if width is None:
            width = self._advances[glyph] = self.font.get_glyph_h_advance(glyph) * self.scale
        return width


@lru_cache(maxsize=32)
def load(name: str) -> Face:
    """The face of a file in resources/fonts/letters, by its name without ending."""
    face = hb.Face(hb.Blob(resource("fonts", "letters", f"{name}.ttf").read_bytes()))
    font = hb.Font(face)
    scale = 1000 / face.upem
    extents = font.get_font_extents("ltr")
    only: dict[int, str] = {}
    shared: set[int] = set()
    coverage = frozenset(face.unicodes)
    for code in coverage:
        glyph = font.get_nominal_glyph(code)
        if glyph in only or 0xFB00 <= code <= 0xFDFF or 0xFE70 <= code <= 0xFEFE:
            # ligatures and joined forms have code points of their own, but stand for plain letters
            shared.add(glyph)
        else:
            only[glyph] = chr(code)
    for glyph in shared:
        only.pop(glyph, None)
    space = font.get_nominal_glyph(0x20)
    if space is not None:
        only[space] = " "
    hyphen = font.get_nominal_glyph(0x2010) or font.get_nominal_glyph(0x2D) or 0
    return Face(
        name=name,
        face=face,
        font=font,
        scale=scale,
        ascent=extents.ascender * scale,
        descent=extents.descender * scale,
        coverage=coverage,
        space=space or 0,
        hyphen=hyphen,
        only=only,
        grow=_GROWN.get(name.partition("-")[0], 1.0),
    )


@lru_cache(maxsize=8)
def _names(bold: bool, italic: bool) -> tuple[str, ...]:
    weight = "Bold" if bold else "Regular"
    scripts = tuple(f"{script}-{weight}" for script in _SCRIPTS)
    return (f"NotoSerif-{_STYLES[bold, italic]}", *scripts, f"NotoSerif-{weight}", "LetterSymbols")


@lru_cache(maxsize=8192)
def face_for(char: str, bold: bool, italic: bool) -> Face | None:
    """The first face that has the character, None when no font has it."""
    code = ord(char)
    return next((face for name in _names(bold, italic) if code in (face := load(name)).coverage), None)


def main_face(bold: bool, italic: bool) -> Face:
    """The face that sets spaces and hyphens of a look."""
    return load(f"NotoSerif-{_STYLES[bold, italic]}")


def runs(text: str, bold: bool, italic: bool) -> list[tuple[Face, str]]:
    """The text cut where the face changes. A mark stays with its base where that face has it."""
    pieces: list[tuple[Face, str]] = []
    current: Face | None = None
    for char in text:
        if current is not None and (
            char in INVISIBLE or (category(char)[0] == "M" and ord(char) in current.coverage)
        ):
            face = current
        else:
            face = face_for(char, bold, italic) or main_face(bold, italic)
        if pieces and face is current:
            pieces[-1] = (face, pieces[-1][1] + char)
        else:
            pieces.append((face, char))
        current = face
    return pieces


def missing(text: str) -> tuple[str, ...]:
    """The characters of a cleaned text that no font has, each once, in order of appearance."""
    return tuple(
        char
        for char in dict.fromkeys(text)
        if char not in INVISIBLE and char != "\n" and face_for(char, False, False) is None
    )
