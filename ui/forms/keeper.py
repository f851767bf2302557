"""Keeps what is typed in a form: writes each change to the store, holds back drafts, says how it stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from caseapp.errors import Invalid, Problem, sentence
from caseapp.i18n import ntr, tr
from caseapp.records.fields import Field, Record
from caseapp.services.office import Office
from ui.forms.form import RecordForm, Setting, values_of
from ui.look import Look
from ui.widgets.buttons import Button
from ui.widgets.labels import IconLabel, Words
from ui.widgets.named import named
from ui.writer import Writer


class SaveNote(QWidget):
    """How a form stands: "Saved 14:05", or how many fields are not saved, which then is a link to the first
    of them.
    """

    wanted = Signal()

    def __init__(self, look: Look, name: str = "saved", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, name)
        self._icon = IconLabel(look, "check", "ok")
        self._words = Words(look, "", f"{name}.text", px=12, role="text2")
        self._link = Button(look, "", f"{name}.jump", kind="link")
        self._link.clicked.connect(self.wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._icon)
        row.addWidget(self._words)
        row.addWidget(self._link)
        self.say_nothing()

    def say_nothing(self) -> None:
        """Nothing was changed yet."""
        for part in (self._icon, self._words, self._link):
            part.hide()
        self.setAccessibleName("")

    def say_saved(self, time: str) -> None:
        """All is saved since `time`."""
        self._icon.set_icon("check", "ok")
        self._words.setText(tr("Saved {time}", time=time))
        self.setAccessibleName(self._words.text())
        self._icon.show()
        self._words.show()
        self._link.hide()

    def say_unsaved(self, count: int) -> None:
        """So many fields hold text that is kept as a draft only."""
        self._icon.set_icon("octagon-alert", "crit")
        self._link.set_words(ntr("{n} field is not saved yet", "{n} fields are not saved yet", count))
        self.setAccessibleName(self._link.text())
        self._icon.show()
        self._link.show()
        self._words.hide()


@dataclass
class _State:
    """Whether the record is still to be added; belongs to the store thread."""

    new: bool


class RecordKeeper(QObject):
    """Ties a form to one record.

    A record that is not in the store yet is added with its first change. `stored(record)` is sent after
    each write, `failed(problem)` for what the fields can't explain. Texts that can't be saved wait as a
    draft at `place`.
    """

    stored = Signal(object)
    failed = Signal(object)

    def __init__(
        self,
        writer: Writer,
        office: Office,
        record: Record,
        setting: Setting,
        *,
        new: bool = False,
        place: str = "",
        source: type[Record] | Mapping[str, Field] | None = None,
        values: Callable[[Any], dict[str, Any]] = values_of,
        change: Callable[[str, dict[str, Any]], Any] | None = None,
        holder: QWidget | None = None,
        parent: QObject | None = None,
        **form: Any,
    ) -> None:
        """`place` names the draft; it defaults to kind and id.

        The form is made in `holder`. `form` are further arguments of RecordForm.

        A record with fields of its own kind of writing gives its fields as `source`, tells its `values` by
        their names, and writes them by `change(id, values)`.
        """
        super().__init__(parent)
        self._writer, self._runner, self._office = writer, writer.runner, office
        self._kind = type(record)
        self._id = record.id
        self._state = _State(new)
        self._was_new = new
        self._home = f"{record.KIND}/{record.id}"
        self._place = place or self._home
        self._raws: dict[str, Any] = {}
        self._first = {"id": record.id} | values_of(record)
        self._pending = 0
        self._drafted = False
        self._note: SaveNote | None = None
        self._saved_at = ""
        self._values = values
        self._own_change = change
        self.form = RecordForm(
            source or self._kind, values(record), setting, on_change=self._change, parent=holder, **form
        )
        self.form.unsaved.connect(self._unsaved)

    @property
    def record_id(self) -> str:
        return self._id

    def show_note(self, note: SaveNote) -> None:
        """Lets a note say how this form stands."""
        self._note = note
        note.wanted.connect(self._jump_to_error)
        self._say()

    def load_draft(self) -> None:
        """Puts texts that were not saved last time back into their fields."""
        place = self._place
        self._runner.run(lambda: self._office.drafts.get(place), self._draft_loaded, self._report)

    def refresh(self, record: Record) -> None:
        """Takes over the record as it now stands in the store."""
        if not self._pending:
            self.form.show_values(self._values(record))

    def confirm(self) -> None:
        """Saves what is typed at once and says so, also when nothing was left to save."""
        self.form.flush()
        if not self._pending and not self.form.errors():
            self._mark_saved()

    def _change(self, values: dict[str, Any]) -> None:
        # Written at once without waiting for the answer: the store keeps the order, also when the form is
        # gone by then.
        self._pending += 1
        self._writer.write(
            self._operation(values),
            self._written,
            lambda problem: self._refused(values, problem),
            owner=self,
        )

    def _operation(self, values: dict[str, Any]) -> Callable[[], Any]:
        """What is done on the store thread; it may outlive this keeper."""
        kind, record_id, office, state = self._kind, self._id, self._office, self._state
        first, own = self._first, self._own_change

        def write() -> Any:
            if state.new:
                saved = office.records.add(kind(**(first | values)))
                state.new = False
                return saved
            if own is not None:
                return own(record_id, values)
            return office.records.change(kind, record_id, **values)

        return write

    def _written(self, saved: Any) -> None:
        self._pending -= 1
        self._move_draft()
        self._mark_saved()
        if not self._pending:
            # What the store made of the texts (a trimmed line, a sorted date) shows in fields that are left.
            self.form.show_values(self._values(saved.record))
        self.stored.emit(saved.record)

    def _refused(self, values: dict[str, Any], problem: Problem) -> None:
        self._pending -= 1
        wrong = {}
        if isinstance(problem, Invalid):
            wrong = {name: tr(text) for name, text in problem.fields.items()}
        self.form.refuse(wrong, values, sentence(problem))
        if not isinstance(problem, Invalid):
            self.failed.emit(problem)
        self._say()

    @Slot(dict)
    def _unsaved(self, raws: Mapping[str, Any]) -> None:
        place, office = self._place, self._office
        self._raws = dict(raws)
        if raws:
            self._drafted = True
            content = dict(raws)
            self._runner.run(lambda: office.drafts.put(place, content), None, self._report, owner=self)
        elif self._drafted:
            self._drafted = False
            self._runner.run(lambda: office.drafts.drop(place), None, self._report, owner=self)
        self._say()

    def _move_draft(self) -> None:
        """What waited for a new record belongs to this one now that it exists, and to no later one.

        A place of its own is kept by a record that was in the store before.
        """
        if not self._was_new or self._place == self._home:
            return
        before, self._place = self._place, self._home
        office, drafted = self._office, self._drafted
        if drafted:
            self._runner.run(lambda: office.drafts.drop(before), None, self._report, owner=self)
            self._unsaved(self._raws)

    def _draft_loaded(self, content: Any) -> None:
        if isinstance(content, dict) and content:
            self._drafted = True
            self.form.restore(content)

    @Slot(object)
    def _report(self, problem: Problem) -> None:
        self.failed.emit(problem)

    def _mark_saved(self) -> None:
        self._saved_at = f"{self._office.clock.now().astimezone():%H:%M}"
        self._say()

    def _say(self) -> None:
        if self._note is None:
            return
        wrong = len(self.form.errors())
        if wrong:
            self._note.say_unsaved(wrong)
        elif self._saved_at:
            self._note.say_saved(self._saved_at)
        else:
            self._note.say_nothing()

    @Slot()
    def _jump_to_error(self) -> None:
        for name in self.form.errors():
            self.form.jump(name)
            return
