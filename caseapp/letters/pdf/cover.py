"""The first pages of a dossier: cover, and table of contents with page numbers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from caseapp.letters import document as doc
from caseapp.letters.pdf import tables
from caseapp.letters.pdf.boxes import DrawnBox, single
from caseapp.letters.pdf.flow import Placed
from caseapp.letters.pdf.ink import LAYOUT, Sheet
from caseapp.letters.pdf.para import Para
from caseapp.letters.pdf.setting import Set, baseline, draw
from caseapp.letters.pdf.style import DEEP_BLUE, GREY, MM
from caseapp.letters.pdf.tags import Element

if TYPE_CHECKING:
    from caseapp.letters.pdf.compose import Composer, Entry

_NUMBER_ROOM = 14 * MM


def add_cover(composer: Composer, block: doc.Cover) -> None:
    """The cover: organisation, title, subtitle, facts, note; what follows begins a new page."""
    styles, document = composer.styles, composer.document
    root = composer.press.root
    left, measure = composer.page.left, composer.page.measure
    name = styles.body.but(
        align="start", hyphenate=False, bold=True, size=15.0, leading=20.0, colour=DEEP_BLUE
    )
    line = styles.small.but(italic=not document.rtl, colour=GREY)
    composer.text(document.letterhead.name, name, root.add("P"), whole=True)
    if document.letterhead.tagline:
        composer.text(document.letterhead.tagline, line, root.add("P"), whole=True, keep=True)
    composer.push(DrawnBox(_rule(left, measure, 1.1)), [6.0], keep=True)
    composer.push(DrawnBox(lambda _sheet, _top: None), [52 * MM], keep=True)
    big = styles.subject.but(
        size=styles.subject.size * 2.0, leading=styles.subject.leading * 1.85, colour=DEEP_BLUE
    )
    composer.title(block.title, big, block.anchor, before=0.0, after=6.0)
    if block.subtitle:
        subtitle = styles.body.but(
            align="start", hyphenate=False, size=styles.body.size + 3, leading=styles.body.leading + 4
        )
        composer.text(block.subtitle, subtitle, root.add("P"), whole=True, keep=True, after=16 * MM)
    if block.rows:
        tables.add_key_values(composer, doc.KeyValues(block.rows))
    if block.note:
        composer.add(doc.Note(block.note))
    composer.break_page()


def _rule(left: float, measure: float, width: float) -> Callable[[Sheet, float], None]:
    def paint(sheet: Sheet, top: float) -> None:
        with sheet.marked(LAYOUT):
            sheet.rule(left, top - 4, left + measure, top - 4, width, DEEP_BLUE)

    return paint


def add_contents(composer: Composer, block: doc.Contents) -> None:
    """Room for the table of contents; `_fill` puts the entries in when all headings are known."""
    composer.heading(block.heading, 1, block.anchor)
    element = composer.press.root.add("TOC")
    at = len(composer.pieces)
    composer.free_next()
    composer.later(lambda: _fill(composer, block, element, at))
    composer.gap(composer.styles.space)


def _fill(composer: Composer, block: doc.Contents, element: Element, at: int) -> None:
    following = composer.pieces[at:]
    own = composer.pieces[at - 1].owner if at else None
    del composer.pieces[at:]
    composer.keep_next(2)
    for entry in composer.entries:
        if 1 <= entry.level <= block.depth and entry.piece.owner is not own:
            link = element.add("TOCI").add("Reference").add("Link")
            box = ContentsLine(composer, entry, link)
            composer.push(box, box.heights, before=4.0 if entry.level == 1 else 1.0, whole=True)
    composer.pieces += following


class ContentsLine:
    """An entry of the table of contents: its heading, a row of dots, the page."""

    def __init__(self, composer: Composer, entry: Entry, element: Element) -> None:
        style = composer.styles.body.but(align="start", hyphenate=False, bold=entry.level == 1)
        if entry.level > 1:
            style = style.but(size=style.size - 0.6, leading=style.leading - 0.8)
        self.rtl = composer.document.rtl
        indent = (entry.level - 1) * 6 * MM
        self.entry = entry
        self.element = element
        self.style = style
        self.left = composer.page.left + (0.0 if self.rtl else indent)
        self.measure = composer.page.measure - indent
        self.para = Para(entry.text, style)
        self.lines = self.para.lines(self.measure - _NUMBER_ROOM)

    @property
    def heights(self) -> list[float]:
        """The depth of each line."""
        return [self.style.leading] * len(self.lines)

    def draw(self, sheet: Sheet, placed: Sequence[Placed]) -> None:
        """The entry with its page, all of it one link to the heading."""
        drop = baseline(self.para)
        x = self.left + (_NUMBER_ROOM if self.rtl else 0.0)
        width = self.measure - _NUMBER_ROOM
        sets = [Set(self.lines[place.index], x, place.top - drop, width) for place in placed]
        draw(sheet, self.para, sets, self.element)
        y = sets[-1].y
        number = Para(str(self.entry.page + 1), self.style.but(align="end", bold=False))
        self._dots(sheet, y, sets[-1].line.width, number.natural)
        draw(sheet, number, single(number, self.left, y, self.measure), self.element)
        high, low = placed[0].top, placed[-1].top - self.style.leading
        target = f"!{self.entry.page} {self.entry.top:.2f}"
        sheet.link((self.left, low, self.left + self.measure, high), target, self.entry.text, self.element)

    def _dots(self, sheet: Sheet, y: float, text: float, number: float) -> None:
        style = self.style.but(bold=False, colour=GREY)
        step = Para(".\u00a0.", style).natural - Para(".", style).natural
        end = max(_NUMBER_ROOM * 0.6, number + 7)
        count = int((self.measure - text - end - 7) / step)
        if count < 3:
            return
        dots = Para("\u00a0".join("." * count), style)
        span = dots.natural
        x = self.left + (end if self.rtl else self.measure - end - span)
        draw(sheet, dots, single(dots, x, y, span), LAYOUT)
