"""The look of letters and dossiers: colours, measures and text styles, per language. All lengths are
points."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from caseapp.letters.document import Document, PageSize
from caseapp.letters.pdf.clean import language

MM = 72 / 25.4

Colour = tuple[float, float, float]
INK: Colour = (0.10, 0.12, 0.16)
DEEP_BLUE: Colour = (0.10, 0.23, 0.40)
GREY: Colour = (0.36, 0.39, 0.44)
HAIR: Colour = (0.72, 0.75, 0.80)
PALE: Colour = (0.955, 0.963, 0.975)
LINK: Colour = (0.05, 0.25, 0.55)
ALARM: Colour = (0.70, 0.09, 0.11)
ALARM_PALE: Colour = (0.99, 0.90, 0.90)
WATERMARK: Colour = (0.905, 0.915, 0.93)

Alignment = Literal["justify", "start", "end", "center"]

_SIZES: dict[PageSize, tuple[float, float]] = {"a4": (210 * MM, 297 * MM), "letter": (612.0, 792.0)}


@dataclass(frozen=True, slots=True)
class Style:
    """How a paragraph is set. `rtl` is the base direction and decides what start and end mean."""

    size: float
    leading: float
    lang: str
    rtl: bool = False
    bold: bool = False
    italic: bool = False
    colour: Colour = INK
    align: Alignment = "start"
    hyphenate: bool = False
    balance: bool = False  # lines much of a length

    def but(self, **changes: object) -> Style:
        """The same style with some changes."""
        return replace(self, **changes)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Geometry:
    """The page and its margins; y runs up from the lower edge, as in the file."""

    width: float
    height: float
    left: float = 25 * MM
    right: float = 20 * MM
    top: float = 25.5 * MM
    bottom: float = 22 * MM
    first_top: float = 97 * MM

    @property
    def measure(self) -> float:
        """The width of the text."""
        return self.width - self.left - self.right


def geometry(document: Document) -> Geometry:
    """The page of a document."""
    width, height = _SIZES[document.page_size]
    return Geometry(width, height)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The styles of one document."""

    body: Style
    small: Style
    tiny: Style
    subject: Style
    heads: tuple[Style, Style, Style, Style]
    table: Style
    table_head: Style
    label: Style
    space: float  # between paragraphs


def sheet(document: Document) -> Sheet:
    """The styles for a document's language: Arabic and Hebrew are set larger and with more room between
    lines."""
    lang = language(document.lang, "und")
    code = lang.split("-", 1)[0].lower()
    size, leading, small, small_leading = 10.3, 14.4, 8.2, 10.9
    if code == "he" or code == "yi":
        size, leading, small, small_leading = 11.0, 16.0, 9.2, 13.0
    elif document.rtl:
        size, leading, small, small_leading = 12.0, 18.5, 9.6, 14.2
    base = Style(size, leading, lang, rtl=document.rtl)
    head = base.but(bold=True, colour=DEEP_BLUE, balance=True)
    return Sheet(
        body=base.but(align="justify", hyphenate=not document.rtl),
        small=base.but(size=small + 0.4, leading=small_leading + 0.4),
        tiny=base.but(size=small * 0.87, leading=small_leading * 0.85, colour=GREY),
        subject=base.but(size=size + 1.5, leading=leading + 2.2, bold=True, balance=True),
        heads=(
            head.but(size=size + 0.9, leading=leading + 0.6),
            head.but(size=size, leading=leading),
            head.but(size=size - 0.6, leading=leading - 0.6, italic=not document.rtl),
            head.but(size=size - 0.6, leading=leading - 0.6, colour=INK),
        ),
        table=base.but(size=small, leading=small_leading),
        table_head=base.but(size=small, leading=small_leading, bold=True, colour=DEEP_BLUE),
        label=base.but(size=small * 0.92, leading=small_leading, colour=GREY),
        space=leading * 0.44,
    )
