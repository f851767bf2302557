"""The identity documents of one person, with what the passport watch says of each and the name printed in
it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseapp.i18n import tr
from caseapp.records import IdentityDocument, Person, Spelling
from caseapp.rules.passports import Alert
from caseapp.services.cases import CaseSummary
from ui.screens.case.desk import Desk
from ui.screens.case.paperwords import (
    in_order,
    lines,
    new_spelling,
    printed,
    refusals,
    source,
    told,
    unknown_name,
)
from ui.screens.case.subrecords import SubRecords
from ui.screens.case.words import joined
from ui.widgets.buttons import Button
from ui.widgets.labels import Words
from ui.widgets.named import named


class Papers(QWidget):
    """The list of documents of the person shown last, and the form of one."""

    def __init__(self, desk: Desk, case_id: str) -> None:
        super().__init__()
        self._desk = desk
        self._person: Person | None = None
        self._spellings: list[Spelling] = []
        self._alerts: list[Alert] = []
        self.list = SubRecords(
            desk,
            case_id,
            IdentityDocument,
            "person_id",
            lines,
            add=tr("Add a document"),
            deleted=tr("Document deleted"),
            none=tr("Enter passports, residence cards and certificates: what they say, and until when."),
            beside=self._beside,
            first="kind",
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.list)

    def show_person(self, person: Person, summary: CaseSummary) -> None:
        """Shows the documents of a person of the case; the case's host country decides what is recognised."""
        self._person = person
        self._spellings = [one for one in summary.spellings if one.person_id == person.id]
        self._alerts = summary.alerts
        mine = [one for one in summary.documents if one.person_id == person.id]
        self.list.show_records(person.id, in_order(mine))

    def flush(self) -> None:
        self.list.flush()

    def jump(self, record_id: str, field: str) -> bool:
        """Opens a document at one of its fields."""
        return self.list.jump(record_id, field)

    def _beside(self, document: IdentityDocument) -> QWidget | None:
        """Below a document: its warnings, where it is not taken, and the name that nobody has entered yet."""
        look, today = self._desk.look, self._desk.office.clock.today()
        parts: list[QWidget] = []
        for at, alert in enumerate(each for each in self._alerts if each.document.id == document.id):
            name = f"identity_documents.alert.{document.id}.{at}"
            parts.append(Words(look, told(alert, today), name, px=12, bold=True, role=alert.level, wrap=True))
            if words := source(alert):
                parts.append(Words(look, words, px=12, role="text2", wrap=True))
        if words := refusals(document, today):
            parts.append(
                Words(
                    look, words, f"identity_documents.refusals.{document.id}", px=12, role="text2", wrap=True
                )
            )
        parts += self._offer(document)
        if not parts:
            return None
        holder = named(QWidget(), f"identity_documents.beside.{document.id}")
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 2, 0, 0)
        column.setSpacing(3)
        for part in parts:
            column.addWidget(part)
        return holder

    def _offer(self, document: IdentityDocument) -> list[QWidget]:
        """One click adds the printed name: as the name in letters while there is none, else as a spelling."""
        person = self._person
        if person is None or not unknown_name(document, person, self._spellings):
            return []
        name = joined(*printed(document))
        if not person.latin_family and not person.latin_given and document.main:
            return [self._link(tr("Use in letters: {name}", name=name), document, self._use)]
        return [self._link(tr("Add this spelling: {name}", name=name), document, self._take)]

    def _link(
        self, words: str, document: IdentityDocument, act: Callable[[IdentityDocument], None]
    ) -> QWidget:
        button = Button(self._desk.look, words, f"identity_documents.offer.{document.id}", kind="link")
        button.clicked.connect(partial(act, document))
        return button

    def _take(self, document: IdentityDocument) -> None:
        records = self._desk.office.records
        self._desk.writer.write(lambda: records.add(new_spelling(document)))

    def _use(self, document: IdentityDocument) -> None:
        records, (family, given) = self._desk.office.records, printed(document)
        change = partial(records.change, Person, document.person_id, latin_family=family, latin_given=given)
        self._desk.writer.write(change)
