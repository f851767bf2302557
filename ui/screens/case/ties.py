"""What the people of a case are to one person: what was said, what follows from it, and one line to add."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from caseapp import lists
from caseapp.errors import Invalid, Problem, sentence
from caseapp.i18n import language, tr
from caseapp.records import Person, Tie
from caseapp.rules.kinship import CLIENT, Bond, Kin
from caseapp.services.cases import CaseSummary
from ui.screens.case.desk import Desk, emptied, heading, snug, take_back
from ui.screens.case.kinfolk import shown_name
from ui.screens.case.words import coded
from ui.widgets.buttons import Button
from ui.widgets.fields import ChoiceField
from ui.widgets.labels import Noted, Words
from ui.widgets.named import named
from ui.widgets.segments import Choice


class Ties(QWidget):
    """Heading, a line for each person who is tied to this one, and "is the … " with "Add"."""

    def __init__(self, desk: Desk, case_id: str) -> None:
        super().__init__()
        self._desk, self._case_id, self._look = desk, case_id, desk.look
        self._person: Person | None = None
        self._names: dict[str, str] = {}
        named(self, "ties", tr("Who the others are to them"))
        self._lines = QVBoxLayout()
        self._lines.setSpacing(8)
        self.other = ChoiceField(self._look, (), "ties.other", tr("Who"), empty=tr("Choose a person"))
        known = lists.get("relations")
        relations = [Choice(code, known.label(code, language())) for code in known.codes if code != CLIENT]
        self.relation = ChoiceField(
            self._look, relations, "ties.relation", tr("What they are"), empty=tr("Choose the tie")
        )
        self.add = Button(self._look, tr("Add"), "ties.add", icon="plus")
        self.add.clicked.connect(self._add)
        self._wrong = Noted(self._look, "octagon-alert", "", "ties.wrong", role="crit", wrap=True)
        for field in (self.other, self.relation):
            field.chosen.connect(self._chosen)
        self._build()

    def show_person(self, person: Person | None, summary: CaseSummary, kin: Kin, hidden: bool) -> None:
        """Shows the ties of somebody of the case; nobody, or nobody else in the case, shows nothing."""
        if person is None or self._person is None or person.id != self._person.id:
            self._clear()
        self._person = person
        others = [one for one in summary.persons if person is not None and one.id != person.id]
        self.setVisible(bool(others) and person in summary.persons)
        self._names = {one.id: shown_name(one, kin, hidden) for one in summary.persons}
        emptied(self._lines)
        if person is None:
            return
        self.other.set_choices(Choice(one.id, self._names[one.id]) for one in others)
        bonds = [bond for bond in kin.bonds_of(person.id) if bond.other in self._names]
        said = {bond.other for bond in bonds if not bond.follows}
        more = [
            bond
            for tie in kin.said
            for bond in (tie, tie.turned())
            if bond is not None and bond.one == person.id and bond.id and bond not in bonds
        ]
        for bond in [*bonds, *more]:
            if not bond.follows:
                self._lines.addWidget(self._line(bond))
        self._show_following([bond for bond in bonds if bond.follows and bond.other not in said])
        if not bonds and not more:
            words = tr("Nothing is said yet. A tie is said once and holds both ways.")
            self._lines.addWidget(Words(self._look, words, "ties.none", role="text2", wrap=True))

    def _show_following(self, bonds: Sequence[Bond]) -> None:
        """What nobody said and is certain all the same, in one quiet paragraph."""
        if bonds:
            told = "; ".join(f"{self._names[b.other]}: {coded('relations', b.relation)}" for b in bonds)
            words = tr("Follows from other ties: {ties}", ties=told)
            self._lines.addWidget(Words(self._look, words, "ties.follows", px=12, role="text2", wrap=True))

    # Building

    def _build(self) -> None:
        look = self._look
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.other, 3)
        row.addWidget(self.relation, 2)
        row.addWidget(self.add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(heading(look, tr("Who the others are to them"), "ties.title"))
        column.addLayout(self._lines)
        column.addLayout(row)
        column.addWidget(self._wrong)
        self._wrong.hide()
        self._chosen()

    def _line(self, bond: Bond) -> QWidget:
        name, relation = self._names[bond.other], coded("relations", bond.relation)
        line = named(QWidget(), f"ties.line.{bond.other}.{bond.relation}", f"{name}: {relation}")
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(Words(self._look, name, bold=True, wrap=True), 3)
        row.addWidget(Words(self._look, relation, wrap=True), 3)
        if bond.id:
            take = Button(self._look, tr("Delete"), f"ties.delete.{bond.id}", kind="link")
            take.setAccessibleName(tr("Delete the tie with {name}", name=name))
            take.clicked.connect(partial(self._delete, bond.id))
            take.setFixedHeight(self._look.tall(20))
            row.addWidget(take, 0, Qt.AlignmentFlag.AlignTop)
        return snug(line)

    def _clear(self) -> None:
        self.other.set_value("")
        self.relation.set_value("")
        self._wrong.hide()
        self._chosen()

    # What the person does

    @Slot()
    def _chosen(self) -> None:
        self._wrong.hide()
        self.add.setEnabled(bool(self.other.value() and self.relation.value()))

    @Slot()
    def _add(self) -> None:
        if self._person is None or not self.add.isEnabled():
            return
        desk = self._desk
        tie = Tie(
            case_id=self._case_id,
            person_id=self._person.id,
            other_id=self.other.value(),
            relation=self.relation.value(),
        )
        desk.writer.write(lambda: desk.office.records.add(tie), self._added, self._refused, owner=self)

    def _added(self, saved: Any) -> None:
        self._clear()
        self.other.setFocus(Qt.FocusReason.OtherFocusReason)

    def _refused(self, problem: Problem) -> None:
        if not isinstance(problem, Invalid):
            self._desk.show_problem(problem)
            return
        self._wrong.set_text(next((tr(text) for text in problem.fields.values()), sentence(problem)))
        self._wrong.show()

    def _delete(self, tie_id: str) -> None:
        desk = self._desk
        self.other.setFocus(Qt.FocusReason.OtherFocusReason)
        desk.writer.write(
            lambda: desk.office.records.delete(Tie, tie_id),
            lambda deleted: take_back(desk, deleted, tr("Tie deleted")),
        )
