"""The small records that belong to a larger one (the sources of an incident, the documents of a person): a
list, and one form at a time for the record that is being edited.

    self.sources = SubRecords(
        desk, case_id, Claim, "incident_id", source_lines,
        add=tr("Add a source"), deleted=tr("Source deleted"), none=tr("..."), links={...},
    )
    self.sources.show_records(incident.id, [one for one in summary.claims if one.incident_id == incident.id])

The form comes from the declaration of the kind. The owner calls `show_records` whenever the case was read
anew, `flush` before it shows another record, and `jump` to lead to a field.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from caseapp.i18n import tr
from caseapp.records import Record
from ui.forms import Adds, Links
from ui.look import Look
from ui.screens.case.desk import Desk, take_back
from ui.screens.case.recordform import RecordPanel
from ui.tables.cells import Lines
from ui.widgets.buttons import Button
from ui.widgets.labels import Words
from ui.widgets.named import named


class SubRecords(QWidget):
    """Heading with "Add", a row for each record, and the form right below the row it belongs to.

    Object names: `<kind>s` for the whole, `<kind>s.add`, `<kind>s.edit.<id>`, `<kind>s.none`; `<kind>` is the
    panel with the form, `<kind>.delete` and `<kind>.done` its buttons. `opened(record)` when the form was
    opened for a record, `stored(record)` after each save of it, `closed` when it is put away.
    """

    stored = Signal(object)
    opened = Signal(object)
    closed = Signal()

    def __init__(
        self,
        desk: Desk,
        case_id: str,
        kind: type[Record],
        owner: str,
        words: Callable[[Any], Lines],
        *,
        add: str,
        deleted: str,
        none: str = "",
        title: str = "",
        links: Mapping[str, Links] | None = None,
        adds: Mapping[str, Adds] | None = None,
        beside: Callable[[Any], QWidget | None] | None = None,
        start: Mapping[str, Any] | None = None,
        first: str = "",
        reserved: str = "",
        **form: Any,
    ) -> None:
        """`owner`: the column that names the record to which these belong. `words`: what a row says of one.

        `add`, `deleted`, `none`: words of the button, of the notice after deleting, and of an empty list.
        `title`: the heading, by default what the kind calls itself. `links`, `adds`: what links offer, and
        how records are added to that. `beside`: makes a widget that stands below the words of a row, or none.
        `start`: values of a new record. `first`: the field where editing begins, by default the first.
        `reserved`: mnemonics that are taken. `form`: further arguments of the form.
        """
        super().__init__()
        self._desk, self._case_id, self._kind, self._owner = desk, case_id, kind, owner
        self._words, self._beside, self._start, self._first = words, beside, dict(start or {}), first
        self._deleted, self._add_words = deleted, add
        self._owner_id = ""
        self._records: list[Any] = []
        self._rows: dict[str, _Row] = {}
        title = title or tr(kind.LABELS)
        name = f"{kind.KIND}s"
        named(self, name, title)
        self.add = Button(desk.look, add, f"{name}.add", kind="flat", icon="plus")
        self.add.clicked.connect(self._add)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(Words(desk.look, title, f"{name}.title", px=15, bold=True, wrap=True), 1)
        head.addWidget(self.add)
        self._none = Words(desk.look, none, f"{name}.none", role="text2", wrap=True)
        self.panel = RecordPanel(
            desk,
            kind.KIND,
            deletes=tr("Delete"),
            links=links,
            adds=adds,
            reserved=desk.reserved + reserved,
            below=True,
            **({"titles": False} | form),
        )
        self.panel.stored.connect(self._stored)
        self.panel.delete_wanted.connect(self._delete)
        self.done = Button(desk.look, tr("Done"), f"{kind.KIND}.done", kind="normal")
        self.done.clicked.connect(self.close_form)
        self._form = self._framed()
        self._list = QVBoxLayout()
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(4)
        self._list.addWidget(self._form)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self._none)
        column.addLayout(self._list)
        self._form.hide()

    # What the owner calls

    def show_records(self, owner_id: str, records: Sequence[Any]) -> None:
        """Shows the records of one owner, in the order given. Without an owner that is in the store ("")
        nothing is shown.
        """
        if owner_id != self._owner_id:
            self._put_away()
        self._owner_id = owner_id
        self._records = list(records)
        self.setVisible(bool(owner_id))
        self._list.removeWidget(self._form)
        known = {one.id for one in records}
        for gone in [row for row in self._rows if row not in known]:
            old = self._rows.pop(gone)
            self._list.removeWidget(old)
            old.hide()
            old.deleteLater()
        for at, one in enumerate(records):
            row = self._rows.get(one.id)
            if row is None:
                row = self._rows[one.id] = _Row(self._desk.look, f"{self._kind.KIND}s", one.id)
                row.edit.clicked.connect(partial(self.edit, one.id))
            row.show_words(self._words(one), self._beside(one) if self._beside is not None else None)
            if self._list.indexOf(row) != at:
                self._list.removeWidget(row)
                self._list.insertWidget(at, row)
                row.show()
        self._none.setVisible(not records and bool(self._none.text()) and self._form.isHidden())
        self._follow()

    def flush(self) -> None:
        """Hands out everything typed so far."""
        self.panel.flush()

    def confirm(self) -> None:
        """Saves what is typed and says so."""
        if not self._form.isHidden():
            self.panel.confirm()

    def jump(self, record_id: str, field: str = "") -> bool:
        """Opens a record at one of its fields; False when it is not shown here."""
        if record_id not in self._rows:
            return False
        self.edit(record_id)
        return not field or self.panel.jump(record_id, field)

    def edit(self, record_id: str) -> None:
        """Opens the form of a record and puts the keyboard into it."""
        one = next(one for one in self._records if one.id == record_id)
        self.panel.set_title(tr(self._kind.LABEL))
        self.panel.show_record(one)
        self._open()
        self.opened.emit(one)

    @Slot()
    def close_form(self) -> None:
        """Hands out what was typed and puts the form away."""
        record_id = self._shown()
        self._put_away()
        self._none.setVisible(not self._records and bool(self._none.text()))
        row = self._rows.get(record_id)
        (row.edit if row is not None else self.add).setFocus(Qt.FocusReason.OtherFocusReason)

    # Building

    def _framed(self) -> QWidget:
        """The form, moved in a little, with its button at the end."""
        frame = QWidget()
        column = QVBoxLayout(frame)
        column.setContentsMargins(self._desk.look.wide(16), 4, 0, 10)
        column.setSpacing(12)
        column.addWidget(self.panel)
        column.addWidget(self.done, 0, Qt.AlignmentFlag.AlignLeading)
        return frame

    def _follow(self) -> None:
        """Keeps the form below the row of its record; that of a new one stands at the end."""
        record_id = self._shown()
        order = [one.id for one in self._records]
        at = order.index(record_id) + 1 if record_id in order else len(order)
        self._list.removeWidget(self._form)
        self._list.insertWidget(at, self._form)
        if record_id in order and not self._form.isHidden():
            self.panel.show_record(self._records[order.index(record_id)])

    def _shown(self) -> str:
        return self.panel.keeper.record_id if self.panel.keeper is not None else ""

    def _open(self) -> None:
        self._none.hide()
        self._form.show()
        self._follow()
        keeper = self.panel.keeper
        if keeper is not None:
            keeper.form.jump(self._first or next(iter(keeper.form.rows), ""))

    def _put_away(self) -> None:
        if self._form.isHidden():
            return
        self.panel.close_record()
        self._form.hide()
        self.closed.emit()

    # What the person does

    @Slot()
    def _add(self) -> None:
        self.panel.close_record()
        self.panel.set_title(self._add_words.replace("&", ""))
        values = {"case_id": self._case_id, self._owner: self._owner_id}
        new = self._kind(**(self._start | values))
        self.panel.show_record(new, new=True, place=f"new/{self._kind.KIND}/{self._owner_id}")
        self._open()
        self.opened.emit(new)

    @Slot(object)
    def _stored(self, record: Any) -> None:
        self.panel.set_title(tr(self._kind.LABEL))
        self.panel.delete.show()
        self.stored.emit(record)

    @Slot()
    def _delete(self) -> None:
        if self.panel.keeper is None:
            return
        record_id, desk, kind, words = self.panel.keeper.record_id, self._desk, self._kind, self._deleted
        self._put_away()
        self.add.setFocus(Qt.FocusReason.OtherFocusReason)
        desk.writer.write(
            lambda: desk.office.records.delete(kind, record_id),
            lambda deleted: take_back(desk, deleted, words),
        )


class _Row(QWidget):
    """What is said of one record, and the link that opens its form."""

    def __init__(self, look: Look, name: str, record_id: str) -> None:
        super().__init__()
        named(self, f"{name}.row.{record_id}")
        self._first = Words(look, "", bold=True, wrap=True)
        self._second = Words(look, "", px=12, role="text2", wrap=True)
        self._beside: QWidget | None = None
        self.edit = Button(look, tr("Edit"), f"{name}.edit.{record_id}", kind="link")
        self._lines = QVBoxLayout()
        self._lines.setContentsMargins(0, 6, 0, 0)  # level with the words of the link
        self._lines.setSpacing(3)
        self._lines.addWidget(self._first)
        self._lines.addWidget(self._second)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(20)
        row.addLayout(self._lines, 1)
        row.addWidget(self.edit, 0, Qt.AlignmentFlag.AlignTop)

    def show_words(self, lines: Lines, beside: QWidget | None) -> None:
        self.setAccessibleName(lines.says())
        self.edit.setAccessibleName(tr("Edit: {what}", what=lines.first))
        self._first.setText(lines.first)
        self._first.set_role(lines.role)
        self._first.set_bold(lines.bold)
        self._first.set_struck(lines.struck)
        self._second.setText(lines.second)
        self._second.setVisible(bool(lines.second))
        if self._beside is not None:
            self._lines.removeWidget(self._beside)
            self._beside.hide()
            self._beside.deleteLater()
        self._beside = beside
        if beside is not None:
            self._lines.addWidget(beside)
