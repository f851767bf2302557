"""A form for a record, built from the declarations of its fields."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any, Final

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from caseapp.i18n import tr
from caseapp.records.fields import Field, Record
from ui.forms.editors import Editor, Setting, Unreadable, has_editor
from ui.forms.group import FieldGroup
from ui.forms.mnemonics import BAR, letters, with_mnemonics
from ui.forms.row import FieldRow

#: A text is saved when nobody has typed in it for so long, in milliseconds.
PAUSE: Final = 2000


def fields_of(source: type[Record] | Mapping[str, Field]) -> dict[str, Field]:
    """The fields of a record class, or the ones given, that a form can show."""
    declared = source if isinstance(source, Mapping) else source.fields()
    return {name: field for name, field in declared.items() if field.shown and has_editor(field)}


def values_of(record: Record) -> dict[str, Any]:
    """The declared values of a record by column."""
    return {name: getattr(record, name) for name in type(record).fields()}


class RecordForm(QWidget):
    """Shows the fields in their groups and hands out each change as soon as the person is done with the
    field.

    `on_change(values)` gets the changed columns when a field is left, when an answer is chosen, and two
    seconds after typing stopped. The owner writes them and answers with `refuse` if they did not fit. What
    can't be read yet is kept as it stands: `unsaved` is sent with the raw texts, for a draft; an empty
    mapping means that all is saved.
    """

    unsaved = Signal(dict)

    def __init__(
        self,
        source: type[Record] | Mapping[str, Field],
        values: Mapping[str, Any],
        setting: Setting,
        *,
        on_change: Callable[[dict[str, Any]], None],
        only: Collection[str] | None = None,
        leave_out: Collection[str] = (),
        titles: bool = True,
        first_title: bool = True,
        reserved: str = "",
        around: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """`only` and `leave_out` choose among the fields; `reserved` are mnemonics that the screen needs,
        `around` those of other labels on it.

        Without `first_title` the first group goes without its heading, for a form that stands below one.
        """
        super().__init__(parent)
        self._setting = setting
        self._on_change = on_change
        self._values: dict[str, Any] = dict(values)
        self._unsaved: set[str] = set()
        self._touched: dict[str, None] = {}
        self._refused: set[str] = set()
        self._reported: dict[str, Any] = {}
        self.rows: dict[str, FieldRow] = {}
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._paused)
        chosen = {
            name: field
            for name, field in fields_of(source).items()
            if (only is None or name in only) and name not in leave_out
        }
        held = reserved + letters(*map(tr, BAR))
        # Fields that wait behind "More fields" leave the letters to the others.
        order = sorted(chosen, key=lambda name: chosen[name].rare)
        marked = with_mnemonics((tr(chosen[name].label) for name in order), held, around)
        labels = dict(zip(order, marked, strict=True))
        #: The letters that lead to its fields.
        self.mnemonics = letters(*labels.values())
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(setting.look.tall(20))
        self._groups: list[FieldGroup] = []
        for title, fields in _grouped(chosen):
            untitled = not titles or (not first_title and not self._groups)
            self._add_group("" if untitled else tr(title), fields, labels)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    def show_values(self, values: Mapping[str, Any]) -> None:
        """Takes over values that changed elsewhere.

        Fields being edited or not yet saved keep what stands in them.
        """
        other = {name for name, value in values.items() if value != self._values.get(name)}
        self._values.update(values)
        for name, row in self.rows.items():
            # Where the keyboard is, nothing moves unless the value is another, as after an undo.
            still = row.editor.active() and other.isdisjoint(row.editor.columns)
            if name not in self._touched and not still:
                row.editor.show_value(self._values)
                row.refresh_note()
        for group in self._groups:
            group.refresh()

    def flush(self) -> None:
        """Hands out everything typed so far, as on leaving each field."""
        self._pause.stop()
        for name in list(self._touched):
            if name not in self._refused:
                self._commit(name, leaving=True)

    def refuse(
        self, wrong: Mapping[str, str], values: Mapping[str, Any] | None = None, otherwise: str = ""
    ) -> None:
        """What was handed out is not saved: says why beside the fields and keeps their texts.

        `wrong` gives the sentence by column, `values` all that was refused (the columns of `wrong` if left
        out), and `otherwise` the sentence for columns that were refused along with others.
        """
        for column in {**wrong, **(values or {})}:
            self._unsaved.add(column)
            row = self._row_of(column)
            if row is not None:
                name = row.editor.field.name
                self._touched[name] = None
                self._refused.add(name)
                row.set_error(wrong.get(column) or row.error or otherwise)
        self._report()

    def restore(self, raws: Mapping[str, Any]) -> None:
        """Puts half-typed texts of an earlier time back into their fields, where nothing newer is typed."""
        for name, raw in raws.items():
            if name in self.rows and name not in self._touched:
                self.rows[name].editor.show_raw(raw)
                self._touched[name] = None
                self._commit(name, leaving=True)

    def holds(self, control: QWidget) -> bool:
        """Whether a control stands in a field with text that is not saved yet."""
        return any(self.rows[name].editor.isAncestorOf(control) for name in self._touched)

    def errors(self) -> dict[str, str]:
        """What is wrong, by field, in the order of the form."""
        return {name: row.error for name, row in self.rows.items() if row.error}

    def value(self, name: str) -> Any:
        """The value last saved or handed out for a column."""
        return self._values.get(name)

    def set_pause(self, milliseconds: int) -> None:
        """Changes how long typing must rest before it is saved."""
        self._pause.setInterval(milliseconds)

    def jump(self, name: str) -> bool:
        """Puts the keyboard into a field and brings it into view; False when this form has no such field."""
        row = self._row_of(name)
        if row is None:
            return False
        for group in self._groups:
            group.reveal(row)
        row.editor.buddy().setFocus()
        return True

    def set_aside(self, *names: str) -> None:
        """Does not show these fields for now, and all others again: another field says what they would."""
        for group in self._groups:
            group.set_aside(names)

    def insert(self, widget: QWidget, after: int) -> None:
        """Puts a widget of the screen's own between the groups, below so many of them."""
        self._column.insertWidget(after, widget)

    def pair(self, first: str, second: str) -> None:
        """Puts two fields of one group side by side, such as an original and its translation."""
        for group in self._groups:
            if group.isAncestorOf(self.rows[first]):
                group.pair(self.rows[first], self.rows[second])

    def first(self) -> QWidget | None:
        """The control where the form begins."""
        return next((row.editor.buddy() for row in self.rows.values()), None)

    def _add_group(self, title: str, fields: dict[str, Field], labels: Mapping[str, str]) -> None:
        group = FieldGroup(self._setting.look, title, f"group.{len(self._groups)}", self)
        for name, field in fields.items():
            row = FieldRow(self._setting.look, labels[name], field, self._setting, group)
            row.editor.show_value(self._values)
            row.refresh_note()
            row.touched.connect(self._on_touched)
            row.settled.connect(self._on_settled)
            self.rows[name] = row
            group.add(row, rare=field.rare)
        group.refresh()
        self._groups.append(group)
        self._column.addWidget(group)

    def _row_of(self, column: str) -> FieldRow | None:
        if column in self.rows:
            return self.rows[column]
        return next((row for row in self.rows.values() if column in row.editor.columns), None)

    @Slot(str)
    def _on_touched(self, name: str) -> None:
        self._touched[name] = None
        self._refused.discard(name)
        self._pause.start()

    @Slot(str)
    def _on_settled(self, name: str) -> None:
        if name in self._touched and name not in self._refused:
            self._commit(name, leaving=True)

    @Slot()
    def _paused(self) -> None:
        for name in list(self._touched):
            if name not in self._refused:
                self._commit(name, leaving=False)

    def _commit(self, name: str, *, leaving: bool) -> None:
        """Hands out a field's values if they can be read and differ from what is saved."""
        row = self.rows[name]
        try:
            values = row.editor.read()
        except Unreadable as unreadable:
            if leaving:
                row.set_error(unreadable.sentence, unreadable.options)
            self._report()
            return
        self._touched.pop(name, None)
        self._refused.discard(name)
        row.set_error("")
        changed = {
            column: value
            for column, value in values.items()
            if value != self._values.get(column) or column in self._unsaved
        }
        self._unsaved.difference_update(changed)
        self._values.update(changed)
        if leaving and not row.editor.active():
            row.editor.show_value(self._values)
            row.refresh_note()
        if changed:
            self._on_change(changed)
        self._report()

    def _report(self) -> None:
        """Tells which texts are not saved, whenever that changed."""
        now = {name: self.rows[name].editor.raw() for name in self._touched}
        if now != self._reported:
            self._reported = now
            self.unsaved.emit(now)


def _grouped(fields: Mapping[str, Field]) -> Iterator[tuple[str, dict[str, Field]]]:
    """The fields by heading, headings in the order of their first field."""
    groups: dict[str, dict[str, Field]] = {}
    for name, field in fields.items():
        groups.setdefault(field.group, {})[name] = field
    yield from groups.items()


__all__ = ["PAUSE", "Editor", "RecordForm", "Setting", "fields_of", "values_of"]
