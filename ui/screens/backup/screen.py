"""The backup screen: make one, see the copies, and at the side what would be lost without."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from caseapp.i18n import N_, ntr, tr
from caseapp.services.backup import BackupInfo
from caseapp.services.office import Office
from ui.bus import ChangeBus
from ui.days import dated
from ui.latest import Latest
from ui.screens.backup.making import MakingCard
from ui.screens.backup.opening import CopyPanel
from ui.screens.backup.place import medium_of, place_name, size_words
from ui.screens.backup.wording import Fact, loss, practice, sheet
from ui.screens.host import Host
from ui.tables.cells import Column, State, Text
from ui.tables.model import RowModel
from ui.tables.view import TableView
from ui.tasks import Runner
from ui.widgets.buttons import Button
from ui.widgets.labels import Rule, Words
from ui.widgets.named import named
from ui.widgets.page import PageHead
from ui.widgets.pane import Card, FactLine, ScrollColumn, SidePane

#: Facts of the store that this screen keeps: when a restore was practised, when the recovery sheet was made.
PRACTISED, SHEET_MADE = "restore-practised", "recovery-sheet"
PANE_FROM = 1100


class BackupScreen(QWidget):
    """Everything here works on other folders than the store's; the open store is only read."""

    def __init__(
        self, office: Office, runner: Runner, bus: ChangeBus, host: Host, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._office, self._runner, self._bus, self._host = office, runner, bus, host
        self._look = host.look
        self._copies: list[BackupInfo] = []
        self._practised: date | None = None
        self._sheet: date | None = None
        self._first = True
        self._asked = Latest(runner, self)
        named(self, "backup", tr("Backup"))
        self._build()
        self.card.made.connect(self._made)
        self.card.changed.connect(self._tell_pane)
        self._look.changed.connect(self._fit)
        bus.listen(self, ("backup", "recovery"), self._changed)

    @Slot()
    def reload(self) -> None:
        """Reads which copies are known."""
        office = self._office

        def read() -> tuple[list[BackupInfo], Any, Any]:
            return office.backup.remembered(), office.facts.get(PRACTISED), office.facts.get(SHEET_MADE)

        self._asked.ask(read, self._show)

    @Slot()
    def check(self) -> None:
        """Reads a copy again, byte by byte."""
        self._open_panel("check")

    @Slot()
    def restore(self) -> None:
        """Makes a store in a new folder from a copy."""
        self._open_panel("restore")

    @Slot()
    def practise(self) -> None:
        """Restores beside the store, looks, and removes it again."""
        self._open_panel("practise")

    def _build(self) -> None:
        look = self._look
        about = tr("A stick holds a full encrypted copy. Keep one away from the office.")
        self.head = PageHead(look, tr("Backup"), about, name="backup.head")
        self.card = MakingCard(self._office, self._runner, self._host)
        page = ScrollColumn(look, "backup.page", width=1000)
        page.column.setSpacing(16)
        page.column.addWidget(self.card)
        self.narrow_pane = Card(look, "backup.narrow")
        self._narrow_column = QVBoxLayout(self.narrow_pane)
        self._narrow_column.setContentsMargins(20, 16, 20, 16)
        self._narrow_column.setSpacing(10)
        page.column.addWidget(self.narrow_pane)
        page.column.addLayout(self._make_list_head())
        page.column.addWidget(self._make_list())
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(page, 1)
        self.pane = SidePane(look, "backup.pane", tr("If this computer vanished now"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(column, 1)
        row.addWidget(self.pane)

    def _make_list_head(self) -> QHBoxLayout:
        look = self._look
        self.check_button = Button(
            look, tr("Check &a copy"), "backup.check", kind="flat", icon="monitor-check"
        )
        self.restore_button = Button(look, tr("&Restore…"), "backup.restore", kind="flat", icon="rotate-ccw")
        self.check_button.clicked.connect(self.check)
        self.restore_button.clicked.connect(self.restore)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(Words(look, tr("Copies"), px=15, bold=True), 1)
        row.addWidget(self.check_button)
        row.addWidget(self.restore_button)
        return row

    def _make_list(self) -> Card:
        look = self._look
        columns = (
            Column("date", N_("Date"), Text, lambda c: Text(dated(c.at.astimezone().date())), 132),
            Column("place", N_("Place"), Text, lambda c: Text(place_name(medium_of(c))), 160),
            Column("size", N_("Size"), Text, lambda c: Text(size_words(c.size)), 90),
            Column("checked", N_("Checked"), State, checked_cell, 200, stretch=True),
        )
        self.model = RowModel(columns, key=lambda copy: str(copy.folder), parent=self)
        self.table = TableView(look, self.model, "backup.copies", tr("Copies"))
        self.table.opened.connect(self.check)
        self.none_yet = Words(look, tr("No copy yet."), "backup.none", role="text2")
        card = Card(look, "backup.list")
        card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        column = QVBoxLayout(card)
        column.setContentsMargins(1, 1, 1, 4)
        column.addWidget(self.table)
        self.none_yet.setContentsMargins(16, 12, 16, 8)
        column.addWidget(self.none_yet)
        return card

    def _show(self, found: tuple[list[BackupInfo], Any, Any]) -> None:
        copies, practised, made = found
        self._copies = sorted(copies, key=lambda copy: copy.at, reverse=True)
        self._practised = _day(practised)
        self._sheet = _day(made)
        place = self.table.place_kept()
        self.model.show_rows(self._copies)
        self.table.restore_place(place)
        self.table.setVisible(bool(self._copies))
        self.none_yet.setVisible(not self._copies)
        rows = min(len(self._copies), 8)
        height = (
            self.table.horizontalHeader().height() + rows * self.table.verticalHeader().defaultSectionSize()
        )
        self.table.setFixedHeight(height + 2)
        self._tell_pane()
        if self._first:
            self._first = False
            last = self._copies[0] if self._copies else None
            self.card.find_place(last, medium_of(last) if last else None)

    def _changed(self, _changes: object) -> None:
        self.reload()

    def _made(self, _info: BackupInfo) -> None:
        self._bus.publish([("backup", "")])

    @Slot()
    def _tell_pane(self) -> None:
        """The side pane, or the card that takes its place in a narrow window."""
        today = self._office.clock.today()
        last = next((copy for copy in self._copies if copy.checked), None)
        lost = loss(last, today, running=self.card.running)
        tried = practice(self._practised, today)
        has_sheet = self._office.custody.keys.has_recovery
        kept = sheet(has_sheet, self._sheet, dated(self._sheet) if self._sheet else "")
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(20, 20, 20, 12)
        column.setSpacing(0)
        self._add(column, tr("If this computer vanished now"), lost, "backup.loss")
        self._add_rule(column)
        drill = self._add(column, tr("Practice"), tried, "backup.practice")
        button = Button(self._look, tr("&Practise a restore"), "backup.practise")
        button.clicked.connect(self.practise)
        drill.words.insertSpacing(drill.words.count() - 1, 8)
        drill.words.insertWidget(drill.words.count() - 1, button)
        self._add_rule(column)
        self._add(column, tr("Recovery sheet"), kept, "backup.sheet")
        column.addStretch(1)
        self.pane.show_body(body)
        while (item := self._narrow_column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for fact, name in ((lost, "loss"), (tried, "practice")):
            line = FactLine(
                self._look, fact.icon, fact.fact, fact.more, name=f"backup.narrow.{name}", role=fact.role
            )
            self._narrow_column.addWidget(line)
        again = Button(self._look, tr("&Practise a restore"), "backup.narrow.practise")
        again.clicked.connect(self.practise)
        self._narrow_column.addWidget(again)

    def _add(self, column: QVBoxLayout, heading: str, fact: Fact, name: str) -> FactLine:
        column.addWidget(Words(self._look, heading, px=12, bold=True, role="text2"))
        column.addSpacing(10)
        line = FactLine(
            self._look, fact.icon, fact.fact, fact.more, name=name, role=fact.role, size=18, more_px=13
        )
        column.addWidget(line)
        return line

    def _add_rule(self, column: QVBoxLayout) -> None:
        column.addSpacing(20)
        column.addWidget(Rule(self._look))
        column.addSpacing(20)

    def _open_panel(self, act: str) -> None:
        chosen = next((c for c in self._copies if str(c.folder) == self.table.current_key()), None)
        there = [copy for copy in self._copies if copy.folder.is_dir()]
        start = chosen if chosen in there else there[0] if there else None
        panel = CopyPanel(self._office, self._runner, self._host, act, start.folder if start else None)
        panel.practised.connect(self._note_practice)
        self._host.overlay.open_panel(panel, width=600, top=96, escape=False)
        panel.start()

    @Slot()
    def _note_practice(self) -> None:
        day = self._office.clock.today().isoformat()
        facts = self._office.facts
        self._runner.run(lambda: facts.put(PRACTISED, day), lambda _none: self.reload(), owner=self)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.reload()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @Slot()
    def _fit(self) -> None:
        wide = self.window().width() >= self._look.wide(PANE_FROM)
        self.pane.setVisible(wide)
        self.narrow_pane.setVisible(not wide)


def checked_cell(copy: BackupInfo) -> State:
    """Whether a copy was read back and found whole."""
    if copy.faults:
        return State("circle-alert", tr("Not whole; not counted"), "high")
    if copy.checked is None:
        return State("circle-alert", tr("Not read back"), "high")
    if copy.lacking:
        lost = ntr("Equal, {n} file lost", "Equal, {n} files lost", copy.lacking)
        return State("triangle-alert", lost, "high")
    return State("circle-check", tr("Read back, equal"), icon_role="ok")


def _day(value: object) -> date | None:
    """A day kept among the facts of the store; None for none."""
    try:
        return datetime.fromisoformat(str(value)).date() if value else None
    except ValueError:
        return None


__all__ = ["PRACTISED", "SHEET_MADE", "BackupScreen", "checked_cell"]
