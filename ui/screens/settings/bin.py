"""The bin: what was deleted, and the way back."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy

from caseapp.i18n import N_, ntr, tr
from caseapp.records.titles import title_of
from caseapp.services.records import BIN_DAYS, Binned
from ui.days import moment
from ui.latest import Latest
from ui.screens.settings.section import Desk, Section
from ui.tables.cells import Column, Lines, Text
from ui.tables.model import RowModel
from ui.tables.view import TableView
from ui.widgets.buttons import Button
from ui.widgets.labels import Words
from ui.widgets.pane import Card
from ui.writer import Writer

#: So many lines are seen at once; the rest is scrolled to.
_LINES = 8
_NAMED = ("case", "person", "spelling", "name_form")


class BinSection(Section):
    """Every act of deleting, newest first; bringing one back brings all that went with it."""

    def __init__(self, desk: Desk) -> None:
        about = ntr(
            "What was deleted stays here for at least {n} day, with all that belonged to it.",
            "What was deleted stays here for at least {n} days, with all that belonged to it.",
            BIN_DAYS,
        )
        super().__init__(desk, "bin", tr("Bin"), about)
        self._asked = Latest(desk.runner, self)
        self._writer = Writer(desk.runner, desk.bus)
        columns = (
            Column("what", N_("What"), Lines, self._what, 240, stretch=True),
            Column("when", N_("Deleted"), Text, lambda one: Text(moment(one.deleted_at), "text2"), 170),
        )
        self.model = RowModel(columns, key=lambda one: one.deletion, parent=self)
        self.table = TableView(desk.look, self.model, "settings.bin.list", tr("Bin"))
        self.table.opened.connect(self.bring_back)
        card = Card(desk.look)
        card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        inner = QHBoxLayout(card)
        inner.setContentsMargins(1, 1, 1, 4)
        inner.addWidget(self.table)
        self._card = card
        self.nothing = Words(desk.look, tr("The bin is empty."), "settings.bin.empty", role="text2")
        self.back = Button(desk.look, tr("&Bring back"), "settings.bin.back", icon="undo-2")
        self.back.clicked.connect(self._bring_current)
        self.table.current_changed.connect(self._selected)
        row = QHBoxLayout()
        row.addWidget(self.back)
        row.addStretch(1)
        self.column.addWidget(card)
        self.column.addWidget(self.nothing)
        self.column.addLayout(row)
        desk.bus.listen(self, (), lambda _changes: self.enter() if self.isVisible() else None)
        desk.host.privacy.changed.connect(self.table.viewport().update)
        self._show([])

    def enter(self) -> None:
        self._asked.ask(self.desk.office.records.bin, self._show)

    @Slot(str)
    def bring_back(self, deletion: str) -> None:
        """Brings back what one act deleted."""
        records = self.desk.office.records
        self._writer.write(lambda: records.restore(deletion), self._brought, owner=self)

    def _brought(self, _changes: object) -> None:
        self.desk.host.toast(tr("Brought back"))
        self.enter()

    def _show(self, found: list[Binned]) -> None:
        kept = self.table.place_kept()
        self.model.show_rows(found)
        self.table.restore_place(kept)
        if found and not self.table.current_key():
            self.table.select_row(0)
        line = self.table.verticalHeader().defaultSectionSize()
        head = self.table.horizontalHeader().height()
        self.table.setFixedHeight(head + min(len(found), _LINES) * line + 2)
        self._card.setVisible(bool(found))
        self.back.setVisible(bool(found))
        self.nothing.setVisible(not found)

    def _what(self, one: Binned) -> Lines:
        kind = tr(type(one.record).LABEL)
        name = title_of(one.record)[0]
        if one.record.KIND in _NAMED:
            name = self.desk.host.privacy.name(name, getattr(one.record, "number", ""))
        return Lines(name or kind, kind)

    @Slot(str)
    def _selected(self, key: str) -> None:
        self.back.setEnabled(bool(key))

    @Slot()
    def _bring_current(self) -> None:
        if self.table.current_key():
            self.bring_back(self.table.current_key())
