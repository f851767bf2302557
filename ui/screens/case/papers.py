"""The identity documents of one person, with what the passport watch says of each and the name printed in
it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseapp.i18n import tr
from caseapp.records import IdentityDocument, Person, Spelling
from caseapp.rules.passports import Alert
from caseapp.services.cases import CaseSummary
from ui.screens.case.desk import Desk, emptied
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
from ui.widgets.buttons import Button
from ui.widgets.labels import Words
from ui.widgets.named import named
from ui.words import joined


class Papers(QWidget):
    """The list of documents of the person shown last, and the form of one."""

    def __init__(self, desk: Desk, case_id: str) -> None:
        super().__init__()
        self._desk = desk
        self._person: Person | None = None
        self._shown: list[IdentityDocument] = []
        #: Where the offer stands while the form is open: right below the printed name that it is about.
        self._inside: QVBoxLayout | None = None
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
        self.list.opened.connect(self._opened)
        self.list.closed.connect(self._closed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.list)

    def show_person(self, person: Person, summary: CaseSummary) -> None:
        """Shows the documents of a person of the case; the case's host country decides what is recognised."""
        self._person = person
        self._spellings = [one for one in summary.spellings if one.person_id == person.id]
        self._alerts = [*summary.alerts, *summary.asides]
        mine = [one for one in summary.documents if one.person_id == person.id]
        self._shown = in_order(mine)
        self.list.show_records(person.id, self._shown)
        self._fill_inside()

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
        if self._inside is None or document.id != self._open_id():
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

    def _open_id(self) -> str:
        """The document whose form is open, "" for none."""
        keeper = self.list.panel.keeper
        return keeper.record_id if keeper is not None else ""

    @Slot(object)
    def _opened(self, document: IdentityDocument) -> None:
        keeper = self.list.panel.keeper
        if keeper is None:
            return
        holder = named(QWidget(), "identity_document.offer")
        self._inside = QVBoxLayout(holder)
        self._inside.setContentsMargins(0, 0, 0, 0)
        keeper.form.rows["given"].put_below(holder)
        self._show_again()

    @Slot()
    def _closed(self) -> None:
        self._inside = None
        self._show_again()

    def _show_again(self) -> None:
        """The offer goes from the row into the form or back."""
        if self._person is not None and any(one.person_id == self._person.id for one in self._shown):
            self.list.show_records(self._person.id, self._shown)
        self._fill_inside()

    def _fill_inside(self) -> None:
        if self._inside is None:
            return
        emptied(self._inside)
        keeper, holder = self.list.panel.keeper, self._inside.parentWidget()
        assert holder is not None
        document = next((one for one in self._shown if one.id == self._open_id()), None)
        offers = self._offer(document) if document is not None else []
        for button in offers:
            self._inside.addWidget(button, 0, Qt.AlignmentFlag.AlignLeading)
            if keeper is not None:
                QWidget.setTabOrder(keeper.form.rows["given"].editor.buddy(), button)
        holder.setVisible(bool(offers))

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

    def _back_to_form(self) -> None:
        """The pressed button goes away: the keyboard stays where the form is being filled in."""
        keeper = self.list.panel.keeper
        if keeper is not None and self._inside is not None:
            keeper.form.jump("given")

    def _take(self, document: IdentityDocument) -> None:
        self._back_to_form()
        records = self._desk.office.records
        self._desk.writer.write(lambda: records.add(new_spelling(document)))

    def _use(self, document: IdentityDocument) -> None:
        self._back_to_form()
        records, (family, given) = self._desk.office.records, printed(document)
        change = partial(records.change, Person, document.person_id, latin_family=family, latin_given=given)
        self._desk.writer.write(change)
