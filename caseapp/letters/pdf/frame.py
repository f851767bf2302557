"""What stands around the text of every page: head, foot, fold marks, watermark. All of it is an artifact.

Folds at 105 and 210 mm and the punch mark at half height as in DIN 5008 form B.
"""

from __future__ import annotations

import math

from caseapp.letters.pdf.boxes import fitting, single
from caseapp.letters.pdf.compose import Composer
from caseapp.letters.pdf.ink import FOOTER, HEADER, LAYOUT, WATERMARK, Sheet
from caseapp.letters.pdf.para import Para
from caseapp.letters.pdf.setting import Set, draw
from caseapp.letters.pdf.shape import number
from caseapp.letters.pdf.style import HAIR, MM, Style
from caseapp.letters.pdf.style import WATERMARK as PALE_GREY
from caseapp.letters.pdf.words import words


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
            self._text(sheet, self.document.marking, style, 11.5 * MM, HEADER)
        self._foot(sheet, pages)

    def _text(
        self, sheet: Sheet, text: str, style: Style, down: float, artifact: str, kept: float = 0.0
    ) -> float:
        """A line of head or foot beside room `kept` for another; the width it takes.

        What does not fit is set smaller, then over two lines: upwards in the head, downwards in the foot.
        """
        measure = self.page.measure - kept
        para = fitting(text, style, measure)
        lines = para.lines(measure)
        step = para.style.size * 1.25
        first = self.page.height - down + (0.0 if artifact == FOOTER else (len(lines) - 1) * step)
        x = self.page.left + (kept if self.document.rtl else 0.0)
        sets = [Set(line, x, first - n * step, measure) for n, line in enumerate(lines)]
        if sets:
            draw(sheet, para, sets, artifact)
        return para.natural

    def _rule(self, sheet: Sheet, y: float, artifact: str) -> None:
        with sheet.marked(artifact):
            sheet.rule(self.page.left, y, self.page.left + self.page.measure, y, 0.4, HAIR)

    def _head(self, sheet: Sheet) -> None:
        document = self.document
        parts = [part for part in (document.letterhead.name, document.reference) if part]
        kept = 0.0
        if document.marking:
            marking = self.tiny.but(align="end", bold=True)
            kept = self._text(sheet, document.marking, marking, 17 * MM, HEADER) + 14
        self._text(sheet, " · ".join(parts), self.tiny.but(align="start"), 17 * MM, HEADER, kept)
        self._rule(sheet, self.page.height - 19.5 * MM, HEADER)

    def _foot(self, sheet: Sheet, pages: int) -> None:
        down = self.page.height - 13 * MM
        wording = self.document.footer.page_of or words(self.document.lang).page_of
        text = wording.format(page=sheet.index + 1, pages=pages)
        self._rule(sheet, 17 * MM, FOOTER)
        kept = self._text(sheet, text, self.tiny.but(align="end"), down, FOOTER) + 14
        self._text(sheet, self.document.footer.text, self.tiny.but(align="start"), down, FOOTER, kept)

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
