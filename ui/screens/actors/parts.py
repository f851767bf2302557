"""The incidents of all cases in which an actor has a part; choosing one leads to it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from caseapp.i18n import N_, ntr, tr
from caseapp.services.actors import Part
from ui.look import Look
from ui.privacy import Privacy
from ui.tables.cells import Column, Lines, Wrapped
from ui.tables.model import RowModel
from ui.tables.view import TableView
from ui.widgets.labels import Words
from ui.widgets.named import named
from ui.words import client_name, coded, incident_title, joined, said

#: So many rows are shown before the table scrolls by itself.
_ROWS = 8


class ActorParts(QWidget):
    """A heading with the count, and a table. `opened(part)`: Enter, or a double click."""

    opened = Signal(object)

    def __init__(self, look: Look, privacy: Privacy, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._privacy = privacy
        self._parts: tuple[Part, ...] = ()
        named(self, "actors.parts", tr("Incidents in all cases"))
        self._title = Words(look, "", "actors.parts.title", px=15, bold=True)
        self._none = Words(
            look,
            tr("No incident names this actor yet. Choose it under “Known actor” in an incident."),
            "actors.parts.none",
            role="text2",
            wrap=True,
        )
        self.model = RowModel(
            [
                Column("when", N_("When"), Lines, _when, 190),
                Column("what", N_("What happened"), Wrapped, _what, 220, stretch=True),
                Column("case", N_("Case"), Lines, self._case, 170),
            ],
            lambda part: part.incident.id,
        )
        self.table = _Table(look, self.model, "actors.parts.table", tr("Incidents in all cases"))
        self.table.let_yield(("when",), 130)
        self.table.opened.connect(self._opened)
        look.changed.connect(self.table.fit)
        privacy.changed.connect(self._shown_anew)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self._title)
        column.addWidget(self._none)
        column.addWidget(self.table)

    def show_parts(self, parts: tuple[Part, ...]) -> None:
        """Shows the incidents, newest first."""
        self._parts = parts
        self._title.setText(ntr("{n} incident in all cases", "{n} incidents in all cases", len(parts)))
        self._none.setVisible(not parts)
        self.table.setVisible(bool(parts))
        self.model.show_rows(list(parts))
        self.table.fit()

    @Slot()
    def _shown_anew(self) -> None:
        self.model.show_rows(list(self._parts))

    @Slot(str)
    def _opened(self, incident_id: str) -> None:
        part = next((one for one in self._parts if one.incident.id == incident_id), None)
        if part is not None:
            self.opened.emit(part)

    def _case(self, part: Part) -> Lines:
        first, _ = client_name(part.client, part.original)
        name = self._privacy.name(first, part.number)
        return Lines(name, part.number if name != part.number else "", bold=False)


def _when(part: Part) -> Lines:
    return Lines(said(part.incident.happened), part.incident.place, bold=False)


def _what(part: Part) -> Wrapped:
    kind = coded("incident_kinds", part.incident.kind) if part.incident.title else ""
    role = coded("actor_roles", part.role)
    return Wrapped(
        incident_title(part.incident), joined(kind, role, coded("attribution", part.attribution), by=" · ")
    )


class _Table(TableView):
    """As high as its rows, up to a limit; each row as high as its words need."""

    def fit(self) -> None:
        """Takes the height of the rows that are shown now."""
        self.resizeRowsToContents()
        self.setFixedHeight(self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()

    def sizeHint(self) -> QSize:
        rows = min(_ROWS, self.model().rowCount())
        high = self.horizontalHeader().sizeHint().height()
        high += sum(self.rowHeight(row) for row in range(rows))
        return QSize(super().sizeHint().width(), high)
