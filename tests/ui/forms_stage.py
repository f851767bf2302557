"""A form on a stage: the look of the window, a fixed day, and what the form hands out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from caseapp.records.fields import Field, Kind, Record
from ui.forms.form import RecordForm, Setting
from ui.look import Look
from ui.widgets.segments import Choice

TODAY = date(2026, 11, 23)


class Stage(QWidget):
    """A window that holds a form; `handed` are the changes it gave out, `drafts` the texts it could not."""

    def __init__(
        self,
        look: Look,
        source: type[Record] | Mapping[str, Field],
        values: Mapping[str, Any] | None = None,
        *,
        links: Sequence[Choice] = (),
        times: Mapping[str, str] | None = None,
        **form: Any,
    ) -> None:
        super().__init__()
        self.handed: list[dict[str, Any]] = []
        self.drafts: list[dict[str, Any]] = []
        offer = {"person": lambda: tuple(links)}
        setting = Setting(look, lambda: TODAY, offer, times=times or {})
        self.form = RecordForm(source, values or {}, setting, on_change=self.handed.append, **form)
        self.form.unsaved.connect(self.drafts.append)
        self.elsewhere = QWidget()
        self.elsewhere.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.elsewhere.setFixedHeight(8)
        column = QVBoxLayout(self)
        column.addWidget(self.form)
        column.addWidget(self.elsewhere)
        self.resize(760, 700)
        self.show()
        self.activateWindow()
        QApplication.processEvents()

    def control(self, name: str) -> Any:
        """The control of a field, by the name that tests and screen readers use."""
        found = self.findChild(QWidget, f"field.{name}")
        assert found is not None, name
        return found

    def type(self, name: str, text: str, *, leave: bool = True) -> None:
        """Types a text in place of what is there, and goes to another place."""
        control = self.control(name)
        control.setFocus()
        control.selectAll()
        keys(control, text)
        if not text:
            QTest.keyClick(control, Qt.Key.Key_Delete)
        if leave:
            self.leave()

    def leave(self) -> None:
        """Takes the keyboard out of the form."""
        self.elsewhere.setFocus()

    def note(self, name: str) -> tuple[str, str]:
        """State and words of the line below a field."""
        found = self.form.rows[name].note.note
        return found.state, found.text


def keys(control: QWidget, text: str) -> None:
    """Types a text of any script, a letter at a time."""
    for char in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(control, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, char))


def one(kind: str, name: str = "it", label: str = "It", **facts: Any) -> dict[str, Field]:
    """Declares a single field."""
    return {name: Field(label, Kind(kind), name=name, **facts)}
