"""What the people of a case are to one person: what was said and remarked, what follows from it, and one line
to add.
"""

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
from ui.screens.case.recordform import RecordPanel
from ui.widgets.buttons import Button
from ui.widgets.fields import ChoiceField
from ui.widgets.labels import Noted, Words
from ui.widgets.named import named
from ui.widgets.segments import Choice
from ui.words import coded, joined


class Ties(QWidget):
    """Heading, a line for each person who is tied to this one, and "is the … " with "Add"."""

    def __init__(self, desk: Desk, case_id: str) -> None:
        super().__init__()
        self._desk, self._case_id, self._look = desk, case_id, desk.look
        self._person: Person | None = None
        self._names: dict[str, str] = {}
        self._ties: dict[str, Tie] = {}
        self._hidden = False
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
        self.panel = RecordPanel(desk, "tie", titles=False, only=("note",), reserved=desk.reserved)
        self.done = Button(self._look, tr("Done"), "tie.done")
        self.done.clicked.connect(self.close_form)
        self._build()

    def show_person(self, person: Person | None, summary: CaseSummary, kin: Kin, hidden: bool) -> None:
        """Shows the ties of somebody of the case; nobody, or nobody else in the case, shows nothing."""
        if person is None or self._person is None or person.id != self._person.id:
            self._clear()
            self._put_away()
        self._person, self._hidden = person, hidden
        self._ties = {one.id: one for one in summary.ties}
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
        one_way = [bond for bond in kin.one_way(person.id) if bond.one in self._names]
        for bond in one_way:
            self._lines.addWidget(self._one_way(bond))
        self._show_following([bond for bond in bonds if bond.follows and bond.other not in said])
        shown = self._ties.get(self._shown())
        if shown is not None:
            self.panel.show_record(shown)
        else:
            self._put_away()
        if not bonds and not more and not one_way:
            words = tr("Nothing is said yet. A tie is said once and holds both ways.")
            self._lines.addWidget(Words(self._look, words, "ties.none", role="text2", wrap=True))

    def flush(self) -> None:
        """Hands out everything typed so far."""
        self.panel.flush()

    def confirm(self) -> None:
        """Saves what is typed and says so."""
        self.panel.confirm()

    def jump(self, tie_id: str) -> bool:
        """Opens the remark of a tie; False when it is not one of the person shown."""
        tie = self._ties.get(tie_id)
        if tie is None or self._person is None or self._person.id not in (tie.person_id, tie.other_id):
            return False
        self._edit(tie_id)
        return True

    @Slot()
    def close_form(self) -> None:
        """Hands out what was typed and puts the form away."""
        tie_id = self._shown()
        self._put_away()
        link = self.findChild(Button, f"ties.note.{tie_id}")
        (link or self.other).setFocus(Qt.FocusReason.OtherFocusReason)

    def _shown(self) -> str:
        return self.panel.keeper.record_id if self.panel.keeper is not None else ""

    def _put_away(self) -> None:
        self.panel.close_record()
        self._form.hide()

    def _edit(self, tie_id: str) -> None:
        tie = self._ties[tie_id]
        other = (
            tie.other_id if self._person is not None and tie.person_id == self._person.id else tie.person_id
        )
        self.panel.set_title(tr("Tie with {name}", name=self._names[other]))
        self.panel.show_record(tie)
        self._form.show()
        if self.panel.keeper is not None:
            self.panel.keeper.form.jump("note")

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
        self._form = QWidget()
        form = QVBoxLayout(self._form)
        form.setContentsMargins(look.wide(16), 4, 0, 10)
        form.setSpacing(12)
        form.addWidget(self.panel)
        form.addWidget(self.done, 0, Qt.AlignmentFlag.AlignLeading)
        self._form.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(heading(look, tr("Who the others are to them"), "ties.title"))
        column.addLayout(self._lines)
        column.addWidget(self._form)
        column.addLayout(row)
        column.addWidget(self._wrong)
        self._wrong.hide()
        self._chosen()

    def _line(self, bond: Bond) -> QWidget:
        """What somebody is to the person shown."""
        name, relation = self._names[bond.other], coded("relations", bond.relation)
        words = [(name, True), (relation, False)]
        place = f"ties.line.{bond.other}.{bond.relation}"
        return self._tie(bond, place, f"{name}: {relation}", words, name)

    def _one_way(self, bond: Bond) -> QWidget:
        """What the person shown is to somebody, where that is all there is a word for."""
        name = self._names[bond.one]
        says = tr("{relation} of {name}", relation=coded("relations", bond.relation), name=name)
        return self._tie(bond, f"ties.of.{bond.one}.{bond.relation}", says, [(says, False)], name)

    def _tie(self, bond: Bond, place: str, says: str, columns: list[tuple[str, bool]], name: str) -> QWidget:
        look = self._look
        note = self._ties[bond.id].note if bond.id in self._ties and not self._hidden else ""
        line = named(QWidget(), place, joined(says, note, by=". "))
        row = QHBoxLayout()
        row.setSpacing(12)
        for words, bold in columns:
            row.addWidget(Words(look, words, bold=bold, wrap=True), 6 // len(columns))
        links = self._links(bond.id, name)
        for link in links if bond.id else ():
            row.addWidget(link, 0, Qt.AlignmentFlag.AlignTop)
        if not bond.id:  # keeps the columns in line with those of the others
            row.addSpacing(sum(link.sizeHint().width() for link in links) + 2 * row.spacing())
        column = QVBoxLayout(line)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(row)
        if note:
            column.addWidget(Words(look, note, f"ties.remark.{bond.id}", px=12, role="text2", wrap=True))
        return snug(line)

    def _links(self, tie_id: str, name: str) -> list[Button]:
        """What can be done with a tie."""
        remark = Button(self._look, tr("Remark"), f"ties.note.{tie_id}", kind="link")
        remark.setAccessibleName(tr("Remark on the tie with {name}", name=name))
        remark.clicked.connect(partial(self._edit, tie_id))
        take = Button(self._look, tr("Delete"), f"ties.delete.{tie_id}", kind="link")
        take.setAccessibleName(tr("Delete the tie with {name}", name=name))
        take.clicked.connect(partial(self._delete, tie_id))
        for link in (remark, take):
            link.setFixedHeight(self._look.tall(20))
        return [remark, take]

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
