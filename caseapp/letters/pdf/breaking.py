"""Where lines end: optimum fit over the whole paragraph, in the manner of Knuth and Plass (1981).

Pure numbers in points. Three passes: without hyphens; with them, or loosely where a language has none; and,
when a word is wider than the line, whatever it takes. Each pass keeps only the line starts from which a
tolerable line can still be set, which makes it quick.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum
from typing import NamedTuple, Protocol


class After(Enum):
    """What stands behind an item."""

    SPACE = "space"  # a space: the line may break
    FIXED = "fixed"  # a space that holds
    JOIN = "join"  # nothing: the line may break (after a hyphen or dash)
    LINE = "line"  # the line ends here
    END = "end"


class Break(NamedTuple):
    """A place inside an item where it may be broken, whether a hyphen shows it, and whether it looks torn."""

    at: int
    hyphen: bool
    torn: bool = False


class Line(NamedTuple):
    """A line: from item `first` (from its character `skip`) to item `last` (up to `stop`, 0 for all of it).

    `width` is its natural width, `spaces` the part of it that is stretchable space; `final` ends a paragraph
    or a forced line.
    """

    first: int
    skip: int
    last: int
    stop: int
    hyphen: bool
    width: float
    spaces: float
    final: bool


class Words(Protocol):
    """The paragraph as the breaker sees it."""

    @property
    def widths(self) -> Sequence[float]:
        """The width of each item."""

    @property
    def spaces(self) -> Sequence[float]:
        """The natural width of the space behind each item."""

    @property
    def afters(self) -> Sequence[After]:
        """What stands behind each item."""

    def part(self, index: int, start: int, stop: int, hyphen: bool) -> float:
        """The width of a part of an item, with a hyphen behind it when asked for."""

    def breaks(self, index: int, emergency: bool) -> Sequence[Break]:
        """Where an item may be broken; with `emergency` also where it should not."""


class _Node(NamedTuple):
    item: int
    skip: int
    lead: float  # width of the first item's rest
    cost: float
    line: Line | None
    previous: _Node | None


_Choice = tuple[float, _Node, float, float] | None  # total cost, line start, natural width, spaces

STRETCH = 0.55
SHRINK = 0.24
_HYPHEN = 45.0
_TORN_HYPHEN = 180.0
_DOUBLE_HYPHEN = 9_000.0
_LATE_HYPHEN = 6_000.0
_RUNT = 60_000.0
_TORN_RUNT = 1e8  # the end of a divided word alone on the last line
_GOOD = 0.8  # without hyphens, no line may be looser than this
_FAIR = 2.8


def break_lines(
    words: Words, width: float, *, justify: bool, hyphens: bool, balance: bool = False
) -> list[Line]:
    """The lines of a paragraph set to a width. Words wider than the line are broken where they must be.

    Ragged text fills line after line, or with `balance` makes its lines much of a length (headings).
    """
    if not words.widths:
        return []
    count = len(words.widths)
    spaces = sum(words.spaces)
    natural = sum(words.widths) + spaces
    if natural <= width and After.LINE not in words.afters:
        return [Line(0, 0, count - 1, 0, False, natural, spaces, True)]
    if not justify:
        found = _best(words, width, None, _nowhere) if balance else _first_fit(words, width)
        return found or _desperate(words, width, justify)
    if not hyphens:
        found = _best(words, width, _FAIR, _nowhere)
    else:
        found = _best(words, width, _GOOD, _nowhere)
        if found is None or _has_runt(found, width):
            found = _best(words, width, _FAIR, _soft(words)) or found
    return found or _desperate(words, width, justify)


def _first_fit(words: Words, width: float) -> list[Line] | None:
    """Lines as full as they get; None when a word is wider than the line."""
    limit = width + 0.01
    lines: list[Line] = []
    first = 0
    natural = spaces = 0.0
    good: tuple[int, float, float] | None = None  # the last item that the line may end with
    index = 0
    while index < len(words.widths):
        after = words.afters[index]
        natural += words.widths[index]
        if natural > limit:
            if good is None:
                return None
            lines.append(Line(first, 0, good[0], 0, False, good[1], good[2], False))
            index = first = good[0] + 1
            natural = spaces = 0.0
            good = None
            continue
        if after is After.LINE or after is After.END:
            lines.append(Line(first, 0, index, 0, False, natural, spaces, True))
            first, natural, spaces, good = index + 1, 0.0, 0.0, None
        else:
            if after is not After.FIXED:
                good = (index, natural, spaces)
            natural += words.spaces[index]
            spaces += words.spaces[index]
        index += 1
    return lines


def _nowhere(_index: int) -> Sequence[Break]:
    return ()


def _soft(words: Words) -> Callable[[int], Sequence[Break]]:
    return lambda index: words.breaks(index, False)


def _desperate(words: Words, width: float, justify: bool) -> list[Line]:
    def options(index: int) -> Sequence[Break]:
        return words.breaks(index, words.widths[index] > width)

    search = _Search(words, width, None if not justify else 1e9, options)
    lines = search.run(force=True)
    assert lines is not None  # forced lines always exist
    return lines


def _best(
    words: Words, width: float, tolerance: float | None, options: Callable[[int], Sequence[Break]]
) -> list[Line] | None:
    return _Search(words, width, tolerance, options).run(force=False)


def _has_runt(lines: list[Line], width: float) -> bool:
    return len(lines) > 1 and lines[-1].width < width * _RUNT_SHARE


_RUNT_SHARE = 0.14


class _Search:
    """One pass. `tolerance` is the loosest ratio allowed; None sets ragged lines."""

    def __init__(
        self,
        words: Words,
        width: float,
        tolerance: float | None,
        options: Callable[[int], Sequence[Break]],
    ) -> None:
        self.words = words
        self.width = width
        self.tolerance = tolerance
        self.options = options
        self.shrink = SHRINK if tolerance is not None else 0.0
        self.sum_width = [0.0]
        self.sum_space = [0.0]
        for item, space in zip(words.widths, words.spaces, strict=True):
            self.sum_width.append(self.sum_width[-1] + item)
            self.sum_space.append(self.sum_space[-1] + space)

    def run(self, *, force: bool) -> list[Line] | None:
        """The best lines, or None when some line cannot be set within the tolerance."""
        limit, shrink = self.width + 0.01, self.shrink
        sum_width, sum_space = self.sum_width, self.sum_space
        active = [_Node(0, 0, self.words.widths[0], 0.0, None, None)]
        last = len(self.words.widths) - 1
        for index, after in enumerate(self.words.afters):
            end_width, end_space = sum_width[index + 1], sum_space[index]
            final = index == last or after is After.LINE
            fixed = after is After.FIXED
            alive: list[_Node] = []
            dead: list[_Node] = []
            best: _Choice = None
            for node in active:
                spaces = end_space - sum_space[node.item]
                natural = node.lead + end_width - sum_width[node.item + 1] + spaces
                if natural - spaces * shrink > limit:
                    dead.append(node)
                    continue
                alive.append(node)
                if not fixed:
                    best = self._cheaper(best, node, natural, spaces, final)
            if dead:
                made = self._broken(dead, index)
                alive += made
                if not fixed:
                    for node in made:
                        best = self._cheaper(best, node, *self._natural(node, index), final)
            start = (
                self._start(best[1], index, best[2], best[3], best[0], final) if best is not None else None
            )
            if start is None and (not alive or final):
                if not force:
                    return None
                start = self._overfull((dead or active)[-1], index, final=final)
            if final:
                alive = []
            active = [*alive, start] if start is not None else alive
        return _lines(active[-1])

    def _natural(self, node: _Node, index: int) -> tuple[float, float]:
        """The natural width from a line start to the end of an item, and the spaces in it."""
        spaces = self.sum_space[index] - self.sum_space[node.item]
        inner = self.sum_width[index + 1] - self.sum_width[node.item + 1]
        return node.lead + inner + spaces, spaces

    def _broken(self, dead: list[_Node], index: int) -> list[_Node]:
        """New line starts inside an item that did not fit, or inside those that hold on to it."""
        item = index
        while item and self.words.afters[item - 1] is After.FIXED:
            item -= 1
        made: list[_Node] = []
        for broken in range(item, index + 1):
            for point in self.options(broken):
                start = self._break_inside([*dead, *made], broken, point)
                if start is not None:
                    made.append(start)
        limit = self.width + 0.01
        return [node for node in made if (n := self._natural(node, index))[0] - n[1] * self.shrink <= limit]

    def _break_inside(self, nodes: list[_Node], index: int, point: Break) -> _Node | None:
        """The best line that ends at a place inside an item."""
        penalty = 0.0 if not point.hyphen else _TORN_HYPHEN if point.torn else _HYPHEN
        best: _Node | None = None
        for node in nodes:
            if node.item > index or (node.item == index and node.skip >= point.at):
                continue
            start = node.skip if node.item == index else 0
            natural, spaces = self.words.part(index, start, point.at, point.hyphen), 0.0
            if node.item < index:
                before, spaces = self._natural(node, index - 1)
                gap = self.words.spaces[index - 1]
                natural, spaces = natural + before + gap, spaces + gap
            if natural - spaces * self.shrink > self.width + 0.01:
                continue
            cost = self._cost(node, natural, spaces, final=False, penalty=penalty)
            if cost is None or (best is not None and node.cost + cost >= best.cost):
                continue
            line = Line(node.item, node.skip, index, point.at, point.hyphen, natural, spaces, False)
            rest = self.words.part(index, point.at, 0, False)
            best = _Node(index, point.at, rest, node.cost + cost, line, node)
        return best

    def _cheaper(self, best: _Choice, node: _Node, natural: float, spaces: float, final: bool) -> _Choice:
        if best is not None and node.cost >= best[0]:
            return best
        cost = self._cost(node, natural, spaces, final=final)
        if cost is None or (best is not None and node.cost + cost >= best[0]):
            return best
        return node.cost + cost, node, natural, spaces

    def _start(
        self, node: _Node, index: int, natural: float, spaces: float, cost: float, final: bool
    ) -> _Node:
        line = Line(node.item, node.skip, index, 0, False, natural, spaces, final)
        following = index + 1
        lead = self.words.widths[following] if following < len(self.words.widths) else 0.0
        return _Node(following, 0, lead, cost, line, node)

    def _overfull(self, node: _Node, index: int, *, final: bool) -> _Node:
        """Forced: end the line before the item when something stands on it already, else let the item stick
        out."""
        natural, spaces = self._natural(node, index)
        if index > node.item:
            before, gap = self._natural(node, index - 1)
            node = self._start(node, index - 1, before, gap, node.cost + 1e9, False)
            natural, spaces = self.words.widths[index], 0.0
        return self._start(node, index, natural, spaces, node.cost + 1e9, final)

    def _cost(
        self, node: _Node, natural: float, spaces: float, *, final: bool, penalty: float = 0.0
    ) -> float | None:
        """Demerits of a line (`penalty`: for ending in a divided word), None when it is looser than
        tolerated."""
        slack = self.width - natural
        tolerance = self.tolerance
        if tolerance is None:
            ratio = 0.0 if final else slack / self.width * 3
        elif slack < 0:
            ratio = slack / (spaces * SHRINK) if spaces else 0.0
        elif final:
            ratio = 0.0
        else:
            ratio = slack / (spaces * STRETCH) if spaces else slack / (self.width * 0.02)
            if ratio > tolerance:
                return None
            ratio = min(ratio, 1e4)
        cost = (1 + 100 * abs(ratio) ** 3 + penalty) ** 2
        after_hyphen = node.line is not None and node.line.hyphen
        if penalty and after_hyphen:
            cost += _DOUBLE_HYPHEN
        if final and node.line is not None:
            short = natural < self.width * _RUNT_SHARE
            cost += (_RUNT if short else 0.0) + (_LATE_HYPHEN if after_hyphen else 0.0)
            if short and after_hyphen:
                if tolerance is not None and tolerance <= _FAIR:
                    return None  # rather look at looser lines
                cost += _TORN_RUNT
        return cost


def _lines(node: _Node) -> list[Line]:
    lines: list[Line] = []
    current: _Node | None = node
    while current is not None and current.line is not None:
        lines.append(current.line)
        current = current.previous
    return lines[::-1]
