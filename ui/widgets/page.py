"""The head of a page: title, one grey sentence, the main button at the end."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.look import Look
from ui.widgets.labels import ElidedLabel, Words
from ui.widgets.named import named


class PageHead(QWidget):
    """Title 20/600 and its sentence; `beside` puts the sentence on the title's line (lists), else it stands
    below.

    `add` appends a control at the end of the row; at most one of them may be a filled button.
    """

    def __init__(
        self,
        look: Look,
        title: str,
        sentence: str = "",
        *,
        beside: bool = False,
        name: str = "page",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        named(self, name, title)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._title = Words(look, title, f"{name}.title", px=20, bold=True)
        self._sentence = ElidedLabel(look, sentence, f"{name}.sentence", role="text2")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(20, 16, 20, 12)
        self._row.setSpacing(8)
        if beside:
            self._row.addWidget(self._title)
            self._row.addSpacing(4)
            self._row.addWidget(self._sentence, 1)
        else:
            words = QVBoxLayout()
            words.setSpacing(0)
            words.addWidget(self._title)
            words.addWidget(self._sentence)
            self._row.addLayout(words, 1)
            self._sentence.setVisible(bool(sentence))

    def add(self, widget: QWidget) -> None:
        """One more control at the end."""
        self._row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)

    def set_title(self, title: str) -> None:
        self._title.setText(title)
        self.setAccessibleName(title)

    def set_sentence(self, sentence: str) -> None:
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))
