"""The events of a timeline in order of time, each said in one sentence."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from caseapp.i18n import tr
from ui.charts.drawn_list import ID, SAID
from ui.charts.scale import Event, Lane
from ui.widgets.shapes import level, level_word

Index = QModelIndex | QPersistentModelIndex


class Events(QAbstractListModel):
    """Given whole; a row is an event, its text the sentence."""

    def __init__(self, lanes: Sequence[Lane], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._titles = {lane.id: lane.title for lane in lanes}
        self.events: list[Event] = []

    def show_events(self, events: Sequence[Event]) -> None:
        self.beginResetModel()
        self.events = sorted(events, key=in_time)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.events)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        event = self.events[index.row()]
        return self.says(event) if role in SAID else event.id if role == ID else None

    def says(self, event: Event) -> str:
        uncertain = tr("uncertain date") if event.uncertain else ""
        parts = [event.label, event.when, uncertain, self._titles.get(event.lane, "")]
        if level(event.level):
            parts.append(level_word(event.level))
        return ", ".join(part for part in parts if part)


def in_time(event: Event) -> tuple[date, date]:
    """Where an event stands in the order: by the middle of its span; an open side counts from the other."""
    earliest = event.earliest or event.latest or date.min
    latest = event.latest or event.earliest or date.max
    return earliest + (latest - earliest) / 2, earliest
