"""What stands at fixed places: letterhead, address window, information block, running head, footer, fold
marks.

Places follow DIN 5008 form B: address zone from 45 mm, information block at 125 mm, folds at 105 and 210 mm,
punch mark at half height. The first page's letterhead, address and information are content; all else is an
artifact.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from caseapp.letters import document as doc
from caseapp.letters.pdf.boxes import single
from caseapp.letters.pdf.compose import Composer
from caseapp.letters.pdf.ink import FOOTER, HEADER, LAYOUT, WATERMARK, Sheet
from caseapp.letters.pdf.para import Para
from caseapp.letters.pdf.setting import Set, draw
from caseapp.letters.pdf.shape import number
from caseapp.letters.pdf.style import DEEP_BLUE, GREY, HAIR, INK, MM, Style
from caseapp.letters.pdf.style import WATERMARK as PALE_GREY
from caseapp.letters.pdf.words import words

_WINDOW_WIDTH = 85 * MM
_INFO_X = 100 * MM  # from the starting margin
_INFO_LABEL = 24 * MM


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

    def _line(
        self, text: doc.Text, style: Style, tag_parent_text: str, down: float, x: float, width: float
    ) -> None:
        element = self.composer.press.root.add(tag_parent_text)
        para = Para(self.composer.resolved(text), style)
        sets = single(para, x, self.page.height - down, width)
        self.paint.append(lambda sheet: draw(sheet, para, sets, element) if sets else None)

    def _letterhead(self, head: doc.Letterhead) -> None:
        styles, page = self.composer.styles, self.page
        name = styles.body.but(align="start", bold=True, size=15.0, colour=DEEP_BLUE)
        line = styles.small.but(size=8.5 if not self.rtl else 10.0, italic=not self.rtl, colour=GREY)
        self._line(head.name, name, "P", 22 * MM, page.left, page.measure)
        if head.tagline:
            self._line(head.tagline, line, "P", 27.2 * MM, page.left, page.measure)
        y = page.height - 31 * MM

        def rule(sheet: Sheet) -> None:
            with sheet.marked(LAYOUT):
                sheet.rule(page.left, y, page.left + page.measure, y, 1.1, DEEP_BLUE)

        self.paint.append(rule)

    def _recipient(self, block: doc.Recipient) -> None:
        styles, page = self.composer.styles, self.page
        x = page.left if not self.rtl else page.left + page.measure - _WINDOW_WIDTH
        if block.return_line:
            tiny = styles.tiny.but(size=6.6)
            if Para(block.return_line, tiny).natural > _WINDOW_WIDTH:
                tiny = tiny.but(size=max(5.2, 6.6 * _WINDOW_WIDTH / Para(block.return_line, tiny).natural))
            self._line(block.return_line, tiny, "P", 52.5 * MM, x, _WINDOW_WIDTH)
        style = styles.body.but(align="start", hyphenate=False, size=styles.body.size - 0.3)
        joined = doc.rich(*(part for line in block.lines for part in (self.composer.resolved(line), "\n")))
        para = Para(joined, style)
        rows = para.lines(_WINDOW_WIDTH)
        step = min(max(4.9 * MM, style.leading * 0.88), 31.0 * MM / max(1, len(rows)))
        first = page.height - 59.5 * MM
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
            label, value = (
                Para(fact.label, label_style),
                Para(self.composer.resolved(fact.value), value_style),
            )
            lines = value.lines(width - _INFO_LABEL)
            step = value_style.leading
            value_sets = [Set(ln, value_x, y - i * step, width - _INFO_LABEL) for i, ln in enumerate(lines)]
            label_sets = [Set(ln, label_x, y, _INFO_LABEL - 4) for ln in label.lines(_INFO_LABEL - 4)[:1]]

            def paint(
                sheet: Sheet,
                parts: tuple[tuple[Para, list[Set], object], ...] = (
                    (label, label_sets, head),
                    (value, value_sets, cell),
                ),
            ) -> None:
                for para, sets, element in parts:
                    if sets:
                        draw(sheet, para, sets, element)  # type: ignore[arg-type]

            self.paint.append(paint)
            depth = step * max(1, len(lines))
            if fact.anchor or block.anchor:
                top = y + value_style.size
                self.marks.append(Mark(fact.anchor or block.anchor or "", left, top, width, depth))
            y -= depth + 3.1
        self.low = min(self.low, y + 3.1)


class Frame:
    """The head and foot of every page, fold marks, and the watermark: all artifacts."""

    def __init__(self, composer: Composer, *, letter: bool, watermark: str | None) -> None:
        self.composer = composer
        self.document = composer.document
        self.page = composer.page
        self.letter = letter
        self.watermark = watermark
        self.tiny = composer.styles.tiny.but(size=7.0 if not composer.document.rtl else 8.2)

    def draw(self, sheet: Sheet, pages: int) -> None:
        """Draws what stands around the text of one page. Called before the text, so that the watermark
        lies below."""
        if self.watermark:
            self._watermark(sheet, self.watermark)
        first = sheet.index == 0
        if self.letter and first and self.document.fold_marks and self.document.page_size == "a4":
            self._folds(sheet)
        if not first:
            self._head(sheet)
        elif self.document.marking:
            style = self.tiny.but(bold=True, align="end")
            self._text(sheet, self.document.marking, style, 17 * MM, HEADER)
        self._foot(sheet, pages)

    def _text(self, sheet: Sheet, text: str, style: Style, down: float, artifact: str) -> None:
        para = Para(text, style)
        sets = single(para, self.page.left, self.page.height - down, self.page.measure)
        if sets:
            draw(sheet, para, sets, artifact)

    def _rule(self, sheet: Sheet, y: float, artifact: str) -> None:
        with sheet.marked(artifact):
            sheet.rule(self.page.left, y, self.page.left + self.page.measure, y, 0.4, HAIR)

    def _head(self, sheet: Sheet) -> None:
        document = self.document
        parts = [part for part in (document.letterhead.name, document.reference) if part]
        self._text(sheet, " · ".join(parts), self.tiny.but(align="start"), 17 * MM, HEADER)
        if document.marking:
            self._text(sheet, document.marking, self.tiny.but(align="end", bold=True), 17 * MM, HEADER)
        self._rule(sheet, self.page.height - 19.5 * MM, HEADER)

    def _foot(self, sheet: Sheet, pages: int) -> None:
        down = self.page.height - 13 * MM
        wording = self.document.footer.page_of or words(self.document.lang).page_of
        text = wording.format(page=sheet.index + 1, pages=pages)
        self._rule(sheet, 17 * MM, FOOTER)
        self._text(sheet, self.document.footer.text, self.tiny.but(align="start"), down, FOOTER)
        self._text(sheet, text, self.tiny.but(align="end"), down, FOOTER)

    def _folds(self, sheet: Sheet) -> None:
        height = self.page.height
        with sheet.marked(LAYOUT):
            for down, length in ((105, 4), (148.5, 6), (210, 4)):
                y = height - down * MM
                sheet.rule(4 * MM, y, (4 + length) * MM, y, 0.5, HAIR)

    def _watermark(self, sheet: Sheet, text: str) -> None:
        style = self.composer.styles.body.but(
            align="start", hyphenate=False, bold=True, colour=PALE_GREY, size=80.0
        )
        para = Para(text, style)
        diagonal = math.hypot(self.page.width, self.page.height) * 0.62
        if para.natural > diagonal:
            style = style.but(size=style.size * diagonal / para.natural)
            para = Para(text, style)
        angle = math.atan2(self.page.height, self.page.width)
        cos, sin = math.cos(angle), math.sin(angle)
        x, y = self.page.width / 2, self.page.height / 2
        matrix = f"{cos:.4f} {sin:.4f} {-sin:.4f} {cos:.4f} {number(x)} {number(y)} cm"
        sheet.ops.append(f"q {matrix}")
        draw(sheet, para, single(para, -para.natural / 2, -style.size * 0.36, para.natural + 1), WATERMARK)
        sheet.ops.append("Q")
