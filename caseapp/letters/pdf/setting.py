"""Setting paragraphs on the page: lines at their places, with links, languages and chips for missing
fields."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from caseapp.letters.pdf.breaking import Line
from caseapp.letters.pdf.ink import LAYOUT, Pen, Sheet
from caseapp.letters.pdf.para import Item, Look, Para
from caseapp.letters.pdf.style import ALARM_PALE
from caseapp.letters.pdf.tags import Element


@dataclass(frozen=True, slots=True)
class Set:
    """A line and the place of its baseline in points from the lower left of the page."""

    line: Line
    x: float
    y: float
    width: float


def baseline(para: Para) -> float:
    """How far the first baseline lies below the top of the first line."""
    style = para.style
    return style.leading * 0.5 + style.size * 0.36


def draw(sheet: Sheet, para: Para, sets: Sequence[Set], element: Element | str) -> None:
    """Draws lines of a paragraph that stand on one page, as one piece of marked content."""
    setter = _Setter(sheet, para, element)
    chips = len(sheet.ops)
    sheet.ops.append("BT")
    sheet.begin(element)
    for place in sets:
        setter.line(place)
    setter.pen.flush()
    setter.mark(None)
    sheet.end()
    sheet.ops.append("ET")
    if setter.chips:
        sheet.ops[chips:chips] = setter.chip_ops()
    setter.add_links()


class _Setter:
    def __init__(self, sheet: Sheet, para: Para, element: Element | str) -> None:
        self.sheet = sheet
        self.para = para
        self.element = element
        self.pen = Pen(sheet, para.style.size, grow=not para.style.rtl)
        self.link: Look | None = None
        self.lang = para.style.lang
        self.elements: dict[tuple[str, int], Element] = {}
        self.areas: list[tuple[Look, tuple[float, float, float, float], str]] = []
        self.chips: list[tuple[float, float, float]] = []

    def line(self, place: Set) -> None:
        """One line: the slack goes into the spaces, or in front of the line."""
        items = self.para.items(place.line)
        style = self.para.style
        slack = place.width - place.line.width
        stretch = 1.0
        x = place.x
        if style.align == "justify" and place.line.spaces and (not place.line.final or slack < 0):
            stretch += slack / place.line.spaces
        elif style.align == "center":
            x += slack / 2
        elif (style.align == "end") != style.rtl:
            x += slack
        if items and items[0].trailing:  # at the left end of a line that runs to the left
            x -= items[0].width
        self.pen.move(x, place.y)
        for item in items:
            x += self._item(item, x, place.y, stretch)

    def _item(self, item: Item, x: float, y: float, stretch: float) -> float:
        look, pen = item.look, self.pen
        if look.link != (self.link.link if self.link else None) or (self.link and look.key != self.link.key):
            self.mark(look)
        if look.lang != self.lang:
            self._language(look.lang)
        width = item.width
        if item.hyphen:
            pen.hyphen(look.bold, look.italic, look.colour)
        elif item.word is None:
            width *= 1.0 if item.trailing else stretch
            pen.space(look.bold, look.italic, look.colour, width)
        else:
            for run in item.word.runs:
                pen.run(run, look.colour)
        if look.link and not item.trailing:
            text = "".join(run.text for run in item.word.runs) if item.word else " "
            self.areas.append((look, (x, y, x + width, y), text))
        if look.missing:
            self.chips.append((x, y, width))
        return width

    def mark(self, look: Look | None) -> None:
        """Switches between the paragraph's own content and that of a link inside it; ends an open
        language."""
        self.pen.flush()
        if self.lang != self.para.style.lang:
            self.sheet.end()
            self.lang = self.para.style.lang
        linked = look if look is not None and look.link and isinstance(self.element, Element) else None
        if linked == self.link:
            return
        self.sheet.end()
        if linked is not None and isinstance(self.element, Element):
            self.sheet.begin(self._link_element(linked))
        else:
            self.sheet.begin(self.element)
        self.link = linked

    def _link_element(self, look: Look) -> Element:
        assert look.link is not None
        assert isinstance(self.element, Element)
        key = (look.link, look.key)
        if key not in self.elements:
            known = [
                kid for kid in self.element.kids if isinstance(kid, Element) and kid.key == str(look.key)
            ]
            self.elements[key] = known[0] if known else self.element.add("Link", key=str(look.key))
        return self.elements[key]

    def _language(self, lang: str) -> None:
        self.pen.flush()
        if self.lang != self.para.style.lang:
            self.sheet.end()
        if lang != self.para.style.lang:
            self.sheet.ops.append(f"/Span <</Lang ({lang})>> BDC")
        self.lang = lang

    def chip_ops(self) -> list[str]:
        """Boxes behind fields without a value."""
        keep, self.sheet.ops = self.sheet.ops, []
        size = self.para.style.size
        with self.sheet.marked(LAYOUT):
            for x, y, width in self.chips:
                self.sheet.box(x - 1, y - size * 0.27, width + 2, size * 1.2, ALARM_PALE)
        made, self.sheet.ops = self.sheet.ops, keep
        return made

    def add_links(self) -> None:
        """One clickable area per line and link."""
        if isinstance(self.element, str):
            return
        size = self.para.style.size
        merged: dict[tuple[str, int, float], tuple[Look, float, float, str]] = {}
        for look, (x1, y, x2, _), text in self.areas:
            assert look.link is not None
            key = (look.link, look.key, y)
            known = merged.get(key)
            if known:
                merged[key] = (look, min(known[1], x1), max(known[2], x2), known[3] + text)
            else:
                merged[key] = (look, x1, x2, text)
        for (target, _, y), (look, x1, x2, text) in merged.items():
            rect = (x1, y - size * 0.25, x2, y + size * 0.85)
            self.sheet.link(rect, target, text.strip(), self._link_element(look))
