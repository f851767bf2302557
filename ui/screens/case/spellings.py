"""Every way in which a name is written: those found in papers, and those that the official rules would
make.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from caseapp.i18n import ntr, tr
from caseapp.records import IdentityDocument, Person, Spelling
from caseapp.rules.names import PersonName, Variant, language_of_state, languages_for, rule_label, variants
from ui.screens.case.desk import Desk, emptied, heading, take_back
from ui.screens.case.paperwords import papers_in_words, rule_years, use_of
from ui.screens.case.recordform import RecordPanel
from ui.widgets.buttons import Button
from ui.widgets.labels import Words
from ui.widgets.named import named
from ui.widgets.segments import Choice
from ui.words import coded, joined

#: What a spelling made by a rule is, in the list "name_kinds".
BY_RULE = "RUL"


class Spellings(QWidget):
    """The table, a form for the spelling that is being edited, and the proposals of the rules."""

    def __init__(self, desk: Desk, case_id: str) -> None:
        super().__init__()
        self._desk, self._case_id = desk, case_id
        self._person: Person | None = None
        self._known: list[Spelling] = []
        self._documents: list[IdentityDocument] = []
        self._proposing = False
        named(self, "spellings", tr("Other spellings"))
        self._head = QHBoxLayout()
        self._head.setSpacing(12)
        self.add = Button(desk.look, tr("Add a spelling"), "spellings.add", kind="flat", icon="plus")
        self.propose = Button(
            desk.look, tr("Propose by the rules"), "spellings.propose", kind="flat", icon="languages"
        )
        self.propose.setCheckable(True)
        self.add.clicked.connect(self._add)
        self.propose.toggled.connect(self._propose)
        self._head.addWidget(heading(desk.look, tr("Other spellings"), "spellings.title"))
        self._head.addStretch(1)
        self._head.addWidget(self.add)
        self._table = QVBoxLayout()
        self._table.setSpacing(6)
        self._proposals = QVBoxLayout()
        self._proposals.setSpacing(4)
        self.panel = RecordPanel(
            desk,
            "spelling",
            deletes=tr("Delete"),
            links={"document_id": self._choices},
            titles=False,
            reserved=desk.reserved,
            below=True,
        )
        self.panel.stored.connect(self._stored)
        self.panel.delete_wanted.connect(self._delete)
        self.panel.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(self._head)
        column.addLayout(self._table)
        column.addWidget(self.propose, 0, Qt.AlignmentFlag.AlignLeading)
        column.addLayout(self._proposals)
        column.addWidget(self.panel)

    def show_person(
        self, person: Person, spellings: Sequence[Spelling], documents: Sequence[IdentityDocument] = ()
    ) -> None:
        """Shows whose spellings these are, and in which documents of theirs they stand."""
        if self._person is not None and self._person.id != person.id:
            self.panel.close_record()
            self.panel.hide()
        self._person = person
        self._documents = list(documents)
        self._known = list(spellings)
        self._fill_table()
        self._fill_proposals()
        shown = self.panel.keeper.record_id if self.panel.keeper is not None else ""
        again = next((one for one in self._known if one.id == shown), None)
        if again is not None:
            self.panel.show_record(again)

    def flush(self) -> None:
        self.panel.flush()

    def jump(self, record_id: str, field: str) -> bool:
        """Opens a spelling at one of its fields."""
        if not any(one.id == record_id for one in self._known):
            return False
        self._edit(record_id)
        return self.panel.jump(record_id, field or "family")

    def _fill_table(self) -> None:
        emptied(self._table)
        look = self._desk.look
        if not self._known:
            words = tr("Readers look for the name as their own papers have it. Add each spelling you see.")
            self._table.addWidget(Words(look, words, "spellings.none", role="text2", wrap=True))
            return
        grid = QGridLayout()
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(8)
        for at, title in enumerate((tr("Name"), tr("What it is"), tr("Where it is written so"))):
            grid.addWidget(Words(look, title, px=12, bold=True, role="text2"), 0, at)
        for row, one in enumerate(self._known, 1):
            name = joined(one.family, one.given, one.patronymic) or tr("No name yet")
            kind = joined(coded("name_kinds", one.use), tr(rule_label(one.rule)) if one.rule else "", by=", ")
            for at, words in enumerate((name, kind, self._where(one))):
                grid.addWidget(
                    Words(look, words, bold=at == 0, role="text" if at == 0 else "text2", wrap=True), row, at
                )
            edit = Button(look, tr("Edit"), f"spellings.edit.{one.id}", kind="link")
            edit.setAccessibleName(tr("Edit: {what}", what=name))
            edit.clicked.connect(partial(self._edit, one.id))
            grid.addWidget(edit, row, 3)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 3)
        grid.setColumnStretch(2, 2)
        holder = QWidget()
        holder.setLayout(grid)
        grid.setContentsMargins(0, 0, 0, 0)
        self._table.addWidget(holder)

    def _choices(self) -> list[Choice]:
        """The person's documents, for the field that ties a spelling to one."""
        return [Choice(one.id, papers_in_words([one])) for one in self._documents]

    def _where(self, one: Spelling) -> str:
        """Where a spelling stands: as typed, the document that it is tied to, or those that print it so; of a
        name made by a rule that it stands nowhere.
        """
        tied = [each for each in self._documents if each.id == one.document_id]
        found = joined(one.document, papers_in_words(tied or self._alike(one.family, one.given)), by="; ")
        if found or one.use != BY_RULE:
            return found
        return tr("Not seen in a document yet: letters leave it out.")

    def _alike(self, family: str, given: str) -> list[IdentityDocument]:
        """The person's documents in which a name is printed exactly so, whatever the capitals."""
        name = (family.casefold(), given.casefold())
        return [one for one in self._documents if (one.family.casefold(), one.given.casefold()) == name]

    def _fill_proposals(self) -> None:
        emptied(self._proposals)
        if not self._proposing or self._person is None:
            return
        look = self._desk.look
        found = self._proposed(self._person)
        if not found:
            words = tr("The rules give no spelling that is not here already.")
            self._proposals.addWidget(Words(look, words, "spellings.no-more", role="text2", wrap=True))
            return
        words = tr(
            "These are the spellings that passports of different years would have. Add those you have seen."
        )
        self._proposals.addWidget(Words(look, words, role="text2", wrap=True))
        for at, one in enumerate(found):
            row = QHBoxLayout()
            row.setSpacing(12)
            add = Button(look, tr("Add"), f"spellings.propose.{at}", kind="link")
            add.setAccessibleName(tr("Add: {what}", what=one.family_first))
            add.clicked.connect(partial(self._take, one))
            more = (
                ntr("{n} more rule gives the same", "{n} more rules give the same", len(one.also))
                if one.also
                else ""
            )
            row.addWidget(add)
            row.addWidget(Words(look, one.family_first, bold=True))
            found_in = papers_in_words(self._alike(one.family, one.given))
            words = joined(tr(one.label), rule_years(one.rule), more, by="; ")
            row.addWidget(Words(look, words, px=12, role="text2", wrap=True), 1)
            if found_in:
                seen = tr("printed in: {documents}", documents=found_in)
                row.addWidget(Words(look, seen, f"spellings.seen.{at}", px=12, role="ok", wrap=True), 1)
            self._proposals.addLayout(row)

    def _proposed(self, person: Person) -> list[Variant]:
        """What the rules make of the original name, without what is known."""
        known = {(one.family.casefold(), one.given.casefold()) for one in self._known}
        known.add((person.latin_family.casefold(), person.latin_given.casefold()))
        name = PersonName(person.family, person.given, person.patronymic)
        languages = languages_for(
            name.family_first,
            issuers=[one.country for one in self._documents],
            citizenships=person.citizenships,
            spoken=person.languages,
        )
        return [
            self._told(one)
            for one in variants(name, *languages)
            if one.rule != "as-written" and (one.family.casefold(), one.given.casefold()) not in known
        ]

    def _told(self, one: Variant) -> Variant:
        """A spelling by the name of the rule of the state that printed it, if a document has it."""
        states = [document.country for document in self._alike(one.family, one.given)]
        return one.told_by(language_of_state(states[0])) if states else one

    @Slot()
    def _propose(self) -> None:
        self._proposing = self.propose.isChecked()
        self._fill_proposals()

    def _take(self, one: Variant) -> None:
        if self._person is None:
            return
        made = Spelling(
            case_id=self._case_id,
            person_id=self._person.id,
            use=BY_RULE,
            family=one.family,
            given=one.given,
            patronymic=one.patronymic,
            rule=one.rule,
        )
        if alike := self._alike(one.family, one.given):
            made.use, made.document_id = use_of(alike[0]), alike[0].id
        self._desk.writer.write(lambda: self._desk.office.records.add(made))

    @Slot()
    def _add(self) -> None:
        if self._person is None:
            return
        self.panel.close_record()
        self.panel.set_title(tr("New spelling"))
        new = Spelling(case_id=self._case_id, person_id=self._person.id)
        self.panel.show_record(new, new=True, place=f"new/spelling/{self._person.id}")
        self.panel.show()
        self._focus()

    def _edit(self, record_id: str) -> None:
        one = next(one for one in self._known if one.id == record_id)
        self.panel.set_title(tr("Spelling"))
        self.panel.show_record(one)
        self.panel.show()
        self._focus()

    def _focus(self) -> None:
        if self.panel.keeper is not None:
            self.panel.keeper.form.jump("family")

    @Slot(object)
    def _stored(self, _record: Any) -> None:
        self.panel.set_title(tr("Spelling"))
        self.panel.delete.show()

    @Slot()
    def _delete(self) -> None:
        if self.panel.keeper is None:
            return
        record_id, desk = self.panel.keeper.record_id, self._desk
        self.panel.close_record()
        self.panel.hide()
        desk.writer.write(
            lambda: desk.office.records.delete(Spelling, record_id),
            lambda deleted: take_back(desk, deleted, tr("Spelling deleted")),
        )
