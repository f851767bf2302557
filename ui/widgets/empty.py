"""What stands where nothing is: one sentence and one thing to do."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.look import Look
from ui.widgets.buttons import Button
from ui.widgets.labels import IconLabel, Words
from ui.widgets.named import named


class EmptyState(QWidget):
    """Centred.

    Icon, sentence, and a button (for an empty list) or a link (to clear a filter that finds nothing).
    """

    acted = Signal()

    def __init__(
        self,
        look: Look,
        icon: str,
        sentence: str,
        act: str = "",
        *,
        name: str = "empty",
        link: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        named(self, name, sentence)
        self._words = Words(look, sentence, f"{name}.sentence", role="text2", wrap=True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._look = look
        look.changed.connect(self._fit)
        self._fit()
        self.button = Button(look, act, f"{name}.act", kind="link" if link else "normal", parent=self)
        self.button.setVisible(bool(act))
        self.button.clicked.connect(self.acted)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 20)
        column.setSpacing(12)
        column.addStretch(2)
        centre = Qt.AlignmentFlag.AlignHCenter
        column.addWidget(IconLabel(look, icon, "text3", size=32), 0, centre)
        # Beside stretches, not aligned: an aligned label gets the height of one as wide as the page.
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._words)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self.button, 0, centre)
        column.addStretch(3)

    def show_words(self, sentence: str, act: str = "") -> None:
        """Another sentence and act, such as the filter that finds nothing."""
        self._words.setText(sentence)
        self.setAccessibleName(sentence)
        self.button.set_words(act)
        self.button.setVisible(bool(act))

    @Slot()
    def _fit(self) -> None:
        self._words.setFixedWidth(self._look.wide(360))
