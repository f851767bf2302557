"""Drawing: page contents with marked content, and the tally of fonts and links that a document uses.

A `Press` holds what the whole document shares; a `Sheet` is one page. Every operator that paints stands
inside marked content: an element of the structure tree or an artifact.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import NamedTuple

from caseapp.letters.pdf.fonts import Face, main_face
from caseapp.letters.pdf.shape import Run, number
from caseapp.letters.pdf.style import Colour
from caseapp.letters.pdf.tags import Annotation, Content, Element

PAGINATION = "/Artifact <</Type /Pagination>> BDC"
HEADER = "/Artifact <</Type /Pagination /Subtype /Header>> BDC"
FOOTER = "/Artifact <</Type /Pagination /Subtype /Footer>> BDC"
WATERMARK = "/Artifact <</Type /Pagination /Subtype /Watermark>> BDC"
LAYOUT = "/Artifact <</Type /Layout>> BDC"


class Picture(NamedTuple):
    """An opaque RGB picture: pixels across and down, and its bytes."""

    across: int
    down: int
    pixels: bytes


@dataclass(eq=False, slots=True)
class FontUse:
    """The glyphs of one face that a document uses, each with the characters it stands for."""

    name: str
    meanings: dict[int, str] = field(default_factory=dict)

    def claim(self, glyph: int, meaning: str, only: str | None) -> bool:
        """True when the glyph can stand for these characters throughout the document."""
        known = self.meanings.setdefault(glyph, only or meaning)
        return known == meaning


@dataclass(frozen=True, slots=True)
class Link:
    """A link annotation: page from 0, rectangle in points from the lower left, target, wording, element."""

    page: int
    rect: tuple[float, float, float, float]
    target: str
    wording: str
    element: Element


@dataclass(eq=False)
class Press:
    """What all pages of a document share."""

    root: Element = field(default_factory=lambda: Element("Document"))
    fonts: dict[Face, FontUse] = field(default_factory=dict)
    sheets: list[Sheet] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    images: list[Picture] = field(default_factory=list)

    def sheet(self) -> Sheet:
        """A new empty page."""
        made = Sheet(self, len(self.sheets))
        self.sheets.append(made)
        return made

    def font(self, face: Face) -> FontUse:
        """The tally of a face."""
        use = self.fonts.get(face)
        if use is None:
            use = self.fonts[face] = FontUse(f"F{len(self.fonts) + 1}")
        return use


class Sheet:
    """The content of one page."""

    def __init__(self, press: Press, index: int) -> None:
        self.press = press
        self.index = index
        self.ops: list[str] = []
        self.marks: list[Element] = []
        self.images: set[int] = set()

    def begin(self, element: Element | str) -> None:
        """Opens marked content: of an element, or one of the artifact operators above."""
        if isinstance(element, str):
            self.ops.append(element)
            return
        mcid = len(self.marks)
        self.marks.append(element)
        element.kids.append(Content(self.index, mcid))
        self.ops.append(f"/{element.tag} <</MCID {mcid}>> BDC")

    def end(self) -> None:
        """Closes marked content."""
        self.ops.append("EMC")

    @contextmanager
    def marked(self, element: Element | str) -> Iterator[None]:
        """Marked content around what is drawn inside."""
        self.begin(element)
        yield
        self.end()

    def rule(self, x1: float, y1: float, x2: float, y2: float, width: float, colour: Colour) -> None:
        """A straight line; the caller opens the marked content."""
        self.ops.append(
            f"{_rgb(colour)} RG {number(width)} w {number(x1)} {number(y1)} m {number(x2)} {number(y2)} l S"
        )

    def box(self, x: float, y: float, width: float, height: float, colour: Colour) -> None:
        """A filled rectangle; the caller opens the marked content."""
        self.ops.append(f"{_rgb(colour)} rg {number(x)} {number(y)} {number(width)} {number(height)} re f")

    def link(
        self, rect: tuple[float, float, float, float], target: str, wording: str, element: Element
    ) -> None:
        """A link over a rectangle, belonging to an element."""
        links = self.press.links
        element.kids.append(Annotation(self.index, len(links)))
        links.append(Link(self.index, rect, target, wording, element))


class Pen:
    """Sets runs on one baseline after another inside BT … ET; keeps font, colour and TJ array open as long as
    it can."""

    def __init__(self, sheet: Sheet, size: float, *, grow: bool = False) -> None:
        self.sheet = sheet
        self.size = size
        self.grow = grow
        self.face: Face | None = None
        self.colour: Colour | None = None
        self.array: list[str] = []
        self.told: tuple[int, str] | None = None  # the ActualText written last: where, and what

    def flush(self) -> None:
        """Writes the open TJ array."""
        if self.array:
            self.sheet.ops.append(f"[{' '.join(self.array)}] TJ")
            self.array.clear()

    def move(self, x: float, y: float) -> None:
        """Starts a line."""
        self.flush()
        self.sheet.ops.append(f"1 0 0 1 {number(x)} {number(y)} Tm")

    def use(self, face: Face, colour: Colour) -> FontUse:
        """Switches to a face and a colour where needed."""
        use = self.sheet.press.font(face)
        if face is not self.face:
            self.flush()
            self.sheet.ops.append(f"/{use.name} {number(self._size(face))} Tf")
            self.face = face
        if colour != self.colour:
            self.flush()
            self.sheet.ops.append(f"{_rgb(colour)} rg")
            self.colour = colour
        return use

    def _size(self, face: Face) -> float:
        return self.size * face.grow if self.grow else self.size

    def space(self, bold: bool, italic: bool, colour: Colour, width: float) -> None:
        """A space of a width in points."""
        face = main_face(bold, italic)
        reopened = self._reopen(face, colour)
        use = self.use(face, colour)
        use.meanings[face.space] = " "
        self.array.append(f"<{face.space:04X}>")
        extra = width * 1000 / self.size - face.advance(face.space)
        if abs(extra) >= 0.005:
            self.array.append(number(-extra))
        if reopened:
            self.flush()
            self.sheet.ops.append("EMC")

    def _reopen(self, face: Face, colour: Colour) -> bool:
        """Takes the space behind a word with ActualText into it: some readers drop a space that stands
        alone."""
        if self.told is None or self.array or face is not self.face or colour != self.colour:
            return False
        index, text = self.told
        self.told = None
        if self.sheet.ops[-1] != "EMC":
            return False
        self.sheet.ops.pop()
        self.sheet.ops[index] = _actual(f"{text} ")
        return True

    def hyphen(self, bold: bool, italic: bool, colour: Colour) -> None:
        """A hyphen that a reader takes back when it joins the word again."""
        face = main_face(bold, italic)
        use = self.use(face, colour)
        use.meanings.setdefault(face.hyphen, face.only.get(face.hyphen, "\u2010"))
        self.flush()
        self.sheet.ops.append(f"/Span <</ActualText <FEFF00AD>>> BDC <{face.hyphen:04X}> Tj EMC")

    def run(self, run: Run, colour: Colour) -> None:
        """A shaped run."""
        use = self.use(run.face, colour)
        use.meanings.update(run.plain)
        agreed = True
        for glyph, meaning in run.odd:
            agreed = use.claim(glyph, meaning, run.face.only.get(glyph)) and agreed
        if agreed and not run.marked and run.array is not None:
            self.array.append(run.array)
            return
        wrapped = run.marked or (not agreed and not run.rtl)
        start = 0
        if wrapped:
            self.flush()
            start = len(self.sheet.ops)
            self.sheet.ops.append(_actual(run.text))
        if run.array is not None and (wrapped or agreed):
            self.array.append(run.array)
        else:
            self._glyphs(run, use, wrapped)
        if wrapped:
            self.flush()
            self.sheet.ops.append("EMC")
            self.told = (start, run.text)

    def _glyphs(self, run: Run, use: FontUse, wrapped: bool) -> None:
        """Glyph by glyph: raised and lowered marks, and glyphs that mean something else here than
        elsewhere."""
        rise = 0.0
        for glyph in run.glyphs:
            if glyph.dy != rise:
                self.flush()
                self.sheet.ops.append(f"{number(glyph.dy * self._size(run.face) / 1000)} Ts")
                rise = glyph.dy
            if abs(glyph.dx) >= 0.005:
                self.array.append(number(-glyph.dx))
            meaning = glyph.text
            if wrapped or use.meanings[glyph.number] == (meaning or "\u200b"):
                self.array.append(f"<{glyph.number:04X}>")
            else:
                self.flush()
                self.sheet.ops.append(f"{_actual(meaning)} <{glyph.number:04X}> Tj EMC")
            rest = glyph.advance - run.face.advance(glyph.number) - glyph.dx
            if abs(rest) >= 0.005:
                self.array.append(number(-rest))
        self.flush()
        if rise:
            self.sheet.ops.append("0 Ts")


def _actual(text: str) -> str:
    return f"/Span <</ActualText <{_utf16(text)}>>> BDC"


def _rgb(colour: Colour) -> str:
    return " ".join(number(part) for part in colour)


def _utf16(text: str) -> str:
    return "FEFF" + text.encode("utf-16-be").hex().upper()
