"""One painter for each kind of cell.

Ground and edge of the row are theirs, the focus ring belongs to the view.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from ui.look import Look, elided
from ui.tables.cells import Cell, Lines, Risk, State, Status, Text, Wrapped
from ui.tables.model import CELL
from ui.widgets.chips import paint_risk, risk_size
from ui.widgets.paint import hairline
from ui.widgets.shapes import STATUS_ICONS

Index = QModelIndex | QPersistentModelIndex
MARGIN: Final = 20
GAP: Final = 12
_WRAP: Final = Qt.TextFlag.TextWordWrap
_NO_END: Final = 10_000


def row_height(look: Look, lines: int) -> int:
    """48 for rows of two lines, 36 for rows of one, grown by the text."""
    return look.tall(48 if lines == 2 else 36, lines)


class CellDelegate(QStyledItemDelegate):
    """Paints the ground, then hands the rest of the cell to its kind."""

    lines = 1

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._view = parent

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        cell = index.data(CELL)
        return QSize((0 if cell is None else self.width(cell)) + GAP, row_height(self._look, self.lines))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look = self._look
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        hovered = self._view.property("hovered_row") == index.row()
        painter.save()
        painter.fillRect(rect, look.color("select" if selected else "hover" if hovered else "surface"))
        hairline(painter, rect.left(), rect.bottom(), rect.width(), look.color("line"))
        cell = index.data(CELL)
        if cell is not None:
            mirrored = option.direction == Qt.LayoutDirection.RightToLeft
            lead = MARGIN if index.column() == 0 else 0
            inner = rect.adjusted(GAP, 0, -lead, -1) if mirrored else rect.adjusted(lead, 0, -GAP, -1)
            painter.setClipRect(rect)
            painter.setLayoutDirection(
                Qt.LayoutDirection.RightToLeft if mirrored else Qt.LayoutDirection.LeftToRight
            )
            self.draw(painter, inner, cell, mirrored)
        painter.restore()

    def width(self, cell: Cell) -> int:
        """Width that the cell would like to have."""
        return QFontMetrics(self._look.font()).horizontalAdvance(cell.says())

    def draw(self, painter: QPainter, rect: QRect, cell: Cell, mirrored: bool) -> None:
        """Paints the cell's content into its rectangle without margins."""
        raise NotImplementedError


class TextDelegate(CellDelegate):
    def draw(self, painter: QPainter, rect: QRect, cell: Cell, mirrored: bool) -> None:
        assert isinstance(cell, Text)
        font = self._look.bold() if cell.bold else self._look.font()
        painter.setFont(font)
        painter.setPen(self._look.color(cell.role))
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, elided(cell.text, font, rect.width()))


class LinesDelegate(CellDelegate):
    lines = 2

    def width(self, cell: Cell) -> int:
        assert isinstance(cell, Lines)
        first = QFontMetrics(self._look.bold() if cell.bold else self._look.font()).horizontalAdvance(
            cell.first
        )
        return max(first, QFontMetrics(self._look.font(12)).horizontalAdvance(cell.second))

    def draw(self, painter: QPainter, rect: QRect, cell: Cell, mirrored: bool) -> None:
        assert isinstance(cell, Lines)
        look = self._look
        font = look.bold() if cell.bold else look.font()
        font.setStrikeOut(cell.struck)
        painter.setFont(font)
        painter.setPen(look.color(cell.role))
        words = elided(cell.first, font, rect.width())
        if not cell.second:
            painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, words)
            return
        one, other = look.tall(19), look.tall(18)
        top = rect.top() + (rect.height() - one - other) // 2
        painter.drawText(QRect(rect.left(), top, rect.width(), one), Qt.AlignmentFlag.AlignVCenter, words)
        font = look.font(12)
        painter.setFont(font)
        painter.setPen(look.color("text2"))
        below = QRect(rect.left(), top + one, rect.width(), other)
        painter.drawText(below, Qt.AlignmentFlag.AlignVCenter, elided(cell.second, font, rect.width()))


class WrappedDelegate(CellDelegate):
    lines = 2

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        hint, cell = super().sizeHint(option, index), index.data(CELL)
        if not isinstance(cell, Wrapped):
            return hint
        lead = MARGIN if index.column() == 0 else 0
        assert isinstance(self._view, QTableView)
        heights = self._heights(cell, self._view.columnWidth(index.column()) - lead - GAP)
        return QSize(hint.width(), max(hint.height(), sum(heights) + GAP))

    def draw(self, painter: QPainter, rect: QRect, cell: Cell, mirrored: bool) -> None:
        assert isinstance(cell, Wrapped)
        look = self._look
        first, second = self._heights(cell, rect.width())
        top = rect.top() + (rect.height() - first - second) // 2
        for words, font, role, height in (
            (cell.first, look.bold(), "text", first),
            (cell.second, look.font(12), "text2", second),
        ):
            painter.setFont(font)
            painter.setPen(look.color(role))
            painter.drawText(QRect(rect.left(), top, rect.width(), height), _WRAP, words)
            top += height

    def _heights(self, cell: Wrapped, width: int) -> tuple[int, int]:
        """How high the words above and below stand in a width."""
        room = QRect(0, 0, max(1, width), _NO_END)
        faces = ((cell.first, self._look.bold()), (cell.second, self._look.font(12)))
        first, second = (
            QFontMetrics(font).boundingRect(room, _WRAP, words).height() if words else 0
            for words, font in faces
        )
        return first, second


class RiskDelegate(CellDelegate):
    def width(self, cell: Cell) -> int:
        assert isinstance(cell, Risk)
        return risk_size(self._look, cell.code).width()

    def draw(self, painter: QPainter, rect: QRect, cell: Cell, mirrored: bool) -> None:
        assert isinstance(cell, Risk)
        size = risk_size(self._look, cell.code)
        left = rect.right() - size.width() + 1 if mirrored else rect.left()
        chip = QRect(left, rect.top() + (rect.height() - size.height()) // 2, size.width(), size.height())
        paint_risk(painter, self._look, chip, cell.code, mirrored=mirrored)


class StateDelegate(CellDelegate):
    """Icon and word; serves the case status too, without the pill."""

    def width(self, cell: Cell) -> int:
        return super().width(cell) + self._look.icon_size(14) + 6

    def draw(self, painter: QPainter, rect: QRect, cell: Cell, mirrored: bool) -> None:
        look = self._look
        if isinstance(cell, Status):
            icon, role, icon_role = STATUS_ICONS.get(cell.code or "", ""), "text", "text2"
        else:
            assert isinstance(cell, State)
            icon, role, icon_role = cell.icon, cell.role, cell.icon_role or cell.role
        size = look.icon_size(14)
        if icon:
            left = rect.right() - size + 1 if mirrored else rect.left()
            look.draw_icon(painter, icon, icon_role, left, rect.top() + (rect.height() - size) // 2, size)
        words = rect.adjusted(0, 0, -size - 6, 0) if mirrored else rect.adjusted(size + 6, 0, 0, 0)
        painter.setFont(look.font())
        painter.setPen(look.color(role))
        painter.drawText(
            words, Qt.AlignmentFlag.AlignVCenter, elided(cell.says(), look.font(), words.width())
        )


DELEGATES: Final[dict[type, type[CellDelegate]]] = {
    Text: TextDelegate,
    Lines: LinesDelegate,
    Wrapped: WrappedDelegate,
    Risk: RiskDelegate,
    Status: StateDelegate,
    State: StateDelegate,
}
