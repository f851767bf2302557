"""The timeline: what happened, drawn to scale; uncertain dates as the span in which they lie.

A list view underneath, so that keyboard, selection and screen reader come with it; only the painting is its
own.
"""

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
    Signal,
    Slot,
)
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QListView, QToolTip, QWidget

from ui.charts.events import Events
from ui.charts.painting import TimelinePainter
from ui.charts.scale import Event, Lane, Placed, Scale, place, place_undated, span
from ui.charts.zooming import ZoomedList
from ui.look import Look, advance
from ui.widgets.named import named

LANE, TOP, AXIS, END = 30, 8, 40, 20
LEAD, LEAD_NARROW = 124, 88
#: The strip below the line for what has no date, and the room of the bar that shows there is more aside.
UNDATED, BAR = 30, 12
Index = QModelIndex | QPersistentModelIndex


class Timeline(ZoomedList):
    """`opened(id)`: Enter or double click. `current_changed(id)`: another event is current."""

    opened = Signal(str)
    current_changed = Signal(str)

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
        self.keyboard = False
        self._placed: dict[str, list[Placed]] = {}
        self._undated: list[Placed] = []
        self.scale = span((), today, 1.0)
        self._events = Events(lanes, self)
        self._painter = TimelinePainter(look)
        named(self, name, says)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragEnabled(False)
        self.setMouseTracking(True)
        self.setModel(self._events)
        self.selectionModel().currentChanged.connect(self._current_changed)
        self.doubleClicked.connect(self._opened)
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

    def current_id(self) -> str:
        row = self.currentIndex().row()
        return self._events.events[row].id if 0 <= row < len(self._events.events) else ""

    def select_id(self, key: str) -> bool:
        """Makes an event current; False when it is not there."""
        row = next((n for n, e in enumerate(self._events.events) if e.id == key), -1)
        if row >= 0:
            self.setCurrentIndex(self._events.index(row))
        return row >= 0

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
        height = self._look.tall(LANE)
        left = self.lead - self.horizontalOffset()
        return QRect(left, TOP + number * height, round(self.scale.width), height)

    def undated_rect(self) -> QRect:
        """The strip of what has no date, below the years; it does not move with them."""
        top = TOP + len(self._lanes) * self._look.tall(LANE) + self._look.tall(AXIS) - 4
        return QRect(self.lead, top, self.room(), self._look.tall(UNDATED) if self._undated else 0)

    def mark_rect(self, number: int, mark: Placed) -> QRect:
        """A mark and its label in the viewport, left to right."""
        lane = self.lane_rect(number) if number < len(self._lanes) else self.undated_rect()
        left = min(mark.left, mark.text_left) if mark.text else mark.left
        right = max(mark.right, mark.text_left + mark.text_width) if mark.text else mark.right
        return QRect(round(lane.left() + left), lane.top(), round(right - left), lane.height())

    def sizeHint(self) -> QSize:
        height = TOP + len(self._lanes) * self._look.tall(LANE) + self._look.tall(AXIS)
        height += self._look.tall(UNDATED) if self._undated else 0
        return QSize(600, height + (BAR if self._zoom > 1 else 0))

    def minimumSizeHint(self) -> QSize:
        return QSize(320, self.sizeHint().height())

    def visualRect(self, index: Index) -> QRect:
        found = self._found(index.row())
        if found is None:
            return QRect()
        return self._mirrored(self.mark_rect(*found).adjusted(-6, 2, 8, -2))

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

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        rows = [r for r in range(len(self._events.events)) if self._found(r) is not None]
        if not rows:
            return QModelIndex()
        now = self.currentIndex().row()
        if now not in rows:
            return self._events.index(rows[-1])
        moves = QAbstractItemView.CursorAction
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        back, on = (moves.MoveRight, moves.MoveLeft) if mirrored else (moves.MoveLeft, moves.MoveRight)
        at = rows.index(now)
        if action in (back, moves.MovePrevious):
            return self._events.index(rows[max(0, at - 1)])
        if action in (on, moves.MoveNext):
            return self._events.index(rows[min(len(rows) - 1, at + 1)])
        if action == moves.MoveHome:
            return self._events.index(rows[0])
        if action == moves.MoveEnd:
            return self._events.index(rows[-1])
        step = {moves.MoveUp: -1, moves.MoveDown: 1}.get(action, 0)
        return self._events.index(self._in_next_lane(now, step, rows))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.keyboard = True
        self.viewport().update()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.current_id():
                self.opened.emit(self.current_id())
            return
        if not self.zoom_key(event):
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.keyboard = False
        super().mousePressEvent(event)
        self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.keyboard = event.reason() in (
            Qt.FocusReason.TabFocusReason,
            Qt.FocusReason.BacktabFocusReason,
            Qt.FocusReason.ShortcutFocusReason,
        )
        super().focusInEvent(event)
        if self.keyboard and not self.current_id() and self._events.events:
            self.setCurrentIndex(self._events.index(len(self._events.events) - 1))
        self.viewport().update()

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

    def _in_next_lane(self, now: int, step: int, rows: list[int]) -> int:
        here = self._found(now)
        if here is None or not step:
            return now
        number, mark = here
        number += step
        while 0 <= number <= len(self._lanes):
            near = [
                (abs(found[1].middle - mark.middle), row)
                for row in rows
                if (found := self._found(row)) is not None and found[0] == number
            ]
            if near:
                return min(near)[1]
            number += step
        return now

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

    @Slot(QModelIndex)
    def _opened(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(self._events.events[index.row()].id)
