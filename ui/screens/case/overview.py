"""What matters in ten seconds: how to reach the client safely, what is due, what happened last."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from caseapp.i18n import N_, tr
from caseapp.letters.material import anchor
from caseapp.records import Case, Incident, Letter, Note, Person
from caseapp.rules.reaching import unsafe
from caseapp.services.cases import CaseSummary
from caseapp.services.household import kin_of, told
from ui.days import ago, due, past, short
from ui.screens.case.desk import Column, Desk, Section, emptied, heading, snug
from ui.screens.case.glance import (
    household_line,
    household_more,
    own_points,
    profile_line,
    profile_more,
    where_line,
)
from ui.screens.case.notices import NoticeLink, Notices
from ui.screens.case.paperwords import told as told_alert
from ui.screens.case.reaching import reach_lines, struck, warning
from ui.screens.case.seen import seen_words
from ui.widgets.buttons import Button
from ui.widgets.labels import Words
from ui.widgets.named import named
from ui.widgets.pane import Card, FactLine
from ui.widgets.shapes import level, level_word
from ui.words import (
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
        self._summary: CaseSummary | None = None
        desk.host.privacy.changed.connect(self._privacy_turned)

    @Slot()
    def _privacy_turned(self) -> None:
        """Notices may name people."""
        if self._summary is not None:
            self._notice(self._summary)

    def show_summary(self, summary: CaseSummary) -> None:
        self._summary = summary
        self._notice(summary)
        column = self._column
        emptied(column)
        column.setSpacing(24)
        column.addWidget(self._safe(summary))
        for left, right in (
            (self._risk(summary.case), self._deadline(summary.case)),
            (self._where(summary), self._last(summary)),
            (self._household(summary), self._profile(summary)),
        ):
            pair = QHBoxLayout()
            pair.setSpacing(32)
            pair.addWidget(left, 1, Qt.AlignmentFlag.AlignTop)
            pair.addWidget(right, 1, Qt.AlignmentFlag.AlignTop)
            column.addLayout(pair)
        column.addWidget(self._incidents(summary.incidents))
        column.addWidget(self._notes(summary.notes))
        column.addWidget(self._letters(summary.letters))

    def _notice(self, summary: CaseSummary) -> None:
        """What needs attention in this case, one line each."""
        self.notices.clear()
        self._notice_reaching(summary)
        self._notice_papers(summary)
        self._notice_traces(summary)

    def _notice_papers(self, summary: CaseSummary) -> None:
        today = self.desk.office.clock.today()
        client = summary.client.id if summary.client is not None else ""
        for alert in summary.alerts:
            person = summary.person(alert.document.person_id)
            if person is None:
                continue
            section = "identity" if person.id == client else "people"
            whose = "" if person.id == client else coded("relations", person.relation) or self._name(person)
            self.notices.add_notice(
                alert.level,
                told_alert(alert, today, whose),
                self._way(tr("See document"), section),
                key=f"{alert.code}-{alert.document.id}",
            )

    def _notice_traces(self, summary: CaseSummary) -> None:
        for trace in summary.traces:
            if (found := summary.elsewhere.get(trace.id)) is not None:
                words = f"{seen_words(found)}: {trace.value}"
                link = NoticeLink(tr("Show"), partial(self._lead_to, anchor("trace", trace.id, "value")))
                self.notices.add_notice("high", words, link, key=f"seen.{trace.id}")

    def _notice_reaching(self, summary: CaseSummary) -> None:
        client, points = summary.client, summary.contact_points
        own = [point for point in points if client is not None and point.person_id == client.id]
        if client is not None and any(unsafe(way, own) for way in (client.phone, client.mail)):
            words = tr("The telephone or e-mail of the client is marked: do not use.")
            self.notices.add_notice("crit", words, self._way(tr("Safe contact"), "safe"), key="struck")
        names = {one.id: self._name(one) for one in summary.persons}
        for at, found in enumerate(kin_of(summary).contradictions()):
            link = self._way(tr("People"), "people")
            self.notices.add_notice("mod", told(found, names), link, key=f"kin.{at}")

    def _way(self, words: str, section: str) -> NoticeLink:
        return NoticeLink(words, partial(self._leads, section))

    def _name(self, person: Person) -> str:
        """What a person is called here; their role while names are hidden."""
        if self.desk.host.privacy.hidden:
            return coded("relations", person.relation) or tr("Hidden")
        return person_name(person)

    def _safe(self, summary: CaseSummary) -> QWidget:
        """How to reach the client: read before dialling, so what must not be said or used stands in it."""
        case = summary.case
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
        for point in own_points(summary):
            if point.safe == "yes" and point.value:
                lines = reach_lines(point)
                line.words.addWidget(Words(self.look, joined(lines.first, lines.second, by=" · "), wrap=True))
            elif point.safe == "no" and point.value:
                line.words.addWidget(struck(self.look, point.value, f"overview.struck.{point.id}"))
            if (never := warning(self.look, point, f"overview.never.{point.id}")) is not None:
                line.words.addWidget(never)
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

    def _where(self, summary: CaseSummary) -> QWidget:
        block, column = self._block(tr("Where the client is"), "overview.where", "situation")
        status = coded("protection_status", summary.case.protection)
        column.addWidget(FactLine(self.look, "globe", where_line(summary), status, more_px=13))
        return snug(block)

    def _last(self, summary: CaseSummary) -> QWidget:
        block, column = self._block(tr("Last contact"), "overview.last", "journal")
        case, today = summary.case, self.desk.office.clock.today()
        newest = next((note for note in summary.notes if note.on == case.last_contact), None)
        when = past(case.last_contact, today) or tr("No contact is recorded yet")
        more = joined(coded("channels", newest.channel), newest.with_whom, by=" · ") if newest else ""
        column.addWidget(FactLine(self.look, "message-circle", when, more, more_px=13))
        return snug(block)

    def _household(self, summary: CaseSummary) -> QWidget:
        block, column = self._block(tr("Household"), "overview.household", "people")
        there = household_more(summary)
        column.addWidget(FactLine(self.look, "users", household_line(summary), there, more_px=13))
        return snug(block)

    def _profile(self, summary: CaseSummary) -> QWidget:
        block, column = self._block(tr("Profile"), "overview.profile", "situation")
        column.addWidget(FactLine(self.look, "zap", profile_line(summary), profile_more(summary), more_px=13))
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

    def _lead_to(self, place: str) -> None:
        self.desk.host.open_case(self.case_id, "threats", place)

    def _leads(self, section: str) -> None:
        self.go.emit(section)

    def _nothing(self, column: QVBoxLayout, words: str, link: str, section: str) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(Words(self.look, words, role="text2"))
        row.addWidget(self._link(link, section, f"overview.start.{section}"))
        row.addStretch(1)
        column.addLayout(row)
