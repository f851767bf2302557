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


def add_annexes(composer: Composer, block: doc.AnnexList) -> None:
    """The enclosures under their heading, with page counts."""
    composer.heading(block.heading, 1, block.anchor)
    parent = composer.press.root.add("L", numbering="None")
    style = composer.styles.small
    hang = max([11 * MM, *(Para(annex.label, style).natural + 8 for annex in block.items)])
    for annex in block.items:
        pages = f" ({count_pages(composer.document.lang, annex.pages)})" if annex.pages else ""
        text = doc.rich(annex.text, pages)
        composer.item(parent, annex.label, text, style, hang, annex.anchor or block.anchor)
        composer.gap(1.2)
    composer.gap(composer.styles.space)


def add_check_code(composer: Composer, block: doc.CheckCode) -> None:
    """The code in words be_QR_SIDE the same as a QR code; one piece that is never parted."""
    root = composer.press.root.add("Div")
    rtl = composer.document.rtl
    left, measure = composer.page.left, composer.page.measure
    styles = composer.styles
    figure = root.add("Figure", alt=block.alt or f"{block.label} {block.code}") if block.payload else None
    code = styles.body.but(
        align="start", bold=True, size=styles.table.size + 1.3, leading=styles.table.leading + 2
    )
    lines = [
        (Para(composer.resolved(text), style), root.add("P"))
        for text, style in (
            (block.label, styles.tiny.but(align="start")),
            ((doc.value(block.code),), code),
            (block.line, styles.tiny.but(align="start")),
        )
        if text
    ]
    gap = _QR_SIDE + 4 * MM if figure else 0.0
    width = measure - gap
    text_x = left if rtl else left + gap
    qr_x = left + measure - _QR_SIDE if rtl else left
    height = max(
        _QR_SIDE if figure else 0.0, sum(para.style.leading * len(para.lines(width)) for para, _ in lines)
    )

    def paint(sheet: Sheet, top: float) -> None:
        if figure is not None:
            with sheet.marked(figure):
                figures.qr(sheet, block.payload, qr_x, top, _QR_SIDE)
        y = top - max(0.0, height - sum(p.style.leading * len(p.lines(width)) for p, _ in lines)) / 2
        for para, element in lines:
            y = _paragraph(sheet, para, element, text_x, y, width)

    # with what stands before it: a page with nothing but the code would look lost
    composer.push(
        DrawnBox(paint),
        [height],
        before=styles.space + 4,
        after=styles.space,
        keep=True,
        anchor=block.anchor,
    )


def _paragraph(sheet: Sheet, para: Para, element: Element, x: float, top: float, width: float) -> float:
    """Sets a whole paragraph below a line; the y of its lower edge."""
    leading = para.style.leading
    lines = para.lines(width)
    sets = [Set(line, x, top - baseline(para) - leading * index, width) for index, line in enumerate(lines)]
    draw(sheet, para, sets, element)
    return top - leading * len(lines)
