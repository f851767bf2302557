"""A letter or dossier as plain data: what it says, in story order, without a word on how it is drawn.

Letter kinds build a `Document` out of blocks, the check before issue reads it, `caseapp.letters.pdf` prints
it. Nothing here touches a file, the clock, Qt or the PDF libraries, so importing this room costs next to
nothing.

Texts are `Text`: a `str`, or a tuple of `Span` when parts of it are bold, linked, in another language or
values from the records. Quotation marks and dashes are the caller's; line breaks, hyphens and non-breaking
spaces are the printer's.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import UTC, datetime
from typing import Literal

RTL_LANGUAGES = frozenset({"ar", "ckb", "fa", "he", "ps", "sd", "ug", "ur", "yi"})

Align = Literal["start", "end", "center"]
PageSize = Literal["a4", "letter"]

_UNPRINTED = frozenset({"anchor", "align", "image", "image_alt", "payload", "alt"})


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text with one look.

    `link` is a target such as `mailto:desk@example.org`, `https://…` or `#anchor` (another block of this
    document). `lang` is the BCP 47 tag of this run when it differs from the document's. `isolate` keeps the
    writing direction of a value (a name, a number, an address) apart from the sentence around it; use it for
    every value that comes from the records. `missing` marks a field without a value: printed as a visible red
    chip, and such a document must not be issued.
    """

    text: str
    bold: bool = False
    italic: bool = False
    link: str | None = None
    lang: str | None = None
    isolate: bool = False
    missing: bool = False


Rich = tuple[Span, ...]
Text = str | Rich


def rich(*parts: str | Span | Rich) -> Rich:
    """Spans from strings, spans and rich texts in a row; strings become plain spans, empty ones vanish."""
    spans: list[Span] = []
    for part in parts:
        if isinstance(part, str):
            spans.append(Span(part))
        elif isinstance(part, Span):
            spans.append(part)
        else:
            spans.extend(part)
    return tuple(span for span in spans if span.text)


def value(text: str, *, lang: str | None = None, bold: bool = False) -> Span:
    """A value from the records as a span whose writing direction cannot disturb the sentence around it."""
    return Span(text, bold=bold, lang=lang, isolate=True)


