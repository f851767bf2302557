"""How the name of one person is declined: forms by language, each confirmed by somebody who speaks it."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseapp.i18n import tr
from caseapp.records import NameForm, Person
from caseapp.rules.declension import Declined, decline
from caseapp.rules.names import PersonName, language_of
from caseapp.services.cases import CaseSummary
from ui.days import dated
from ui.screens.case.desk import Desk
from ui.screens.case.subrecords import SubRecords
from ui.tables.cells import Lines
from ui.widgets.buttons import Button
from ui.words import joined, told_language

#: The one language for which forms are proposed.
RUSSIAN = "ru"


def lines(form: NameForm) -> Lines:
    """The forms of one language: whose, and whether letters may use them."""
    title = joined(
        told_language(form.language) if form.language else tr("No language yet"), form.genitive, by=": "
    )
    if form.confirmed_by and form.confirmed_on is not None:
        second = tr("Confirmed by {name}, {day}", name=form.confirmed_by, day=dated(form.confirmed_on))
        return Lines(title, second)
    return Lines(title, tr("Not confirmed: letters don't use it yet. Enter who confirmed it, and when."))


class NameForms(QWidget):
    """The list of forms, the form of one, and a proposal where a rule leaves no doubt."""

    def __init__(self, desk: Desk, case_id: str) -> None:
        super().__init__()
        self._desk, self._case_id = desk, case_id
        self._person: Person | None = None
        self._proposed: Declined | None = None
        self.list = SubRecords(
            desk,
            case_id,
            NameForm,
            "person_id",
            lines,
            add=tr("Add a language"),
            deleted=tr("Forms deleted"),
            none=tr(
                "Letters in languages that decline names use a form only once a speaker has confirmed it."
            ),
            first="language",
        )
        self.propose = Button(desk.look, tr("Propose the Russian forms"), "name_forms.propose", kind="link")
        self.propose.clicked.connect(self._propose)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.list)
        column.addWidget(self.propose)

    def show_person(self, person: Person, summary: CaseSummary) -> None:
        """Shows the forms of a person of the case."""
        self._person = person
        mine = [one for one in summary.name_forms if one.person_id == person.id]
        self.list.show_records(person.id, mine)
        name = PersonName(person.family, person.given, person.patronymic)
        russian = language_of(name.family_first) == RUSSIAN and not any(
            one.language == RUSSIAN for one in mine
        )
        self._proposed = decline(name, person.sex) if russian else None
        self.propose.setVisible(self._proposed is not None)

    def flush(self) -> None:
        self.list.flush()

    def jump(self, record_id: str, field: str) -> bool:
        """Opens the forms of a language at one of its fields."""
        return self.list.jump(record_id, field)

    @Slot()
    def _propose(self) -> None:
        """Keeps the forms that the rules give, without a confirmation: letters don't use them yet."""
        person, forms = self._person, self._proposed
        if person is None or forms is None:
            return
        made = NameForm(
            case_id=self._case_id,
            person_id=person.id,
            language=RUSSIAN,
            nominative=forms.nominative,
            genitive=forms.genitive,
            dative=forms.dative,
            accusative=forms.accusative,
            instrumental=forms.instrumental,
            prepositional=forms.prepositional,
        )
        records = self._desk.office.records
        self._desk.writer.write(lambda: records.add(made))
