"""Stand-ins for the few things a test must hold still; everything else in the tests is real."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

#: The moment every test starts at, unless it says otherwise: a Monday in spring.
START = datetime(2026, 3, 16, 9, 30, tzinfo=UTC)


class FixedClock:
    """A `caseapp.clock.Clock` that stands still until the test moves it."""

    def __init__(self, moment: datetime = START) -> None:
        if moment.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        self.moment = moment.astimezone(UTC)

    def now(self) -> datetime:
        """The moment, aware, in UTC."""
        return self.moment

    def today(self) -> date:
        """The day of that moment; the calendar of the tests is the one of UTC."""
        return self.moment.date()

    def local(self) -> datetime:
        """The moment by the clock on the wall, which shows UTC here."""
        return self.moment

    def advance(self, by: timedelta) -> None:
        """Moves the clock, also backwards."""
        self.moment += by