def plain(text: Text) -> str:
    """The bare characters of a text."""
    return text if isinstance(text, str) else "".join(span.text for span in text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A piece of a document. `anchor` names the record or field it came from, so that a preview can find
    its place."""

    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class Recipient(Block):
    """The address window of the first page (DIN 5008 form B): at most six lines print well."""

    lines: tuple[Text, ...]
    return_line: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and its value: a row of the info block, the identity sheet or a cover."""

    label: str
    value: Text
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class InfoBlock(Block):
    """Reference, date and contact beside the address window."""

    rows: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Subject(Block):
    """The subject line of a letter: its only first-level heading."""

    text: Text


@dataclass(frozen=True, slots=True)
class Salutation(Block):
    """The form of address, on a line of its own."""

    text: Text


@dataclass(frozen=True, slots=True)
class Paragraph(Block):
    """A paragraph of running text, justified where the language allows it."""

    text: Text
    keep_with_next: bool = False


@dataclass(frozen=True, slots=True)
class Heading(Block):
    """A heading below subject or cover title: level 1 is a section, level 2 a part of it, up to level 4."""

    text: Text
    level: int = 1


@dataclass(frozen=True, slots=True)
class NumberedFact(Block):
    """A fact with its number and, in small print behind it, the source that carries it."""

    number: int
    text: Text
    source: Text = ""


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list, when it needs its own anchor."""

    text: Text
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class BulletList(Block):
    """Items behind bullets."""

    items: tuple[Text | Item, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A table column: its head, its share of the width, and whether its cells head their rows.

    `figures` sets the cells in figures of equal width, for dates and amounts.
    """

    head: Text
    width: float = 1.0
    align: Align = "start"
    row_header: bool = False
    figures: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A table row with one text per column; `anchor` names the record it shows.

    `heading` prints the first cell across the whole table, as the head of the rows below it.
    """

    cells: tuple[Text, ...]
    anchor: str | None = None
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Table(Block):
    """A table that may run over pages; its head is repeated on each."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    caption: Text = ""


@dataclass(frozen=True, slots=True)
class KeyValues(Block):
    """Labels and values in two columns, such as an identity sheet."""

    rows: tuple[Fact, ...]
    caption: Text = ""


@dataclass(frozen=True, slots=True)
class Signature(Block):
    """Closing formula, room for the hand-written signature, and who signs; never torn from the text before.

    `image` is a PNG or JPEG of the signature; without it the room stays free for a pen.
    """

    closing: Text
    name: str
    title: str = ""
    org: str = ""
    image: bytes | None = None
    image_alt: str = ""


@dataclass(frozen=True, slots=True)
class Annex:
    """An enclosed document: its label ("A-1"), what it is, and its number of pages."""

    label: str
    text: Text
    pages: int | None = None
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class AnnexList(Block):
    """The list of enclosures under its own heading."""

    heading: str
    items: tuple[Annex, ...]


@dataclass(frozen=True, slots=True)
class CheckCode(Block):
    """How the recipient checks the letter: a label, the code, a line under it, and the same as a QR code.

    `payload` goes into the QR code; it must hold no personal data. `alt` describes the QR code to screen
    readers.
    """

    label: str
    code: str
    line: Text = ""
    payload: str = ""
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Cover(Block):
    """The cover of a dossier: title (its only first-level heading), subtitle, facts, a note at the foot."""

    title: Text
    subtitle: Text = ""
    rows: tuple[Fact, ...] = ()
    note: Text = ""


@dataclass(frozen=True, slots=True)
class Contents(Block):
    """A table of contents with page numbers, made from the headings up to `depth`."""

    heading: str
    depth: int = 2


@dataclass(frozen=True, slots=True)
class PageBreak(Block):
    """What follows begins on a new page."""


@dataclass(frozen=True, slots=True)
class Note(Block):
    """A remark set apart from the text by a rule at its side."""

    text: Text
    label: str = ""


@dataclass(frozen=True, slots=True)
class Display(Block):
    """Lines set large and kept together: a code that is read off the paper and typed."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The organisation's name and one line under it, at the head of the first page."""

    name: str
    tagline: str = ""


@dataclass(frozen=True, slots=True)
class Footer:
    """The foot of every page: registration and bank line at the start, page number at the end.

    `page_of` is the page number's wording with `{page}` and `{pages}`; empty takes the document's language.
    """

    text: str = ""
    page_of: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A letter or dossier ready to print.

    `lang` is the BCP 47 tag of the main language and decides the writing direction. `created` is the issuing
    time: the only date in the file's own data, so the same document always gives the same bytes. `author_org`
    is the only author named in the file. `reference` stands in the head of continuation pages. `marking`
    ("Confidential") is printed in the head of every page. `draft` prints the language's word for draft across
    each page.
    """

    lang: str
    title: str
    author_org: str
    blocks: tuple[Block, ...]
    letterhead: Letterhead
    created: datetime
    footer: Footer = field(default_factory=Footer)
    reference: str = ""
    marking: str = ""
    draft: bool = False
    fold_marks: bool = True
    page_size: PageSize = "a4"

    def __post_init__(self) -> None:
        if self.created.tzinfo is None:
            raise ValueError("created needs a time zone")
        if not self.title.strip():
            raise ValueError("a document needs a title")

    @property
    def created_utc(self) -> datetime:
        """The issuing time in UTC, to the second."""
        return self.created.astimezone(UTC).replace(microsecond=0)

    @property
    def rtl(self) -> bool:
        """True when the main language is written from right to left."""
        return is_rtl(self.lang)

    @property
    def incomplete(self) -> bool:
        """True while some field without a value is shown as a chip."""
        return any(span.missing for text in texts(self) for span in (() if isinstance(text, str) else text))


@dataclass(frozen=True, slots=True)
class Place:
    """Where something was printed: page from 1, a rectangle in points from the page's upper left corner."""

    page: int
    x: float
    y: float
    w: float
    h: float


@dataclass(frozen=True, slots=True)
class Rendered:
    """A printed document: the PDF file, its number of pages, and the places of every anchor in page order."""

    data: bytes
    pages: int
    places: dict[str, tuple[Place, ...]]


def is_rtl(lang: str) -> bool:
    """True when the language of a BCP 47 tag is written from right to left."""
    return lang.replace("_", "-").split("-", 1)[0].lower() in RTL_LANGUAGES


def texts(document: Document) -> Iterator[Text]:
    """Every text of a document that would be printed, in story order: for checks, search and statistics."""
    head = document.letterhead
    yield from (head.name, head.tagline, document.reference, document.marking)
    for block in document.blocks:
        yield from block_texts(block)
    yield from (document.footer.text, document.footer.page_of)


def block_texts(part: object) -> Iterator[Text]:
    """Every text of one block (or row, fact, item of it), in story order: the order of its fields."""
    if isinstance(part, str) or (
        isinstance(part, tuple) and part and all(isinstance(span, Span) for span in part)
    ):
        yield part
    elif isinstance(part, tuple):
        for member in part:
            yield from block_texts(member)
    elif is_dataclass(part):
        for spec in fields(part):
            if spec.name not in _UNPRINTED:
                yield from block_texts(getattr(part, spec.name))
