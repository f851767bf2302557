"""What is to be settled before a letter goes out, pinned below its form."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseapp.i18n import N_, tr
from caseapp.letters.findings import Finding
from caseapp.records import Incident
from ui.look import Look
from ui.screens.case.desk import snug
from ui.widgets.area import Area
from ui.widgets.findings import Finding as Line
from ui.widgets.findings import Findings
from ui.words import incident_title, joined

#: What the link of a finding says, by the kind of record that it leads to.
LINKS: Final = {
    "letter": N_("Go there"),
    "case": N_("Open the case"),
    "person": N_("Open the person"),
    "spelling": N_("Open the spelling"),
    "incident": N_("Open the incident"),
    "claim": N_("Open the incident"),
    "involvement": N_("Open the incident"),
    "contact": N_("Open contacts"),
    "caseworker": N_("Open settings"),
    "organisation": N_("Open settings"),
}


class Settling(Area):
    """Takes the height of its lines, and at most two fifths of the screen.

    `wanted(finding)`: its link was used.
    """

    wanted = Signal(object)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__("letter.findings.scroll", parent)
        self._found: list[Finding] = []
        self._screen = 0
        self.block = Findings(look, "letter.findings")
        self.block.settle.connect(self._settle)
        holder = QWidget()
        self._column = QVBoxLayout(holder)
        self._column.setContentsMargins(20, 8, 20, 16)
        self._column.addWidget(self.block)
        self.setWidget(holder)
        holder.setAutoFillBackground(False)  # setWidget switches it on
        self.viewport().setAutoFillBackground(False)

    @property
    def blocking(self) -> int:
        """How many findings make issuing impossible."""
        return self.block.blocking

    @property
    def warnings(self) -> int:
        """How many only ask to be looked at."""
        return len(self._found) - self.block.blocking

    def show_found(self, found: Sequence[Finding], incidents: Sequence[Incident]) -> None:
        """Shows the findings; those about a fact name it by its title among `incidents`."""
        self._found = list(found)
        titles = {one.id: incident_title(one) for one in incidents}
        self.block.show_findings([self._line(at, one, titles) for at, one in enumerate(found)])
        snug(self.block)

    def fit(self, screen: int) -> None:
        """Takes the height that fits a screen so many units high."""
        self._screen = screen
        for layout in (self.block.layout(), self._column):
            if layout is not None:
                layout.invalidate()
        width = max(self.width(), 200)
        flows = self._column.hasHeightForWidth()
        wanted = self._column.totalHeightForWidth(width) if flows else self._column.totalSizeHint().height()
        self.setFixedHeight(min(max(wanted, 48), max(120, screen * 2 // 5)))

    def _line(self, at: int, finding: Finding, titles: dict[str, str]) -> Line:
        which = f"“{titles[finding.id]}”." if finding.id in titles else ""
        link = tr(LINKS.get(finding.kind, LINKS["letter"]))
        return Line(str(at), finding.text, joined(which, finding.why), link, finding.blocks)

    def event(self, event: QEvent) -> bool:
        # The lines know their height only after they were laid out once.
        if event.type() == QEvent.Type.LayoutRequest and self._screen:
            self.fit(self._screen)
        return super().event(event)

    @Slot(str)
    def _settle(self, number: str) -> None:
        self.wanted.emit(self._found[int(number)])
