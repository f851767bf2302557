"""What the columns of the list of cases show."""

from __future__ import annotations

from collections.abc import Sequence

from caseapp.clock import Clock
from caseapp.i18n import N_, language, tr
from caseapp.lists import countries
from caseapp.services.cases import CaseRow
from ui.days import due, past
from ui.privacy import Privacy
from ui.screens.case.paperwords import brief, called
from ui.tables.cells import Column, Lines, Risk, State, Text
from ui.words import STATUS_ICONS, client_name, coded

#: How the list says in which order it stands, by column: ascending, descending.
ORDERS = {
    "name": (N_("by name"), N_("by name, from the end")),
    "country": (N_("by country"), N_("by country, from the end")),
    "status": (N_("by status"), N_("by status, from the end")),
    "risk": (N_("lowest risk first"), N_("highest risk first")),
    "deadline": (N_("next deadline first"), N_("latest deadline first")),
    "contact": (N_("longest without contact first"), N_("latest contact first")),
}
#: Columns that give way when the place is short, the first one first.
YIELDING = ("contact", "country", "status", "passport")
#: The name keeps at least this width, at 100 % text.
NAME_LEAST = 190


def case_columns(privacy: Privacy, clock: Clock) -> Sequence[Column]:
    """The columns, from the first to the last."""
    return (
        Column(
            "name", N_("Name"), Lines, lambda row: name_cell(row, privacy), 228, stretch=True, sortable=True
        ),
        Column("country", N_("Country"), Text, country_cell, 108, sortable=True),
        Column("status", N_("Status"), State, lambda row: status_cell(row.status), 120, sortable=True),
        Column("risk", N_("Risk"), Risk, lambda row: Risk(row.risk or None), 124, sortable=True),
        Column(
            "deadline", N_("Next deadline"), Lines, lambda row: deadline_cell(row, clock), 172, sortable=True
        ),
        Column("passport", N_("Passport"), Lines, lambda row: passport_cell(row, clock), 120),
        Column("contact", N_("Last contact"), Text, lambda row: contact_cell(row, clock), 100, sortable=True),
    )


def names(row: CaseRow, privacy: Privacy) -> tuple[str, str]:
    """First and second line of a name; the number of the case while names are hidden."""
    first, second = client_name(row.name, row.name_original)
    return privacy.name(first, row.number), "" if privacy.hidden else second


def name_cell(row: CaseRow, privacy: Privacy) -> Lines:
    """The client, or the number of the case while names are hidden."""
    return Lines(*names(row, privacy))


def country_cell(row: CaseRow) -> Text:
    return Text(countries.name(row.country, language()) if row.country else "")


def status_cell(code: str) -> State:
    """Icon and word of a status."""
    word = coded("case_status", code)
    return State(STATUS_ICONS.get(code, "circle-check"), word, icon_role="text2") if word else State("", "")


def deadline_cell(row: CaseRow, clock: Clock) -> Lines:
    """When something is due, and what; late ones in the ink of danger."""
    if row.deadline_on is None:
        return Lines(row.deadline_what, bold=False)
    when = due(row.deadline_on, clock.today())
    return Lines(
        when.text, row.deadline_what, bold=when.late or when.soon, role="crit" if when.late else "text"
    )


def passport_cell(row: CaseRow, clock: Clock) -> Lines:
    """The most urgent warning about a document of the case, and which document it is."""
    alert = row.alert
    if alert is None:
        return Lines("")
    grave = alert.level in ("crit", "high")
    words = brief(alert, clock.today())
    return Lines(words, called(alert.document), bold=grave, role=alert.level if grave else "text")  # type: ignore[arg-type]


def contact_cell(row: CaseRow, clock: Clock) -> Text:
    return Text(past(row.last_contact, clock.today()) or tr("Never"), role="text2")
