"""What the backup screen says: how much would be lost, how long it still takes, what a check showed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from caseapp.i18n import ntr, tr
from caseapp.services.backup import BackupInfo, Report
from ui.days import ago, moment
from ui.screens.backup.place import size_words

#: After so many days without a checked copy the screen warns.
LATE_DAYS: Final = 7
#: After so many days without a practised restore it asks for one.
DRILL_DAYS: Final = 90


@dataclass(frozen=True)
class Fact:
    """A line of the side pane."""

    icon: str
    role: str
    fact: str
    more: str


def loss(last: BackupInfo | None, today: date, *, running: bool = False) -> Fact:
    """What would be lost if this computer vanished now."""
    if last is None or last.checked is None:
        more = tr("There is no checked copy yet. Everything is on this computer only.")
        return Fact("triangle-alert", "crit", tr("You would lose everything"), more)
    days = (today - last.at.astimezone().date()).days
    when = moment(last.at)
    after = tr("When this one is done, you would lose nothing.") if running else ""
    more = " ".join(filter(None, (tr("The last checked copy is of {when}.", when=when), after)))
    if days <= 0:
        return Fact("shield-check", "ok", tr("You would lose what you did since the copy"), more)
    fact = ntr("You would lose {n} day", "You would lose {n} days", days)
    late = days > LATE_DAYS
    return Fact("triangle-alert" if late else "shield-check", "high" if late else "ok", fact, more)


def practice(tried: date | None, today: date) -> Fact:
    """When somebody last restored a copy to see whether it works."""
    more = tr("Try it on this computer: it opens the copy beside your store and changes nothing.")
    if tried is None:
        return Fact("life-buoy", "high", tr("Restore was never tried"), more)
    days = (today - tried).days
    fact = tr("Restore was last tried {when}", when=ago(days))
    return Fact("life-buoy", "high" if days > DRILL_DAYS else "ok", fact, more)


def sheet(has_sheet: bool, made: date | None, day: str) -> Fact:
    """Whether a recovery sheet exists."""
    if not has_sheet:
        more = tr(
            "A forgotten passphrase would close the store and all copies for good. Make one in Settings."
        )
        return Fact("key-round", "crit", tr("There is no recovery sheet"), more)
    more = tr("Without it and without the passphrase nobody can open a copy, and neither can we.")
    fact = tr("Made {day}", day=day) if made is not None else tr("A recovery sheet exists")
    return Fact("key-round", "text2", fact, more)


def remaining(done: int, total: int, seconds: float) -> str:
    """Amount done and time left: "184 of 286 MB, about 20 seconds left"; no guess in the first 2 s."""
    amount = tr("{done} of {total}", done=size_words(done), total=size_words(total))
    if done <= 0 or seconds < 2 or done >= total:
        return amount
    left = round(seconds * (total - done) / done)
    if left < 60:
        rounded = max(5, round(left / 5) * 5)
        time = ntr("about {n} second left", "about {n} seconds left", rounded)
    else:
        time = ntr("about {n} minute left", "about {n} minutes left", round(left / 60))
    return f"{amount}, {time}"


def took(seconds: float) -> str:
    """How long a stage took, in a short word."""
    return tr("{n} s", n=max(1, round(seconds))) if seconds < 90 else tr("{n} min", n=round(seconds / 60))


def contents(report: Report) -> str:
    """What is in a copy: cases and the last save."""
    cases = ntr("{n} case", "{n} cases", report.cases)
    if report.last_save is None:
        return tr("{cases}. Copied {when}.", cases=cases, when=moment(report.at))
    return tr(
        "{cases}, the last change of {saved}. Copied {when}.",
        cases=cases,
        saved=moment(report.last_save),
        when=moment(report.at),
    )


def taken_at(at: datetime) -> str:
    """Time of day on the caseworker's clock."""
    return f"{at.astimezone():%H:%M}"
