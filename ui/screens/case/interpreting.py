"""What was said through an interpreter: the speaker's own words and the translation, side by side."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from caseapp.i18n import tr
from caseapp.lists import languages
from caseapp.records import Note
from ui.forms.editors import Setting
from ui.forms.editors.choices import ChoiceEditor
from ui.look import Look
from ui.widgets.fields import LineField, LongField
from ui.widgets.labels import FieldLabel, Words
from ui.widgets.named import named
from ui.words import joined, told_language


class Interpreted(QWidget):
    """The part of a new entry that appears with "With an interpreter". `touched` whenever something changes.

    The translation is the entry's own text field, which it places beside the original.
    """

    touched = Signal()

    def __init__(self, look: Look, setting: Setting, translation: LongField) -> None:
        super().__init__()
        self._look = look
        named(self, "journal.interpreted")
        says = tr("In the speaker's own words")
        self.original = LongField(look, "journal.original", says, least=3, placeholder=says)
        self.language = ChoiceEditor(Note.fields()["original_language"], setting)
        self.interpreter = LineField(look, "journal.interpreter", tr("Interpreter"))
        self._who = QWidget()
        who = QHBoxLayout(self._who)
        who.setContentsMargins(0, 0, 0, 0)
        who.setSpacing(12)
        for label, field in ((tr("Language spoken"), self.language), (tr("Interpreter"), self.interpreter)):
            cell = QVBoxLayout()
            cell.setSpacing(4)
            buddy = field.buddy() if isinstance(field, ChoiceEditor) else field
            cell.addWidget(FieldLabel(look, label, buddy))
            cell.addWidget(field)
            who.addLayout(cell, 1)
        texts = QHBoxLayout()
        texts.setSpacing(12)
        self._heads = [
            Words(look, says, px=12, role="text2"),
            Words(look, tr("Translation"), px=12, role="text2"),
        ]
        #: Without an interpreter the original's half of the row goes with it.
        self._half = QWidget()
        for place, head, text in zip(
            (self._half, QWidget()), self._heads, (self.original, translation), strict=True
        ):
            cell = QVBoxLayout(place)
            cell.setContentsMargins(0, 0, 0, 0)
            cell.setSpacing(4)
            cell.addWidget(head)
            cell.addWidget(text)
            cell.addStretch(1)
            texts.addWidget(place, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self._who)
        column.addLayout(texts)
        self.original.textChanged.connect(self.touched)
        self.interpreter.textEdited.connect(self.touched)
        self.language.touched.connect(self.touched)
        self.language.settled.connect(self._turn)
        self.set_on(False)

    @Slot(bool)
    def set_on(self, on: bool) -> None:
        """Shows the original beside the translation, or the text alone."""
        for part in (self._who, self._half, *self._heads):
            part.setVisible(on)
        self.updateGeometry()

    def values(self) -> dict[str, str]:
        """Original, its language and the interpreter, as an entry keeps them. Raises Unreadable."""
        code = self.language.read()["original_language"]
        return {
            "original": self.original.toPlainText().strip(),
            "original_language": code or "",
            "interpreter": self.interpreter.text().strip(),
        }

    def raw(self) -> dict[str, Any]:
        return {
            "original": self.original.toPlainText(),
            "language": self.language.raw(),
            "interpreter": self.interpreter.text(),
        }

    def show_raw(self, raw: dict[str, Any]) -> None:
        self.original.setPlainText(raw.get("original", ""))
        self.language.show_raw(raw.get("language", {}))
        self.interpreter.setText(raw.get("interpreter", ""))
        self._turn()

    def empty(self) -> bool:
        return not (self.original.toPlainText() or self.interpreter.text())

    @Slot()
    def _turn(self) -> None:
        code = str(self.language.raw().get("code", ""))
        self.original.set_right_to_left(languages.right_to_left(code))


class BothTexts(QWidget):
    """An entry as it is read: the original at the start, the translation at the end."""

    def __init__(self, look: Look, note: Note) -> None:
        super().__init__()
        named(self, f"journal.both.{note.id}")
        spoken = told_language(note.original_language) if note.original_language else ""
        interpreter = tr("interpreter: {name}", name=note.interpreter) if note.interpreter else ""
        heads = (spoken or tr("In the speaker's own words"), joined(tr("Translation"), interpreter, by=" · "))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(20)
        backwards = languages.right_to_left(note.original_language)
        for head, text in zip(heads, (note.original, note.text), strict=True):
            cell = QVBoxLayout()
            cell.setSpacing(2)
            cell.addWidget(Words(look, head, px=12, role="text2"))
            words = Words(look, text, wrap=True)
            if text is note.original and backwards:
                words.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
            cell.addWidget(words)
            cell.addStretch(1)
            row.addLayout(cell, 1)
