"""The rows of a table: handed in whole, or as a number and then block by block."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from caseapp.i18n import tr
from ui.tables.cells import Cell, Column

Index = QModelIndex | QPersistentModelIndex
#: Role under which a delegate finds the Cell.
CELL: Final = Qt.ItemDataRole.UserRole
#: Role under which the id of the row is found, "" while its block is not there yet.
KEY: Final = Qt.ItemDataRole.UserRole + 1
BLOCK: Final = 100


class RowModel(QAbstractTableModel):
    """Never asks anybody.

    The screen calls `show_rows`, or `begin` and then `give` for what the view reports missing.
    """

    def __init__(
        self, columns: Sequence[Column], key: Callable[[Any], str], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._key = key
        self._rows: list[Any | None] = []

    def show_rows(self, rows: Sequence[Any]) -> None:
        """Replaces everything."""
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def begin(self, total: int, first: Sequence[Any] = ()) -> None:
        """Replaces everything by `total` rows of which only the first are known."""
        self.beginResetModel()
        self._rows = [*first, *([None] * (total - len(first)))]
        self.endResetModel()

    def give(self, offset: int, rows: Sequence[Any]) -> None:
        """Fills in rows from `offset` on; rows past the end are passed over (the table changed meanwhile)."""
        rows = rows[: max(0, len(self._rows) - offset)]
        if rows:
            self._rows[offset : offset + len(rows)] = rows
            self.dataChanged.emit(
                self.index(offset, 0), self.index(offset + len(rows) - 1, len(self.columns) - 1)
            )

    def replace(self, row: Any) -> None:
        """Puts a changed row in the place of the one with the same key, if that is shown."""
        at = self.place(self._key(row))
        if at >= 0:
            self.give(at, [row])

    def missing(self, first: int, last: int) -> list[tuple[int, int]]:
        """Blocks (offset, count) that hold unknown rows between two rows, both included."""
        result = []
        for offset in range(max(0, first) // BLOCK * BLOCK, min(last + 1, len(self._rows)), BLOCK):
            count = min(BLOCK, len(self._rows) - offset)
            if any(row is None for row in self._rows[offset : offset + count]):
                result.append((offset, count))
        return result

    def row(self, number: int) -> Any | None:
        """The row as it was given, or None while its block is not there."""
        return self._rows[number] if 0 <= number < len(self._rows) else None

    def key_at(self, number: int) -> str:
        row = self.row(number)
        return "" if row is None else self._key(row)

    def place(self, key: str) -> int:
        """Number of the row with this key, -1 when it is not (or not yet) there."""
        return next((n for n, row in enumerate(self._rows) if row is not None and self._key(row) == key), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row(index.row()) if index.isValid() else None
        if row is None:
            return "" if role in (Qt.ItemDataRole.DisplayRole, KEY) else None
        if role == KEY:
            return self._key(row)
        if role not in (CELL, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        cell: Cell = self.columns[index.column()].cell(row)
        return cell if role == CELL else cell.says()

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
        ):
            return tr(self.columns[section].title)
        return None
