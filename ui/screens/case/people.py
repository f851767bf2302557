"""The people around the client: a list at the side, the form of the one chosen."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from caseapp.i18n import N_, tr
from caseapp.records import Person
from caseapp.services.cases import CaseSummary
from ui.screens.case.desk import Column, Desk, Section, heading, take_back
from ui.screens.case.personparts import PersonParts
from ui.screens.case.recordform import RecordPanel
from ui.screens.case.splitting import KeptSplitter
from ui.screens.case.words import coded, person_name, person_names
from ui.tables.cells import Column as TableColumn
from ui.tables.cells import Lines
from ui.tables.model import RowModel
from ui.tables.view import TableView
from ui.widgets.buttons import Button
from ui.widgets.empty import EmptyState
from ui.widgets.rail import Mark

#: With less room than this the form stands below the list.
BESIDE = 640


def _cell(person: Person) -> Lines:
    second = coded("relations", person.relation) or next(
        (name for name in person_names(person) if name and name != person_name(person)), ""
    )
    return Lines(person_name(person), second)


class People(Section):
    """Everybody of the case but the client."""

    NAME = "case.people"
    SAYS = N_("People")

    def __init__(self, desk: Desk, case_id: str) -> None:
        super().__init__(desk, case_id)
        self._people: list[Person] = []
        self.model = RowModel(
            [TableColumn("name", N_("Name"), Lines, _cell, 240, stretch=True)], lambda one: one.id
        )
        self.table = TableView(self.look, self.model, "people.list", tr("People"))
        self.table.current_changed.connect(self._chosen)
        self.table.horizontalHeader().hide()
        self.add = Button(self.look, tr("Add a person"), "people.add", kind="flat", icon="plus")
        self.add.clicked.connect(self._add)
        self.panel = RecordPanel(
            desk, "person", deletes=tr("Delete"), first_title=False, reserved=desk.reserved
        )
        self.parts = PersonParts(desk, case_id)
        self._summary: CaseSummary | None = None
        self.panel.stored.connect(self._stored)
        self.panel.delete_wanted.connect(self._delete)
        self._empty = EmptyState(
            self.look,
            "book-user",
            tr("Family, colleagues and others who matter in this case stand here."),
            tr("Add a person"),
            name="people.empty",
        )
        self._empty.acted.connect(self._add)
        self._build()

    def show_summary(self, summary: CaseSummary) -> None:
        client = summary.client.id if summary.client is not None else ""
        self._summary = summary
        self._people = [one for one in summary.persons if one.id != client]
        current = self.table.current_key()
        self.model.show_rows(self._people)
        shown = self.panel.keeper
        is_new = shown is not None and not any(one.id == shown.record_id for one in self._people)
        if not (is_new and self._adding) and not self.table.select_key(current) and self._people:
            self.table.select_row(0)
        self._show_parts()
        self._show_state()

    def flush(self) -> None:
        self.panel.flush()
        self.parts.flush()

    def confirm(self) -> None:
        self.panel.confirm()
        self.parts.flush()

    def jump(self, kind: str, record_id: str, field: str) -> bool:
        if kind == Person.KIND:
            return self.table.select_key(record_id) and self.panel.jump(record_id, field)
        known = self._summary.of_persons() if self._summary is not None else []
        holder = next((one.person_id for one in known if one.id == record_id), "")
        return bool(holder) and self.table.select_key(holder) and self.parts.jump(kind, record_id, field)

    @classmethod
    def mark(cls, summary: CaseSummary) -> Mark:
        count = len(summary.persons) - (summary.client is not None)
        return Mark(count or None)

    def _build(self) -> None:
        self._adding = False
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.setContentsMargins(20, 0, 12, 0)
        head.addWidget(heading(self.look, tr("People"), "people.title"))
        head.addStretch(1)
        head.addWidget(self.add)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        right = Column(self.look, "people.scroll")
        right.column.addWidget(self.panel)
        right.column.addWidget(self.parts)
        self.splitter = KeptSplitter(self.desk, "people.splitter")
        self.splitter.addWidget(left)
        self.splitter.addWidget(right)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([self.look.wide(280), self.look.wide(620)])
        self.splitter.bring_back()
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.splitter)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.width() >= self.look.wide(BESIDE)
        wanted = Qt.Orientation.Horizontal if beside else Qt.Orientation.Vertical
        if self.splitter.orientation() != wanted:
            self.splitter.setOrientation(wanted)
            list_size = self.look.wide(280) if beside else self.look.tall(160, 4)
            self.splitter.setSizes([list_size, self.look.wide(620)])
            self.splitter.bring_back()

    def _show_parts(self) -> None:
        """Documents and spellings of the person in the form; none before a new one is saved."""
        keeper = self.panel.keeper
        shown = next((one for one in self._people if keeper is not None and one.id == keeper.record_id), None)
        if shown is None or self._summary is None:
            self.parts.show_nobody()
        else:
            self.parts.show_person(shown, self._summary)

    def _show_state(self) -> None:
        self._stack.setCurrentWidget(self.splitter if self._people or self._adding else self._empty)

    @Slot(str)
    def _chosen(self, record_id: str) -> None:
        person = next((one for one in self._people if one.id == record_id), None)
        if person is None:
            return
        self._adding = False
        self.panel.show_record(person)
        self._show_parts()
        self.panel.set_title(person_name(person), coded("relations", person.relation))

    @Slot()
    def _add(self) -> None:
        self.panel.close_record()
        self._adding = True
        self.table.clearSelection()
        self.panel.set_title(tr("New person"), tr("Saved with the first field you fill in."))
        self.parts.show_nobody()
        self.panel.show_record(Person(case_id=self.case_id), new=True, place=f"new/person/{self.case_id}")
        self._show_state()
        if self.panel.keeper is not None:
            self.panel.keeper.form.jump("family")

    @Slot(object)
    def _stored(self, record: Any) -> None:
        self.panel.set_title(person_name(record), coded("relations", record.relation))
        self.panel.delete.show()
        if self._adding:
            self._adding = False
            self.table.select_key(record.id)

    @Slot()
    def _delete(self) -> None:
        if self.panel.keeper is None:
            return
        record_id, desk = self.panel.keeper.record_id, self.desk
        self.panel.close_record()
        self.panel.set_title("")
        desk.writer.write(
            lambda: desk.office.records.delete(Person, record_id),
            lambda deleted: take_back(desk, deleted, tr("Person deleted")),
        )
