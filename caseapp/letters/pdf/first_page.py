"""The first page of a letter: letterhead, address window and information block, all of them content.

Places follow DIN 5008 form B: address zone from 45 mm, information block at 125 mm.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from caseapp.letters import document as doc
from caseapp.letters.pdf.boxes import fitting
from caseapp.letters.pdf.compose import Composer
from caseapp.letters.pdf.ink import LAYOUT, Sheet
from caseapp.letters.pdf.para import Para
from caseapp.letters.pdf.setting import Set, draw
from caseapp.letters.pdf.style import DEEP_BLUE, GREY, INK, MM, Style
from caseapp.letters.pdf.tags import Element

_WINDOW_WIDTH = 85 * MM
_INFO_X = 100 * MM  # from the starting margin
_INFO_LABEL = 24 * MM
_FIRST_LINE = 59.5 * MM  # the first baseline of the address, from the upper edge
_ADDRESS_DEPTH = 29.5 * MM  # from there to its last baseline, inside the window
_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")


@dataclass(frozen=True, slots=True)
class Mark:
    """The place of an anchor on the first page: x, top, width, height in points from the lower left."""

    anchor: str
    x: float
    top: float
    width: float
    height: float


class FirstPage:
    """Letterhead, address window and information block. Made before the text, so that it is read first."""

    def __init__(self, composer: Composer) -> None:
        self.composer = composer
        self.page = composer.page
        self.rtl = composer.document.rtl
        self.paint: list[Callable[[Sheet], None]] = []
        self.marks: list[Mark] = []
        self.low = self.page.height - 34 * MM
        self._letterhead(composer.document.letterhead)
        recipient = next((b for b in composer.document.blocks if isinstance(b, doc.Recipient)), None)
        info = next((b for b in composer.document.blocks if isinstance(b, doc.InfoBlock)), None)
        if recipient is not None:
            self._recipient(recipient)
        if info is not None:
            self._info(info)
        if recipient is not None or info is not None:
            self.low = min(self.low - 7 * MM, self.page.height - self.page.first_top)
        else:
            self.low -= 4 * MM

    def draw(self, sheet: Sheet) -> None:
        """Draws it."""
        for paint in self.paint:
            paint(sheet)

    def _lines(self, text: doc.Text, style: Style, down: float, x: float, width: float) -> None:
        """A text that ends `down` below the edge; what does not fit is set smaller, then in two lines."""
        element = self.composer.press.root.add("P")
        para = fitting(self.composer.resolved(text), style, width)
        lines = para.lines(width)
        step = para.style.size * 1.2
        low = self.page.height - down
        sets = [Set(line, x, low + (len(lines) - 1 - n) * step, width) for n, line in enumerate(lines)]
        if sets:
            self.paint.append(lambda sheet: draw(sheet, para, sets, element))

    def _letterhead(self, head: doc.Letterhead) -> None:
        styles, page = self.composer.styles, self.page
        name = styles.body.but(align="start", bold=True, size=15.0, colour=DEEP_BLUE)
        line = styles.small.but(size=8.5 if not self.rtl else 10.0, italic=not self.rtl, colour=GREY)
        self._lines(head.name, name, 22 * MM, page.left, page.measure)
        if head.tagline:
            self._lines(head.tagline, line, 27.2 * MM, page.left, page.measure)
        y = page.height - 31 * MM

        def rule(sheet: Sheet) -> None:
            with sheet.marked(LAYOUT):
                sheet.rule(page.left, y, page.left + page.measure, y, 1.1, DEEP_BLUE)

        self.paint.append(rule)

    def _recipient(self, block: doc.Recipient) -> None:
        styles, page = self.composer.styles, self.page
        x = page.left if not self.rtl else page.left + page.measure - _WINDOW_WIDTH
        if block.return_line:
            self._lines(block.return_line, styles.tiny.but(size=6.6), 52.5 * MM, x, _WINDOW_WIDTH)
        style = styles.body.but(align="start", hyphenate=False, size=styles.body.size - 0.3)
        joined = doc.rich(*(part for line in block.lines for part in (self.composer.resolved(line), "\n")))
        para, step = _in_window(joined, style)
        rows = para.lines(_WINDOW_WIDTH)
        first = page.height - _FIRST_LINE
        element = self.composer.press.root.add("P")

        def paint(sheet: Sheet) -> None:
            sets = [Set(line, x, first - index * step, _WINDOW_WIDTH) for index, line in enumerate(rows)]
            if sets:
                draw(sheet, para, sets, element)

        self.paint.append(paint)
        depth = step * len(rows)
        if block.anchor:
            self.marks.append(Mark(block.anchor, x, first + style.size, _WINDOW_WIDTH, depth))
        self.low = min(self.low, first - depth)

    def _info(self, block: doc.InfoBlock) -> None:
        styles, page = self.composer.styles, self.page
        width = page.measure - _INFO_X
        left = page.left if self.rtl else page.left + _INFO_X
        label_x = left if not self.rtl else left + width - _INFO_LABEL
        value_x = left + _INFO_LABEL if not self.rtl else left
        label_style = styles.label.but(size=styles.label.size * 0.99)
        value_style = styles.small.but(colour=INK)
        if self.rtl:  # the same room must do for larger letters
            value_style = value_style.but(size=value_style.size - 0.9)
        table = self.composer.press.root.add("Table")
        y = page.height - 53 * MM
        for fact in block.rows:
            row = table.add("TR")
            head, cell = row.add("TH", scope="Row"), row.add("TD")
            step = value_style.leading
            drawn: list[tuple[Para, list[Set], Element]] = []
            for text, style, x, room, element in (
                (fact.label, label_style, label_x, _INFO_LABEL - 4, head),
                (_linked(fact.value), value_style, value_x, width - _INFO_LABEL, cell),
            ):
                para = Para(self.composer.resolved(text), style)
                sets = [Set(line, x, y - n * step, room) for n, line in enumerate(para.lines(room))]
                drawn.append((para, sets, element))
            self.paint.append(partial(_draw_all, drawn))
            depth = step * max(1, *(len(sets) for _, sets, _ in drawn))
            if fact.anchor or block.anchor:
                top = y + value_style.size
                self.marks.append(Mark(fact.anchor or block.anchor or "", left, top, width, depth))
            y -= depth + 3.1
        self.low = min(self.low, y + 3.1)


def _in_window(text: doc.Text, style: Style) -> tuple[Para, float]:
    """An address and the step between its lines: set smaller, by a third at most, until the window holds
    it."""
    usual, size = max(4.9 * MM, style.leading * 0.88), style.size
    while True:
        para = Para(text, style.but(size=size))
        steps = max(1, len(para.lines(_WINDOW_WIDTH)) - 1)
        tight = size * 1.15
        if steps * tight <= _ADDRESS_DEPTH or size <= style.size * 0.68:
            return para, max(tight, min(usual * size / style.size, _ADDRESS_DEPTH / steps))
        size -= 0.4


def _linked(text: doc.Text) -> doc.Text:
    """A mail address as a link: who reads with a screen reader or a mouse expects one."""
    if isinstance(text, str) and _MAIL.fullmatch(text.strip()):
        return (doc.Span(text.strip(), link=f"mailto:{text.strip()}"),)
    return text


def _draw_all(drawn: Sequence[tuple[Para, Sequence[Set], Element]], sheet: Sheet) -> None:
    for para, sets, element in drawn:
        if sets:
            draw(sheet, para, sets, element)
