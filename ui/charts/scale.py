"""Where a day lies on the line, and where labels fit: plain numbers, no painting."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

#: Width of an exact mark, its gap to the label, and the free space between neighbours (units at 100 %).
SHAPE: Final = 11
GAP: Final = 6
FREE: Final = 13
#: A label with fewer letters left is dropped; the tooltip and the table have it whole.
FEWEST_LETTERS: Final = 6
_ELLIPSIS: Final = "…"


@dataclass(frozen=True)
class Lane:
    """A row of the timeline: stable id and title. An `optional` one is there only while it has events."""

    id: str
    title: str
    optional: bool = False


@dataclass(frozen=True)
class Event:
    """Something on the timeline.

    `earliest` and `latest` are equal for an exact day; None is an open side. `when` says the date in words.
    `level` is a risk level or stored risk code ("" for none). `tags` are what filters ask for, as pairs of a
    filter's id and a code. An event with both sides open has no date at all and stands below the line.
    """

    id: str
    lane: str
    label: str
    earliest: date | None
    latest: date | None
    when: str = ""
    level: str = ""
    tags: frozenset[tuple[str, str]] = frozenset()

    @property
    def undated(self) -> bool:
        return self.earliest is None and self.latest is None

    @property
    def exact(self) -> bool:
        return self.earliest is not None and self.earliest == self.latest


@dataclass(frozen=True)
class Scale:
    """Linear from `first` to `last` over `width` units; never compressed."""

    first: date
    last: date
    width: float

    def at(self, day: date) -> float:
        """Position of a day, held inside the line."""
        share = (day - self.first).days / max(1, (self.last - self.first).days)
        return min(max(0.0, share), 1.0) * self.width

    def day_at(self, position: float) -> date:
        """The day at a position on the line."""
        share = min(max(0.0, position / self.width), 1.0)
        return self.first + timedelta(days=round(share * (self.last - self.first).days))

    def months(self) -> list[date]:
        """First days of all months on the line."""
        found = []
        day = self.first
        while day <= self.last:
            found.append(day)
            day = date(day.year + day.month // 12, day.month % 12 + 1, 1)
        return found

    def quarters(self) -> list[date]:
        """First days of all quarters on the line."""
        found = []
        day = self.first
        while day <= self.last:
            found.append(day)
            day = _next_quarter(day)
        return found


@dataclass(frozen=True)
class Placed:
    """One thing to paint: one event, or a cluster of several that would cover each other.

    `left` and `right` bound the mark, `middle` is where the shape goes. `text` is what fits of the label (""
    when it was dropped), `text_left` where it begins.
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


def span(events: Sequence[Event], today: date, width: float) -> Scale:
    """From the quarter of the first event to two months after today, or after the last event if that is
    later.
    """
    days = [d for e in events for d in (e.earliest, e.latest) if d is not None]
    first = min([*days, today]) if days else today - timedelta(days=365)
    last = max([*days, today])
    return Scale(_quarter(first), last + timedelta(days=61), max(1.0, width))


def place(
    events: Sequence[Event], scale: Scale, measure: Callable[[str], float], size: float = SHAPE
) -> list[Placed]:
    """Places the events of one lane, in order of time: marks first, then labels from right to left."""
    marks = _cluster(sorted((_mark(e, scale, size) for e in events), key=lambda m: m.middle), size)
    placed: list[Placed] = []
    limit = scale.width + FREE
    for number in range(len(marks) - 1, -1, -1):
        mark = marks[number]
        # Spans may reach past their neighbours, so the farthest edge counts on both sides.
        before = max((m.right for m in marks[:number]), default=-float(FREE))
        done = _label(mark, before, limit, measure)
        placed.append(done)
        limit = min(limit, done.left, done.text_left if done.text else done.left)
    return placed[::-1]


def place_undated(
    events: Sequence[Event], width: float, measure: Callable[[str], float], size: float = SHAPE
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


def _label(mark: Placed, before: float, limit: float, measure: Callable[[str], float]) -> Placed:
    """Right of the mark if it fits before the next one's space, else left, else cut, else dropped."""
    several = len(mark.events) > 1
    text = f"+{len(mark.events)}" if several else mark.events[0].label
    width = measure(text)
    start, end = mark.right + GAP, mark.left - GAP
    right_room = limit - FREE - start
    left_room = end - before - FREE
    if width <= right_room:
        return _with(mark, text, start, width)
    if width <= left_room:
        return _with(mark, text, end - width, width)
    on_right = right_room >= left_room
    shown = _cut(text, max(right_room, left_room), measure)
    if not shown:
        return mark
    width = measure(shown)
    return _with(mark, shown, start if on_right else end - width, width)


def _cut(text: str, room: float, measure: Callable[[str], float]) -> str:
    for count in range(len(text) - 1, FEWEST_LETTERS - 1, -1):
        shown = text[:count].rstrip() + _ELLIPSIS
        if measure(shown) <= room:
            return shown
    return ""


def _with(mark: Placed, text: str, left: float, width: float) -> Placed:
    return Placed(
        mark.events, mark.left, mark.right, mark.middle, text, left, width, mark.open_start, mark.open_end
    )


def _mark(event: Event, scale: Scale, size: float) -> Placed:
    if event.exact and event.earliest is not None:
        at = scale.at(event.earliest)
        return Placed((event,), at - size / 2, at + size / 2, at)
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
    )


def _cluster(marks: list[Placed], size: float) -> list[Placed]:
    """Joins neighbours whose shapes would cover each other."""
    result: list[Placed] = []
    for mark in marks:
        last = result[-1] if result else None
        if last is not None and mark.middle - last.middle < size + 1:
            middle = (last.middle * len(last.events) + mark.middle) / (len(last.events) + 1)
            result[-1] = Placed((*last.events, *mark.events), middle - size / 2, middle + size / 2, middle)
        else:
            result.append(mark)
    return result


def _quarter(day: date) -> date:
    return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)


def _next_quarter(day: date) -> date:
    return date(day.year + 1, 1, 1) if day.month > 9 else date(day.year, day.month + 3, 1)
