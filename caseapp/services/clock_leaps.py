"""Where the computer's clock leapt, as the history tells it.

Erasing can't be taken back, and a computer with a flat battery or a mistyped year would otherwise erase what
was deleted yesterday. The store has only its own history to hold the clock against.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Float, func, select

from db.history import HistoryRow
from db.session import Work

#: A longer pause between two saves, and a save dated so long before the one before it, are mistakes of the
#: clock rather than time that passed.
PAUSE: Final = timedelta(days=366)
BACK: Final = timedelta(days=1)
_DAY: Final = timedelta(days=1)


class ClockLeaps:
    """What is known of the history of one open store; a question reads only what was not read for another."""

    def __init__(self) -> None:
        self._read_to: int | None = None
        self._last = 0

    def last(self, work: Work, since: int, until: int) -> int:
        """The number of the newest row before which the clock leapt, from row `since` to row `until`; 0 for
        none.

        Neither may shrink from one question to the next, so `until` must have been committed.
        """
        first = since - 1 if self._read_to is None else self._read_to
        days = func.julianday(HistoryRow.at, type_=Float)
        before = func.lag(days).over(order_by=HistoryRow.seq)
        rows = HistoryRow.seq.between(first, until)
        steps = select(HistoryRow.seq, (days - before).label("step")).where(rows).subquery()
        wrong = (steps.c.step > PAUSE / _DAY) | (steps.c.step < -(BACK / _DAY))
        self._last = work.scalar(select(func.max(steps.c.seq)).where(wrong)) or self._last
        self._read_to = until
        return self._last


def clock_is_wrong(work: Work, now: datetime) -> bool:
    """Whether the clock can't be right, held against the newest row of the history."""
    newest = select(func.max(HistoryRow.seq)).scalar_subquery()
    latest = work.scalar(select(HistoryRow.at).where(HistoryRow.seq == newest))
    return latest is None or latest > now or now - latest > PAUSE
