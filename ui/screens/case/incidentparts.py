"""What belongs to one threat or incident: its further actors and sources, and the traces that were noted."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseapp.i18n import language, tr
from caseapp.letters.wording import localized
from caseapp.lists import countries
from caseapp.records import Claim, Involvement, Trace
from caseapp.services.cases import CaseSummary
from ui.screens.case.desk import Desk
from ui.screens.case.roster import ActorRoster
from ui.screens.case.seen import SeenBefore
from ui.screens.case.subrecords import SubRecords
from ui.tables.cells import Lines
from ui.widgets.labels import Rule
from ui.widgets.named import named
from ui.widgets.segments import Choice
from ui.words import coded, joined


def actor_lines(one: Involvement) -> Lines:
    """A further actor: who, then their part in it and who says so."""
    kind = coded("actor_kinds", one.actor_kind)
    who = one.actor_name or kind or tr("Not named yet")
    more = joined(
        kind if one.actor_name else "",
        coded("actor_roles", one.actor_role),
        coded("attribution", one.attribution),
        by=" · ",
    )
    return Lines(who, more)


def source_lines(one: Claim) -> Lines:
    """A further source: what it is, then what it says."""
    kind = coded("source_kinds", one.source_kind)
    which = localized(one.source_note, language())
    more = joined(coded("knowledge_basis", one.basis), localized(one.says, language()), by=" · ")
    return Lines(joined(kind, which, by=", ") or tr("Not named yet"), more)


def trace_lines(one: Trace) -> Lines:
    """A trace: as it was noted, then what it is."""
    country = countries.name(one.country, language()) if one.country else ""
    more = joined(coded("trace_kinds", one.kind), country, one.described, by=" · ")
    return Lines(one.value or tr("Not noted yet"), more)


class IncidentParts(QWidget):
    """Stands below the form of the incident; empty while the incident is not in the store yet."""

    def __init__(self, desk: Desk, case_id: str, roster: ActorRoster) -> None:
        super().__init__()
        self._desk, self._roster = desk, roster
        self._summary: CaseSummary | None = None
        named(self, "incident.parts")
        self.actors = SubRecords(
            desk,
            case_id,
            Involvement,
            "incident_id",
            actor_lines,
            add=tr("Add an actor"),
            deleted=tr("Actor taken off the incident"),
            none=tr("The one named above is the only one recorded."),
            links=roster.links,
            adds=roster.adds,
        )
        for said in (self.actors.opened, self.actors.stored):
            said.connect(self._follow_actor)
        roster.changed.connect(self.actors.panel.refresh_links)
        self.sources = SubRecords(
            desk,
            case_id,
            Claim,
            "incident_id",
            source_lines,
            add=tr("Add a source"),
            deleted=tr("Source deleted"),
            none=tr("Add each source that says more, or something else, than the one above."),
            links={"evidence": self._offer_evidence},
        )
        self.traces = SubRecords(
            desk,
            case_id,
            Trace,
            "incident_id",
            trace_lines,
            add=tr("Add a plate, number or account"),
            deleted=tr("Trace deleted"),
            none=tr("Note plates, telephone numbers and accounts: they are compared across all cases."),
            beside=self._seen_before,
        )
        self.lists = (self.actors, self.sources, self.traces)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 14, 0, 0)
        column.setSpacing(14)
        for part in self.lists:
            column.addWidget(Rule(desk.look))
            column.addWidget(part)

    def show_incident(self, summary: CaseSummary, incident_id: str) -> None:
        """Shows what belongs to an incident; nothing for ""."""
        self._summary = summary
        self.setVisible(bool(incident_id))
        for part, records in (
            (self.actors, summary.involvements),
            (self.sources, summary.claims),
            (self.traces, summary.traces),
        ):
            part.show_records(incident_id, [one for one in records if one.incident_id == incident_id])

    def flush(self) -> None:
        """Hands out everything typed so far."""
        for part in self.lists:
            part.flush()

    def confirm(self) -> None:
        """Saves what is typed and says so."""
        for part in self.lists:
            part.confirm()

    def jump(self, kind: str, record_id: str, field: str) -> bool:
        """Leads to a field of one of these records; False when it is not here."""
        part = {Involvement.KIND: self.actors, Claim.KIND: self.sources, Trace.KIND: self.traces}.get(kind)
        return part is not None and part.jump(record_id, field)

    @Slot(object)
    def _follow_actor(self, record: Any) -> None:
        self._roster.follow(self.actors.panel, record)

    def _offer_evidence(self) -> list[Choice]:
        evidence = self._summary.evidence if self._summary is not None else []
        return [Choice(one.id, one.title or tr("Untitled")) for one in evidence]

    def _seen_before(self, trace: Trace) -> QWidget | None:
        found = self._summary.elsewhere.get(trace.id) if self._summary is not None else None
        return SeenBefore(self._desk, trace.id, found) if found is not None else None
