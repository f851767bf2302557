"""The incidents in which the units of an actor have a part, unit by unit; choosing one leads to it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from caseapp.i18n import ntr, tr
from caseapp.services.actors import Sheet
from ui.look import Look
from ui.screens.case.desk import emptied
from ui.widgets.buttons import Button
from ui.widgets.labels import Words
from ui.widgets.named import named


class ActorUnits(QWidget):
    """A heading with the count, and one line for each unit. `wanted(id)`: the person chose one."""

    wanted = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        named(self, "actors.units", tr("Incidents of its units"))
        self._title = Words(look, "", "actors.units.title", px=15, bold=True, wrap=True)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._title)
        column.addLayout(self._lines)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_units(self, sheet: Sheet) -> None:
        """Shows the units that have incidents; nothing when none has."""
        emptied(self._lines)
        self.setVisible(bool(sheet.units))
        self._title.setText(
            ntr("{n} incident of its units", "{n} incidents of its units", sheet.unit_incidents)
        )
        for one in sheet.units:
            name = one.actor.name
            link = Button(self._look, name.replace("&", "&&"), f"actors.units.{one.actor.id}", kind="link")
            link.setAccessibleName(tr("Show: {what}", what=name))
            link.clicked.connect(partial(self._choose, one.actor.id))
            count = ntr("{n} incident", "{n} incidents", one.incidents)
            row = QHBoxLayout()
            row.setSpacing(10)
            row.addWidget(link)
            row.addWidget(Words(self._look, count, px=12, role="text2"), 1)
            line = QWidget()
            row.setContentsMargins(0, 0, 0, 0)
            line.setLayout(row)
            self._lines.addWidget(line)

    def _choose(self, actor_id: str) -> None:
        self.wanted.emit(actor_id)
