"""A form on a section: heading, how it is saved, and the record that it keeps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from caseapp.i18n import tr
from caseapp.records import Record
from ui.forms import Adds, Links, RecordKeeper, SaveNote
from ui.screens.case.desk import Desk, emptied, letters_around
from ui.screens.record import show_history
from ui.widgets.buttons import Button
from ui.widgets.labels import Words


class RecordPanel(QWidget):
    """Shows one record at a time in a form. `show_record` again with the same id only refreshes it.

    `stored(record)` after each save; `menu_wanted` when the button with the three dots is clicked.
    """

    stored = Signal(object)
    delete_wanted = Signal()

    def __init__(
        self,
        desk: Desk,
        name: str,
        *,
        deletes: str = "",
        links: Mapping[str, Links] | None = None,
        adds: Mapping[str, Adds] | None = None,
        below: bool = False,
        reserved: str = "",
        **form: Any,
    ) -> None:
        """`deletes`: words of the button that deletes the record, "" for none; `reserved`: mnemonics that are
        taken; `below`: it stands below other forms of its section, and leaves the letters that they show to
        them. `form`: further arguments of the form.
        """
        super().__init__()
        self._below, self._reserved = below, reserved
        self._desk = desk
        self._links, self._adds = links, adds
        self._form = form
        self.keeper: RecordKeeper | None = None
        self._kind: type[Record] | None = None
        self.setObjectName(name)
        self._title = Words(desk.look, "", f"{name}.title", px=15, bold=True, wrap=True)
        self._second = Words(desk.look, "", f"{name}.second", px=12, role="text2", wrap=True)
        self.note = SaveNote(desk.look, f"{name}.saved")
        self.past = Button(
            desk.look,
            tr("History of this record"),
            f"{name}.past",
            kind="flat",
            icon="history",
            icon_only=True,
            parent=self,
        )
        self.past.hide()
        self.past.clicked.connect(self.show_past)
        self.delete = Button(desk.look, deletes, f"{name}.delete", kind="flat", parent=self)
        self.delete.setVisible(bool(deletes))
        self._deletes = bool(deletes)
        self.delete.clicked.connect(self.delete_wanted)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self._title)
        words.addWidget(self._second)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addLayout(words, 1)
        head.addWidget(self.note)
        head.addWidget(self.past)
        head.addWidget(self.delete)
        self._holder = QVBoxLayout()
        self._holder.setContentsMargins(0, 0, 0, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addLayout(head)
        column.addLayout(self._holder)
        self.set_title("")

    def set_title(self, title: str, second: str = "") -> None:
        """Heading of the form, and a grey line below it."""
        self._title.setText(title)
        self._title.setVisible(bool(title))
        self._second.setText(second)
        self._second.setVisible(bool(second))

    def show_record(self, record: Record, *, new: bool = False, place: str = "") -> None:
        """Shows a record; texts that were typed for another one before are handed out first."""
        if self.keeper is not None and self.keeper.record_id == record.id:
            if not new:
                self.keeper.refresh(record)
            return
        self.close_record()
        desk = self._desk
        buttons, labels = letters_around(self) if self._below else ("", "")
        keeper = RecordKeeper(
            desk.writer,
            desk.office,
            record,
            desk.setting(self._links, self._adds),
            new=new,
            place=place,
            holder=self,
            parent=self,
            reserved=self._reserved + buttons,
            around=labels,
            **self._form,
        )
        keeper.stored.connect(self.stored)
        keeper.stored.connect(self.past.show)
        keeper.failed.connect(self._failed)
        self.note.say_nothing()
        keeper.show_note(self.note)
        self._holder.addWidget(keeper.form)
        self.keeper = keeper
        self.delete.setVisible(self._deletes and not new)
        self._kind = type(record)
        self.past.setVisible(not new)
        keeper.load_draft()

    def close_record(self) -> None:
        """Hands out what was typed and shows no record any more."""
        if self.keeper is not None:
            self.keeper.form.flush()
            self.keeper.deleteLater()
            self.keeper = None
            emptied(self._holder)
            self.note.say_nothing()

    def refresh_links(self) -> None:
        """What the links offer has changed: shows their words anew."""
        if self.keeper is not None:
            self.keeper.form.show_values({})

    @Slot()
    def show_past(self) -> None:
        """Every version of the record shown; what is typed is saved first, so that it is among them."""
        if self.keeper is None or self._kind is None:
            return
        self.keeper.form.flush()
        desk, host = self._desk, self._desk.host
        show_history(
            desk.look,
            desk.office,
            desk.writer,
            host.overlay,
            self._kind,
            self.keeper.record_id,
            self._title.text(),
        )

    def flush(self) -> None:
        if self.keeper is not None:
            self.keeper.form.flush()

    def confirm(self) -> None:
        if self.keeper is not None:
            self.keeper.confirm()

    def jump(self, record_id: str, field: str) -> bool:
        """Puts the keyboard into a field of the record shown."""
        keeper = self.keeper
        return keeper is not None and keeper.record_id == record_id and keeper.form.jump(field)

    @Slot(object)
    def _failed(self, problem: Any) -> None:
        self._desk.show_problem(problem)
