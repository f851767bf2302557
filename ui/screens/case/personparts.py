"""What stands below the record of a person, be it the client or another: documents, spellings, forms."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseapp.records import IdentityDocument, NameForm, Person, Spelling
from caseapp.services.cases import CaseSummary
from ui.screens.case.desk import Desk
from ui.screens.case.nameforms import NameForms
from ui.screens.case.papers import Papers
from ui.screens.case.spellings import Spellings
from ui.widgets.labels import Rule

#: The kinds of record that are shown here.
OF_PERSON = (IdentityDocument.KIND, Spelling.KIND, NameForm.KIND)


class PersonParts(QWidget):
    """Shows one person at a time; hidden while nobody is shown."""

    def __init__(self, desk: Desk, case_id: str) -> None:
        super().__init__()
        self.papers = Papers(desk, case_id)
        self.spellings = Spellings(desk, case_id)
        self.forms = NameForms(desk, case_id)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 14, 0, 0)
        column.setSpacing(14)
        for part in (self.papers, self.spellings, self.forms):
            column.addWidget(Rule(desk.look))
            column.addWidget(part)
        self.hide()

    def show_person(self, person: Person, summary: CaseSummary) -> None:
        """Shows what belongs to a person of the case as it now stands in the store."""
        self.papers.show_person(person, summary)
        self.spellings.show_person(
            person,
            [one for one in summary.spellings if one.person_id == person.id],
            [one for one in summary.documents if one.person_id == person.id],
        )
        self.forms.show_person(person, summary)
        self.show()

    def show_nobody(self) -> None:
        """Nobody is chosen, or they are not in the store yet."""
        self.flush()
        self.hide()

    def flush(self) -> None:
        """Hands out everything typed so far."""
        for part in (self.papers, self.spellings, self.forms):
            part.flush()

    def jump(self, kind: str, record_id: str, field: str) -> bool:
        """Leads to a field of a record; False when it belongs to somebody else."""
        parts: dict[str, Papers | Spellings | NameForms] = {
            IdentityDocument.KIND: self.papers,
            Spelling.KIND: self.spellings,
            NameForm.KIND: self.forms,
        }
        part = parts.get(kind)
        return part is not None and part.jump(record_id, field)
