"""The languages of the window side by side, each in its own words, the one in use in heavier type."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QPushButton, QWidget

from caseapp.i18n import tr
from ui.look import Look, advance
from ui.widgets.labels import IconLabel
from ui.widgets.named import named
from ui.widgets.paint import box


class LanguageSwitch(QWidget):
    """`chosen(code)` is sent when another language is picked."""

    chosen = Signal(str)

    def __init__(
        self, look: Look, languages: Mapping[str, str], now: str, name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        named(self, name, tr("Language"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        row.addWidget(IconLabel(look, "languages", "text2", size=14))
        row.addSpacing(2)
        self._group = QButtonGroup(self)
        for code, words in languages.items():
            button = _Language(look, words, f"{name}.{code}")
            button.setProperty("code", code)
            button.setChecked(code == now)
            self._group.addButton(button)
            row.addWidget(button)
        self._group.buttonToggled.connect(self._switched)

    @Slot(QAbstractButton, bool)
    def _switched(self, button: QAbstractButton, on: bool) -> None:
        if on:
            self.chosen.emit(str(button.property("code")))


class _Language(QPushButton):
    def __init__(self, look: Look, words: str, name: str) -> None:
        super().__init__(words)
        self._look = look
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        named(self, name, words)

    def sizeHint(self) -> QSize:
        return QSize(advance(self.text(), self._look.bold(12)) + 10, self._look.tall(24))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        look, on = self._look, self.isChecked()
        painter = QPainter(self)
        painter.setFont(look.bold(12) if on else look.font(12))
        painter.setPen(look.color("text" if on else "text2"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        if self.hasFocus():
            box(painter, self.rect(), None, look.color("focus"), radius=4, width=2)
        painter.end()
