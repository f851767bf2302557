"""A trace that was seen in other cases: how often, in what kinds of incidents and when; never of whom."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from caseapp.i18n import language, ntr, tr
from caseapp.rules import dates
from caseapp.services.traces import Elsewhere, Sighting
from ui.screens.case.desk import Desk
from ui.widgets.buttons import Button
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import IconLabel, Words
from ui.widgets.named import named
from ui.words import coded, joined

#: So many kinds of incidents are told; of more only that there are more.
_KINDS = 3
#: How far below the top of a link its words begin.
LINK_TOP = 7
#: So many cases are offered by number.
_MOST = 20


def seen_words(found: Elsewhere) -> str:
    """In how many other cases."""
    return ntr("Seen before in {n} other case", "Seen before in {n} other cases", found.cases)


def seen_more(found: Elsewhere) -> str:
    """In what kinds of incidents, and in what span of time."""
    kinds = [coded("incident_kinds", code) for code in found.kinds]
    told = "; ".join(kinds[:_KINDS]) + ("…" if len(kinds) > _KINDS else "")
    return joined(told, span(found.first, found.last), by=" · ")


def span(first: date | None, last: date | None) -> str:
    """From the month of the first day to that of the last; one month alone when they are the same."""
    months = dict.fromkeys(f"{day:%Y-%m}" for day in (first or last, last or first) if day is not None)
    return " – ".join(dates.say(month, language()) for month in months)


class SeenBefore(QWidget):
    """One line with a link that offers the numbers of those cases; choosing one opens it."""

    def __init__(self, desk: Desk, trace_id: str, found: Elsewhere) -> None:
        super().__init__()
        self._desk, self._trace_id = desk, trace_id
        words = joined(seen_words(found), seen_more(found), by=": ")
        named(self, f"seen.{trace_id}", words)
        self.which = Button(desk.look, tr("Which cases?"), f"seen.{trace_id}.which", kind="link")
        self.which.setAccessibleName(f"{tr('Which cases?')} {words}")
        self.which.clicked.connect(self._ask)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        mark = QVBoxLayout()
        mark.setContentsMargins(0, desk.look.tall(LINK_TOP), 0, 0)
        mark.addWidget(IconLabel(desk.look, "triangle-alert", "high", size=14))
        mark.addStretch(1)
        said = Words(desk.look, words, px=12, role="high", wrap=True)
        said.setContentsMargins(0, desk.look.tall(LINK_TOP), 0, 0)
        row.addLayout(mark)
        row.addWidget(said, 1)
        row.addWidget(self.which, 0, Qt.AlignmentFlag.AlignTop)
        self._numbers = QWidget()
        self._numbers.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self._numbers)

    @Slot()
    def _ask(self) -> None:
        traces, trace_id = self._desk.office.traces, self._trace_id
        self._desk.runner.run(lambda: traces.sightings(trace_id), self._offer, owner=self)

    def _offer(self, found: list[Sighting]) -> None:
        """The numbers of the cases, in place of the question."""
        flow = FlowLayout(self._numbers)
        links = []
        for one in found[:_MOST]:
            number = one.number or tr("No number")
            link = Button(self._desk.look, number, f"seen.case.{one.case_id}", kind="link")
            link.setAccessibleName(tr("Open the case {number}", number=number))
            link.clicked.connect(partial(self._open, one))
            flow.addWidget(link)
            links.append(link)
        if len(found) > _MOST:
            flow.addWidget(Words(self._desk.look, "…", px=12, role="text2"))
        self.which.hide()
        self._numbers.show()
        if links:
            links[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _open(self, one: Sighting) -> None:
        self._desk.host.open_case(one.case_id, "threats", one.incident_id or None)
