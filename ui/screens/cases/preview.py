"""The pane beside the list of cases: who it is, how to reach them safely, what is next, what was last."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from caseapp import lists
from caseapp.clock import Clock
from caseapp.i18n import tr
from caseapp.services.cases import CaseSummary
from ui.days import due, past
from ui.look import Look
from ui.privacy import Privacy
from ui.screens.case.paperwords import told
from ui.widgets.buttons import Button
from ui.widgets.chips import RiskChip, StatusPill
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import ElidedLabel, IconLabel, Words
from ui.widgets.named import named
from ui.widgets.pane import Card, FactLine, SidePane
from ui.words import CHANNEL_ICONS, STATUS_ICONS, client_names, coded, incident_title, said

#: How many of the latest events the pane shows.
LATEST = 3
#: How many warnings about documents.
PAPERS = 2
_LONG_AGO = date(1, 1, 1)
#: Icons by the group of an incident's kind (list "incident_groups").
_GROUP_ICONS = {
    "D": "octagon-alert",
    "H": "scale",
    "M": "file-text",
    "J": "scale",
    "P": "message-circle",
    "T": "footprints",
    "E": "wifi-off",
    "R": "file-text",
}


@dataclass(frozen=True)
class Event:
    """Something that happened in a case, as the pane tells it."""

    on: date
    icon: str
    title: str
    more: str


def latest(summary: CaseSummary, today: date) -> list[Event]:
    """The newest incidents, journal entries and issued letters, newest first."""
    events = sorted(_events(summary, today), key=lambda event: event.on, reverse=True)
    return events[:LATEST]


def _events(summary: CaseSummary, today: date) -> Iterator[Event]:
    for incident in summary.incidents:
        kind = coded("incident_kinds", incident.kind) if incident.title else ""
        on = incident.happened_to or incident.happened_from or _LONG_AGO
        icon = _GROUP_ICONS.get(lists.get("incident_kinds").group(incident.kind), "triangle-alert")
        more = " · ".join(filter(None, (said(incident.happened), kind)))
        yield Event(min(on, today), icon, incident_title(incident), more)
    for note in summary.notes:
        how = coded("channels", note.channel) or tr("Journal entry")
        first = next((line for line in note.text.splitlines() if line.strip()), "")
        yield Event(
            note.on or _LONG_AGO,
            CHANNEL_ICONS.get(note.channel, "message-circle"),
            first or how,
            " · ".join(filter(None, (past(note.on, today), how if first else "", note.with_whom))),
        )
    for letter in summary.letters:
        if letter.issued_at is not None:
            day = letter.issued_at.astimezone().date()
            yield Event(
                day, "file-check", tr("Letter {number} issued", number=letter.number), past(day, today)
            )


class Preview(SidePane):
    """Shows one case. `opened`, `letter_wanted` and `delete_wanted` carry its id."""

    opened = Signal(str)
    letter_wanted = Signal(str)
    delete_wanted = Signal(str)

    def __init__(self, look: Look, privacy: Privacy, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(look, "cases.preview", tr("Selected case"), parent=parent)
        self._privacy, self._clock = privacy, clock
        self._case_id = ""
        self.open = Button(look, tr("&Open case"), "cases.preview.open", kind="main")
        self.letter = Button(look, tr("&Letter"), "cases.preview.letter", icon="file-text")
        self.more = Button(look, tr("More"), "cases.preview.more", icon="ellipsis", icon_only=True)
        policy = self.open.sizePolicy()
        policy.setHorizontalPolicy(policy.Policy.Expanding)
        self.open.setSizePolicy(policy)
        for button in (self.open, self.letter, self.more):
            self.foot.addWidget(button)
        self.open.clicked.connect(self._open)
        self.letter.clicked.connect(self._letter)
        self.more.clicked.connect(self._show_menu)
        self.show_nothing()

    @property
    def case_id(self) -> str:
        """The case that is shown, "" for none."""
        return self._case_id

    def show_nothing(self, text: str = "") -> None:
        """No case is selected."""
        self._case_id = ""
        body, column = self._body()
        column.addStretch(1)
        words = Words(self._look, text or tr("Select a case to see it here."), role="text2", wrap=True)
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(words)
        column.addStretch(2)
        self._show(body)

    def show_case(self, summary: CaseSummary) -> None:
        """Shows a case with its client, the next deadline and the latest events."""
        self._case_id = summary.case.id
        today = self._clock.today()
        body, column = self._body()
        column.setSpacing(0)
        self._add_head(column, summary)
        column.addSpacing(14)
        column.addWidget(self._safe_contact(summary.case.safe_contact))
        if summary.case.deadline_on is not None:
            self._add_heading(column, tr("Next"))
            when = due(summary.case.deadline_on, today)
            what = summary.case.deadline_what
            fact = FactLine(
                self._look,
                "calendar-clock",
                f"{when.text}: {what}" if what else when.text,
                name="cases.preview.next",
                role="crit" if when.late else "text2",
            )
            column.addWidget(fact)
        for number, alert in enumerate(summary.alerts[:PAPERS]):
            if not number:
                self._add_heading(column, tr("Passports and papers"))
            person = summary.person(alert.document.person_id)
            other = person is not None and person.id != summary.case.client_id
            whose = coded("relations", person.relation) if person is not None and other else ""
            name, role = f"cases.preview.paper.{number}", alert.level
            words = told(alert, today, whose)
            column.addWidget(FactLine(self._look, "calendar-clock", words, name=name, role=role))
        events = latest(summary, today)
        if events:
            self._add_heading(column, tr("Latest"))
        for number, event in enumerate(events):
            if number:
                column.addSpacing(12)
            name = f"cases.preview.latest.{number}"
            column.addWidget(FactLine(self._look, event.icon, event.title, event.more, name=name))
        column.addStretch(1)
        self._show(body)

    def _show(self, body: QWidget) -> None:
        self.show_body(body)
        for button in (self.open, self.letter, self.more):
            button.setVisible(bool(self._case_id))

    def _body(self) -> tuple[QWidget, QVBoxLayout]:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(20, 20, 20, 12)
        return body, column

    def _add_head(self, column: QVBoxLayout, summary: CaseSummary) -> None:
        look, case = self._look, summary.case
        first, others = client_names(summary)
        top = QHBoxLayout()
        top.setSpacing(8)
        shown = self._privacy.name(first, case.number)
        top.addWidget(ElidedLabel(look, shown, "cases.preview.name", px=18, bold=True), 1)
        if not self._privacy.hidden:
            top.addWidget(Words(look, case.number, "cases.preview.number", px=12, role="text2"))
        column.addLayout(top)
        column.addSpacing(2)
        for number, text in enumerate(others):
            if self._privacy.second(text):
                column.addWidget(ElidedLabel(look, text, f"cases.preview.also.{number}", role="text2"))
                column.addSpacing(1)
        column.addSpacing(10)
        chips = FlowLayout()
        chips.addWidget(RiskChip(look, case.risk or None, "cases.preview.risk"))
        if case.status:
            word = coded("case_status", case.status)
            icon = STATUS_ICONS.get(case.status, "circle-check")
            chips.addWidget(StatusPill(look, None, "cases.preview.status", word=word, icon=icon))
        column.addLayout(chips)

    def _safe_contact(self, text: str) -> Card:
        card = Card(self._look, "cases.preview.safe")
        column = QVBoxLayout(card)
        column.setContentsMargins(12, 10, 12, 11)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(IconLabel(self._look, "phone", "ok" if text else "high"))
        head.addWidget(Words(self._look, tr("Safe to contact"), bold=True), 1)
        column.addLayout(head)
        said = text or tr(
            "Nothing is written down yet. Ask how to reach them safely, and note it in the case."
        )
        column.addWidget(Words(self._look, said, "cases.preview.safe.text", role="text2", wrap=True))
        card.setAccessibleName(f"{tr('Safe to contact')}: {said}")
        return card

    def _add_heading(self, column: QVBoxLayout, text: str) -> None:
        column.addSpacing(20)
        column.addWidget(Words(self._look, text, px=12, bold=True, role="text2"))
        column.addSpacing(8)

    @Slot()
    def _open(self) -> None:
        self.opened.emit(self._case_id)

    @Slot()
    def _letter(self) -> None:
        self.letter_wanted.emit(self._case_id)

    @Slot()
    def _show_menu(self) -> None:
        menu = self.menu(self._case_id)
        menu.popup(self.more.mapToGlobal(QPoint(0, -menu.sizeHint().height())))

    def menu(self, case_id: str) -> QMenu:
        """What else can be done with a case; the same menu serves a right click in the list, where the pane
        may be folded away and show nothing.
        """
        menu = named(QMenu(self), "cases.menu", tr("Case"))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(tr("&Open case"), partial(self.opened.emit, case_id))
        menu.addAction(tr("New &letter"), partial(self.letter_wanted.emit, case_id))
        menu.addSeparator()
        menu.addAction(tr("&Delete case"), partial(self.delete_wanted.emit, case_id))
        return menu
