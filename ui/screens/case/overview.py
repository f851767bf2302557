"""What matters in ten seconds: how to reach the client safely, what is due, what happened last."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from caseapp.i18n import N_, tr
from caseapp.records import Case, Incident, Letter, Note
from caseapp.services import watch
from caseapp.services.cases import CaseSummary
from ui.days import ago, due, past, short
from ui.screens.case.desk import Column, Desk, Section, emptied, heading, snug
from ui.screens.case.notices import NoticeLink, Notices
from ui.screens.case.paperwords import told
from ui.screens.case.words import (
    CHANNEL_ICONS,
    coded,
    incident_title,
    joined,
    letter_kind,
    letter_state,
    note_first_line,
    person_name,
    said,
)
from ui.widgets.buttons import Button
from ui.widgets.labels import Words
from ui.widgets.named import named
from ui.widgets.pane import Card, FactLine
from ui.widgets.shapes import level, level_word

#: How many of the latest things each list shows.
LATEST = 3


class Overview(Section):
    """Shows, and leads to the section where it can be changed."""

    NAME = "case.overview"
    SAYS = N_("Overview")

    def __init__(self, desk: Desk, case_id: str) -> None:
        super().__init__(desk, case_id)
        scroll = Column(self.look, "case.overview.scroll", width=860)
        self.notices = Notices(self.look, "overview.notices")
        self._column = QVBoxLayout()
        scroll.column.setSpacing(24)
        scroll.column.addWidget(self.notices)
        scroll.column.addLayout(self._column)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)

    def show_summary(self, summary: CaseSummary) -> None:
        self._notice(summary)
        column = self._column
        emptied(column)
        column.setSpacing(24)
        column.addWidget(self._safe(summary.case))
        top = QHBoxLayout()
        top.setSpacing(32)
        top.addWidget(self._deadline(summary.case), 1)
        top.addWidget(self._risk(summary.case), 1)
        column.addLayout(top)
        column.addWidget(self._incidents(summary.incidents))
        column.addWidget(self._notes(summary.notes))
        column.addWidget(self._letters(summary.letters))

    def _notice(self, summary: CaseSummary) -> None:
        """What needs attention in this case, one line each."""
        self.notices.clear()
        today = self.desk.office.clock.today()
        client = summary.client.id if summary.client is not None else ""
        for alert in watch.of_case(summary.documents, summary.case.country, today):
            person = summary.person(alert.document.person_id)
            if person is None:
                continue
            section = "identity" if person.id == client else "people"
            whose = "" if person.id == client else coded("relations", person.relation) or person_name(person)
            link = NoticeLink(tr("See document"), partial(self._leads, section))
            self.notices.add_notice(
                alert.level, told(alert, today, whose), link, key=f"{alert.code}-{alert.document.id}"
            )

    def _safe(self, case: Case) -> QWidget:
        card = Card(self.look, "overview.safe", role="okbg" if case.safe_contact else "highbg", edge="")
        row = QHBoxLayout(card)
        row.setContentsMargins(16, 14, 16, 14)
        row.setSpacing(12)
        if case.safe_contact:
            line = FactLine(
                self.look, "shield-check", tr("Safe to contact"), case.safe_contact, role="ok", more_px=13
            )
        else:
            line = FactLine(
                self.look,
                "triangle-alert",
                tr("Not known how to contact the client safely"),
                tr("Ask before you ring: who else can see the telephone, when, and what must not be said."),
                role="high",
            )
        row.addWidget(line, 1)
        row.addWidget(self._link(tr("Change"), "safe", "overview.safe.change"), 0, Qt.AlignmentFlag.AlignTop)
        return snug(card)

    def _deadline(self, case: Case) -> QWidget:
        block, column = self._block(tr("Next deadline"), "overview.deadline", "situation")
        if case.deadline_on is None and not case.deadline_what:
            column.addWidget(Words(self.look, tr("Nothing is due."), role="text2"))
            return snug(block)
        today = self.desk.office.clock.today()
        role, words = "text2", tr("no date yet")
        if case.deadline_on is not None:
            told = due(case.deadline_on, today)
            day = short(case.deadline_on, today)
            role = "crit" if told.late or told.soon else "text2"
            words = told.text if day in told.text else f"{told.text}, {day}"
        column.addWidget(
            FactLine(self.look, "calendar-clock", words, case.deadline_what, role=role, more_px=13)
        )
        return snug(block)

    def _risk(self, case: Case) -> QWidget:
        block, column = self._block(tr("Risk"), "overview.risk", "situation")
        found = level(case.risk)
        words = level_word(case.risk)
        today = self.desk.office.clock.today()
        when = ago((today - case.risk_on).days) if case.risk_on is not None else ""
        fact = f"{words}, {tr('assessed {day}', day=when)}" if when and found else words
        icon = "shield-check" if found == "low" else "triangle-alert"
        column.addWidget(FactLine(self.look, icon, fact, case.risk_reason, role=found or "text2", more_px=13))
        return snug(block)

    def _incidents(self, incidents: Sequence[Incident]) -> QWidget:
        block, column = self._block(tr("Latest threats and incidents"), "overview.incidents", "threats")
        if not incidents:
            self._nothing(column, tr("No threat or incident is recorded yet."), tr("Record one"), "threats")
        for incident in reversed(incidents[-LATEST:]):
            found = level(incident.severity)
            kind = coded("incident_kinds", incident.kind)
            more = joined(said(incident.happened), incident.place, kind if incident.title else "", by=" · ")
            column.addWidget(
                FactLine(self.look, "triangle-alert", incident_title(incident), more, role=found or "text2")
            )
        return snug(block)

    def _notes(self, notes: Sequence[Note]) -> QWidget:
        block, column = self._block(tr("Latest journal entries"), "overview.journal", "journal")
        if not notes:
            self._nothing(column, tr("The journal is empty."), tr("Write the first entry"), "journal")
        today = self.desk.office.clock.today()
        for note in notes[:LATEST]:
            more = joined(past(note.on, today), coded("channels", note.channel), note.with_whom, by=" · ")
            icon = CHANNEL_ICONS.get(note.channel, "message-circle")
            column.addWidget(FactLine(self.look, icon, note_first_line(note), more))
        return snug(block)

    def _letters(self, letters: Sequence[Letter]) -> QWidget:
        block, column = self._block(tr("Letters"), "overview.letters", "letters")
        if not letters:
            self._nothing(column, tr("No letter has been written yet."), tr("Go to letters"), "letters")
        for letter in reversed(letters[-LATEST:]):
            icon = "file-check" if letter.issued_at else "file-text"
            title = letter_kind(letter.kind)
            column.addWidget(
                FactLine(self.look, icon, title, joined(letter_state(letter), letter.number, by=" · "))
            )
        return snug(block)

    def _block(self, title: str, name: str, section: str) -> tuple[QWidget, QVBoxLayout]:
        block = QWidget()
        named(block, name, title)
        column = QVBoxLayout(block)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(heading(self.look, title))
        head.addWidget(self._link(tr("Go there"), section, f"{name}.open", f"{title}: {tr('Go there')}"))
        head.addStretch(1)
        column.addLayout(head)
        return block, column

    def _link(self, words: str, section: str, name: str, says: str = "") -> Button:
        button = Button(self.look, words, name, kind="link")
        if says:
            button.setAccessibleName(says)
        button.clicked.connect(partial(self._leads, section))
        return button

    def _leads(self, section: str) -> None:
        self.go.emit(section)

    def _nothing(self, column: QVBoxLayout, words: str, link: str, section: str) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(Words(self.look, words, role="text2"))
        row.addWidget(self._link(link, section, f"overview.start.{section}"))
        row.addStretch(1)
        column.addLayout(row)
