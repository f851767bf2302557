"""Which columns give way when a table has too little room."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QTableView

from ui.tables.model import RowModel


def fit_columns(table: QTableView, model: RowModel, room: int, yielding: Sequence[str], least: int) -> None:
    """Hides columns in the order of `yielding` until the stretching one keeps at least `least` of `room`."""
    places = {column.id: at for at, column in enumerate(model.columns)}
    for name in yielding:
        table.setColumnHidden(places[name], False)
    for name in yielding:
        fixed = sum(
            table.columnWidth(at)
            for at, column in enumerate(model.columns)
            if not column.stretch and not table.isColumnHidden(at)
        )
        if room - fixed >= least:
            return
        table.setColumnHidden(places[name], True)
