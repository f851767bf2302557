"""One sheet with all keyboard shortcuts."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from caseapp.i18n import tr
from ui.look import Look
from ui.widgets.buttons import Button
from ui.widgets.labels import Words
from ui.widgets.named import named


class ShortcutsSheet(QWidget):
    """A panel for the overlay: words at the start, keys at the end. `closed` is sent by its button."""

    closed = Signal()

    def __init__(self, look: Look, rows: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "shortcuts", tr("Keyboard shortcuts"))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(Words(look, tr("Keyboard shortcuts"), "shortcuts.title", px=15, bold=True))
        grid = QGridLayout()
        grid.setVerticalSpacing(6)
        every = (*rows, (tr("Go to a place in the rail"), tr("Ctrl+1 to Ctrl+8")))
        for number, (words, keys) in enumerate(every):
            grid.addWidget(Words(look, words), number, 0)
            label = Words(look, keys, role="text2")
            label.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(label, number, 1)
        column.addLayout(grid)
        row = QHBoxLayout()
        row.addStretch(1)
        close = Button(look, tr("&Close"), "shortcuts.close")
        close.clicked.connect(self.closed)
        row.addWidget(close)
        column.addLayout(row)
