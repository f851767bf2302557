"""Where the cards of a household stand: a row for each generation, the eldest on top, couples side by side,
children below their parents, everybody else in rows of their own at the bottom.

Pure arithmetic on whole pixels, left to right; the view turns it for right-to-left windows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

__all__ = ["Family", "Layout", "Measure", "PersonCard", "Spot", "lay_out"]


@dataclass(frozen=True)
class PersonCard:
    """One person as the picture shows them. `says` is the whole in one sentence, for a screen reader.

    `where` is "russia", "perhaps" or "" (elsewhere, or nothing was said); `state` are words for the last
    line, such as the consent. `warns` is said before it in the ink of `level`.
    """

    id: str
    name: str
    role: str
    born: str = ""
    client: bool = False
    where: str = ""
    state: str = ""
    warns: str = ""
    level: str = "text2"
    says: str = ""


@dataclass(frozen=True)
class Family:
    """Cards with what ties them. `generations` leaves out who is of none; `descents` are (parent, child);
    `skipped` (grandparent, grandchild) without the parent between them; `siblings` those without a recorded
    parent in common.
    """

    cards: tuple[PersonCard, ...] = ()
    generations: Mapping[str, int] = field(default_factory=dict)
    couples: tuple[tuple[str, str], ...] = ()
    descents: tuple[tuple[str, str], ...] = ()
    skipped: tuple[tuple[str, str], ...] = ()
    siblings: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Measure:
    """Sizes in pixels at the user's text size."""

    width: int
    height: int
    across: int
    down: int
    margin: int = 20
    above: int = 10


@dataclass(frozen=True)
class Spot:
    """Where a card stands; `row` counts from the top."""

    left: int
    top: int
    row: int


@dataclass(frozen=True)
class Layout:
    """`spots` by id in the order in which the keyboard walks; `rows` are the generation of each row, None for
    the rows of everybody else; `wide` and `tall` the size of the whole.
    """

    spots: Mapping[str, Spot]
    rows: tuple[int | None, ...]
    wide: int
    tall: int


def lay_out(family: Family, measure: Measure, room: int) -> Layout:
    """Places everybody; rows of people outside the generations are as long as `room` allows."""
    levels = sorted({g for one, g in family.generations.items() if any(c.id == one for c in family.cards)})
    rows = {level: _ordered(family, level) for level in levels}
    lefts = _spread(family, rows, measure)
    spots: dict[str, Spot] = {}
    kinds: list[int | None] = []
    for number, level in enumerate(levels):
        for one in rows[level]:
            spots[one] = Spot(lefts[one], measure.above + number * (measure.height + measure.down), number)
        kinds.append(level)
    others = [card.id for card in family.cards if card.id not in spots]
    each = max(1, (room - 2 * measure.margin + measure.across) // (measure.width + measure.across))
    for at, one in enumerate(others):
        row, column = len(levels) + at // each, at % each
        left = measure.margin + column * (measure.width + measure.across)
        spots[one] = Spot(left, measure.above + row * (measure.height + measure.down), row)
        if column == 0:
            kinds.append(None)
    wide = max((spot.left + measure.width for spot in spots.values()), default=0) + measure.margin
    lines = len(kinds)
    tall = 2 * measure.above + lines * measure.height + max(0, lines - 1) * measure.down
    return Layout(spots, tuple(kinds), wide, tall)


def _ordered(family: Family, level: int) -> list[str]:
    """The people of one generation: couples together, who has more ties to the client's line in the middle.

    The order in which they were recorded decides the rest, so that the picture does not jump about.
    """
    here = [card.id for card in family.cards if family.generations.get(card.id) == level]
    client = next((card.id for card in family.cards if card.client), "")
    own = [client] if client in here else []
    partners = [_other(pair, client) for pair in family.couples if client in pair]
    row: list[str] = [one for one in here if one not in own and one not in partners]
    row += own + [one for one in partners if one in here]
    for one, other in family.couples:
        if one in row and other in row and client not in (one, other):
            row.remove(other)
            row.insert(row.index(one) + 1, other)
    return row


def _other(pair: tuple[str, str], one: str) -> str:
    return pair[1] if pair[0] == one else pair[0]


def _spread(family: Family, rows: Mapping[int, list[str]], measure: Measure) -> dict[str, int]:
    """The left edge of each card. The client's generation stands in its order; each further one is drawn to
    those of the generation before it with whom it is tied, as far as room allows.
    """
    step = measure.width + measure.across
    lefts = {one: float(at * step) for at, one in enumerate(rows.get(0, ()))}
    kin = [*family.descents, *family.skipped]
    for level in sorted((level for level in rows if level), key=abs):
        row = rows[level]
        end = max(lefts.values(), default=-step) + step
        wanted = {one: _towards(one, kin, lefts, end) for one in row}
        row.sort(key=wanted.__getitem__)
        _keep_couples(row, family.couples)
        _settle(row, wanted, lefts, step)
    least = min(lefts.values(), default=0.0)
    return {one: round(left - least) + measure.margin for one, left in lefts.items()}


def _towards(one: str, kin: Sequence[tuple[str, str]], lefts: Mapping[str, float], end: float) -> float:
    """The middle of those with whom somebody is tied by descent; the end when there are none."""
    near = [lefts[_other(pair, one)] for pair in kin if one in pair and _other(pair, one) in lefts]
    return sum(near) / len(near) if near else end


def _keep_couples(row: list[str], couples: Iterable[tuple[str, str]]) -> None:
    for one, other in couples:
        if one in row and other in row and abs(row.index(one) - row.index(other)) > 1:
            row.remove(other)
            row.insert(row.index(one) + 1, other)


def _settle(row: Sequence[str], wanted: Mapping[str, float], lefts: dict[str, float], step: int) -> None:
    """Puts a row in its order as near as it can to where everybody is drawn, without overlap."""
    if not row:
        return
    placed: list[float] = []
    for one in row:
        least = placed[-1] + step if placed else float("-inf")
        placed.append(max(wanted[one], least))
    # Pushing goes to one side only: the whole row moves back by the mean of what it was pushed.
    drift = sum(at - wanted[one] for at, one in zip(placed, row, strict=True)) / len(row)
    for at, one in zip(placed, row, strict=True):
        lefts[one] = at - drift
