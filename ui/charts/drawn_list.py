"""A picture over a list: keyboard, selection and screen reader are the list's, the painting is its own."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

#: The role by which a model of a picture gives the id of what a row stands for.
ID: Final = Qt.ItemDataRole.UserRole
#: What a screen reader and the tip say of a row.
SAID: Final = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
_BY_KEYBOARD: Final = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


class DrawnList(QListView):
    """The base of timeline and household; its model gives each row's ID.

    `opened(id)`: Enter or double click. `current_changed(id)`: another one is current, "" for none.
    `keyboard` says whether the current one is to be ringed.
    """

    opened = Signal(str)
    current_changed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.keyboard = False
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragEnabled(False)
        self.doubleClicked.connect(self._open)

    # What each picture says for itself

    def begins_at(self, rows: list[int]) -> int:
        """Where the keyboard arrives, out of the rows in sight."""
        return rows[0]

    def across(self, row: int, step: int) -> int:
        """The row that the arrows lead to, up for -1 and down for 1."""
        return row

    # What all of them do

    def current_id(self) -> str:
        return str(self.currentIndex().data(ID) or "")

    def select_id(self, key: str) -> bool:
        """Makes one current; False when it is not there."""
        model = self.model()
        rows = (model.index(row, 0) for row in range(model.rowCount()))
        found = next((row for row in rows if row.data(ID) == key), None)
        if found is not None:
            self.setCurrentIndex(found)
        return found is not None

    def rows_in_sight(self) -> list[int]:
        """The rows that the picture shows, in the order in which the keys walk them."""
        model = self.model()
        return [row for row in range(model.rowCount()) if not self.isIndexHidden(model.index(row, 0))]

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        rows, now = self.rows_in_sight(), self.currentIndex().row()
        if not rows:
            return QModelIndex()
        return self.model().index(self._moved(rows, now, action) if now in rows else self.begins_at(rows), 0)

    def _moved(self, rows: list[int], now: int, action: QAbstractItemView.CursorAction) -> int:
        moves = QAbstractItemView.CursorAction
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        back, on = (moves.MoveRight, moves.MoveLeft) if mirrored else (moves.MoveLeft, moves.MoveRight)
        at = rows.index(now)
        if action in (back, moves.MovePrevious):
            return rows[max(0, at - 1)]
        if action in (on, moves.MoveNext):
            return rows[min(len(rows) - 1, at + 1)]
        if action == moves.MoveHome:
            return rows[0]
        if action == moves.MoveEnd:
            return rows[-1]
        step = {moves.MoveUp: -1, moves.MoveDown: 1}.get(action, 0)
        return self.across(now, step) if step else now

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.keyboard = True
        self.viewport().update()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.keyboard = False
        super().mousePressEvent(event)
        self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.keyboard = event.reason() in _BY_KEYBOARD
        super().focusInEvent(event)
        rows = self.rows_in_sight()
        if self.keyboard and not self.current_id() and rows:
            self.setCurrentIndex(self.model().index(self.begins_at(rows), 0))
        self.viewport().update()

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(str(index.data(ID)))
