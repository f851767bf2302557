"""The timeline with its filters, and the table that says the same."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from caseapp.i18n import N_, ntr, tr
from ui.charts.events import in_time
from ui.charts.scale import Event, Lane
from ui.charts.timeline import Timeline
from ui.look import Look
from ui.tables.cells import Column, Risk, Text
from ui.tables.model import RowModel
from ui.tables.view import TableView
from ui.widgets.buttons import Button
from ui.widgets.chips import FilterChip
from ui.widgets.labels import ElidedLabel, Words
from ui.widgets.named import named
from ui.widgets.paint import hairline


class TimelinePanel(QWidget):
    """Title, count, one chip for each lane, and "Table".

    `opened(id)` and `current_changed(id)` come from both views. `head` takes more controls at its end.
    """

    opened = Signal(str)
    current_changed = Signal(str)

    def __init__(
        self,
        look: Look,
        lanes: Sequence[Lane],
        today: date,
        title: str,
        name: str = "timeline",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look, self._lanes = look, tuple(lanes)
        self._events: tuple[Event, ...] = ()
        self._lane = ""
        named(self, f"{name}.panel", title)
        self.view = Timeline(look, lanes, today, name, title)
        self.view.opened.connect(self.opened)
        self.view.current_changed.connect(self.current_changed)
        self._build_table(name, title)
        self._stack = named(QStackedWidget(), f"{name}.views")
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.table)
        self.count = ElidedLabel(look, "", f"{name}.count", px=12, role="text2")
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 20, 8)
        column.setSpacing(8)
        self.head = self._build_head(name, title)
        column.addLayout(self.head)
        column.addWidget(self._stack)
        look.changed.connect(self._fit)
        self._fit()

    def show_events(self, events: Sequence[Event]) -> None:
        """Replaces everything."""
        self._events = tuple(events)
        self.view.show_events(events)
        self._fill_table()
        vague = sum(not e.exact for e in events)
        words = ntr("{n} event", "{n} events", len(events))
        if vague:
            words += " · " + ntr("{n} with an uncertain date", "{n} with uncertain dates", vague)
        self.count.setText(words)

    def select_id(self, key: str) -> None:
        """Makes an event current in both views."""
        self.view.select_id(key)
        self.table.select_key(key)

    def set_narrow(self, narrow: bool) -> None:
        """Below 1200 the count goes and the lane names get less room."""
        self.count.setVisible(not narrow)
        self.view.set_narrow(narrow)

    @property
    def as_table(self) -> bool:
        return self._stack.currentWidget() is self.table

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.color("surface"))
        hairline(painter, 0, self.height() - 1, self.width(), self._look.color("line"))
        painter.end()

    def _build_head(self, name: str, title: str) -> QHBoxLayout:
        look = self._look
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(Words(look, title, f"{name}.title", px=15, bold=True))
        row.addSpacing(4)
        row.addWidget(self.count, 1)
        row.addStretch(0)
        self._chips = QButtonGroup(self)
        for lane in (Lane("", tr("All")), *self._lanes):
            chip = FilterChip(look, lane.title, f"{name}.lane.{lane.id or 'all'}")
            chip.setProperty("lane", lane.id)
            chip.setChecked(not lane.id)
            self._chips.addButton(chip)
            row.addWidget(chip)
        self._chips.buttonToggled.connect(self._lane_switched)
        self.switch = Button(look, tr("Table"), f"{name}.table-switch", kind="flat", icon="table-2")
        self.switch.setCheckable(True)
        self.switch.toggled.connect(self._show_table)
        row.addWidget(self.switch)
        return row

    def _build_table(self, name: str, title: str) -> None:
        titles = {lane.id: lane.title for lane in self._lanes}
        columns = (
            Column("when", N_("When"), Text, lambda e: Text(e.when), 200),
            Column("what", N_("What"), Text, lambda e: Text(e.label), 200, stretch=True),
            Column("lane", N_("Kind"), Text, lambda e: Text(titles.get(e.lane, "")), 140),
            Column("level", N_("Risk"), Risk, lambda e: Risk(e.level), 128),
        )
        self._rows = RowModel(columns, key=lambda e: e.id, parent=self)
        self.table = TableView(self._look, self._rows, f"{name}.table", title)
        self.table.opened.connect(self.opened)
        self.table.current_changed.connect(self.current_changed)

    def _fill_table(self) -> None:
        kept = self.table.current_key() or self.view.current_id()
        chosen = sorted((e for e in self._events if self._lane in ("", e.lane)), key=in_time)
        self._rows.show_rows(chosen)
        self.table.select_key(kept)

    @Slot()
    def _fit(self) -> None:
        self._stack.setFixedHeight(self.view.sizeHint().height())

    @Slot(QAbstractButton, bool)
    def _lane_switched(self, button: QAbstractButton, on: bool) -> None:
        if not on:
            return
        self._lane = str(button.property("lane"))
        self.view.show_lane(self._lane)
        self._fill_table()

    @Slot(bool)
    def _show_table(self, shown: bool) -> None:
        source, target = (self.view, self.table) if shown else (self.table, self.view)
        key = self.view.current_id() if shown else self.table.current_key()
        had_focus = source.hasFocus()
        self._stack.setCurrentWidget(target)
        if key:
            self.select_id(key)
        if had_focus:
            target.setFocus(Qt.FocusReason.OtherFocusReason)
