"""Days and dates as people tell them: typed freely, their reading echoed at once, never completed by a
guess.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, time, timedelta
from typing import Any, Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from caseapp.errors import Problem, sentence
from caseapp.i18n import language, tr
from caseapp.records.fields import Field
from caseapp.rules import dates
from caseapp.rules.dates import Reading
from ui.days import dated
from ui.forms.editors.base import Editor, Setting, Unreadable
from ui.forms.note import Note
from ui.widgets.fields import LineField

#: "Last year" was said at most so many days after the year it means.
_LOOKED_BACK: Final = 740


class EdtfEditor(Editor):
    """A date as precise as it is known. The words stay as typed, the reading is kept beside them.

    What can be read in several ways is asked back below the field. A text that nobody touched is never read
    again, so that "yesterday" keeps the day it meant. Where somebody did, as to put the hour right, and it
    would mean another day by now, that is asked as well.
    """

    def __init__(self, declared: Field, setting: Setting, parent: QWidget | None = None) -> None:
        super().__init__(declared, setting, parent)
        self.control = LineField(self.look, self.name, self.label, parent=self)
        self._kept: Mapping[str, Any] = {}
        self._edited = False
        self._chosen: Reading | None = None
        #: The day on which the text was written down, where that is not today; whether that was found out.
        self._written: date | None = None
        self._counted = True
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
        self._written, self._counted = None, False
        edtf, words = self._kept_words()
        self.control.setText(words or (dates.say(edtf, language()) if edtf else ""))
        self.control.setCursorPosition(0)

    def raw(self) -> Any:
        return {
            "text": self.control.text(),
            "chosen": _option(self._chosen) if self._chosen else "",
            "on": (self._written or self.setting.today()).isoformat(),
        }

    def show_raw(self, raw: Any) -> None:
        self.control.setText(str(raw.get("text", "")))
        self._edited = True
        day = str(raw.get("on") or "")
        self._written, self._counted = date.fromisoformat(day) if day else None, True
        chosen = str(raw.get("chosen") or "")
        self._chosen = _chosen(chosen) if chosen else None

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
        self._chosen = _chosen(option)
        self.touched.emit()
        self.settled.emit()

    def set_error(self, error: bool) -> None:
        self.control.set_error(error)

    def _values(self, edtf: str, words: str) -> dict[str, Any]:
        return dict(zip(self.columns, (edtf, words), strict=False))

    def _time(self) -> dict[str, Any]:
        """The time of day that was typed along with the date, for the column that keeps it."""
        column = self.setting.times.get(self.field.name, "")
        hour = self._reading().time
        return {column: dates.say_time(hour, language())} if column and hour else {}

    def _echo(self) -> str:
        """The reading in words; an empty string for an empty field."""
        if not self._edited:
            edtf = str(self._kept.get(self.field.name) or "")
            return dates.say(edtf, language(), "echo") if edtf else ""
        if not self.control.text().strip():
            return ""
        return _told(self._reading())

    def _reading(self) -> Reading:
        """What the typed text means. Raises Unreadable."""
        if self._chosen is not None:
            return self._chosen
        try:
            today, now = self._now()
            reading = dates.read(self.control.text(), today, language(), now=now)
        except dates.AmbiguousDate as problem:
            choices = self._choices(problem.choices)
            if len(choices) > 1:
                words = tr("This can be read in more than one way. Which one is meant?")
                raise Unreadable(words, _options((*self._choices(self._before()), *choices))) from problem
            reading = choices[0]
        except dates.DateProblem as problem:
            raise Unreadable(sentence(problem), _options(self._choices(problem.choices))) from problem
        except Problem as problem:
            raise Unreadable(sentence(problem)) from problem
        self._ask_from_when(reading)
        return reading

    def _ask_from_when(self, reading: Reading) -> None:
        """Raises Unreadable where the words meant another day when they were written down."""
        before = self._before()
        if self._written is not None and len(before) == 1 and before[0].fuzzy != reading.fuzzy:
            day = dated(self._written)
            words = tr("These words were written down on {day}. Which day do they mean?", day=day)
            raise Unreadable(words, _options((*before, reading)))

    def _before(self) -> tuple[Reading, ...]:
        """What the text meant on the day on which it was written down; nothing where that is today."""
        if not self._counted:
            self._written, self._counted = self._when_kept(), True
        if self._written is None or self._written == self.setting.today():
            return ()
        return _readings(self.control.text(), self._written)

    def _when_kept(self) -> date | None:
        """The day on which the kept words meant the kept date; None when they mean it on any day, or can't be
        read at all.
        """
        edtf, words = self._kept_words()
        today, now = self._now()
        kept = dates.parse_edtf(edtf) if words and edtf else None
        begin = kept.earliest or kept.latest if kept is not None else None
        if kept is None or begin is None or _means(words, today, now) in (None, kept):
            return None
        days = (begin + timedelta(days=n) for n in range(_LOOKED_BACK))
        return next((day for day in days if day <= today and _fits(_means(words, day), kept)), None)

    def _kept_words(self) -> tuple[str, str]:
        """The kept date, and the words that were typed for it."""
        words = self._kept.get(self.field.words) if self.field.words else ""
        return str(self._kept.get(self.field.name) or ""), str(words or "")

    def _now(self) -> tuple[date, time | None]:
        """The day, and the time of the same moment where the clock is known."""
        if self.setting.local is None:
            return self.setting.today(), None
        moment = self.setting.local()
        return moment.date(), moment.time()

    def _choices(self, readings: Iterable[Reading]) -> tuple[Reading, ...]:
        """The readings to choose from; where no time of day is kept, none is asked for."""
        if self.field.name in self.setting.times:
            return tuple(readings)
        return tuple(Reading(fuzzy) for fuzzy in dict.fromkeys(reading.fuzzy for reading in readings))

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


def _readings(text: str, day: date, now: time | None = None) -> tuple[Reading, ...]:
    """All that a text can mean on a day."""
    try:
        return (dates.read(text, day, now=now),)
    except dates.AmbiguousDate as problem:
        return problem.choices
    except Problem:
        return ()


def _means(text: str, day: date, now: time | None = None) -> dates.Fuzzy | None:
    """The date that a text means on a day, whatever the hour; None where that can't be told for sure."""
    found = {reading.fuzzy for reading in _readings(text, day, now)}
    return found.pop() if len(found) == 1 else None


def _fits(meant: dates.Fuzzy | None, kept: dates.Fuzzy) -> bool:
    """Whether a text may have been kept as this date: by the clock it may have been one of two days."""
    if meant is None or meant == kept or kept.precision != "day":
        return meant == kept
    first, last = meant.earliest, meant.latest
    return first is not None and last == first + timedelta(days=1) and kept.earliest in (first, last)


def _options(choices: Iterable[Reading]) -> tuple[tuple[str, str], ...]:
    """What is kept of each reading, and its words."""
    return tuple({_option(choice): _told(choice) for choice in choices}.items())


def _option(reading: Reading) -> str:
    """A reading as an option: its date and its time of day."""
    return f"{reading.fuzzy.edtf} {reading.time or ''}".strip()


def _chosen(option: str) -> Reading:
    edtf, _, hour = option.partition(" ")
    return Reading(dates.parse_edtf(edtf), hour or None)


def _told(reading: Reading) -> str:
    """A reading in words."""
    day = dates.say(reading.fuzzy, language(), "echo")
    return f"{day}, {dates.say_time(reading.time, language())}" if reading.time else day
