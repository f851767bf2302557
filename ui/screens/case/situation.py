"""Sections that are forms of the case itself: the situation, and how to reach the client safely."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QVBoxLayout

from caseapp.i18n import N_, tr
from caseapp.records import Case, ContactPoint
from caseapp.services.cases import CaseSummary
from ui.screens.case.desk import Column, Desk, Section
from ui.screens.case.reaching import BeforeDialling, Reaching, StruckNumbers
from ui.screens.case.recordform import RecordPanel
from ui.widgets.labels import Rule
from ui.widgets.rail import Mark
from ui.widgets.segments import Choice

#: What a letter needs to know of a case; their number is the completeness of the section.
NEEDED = ("risk", "country", "protection", "known_since", "relation", "verified", "profiles", "activity")
_SAFE = ("safe_contact",)
_REACHING = ("phone", "mail")


class Situation(Section):
    """Where the client is, legal status, risk, how we know them, profile and our assessment."""

    NAME = "case.situation"
    SAYS = N_("Situation")

    def __init__(self, desk: Desk, case_id: str) -> None:
        super().__init__(desk, case_id)
        self._caseworkers: list[Choice] = []
        self.panel = RecordPanel(
            desk,
            "situation",
            links={"caseworker": self._offer},
            leave_out=_SAFE,
            first_title=False,
            reserved=desk.reserved,
        )
        self.panel.set_title(tr("Situation"))
        self._column = Column(self.look, "case.situation.scroll")
        self._column.column.addWidget(self.panel)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._column)
        self._summary: CaseSummary | None = None

    def show_summary(self, summary: CaseSummary) -> None:
        self._summary = summary
        self.desk.runner.run(self.desk.caseworkers, self._caseworkers_known)

    def flush(self) -> None:
        self.panel.flush()

    def confirm(self) -> None:
        self.panel.confirm()

    def jump(self, kind: str, record_id: str, field: str) -> bool:
        return kind == Case.KIND and self.panel.jump(record_id, field)

    @classmethod
    def mark(cls, summary: CaseSummary) -> Mark:
        done = sum(bool(getattr(summary.case, name)) for name in NEEDED)
        return Mark(done=True) if done == len(NEEDED) else Mark(done, len(NEEDED))

    def _offer(self) -> list[Choice]:
        return self._caseworkers

    def _caseworkers_known(self, found: Any) -> None:
        self._caseworkers = found
        if self._summary is not None:
            self.panel.show_record(self._summary.case)


class SafeContact(Section):
    """How, when, and what never to say; the client's telephone and mail beside it."""

    NAME = "case.safe"
    SAYS = N_("Safe contact")

    def __init__(self, desk: Desk, case_id: str) -> None:
        super().__init__(desk, case_id)
        self.case = RecordPanel(desk, "safe", only=_SAFE, titles=False, reserved=desk.reserved)
        self.case.set_title(tr("Safe contact"), tr("Read this before you ring, write or visit."))
        self.client = RecordPanel(
            desk, "reaching", only=_REACHING, titles=False, reserved=desk.reserved + "ys"
        )
        self.client.set_title(tr("Reaching the client"))
        self.struck = StruckNumbers(self.look, "safe.struck")
        self.before = BeforeDialling(self.look)
        self.ways = Reaching(desk, case_id, title=tr("Ways of reaching the client"), reserved="ys")
        self._column = Column(self.look, "case.safe.scroll")
        self._column.column.addWidget(self.before)
        self._column.column.addWidget(self.case)
        self._column.column.addSpacing(14)
        self._column.column.addWidget(Rule(self.look))
        self._column.column.addSpacing(4)
        self._column.column.addWidget(self.client)
        self._column.column.addWidget(self.struck)
        self._column.column.addSpacing(14)
        self._column.column.addWidget(Rule(self.look))
        self._column.column.addSpacing(4)
        self._column.column.addWidget(self.ways)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._column)

    def show_summary(self, summary: CaseSummary) -> None:
        self.case.show_record(summary.case)
        self.client.setVisible(summary.client is not None)
        client = summary.client
        own = [one for one in summary.contact_points if client is not None and one.person_id == client.id]
        self.ways.show_person(client.id if client is not None else "", own)
        self.before.show_points(own)
        if client is not None:
            self.client.show_record(client)
            self.struck.show_person(client, own)

    def flush(self) -> None:
        self.case.flush()
        self.client.flush()
        self.ways.flush()

    def confirm(self) -> None:
        self.case.confirm()
        self.client.confirm()
        self.ways.confirm()

    def jump(self, kind: str, record_id: str, field: str) -> bool:
        if kind == ContactPoint.KIND:
            return self.ways.jump(record_id, field)
        return self.case.jump(record_id, field) or self.client.jump(record_id, field)

    @classmethod
    def mark(cls, summary: CaseSummary) -> Mark:
        return Mark(done=bool(summary.case.safe_contact))
