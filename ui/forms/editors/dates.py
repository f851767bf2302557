"""Days and dates as people tell them: typed freely, their reading echoed at once, never completed by a
guess.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from caseapp.errors import Problem, sentence
from caseapp.i18n import language, tr
from caseapp.records.fields import Field
from caseapp.rules import dates
from caseapp.rules.dates import Reading
from ui.forms.editors.base import Editor, Setting, Unreadable
from ui.forms.note import Note
from ui.widgets.fields import LineField


class EdtfEditor(Editor):
    """A date as precise as it is known. The words stay as typed, the reading is kept beside them.

    What can be read in several ways is asked back below the field. A text that nobody touched is never read
    again, so that "yesterday" keeps the day it meant.
    """

    def __init__(self, declared: Field, setting: Setting, parent: QWidget | None = None) -> None:
        super().__init__(declared, setting, parent)
        self.control = LineField(self.look, self.name, self.label, parent=self)
        self._kept: Mapping[str, Any] = {}
        self._edited = False
        self._chosen: Reading | None = None
        self._left_out: Note | None = None
        self.control.refused.connect(self._refused)
        self.control.textEdited.connect(self._typed)
        self.control.returnPressed.connect(self.settled)
        self._add(self.control)

    @property
    def columns(self) -> tuple[str, ...]:
        return (self.field.name, self.field.words) if self.field.words else (self.field.name,)

    def buddy(self) -> QWidget:
        return self.control

    def read(self) -> dict[str, Any]:
        if not self._edited:
            return {column: self._kept.get(column) or "" for column in self.columns}
        text = self.control.text().strip()
        if not text:
            return self._values("", "")
        return self._values(self._reading().fuzzy.edtf, text) | self._time()

    def show_value(self, values: Mapping[str, Any]) -> None:
        self._kept = {column: values.get(column) for column in self.columns}
        self._edited, self._chosen = False, None
        edtf = str(values.get(self.field.name) or "")
        words = str(values.get(self.field.words) or "") if self.field.words else ""
        self.control.setText(words or (dates.say(edtf, language()) if edtf else ""))
        self.control.setCursorPosition(0)

    def raw(self) -> Any:
        return {"text": self.control.text(), "chosen": self._chosen.fuzzy.edtf if self._chosen else ""}

    def show_raw(self, raw: Any) -> None:
        self.control.setText(str(raw.get("text", "")))
        self._edited = True
        chosen = str(raw.get("chosen") or "")
        self._chosen = Reading(dates.parse_edtf(chosen)) if chosen else None

    def note(self) -> Note:
        if self._left_out is not None:
            return self._left_out
        try:
            told = self._echo()
        except Unreadable as unreadable:
            # Half a date is no mistake while it is being typed; a question may be asked at once.
            return (
                Note("ask", unreadable.sentence, unreadable.options) if unreadable.options else super().note()
            )
        same = told.casefold() == self.control.text().strip().casefold()
        return Note("echo", told) if told and not same else super().note()

    def answer(self, option: str) -> None:
        reading = self._try()
        self._chosen = Reading(dates.parse_edtf(option), reading.time if reading else None)
        self.touched.emit()
        self.settled.emit()

    def set_error(self, error: bool) -> None:
        self.control.set_error(error)

    def _values(self, edtf: str, words: str) -> dict[str, Any]:
        return dict(zip(self.columns, (edtf, words), strict=False))

    def _time(self) -> dict[str, Any]:
        """The time of day that was typed along with the date, for the column that keeps it."""
        column = self.setting.times.get(self.field.name, "")
        time = self._reading().time
        return {column: dates.say_time(time, language())} if column and time else {}

    def _echo(self) -> str:
        """The reading in words; an empty string for an empty field."""
        if not self._edited:
            edtf = str(self._kept.get(self.field.name) or "")
            return dates.say(edtf, language(), "echo") if edtf else ""
        if not self.control.text().strip():
            return ""
        reading = self._reading()
        day = dates.say(reading.fuzzy, language(), "echo")
        return f"{day}, {dates.say_time(reading.time, language())}" if reading.time else day

    def _reading(self) -> Reading:
        """What the typed text means. Raises Unreadable."""
        if self._chosen is not None:
            return self._chosen
        try:
            reading: Reading = dates.read(self.control.text(), self.setting.today(), language())
            return reading
        except dates.AmbiguousDate as problem:
            words = tr("This can be read in more than one way. Which one is meant?")
            raise Unreadable(words, _options(problem)) from problem
        except dates.DateProblem as problem:
            raise Unreadable(sentence(problem), _options(problem)) from problem
        except Problem as problem:
            raise Unreadable(sentence(problem)) from problem

    def _try(self) -> Reading | None:
        try:
            return self._reading()
        except Unreadable:
            return None

    @Slot()
    def _typed(self) -> None:
        self._edited, self._chosen, self._left_out = True, None, None
        self.touched.emit()

    @Slot(str)
    def _refused(self, told: str) -> None:
        self._left_out = Note("error", told)
        self.touched.emit()


class DateEditor(EdtfEditor):
    """One exact day of the calendar."""

    def read(self) -> dict[str, Any]:
        if not self._edited:
            return {self.field.name: self._kept.get(self.field.name)}
        if not self.control.text().strip():
            return {self.field.name: None}
        return {self.field.name: self._day()}

    def show_value(self, values: Mapping[str, Any]) -> None:
        day = values.get(self.field.name)
        self._kept = {self.field.name: day}
        self._edited, self._chosen = False, None
        self.control.setText(f"{day:%d.%m.%Y}" if isinstance(day, date) else "")
        self.control.setCursorPosition(0)

    def _echo(self) -> str:
        kept = self._kept.get(self.field.name)
        day = self._day() if self._edited and self.control.text().strip() else None if self._edited else kept
        return dates.say(day.isoformat(), language(), "echo") if isinstance(day, date) else ""

    def _day(self) -> date:
        fuzzy = self._reading().fuzzy
        if fuzzy.earliest is None or fuzzy.earliest != fuzzy.latest or fuzzy.approximate or fuzzy.uncertain:
            raise Unreadable(tr("A whole day is needed here, such as 22.11.2026. What you typed is kept."))
        return fuzzy.earliest


def _options(problem: dates.DateProblem) -> tuple[tuple[str, str], ...]:
    """The readings to choose from: what is kept, and its words."""
    edtfs = dict.fromkeys(choice.fuzzy.edtf for choice in problem.choices)
    return tuple((edtf, dates.say(edtf, language(), "echo")) for edtf in edtfs)
