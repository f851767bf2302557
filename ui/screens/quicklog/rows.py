"""A row of the quick log: a label, one or two fields side by side, and what is to be said of them below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from caseapp.records.fields import Field
from ui.forms.editors import Editor, Setting, Unreadable, editor_for
from ui.forms.note import Note, NoteLine
from ui.look import Look
from ui.screens.quicklog.offers import Offers
from ui.widgets.labels import FieldLabel

LABEL, GAP = 112, 12


class Labelled(QWidget):
    """The label at the side, what belongs to it in a column."""

    def __init__(self, look: Look, label: str, buddy: QWidget, parts: Sequence[QWidget]) -> None:
        super().__init__()
        self._look = look
        self.label = FieldLabel(look, label, buddy, parent=self)
        self.label.setWordWrap(True)
        self.label.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in parts:
            column.addWidget(part)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        row.addWidget(self.label, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        look.changed.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        self.label.setFixedWidth(self._look.wide(LABEL))
        self.label.setMinimumHeight(self._look.tall(32))


@dataclass
class Cell:
    """A field of a row: its editor, the line below, proposals, and what is wrong with it."""

    editor: Editor
    note: NoteLine
    offers: Offers
    error: str = ""
    options: tuple[tuple[str, str], ...] = ()
    #: What is known of the value from elsewhere, such as where it was seen before.
    known: Note | None = None

    def read(self) -> dict[str, Any]:
        """The values by column; what can't be read is said beside the field. Raises Unreadable."""
        try:
            values = self.editor.read()
        except Unreadable as unreadable:
            self.set_error(unreadable.sentence, unreadable.options)
            raise
        self.set_error("")
        return values

    def set_error(self, sentence: str, options: tuple[tuple[str, str], ...] = ()) -> None:
        self.error, self.options = sentence, options
        self.editor.set_error(bool(sentence))
        self.refresh()

    def set_known(self, note: Note | None) -> None:
        self.known = note
        self.refresh()

    def refresh(self) -> None:
        """Shows the error, what is known, or what the editor has to say."""
        note = self.known or self.editor.note()
        if self.error:
            note = Note("ask" if self.options else "error", self.error, self.options)
        self.note.set_note(note)
        self.note.follow(self.editor.buddy())
        self.editor.buddy().setAccessibleDescription(note.text)


class Row(QWidget):
    """Editors for one or two fields. `touched(name)` while typing, `settled(name)` on leaving or choosing."""

    touched = Signal(str)
    settled = Signal(str)

    def __init__(
        self, look: Look, label: str, fields: Sequence[Field], setting: Setting, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.cells: dict[str, Cell] = {}
        editors = QWidget(self)
        side = QHBoxLayout(editors)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(8)
        below: list[QWidget] = []
        for field in fields:
            editor = editor_for(field, setting, editors)
            cell = Cell(
                editor, NoteLine(look, f"note.{field.name}", self), Offers(look, f"offer.{field.name}", self)
            )
            self.cells[field.name] = cell
            side.addWidget(editor, 1)
            below += [cell.note, cell.offers]
            editor.touched.connect(lambda name=field.name: self._touched(name))
            editor.settled.connect(lambda name=field.name: self._settled(name))
            cell.note.picked.connect(editor.answer)
        first = next(iter(self.cells.values())).editor
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(Labelled(look, label, first.buddy(), [editors, *below]))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    def _touched(self, name: str) -> None:
        cell = self.cells[name]
        cell.known = None
        cell.set_error("")
        self.touched.emit(name)

    def _settled(self, name: str) -> None:
        try:
            self.cells[name].read()
        except Unreadable:
            pass
        self.settled.emit(name)
