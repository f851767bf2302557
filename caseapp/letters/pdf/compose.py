"""From blocks to pieces: every kind of block knows here how it is set."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from caseapp.letters import document as doc
from caseapp.letters.pdf import closing, cover, tables
from caseapp.letters.pdf.boxes import TextBox
from caseapp.letters.pdf.flow import Owner, Piece, Placed
from caseapp.letters.pdf.ink import LAYOUT, Press, Sheet
from caseapp.letters.pdf.para import Para
from caseapp.letters.pdf.style import GREY, HAIR, MM, Geometry, Style, geometry, sheet
from caseapp.letters.pdf.tags import Element

_HANG = 7 * MM
HEAD_ROOM = 0.85  # lines of text above a heading


@dataclass(eq=False, slots=True)
class Entry:
    """A heading as the bookmarks and the table of contents see it."""

    text: str
    level: int
    element: Element
    piece: Piece
    page: int = 0
    top: float = 0.0


class Composer:
    """Sets the blocks of one document, top to bottom. Lengths in points."""

    def __init__(self, document: doc.Document, press: Press) -> None:
        self.document = document
        self.press = press
        self.styles = sheet(document)
        self.page: Geometry = geometry(document)
        self.pieces: list[Piece] = []
        self.entries: list[Entry] = []
        self.anchors = _anchors(document)
        self._gap = 0.0
        self._keep = 0
        self._new_page = False
        self._indent = 0.0
        self._later: list[Callable[[], None]] = []
        self._facts: Element | None = None
        self._depth = 1 if any(isinstance(b, doc.Subject | doc.Cover) for b in document.blocks) else 0
        self._last_level = 0
        self._makers: dict[type[doc.Block], Callable[..., None]] = {
            doc.Subject: self._subject,
            doc.Salutation: self._salutation,
            doc.Paragraph: self._paragraph,
            doc.Heading: self._heading,
            doc.NumberedFact: self._numbered,
            doc.BulletList: self._bullets,
            doc.Table: self._table,
            doc.KeyValues: self._key_values,
            doc.Signature: self._signature,
            doc.AnnexList: self._annexes,
            doc.CheckCode: self._check_code,
            doc.Cover: self._cover,
            doc.Contents: self._contents,
            doc.PageBreak: self._page_break,
            doc.Note: self._note,
            doc.Display: self._display,
        }

    def add(self, block: doc.Block) -> None:
        """Sets one block behind the others. The address window and the info block stand elsewhere
        (first_page)."""
        maker = self._makers.get(type(block))
        if maker is None:
            return
        if not isinstance(block, doc.NumberedFact):
            self._facts = None
        maker(block)

    # -- pieces
    # ------------------------------------------------------------------------------------------------------

    def push(
        self,
        owner: Owner,
        heights: Sequence[float],
        *,
        before: float = 0.0,
        after: float = 0.0,
        keep: bool = False,
        whole: bool = False,
        anchor: str | None = None,
        x: float | None = None,
        width: float | None = None,
    ) -> list[Piece]:
        """Adds an owner's pieces: no single line of it is left alone, `whole` is never parted, `keep` ties it
        upwards."""
        made: list[Piece] = []
        count = len(heights)
        for index, height in enumerate(heights):
            first = index == 0
            tied = keep if first else whole or index == 1 or index == count - 1
            made.append(
                Piece(
                    owner,
                    index,
                    height,
                    before=max(before, self._gap) if first else 0.0,
                    keep=(tied or self._keep > 0) and not (first and self._new_page),
                    new_page=first and self._new_page,
                    anchor=anchor,
                    x=self.page.left if x is None else x,
                    width=self.page.measure if width is None else width,
                )
            )
            self._keep -= 1
            if first:
                self._new_page = False
        if made:
            self._gap = after
        self.pieces += made
        return made

    def text(
        self,
        text: doc.Text,
        style: Style,
        element: Element,
        *,
        before: float = 0.0,
        after: float = 0.0,
        keep: bool = False,
        whole: bool = False,
        anchor: str | None = None,
        indent: float = 0.0,
        room: float = 0.0,
        label: tuple[Para, float, float, Element] | None = None,
    ) -> list[Piece]:
        """A paragraph as pieces; `indent` is on the starting side, `room` is kept free on the other."""
        x = self.page.left + (room if self.document.rtl else indent)
        box = TextBox(Para(self.resolved(text), style), x, self.page.measure - indent - room, element, label)
        return self.push(
            box,
            box.heights,
            before=before,
            after=after,
            keep=keep,
            whole=whole,
            anchor=anchor,
            x=self.page.left,
        )

    def resolved(self, text: doc.Text) -> doc.Text:
        """The text without links to places that do not exist."""
        if isinstance(text, str):
            return text
        return tuple(
            replace(span, link=None)
            if span.link and span.link.startswith("#") and span.link[1:] not in self.anchors
            else span
            for span in text
        )

    # -- blocks
    # ------------------------------------------------------------------------------------------------------

    def title(self, text: doc.Text, style: Style, anchor: str | None, *, before: float, after: float) -> None:
        """The title of a document, its only first-level heading."""
        element = self.press.root.add("H1")
        style = style.but(align="start")
        pieces = self.text(text, style, element, before=before, after=after, whole=True, anchor=anchor)
        if pieces:
            self.entries.append(Entry(_line(text), 0, element, pieces[0]))

    def _subject(self, block: doc.Subject) -> None:
        self.title(block.text, self.styles.subject, block.anchor, before=0.0, after=self.styles.space + 3)

    def _salutation(self, block: doc.Salutation) -> None:
        style = self.styles.body.but(align="start")
        self.text(block.text, style, self.press.root.add("P"), after=self.styles.space, anchor=block.anchor)

    def _paragraph(self, block: doc.Paragraph) -> None:
        self.text(
            block.text,
            self.styles.body,
            self.press.root.add("P"),
            after=self.styles.space,
            anchor=block.anchor,
        )
        if block.keep_with_next:
            self._keep = 2

    def _heading(self, block: doc.Heading) -> None:
        self.heading(block.text, block.level, block.anchor)

    def heading(self, text: doc.Text, level: int, anchor: str | None = None) -> None:
        """A heading that holds on to the two lines after it. A level is never skipped, as PDF/UA asks."""
        level = max(1, min(level, self._last_level + 1, len(self.styles.heads)))
        self._last_level = level
        style = self.styles.heads[level - 1]
        element = self.press.root.add(f"H{level + self._depth}")
        before = self.styles.body.leading * (HEAD_ROOM if level == 1 else 0.7)
        pieces = self.text(text, style, element, before=before, after=2.5, whole=True, anchor=anchor)
        if pieces:
            self.entries.append(Entry(_line(text), level, element, pieces[0]))
            self._keep = 2

    def _numbered(self, block: doc.NumberedFact) -> None:
        if self._facts is None:
            self._facts = self.press.root.add("L", numbering="Decimal")
        style = self.styles.body
        body = self.item(
            self._facts, f"{block.number}.", block.text, style, _HANG, block.anchor, block.source
        )
        if block.source:
            small = self.styles.small.but(colour=GREY, size=self.styles.small.size - 0.2)
            self._gap = 0.0
            self.text(
                block.source,
                small,
                body.add("P"),
                after=3.6,
                keep=True,
                anchor=block.anchor,
                indent=self._indent,
            )

    def item(
        self,
        parent: Element,
        label: str,
        text: doc.Text,
        style: Style,
        hang: float,
        anchor: str | None,
        follows: doc.Text = "",
        room: float = 0.0,
    ) -> Element:
        """A list item with its label in front; the element of its body."""
        item = parent.add("LI")
        mark = item.add("Lbl")
        body = item.add("LBody")
        label_style = style.but(align="start", hyphenate=False)
        label_para = Para(f"\u200f{label}" if self.document.rtl else label, label_style)
        indent = self._indent = max(hang, label_para.natural + 5)
        x = self.page.left if not self.document.rtl else self.page.left + self.page.measure - indent
        self.text(
            text,
            style,
            body.add("P") if follows else body,
            after=0.0 if follows else 3.6,
            anchor=anchor,
            indent=indent,
            room=room,
            label=(label_para, x, indent, mark),
        )
        return body

    def _bullets(self, block: doc.BulletList) -> None:
        parent = self.press.root.add("L", numbering="Disc")
        for item in block.items:
            text = item.text if isinstance(item, doc.Item) else item
            anchor = (item.anchor if isinstance(item, doc.Item) else None) or block.anchor
            self.item(parent, "•", text, self.styles.body, 5 * MM, anchor)
        self._gap = self.styles.space

    def _table(self, block: doc.Table) -> None:
        tables.add_table(self, block)

    def _key_values(self, block: doc.KeyValues) -> None:
        tables.add_key_values(self, block)

    def caption(self, text: doc.Text, parent: Element) -> None:
        """A table caption, tied to the table."""
        if not text:
            return
        style = self.styles.table.but(italic=not self.document.rtl, colour=GREY)
        self.text(text, style, parent.add("Caption"), before=4, after=3, whole=True)
        self._keep = 2

    def _signature(self, block: doc.Signature) -> None:
        closing.add_signature(self, block)

    def _annexes(self, block: doc.AnnexList) -> None:
        before = self._neighbour(block, -1)
        closing.add_annexes(self, block, before if isinstance(before, doc.CheckCode) else None)

    def _check_code(self, block: doc.CheckCode) -> None:
        if not isinstance(self._neighbour(block, 1), doc.AnnexList):  # which else has it at its side
            closing.add_check_code(self, block)

    def _neighbour(self, block: doc.Block, step: int) -> doc.Block | None:
        """The block before (-1) or after (1) another."""
        blocks = self.document.blocks
        at = next(index for index, each in enumerate(blocks) if each is block) + step
        return blocks[at] if 0 <= at < len(blocks) else None

    def _cover(self, block: doc.Cover) -> None:
        cover.add_cover(self, block)

    def _contents(self, block: doc.Contents) -> None:
        cover.add_contents(self, block)

    def _page_break(self, _block: doc.PageBreak) -> None:
        self.break_page()

    def break_page(self) -> None:
        """What follows begins on a new page."""
        self._new_page = bool(self.pieces)
        self._gap = 0.0
        self._keep = 0

    def keep_next(self, pieces: int) -> None:
        """Ties so many following pieces to what was set last."""
        self._keep = max(self._keep, pieces)

    def free_next(self) -> None:
        """Lets a page end behind what was set last."""
        self._keep = 0

    def later(self, fill: Callable[[], None]) -> None:
        """Something to be done when all blocks are set."""
        self._later.append(fill)

    def finish(self) -> None:
        """Does what had to wait for all blocks."""
        self._keep = 0
        self._new_page = False
        for fill in self._later:
            fill()

    def gap(self, after: float) -> None:
        """Sets the space behind what was set last."""
        self._gap = after

    def _display(self, block: doc.Display) -> None:
        style = self.styles.subject.but(align="start", size=17.0, leading=26.0, balance=False)
        for number, line in enumerate(block.lines):
            self.text(
                (doc.value(line),),
                style,
                self.press.root.add("P"),
                before=self.styles.space if number == 0 else 0.0,
                keep=number > 0,
                whole=True,
                anchor=block.anchor,
            )
        self._gap = self.styles.space * 2

    def _note(self, block: doc.Note) -> None:
        element = self.press.root.add("P")
        text = (
            doc.rich(doc.Span(f"{block.label} ", bold=True), *_parts(block.text))
            if block.label
            else block.text
        )
        style = self.styles.small
        indent = 4 * MM
        x = self.page.left + (0.0 if self.document.rtl else indent)
        box = _NoteBox(Para(self.resolved(text), style), x, self.page.measure - indent, element)
        box.bar = self.page.left if not self.document.rtl else self.page.left + self.page.measure
        self.push(box, box.heights, before=self.styles.space, after=self.styles.space, anchor=block.anchor)


class _NoteBox(TextBox):
    """A paragraph with a rule at its side."""

    bar = 0.0

    def draw(self, sheet: Sheet, placed: Sequence[Placed]) -> None:
        low = placed[-1].top - self.para.style.leading
        with sheet.marked(LAYOUT):
            sheet.rule(self.bar, placed[0].top, self.bar, low, 1.4, HAIR)
        super().draw(sheet, placed)


def _parts(text: doc.Text) -> tuple[str | doc.Span, ...]:
    return (text,) if isinstance(text, str) else text


def _line(text: doc.Text) -> str:
    return " ".join(doc.plain(text).split())


def _anchors(document: doc.Document) -> frozenset[str]:
    found: set[str] = set()
    for block in document.blocks:
        found.add(block.anchor or "")
        for rows in (getattr(block, "rows", ()), getattr(block, "items", ())):
            found.update(getattr(row, "anchor", None) or "" for row in rows)
    return frozenset(found - {""})
