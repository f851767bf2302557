"""From pieces to pages: what stands together, and where a page ends.

Everything that flows is cut into `Piece`s that are never divided: a line of a paragraph, a line's depth of a
table row, a signature. A page ends where a piece may be parted from the one before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from caseapp.letters.pdf.ink import Sheet


@dataclass(frozen=True, slots=True)
class Placed:
    """A piece of an owner at its place: `top` in points from the lower edge of the page."""

    index: int
    top: float


class Owner(Protocol):
    """Something that owns pieces and draws those that stand on one page."""

    def draw(self, sheet: Sheet, placed: Sequence[Placed]) -> None:
        """Draws neighbouring pieces on a page, in reading order."""


class Repeated(Protocol):
    """A table head: drawn again, outside the structure, where its table goes on."""

    @property
    def height(self) -> float:
        """Points."""

    def repeat(self, sheet: Sheet, top: float) -> None:
        """Draws it as an artifact."""


@dataclass(slots=True)
class Piece:
    """An undivided part of an owner. Lengths in points.

    `before` is the space above it, dropped at the head of a page. `keep` ties it to the piece before it.
    `repeat` is drawn above it where it begins a page. `anchor`, `x` and `width` tell where a record was
    printed.
    """

    owner: Owner
    index: int
    height: float
    before: float = 0.0
    keep: bool = False
    new_page: bool = False
    repeat: Repeated | None = None
    anchor: str | None = None
    x: float = 0.0
    width: float = 0.0


@dataclass(slots=True)
class PagePlan:
    """The pieces of one page with the y of their tops, and the repeated head above them."""

    pieces: list[tuple[Piece, float]]
    repeat: tuple[Repeated, float] | None = None

    def runs(self) -> list[tuple[Owner, list[Placed]]]:
        """Neighbouring pieces of one owner together."""
        found: list[tuple[Owner, list[Placed]]] = []
        for piece, top in self.pieces:
            if not found or found[-1][0] is not piece.owner:
                found.append((piece.owner, []))
            found[-1][1].append(Placed(piece.index, top))
        return found


def paginate(pieces: Sequence[Piece], first_top: float, top: float, bottom: float) -> list[PagePlan]:
    """The pages: the first begins at `first_top`, the others at `top`, all end at `bottom`."""
    pages: list[PagePlan] = []
    start = 0
    while start < len(pieces):
        stop = _page_end(pieces, start, (top if pages else first_top) - bottom)
        pages.append(_place(pieces[start:stop], top if pages else first_top))
        start = stop
    return pages or [PagePlan([])]


def _page_end(pieces: Sequence[Piece], start: int, room: float) -> int:
    """The index of the piece that begins the next page."""
    used = 0.0
    allowed = start
    repeat = pieces[start].repeat
    if repeat is not None:
        used = repeat.height
    for index in range(start, len(pieces)):
        piece = pieces[index]
        if index > start:
            if piece.new_page:
                return index
            if not piece.keep:
                allowed = index
            used += piece.before
        used += piece.height
        if used > room + 0.01:
            if allowed > start:
                return allowed
            return max(index, start + 1)  # tied together beyond a page: part them where the page is full
    return len(pieces)


def _place(pieces: Sequence[Piece], top: float) -> PagePlan:
    plan = PagePlan([])
    y = top
    repeat = pieces[0].repeat
    if repeat is not None:
        plan.repeat = (repeat, y)
        y -= repeat.height
    for index, piece in enumerate(pieces):
        if index:
            y -= piece.before
        plan.pieces.append((piece, y))
        y -= piece.height
    return plan
