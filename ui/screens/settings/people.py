"""The organisation on the letterhead, and the caseworkers who sign."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from caseapp.i18n import N_, language, tr
from caseapp.records import Caseworker, Organisation, Record
from caseapp.services.records import Deleted
from ui.forms.form import Setting
from ui.forms.keeper import RecordKeeper, SaveNote
from ui.forms.mnemonics import letters
from ui.latest import Latest
from ui.look import Look
from ui.screens.record import show_history
from ui.screens.settings.section import Desk, Section
from ui.tables.cells import Column, State, Text
from ui.tables.model import RowModel
from ui.tables.view import TableView
from ui.widgets.buttons import Button
from ui.widgets.pane import Card
from ui.writer import Writer

#: So many caseworkers are shown before their list scrolls.
_MOST_ROWS = 5


def _past_button(look: Look, name: str) -> Button:
    """Opens every version of the record shown; hidden until one is stored."""
    button = Button(look, tr("History of this record"), name, kind="flat", icon="history", icon_only=True)
    button.hide()
    return button


def _show_past(desk: Desk, writer: Writer, keeper: RecordKeeper | None, record: Record | None) -> None:
    """The history of the record that a form keeps; what is typed is saved first, so that it is among it."""
    if keeper is None or record is None:
        return
    keeper.form.flush()
    name = _named(record.name) if isinstance(record, Organisation | Caseworker) else ""
    show_history(desk.look, desk.office, writer, desk.host.overlay, type(record), keeper.record_id, name)


class OrganisationSection(Section):
    """What letters print of the organisation."""

    def __init__(self, desk: Desk) -> None:
        self.past = _past_button(desk.look, "settings.organisation.past")
        super().__init__(
            desk,
            "organisation",
            tr("Organisation"),
            tr("Letters print this on their head and in their first sentences. Check the spelling twice."),
            self.past,
        )
        self._keeper: RecordKeeper | None = None
        self._writer = Writer(desk.runner, desk.bus)
        self._record: Organisation | None = None
        self._note = SaveNote(desk.look, "settings.organisation.saved")
        self.past.clicked.connect(self.show_past)
        self.column.addWidget(self._note)
        self._asked = Latest(desk.runner, self)
        desk.bus.listen(self, ("organisation",), lambda _changes: self.enter())

    def enter(self) -> None:
        records = self.desk.office.records
        self._asked.ask(lambda: records.all(Organisation), self._show)

    def flush(self) -> None:
        if self._keeper is not None:
            self._keeper.form.flush()

    def confirm(self) -> None:
        if self._keeper is not None:
            self._keeper.confirm()

    def _show(self, found: list[Organisation]) -> None:
        record = found[0] if found else Organisation()
        self._record = record
        self.past.setVisible(bool(found))
        if self._keeper is None:
            self._open(record, new=not found)
        else:
            self._keeper.refresh(record)
        if self._wanted is not None and self._keeper is not None:
            self._keeper.form.jump(self._wanted[1])
            self._wanted = None

    @Slot()
    def show_past(self) -> None:
        """Every version of what letters print of the organisation."""
        _show_past(self.desk, self._writer, self._keeper, self._record)

    def _open(self, record: Organisation, *, new: bool) -> None:
        desk = self.desk
        self._keeper = RecordKeeper(
            self._writer,
            desk.office,
            record,
            Setting(desk.look, desk.office.clock.today),
            new=new,
            parent=self,
        )
        self._keeper.show_note(self._note)
        self._keeper.load_draft()
        self.column.addWidget(self._keeper.form)


def worker_name(worker: Caseworker) -> str:
    """The name in the language of the screen, else in any other."""
    return _named(worker.name) or tr("No name yet")


def _named(names: dict[str, str]) -> str:
    return names.get(language()) or next((text for text in names.values() if text), "")


class CaseworkersSection(Section):
    """The people of the office: a list, and the form of the selected one below it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            "caseworkers",
            tr("Caseworkers"),
            tr("Letters are signed by one of them, with name and function."),
        )
        self._writer = Writer(desk.runner, desk.bus)
        self._keeper: RecordKeeper | None = None
        self._workers: list[Caseworker] = []
        self._asked = Latest(desk.runner, self)
        self._build()
        desk.bus.listen(self, ("caseworker",), lambda _changes: self.enter())

    def enter(self) -> None:
        records = self.desk.office.records
        self._asked.ask(lambda: records.all(Caseworker), self._show)

    def flush(self) -> None:
        if self._keeper is not None:
            self._keeper.form.flush()

    def confirm(self) -> None:
        if self._keeper is not None:
            self._keeper.confirm()

    def _build(self) -> None:
        look = self.desk.look
        columns = (
            Column("name", N_("Name"), Text, self._name_cell, 200, stretch=True),
            Column("title", N_("Function"), Text, self._title_cell, 180),
            Column("signs", N_("Signs letters"), State, self._signs_cell, 130),
        )
        self.model = RowModel(columns, key=lambda worker: worker.id, parent=self)
        self.table = TableView(look, self.model, "settings.caseworkers.list", tr("Caseworkers"))
        self.table.let_yield(("title",), 130)
        self.table.current_changed.connect(self._selected)
        card = Card(look)
        card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        inner = QHBoxLayout(card)
        inner.setContentsMargins(1, 1, 1, 4)
        inner.addWidget(self.table)
        self.column.addWidget(card)
        self.add = Button(look, tr("&Add a caseworker"), "settings.caseworkers.add", icon="plus")
        self.remove = Button(look, tr("&Delete"), "settings.caseworkers.delete", kind="flat")
        self._note = SaveNote(look, "settings.caseworkers.saved")
        self.add.clicked.connect(self._add)
        self.remove.clicked.connect(self._delete)
        row = QHBoxLayout()
        row.setSpacing(8)
        for widget in (self.add, self.remove):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self._note)
        self.past = _past_button(look, "settings.caseworkers.past")
        self.past.clicked.connect(self.show_past)
        row.addWidget(self.past)
        self.column.addLayout(row)
        self._form: QWidget | None = None

    def _name_cell(self, worker: Caseworker) -> Text:
        mine = worker.id == self.desk.office.me
        name = worker_name(worker)
        return Text(tr("{name} (you)", name=name) if mine else name, bold=True)

    def _title_cell(self, worker: Caseworker) -> Text:
        return Text(worker.title.get(language()) or next(iter(worker.title.values()), ""), role="text2")

    def _signs_cell(self, worker: Caseworker) -> State:
        if worker.left_on is not None:
            return State("archive", tr("Left the office"), "text2")
        if worker.may_sign:
            return State("check", tr("Yes"), icon_role="ok")
        return State("", tr("No"), "text2")

    def _show(self, workers: list[Caseworker]) -> None:
        mine = self.desk.office.me
        workers = sorted(workers, key=lambda one: (one.id != mine, worker_name(one).casefold(), one.id))
        self._workers = workers
        shown = self._keeper.record_id if self._keeper is not None else ""
        place = self.table.place_kept()
        self.table.selectionModel().blockSignals(True)
        self.model.show_rows(workers)
        self.table.restore_place(place)
        if shown:
            self.table.select_key(shown)
        self.table.selectionModel().blockSignals(False)
        rows = min(len(workers), _MOST_ROWS)
        height = (
            self.table.horizontalHeader().height() + rows * self.table.verticalHeader().defaultSectionSize()
        )
        self.table.setFixedHeight(height + 2)
        if not self.table.current_key() and workers and self._keeper is None:
            self.table.select_row(0)
        elif self._keeper is not None:
            for worker in workers:
                if worker.id == shown:
                    self._keeper.refresh(worker)
        self._arrive()
        self._tell()

    def _arrive(self) -> None:
        """Shows the caseworker and the field that were asked for."""
        if self._wanted is None:
            return
        (worker_id, field), self._wanted = self._wanted, None
        if worker_id:
            self.table.select_key(worker_id)
        if self._keeper is not None:
            self._keeper.form.jump(field)

    @Slot(str)
    def _selected(self, worker_id: str) -> None:
        worker = next((one for one in self._workers if one.id == worker_id), None)
        if worker is not None and (self._keeper is None or self._keeper.record_id != worker_id):
            self._open(worker)
        self._tell()

    def _tell(self) -> None:
        shown = self._keeper.record_id if self._keeper is not None else ""
        stored = any(worker.id == shown for worker in self._workers)
        self.remove.setEnabled(stored and shown != self.desk.office.me)
        self.past.setVisible(stored)

    @Slot()
    def show_past(self) -> None:
        """Every version of the caseworker shown."""
        shown = self._keeper.record_id if self._keeper is not None else ""
        worker = next((one for one in self._workers if one.id == shown), None)
        _show_past(self.desk, self._writer, self._keeper, worker)

    @Slot()
    def _add(self) -> None:
        self._open(Caseworker(may_sign=True), new=True)
        first = self._keeper.form.first() if self._keeper is not None else None
        if first is not None:
            first.setFocus()

    def _open(self, worker: Caseworker, *, new: bool = False) -> None:
        self.flush()
        if self._form is not None:
            self.column.removeWidget(self._form)
            self._form.hide()
        if self._keeper is not None:
            self._keeper.form.deleteLater()
            self._keeper.deleteLater()
        desk = self.desk
        self._note.say_nothing()
        self._keeper = RecordKeeper(
            self._writer,
            desk.office,
            worker,
            Setting(desk.look, desk.office.clock.today),
            new=new,
            parent=self,
            reserved=letters(tr("&Add a caseworker"), tr("&Delete")),
        )
        self._keeper.show_note(self._note)
        self._form = self._keeper.form
        self.column.addWidget(self._form)
        if not new:
            self._keeper.load_draft()

    @Slot()
    def _delete(self) -> None:
        if self._keeper is None:
            return
        self.flush()
        worker_id, records = self._keeper.record_id, self.desk.office.records
        self._writer.write(lambda: records.delete(Caseworker, worker_id), self._deleted, owner=self)

    def _deleted(self, deleted: Deleted) -> None:
        records, deletion = self.desk.office.records, deleted.deletion

        def undo() -> None:
            self._writer.write(lambda: records.restore(deletion))

        if self._workers:
            self.table.select_row(0)
        self.desk.host.toast(tr("Caseworker deleted"), tr("Undo"), undo)
