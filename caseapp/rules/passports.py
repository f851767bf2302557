"""What an identity document is worth on a day: how long it still lasts, and who no longer takes it.

Pure: documents, days and facts come in, warnings go out, the most urgent first.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal, Protocol

Code = Literal["annulled", "seized", "lost", "stolen", "refused", "ended", "unrecognised", "ends"]
Level = Literal["crit", "high", "mod", "low"]

#: Months ahead at which an end is told, each with how urgent it then is.
STEPS: tuple[tuple[int, Level], ...] = ((3, "high"), (6, "mod"), (12, "low"))
#: By which documents people travel or stay; only their ends are watched. "": nobody has said yet what it is.
WATCHED = frozenset({"", "PAF", "NID", "CTD", "ALN", "RET", "RES", "VIS", "ASY"})
#: With which people travel: one of them that is recognised is enough.
TRAVEL = frozenset({"PAF", "CTD", "ALN"})
#: States in which a document is of no use although its date has not come, with how they are told.
SPOILT: dict[str, Code] = {"ANN": "annulled", "SEI": "seized", "LOS": "lost", "STO": "stolen"}
#: Replaced by a newer one: nothing to warn of.
REPLACED = "REP"
_LEVELS: tuple[Level, ...] = ("crit", "high", "mod", "low")
#: Russian passports without a chip were issued for five years; a week lies between issue and first day.
_FIVE_YEARS = 5 * 366 + 7


class Document(Protocol):
    """What the rules read of an identity document."""

    id: str
    person_id: str
    kind: str
    country: str
    issued_on: date | None
    valid_until: date | None
    chip: str
    state: str
    not_recognised_in: list[str]


@dataclass(frozen=True)
class Fact:
    """Passports of `issuer` without a chip are not taken in `host`.

    `since` is the last day by which it certainly held, None when that is not known. `verified` facts may be
    printed until `review`; others are shown with the word "check" and never leave the app.
    """

    host: str
    issuer: str
    kinds: frozenset[str]
    since: date | None
    #: By language.
    source: dict[str, str]
    as_of: date
    review: date
    verified: bool
    #: For whom it does not hold, by language.
    exception: dict[str, str] = field(default_factory=dict)

    def holds(self, day: date) -> bool:
        """Whether the rule is in force on the day."""
        return self.since is None or self.since <= day

    def sure(self, day: date) -> bool:
        """Whether it may be relied on without another look."""
        return self.verified and day <= self.review


@dataclass(frozen=True)
class Alert:
    """One thing about a document that somebody must know. `until` is its last day; `months` one of STEPS for
    what still lasts. For "unrecognised": `host` names the country, `fact` is None when a caseworker entered
    it; `check` says that it must be looked at again before anybody relies on it; `aside`, that the holder has
    another document that is recognised there, so that it is told with this one and nowhere else.
    """

    code: Code
    level: Level
    document: Document
    until: date | None = None
    months: int = 0
    host: str = ""
    fact: Fact | None = None
    check: bool = False
    aside: bool = False

    @property
    def urgency(self) -> tuple[int, date, str]:
        """Sorts the most urgent first."""
        return (_LEVELS.index(self.level), self.until or date.max, self.document.id)


def months_later(day: date, months: int) -> date:
    """The same day some months later, the last of a month that is shorter."""
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def months_until(day: date, until: date) -> int:
    """How many whole months lie between the days; 0 for less than one, or for none."""
    months = max(0, (until.year - day.year) * 12 + until.month - day.month)
    while months and months_later(day, months) > until:
        months -= 1
    return months


def ended(document: Document, day: date) -> bool:
    """Whether its last day has passed, or somebody has said so."""
    return document.state == "EXP" or (document.valid_until is not None and document.valid_until < day)


def usable(document: Document, day: date) -> bool:
    """Whether it can be shown: not ended, not taken away, not replaced."""
    return not ended(document, day) and document.state not in (*SPOILT, REPLACED)


def five_year(document: Document) -> bool | None:
    """Whether it is a Russian passport without a chip; None when that only follows from its dates."""
    if document.kind != "PAF" or document.country != "RU" or document.chip == "BIO":
        return False
    if document.chip == "NOT":
        return True
    issued, until = document.issued_on, document.valid_until
    short = issued is not None and until is not None and 0 < (until - issued).days <= _FIVE_YEARS
    return None if short else False


def refusals(document: Document, day: date, facts: Iterable[Fact]) -> list[Fact]:
    """The facts that hold for this document on the day, whoever the host is."""
    if five_year(document) is False:
        return []
    return [
        fact
        for fact in facts
        if fact.issuer == document.country and document.kind in fact.kinds and fact.holds(day)
    ]


def alerts(
    documents: Sequence[Document], day: date, host: str = "", facts: Sequence[Fact] = ()
) -> list[Alert]:
    """Everything to warn of about the documents of one case, the most urgent first. `host` is the country in
    which the client stays.
    """
    found: list[Alert] = []
    for document in documents:
        if document.state == REPLACED:
            continue
        if document.state in SPOILT:
            found.append(Alert(SPOILT[document.state], "crit", document, document.valid_until))
            continue
        if document.state == "DEN":
            found.append(Alert("refused", "high", document, document.valid_until))
        if document.kind in WATCHED and not _followed(document, documents, day):
            found += _end(document, day)
        if host and usable(document, day):
            refused = _unrecognised(document, day, host, facts)
            if refused and _stood_in(document, documents, day, host, facts):
                refused = [replace(one, level="low", aside=True) for one in refused]
            found += refused
    return sorted(found, key=lambda each: each.urgency)


def first_end(documents: Iterable[Document]) -> date | None:
    """The day from which the first of the documents of a case is of no use and has no successor: the last day
    of those whose end is watched, the beginning of time for one that was taken away or is said to have
    expired. None when nothing of that kind is known.

    It depends on no day, so that it can be kept with the case.
    """
    documents = list(documents)
    ends = []
    for document in documents:
        if document.state in SPOILT:
            ends.append(date.min)
        elif document.state != REPLACED and document.kind in WATCHED and not _outlasted(document, documents):
            ends += [date.min] if document.state == "EXP" else filter(None, [document.valid_until])
    return min(ends, default=None)


def _outlasted(document: Document, documents: Iterable[Document]) -> bool:
    """Whether its holder has another of the same kind that ends later and was not taken away."""
    return any(
        other.id != document.id
        and (other.person_id, other.kind) == (document.person_id, document.kind)
        and other.valid_until is not None
        and other.valid_until > (document.valid_until or date.min)
        and other.state not in (*SPOILT, REPLACED, "EXP")
        for other in documents
    )


def _followed(document: Document, documents: Sequence[Document], day: date) -> bool:
    """Whether its holder has another of the same kind that lasts longer."""
    last = document.valid_until or day
    return any(
        other.id != document.id
        and other.person_id == document.person_id
        and other.kind == document.kind
        and other.valid_until is not None
        and other.valid_until > last
        and usable(other, day)
        for other in documents
    )


def _stood_in(
    document: Document, documents: Sequence[Document], day: date, host: str, facts: Sequence[Fact]
) -> bool:
    """Whether its holder can travel with another one, of which it is known that `host` recognises it."""
    return any(
        other.id != document.id
        and other.person_id == document.person_id
        and other.kind in TRAVEL
        and other.valid_until is not None
        and usable(other, day)
        and _known_chip(other)
        and not _unrecognised(other, day, host, facts)
        for other in documents
    )


def _known_chip(document: Document) -> bool:
    """Whether somebody has said if it has a chip, or its dates do; it matters for Russian passports alone."""
    if document.kind != "PAF" or document.country != "RU" or document.chip in ("BIO", "NOT"):
        return True
    return document.issued_on is not None and document.valid_until is not None


def _end(document: Document, day: date) -> list[Alert]:
    until = document.valid_until
    if ended(document, day):
        return [Alert("ended", "crit", document, until)]
    for months, level in STEPS:
        if until is not None and until <= months_later(day, months):
            return [Alert("ends", level, document, until, months)]
    return []


def _unrecognised(document: Document, day: date, host: str, facts: Sequence[Fact]) -> list[Alert]:
    until = document.valid_until
    if host in document.not_recognised_in:
        return [Alert("unrecognised", "high", document, until, host=host)]
    for fact in refusals(document, day, facts):
        if fact.host == host:
            check = not fact.sure(day) or five_year(document) is None
            return [Alert("unrecognised", "high", document, until, host=host, fact=fact, check=check)]
    return []
