"""The timeline: what happened, drawn to scale; uncertain dates as the span in which they lie."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Slot,
)
from PySide6.QtGui import QHelpEvent, QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QToolTip, QWidget

from ui.charts.events import Events
from ui.charts.painting import TimelinePainter
from ui.charts.placing import Placed, place, place_undated
from ui.charts.scale import Event, Lane, Scale, span
from ui.charts.zooming import ZoomedList
from ui.look import Look, advance
from ui.widgets.named import named

#: A row of a lane, and what a lane leaves free above and below its rows.
ROW, EDGE = 20, 5
TOP, AXIS, END = 8, 40, 20
LEAD, LEAD_NARROW = 124, 88
#: The strip below the line for what has no date, and the room of the bar that shows there is more aside.
UNDATED, BAR = 30, 12
Index = QModelIndex | QPersistentModelIndex


class Timeline(ZoomedList):
    """Lanes of events; Up and Down lead to the nearest one of the next lane that has any."""

    def __init__(
        self,
        look: Look,
        lanes: Sequence[Lane],
        today: date,
        name: str,
        says: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look, self._every, self._today = look, tuple(lanes), today
        self._lanes = tuple(lane for lane in lanes if not lane.optional)
        self._only = ""
        self._where: dict[str, tuple[int, Placed]] = {}
        self._narrow = False
        self._placed: dict[str, list[Placed]] = {}
        #: How many rows each lane has.
        self._rows: list[int] = []
        self._undated: list[Placed] = []
        self.scale = span((), today, 1.0)
        self._events = Events(lanes, self)
        self._painter = TimelinePainter(look)
        named(self, name, says)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setModel(self._events)
        self.selectionModel().currentChanged.connect(self._current_changed)
        look.changed.connect(self.relay)
        self.relay()

    def show_events(self, events: Sequence[Event]) -> None:
        """Replaces everything; the current event stays current if it is still there."""
        kept = self.current_id()
        self._events.show_events(events)
        used = {event.lane for event in events}
        self._lanes = tuple(lane for lane in self._every if not lane.optional or lane.id in used)
        self.relay()
        self.select_id(kept)

    def show_lane(self, lane: str) -> None:
        """Shows one lane's events only ("" for all); the others stay as empty rows."""
        self._only = lane
        self.relay()

    def set_narrow(self, narrow: bool) -> None:
        """Below 1200 the lane names get less room."""
        self._narrow = narrow
        self.relay()

    def undated(self) -> list[Placed]:
        """What stands below the line, because nothing is known of its time."""
        return self._undated

    def placed(self) -> dict[str, list[Placed]]:
        """What is drawn where, by lane."""
        return self._placed

    @property
    def lead(self) -> int:
        """Width of the lane names."""
        return self._look.wide(LEAD_NARROW if self._narrow else LEAD)

    @property
    def lanes(self) -> tuple[Lane, ...]:
        return self._lanes

    @property
    def today(self) -> date:
        return self._today

    def lane_rect(self, number: int) -> QRect:
        """The strip of a lane in the viewport, left to right."""
        top = TOP + sum(map(self._tall, self._rows[:number]))
        left = self.lead - self.horizontalOffset()
        return QRect(left, top, round(self.scale.width), self._tall(self._rows[number]))

    def row_rect(self, number: int, mark: Placed) -> QRect:
        """The strip in which a mark lies: a row of a lane, which is the whole lane where there is but one."""
        if number >= len(self._lanes):
            return self.undated_rect()
        lane = self.lane_rect(number)
        if self._rows[number] == 1:
            return lane
        height = self._look.tall(ROW)
        return QRect(lane.left(), lane.top() + EDGE + mark.row * height, lane.width(), height)

    def undated_rect(self) -> QRect:
        """The strip of what has no date, below the years; it does not move with them."""
        top = TOP + sum(map(self._tall, self._rows)) + self._look.tall(AXIS) - 4
        return QRect(self.lead, top, self.room(), self._look.tall(UNDATED) if self._undated else 0)

    def mark_rect(self, number: int, mark: Placed) -> QRect:
        """A mark and its label in the viewport, left to right."""
        row = self.row_rect(number, mark)
        return QRect(round(row.left() + mark.begin), row.top(), round(mark.end - mark.begin), row.height())

    def _tall(self, rows: int) -> int:
        return rows * self._look.tall(ROW) + 2 * EDGE

    def sizeHint(self) -> QSize:
        height = TOP + sum(map(self._tall, self._rows)) + self._look.tall(AXIS)
        height += self._look.tall(UNDATED) if self._undated else 0
        return QSize(600, height + (BAR if self._zoom > 1 else 0))

    def minimumSizeHint(self) -> QSize:
        return QSize(320, self.sizeHint().height())

    def visualRect(self, index: Index) -> QRect:
        found = self._found(index.row())
        if found is None:
            return QRect()
        return self._mirrored(self.mark_rect(*found).adjusted(-6, 1, 8, -1))

    def indexAt(self, point: QPoint) -> QModelIndex:
        rows = (self._events.index(row) for row in range(len(self._events.events)))
        spots = ((row, self.visualRect(row)) for row in rows)
        hit = [(spot.width(), row) for row, spot in spots if spot.contains(point)]
        return min(hit, key=lambda one: one[0], default=(0, QModelIndex()))[1]

    def room(self) -> int:
        """The width of the line in sight."""
        return max(1, self.viewport().width() - self.lead - END)

    def fixed_point(self) -> float:
        found = self._found(self.currentIndex().row())
        if found is not None and found[0] < len(self._lanes):
            at = found[1].middle - self.horizontalOffset()
            if 0 <= at <= self.room():
                return at
        return self.room() / 2

    def scrollTo(self, index: Index, hint: object = None) -> None:
        """Brings the mark of an event into sight, if it is not."""
        found = self._found(index.row())
        if found is None or found[0] == len(self._lanes):
            return
        mark = found[1]
        left, room = mark.middle - self.horizontalOffset(), self.room()
        if not 0 <= left <= room:
            self.horizontalScrollBar().setValue(round(mark.middle - room / 2))

    def isIndexHidden(self, index: Index) -> bool:
        return self._found(index.row()) is None

    def begins_at(self, rows: list[int]) -> int:
        """At the newest."""
        return rows[-1]

    def across(self, row: int, step: int) -> int:
        here = self._found(row)
        if here is None:
            return row
        number, mark = here
        rows, number = self.rows_in_sight(), number + step
        while 0 <= number <= len(self._lanes):
            near = [
                (abs(found[1].middle - mark.middle), other)
                for other in rows
                if (found := self._found(other)) is not None and found[0] == number
            ]
            if near:
                return min(near)[1]
            number += step
        return row

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.keyboard = True
        if not self.zoom_key(event):
            super().keyPressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            self._show_tip(event)
            return True
        return super().viewportEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.relay()

    def paintEvent(self, event: QPaintEvent) -> None:
        self._painter.paint(self)

    def _mirrored(self, rect: QRect) -> QRect:
        return self.style().visualRect(self.layoutDirection(), self.viewport().rect(), rect)

    def _found(self, row: int) -> tuple[int, Placed] | None:
        """Lane number and mark of an event, None when its lane is not shown. The last number is undated."""
        if not 0 <= row < len(self._events.events):
            return None
        return self._where.get(self._events.events[row].id)

    def _show_tip(self, event: QHelpEvent) -> None:
        index = self.indexAt(event.pos())
        found = self._found(index.row()) if index.isValid() else None
        if found is None:
            QToolTip.hideText()
        else:
            QToolTip.showText(
                event.globalPos(), "\n".join(self._events.says(e) for e in found[1].events), self
            )

    @Slot()
    def relay(self) -> None:
        look, font = self._look, self._look.font(12)
        dated = [e for e in self._events.events if not e.undated]
        whole = span(dated, self._today, self.room())
        self.scale = Scale(whole.first, whole.last, whole.width * self._zoom)
        shown = [e for e in self._events.events if self._only in ("", e.lane)]

        def measure(text: str) -> float:
            return advance(text, font)

        size = look.icon_size(11)
        self._placed = {
            lane.id: place([e for e in dated if e.lane == lane.id], self.scale, measure, size)
            for lane in self._lanes
            if self._only in ("", lane.id)
        }
        self._undated = place_undated([e for e in shown if e.undated], self.room(), measure, size)
        rows = [self._placed.get(lane.id, []) for lane in self._lanes]
        self._rows = [max((mark.row for mark in marks), default=0) + 1 for marks in rows]
        self._where = {
            event.id: (number, mark)
            for number, marks in enumerate([*rows, self._undated])
            for mark in marks
            for event in mark.events
        }
        policy = Qt.ScrollBarPolicy
        self.setHorizontalScrollBarPolicy(
            policy.ScrollBarAlwaysOn if self._zoom > 1 else policy.ScrollBarAlwaysOff
        )
        self.updateGeometries()
        if self.height() != self.sizeHint().height():
            self.setFixedHeight(self.sizeHint().height())
        self.viewport().update()

    @Slot(QModelIndex, QModelIndex)
    def _current_changed(self, _now: QModelIndex, _before: QModelIndex) -> None:
        self.viewport().update()
        self.current_changed.emit(self.current_id())
