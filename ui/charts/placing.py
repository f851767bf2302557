"""What is drawn where in a lane: marks and clusters, rows for what overlaps, and labels that fit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from ui.charts.scale import Event, Scale

#: Width of an exact mark, its gap to the label, and the free space between neighbours (units at 100 %).
SHAPE: Final = 11
GAP: Final = 6
FREE: Final = 13
#: How far the mark of a day that is only about right fades out to each side. It stands for no number of days.
SOFT: Final = 9
#: The least between the count of a cluster and its neighbour.
_NEAR: Final = 5
#: A lane has at most so many rows; what finds none lies on what it overlaps least.
MOST_ROWS: Final = 4
#: A label with fewer letters left is dropped; the tooltip and the table have it whole.
FEWEST_LETTERS: Final = 6
_ELLIPSIS: Final = "…"

Measure = Callable[[str], float]


@dataclass(frozen=True)
class Placed:
    """One thing to paint: one event, or a cluster of several that would cover each other.

    `left` and `right` bound the mark, `middle` is where the shape goes. `text` is what fits of the label (""
    when it was dropped), `text_left` where it begins. A `soft` one has no firm bounds. `row` counts from the
    top of the lane.
    """

    events: tuple[Event, ...]
    left: float
    right: float
    middle: float
    text: str = ""
    text_left: float = 0.0
    text_width: float = 0.0
    open_start: bool = False
    open_end: bool = False
    soft: bool = False
    row: int = 0

    @property
    def begin(self) -> float:
        """Where mark and label begin."""
        return min(self.left, self.text_left) if self.text else self.left

    @property
    def end(self) -> float:
        """Where mark and label end."""
        return max(self.right, self.text_left + self.text_width) if self.text else self.right


def place(events: Sequence[Event], scale: Scale, measure: Measure, size: float = SHAPE) -> list[Placed]:
    """Places the events of one lane, in order of time."""
    marks = sorted((_mark(e, scale, size) for e in events), key=lambda m: (m.middle, m.left))
    days = _join_days([m for m in marks if m.events[0].exact], scale.width, measure, size)
    spans = _join_spans([m for m in marks if not m.events[0].exact], scale.width, measure, size)
    rows = _rows([*days, *spans], measure)
    placed = [
        replace(mark, row=number)
        for number, row in enumerate(rows)
        for mark in _labelled(row, scale.width, measure, size)
    ]
    return sorted(placed, key=lambda m: (m.middle, m.row))


def place_undated(
    events: Sequence[Event], width: float, measure: Measure, size: float = SHAPE
) -> list[Placed]:
    """Events without any date, one beside the other; those that find no room become one mark, "+4"."""
    placed: list[Placed] = []
    at, most = 0.0, max(80.0, width / 3)
    for number, event in enumerate(events):
        rest = tuple(events[number:])
        text = event.label if measure(event.label) <= most else _cut(event.label, most, measure)
        wide = size + GAP + measure(text)
        room = width - (size + GAP + measure(f"+{len(events)}") + FREE if len(rest) > 1 else 0)
        if at + wide > room and placed:
            more = f"+{len(rest)}"
            middle = at + size / 2
            placed.append(Placed(rest, at, at + size, middle, more, at + size + GAP, measure(more)))
            break
        placed.append(Placed((event,), at, at + size, at + size / 2, text, at + size + GAP, measure(text)))
        at += wide + FREE
    return placed


def _mark(event: Event, scale: Scale, size: float) -> Placed:
    if event.one_day and event.earliest is not None:
        at, half = scale.at(event.earliest), size / 2 + (SOFT if event.vague else 0)
        return Placed((event,), at - half, at + half, at, soft=event.vague)
    left = 0.0 if event.earliest is None else scale.at(event.earliest)
    right = scale.width if event.latest is None else scale.at(event.latest)
    if right - left < size + 8:
        middle = (left + right) / 2
        left, right = middle - (size + 8) / 2, middle + (size + 8) / 2
    return Placed(
        (event,),
        left,
        right,
        (left + right) / 2,
        open_start=event.earliest is None,
        open_end=event.latest is None,
        soft=event.vague,
    )


# Clusters


def _join_days(marks: Sequence[Placed], line: float, measure: Measure, size: float) -> list[Placed]:
    """Joins neighbours whose shapes would cover each other, and those that leave a count no room."""
    joined: list[Placed] = []
    for each in marks:
        mark = each
        while joined:
            before = joined[-2].end + _NEAR if len(joined) > 1 else 0.0
            close = mark.middle - joined[-1].middle < size + 1
            fits = None if close else _counted(joined[-1], before, mark.left - _NEAR, measure)
            if fits is not None:
                joined[-1] = fits
                break
            mark = _together(joined.pop(), mark, size)
        joined.append(mark)
    while joined:
        before = joined[-2].end + _NEAR if len(joined) > 1 else 0.0
        fits = _counted(joined[-1], before, line, measure)
        if fits is not None or len(joined) == 1:
            joined[-1] = fits or _with_count(joined[-1], joined[-1].right + GAP, measure)
            break
        last = joined.pop()
        joined[-1] = _together(joined[-1], last, size)
    return joined


def _together(one: Placed, other: Placed, size: float) -> Placed:
    events = (*one.events, *other.events)
    middle = (one.middle * len(one.events) + other.middle * len(other.events)) / len(events)
    return Placed(events, middle - size / 2, middle + size / 2, middle)


def _counted(mark: Placed, before: float, limit: float, measure: Measure) -> Placed | None:
    """A cluster with its count to the right of it, else to the left; None where neither has room."""
    if len(mark.events) == 1:
        return mark
    width = measure(_count(mark))
    for left in (mark.right + GAP, mark.left - GAP - width):
        if left >= before and left + width <= limit:
            return _with_count(mark, left, measure)
    return None


def _count(mark: Placed) -> str:
    return f"+{len(mark.events)}"


def _with_count(mark: Placed, left: float, measure: Measure) -> Placed:
    return replace(mark, text=_count(mark), text_left=left, text_width=measure(_count(mark)))


def _join_spans(marks: Sequence[Placed], line: float, measure: Measure, size: float) -> list[Placed]:
    """Joins only spans of one kind with nearly the same bounds: all others say something of their own."""
    groups: list[list[Placed]] = []
    for mark in sorted(marks, key=lambda m: m.left):
        alike = None
        for group in reversed(groups):
            if mark.left - group[0].left > size:
                break
            alike = group if _alike(group[0], mark, size) else alike
        if alike is None:
            groups.append([mark])
        else:
            alike.append(mark)
    return [_spanned(group, line, measure, size) for group in groups]


def _alike(one: Placed, other: Placed, size: float) -> bool:
    kind, kind_too = ((each.soft, each.open_start, each.open_end) for each in (one, other))
    return kind == kind_too and max(abs(one.left - other.left), abs(one.right - other.right)) <= size


def _spanned(group: Sequence[Placed], line: float, measure: Measure, size: float) -> Placed:
    if len(group) == 1:
        return group[0]
    left, right = min(each.left for each in group), max(each.right for each in group)
    events = tuple(event for each in group for event in each.events)
    whole = replace(group[0], events=events, left=left, right=right, middle=(left + right) / 2)
    return _counted(whole, 0.0, line, measure) or _with_count(whole, _inside(whole, size), measure)


# Rows and labels


def _rows(marks: Iterable[Placed], measure: Measure) -> list[list[Placed]]:
    """Gives each mark a row in which it overlaps nothing, one with room for its label first."""
    rows: list[list[Placed]] = [[]]
    taken, labelled = [0.0 - SHAPE - SOFT], [0.0 - SHAPE - SOFT - FREE]
    for mark in sorted(marks, key=lambda m: (m.begin, -m.end)):
        free = [number for number, end in enumerate(taken) if end <= mark.begin]
        roomy = [number for number in free if labelled[number] + FREE <= mark.begin]
        if free:
            number = roomy[0] if roomy else min(free, key=labelled.__getitem__)
        elif len(rows) < MOST_ROWS:
            number = len(rows)
            rows.append([])
            taken.append(0.0)
            labelled.append(0.0)
        else:
            number = min(range(len(rows)), key=taken.__getitem__)
        rows[number].append(mark)
        taken[number] = max(taken[number], mark.end)
        label = 0.0 if mark.text else GAP + measure(mark.events[0].label)
        labelled[number] = max(labelled[number], mark.end + label)
    return rows


def _labelled(row: Sequence[Placed], line: float, measure: Measure, size: float) -> list[Placed]:
    """The marks of a row with their labels, which are laid from right to left."""
    placed: list[Placed] = []
    limit = line + FREE
    for number in range(len(row) - 1, -1, -1):
        mark = row[number]
        # Where rows ran out, spans reach past their neighbours: the farthest edge counts.
        before = max((m.end for m in row[:number]), default=-float(FREE))
        done = mark if mark.text else _label(mark, before, limit, measure, size)
        placed.append(done)
        limit = min(limit, done.begin)
    return placed


def _label(mark: Placed, before: float, limit: float, measure: Measure, size: float) -> Placed:
    """Right of the mark if it fits before the next one's space, else left, else inside a span, else cut, else
    dropped.
    """
    text = mark.events[0].label
    width = measure(text)
    start, end = mark.right + GAP, mark.left - GAP
    right_room = limit - FREE - start
    left_room = end - before - FREE
    if width <= right_room:
        return replace(mark, text=text, text_left=start, text_width=width)
    if width <= left_room:
        return replace(mark, text=text, text_left=end - width, text_width=width)
    inside = _inside(mark, size)
    if inside + width + GAP <= min(mark.right, limit):
        return replace(mark, text=text, text_left=inside, text_width=width)
    on_right = right_room >= left_room
    shown = _cut(text, max(right_room, left_room), measure)
    if not shown:
        return mark
    width = measure(shown)
    return replace(mark, text=shown, text_left=start if on_right else end - width, text_width=width)


def _inside(mark: Placed, size: float) -> float:
    """Where a label begins that stands in the span itself, behind the shape."""
    return mark.middle + size / 2 + GAP


def _cut(text: str, room: float, measure: Measure) -> str:
    for count in range(len(text) - 1, FEWEST_LETTERS - 1, -1):
        shown = text[:count].rstrip() + _ELLIPSIS
        if measure(shown) <= room:
            return shown
    return ""
