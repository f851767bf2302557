"""Text of one line and of many, and numbers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QWidget

from caseapp.errors import Problem, sentence
from caseapp.i18n import tr
from caseapp.records.fields import Field, Kind
from caseapp.rules.text import REMOVED, Cleaned, clean_line, clean_text
from ui.forms.editors.base import Editor, Setting, Unreadable
from ui.forms.note import Note
from ui.widgets.fields import SENSITIVE, LineField, LongField

_HINTS = {
    Kind.PHONE: Qt.InputMethodHint.ImhDialableCharactersOnly,
    Kind.MAIL: Qt.InputMethodHint.ImhEmailCharactersOnly,
    Kind.NUMBER: Qt.InputMethodHint.ImhDigitsOnly,
}


def removed_note(cleaned: Cleaned) -> Note | None:
    """Tells what can't be seen and was taken out of a text; None when there was nothing of the kind."""
    if not cleaned.removed:
        return None
    what = ", ".join(tr(REMOVED[kind]) for kind in cleaned.removed)
    return Note("echo", tr("Taken out of the text: {what}.", what=what))


class LineEditor(Editor):
    """One line: text, a name, a telephone number, an e-mail address."""

    def __init__(self, declared: Field, setting: Setting, parent: QWidget | None = None) -> None:
        super().__init__(declared, setting, parent)
        self.control = LineField(self.look, self.name, self.label, parent=self)
        if declared.kind in _HINTS:
            self.control.setInputMethodHints(SENSITIVE | _HINTS[declared.kind])
        self._removed: Note | None = None
        self.control.textEdited.connect(self._edited)
        self.control.returnPressed.connect(self.settled)
        self.control.refused.connect(self._refused)
        self._add(self.control)

    def buddy(self) -> QWidget:
        return self.control

    def read(self) -> dict[str, Any]:
        try:
            cleaned = clean_line(self.control.text())
        except Problem as problem:
            raise Unreadable(sentence(problem)) from problem
        self._removed = removed_note(cleaned) or self._removed
        return {self.field.name: cleaned.text}

    def show_value(self, values: Mapping[str, Any]) -> None:
        text = str(values.get(self.field.name) or "")
        if text != self.control.text():
            self.control.setText(text)
            self.control.setCursorPosition(0)

    def raw(self) -> Any:
        return self.control.text()

    def show_raw(self, raw: Any) -> None:
        self.control.setText(str(raw))

    def note(self) -> Note:
        return self._removed or super().note()

    def set_error(self, error: bool) -> None:
        self.control.set_error(error)

    @Slot()
    def _edited(self) -> None:
        self._removed = None
        self.touched.emit()

    @Slot(str)
    def _refused(self, told: str) -> None:
        self._removed = Note("error", told)
        self.touched.emit()


class NumberEditor(LineEditor):
    """A whole number."""

    def read(self) -> dict[str, Any]:
        text = clean_line(self.control.text()).text.replace(" ", "")
        if not text:
            return {self.field.name: None}
        try:
            return {self.field.name: int(text)}
        except ValueError:
            raise Unreadable(tr("A whole number is needed here, such as 12.")) from None

    def show_value(self, values: Mapping[str, Any]) -> None:
        number = values.get(self.field.name)
        super().show_value({self.field.name: "" if number is None else str(number)})


class LongEditor(Editor):
    """Running text; grows to eight lines, then scrolls."""

    def __init__(self, declared: Field, setting: Setting, parent: QWidget | None = None) -> None:
        super().__init__(declared, setting, parent)
        self.control = LongField(self.look, self.name, self.label, parent=self)
        self._removed: Note | None = None
        self._showing = False
        self.control.textChanged.connect(self._edited)
        self.control.refused.connect(self._refused)
        self._add(self.control)

    def buddy(self) -> QWidget:
        return self.control

    def read(self) -> dict[str, Any]:
        try:
            cleaned = clean_text(self.control.toPlainText())
        except Problem as problem:
            raise Unreadable(sentence(problem)) from problem
        self._removed = removed_note(cleaned) or self._removed
        return {self.field.name: cleaned.text}

    def show_value(self, values: Mapping[str, Any]) -> None:
        self.show_raw(str(values.get(self.field.name) or ""))

    def raw(self) -> Any:
        return self.control.toPlainText()

    def show_raw(self, raw: Any) -> None:
        if str(raw) != self.control.toPlainText():
            self._showing = True
            self.control.setPlainText(str(raw))
            self._showing = False

    def note(self) -> Note:
        return self._removed or super().note()

    def set_error(self, error: bool) -> None:
        self.control.set_error(error)

    @Slot()
    def _edited(self) -> None:
        if not self._showing:
            self._removed = None
            self.touched.emit()

    @Slot(str)
    def _refused(self, told: str) -> None:
        self._removed = Note("error", told)
        self.touched.emit()
