"""The letters of a case: drafts and issued ones, and writing a new one."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPoint, Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from caseapp.i18n import N_, tr
from caseapp.records import Letter
from caseapp.services.cases import CaseSummary
from ui.screens.case.desk import Desk, Section, heading, take_back
from ui.screens.case.newletter import LetterMenu
from ui.tables.cells import Column, Lines, State, Text
from ui.tables.model import RowModel
from ui.tables.view import TableView
from ui.widgets.buttons import Button
from ui.widgets.empty import EmptyState
from ui.widgets.rail import Mark
from ui.words import day_of, letter_kind, told_language


class Letters(Section):
    """Enter or a double click opens a letter; drafts can be deleted, issued letters never."""

    NAME = "case.letters"
    SAYS = N_("Letters")

    def __init__(self, desk: Desk, case_id: str) -> None:
        super().__init__(desk, case_id)
        self.menu = LetterMenu(desk, case_id, self)
        self.menu.written.connect(self.letter_wanted)
        self.model = RowModel(self._columns(), lambda letter: letter.id)
        self.table = TableView(self.look, self.model, "letters.list", tr("Letters"))
        self.table.let_yield(("language", "day"), 180)
        self.table.opened.connect(self.letter_wanted)
        self.table.current_changed.connect(self._current)
        self.new = Button(self.look, tr("Ne&w letter"), "letters.new", icon="plus")
        self.open = Button(self.look, tr("&Open"), "letters.open", kind="flat", icon="file-text")
        self.delete = Button(self.look, tr("Delete draft"), "letters.delete", kind="flat")
        self.new.clicked.connect(self._new)
        self.open.clicked.connect(self._open)
        self.delete.clicked.connect(self._delete)
        self._empty = EmptyState(
            self.look,
            "file-text",
            tr("No letter has been written in this case yet."),
            tr("New letter"),
            name="letters.empty",
        )
        self._empty.acted.connect(self._new_first)
        self._build()

    def show_summary(self, summary: CaseSummary) -> None:
        place = self.table.place_kept()
        newest = sorted(
            summary.letters,
            key=lambda one: (one.issued_at is None, one.issued_at or one.created_at),
            reverse=True,
        )
        self.model.show_rows(newest)
        self.table.restore_place(place)
        if not self.table.current_key() and newest:
            self.table.select_row(0)
        self._stack.setCurrentWidget(self._list if newest else self._empty)
        self._current(self.table.current_key())

    @classmethod
    def mark(cls, summary: CaseSummary) -> Mark:
        return Mark(len(summary.letters) or None)

    def jump(self, kind: str, record_id: str, field: str) -> bool:
        return kind == Letter.KIND and self.table.select_key(record_id)

    def start(self) -> None:
        (self.table if self.model.rowCount() else self._empty.button).setFocus()

    def _columns(self) -> tuple[Column, ...]:
        today = self.desk.office.clock.today
        return (
            Column(
                "kind",
                N_("Letter"),
                Lines,
                lambda one: Lines(letter_kind(one.kind), one.number),
                320,
                stretch=True,
            ),
            Column(
                "language", N_("Language"), Text, lambda one: Text(told_language(one.language), "text2"), 110
            ),
            Column("state", N_("State"), State, _state, 110),
            Column(
                "day",
                N_("Day"),
                Text,
                lambda one: Text(day_of(one.issued_at or one.changed_at, today()), "text2"),
                110,
            ),
        )

    def _build(self) -> None:
        self._list = QWidget()
        column = QVBoxLayout(self._list)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(10)
        head = QHBoxLayout()
        head.setContentsMargins(20, 0, 20, 0)
        head.setSpacing(8)
        head.addWidget(heading(self.look, tr("Letters"), "letters.title"))
        head.addStretch(1)
        for button in (self.delete, self.open, self.new):
            head.addWidget(button)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._list)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)

    def _letter(self) -> Letter | None:
        found = self.model.row(self.table.currentIndex().row())
        return found if isinstance(found, Letter) else None

    @Slot(str)
    def _current(self, _key: str) -> None:
        letter = self._letter()
        self.open.setEnabled(letter is not None)
        self.delete.setVisible(letter is not None and letter.issued_at is None)

    @Slot()
    def _new(self) -> None:
        self.menu.open_at(self.new.mapToGlobal(QPoint(0, self.new.height() + 4)))

    @Slot()
    def _new_first(self) -> None:
        button = self._empty.button
        self.menu.open_at(button.mapToGlobal(QPoint(0, button.height() + 4)))

    @Slot()
    def _open(self) -> None:
        if self.table.current_key():
            self.letter_wanted.emit(self.table.current_key())

    @Slot()
    def _delete(self) -> None:
        letter, desk = self._letter(), self.desk
        if letter is None or letter.issued_at is not None:
            return
        letter_id = letter.id

        def deleted(result: Any) -> None:
            take_back(desk, result, tr("Draft deleted"))

        desk.writer.write(lambda: desk.office.records.delete(Letter, letter_id), deleted)


def _state(letter: Letter) -> State:
    if letter.issued_at is None:
        return State("file-text", tr("Draft"), icon_role="text2")
    return State("file-check", tr("Issued"), icon_role="ok")
