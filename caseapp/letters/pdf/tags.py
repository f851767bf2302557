"""The structure tree: what each piece of the page is, in the order in which the document is read
(PDF/UA-1)."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Content:
    """Marked content that belongs to an element: page from 0, and its number on that page."""

    page: int
    mcid: int


@dataclass(frozen=True, slots=True)
class Annotation:
    """A link annotation that belongs to an element: page from 0, and its place among all annotations."""

    page: int
    number: int


@dataclass(eq=False, slots=True)
class Element:
    """A structure element. Elements are made in reading order, whatever order they are drawn in."""

    tag: str
    parent: Element | None = None
    alt: str = ""
    lang: str = ""
    scope: str = ""
    numbering: str = ""
    key: str = ""  # tells links of one paragraph apart; never written
    span: int = 1
    kids: list[Element | Content | Annotation] = field(default_factory=list)

    def add(self, tag: str, **attributes: str) -> Element:
        """A new element at the end of this one."""
        child = Element(tag, self, **attributes)  # type: ignore[arg-type]
        self.kids.append(child)
        return child

    @property
    def empty(self) -> bool:
        """True when nothing in it was drawn. A cell is never empty: its place in the table says something."""
        if self.tag in ("TD", "TH"):
            return False
        return all(isinstance(kid, Element) and kid.empty for kid in self.kids)


def walk(root: Element) -> list[Element]:
    """All elements that have content, parents first, in reading order."""
    found: list[Element] = []
    waiting = [root]
    while waiting:
        element = waiting.pop()
        element.kids = [kid for kid in element.kids if not isinstance(kid, Element) or not kid.empty]
        found.append(element)
        waiting += [kid for kid in reversed(element.kids) if isinstance(kid, Element)]
    return found
