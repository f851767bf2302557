"""The head of a table.

Quiet words on the page's ground between two hairlines, an arrow at the sorted column.
"""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from ui.look import Look, advance, elided
from ui.tables.delegates import GAP, MARGIN
from ui.widgets.paint import hairline


class Header(QHeaderView):
    """Paints sections itself. Which one is sorted is told by `show_sorted`: Qt's own indicator turns at each
    click, also when the rows do not.
    """

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._look = look
        self.sorted_section = -1
        self.sorted_down = False
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(40)
        self.setSortIndicatorShown(False)
        look.changed.connect(self._refit)
        self._refit()

    def show_sorted(self, section: int, descending: bool) -> None:
        """Marks a section as the one that the rows are sorted by; -1 for none."""
        self.sorted_section, self.sorted_down = section, descending
        self.viewport().update()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._look.tall(32))

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        look = self._look
        painter.save()
        painter.fillRect(rect, look.color("canvas"))
        hairline(painter, rect.left(), rect.bottom(), rect.width(), look.color("line"))
        text = str(self.model().headerData(logicalIndex, Qt.Orientation.Horizontal) or "")
        is_sorted = self.sorted_section == logicalIndex
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        lead = MARGIN if logicalIndex == 0 else 0
        inner = rect.adjusted(GAP, 0, -lead, 0) if mirrored else rect.adjusted(lead, 0, -GAP, 0)
        font = look.bold(12)
        arrow = look.icon_size(14) if is_sorted else 0
        words = elided(text, font, inner.width() - (arrow + 6 if arrow else 0))
        painter.setFont(font)
        painter.setPen(look.color("text" if is_sorted else "text2"))
        side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | side | Qt.AlignmentFlag.AlignAbsolute, words)
        if arrow:
            width = advance(words, font) + 6
            left = inner.right() - width - arrow if mirrored else inner.left() + width
            name = "arrow-down" if self.sorted_down else "arrow-up"
            look.draw_icon(painter, name, "accent", left, rect.top() + (rect.height() - arrow) // 2, arrow)
        painter.restore()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), self._look.color("canvas"))
        hairline(painter, 0, self.height() - 1, self.viewport().width(), self._look.color("line"))
        painter.end()
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        hairline(painter, 0, 0, self.viewport().width(), self._look.color("line"))
        painter.end()

    @Slot()
    def _refit(self) -> None:
        self.setFont(self._look.bold(12))
        self.setFixedHeight(self._look.tall(32))
