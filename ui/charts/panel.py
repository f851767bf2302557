"""The timeline with its filters, and the table that says the same."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from caseapp.i18n import N_, ntr, tr
from ui.charts.events import in_time
from ui.charts.filtering import Filter, FilterMenu
from ui.charts.scale import Event, Lane
from ui.charts.timeline import Timeline
from ui.charts.zooming import MOST_ZOOM
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
    """Title, count, one chip for each lane, filters, zooming, and "Table".

    Where the chips find no room, the menu of filters has the lanes.

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
        self._every: tuple[Event, ...] = ()
        self._events: tuple[Event, ...] = ()
        self._lane = ""
        self._folded = False
        named(self, f"{name}.panel", title)
        self.view = Timeline(look, lanes, today, name, title)
        self.view.opened.connect(self.opened)
        self.view.current_changed.connect(self.current_changed)
        self.view.zoomed.connect(self._zoomed)
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
        self._zoomed()

    def show_events(self, events: Sequence[Event], filters: Sequence[Filter] = ()) -> None:
        """Replaces everything; what is filtered and how far it is zoomed stays."""
        self._every = tuple(events)
        self.filters.offer(filters)
        used = {event.lane for event in events}
        for chip, lane in zip(self._chips.buttons(), ("", *(x.id for x in self._lanes)), strict=True):
            optional = any(x.optional for x in self._lanes if x.id == lane)
            chip.setProperty("unused", optional and lane not in used)
        self._show_fitting()
        self._fit_head()

    @Slot()
    def _show_fitting(self) -> None:
        """Shows the events that the filters let through, in both views."""
        self._events = tuple(e for e in self._every if self.filters.fits(e))
        self.view.show_events(self._events)
        self._fill_table()
        self._fit()
        vague = sum(e.uncertain for e in self._events)
        missing = sum(e.undated for e in self._events)
        words = ntr("{n} event", "{n} events", len(self._events))
        if len(self._events) < len(self._every):
            words = tr("{found} of {all}", found=len(self._events), all=len(self._every))
        if vague:
            words += " · " + ntr("{n} with an uncertain date", "{n} with uncertain dates", vague)
        if missing:
            words += " · " + ntr("{n} without a date", "{n} without a date", missing)
        self.count.setText(words)

    def select_id(self, key: str) -> None:
        """Makes an event current in both views."""
        self.view.select_id(key)
        self.table.select_key(key)

    def set_narrow(self, narrow: bool) -> None:
        """Below 1200 the count goes and the lane names get less room."""
        self.count.setVisible(not narrow)
        self.switch.set_icon_only(narrow)
        self.filters.button.set_icon_only(narrow)
        self.view.set_narrow(narrow)
        self._fit_head()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_head()

    def _fit_head(self) -> None:
        """Folds the chips into the menu where they would press everything else together."""
        chips = self._chips.buttons()
        shown = [chip for chip in chips if not chip.property("unused")]
        items = [self.head.itemAt(at) for at in range(self.head.count())]
        others = [item.widget() for item in items if item is not None]
        needed = sum(
            w.sizeHint().width() + self.head.spacing()
            for w in others
            if w is not None and w not in chips and w is not self.count and not w.isHidden()
        )
        needed += sum(chip.sizeHint().width() + self.head.spacing() for chip in shown)
        room = self.width() - 56 - (0 if self.count.isHidden() else self._look.wide(80))
        self._folded = needed > room
        for chip in chips:
            chip.setVisible(chip in shown and not self._folded)
        lanes = [(str(chip.property("lane")), chip.text()) for chip in shown]
        self.filters.offer_lanes(lanes if self._folded else (), self._lane)

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
        self.filters = FilterMenu(look, f"{name}.filter", self)
        self.filters.changed.connect(self._show_fitting)
        self.filters.lane_chosen.connect(self._choose_lane)
        row.addWidget(self.filters.button)
        self._zoom_buttons = []
        for text, part, icon, call in (
            (tr("Show more time"), "zoom-out", "zoom-out", self.view.zoom_out),
            (tr("All"), "zoom-all", "", self.view.show_all),
            (tr("Show less time"), "zoom-in", "zoom-in", self.view.zoom_in),
        ):
            button = Button(look, text, f"{name}.{part}", kind="flat", icon=icon, icon_only=bool(icon))
            button.clicked.connect(call)
            self._zoom_buttons.append(button)
            row.addWidget(button)
        self._zoom_buttons[1].setAccessibleName(tr("Show the whole time"))
        self.switch = Button(look, tr("Table"), f"{name}.table-switch", kind="flat", icon="table-2")
        self.switch.setCheckable(True)
        self.switch.toggled.connect(self._show_table)
        row.addWidget(self.switch)
        return row

    def _build_table(self, name: str, title: str) -> None:
        titles = {lane.id: lane.title for lane in self._lanes}
        columns = (
            Column("when", N_("When"), Text, lambda e: Text(e.when, "text2" if e.undated else "text"), 200),
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

    @Slot()
    def _zoomed(self) -> None:
        out, every, closer = self._zoom_buttons
        out.setEnabled(self.view.zoom > 1)
        every.setEnabled(self.view.zoom > 1)
        closer.setEnabled(self.view.zoom < MOST_ZOOM)
        self._fit()

    @Slot(QAbstractButton, bool)
    def _lane_switched(self, button: QAbstractButton, on: bool) -> None:
        lane = str(button.property("lane"))
        if on and lane != self._lane:
            self._choose_lane(lane)

    @Slot(str)
    def _choose_lane(self, lane: str) -> None:
        self._lane = lane
        for chip in self._chips.buttons():
            chip.setChecked(str(chip.property("lane")) == lane)
        self.view.show_lane(lane)
        self._fill_table()
        self._fit()

    @Slot(bool)
    def _show_table(self, shown: bool) -> None:
        source, target = (self.view, self.table) if shown else (self.table, self.view)
        key = self.view.current_id() if shown else self.table.current_key()
        had_focus = source.hasFocus()
        self._stack.setCurrentWidget(target)
        for button in self._zoom_buttons:
            button.setVisible(not shown)
        if key:
            self.select_id(key)
        if had_focus:
            target.setFocus(Qt.FocusReason.OtherFocusReason)
