"""Who changed what and when, with what stood there before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from caseapp.i18n import N_, tr
from caseapp.records import BY_KIND, Case, CustodyEvent, Incident, Letter, Person, Record, Tie
from caseapp.records.titles import title_of
from caseapp.services.cases import CaseSummary
from caseapp.services.history import HistoryLine, Mentioned
from ui.days import moment
from ui.screens.case.desk import Column, Desk, Section, heading
from ui.tables.cells import Column as TableColumn
from ui.tables.cells import Lines, Text
from ui.tables.model import RowModel
from ui.tables.view import TableView
from ui.widgets.empty import EmptyState
from ui.widgets.labels import Words
from ui.words import incident_title, joined, letter_kind, person_name, told

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
#: Where the keyboard goes in a record that is opened at no field of its own.
_FIRST = {Case.KIND: "risk", Person.KIND: "family"}
_Read = tuple[dict[str, str], Sequence[tuple[str, str, HistoryLine]], dict[str, Mentioned]]


@dataclass(frozen=True)
class Change:
    """One line of the table, in words."""

    key: str
    seq: int
    at: datetime
    who: str
    what: str
    #: What the record is called, and what kind of record it is where the name does not say it.
    where: str
    kind: str
    field: str
    before: str
    after: str
    #: The record, and the field of the line as it is declared.
    record_id: str = ""
    name: str = ""


def change_of(
    kind: str,
    record_id: str,
    number: int,
    line: HistoryLine,
    names: Mapping[str, str],
    called: tuple[str, str],
) -> Change:
    """A line of the history in words."""
    record = BY_KIND.get(kind)
    declared = record.fields().get(line.field) if record is not None and line.field else None
    return Change(
        key=f"{line.seq}/{number}",
        seq=line.seq,
        at=line.at,
        who=names.get(line.who, tr("Nobody signed in")),
        what=tr(_ACTS.get(line.act, line.act)),
        where=called[0] or (tr(record.LABEL) if record is not None else ""),
        kind=called[1],
        field=tr(declared.label) if declared is not None else "",
        before=told(declared, line.before, names) if declared is not None else "",
        after=told(declared, line.after, names) if declared is not None else "",
        record_id=record_id,
        name=line.field,
    )


def name_of(mention: Mentioned) -> tuple[str, str]:
    """What a record is called in the history, and what it is where its name does not say it."""
    record = mention.record
    if isinstance(record, Person | Incident):
        return _title(record), ""
    if isinstance(record, Case):
        return tr(record.LABEL), ""
    # These are told by what they are about.
    apart = isinstance(record, CustodyEvent | Tie)
    title = "" if apart else _title(record)
    title = title or joined(*map(_title, mention.owners), by=" – ")
    return (title, tr(record.LABEL)) if title else (tr(record.LABEL), "")


def _title(record: Record) -> str:
    if isinstance(record, Person):
        return person_name(record)
    if isinstance(record, Incident):
        return incident_title(record)
    if isinstance(record, Letter):
        return joined(letter_kind(record.kind), record.number)
    return title_of(record)[0]


def changes_of(
    lines: Sequence[tuple[str, str, HistoryLine]],
    names: Mapping[str, str],
    called: Mapping[str, tuple[str, str]],
) -> list[Change]:
    """The lines in words: a new record is one line with all that it began with, a change one line a field.

    What the app keeps for itself (a sort key, the day of the last contact) is left out.
    """
    changes: list[Change] = []
    for number, (kind, record_id, line) in enumerate(lines):
        change = change_of(kind, record_id, number, line, names, called.get(record_id, ("", "")))
        if line.act == "create":
            last = changes[-1] if changes else None
            if last is not None and last.seq == line.seq:
                more = f"{change.field}: {change.after}"
                changes[-1] = replace(last, after=f"{last.after}\n{more}" if last.after else more)
                continue
            first = f"{change.field}: {change.after}" if change.field else ""
            change = replace(change, field="", name="", after=first)
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
        self._mentioned: dict[str, Mentioned] = {}
        columns = (
            TableColumn("when", N_("When"), Lines, lambda c: Lines(moment(c.at), c.who, bold=False), 160),
            TableColumn("what", N_("What"), Lines, _what, 210),
            TableColumn("before", N_("Before"), Text, lambda c: Text(_line(c.before), "text2"), 200),
            TableColumn("after", N_("After"), Text, lambda c: Text(_line(c.after)), 200, stretch=True),
        )
        self.model = RowModel(columns, lambda change: change.key)
        self.table = TableView(self.look, self.model, "history.list", tr("History"))
        self.table.let_yield(("before",), 150)
        self.table.current_changed.connect(self._chosen)
        self.table.opened.connect(self._open)
        self._empty = EmptyState(
            self.look, "history", tr("Nothing has been changed in this case yet."), name="history.empty"
        )
        self._detail = Words(self.look, "", "history.detail", wrap=True)
        self._build()

    def show_summary(self, summary: CaseSummary) -> None:
        self._summary = summary
        records, case_id = self.desk.office.records, self.case_id

        def read() -> _Read:
            lines = records.history_of_case(case_id, MOST)
            names = records.names((kind, line) for kind, _, line in lines)
            return names, lines, records.mentioned((kind, one) for kind, one, _ in lines)

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

    def _show(self, found: _Read) -> None:
        names, lines, self._mentioned = found
        if self._summary is not None:
            names |= {one.id: person_name(one) for one in self._summary.persons}
            names |= {one.id: incident_title(one) for one in self._summary.incidents}
        called = {one: name_of(mention) for one, mention in self._mentioned.items()}
        changes = changes_of(lines, names, called)
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

    @Slot(str)
    def _open(self, key: str) -> None:
        """Leads to the record of a line, where its own history offers the way back."""
        rows = (self.model.row(row) for row in range(self.model.rowCount()))
        change = next((one for one in rows if isinstance(one, Change) and one.key == key), None)
        mention = self._mentioned.get(change.record_id) if change is not None else None
        host = self.desk.host
        if change is None or mention is None:
            host.toast(tr("It was erased for good."))
        elif mention.record.deleted_at is not None:
            words = tr("It was deleted. Until the bin is emptied you can bring it back under Settings.")
            host.toast(words, tr("Settings"), lambda: host.go("settings"))
        else:
            record = mention.record
            if isinstance(record, CustodyEvent) and mention.owners:
                # What happened to a piece is listed on its page.
                self.record_wanted.emit(mention.owners[0].KIND, mention.owners[0].id, "")
            else:
                self.record_wanted.emit(record.KIND, record.id, change.name or _FIRST.get(record.KIND, ""))


def _what(change: Change) -> Lines:
    """A changed field with its record; an act with the kind of record, for many are called the same."""
    if change.field:
        return Lines(change.field, joined(change.where, change.kind, by=" · "))
    return Lines(joined(change.what, change.kind, by=" · "), change.where)


def _line(text: str) -> str:
    """A text of several lines in one."""
    return "; ".join(line for line in text.splitlines() if line.strip())
