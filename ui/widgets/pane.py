"""Quiet grounds: the pane at the right side, cards on the page, and the line of a fact with its icon."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.look import Look, placed
from ui.widgets.area import Area
from ui.widgets.labels import IconLabel, Words
from ui.widgets.named import named
from ui.widgets.paint import box, hairline

PANE_WIDTH = 348


class SidePane(QWidget):
    """The pane at the right: surface ground, a hairline where it begins, a scrolling body and a fixed foot.

    `show_body` takes the widget to show. `foot` is an empty row for buttons.
    """

    def __init__(
        self, look: Look, name: str, says: str, *, width: int = PANE_WIDTH, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look, self._width = look, width
        named(self, name, says)
        self._scroll = Area(f"{name}.scroll", self)
        self._scroll.viewport().setAutoFillBackground(False)
        self.foot = QHBoxLayout()
        self.foot.setContentsMargins(20, 12, 20, 16)
        self.foot.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._scroll, 1)
        column.addLayout(self.foot)
        self._fit()
        look.changed.connect(self._fit)

    def show_body(self, body: QWidget) -> None:
        """Shows another body and lets go of the one before."""
        self._scroll.setWidget(body)
        body.setAutoFillBackground(False)  # setWidget switches it on

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.color("surface"))
        edge = placed(self, QRect(0, 0, 1, self.height()))
        hairline(painter, edge.x(), 0, self.height(), self._look.color("line"), down=True)
        painter.end()

    @Slot()
    def _fit(self) -> None:
        self.setFixedWidth(min(self._look.wide(self._width), self._width + 160))
        self.update()


class Card(QFrame):
    """A rounded ground with a thin edge. `role` names the ground; `edge` its line ("" for none)."""

    def __init__(
        self,
        look: Look,
        name: str = "",
        *,
        role: str = "surface",
        edge: str = "line",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look, self._role, self._edge = look, role, edge
        if name:
            named(self, name)

    def set_ground(self, role: str, edge: str = "line") -> None:
        self._role, self._edge = role, edge
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        edge = self._look.color(self._edge) if self._edge else None
        box(painter, self.rect(), self._look.color(self._role), edge, radius=8)
        painter.end()


class FactLine(QWidget):
    """An icon, a fact in the heavier weight, and what belongs to it in grey below; both wrap."""

    def __init__(
        self,
        look: Look,
        icon: str,
        fact: str,
        more: str = "",
        *,
        name: str = "",
        role: str = "text2",
        size: int = 16,
        more_px: int = 12,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        if name:
            named(self, name, f"{fact}, {more}" if more else fact)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(12)
        mark = QVBoxLayout()
        mark.setContentsMargins(0, 1, 0, 0)
        mark.addWidget(IconLabel(look, icon, role, size=size))
        mark.addStretch(1)
        line.addLayout(mark)
        self.words = QVBoxLayout()
        self.words.setContentsMargins(0, 0, 0, 0)
        self.words.setSpacing(3)
        self.words.addWidget(Words(look, fact, bold=True, wrap=True))
        if more:
            self.words.addWidget(Words(look, more, px=more_px, role="text2", wrap=True))
        self.words.addStretch(1)
        line.addLayout(self.words, 1)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())


class ScrollColumn(Area):
    """A page that scrolls: margins of 20, content at most `width` wide at 100 % text. Fill `column`."""

    def __init__(self, look: Look, name: str, *, width: int = 720, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self._look, self._width = look, width
        body = QWidget()
        row = QHBoxLayout(body)
        row.setContentsMargins(20, 4, 20, 24)
        row.setSpacing(0)
        self._holder = QWidget()
        self.column = QVBoxLayout(self._holder)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(12)
        self.column.setAlignment(Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._holder, 100)
        row.addStretch(1)
        self.setWidget(body)
        self.viewport().setAutoFillBackground(False)
        body.setAutoFillBackground(False)
        look.changed.connect(self._fit)
        self._fit()

    @Slot()
    def _fit(self) -> None:
        self._holder.setMaximumWidth(self._look.wide(self._width))
