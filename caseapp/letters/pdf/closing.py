"""The end of a letter: signature, list of annexes, and the check code beside its QR code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caseapp.letters import document as doc
from caseapp.letters.pdf import figures
from caseapp.letters.pdf.boxes import DrawnBox
from caseapp.letters.pdf.ink import Sheet
from caseapp.letters.pdf.para import Para
from caseapp.letters.pdf.setting import Set, baseline, draw
from caseapp.letters.pdf.style import MM
from caseapp.letters.pdf.tags import Element
from caseapp.letters.pdf.words import count_pages

if TYPE_CHECKING:
    from caseapp.letters.pdf.compose import Composer

_SIGNATURE_ROOM = 15 * MM
_QR_SIDE = 22 * MM
_ASIDE = 100 * MM  # where the check code stands beside the annexes: below the information block


def add_signature(composer: Composer, block: doc.Signature) -> None:
    """Closing, room for the hand or its picture, name and role: one piece with the last lines before it."""
    styles, root = composer.styles, composer.press.root
    style = styles.body.but(align="start", hyphenate=False)
    composer.text(block.closing, style, root.add("P"), before=styles.space, keep=True, whole=True)
    composer.gap(0.0)
    if block.image is not None:
        _signature_image(composer, block, block.image)
    else:
        composer.push(DrawnBox(lambda _sheet, _top: None), [_SIGNATURE_ROOM], keep=True)
    for line, bold in ((block.name, True), (block.title, False), (block.org, False)):
        if line:
            element = root.add("P")
            composer.text(line, style.but(bold=bold), element, keep=True, whole=True, anchor=block.anchor)
    composer.gap(styles.space)


def _signature_image(composer: Composer, block: doc.Signature, image: bytes) -> None:
    element = composer.press.root.add("Figure", alt=block.image_alt or block.name)
    found = figures.picture(image)
    width = min(60 * MM, _SIGNATURE_ROOM * found.across / found.down)
    height = width * found.down / found.across
    left, measure = composer.page.left, composer.page.measure
    x = left + measure - width if composer.document.rtl else left

    def paint(sheet: Sheet, top: float) -> None:
        with sheet.marked(element):
            figures.place(sheet, found, x, top - height - 2, width, height)

    composer.push(DrawnBox(paint), [height + 4], keep=True)


def add_annexes(composer: Composer, block: doc.AnnexList, code: doc.CheckCode | None = None) -> None:
    """The enclosures under their heading, with page counts; a check code stands at their side."""
    room = aside = 0.0
    if code is not None:
        room = composer.page.measure - _ASIDE + 3 * MM
        aside = _code_aside(composer, code)
    start = len(composer.pieces)
    composer.heading(block.heading, 1, block.anchor)
    parent = composer.press.root.add("L", numbering="None")
    style = composer.styles.table
    hang = max([7 * MM, *(Para(annex.label, style).natural + 8 for annex in block.items)])
    for annex in block.items:
        pages = f" ({count_pages(composer.document.lang, annex.pages)})" if annex.pages else ""
        text = doc.rich(annex.text, pages)
        if sum(piece.height for piece in composer.pieces[start:]) >= aside:
            room = 0.0  # below what stands at the side
        composer.item(parent, annex.label, text, style, hang, annex.anchor or block.anchor, room=room)
        composer.gap(1.2)
    _reach_down(composer, start, aside)
    composer.gap(composer.styles.space)


def _code_aside(composer: Composer, block: doc.CheckCode) -> float:
    """The check code beside what follows: it takes no room of its own. The depth that must follow on the
    same page."""
    rtl, page = composer.document.rtl, composer.page
    x = page.left if rtl else page.left + _ASIDE
    code = _Code(composer, block, x, page.measure - _ASIDE)
    drop = composer.styles.body.leading * 0.85  # the room above the heading at its side
    composer.gap(0.0)
    composer.push(DrawnBox(lambda sheet, top: code.paint(sheet, top - drop)), [0.0], anchor=block.anchor)
    composer.keep_next(1)
    return code.height


def _reach_down(composer: Composer, start: int, depth: float) -> None:
    """Keeps pieces together, from one on, until they are as deep as what stands at their side."""
    for index, piece in enumerate(composer.pieces[start:]):
        if depth <= 0:
            return
        piece.keep = piece.keep or index > 0
        depth -= piece.height + (piece.before if index else 0.0)
    if depth > 0:
        composer.gap(0.0)
        composer.push(DrawnBox(lambda _sheet, _top: None), [depth], keep=True)


def add_check_code(composer: Composer, block: doc.CheckCode) -> None:
    """The code in words beside the same as a QR code; one piece that is never parted."""
    code = _Code(composer, block, composer.page.left, composer.page.measure)
    # with what stands before it: a page with nothing but the code would look lost
    composer.push(
        DrawnBox(code.paint),
        [code.height],
        before=composer.styles.space + 4,
        after=composer.styles.space,
        keep=True,
        anchor=block.anchor,
    )


class _Code:
    """A check code and its QR code, set to a width. `height` in points."""

    def __init__(self, composer: Composer, block: doc.CheckCode, x: float, width: float) -> None:
        root = composer.press.root.add("Div")
        styles = composer.styles
        self.block = block
        self.figure = (
            root.add("Figure", alt=block.alt or f"{block.label} {block.code}") if block.payload else None
        )
        bold = styles.body.but(
            align="start", bold=True, size=styles.table.size + 1.3, leading=styles.table.leading + 2
        )
        self.lines = [
            (Para(composer.resolved(text), style), root.add("P"))
            for text, style in (
                (block.label, styles.tiny.but(align="start")),
                ((doc.value(block.code),), bold),
                (block.line, styles.tiny.but(align="start")),
            )
            if text
        ]
        gap = _QR_SIDE + 4 * MM if self.figure else 0.0
        rtl = composer.document.rtl
        self.width = width - gap
        self.text_x = x if rtl else x + gap
        self.qr_x = x + width - _QR_SIDE if rtl else x
        self.depth = sum(para.style.leading * len(para.lines(self.width)) for para, _ in self.lines)
        self.height = max(_QR_SIDE if self.figure else 0.0, self.depth)

    def paint(self, sheet: Sheet, top: float) -> None:
        """Draws it below a line; the words stand at half the height of the QR code."""
        if self.figure is not None:
            with sheet.marked(self.figure):
                figures.qr(sheet, self.block.payload, self.qr_x, top, _QR_SIDE)
        y = top - max(0.0, self.height - self.depth) / 2
        for para, element in self.lines:
            y = _paragraph(sheet, para, element, self.text_x, y, self.width)


def _paragraph(sheet: Sheet, para: Para, element: Element, x: float, top: float, width: float) -> float:
    """Sets a whole paragraph below a line; the y of its lower edge."""
    leading = para.style.leading
    lines = para.lines(width)
    sets = [Set(line, x, top - baseline(para) - leading * index, width) for index, line in enumerate(lines)]
    draw(sheet, para, sets, element)
    return top - leading * len(lines)
