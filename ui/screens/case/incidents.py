"""Threats and incidents: drawn in time on top (or as a table), the chosen one in a form below."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from caseapp.i18n import N_, tr
from caseapp.records import Incident
from caseapp.services.cases import CaseSummary
from ui.charts.panel import TimelinePanel
from ui.days import moment
from ui.forms.mnemonics import letters
from ui.screens.case.desk import Column, Desk, Section, take_back
from ui.screens.case.events import LEFT, PAPER, events_of, filters_of, lanes
from ui.screens.case.exhibits import Exhibits
from ui.screens.case.incidentparts import IncidentParts
from ui.screens.case.recordform import RecordPanel
from ui.screens.case.roster import ActorRoster
from ui.screens.case.toldbefore import ToldLine, tellings
from ui.widgets.buttons import Button
from ui.widgets.empty import EmptyState
from ui.widgets.rail import Mark
from ui.widgets.segments import Choice
from ui.words import incident_title, person_name

#: With less room than this the timeline goes without its title.
TITLED = 660


class Incidents(Section):
    """The timeline and its table show the same; choosing in either opens the incident below."""

    NAME = "case.threats"
    SAYS = N_("Threats and incidents")
    BEGINS = N_("New incident")

    def __init__(self, desk: Desk, case_id: str) -> None:
        super().__init__(desk, case_id)
        self._summary: CaseSummary | None = None
        self._incidents: list[Incident] = []
        self._adding = False
        self._current = ""
        self._opening = False
        today = desk.office.clock.today()
        self.timeline = TimelinePanel(self.look, lanes(), today, tr("Threats and incidents"), "incidents")
        self.add = Button(self.look, tr("&New incident"), "incidents.add", kind="flat", icon="plus")
        self.timeline.head.addWidget(self.add)
        self.roster = ActorRoster(desk, self)
        self.panel = RecordPanel(
            desk,
            "incident",
            deletes=tr("Delete"),
            links={"person": self._offer_people, **self.roster.links},
            adds=self.roster.adds,
            first_title=False,
            reserved=desk.reserved + letters(self.add.text()),
        )
        self.parts = IncidentParts(desk, case_id, self.roster)
        self.told = ToldLine(self.look, "incident.told")
        self.told.wanted.connect(lambda note: desk.host.open_case(case_id, "journal", note))
        self.exhibits = Exhibits(desk, case_id)
        self._build()
        self._empty.acted.connect(self._add)
        self.add.clicked.connect(self._add)
        self.timeline.current_changed.connect(self._picked)
        self.timeline.opened.connect(self._enter_form)
        self.panel.stored.connect(self._stored)
        self.roster.changed.connect(self.panel.refresh_links)
        self.panel.delete_wanted.connect(self._delete)

    # What the page calls

    def show_summary(self, summary: CaseSummary) -> None:
        self._summary = summary
        self._incidents = list(summary.incidents)
        known = {one.id for one in self._incidents}
        if self._current not in known and not self._adding:
            self._current = self._incidents[-1].id if self._incidents else ""
        self._opening = True
        self.timeline.show_events(events_of(summary), filters_of(summary))
        self._opening = False
        self._open(self._current)
        self._show_state()

    def set_narrow(self, narrow: bool) -> None:
        self.timeline.set_narrow(narrow)
        self.add.set_icon_only(narrow)

    def flush(self) -> None:
        self.panel.flush()
        self.parts.flush()

    def confirm(self) -> None:
        self.panel.confirm()
        self.parts.confirm()

    def start(self) -> None:
        if not self._incidents and not self._adding:
            self._empty.button.setFocus()
        elif self.timeline.as_table:
            self.timeline.table.setFocus()
        else:
            self.timeline.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def begin(self) -> None:
        self._add()

    def jump(self, kind: str, record_id: str, field: str) -> bool:
        if kind == Incident.KIND:
            if not any(one.id == record_id for one in self._incidents):
                return False
            self._open(record_id)
            return self.panel.jump(record_id, field or "title")
        incident_id = self._incident_of(kind, record_id)
        if not incident_id:
            return False
        self._open(incident_id)
        return self.parts.jump(kind, record_id, field)

    @classmethod
    def mark(cls, summary: CaseSummary) -> Mark:
        return Mark(len(summary.incidents) or None)

    # Building

    def _build(self) -> None:
        self._empty = EmptyState(
            self.look,
            "triangle-alert",
            tr("No threat or incident is recorded in this case yet."),
            tr("Record what happened"),
            name="incidents.empty",
        )
        form = Column(self.look, "incidents.scroll")
        form.column.addWidget(self.told)
        form.column.addWidget(self.panel)
        form.column.addWidget(self.parts)
        form.column.addWidget(self.exhibits)
        self.timeline.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.timeline)
        column.addWidget(form, 1)
        self._whole = whole
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(whole)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)

    # Showing

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        title = self.timeline.findChild(QWidget, "incidents.title")
        if isinstance(title, QWidget):
            # The sidebar says it as well; the filters need the place.
            title.setVisible(self.width() >= self.look.wide(TITLED))

    def _show_state(self) -> None:
        something = bool(self._incidents) or self._adding
        self._stack.setCurrentWidget(self._whole if something else self._empty)

    def _open(self, record_id: str) -> None:
        """Shows an incident in the form and marks it above."""
        if self._adding and not record_id:
            return
        number, incident = next(
            ((at, one) for at, one in enumerate(self._incidents, 1) if one.id == record_id), (0, None)
        )
        self.panel.setVisible(incident is not None or self._adding)
        if self._summary is not None:
            self.parts.show_incident(self._summary, incident.id if incident is not None else "")
            self.exhibits.show_for(self._summary, incident.id if incident is not None else "")
        if incident is None:
            return
        self._adding = False
        self._current = record_id
        notes = self._summary.notes if self._summary is not None else []
        self.told.show_notes(tellings(notes).get(record_id, []))
        self.panel.show_record(incident)
        self.roster.follow(self.panel, incident)
        self.panel.set_title(incident_title(incident), _recorded(number, incident))
        self._opening = True
        self.timeline.select_id(record_id)
        self._opening = False

    def _incident_of(self, kind: str, record_id: str) -> str:
        """The incident that a further actor, a source or a trace belongs to."""
        if self._summary is None:
            return ""
        parts = {
            "involvement": self._summary.involvements,
            "claim": self._summary.claims,
            "trace": self._summary.traces,
        }
        found = next((one for one in parts.get(kind, []) if one.id == record_id), None)  # type: ignore[attr-defined]
        return found.incident_id or "" if found is not None else ""

    def _offer_people(self) -> list[Choice]:
        persons = self._summary.persons if self._summary is not None else []
        return [Choice(one.id, person_name(one)) for one in persons]

    # What the person does

    @Slot(str)
    def _picked(self, record_id: str) -> None:
        other = record_id in ("", self._current, LEFT) or record_id.startswith(PAPER)
        if not other and not self._opening:
            self._open(record_id)

    @Slot(str)
    def _enter_form(self, record_id: str) -> None:
        if record_id == LEFT:
            self.go.emit("situation")
            return
        if record_id.startswith(PAPER):
            self.desk.host.open_case(self.case_id, "identity", record_id.removeprefix(PAPER))
            return
        self._open(record_id)
        self.panel.jump(record_id, "title")

    @Slot()
    def _add(self) -> None:
        self.panel.close_record()
        if self._summary is not None:
            self.parts.show_incident(self._summary, "")
            self.exhibits.show_for(self._summary, "")
        self._adding = True
        self._current = ""
        self.told.show_notes([])
        self.panel.set_title(tr("New incident"), tr("Saved with the first field you fill in."))
        new = Incident(case_id=self.case_id)
        self.panel.show_record(new, new=True, place=f"new/incident/{self.case_id}")
        self.panel.show()
        self._show_state()
        if self.panel.keeper is not None:
            self.panel.keeper.form.jump("title")

    @Slot(object)
    def _stored(self, record: Any) -> None:
        self._adding = False
        self.panel.delete.show()
        self._current = record.id
        self.roster.follow(self.panel, record)
        self.panel.set_title(incident_title(record))
        if self._summary is not None:
            self.parts.show_incident(self._summary, record.id)
            self.exhibits.show_for(self._summary, record.id)

    @Slot()
    def _delete(self) -> None:
        if self.panel.keeper is None:
            return
        record_id, desk = self.panel.keeper.record_id, self.desk
        self.panel.close_record()
        self._current = ""
        desk.writer.write(
            lambda: desk.office.records.delete(Incident, record_id),
            lambda deleted: take_back(desk, deleted, tr("Incident deleted")),
        )


def _recorded(number: int, incident: Incident) -> str:
    recorded = moment(incident.created_at) if incident.created_at is not None else ""
    return tr("Incident {number} · recorded {moment}", number=number, moment=recorded)
