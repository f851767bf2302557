"""The line below a field: how its text was read, a question about it, what is wrong with it, or what
belongs here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

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
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(4, 4, 0, 0)
        self._column.setSpacing(2)
        self._icon: IconLabel | None = None
        self._words: Words | None = None
        self._buttons: list[Button] = []
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.hide()

    def set_note(self, note: Note) -> None:
        """Shows another note; one without text takes the line away."""
        if note == self.note:
            return
        icon_label, words = self._parts()
        if note.options != self.note.options:
            self._offer(note.options)
        self.note = note
        icon, role = _STATES[note.state]
        icon_label.setVisible(bool(icon))
        if icon:
            icon_label.set_icon(icon, role if note.state != "echo" else "text3")
        words.set_role(role)
        words.setText(note.text)
        self.setAccessibleName(note.text)
        self.setVisible(bool(note.text))

    def follow(self, control: QWidget) -> None:
        """Puts the options behind a control for Tab: made later, they would come last of the whole window."""
        for before, after in pairwise([control, *self._buttons]):
            QWidget.setTabOrder(before, after)

    def _parts(self) -> tuple[IconLabel, Words]:
        """Icon and words; made when there is something to say for the first time, for most fields never."""
        if self._icon is None or self._words is None:
            self._icon = IconLabel(self._look, "corner-down-right", size=14, parent=self)
            self._words = Words(self._look, px=12, role="text2", wrap=True, parent=self)
            named(self._words, f"{self.objectName()}.text")
            line = QHBoxLayout()
            line.setContentsMargins(0, 0, 0, 0)
            line.setSpacing(8)
            line.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(self._words, 1)
            self._column.insertLayout(0, line)
        return self._icon, self._words

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
