"""Evidence as a wall of small pictures: a list view with its own painter, for keyboard and screen reader."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from caseapp.records import Evidence
from ui.look import Look, elided
from ui.screens.case.exhibit import icon_of, second_line, title_of
from ui.screens.case.thumbs import Thumbs
from ui.tables.model import RowModel
from ui.widgets.area import keep_one_child
from ui.widgets.named import named
from ui.widgets.paint import box

Index = QModelIndex | QPersistentModelIndex
#: A tile at 100 %, and the picture in it.
WIDTH, PICTURE = 130, 98
_PAD: Final = 8


class Wall(QListView):
    """Shows the evidence of a RowModel. `opened(id)`: Enter or double click; `current_changed(id)`."""

    opened = Signal(str)
    current_changed = Signal(str)

    def __init__(self, look: Look, model: RowModel, thumbs: Thumbs, name: str, says: str) -> None:
        super().__init__()
        self._look, self._rows = look, model
        named(self, name, says)
        keep_one_child(self)
        self.setModel(model)
        self.setItemDelegate(_Tile(look, model, thumbs, self))
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Static)
        self.setUniformItemSizes(True)
        self.setSpacing(2)
        self.setDragEnabled(False)
        self.setAcceptDrops(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self.setMouseTracking(True)
        self.selectionModel().currentChanged.connect(self._row_changed)
        self.doubleClicked.connect(self._double_clicked)
        thumbs.changed.connect(self._repaint)
        look.changed.connect(self._refit)

    def current_key(self) -> str:
        """The id of the current piece, "" for none."""
        return self._rows.key_at(self.currentIndex().row())

    def select_key(self, key: str) -> bool:
        """Makes a piece current; False when it is not here."""
        at = self._rows.place(key)
        if at >= 0:
            self.setCurrentIndex(self._rows.index(at, 0))
        return at >= 0

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.current_key():
                self.opened.emit(self.current_key())
            return
        if event.modifiers() & (Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ControlModifier):
            event.ignore()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: Any) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._rows.rowCount():
            self.setCurrentIndex(self._rows.index(0, 0))

    def event(self, event: QEvent) -> bool:
        # Without a grid of their own the tiles keep their old places when the text size changes.
        if event.type() == QEvent.Type.Polish:
            self._refit()
        return super().event(event)

    @Slot(QModelIndex, QModelIndex)
    def _row_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        self.current_changed.emit(self._rows.key_at(current.row()) if current.isValid() else "")

    @Slot(QModelIndex)
    def _double_clicked(self, index: QModelIndex) -> None:
        self.opened.emit(self._rows.key_at(index.row()))

    @Slot()
    def _repaint(self) -> None:
        self.viewport().update()

    @Slot()
    def _refit(self) -> None:
        self.scheduleDelayedItemsLayout()


class _Tile(QStyledItemDelegate):
    """The picture in a quiet well, below it two lines."""

    def __init__(self, look: Look, model: RowModel, thumbs: Thumbs, view: Wall) -> None:
        super().__init__(view)
        self._look, self._rows, self._thumbs, self._view = look, model, thumbs, view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        look = self._look
        lines = QFontMetrics(look.font()).height() + QFontMetrics(look.font(12)).height()
        return QSize(look.wide(WIDTH) + 2 * _PAD, look.wide(PICTURE) + lines + 6 + 2 * _PAD)

    def paint(self, painter: QPainter, option: Any, index: Index) -> None:
        evidence = self._rows.row(index.row())
        if evidence is None:
            return
        look, area = self._look, option.rect.adjusted(1, 1, -1, -1)
        on = bool(option.state & QStyle.StateFlag.State_Selected)
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        if on or over:
            edge = look.color("accent") if on else None
            box(painter, area, look.color("select" if on else "hover"), edge, radius=8)
        if on and self._view.hasFocus():
            box(painter, area, None, look.color("focus"), radius=8, width=2)
        inner = area.adjusted(_PAD - 1, _PAD - 1, 1 - _PAD, 1 - _PAD)
        well = QRect(inner.topLeft(), QSize(inner.width(), look.wide(PICTURE)))
        box(painter, well, look.color("page"), look.color("line"), radius=4)
        picture = self._thumbs.get(evidence.id)
        draw_thumb(painter, look, well.adjusted(1, 1, -1, -1), picture, icon_of(evidence))
        self._paint_words(painter, inner.adjusted(0, well.height() + 6, 0, 0), evidence, option)
        painter.restore()

    def _paint_words(self, painter: QPainter, area: QRect, evidence: Evidence, option: Any) -> None:
        look = self._look
        bold, small = look.bold(), look.font(12)
        align = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        first = QRect(area.left(), area.top(), area.width(), QFontMetrics(bold).height())
        painter.setLayoutDirection(option.direction)
        painter.setFont(bold)
        painter.setPen(look.color("text"))
        middle = Qt.TextElideMode.ElideMiddle if not evidence.title else Qt.TextElideMode.ElideRight
        painter.drawText(first, align, elided(title_of(evidence), bold, area.width(), middle))
        second = QRect(area.left(), first.bottom() + 1, area.width(), QFontMetrics(small).height())
        painter.setFont(small)
        painter.setPen(look.color("text2"))
        painter.drawText(second, align, elided(second_line(evidence), small, area.width()))


def draw_thumb(painter: QPainter, look: Look, area: QRect, picture: QPixmap | None, icon: str) -> None:
    """A small picture as large as fits, in the middle; without one an icon."""
    if picture is None:
        size = look.icon_size(min(24, area.height() - 8))
        left = area.left() + (area.width() - size) // 2
        look.draw_icon(painter, icon, "text2", left, area.top() + (area.height() - size) // 2, size)
        return
    ratio = painter.device().devicePixelRatioF()
    fitted = picture.size().scaled(area.size(), Qt.AspectRatioMode.KeepAspectRatio)
    shown = picture.scaled(
        fitted * ratio, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
    shown.setDevicePixelRatio(ratio)
    left = area.left() + (area.width() - fitted.width()) // 2
    painter.drawPixmap(left, area.top() + (area.height() - fitted.height()) // 2, shown)
