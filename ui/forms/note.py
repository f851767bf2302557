"""The line below a field: how its text was read, a question about it, what is wrong with it, or what
belongs here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.look import Look
from ui.widgets.buttons import Button
from ui.widgets.labels import IconLabel, Words
from ui.widgets.named import named

_STATES = {
    "help": ("", "text2"),
    "echo": ("corner-down-right", "text2"),
    "ask": ("circle-alert", "high"),
    "error": ("octagon-alert", "crit"),
}


@dataclass(frozen=True)
class Note:
    """What stands below a field.

    `state` is help, echo, ask or error; `options` are (value, words) to choose from.
    """

    state: str = "help"
    text: str = ""
    options: tuple[tuple[str, str], ...] = ()


class NoteLine(QWidget):
    """Shows a `Note`; `picked(value)` is sent when one of its options is chosen."""

    picked = Signal(str)

    def __init__(self, look: Look, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.note = Note()
        named(self, name)
        self._icon = IconLabel(look, "corner-down-right", size=14)
        self._words = Words(look, px=12, role="text2", wrap=True)
        named(self._words, f"{name}.text")
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 0, 0)
        column.setSpacing(2)
        column.addLayout(line)
        self._column = column
        self._buttons: list[Button] = []
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.hide()

    def set_note(self, note: Note) -> None:
        """Shows another note; one without text takes the line away."""
        if note == self.note:
            return
        if note.options != self.note.options:
            self._offer(note.options)
        self.note = note
        icon, role = _STATES[note.state]
        self._icon.setVisible(bool(icon))
        if icon:
            self._icon.set_icon(icon, role if note.state != "echo" else "text3")
        self._words.set_role(role)
        self._words.setText(note.text)
        self.setAccessibleName(note.text)
        self.setVisible(bool(note.text))

    def _offer(self, options: Sequence[tuple[str, str]]) -> None:
        for button in self._buttons:
            self._column.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = []
        for value, words in options:
            button = Button(self._look, words, f"{self.objectName()}.{value}", kind="link", parent=self)
            button.clicked.connect(lambda _=False, v=value: self.picked.emit(v))
            self._column.addWidget(button)
            self._buttons.append(button)
