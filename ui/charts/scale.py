"""What stands on the line, and where a day lies on it: plain numbers, no painting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta


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
    filter's id and a code. `vague` says that the date is about or doubtful: it may lie beside the days given.
    An event with both sides open has no date at all and stands below the line.
    """

    id: str
    lane: str
    label: str
    earliest: date | None
    latest: date | None
    when: str = ""
    level: str = ""
    tags: frozenset[tuple[str, str]] = frozenset()
    vague: bool = False

    @property
    def undated(self) -> bool:
        return self.earliest is None and self.latest is None

    @property
    def exact(self) -> bool:
        return self.one_day and not self.vague

    @property
    def uncertain(self) -> bool:
        """Whether something is known of its time, but not the day."""
        return not self.undated and not self.exact

    @property
    def one_day(self) -> bool:
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


def span(events: Sequence[Event], today: date, width: float) -> Scale:
    """From the quarter of the first event to two months after today, or after the last event if that is
    later.
    """
    days = [d for e in events for d in (e.earliest, e.latest) if d is not None]
    first = min([*days, today]) if days else today - timedelta(days=365)
    last = max([*days, today])
    return Scale(_quarter(first), last + timedelta(days=61), max(1.0, width))


def _quarter(day: date) -> date:
    return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)


def _next_quarter(day: date) -> date:
    return date(day.year + 1, 1, 1) if day.month > 9 else date(day.year, day.month + 3, 1)
