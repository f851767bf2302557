"""Who the client is: names as in the papers, birth, documents, and every other way the name is written."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout

from caseapp.i18n import N_, tr
from caseapp.records import Person
from caseapp.services.cases import CaseSummary
from ui.screens.case.desk import Column, Desk, Section
from ui.screens.case.personparts import PersonParts
from ui.screens.case.recordform import RecordPanel
from ui.widgets.rail import Mark

#: What a letter says of a person; with the number of the document that letters name, this is the completeness
#: of the section.
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
LEFT_OUT = ("relation", "phone", "mail", "in_russia", "contact_via")


class Identity(Section):
    """The client's own record, with documents, spellings and grammatical forms below it."""

    NAME = "case.identity-section"
    SAYS = N_("Identity")

    def __init__(self, desk: Desk, case_id: str) -> None:
        super().__init__(desk, case_id)
        self.panel = RecordPanel(
            desk, "identity", leave_out=LEFT_OUT, first_title=False, reserved=desk.reserved
        )
        self.panel.set_title(tr("Identity"))
        self.parts = PersonParts(desk, case_id)
        self._column = Column(self.look, "case.identity.scroll")
        column = self._column.column
        column.addWidget(self.panel)
        column.addWidget(self.parts)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._column)

    def show_summary(self, summary: CaseSummary) -> None:
        client = summary.client
        self.panel.setVisible(client is not None)
        if client is None:
            self.parts.show_nobody()
            return
        self.panel.show_record(client)
        self.parts.show_person(client, summary)

    def flush(self) -> None:
        self.panel.flush()
        self.parts.flush()

    def confirm(self) -> None:
        self.panel.confirm()
        self.parts.flush()

    def jump(self, kind: str, record_id: str, field: str) -> bool:
        if kind == Person.KIND:
            return self.panel.jump(record_id, field)
        return self.parts.jump(kind, record_id, field)

    @classmethod
    def mark(cls, summary: CaseSummary) -> Mark:
        client = summary.client
        if client is None:
            return Mark(0, len(NEEDED) + 1)
        grave = [each.level for each in summary.alerts if each.document.person_id == client.id]
        if grave and grave[0] in ("crit", "high"):
            return Mark(alert=grave[0])
        done = sum(bool(getattr(client, name)) for name in NEEDED)
        done += any(one.main and one.number for one in summary.documents if one.person_id == client.id)
        return Mark(done=True) if done > len(NEEDED) else Mark(done, len(NEEDED) + 1)
