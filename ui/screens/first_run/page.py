"""What all first-run pages share: a title, one sentence, a column of fields."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ui.look import Look
from ui.screens.first_run.doors import Doors, NewStore
from ui.widgets.fields import mark_error
from ui.widgets.labels import FieldLabel, Noted, Words
from ui.widgets.named import named


class Page(QWidget):
    """One page. `ready` decides whether it may be left: it marks what is missing and returns False then."""

    #: Something changed that decides over the Next button.
    changed = Signal()

    def __init__(
        self, look: Look, doors: Doors, plan: NewStore, name: str, title: str, sentence: str
    ) -> None:
        super().__init__()
        self._look, self._doors, self._plan = look, doors, plan
        named(self, name, title)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.column.addWidget(Words(look, title, f"{name}.title", px=22, bold=True, wrap=True))
        self.column.addSpacing(4)
        self.column.addWidget(Words(look, sentence, f"{name}.sentence", role="text2", wrap=True))
        self.column.addSpacing(20)

    def enter(self) -> None:
        """Called each time the page is shown."""

    def ready(self) -> bool:
        """Whether all is there to go on."""
        return True

    def add_field(self, label: str, field: QWidget) -> Noted:
        """A label above its field, and below it the line that says what is wrong (hidden until then)."""
        self.column.addWidget(FieldLabel(self._look, label, field, bold=True))
        self.column.addSpacing(4)
        self.column.addWidget(field)
        error = Noted(self._look, "octagon-alert", "", f"{field.objectName()}.error", role="crit", wrap=True)
        error.hide()
        self.column.addSpacing(4)
        self.column.addWidget(error)
        self.column.addSpacing(8)
        if isinstance(field, QLineEdit):
            hush(field, error)
        return error


def hush(field: QLineEdit, error: Noted) -> None:
    """Takes the complaint away as soon as something else is typed: it spoke of the text before."""
    field.textChanged.connect(lambda _text: complain(field, error, ""))


def complain(field: QWidget, error: Noted, sentence: str) -> bool:
    """Shows what is wrong with a field, or that nothing is; returns whether all is well."""
    error.set_text(sentence)
    error.setVisible(bool(sentence))
    mark_error(field, bool(sentence))
    return not sentence
