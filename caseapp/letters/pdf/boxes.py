"""The owners of pieces: text, labelled list items, table rows, figures, rules."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from caseapp.letters.document import Text
from caseapp.letters.pdf.breaking import Line
from caseapp.letters.pdf.flow import Placed
from caseapp.letters.pdf.ink import LAYOUT, PAGINATION, Sheet
from caseapp.letters.pdf.para import Para
from caseapp.letters.pdf.setting import Set, baseline, draw
from caseapp.letters.pdf.style import Colour, Style
from caseapp.letters.pdf.tags import Element


class TextBox:
    """A paragraph: one piece a line. A label (a number, a bullet) may stand in front of its first line."""

    def __init__(
        self,
        para: Para,
        x: float,
        width: float,
        element: Element | str,
        label: tuple[Para, float, float, Element] | None = None,
    ) -> None:
        self.para = para
        self.x = x
        self.width = width
        self.element = element
        self.label = label
        self.lines: list[Line] = para.lines(width)

    @property
    def heights(self) -> list[float]:
        """The depth of each line."""
        return [self.para.style.leading] * len(self.lines)

    def draw(self, sheet: Sheet, placed: Sequence[Placed]) -> None:
        """Draws the lines that stand on this page."""
        drop = baseline(self.para)
        if self.label is not None and placed[0].index == 0:
            para, x, width, element = self.label
            draw(sheet, para, single(para, x, placed[0].top - drop, width), element)
        sets = [Set(self.lines[place.index], self.x, place.top - drop, self.width) for place in placed]
        draw(sheet, self.para, sets, self.element)


def single(para: Para, x: float, y: float, width: float) -> list[Set]:
    """A text on one line, whatever its width."""
    lines = para.lines(max(width, para.natural + 1))
    return [Set(line, x, y, width) for line in lines]


def fitting(text: Text, style: Style, width: float) -> Para:
    """A text set smaller, by a third at most, until it stands on one line."""
    para = Para(text, style)
    if para.natural > width:
        para = Para(text, style.but(size=style.size * max(0.67, 0.99 * width / para.natural)))
    return para


@dataclass(eq=False, slots=True)
class Cell:
    """A table cell: its text set to its width."""

    para: Para
    x: float
    width: float
    element: Element
    lines: list[Line]


class RowBox:
    """A table row: one piece for each line's depth of its deepest cell, so that a tall row may go over a
    page's end."""

    def __init__(self, cells: Sequence[Cell], pad: tuple[float, float], rules: Rules) -> None:
        self.cells = cells
        self.pad = pad
        self.rules = rules
        self.depth = max([1, *(len(cell.lines) for cell in cells)])
        self.leading = max(cell.para.style.leading for cell in cells)

    @property
    def heights(self) -> list[float]:
        """The depth of each piece, padding included."""
        heights = [self.leading] * self.depth
        heights[0] += self.pad[0]
        heights[-1] += self.pad[1]
        return heights

    @property
    def height(self) -> float:
        """The depth of the whole row."""
        return sum(self.heights)

    def draw(self, sheet: Sheet, placed: Sequence[Placed]) -> None:
        """Draws the part of the row that stands on this page, cell by cell."""
        self._draw(sheet, placed, None)

    def repeat(self, sheet: Sheet, top: float) -> None:
        """Draws the whole row again as an artifact."""
        tops = [top - sum(self.heights[:index]) for index in range(self.depth)]
        self._draw(sheet, [Placed(index, y) for index, y in enumerate(tops)], PAGINATION)

    def _draw(self, sheet: Sheet, placed: Sequence[Placed], artifact: str | None) -> None:
        self.rules.under(self, sheet, placed)
        for cell in self.cells:
            drop = baseline(cell.para)
            sets = [
                Set(
                    cell.lines[place.index],
                    cell.x,
                    place.top - drop - (self.pad[0] if place.index == 0 else 0),
                    cell.width,
                )
                for place in placed
                if place.index < len(cell.lines)
            ]
            if sets:
                draw(sheet, cell.para, sets, artifact or cell.element)
        self.rules.over(self, sheet, placed)

    def bottom(self, placed: Sequence[Placed]) -> float:
        """The y of the lower edge of what stands on this page."""
        return placed[-1].top - self.heights[placed[-1].index]


@dataclass(frozen=True, slots=True)
class Rules:
    """The lines of a table row: above and below, each a width and a colour; and a tint behind it."""

    x: float
    width: float
    above: tuple[float, Colour] | None = None
    below: tuple[float, Colour] | None = None
    tint: Colour | None = None

    def under(self, row: RowBox, sheet: Sheet, placed: Sequence[Placed]) -> None:
        """The tint, before the text."""
        if self.tint is not None:
            low, high = row.bottom(placed), placed[0].top
            with sheet.marked(LAYOUT):
                sheet.box(self.x, low, self.width, high - low, self.tint)

    def over(self, row: RowBox, sheet: Sheet, placed: Sequence[Placed]) -> None:
        """The rules, after the text."""
        if self.above is None and self.below is None:
            return
        with sheet.marked(LAYOUT):
            if self.above is not None and placed[0].index == 0:
                y = placed[0].top
                sheet.rule(self.x, y, self.x + self.width, y, *self.above)
            if self.below is not None:
                y = row.bottom(placed)
                sheet.rule(self.x, y, self.x + self.width, y, *self.below)


@dataclass(frozen=True, slots=True)
class Continued:
    """A repeated table head above a row that began on the page before, with some room under it."""

    head: RowBox
    room: float

    @property
    def height(self) -> float:
        """The depth of the head and the room."""
        return self.head.height + self.room

    def repeat(self, sheet: Sheet, top: float) -> None:
        """Draws the head."""
        self.head.repeat(sheet, top)


class DrawnBox:
    """A single piece drawn by a function that is given the page and the y of its top."""

    def __init__(self, paint: Callable[[Sheet, float], None]) -> None:
        self.paint = paint

    def draw(self, sheet: Sheet, placed: Sequence[Placed]) -> None:
        """Calls the function."""
        self.paint(sheet, placed[0].top)
