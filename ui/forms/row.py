"""One field of a form: label, editor, and the line below it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from caseapp import lists
from caseapp.i18n import tr
from caseapp.records.fields import Field, Sensitivity
from ui.forms.editors import Setting, editor_for
from ui.forms.note import Note, NoteLine
from ui.look import Look
from ui.widgets.labels import FieldLabel

LABEL_WIDTH, FIELD_WIDTH, GAP = 124, 400, 16


class FieldRow(QWidget):
    """Label 124 wide, 16 between, field up to 400; the note 4 below the field.

    `touched` and `settled` are the editor's.
    """

    touched = Signal(str)
    settled = Signal(str)

    def __init__(
        self, look: Look, label: str, field: Field, setting: Setting, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look = look
        self.error = ""
        self._stacked = False
        self._options: tuple[tuple[str, str], ...] = ()
        # Every part gets its parent at once: moving it later would dress it a second time.
        self._field = QWidget(self)
        editor = self.editor = editor_for(field, setting, self._field)
        self._label = FieldLabel(look, label, editor.buddy(), parent=self)
        self._label.setWordWrap(True)
        self._label.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        self.note = NoteLine(look, f"note.{field.name}", self._field)
        column = QVBoxLayout(self._field)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(editor)
        column.addWidget(self.note)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        row.addWidget(self._label, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._field, 1)
        row.addStretch(0)
        self._field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        editor.touched.connect(self._touched)
        editor.settled.connect(self._settled)
        editor.rebuilt.connect(self._rebuilt)
        self.note.picked.connect(self._picked)
        look.changed.connect(self._fit)
        self._fit()
        self.refresh_note()

    def stack(self) -> None:
        """Puts the label above the field and lets the field take all the width, to stand beside another."""
        self._stacked = True
        layout = self.layout()
        assert isinstance(layout, QHBoxLayout)
        layout.setDirection(QHBoxLayout.Direction.TopToBottom)
        layout.setSpacing(4)
        self._fit()

    def put_below(self, widget: QWidget) -> None:
        """Takes in a widget of the screen's own, right below the field and its note."""
        layout = self._field.layout()
        assert layout is not None
        layout.addWidget(widget)

    def set_error(self, sentence: str, options: tuple[tuple[str, str], ...] = ()) -> None:
        """Says beside the field what is wrong; an empty sentence takes it away.

        With `options` it is a question.
        """
        self.error = sentence
        self._options = options
        self.editor.set_error(bool(sentence))
        self.refresh_note()

    def refresh_note(self) -> None:
        """Shows the error, or else what the editor has to say."""
        state = "ask" if self._options else "error"
        note = Note(state, self.error, self._options) if self.error else self._quiet_note()
        self.note.set_note(note)
        self.note.follow(self.editor.buddy())
        self.editor.buddy().setAccessibleDescription(note.text)

    def _quiet_note(self) -> Note:
        """What the editor has to say; a special category is marked as one, whatever else is said."""
        note = self.editor.note()
        if not self._special():
            return note
        words = tr("Special category: stays out of letters unless chosen.")
        text = f"{note.text} {words}" if note.text else words
        return Note(note.state, text, note.options)

    def _special(self) -> bool:
        """Whether the field is a special category, or what is chosen tells of one."""
        field = self.editor.field
        if field.sensitivity is Sensitivity.SPECIAL:
            return True
        return bool(field.choices) and not lists.get(field.choices).special.isdisjoint(self.editor.codes())

    @Slot()
    def _touched(self) -> None:
        if self.error:
            self.set_error("")
        else:
            self.refresh_note()
        self.touched.emit(self.editor.field.name)

    @Slot()
    def _settled(self) -> None:
        self.settled.emit(self.editor.field.name)

    @Slot()
    def _rebuilt(self) -> None:
        self._label.setBuddy(self.editor.buddy())
        self.refresh_note()

    @Slot(str)
    def _picked(self, option: str) -> None:
        self.editor.answer(option)

    @Slot()
    def _fit(self) -> None:
        look = self._look
        if self._stacked:
            self._label.setMinimumSize(0, 0)
            self._label.setMaximumWidth(16777215)
            self._field.setMaximumWidth(16777215)
            return
        self._label.setFixedWidth(look.wide(LABEL_WIDTH))
        self._label.setMinimumHeight(look.tall(32))
        self._field.setMaximumWidth(look.wide(FIELD_WIDTH) if not self.editor.wider else 16777215)
