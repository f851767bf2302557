"""The rows of the register: which are shown, in which order, and what their cells say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from caseapp.i18n import N_, tr
from caseapp.rules.folding import fold
from caseapp.services.letters import LetterRow
from ui.days import dated
from ui.privacy import Privacy
from ui.tables.cells import Column, Lines, State, Text
from ui.tables.matching import Findable, Sought
from ui.words import letter_kind, told_language

#: Columns that give way when the place is short, the first one first.
YIELDING = ("code", "recipient", "language", "kind")
_DRAFT_LAST = datetime(9999, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Wanted:
    """Which letters the register shows. `year` 0 and empty texts let everything through."""

    issued: bool = True
    drafts: bool = True
    year: int = 0
    kind: str = ""
    text: str = ""

    @property
    def narrows(self) -> bool:
        """Whether it keeps anything out."""
        return self != Wanted()


def day_of(row: LetterRow) -> date | None:
    """The day of issue, or the date that a draft bears."""
    return row.issued_at.astimezone().date() if row.issued_at is not None else row.dated


def findable(row: LetterRow) -> Findable:
    """What a letter is found by: number, client, recipient and check code."""
    return Findable.of((row.client,), (row.number, row.case_number, row.recipient, row.check_code))


def fitting(rows: Mapping[LetterRow, Findable], wanted: Wanted) -> Iterator[LetterRow]:
    """The letters that are shown."""
    sought = Sought.of(wanted.text)
    for row, found in rows.items():
        if not (wanted.issued if row.issued_at is not None else wanted.drafts):
            continue
        if wanted.year and _year_of(row) != wanted.year:
            continue
        if (not wanted.kind or row.kind == wanted.kind) and found.fits(sought):
            yield row


def _year_of(row: LetterRow) -> int:
    day = day_of(row)
    return day.year if day is not None else 0


def ordered(rows: Iterable[LetterRow], column: str, descending: bool) -> list[LetterRow]:
    """The rows in the order of a column; equal ones stay newest first."""
    newest = sorted(rows, key=lambda row: row.issued_at or _DRAFT_LAST, reverse=True)
    keys = {
        "number": lambda row: (row.number or "￿", row.id),
        "date": lambda row: (row.issued_at or _DRAFT_LAST, day_of(row) or date.min),
        "client": lambda row: (fold(row.client), row.case_number),
        "kind": lambda row: letter_kind(row.kind).casefold(),
        "recipient": lambda row: row.recipient.casefold(),
        "language": lambda row: told_language(row.language).casefold(),
        "state": lambda row: (row.issued_at is not None, row.withdrawn_on is not None),
    }
    return sorted(newest, key=keys[column], reverse=descending)


def letter_columns(privacy: Privacy) -> Sequence[Column]:
    """The columns of the register."""
    return (
        Column("number", N_("Number"), Text, number_cell, 122, sortable=True),
        Column("date", N_("Date"), Text, date_cell, 106, sortable=True),
        Column(
            "client", N_("Client"), Lines, lambda row: client_cell(row, privacy), 180, True, sortable=True
        ),
        Column("kind", N_("Letter"), Text, lambda row: Text(letter_kind(row.kind)), 190, sortable=True),
        Column("recipient", N_("Recipient"), Text, lambda row: Text(row.recipient), 190, sortable=True),
        Column("language", N_("Language"), Text, language_cell, 96, sortable=True),
        Column("state", N_("State"), State, state_cell, 112, sortable=True),
        Column("code", N_("Check code"), Text, lambda row: Text(row.check_code, role="text2"), 140),
    )


def number_cell(row: LetterRow) -> Text:
    return Text(row.number, bold=True) if row.number else Text("–", role="text2")


def date_cell(row: LetterRow) -> Text:
    day = day_of(row)
    return Text(dated(day) if day is not None else "", role="text2")


def client_cell(row: LetterRow, privacy: Privacy) -> Lines:
    """The client above the case number; the number alone while names are hidden."""
    name = privacy.name(row.client, row.case_number)
    return Lines(name, "" if privacy.hidden or name == row.case_number else row.case_number)


def language_cell(row: LetterRow) -> Text:
    return Text(told_language(row.language), role="text2")


def state_cell(row: LetterRow) -> State:
    if row.withdrawn_on is not None:
        return State("circle-x", tr("Withdrawn"), "text2")
    if row.issued_at is not None:
        return State("file-check", tr("Issued"), icon_role="ok")
    return State("file-text", tr("Draft"), "text2")
