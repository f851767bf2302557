"""Which backups of a series may go: recent days, weeks and months are each kept once."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from datetime import datetime

DAYS, WEEKS, MONTHS, FEWEST = 7, 5, 12, 3


def superseded(moments: Sequence[datetime]) -> list[datetime]:
    """The moments of backups that a newer one of the same day, week or month makes superfluous.

    Keeps the newest of each of the last 7 days, 5 weeks and 12 months that have one, and never fewer than 3
    in all.
    """
    newest_first = sorted(moments, reverse=True)
    kept = set(newest_first[:FEWEST])
    for many, period in ((DAYS, _day), (WEEKS, _week), (MONTHS, _month)):
        seen: dict[Hashable, datetime] = {}
        for moment in newest_first:
            seen.setdefault(period(moment), moment)
        kept |= set(list(seen.values())[:many])
    return [moment for moment in newest_first if moment not in kept]


def _day(moment: datetime) -> Hashable:
    return moment.date()


def _week(moment: datetime) -> Hashable:
    return moment.isocalendar()[:2]


def _month(moment: datetime) -> Hashable:
    return (moment.year, moment.month)
