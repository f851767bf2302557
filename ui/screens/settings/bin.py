"""The bin: what was deleted, the way back, and erasing it for good."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy

from caseapp.i18n import N_, ntr, tr
from caseapp.records.titles import title_of
from caseapp.services.bin import BIN_DAYS, Binned
from ui.days import dated, moment
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
    """Every act of deleting, newest first; what is done with one is done with all that went with it."""

    def __init__(self, desk: Desk) -> None:
        about = ntr(
            "What was deleted stays here for {n} day, with all that belonged to it."
            " Then it is erased for good, files of evidence too.",
            "What was deleted stays here for {n} days, with all that belonged to it."
            " Then it is erased for good, files of evidence too.",
            BIN_DAYS,
        )
        super().__init__(desk, "bin", tr("Bin"), about)
        self._asked = Latest(desk.runner, self)
        self._writer = Writer(desk.runner, desk.bus)
        self._found: list[Binned] = []
        columns = (
            Column("what", N_("What"), Lines, self._what, 200, stretch=True),
            Column("when", N_("Deleted"), Text, lambda one: Text(moment(one.deleted_at), "text2"), 150),
            Column("until", N_("Will be erased"), Text, _until, 150),
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
        self.erase = Button(desk.look, tr("&Erase for good…"), "settings.bin.erase")
        self.erase.clicked.connect(self._erase_current)
        self.empty = Button(desk.look, tr("E&mpty the bin…"), "settings.bin.all")
        self.empty.clicked.connect(self._erase_all)
        self.table.current_changed.connect(self._selected)
        self.held = Words(
            desk.look,
            tr(
                "What says “Not by itself” waits until you erase it: the clock of this computer jumped since"
                " it was deleted, so nobody can tell how long it has been here."
            ),
            "settings.bin.held",
            role="text2",
            wrap=True,
        )
        row = QHBoxLayout()
        row.addWidget(self.back)
        row.addStretch(1)
        row.addWidget(self.erase)
        row.addWidget(self.empty)
        self.column.addWidget(card)
        self.column.addWidget(self.nothing)
        self.column.addWidget(self.held)
        self.column.addLayout(row)
        desk.bus.listen(self, (), lambda _changes: self.enter() if self.isVisible() else None)
        desk.host.privacy.changed.connect(self.table.viewport().update)
        self._show([])

    def enter(self) -> None:
        self._asked.ask(self.desk.office.bin.all, self._show)

    @Slot(str)
    def bring_back(self, deletion: str) -> None:
        """Brings back what one act deleted."""
        records = self.desk.office.records
        self._writer.write(lambda: records.restore(deletion), self._brought, owner=self)

    def _brought(self, _changes: object) -> None:
        self.desk.host.toast(tr("Brought back"))
        self.enter()

    @Slot()
    def _erase_current(self) -> None:
        one = next((one for one in self._found if one.deletion == self.table.current_key()), None)
        if one is None:
            return
        what = self._what(one)
        title = tr("Erase “{name}” for good?", name=what.first)
        if self.desk.host.dialogs.confirm(
            title, _warning(with_case=one.record.KIND == "case"), tr("&Erase for good")
        ):
            bin_, deletion = self.desk.office.bin, one.deletion
            self._writer.write(lambda: bin_.erase(deletion), self._erased, owner=self)

    @Slot()
    def _erase_all(self) -> None:
        count = len(self._found)
        title = ntr(
            "Erase everything in the bin for good? It holds {n} entry.",
            "Erase everything in the bin for good? It holds {n} entries.",
            count,
        )
        cases = any(one.record.KIND == "case" for one in self._found)
        if self.desk.host.dialogs.confirm(title, _warning(with_case=cases), tr("&Erase for good")):
            self._writer.write(self.desk.office.bin.erase_all, self._erased, owner=self)

    def _erased(self, _changes: object) -> None:
        self.desk.host.toast(tr("Erased for good"))
        self.enter()

    def _show(self, found: list[Binned]) -> None:
        self._found = found
        kept = self.table.place_kept()
        self.model.show_rows(found)
        self.table.restore_place(kept)
        if found and not self.table.current_key():
            self.table.select_row(0)
        line = self.table.verticalHeader().defaultSectionSize()
        head = self.table.horizontalHeader().height()
        self.table.setFixedHeight(head + min(len(found), _LINES) * line + 2)
        self._card.setVisible(bool(found))
        for button in (self.back, self.erase, self.empty):
            button.setVisible(bool(found))
        self.held.setVisible(any(one.until is None for one in found))
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
        self.erase.setEnabled(bool(key))

    @Slot()
    def _bring_current(self) -> None:
        if self.table.current_key():
            self.bring_back(self.table.current_key())


def _until(one: Binned) -> Text:
    if one.until is None:
        return Text(tr("Not by itself"), "text2")
    return Text(dated(one.until.astimezone().date()), "text2")


def _warning(*, with_case: bool) -> str:
    """What erasing means, in full: it is the one act here that nobody can take back."""
    words = tr(
        "It goes with all that belonged to it, files of evidence too, and can't be brought back. The history"
        " keeps who did what and when, without what was in it. Backups that were made before still hold it"
        " until newer ones replace them."
    )
    if with_case:
        words += " " + tr("Letters that were issued can't be verified any more.")
    return words
