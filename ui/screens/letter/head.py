"""The head of a letter: what it is, whose, how it is saved, and the act of issuing."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from caseapp.i18n import tr
from ui.forms import SaveNote
from ui.look import Look
from ui.widgets.buttons import Button
from ui.widgets.labels import ElidedLabel
from ui.widgets.named import named
from ui.widgets.paint import hairline


class LetterHead(QWidget):
    """`back` leads to the list of letters, `case_wanted` to the case, `issue_wanted` issues."""

    back = Signal()
    case_wanted = Signal()
    issue_wanted = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        named(self, "letter.head")
        self._title = ElidedLabel(look, "", "letter.title", px=18, bold=True)
        self._second = ElidedLabel(look, "", "letter.second", role="text2")
        self.note = SaveNote(look, "letter.saved")
        self.to_list = Button(
            look, tr("All letters"), "letter.back", kind="flat", icon="chevron-left", icon_only=True
        )
        self.to_case = Button(look, tr("Open &case"), "letter.case", kind="flat", icon="folder-open")
        self.issue = Button(look, tr("&Issue letter"), "letter.issue", kind="main", icon="stamp")
        self.to_list.clicked.connect(self.back)
        self.to_case.clicked.connect(self.case_wanted)
        self.issue.clicked.connect(self.issue_wanted)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addStretch(1)
        words.addWidget(self._title)
        words.addWidget(self._second)
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 16, 1)
        row.setSpacing(8)
        row.addWidget(self.to_list)
        row.addLayout(words, 1)
        row.addWidget(self.note)
        row.addWidget(self.to_case)
        row.addWidget(self.issue)
        look.changed.connect(self._fit)
        self._fit()

    def show_words(self, title: str, second: str) -> None:
        """The kind of letter, and whose it is."""
        self._title.setText(title)
        self._second.setText(second)
        self.setAccessibleName(f"{title}, {second}")

    def set_narrow(self, narrow: bool) -> None:
        """Below 1200 the lesser button keeps its icon only."""
        self.to_case.set_icon_only(narrow)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.color("surface"))
        hairline(painter, 0, self.height() - 1, self.width(), self._look.color("line"))
        painter.end()

    @Slot()
    def _fit(self) -> None:
        self.setFixedHeight(self._look.tall(64, 2))
