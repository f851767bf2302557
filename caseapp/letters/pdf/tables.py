"""Tables and identity sheets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from caseapp.letters import document as doc
from caseapp.letters.pdf.boxes import Cell, Continued, RowBox, Rules
from caseapp.letters.pdf.clean import NBSP
from caseapp.letters.pdf.para import Para
from caseapp.letters.pdf.style import DEEP_BLUE, HAIR, INK, MM, PALE, Style
from caseapp.letters.pdf.tags import Element

if TYPE_CHECKING:
    from caseapp.letters.pdf.compose import Composer

_PAD_X = 3.0
_PAD = (2.8, 3.6)
_SHEET_PAD = (2.0, 2.8)
_SHEET_WHOLE_UP_TO = 14  # an identity sheet of more rows may go over the end of a page
_WHOLE_UP_TO = 9  # a row of more lines may go over the end of a page
_LEAST = 16 * MM


def add_table(composer: Composer, block: doc.Table) -> None:
    """A table with a head that is repeated where the table goes on; nothing when it has no rows."""
    if not block.rows:
        return
    table = composer.press.root.add("Table")
    composer.caption(block.caption, table)
    spans = _columns(composer, [column.width for column in block.columns])
    styles = [_cell_style(composer.styles.table, column) for column in block.columns]
    heads = [composer.styles.table_head.but(align=style.align) for style in styles]
    width = composer.page.measure
    left = composer.page.left
    head = None
    if any(doc.plain(column.head).strip() for column in block.columns):
        row = table.add("THead").add("TR")
        cells = [
            _cell(composer, column.head, style, span, row.add("TH", scope="Column"))
            for column, style, span in zip(block.columns, heads, spans, strict=True)
        ]
        head = RowBox(cells, _PAD, Rules(left, width, above=(0.9, DEEP_BLUE), below=(0.6, DEEP_BLUE)))
        composer.push(head, head.heights, before=3, whole=True, anchor=block.anchor)
        composer.keep_next(1)
    body = table.add("TBody")
    for line in block.rows:
        row = body.add("TR")
        if line.heading:
            box = _heading_row(composer, line, row, len(block.columns))
        else:
            cells = [
                _cell(composer, text, style, span, _body_element(row, column), held=column.figures)
                for text, column, style, span in zip(line.cells, block.columns, styles, spans, strict=True)
            ]
            box = RowBox(cells, _PAD, Rules(left, width, below=(0.35, HAIR)))
        pieces = composer.push(
            box, box.heights, whole=box.depth <= _WHOLE_UP_TO, anchor=line.anchor or block.anchor
        )
        for piece in pieces:
            piece.repeat = head if head is None or piece.index == 0 else Continued(head, _PAD[0])
        if line.heading:
            composer.keep_next(1)
    composer.gap(composer.styles.space + 2)


def add_key_values(composer: Composer, block: doc.KeyValues) -> None:
    """Labels and values in two columns; labels head their rows. Nothing when there are none."""
    if not block.rows:
        return
    table = composer.press.root.add("Table")
    composer.caption(block.caption, table)
    spans = _columns(composer, [0.26, 0.74])
    left, width = composer.page.left, composer.page.measure
    value_style = composer.styles.table.but(
        size=composer.styles.table.size + 0.7, leading=composer.styles.table.leading + 0.7
    )
    label_style = composer.styles.label.but(leading=value_style.leading)
    for number, fact in enumerate(block.rows):
        row = table.add("TR")
        cells = [
            _cell(composer, fact.label, label_style, spans[0], row.add("TH", scope="Row")),
            _cell(composer, fact.value, value_style, spans[1], row.add("TD")),
        ]
        above = (0.6, DEEP_BLUE) if number == 0 else None
        box = RowBox(cells, _SHEET_PAD, Rules(left, width, above=above, below=(0.35, HAIR)))
        composer.push(
            box,
            box.heights,
            keep=number > 0 and len(block.rows) <= _SHEET_WHOLE_UP_TO,
            whole=box.depth <= _WHOLE_UP_TO,
            anchor=fact.anchor or block.anchor,
        )
    composer.gap(composer.styles.space + 2)


def _columns(composer: Composer, shares: Sequence[float]) -> list[tuple[float, float]]:
    """Start and width of each column, in reading order: from the right in right-to-left documents."""
    measure, left = composer.page.measure, composer.page.left
    total = sum(shares)
    widths = [measure * share / total for share in shares]
    spans: list[tuple[float, float]] = []
    at = 0.0
    for width in widths:
        x = left + (measure - at - width if composer.document.rtl else at)
        spans.append((x, width))
        at += width
    return spans


def _cell_style(style: Style, column: doc.Column) -> Style:
    return style.but(align=column.align)


def _body_element(row: Element, column: doc.Column) -> Element:
    return row.add("TH", scope="Row") if column.row_header else row.add("TD")


def _cell(
    composer: Composer,
    text: doc.Text,
    style: Style,
    span: tuple[float, float],
    element: Element,
    *,
    held: bool = False,
) -> Cell:
    """A cell set to its width. `held` keeps figures on one line if they fit (ours are all of equal width)."""
    width = span[1] - 2 * _PAD_X
    para = Para(composer.resolved(text), style)
    if held and isinstance(text, str) and para.natural <= width:
        para = Para(text.replace(" ", NBSP), style)
    return Cell(para, span[0] + _PAD_X, width, element, para.lines(width))


def _heading_row(composer: Composer, line: doc.Row, row: Element, columns: int) -> RowBox:
    left, width = composer.page.left, composer.page.measure
    element = row.add("TH", scope="Row")
    element.span = columns
    style = composer.styles.table.but(bold=True, colour=INK)
    cell = _cell(composer, line.cells[0], style, (left, width), element)
    return RowBox([cell], _PAD, Rules(left, width, below=(0.35, HAIR), tint=PALE))
