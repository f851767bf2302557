"""Who changed what and when, with what stood there before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from caseapp.i18n import N_, tr
from caseapp.records import BY_KIND
from caseapp.services.cases import CaseSummary
from caseapp.services.history import HistoryLine
from ui.days import moment
from ui.screens.case.desk import Column, Desk, Section, heading
from ui.tables.cells import Column as TableColumn
from ui.tables.cells import Lines, Text
from ui.tables.model import RowModel
from ui.tables.view import TableView
from ui.widgets.empty import EmptyState
from ui.widgets.labels import Words
from ui.words import incident_title, person_name, told

#: How many of the newest changes are shown.
MOST = 500
_ACTS = {
    "create": N_("Added"),
    "change": N_("Changed"),
    "delete": N_("Deleted"),
    "restore": N_("Brought back"),
    "erase": N_("Erased"),
    "export": N_("Copy saved outside the store"),
    "issue": N_("Letter issued"),
}


@dataclass(frozen=True)
class Change:
    """One line of the table, in words."""

    key: str
    seq: int
    at: datetime
    who: str
    what: str
    where: str
    field: str
    before: str
    after: str


def change_of(kind: str, number: int, line: HistoryLine, names: Mapping[str, str], where: str) -> Change:
    """A line of the history in words."""
    record = BY_KIND.get(kind)
    declared = record.fields().get(line.field) if record is not None and line.field else None
    return Change(
        key=f"{line.seq}/{number}",
        seq=line.seq,
        at=line.at,
        who=names.get(line.who, tr("Nobody signed in")),
        what=tr(_ACTS.get(line.act, line.act)),
        where=where or (tr(record.LABEL) if record is not None else ""),
        field=tr(declared.label) if declared is not None else "",
        before=told(declared, line.before, names) if declared is not None else "",
        after=told(declared, line.after, names) if declared is not None else "",
    )


def changes_of(
    lines: Sequence[tuple[str, str, HistoryLine]], names: Mapping[str, str], where: Mapping[str, str]
) -> list[Change]:
    """The lines in words: a new record is one line with all that it began with, a change one line a field.

    What the app keeps for itself (a sort key, the day of the last contact) is left out.
    """
    changes: list[Change] = []
    for number, (kind, record_id, line) in enumerate(lines):
        change = change_of(kind, number, line, names, where.get(record_id, ""))
        if line.act == "create":
            last = changes[-1] if changes else None
            if last is not None and last.seq == line.seq:
                more = f"{change.field}: {change.after}"
                changes[-1] = replace(last, after=f"{last.after}\n{more}" if last.after else more)
                continue
            first = f"{change.field}: {change.after}" if change.field else ""
            change = replace(change, field="", after=first)
        elif line.act == "change" and not line.field:
            continue
        changes.append(change)
    return changes


class History(Section):
    """A table of changes; the whole texts of the chosen one stand below it."""

    NAME = "case.history"
    SAYS = N_("History")

    def __init__(self, desk: Desk, case_id: str) -> None:
        super().__init__(desk, case_id)
        self._summary: CaseSummary | None = None
        self._names: dict[str, str] = {}
        columns = (
            TableColumn("when", N_("When"), Lines, lambda c: Lines(moment(c.at), c.who, bold=False), 160),
            TableColumn("what", N_("What"), Lines, lambda c: Lines(c.field or c.what, c.where), 190),
            TableColumn("before", N_("Before"), Text, lambda c: Text(_line(c.before), "text2"), 200),
            TableColumn("after", N_("After"), Text, lambda c: Text(_line(c.after)), 200, stretch=True),
        )
        self.model = RowModel(columns, lambda change: change.key)
        self.table = TableView(self.look, self.model, "history.list", tr("History"))
        self.table.let_yield(("before",), 150)
        self.table.current_changed.connect(self._chosen)
        self._empty = EmptyState(
            self.look, "history", tr("Nothing has been changed in this case yet."), name="history.empty"
        )
        self._detail = Words(self.look, "", "history.detail", wrap=True)
        self._build()

    def show_summary(self, summary: CaseSummary) -> None:
        self._summary = summary
        records, case_id = self.desk.office.records, self.case_id

        def read() -> tuple[dict[str, str], Sequence[tuple[str, str, HistoryLine]]]:
            lines = records.history_of_case(case_id, MOST)
            return records.names((kind, line) for kind, _, line in lines), lines

        self.desk.runner.run(read, self._show, owner=self)

    def _build(self) -> None:
        body = Column(self.look, "history.detail.scroll")
        body.column.addWidget(self._detail)
        body.setFixedHeight(self.look.tall(120, 4))
        body.hide()
        self._below = body
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.table)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 12, 0, 0)
        outer.setSpacing(10)
        title = heading(self.look, tr("History"), "history.title")
        title.setContentsMargins(20, 0, 20, 0)
        outer.addWidget(title)
        outer.addWidget(self._stack, 1)
        outer.addWidget(body)

    def _show(self, found: tuple[dict[str, str], Sequence[tuple[str, str, HistoryLine]]]) -> None:
        names, lines = found
        where: dict[str, str] = {}
        if self._summary is not None:
            people = {one.id: person_name(one) for one in self._summary.persons}
            incidents = {one.id: incident_title(one) for one in self._summary.incidents}
            where = people | incidents
            names |= where
        changes = changes_of(lines, names, where)
        place = self.table.place_kept()
        self.model.show_rows(changes)
        self.table.restore_place(place)
        self._stack.setCurrentWidget(self.table if changes else self._empty)

    @Slot(str)
    def _chosen(self, _key: str) -> None:
        change = self.model.row(self.table.currentIndex().row())
        told = isinstance(change, Change) and bool(change.before or change.after)
        self._below.setVisible(told)
        if not isinstance(change, Change):
            return
        if not change.field:
            self._detail.setText(change.after)
            return
        before, after = change.before or tr("empty"), change.after or tr("empty")
        self._detail.setText(
            tr("{field}, before: {before}\nAfter: {after}", field=change.field, before=before, after=after)
        )


def _line(text: str) -> str:
    """A text of several lines in one."""
    return "; ".join(line for line in text.splitlines() if line.strip())
