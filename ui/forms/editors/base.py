"""What all editors have in common."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from caseapp.i18n import tr
from caseapp.records.fields import Field
from ui.forms.note import Note
from ui.look import Look
from ui.widgets.named import named
from ui.widgets.segments import Choice

#: Makes a record of what was typed; calls back with its id once it is in the store.
Adds = Callable[[str, Callable[[str], None]], None]

#: Gives the records that a link may point to; `code` is the record's id.
Links = Callable[[], Sequence[Choice]]


class Unreadable(Exception):
    """What stands in the field can't be kept as a value yet: the sentence that says why, and readings to
    choose from.
    """

    def __init__(self, sentence: str, options: tuple[tuple[str, str], ...] = ()) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.options = options


@dataclass(frozen=True)
class Setting:
    """What every editor is handed. `links` are looked up by the field's name, then by its target.

    `adds` gives by target how a record is made of a name that is in no list yet. `local`, the moment by the
    clock, tells the day of "an hour ago"; without it both days are kept that it can be.
    """

    look: Look
    today: Callable[[], date]
    links: Mapping[str, Links] = field(default_factory=dict)
    languages: tuple[str, ...] = ("en", "ru")
    times: Mapping[str, str] = field(default_factory=dict)
    adds: Mapping[str, Adds] = field(default_factory=dict)
    local: Callable[[], datetime] | None = None

    def links_of(self, declared: Field) -> Links:
        return self.links.get(declared.name) or self.links.get(declared.target) or tuple


class Editor(QWidget):
    """Edits one field.

    `touched` says that something was typed, `settled` that the person is done with it: left the field or
    chose. `read` gives the values by column, `show_value` shows values without sending a signal. `raw` is
    what stands in the field as plain JSON, for drafts; `show_raw` puts it back.
    """

    touched = Signal()
    settled = Signal()
    #: Another control took the place of the one before: see `buddy`.
    rebuilt = Signal()
    #: Whether the editor may pass the width of a field, as answers side by side do.
    wider = False

    def __init__(self, declared: Field, setting: Setting, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = declared
        self.setting = setting
        self.look = setting.look
        self.label = tr(declared.label)
        self.name = f"field.{declared.name}"
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        named(self, f"editor.{declared.name}", self.label)

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns this editor writes."""
        return (self.field.name,)

    def buddy(self) -> QWidget:
        """The control that the label's letter leads to."""
        raise NotImplementedError

    def read(self) -> dict[str, Any]:
        """The values by column. Raises Unreadable."""
        raise NotImplementedError

    def show_value(self, values: Mapping[str, Any]) -> None:
        """Shows the values of its columns."""
        raise NotImplementedError

    def raw(self) -> Any:
        """What stands in the field, readable or not."""
        raise NotImplementedError

    def show_raw(self, raw: Any) -> None:
        """Puts back what `raw` gave."""
        raise NotImplementedError

    def codes(self) -> tuple[str, ...]:
        """The answers of a list that are chosen."""
        return ()

    def empty(self) -> bool:
        """Whether nothing is entered."""
        try:
            return not any(self.read().values())
        except Unreadable:
            return False

    def note(self) -> Note:
        """What the line below says while nothing is wrong."""
        return Note("help", tr(self.field.help))

    def answer(self, option: str) -> None:
        """The person chose one of the options of the note."""

    def set_error(self, error: bool) -> None:
        """Gives the field the edge of an error, or takes it away."""

    def active(self) -> bool:
        """Whether the keyboard is in this editor."""
        focus = QApplication.focusWidget()
        return focus is not None and (focus is self or self.isAncestorOf(focus))

    def _add(self, control: QWidget, alignment: Qt.AlignmentFlag | None = None) -> None:
        if alignment is None:
            self._column.addWidget(control)
        else:
            self._column.addWidget(control, 0, alignment)
        control.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.FocusOut
            and isinstance(event, QFocusEvent)
            and event.reason() != Qt.FocusReason.PopupFocusReason
        ):
            # The control sees the event after this filter; what it does on leaving belongs to the value.
            self._leaving()
        return super().eventFilter(watched, event)

    def _leaving(self) -> None:
        """The keyboard leaves a control of this editor."""
        self.settled.emit()
