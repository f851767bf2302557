"""Who the client is: names as in the papers, birth, passport, and every other way the name is written."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout

from caseapp.i18n import N_, tr
from caseapp.records import Person
from caseapp.services.cases import CaseSummary
from ui.screens.case.desk import Column, Desk, Section
from ui.screens.case.recordform import RecordPanel
from ui.screens.case.spellings import Spellings
from ui.widgets.labels import Rule
from ui.widgets.rail import Mark

#: What a letter says of a person; their number is the completeness of the section.
NEEDED = (
    "family",
    "given",
    "latin_family",
    "latin_given",
    "sex",
    "birth",
    "birth_place",
    "citizenships",
    "occupation",
)
#: Not asked of the client here: what stands under Safe contact, and what only others are asked.
LEFT_OUT = ("relation", "phone", "mail", "in_russia")


class Identity(Section):
    """The client's own record and the table of spellings."""

    NAME = "case.identity-section"
    SAYS = N_("Identity")

    def __init__(self, desk: Desk, case_id: str) -> None:
        super().__init__(desk, case_id)
        self.panel = RecordPanel(
            desk, "identity", leave_out=LEFT_OUT, first_title=False, reserved=desk.reserved
        )
        self.panel.set_title(tr("Identity"))
        self.spellings = Spellings(desk, case_id)
        self._column = Column(self.look, "case.identity.scroll")
        column = self._column.column
        column.addWidget(self.panel)
        column.addSpacing(14)
        column.addWidget(Rule(self.look))
        column.addSpacing(4)
        column.addWidget(self.spellings)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._column)

    def show_summary(self, summary: CaseSummary) -> None:
        client = summary.client
        self.panel.setVisible(client is not None)
        if client is None:
            return
        self.panel.show_record(client)
        self.spellings.show_person(client, [one for one in summary.spellings if one.person_id == client.id])

    def flush(self) -> None:
        self.panel.flush()
        self.spellings.flush()

    def confirm(self) -> None:
        self.panel.confirm()
        self.spellings.flush()

    def jump(self, kind: str, record_id: str, field: str) -> bool:
        if kind == Person.KIND:
            return self.panel.jump(record_id, field)
        return kind == "spelling" and self.spellings.jump(record_id, field)

    @classmethod
    def mark(cls, summary: CaseSummary) -> Mark:
        client = summary.client
        done = sum(bool(getattr(client, name)) for name in NEEDED) if client is not None else 0
        return Mark(done=True) if done == len(NEEDED) else Mark(done, len(NEEDED))
