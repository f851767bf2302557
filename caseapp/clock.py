"""The one door to the time of day."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Protocol


class Clock(Protocol):
    """Tells the time; handed to whatever needs it, so that tests can hold it still."""

    def now(self) -> datetime:
        """The moment, aware, in UTC."""

    def today(self) -> date:
        """The day on the caseworker's calendar."""

    def local(self) -> datetime:
        """The moment by the caseworker's calendar and clock, where they are."""


class SystemClock:
    """The computer's own clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def today(self) -> date:
        return self.local().date()

    def local(self) -> datetime:
        return datetime.now().astimezone()
