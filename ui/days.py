"""Days as lists tell them: near ones by name, late ones with the words for it, others short."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from caseapp.i18n import N_, ntr, tr

#: A deadline this many days ahead is near enough to stand out.
SOON = 7
_SHORT = (
    N_("{day} Jan"),
    N_("{day} Feb"),
    N_("{day} Mar"),
    N_("{day} Apr"),
    N_("{day} May"),
    N_("{day} Jun"),
    N_("{day} Jul"),
    N_("{day} Aug"),
    N_("{day} Sep"),
    N_("{day} Oct"),
    N_("{day} Nov"),
    N_("{day} Dec"),
)


@dataclass(frozen=True)
class Due:
    """A deadline in words. `late`: it has passed; `soon`: today or within SOON days."""

    text: str
    late: bool = False
    soon: bool = False


def short(day: date, today: date) -> str:
    """Day and month, as in "26 Nov"; with the year when it is another than today's."""
    words = tr(_SHORT[day.month - 1], day=day.day)
    return words if day.year == today.year else f"{words} {day.year}"


def dated(day: date) -> str:
    """Day, month and year, as in "26 Nov 2026", for columns of dates."""
    return f"{tr(_SHORT[day.month - 1], day=day.day)} {day.year}"


def moment(at: datetime) -> str:
    """Day and time on the caseworker's clock: "21 Nov 2026, 17:30"."""
    local = at.astimezone()
    return f"{dated(local.date())}, {local:%H:%M}"


def past(day: date | None, today: date) -> str:
    """When something was: "Today", "Yesterday", "14 Nov"; an empty string for never."""
    if day is None:
        return ""
    if day == today:
        return tr("Today")
    if day == today - timedelta(days=1):
        return tr("Yesterday")
    return short(day, today)


def due(day: date, today: date) -> Due:
    """When something is due: "Tomorrow", "26 Nov", "21 Nov, 2 days late"."""
    ahead = (day - today).days
    if ahead < 0:
        late = ntr("{n} day late", "{n} days late", -ahead)
        return Due(f"{short(day, today)}, {late}", late=True)
    if ahead == 0:
        return Due(tr("Today"), soon=True)
    if ahead == 1:
        return Due(tr("Tomorrow"), soon=True)
    return Due(short(day, today), soon=ahead <= SOON)


def ago(days: int) -> str:
    """How long since: "today", "yesterday", "5 days ago", "3 weeks ago", "5 months ago", "2 years ago"."""
    if days <= 0:
        return tr("today")
    if days == 1:
        return tr("yesterday")
    if days < 14:
        return ntr("{n} day ago", "{n} days ago", days)
    if days < 60:
        return ntr("{n} week ago", "{n} weeks ago", days // 7)
    if days < 730:
        return ntr("{n} month ago", "{n} months ago", days // 30)
    return ntr("{n} year ago", "{n} years ago", days // 365)
