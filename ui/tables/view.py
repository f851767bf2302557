"""The view of a table: rows as one thing, one ring round the current row, everything by keyboard."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, QRect, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from ui.look import Look
from ui.tables.delegates import DELEGATES, row_height
from ui.tables.fitting import fit_columns
from ui.tables.header import Header
from ui.tables.model import RowModel
from ui.widgets.named import named
from ui.widgets.paint import box


class TableView(QTableView):
    """Shows a RowModel.

    `opened(key)`: Enter or double click. `current_changed(key)`: another row is current ("" for none).
    `sort_wanted(column id, descending)`: a head was clicked. `rows_wanted(offset, count)`: a block that is in
    sight is unknown; answer with `model.give`. `menu_wanted(key, global position)`: right click, Menu key or
    Shift+F10.
    """

    opened = Signal(str)
    current_changed = Signal(str)
    sort_wanted = Signal(str, bool)
    rows_wanted = Signal(int, int)
    menu_wanted = Signal(str, QPoint)

    def __init__(
        self, look: Look, model: RowModel, name: str, says: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look, self._rows = look, model
        self._yielding: tuple[str, ...] = ()
        self._least = 0
        self._hovered = -1
        self._told = ""
        self._asked: set[tuple[int, int]] = set()
        self._wanting = QTimer(self)
        self._wanting.setSingleShot(True)
        self._wanting.setInterval(0)
        self._wanting.timeout.connect(self._want)
        named(self, name, says)
        self._set_up()
        self.setModel(model)
        self._head = Header(look, self)
        self.setHorizontalHeader(self._head)
        self._set_columns()
        model.modelReset.connect(self._model_reset)
        model.dataChanged.connect(self._want_soon)
        self.selectionModel().currentRowChanged.connect(self._row_changed)
        self.horizontalHeader().sectionClicked.connect(self._head_clicked)
        self.verticalScrollBar().valueChanged.connect(self._want_soon)
        self.doubleClicked.connect(self._double_clicked)
        look.changed.connect(self._refit)

    def current_key(self) -> str:
        """The key of the current row, "" for none."""
        return self._rows.key_at(self.currentIndex().row())

    def select_key(self, key: str) -> bool:
        """Makes the row with this key current and visible; False when it is not there."""
        at = self._rows.place(key)
        if at >= 0:
            self.select_row(at)
        return at >= 0

    def select_row(self, number: int) -> None:
        index = self._rows.index(number, 0)
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(index, flags)

    def show_sorted(self, column: str, descending: bool) -> None:
        """Shows by which column the rows that are handed in are sorted; sends nothing."""
        at = next((n for n, c in enumerate(self._rows.columns) if c.id == column), -1)
        self._head.show_sorted(at, descending)

    def place_kept(self) -> tuple[str, int]:
        """Current key and scroll position, to be handed to `restore_place` after a reload."""
        return self.current_key(), self.verticalScrollBar().value()

    def restore_place(self, place: tuple[str, int]) -> None:
        key, scrolled = place
        self.select_key(key)
        self.verticalScrollBar().setValue(scrolled)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.current_key():
                self.opened.emit(self.current_key())
            return
        if (
            event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right)
            or event.modifiers() & Qt.KeyboardModifier.AltModifier
        ):
            event.ignore()
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        key = self.current_key()
        if key:
            by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
            spot = self.visualRect(self.currentIndex()).bottomLeft()
            self.menu_wanted.emit(key, event.globalPos() if by_mouse else self.viewport().mapToGlobal(spot))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.rowAt(round(event.position().y())))
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(-1)
        super().leaveEvent(event)

    def let_yield(self, columns: Sequence[str], least: int) -> None:
        """From now on columns give way, the first one first, while the stretching one has less than `least`
        (at 100 % text).
        """
        self._yielding, self._least = tuple(columns), least
        self._yield()

    def _yield(self) -> None:
        if self._yielding:
            room = self.viewport().width()
            fit_columns(self, self._rows, room, self._yielding, self._look.wide(self._least))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._yield()
        self._want_soon()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        index = self.currentIndex()
        if not index.isValid() or not self.selectionModel().isRowSelected(index.row()):
            return
        look = self._look
        painter = QPainter(self.viewport())
        row = QRect(
            0, self.rowViewportPosition(index.row()), self.viewport().width(), self.rowHeight(index.row())
        )
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = row.right() - 2 if mirrored else 0
        painter.fillRect(QRect(left, row.top(), 3, row.height() - 1), look.color("accent"))
        if self.hasFocus():
            box(painter, row.adjusted(0, 0, 0, -1), None, look.color("focus"), radius=0, width=2)
        painter.end()

    def _set_up(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setDragEnabled(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def _set_columns(self) -> None:
        header = self.horizontalHeader()
        for at, column in enumerate(self._rows.columns):
            self.setItemDelegateForColumn(at, DELEGATES[column.kind](self._look, self))
            mode = QHeaderView.ResizeMode.Stretch if column.stretch else QHeaderView.ResizeMode.Interactive
            header.setSectionResizeMode(at, mode)
        self._refit()

    @Slot()
    def _refit(self) -> None:
        lines = max((DELEGATES[c.kind].lines for c in self._rows.columns), default=1)
        self.verticalHeader().setDefaultSectionSize(row_height(self._look, lines))
        for at, column in enumerate(self._rows.columns):
            if not column.stretch:
                self.setColumnWidth(at, self._look.wide(column.width))
        self._yield()

    @Slot()
    def _model_reset(self) -> None:
        self._asked.clear()
        self._want_soon()
        if self._told:
            self._told = ""
            self.current_changed.emit("")

    @Slot()
    def _want_soon(self) -> None:
        self._wanting.start()

    @Slot()
    def _want(self) -> None:
        first, last = self.rowAt(0), self.rowAt(self.viewport().height() - 1)
        if first < 0:
            return
        last = last if last >= 0 else self._rows.rowCount() - 1
        for block in self._rows.missing(first, last):
            if block not in self._asked:
                self._asked.add(block)
                self.rows_wanted.emit(*block)

    @Slot(QModelIndex, QModelIndex)
    def _row_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        self.viewport().update()
        self._told = self._rows.key_at(current.row()) if current.isValid() else ""
        self.current_changed.emit(self._told)

    @Slot(int)
    def _head_clicked(self, section: int) -> None:
        column = self._rows.columns[section]
        if column.sortable:
            descending = self._head.sorted_section == section and not self._head.sorted_down
            self.sort_wanted.emit(column.id, descending)

    @Slot(QModelIndex)
    def _double_clicked(self, index: QModelIndex) -> None:
        if self._rows.key_at(index.row()):
            self.opened.emit(self._rows.key_at(index.row()))

    def _hover(self, row: int) -> None:
        if row != self._hovered:
            self._hovered = row
            self.setProperty(
                "hovered_row", row
            )  # the delegates tint the whole row, not the cell under the pointer
            self.viewport().update()
