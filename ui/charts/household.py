"""The household as a picture: people as cards, couples and descent as lines.

A list view underneath, so that keyboard, selection and screen reader come with it; only placing and painting
are its own.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QToolTip, QWidget

from ui.charts.family import Family, Layout, Measure, PersonCard, lay_out
from ui.charts.household_painting import HouseholdPainter
from ui.look import Look
from ui.widgets.named import named

CARD, ACROSS, DOWN = (164, 60), 12, 30
Index = QModelIndex | QPersistentModelIndex


class _People(QAbstractListModel):
    """A row is a person, its text the sentence that a screen reader says."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.cards: tuple[PersonCard, ...] = ()

    def show_cards(self, cards: tuple[PersonCard, ...]) -> None:
        self.beginResetModel()
        self.cards = cards
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.cards)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        said = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        if not index.isValid() or role not in said:
            return None
        card = self.cards[index.row()]
        return card.says or card.name


class Household(QListView):
    """`opened(id)`: Enter or double click. `current_changed(id)`: another person is current."""

    opened = Signal(str)
    current_changed = Signal(str)

    def __init__(self, look: Look, name: str, says: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._family = Family()
        self.keyboard = False
        self._people = _People(self)
        self._painter = HouseholdPainter(look)
        self.placing = Layout({}, (), 0, 0)
        named(self, name, says)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragEnabled(False)
        self.setModel(self._people)
        self.selectionModel().currentChanged.connect(self._current_changed)
        self.doubleClicked.connect(self._opened)
        look.changed.connect(self._relay)
        self._relay()

    @property
    def family(self) -> Family:
        return self._family

    @property
    def measure(self) -> Measure:
        look = self._look
        return Measure(look.wide(CARD[0]), look.tall(CARD[1], 3), look.wide(ACROSS), DOWN)

    def show_family(self, family: Family) -> None:
        """Replaces everything; who is current stays current if still there."""
        kept = self.current_id()
        self._family = family
        self._relay()
        order = {one: at for at, one in enumerate(self.placing.spots)}
        self._people.show_cards(tuple(sorted(family.cards, key=lambda card: order[card.id])))
        self.select_id(kept)

    def current_id(self) -> str:
        row = self.currentIndex().row()
        return self._people.cards[row].id if 0 <= row < len(self._people.cards) else ""

    def select_id(self, key: str) -> bool:
        """Makes a person current; False when they are not there."""
        row = next((n for n, card in enumerate(self._people.cards) if card.id == key), -1)
        if row < 0:
            return False
        self.setCurrentIndex(self._people.index(row))
        return True

    def select_none(self) -> None:
        """Makes nobody current."""
        self.selectionModel().clear()
        self.viewport().update()

    def card_rect(self, key: str) -> QRect:
        """A card in the viewport, turned for the reading direction; empty for somebody who is not there."""
        spot, size = self.placing.spots.get(key), self.measure
        if spot is None:
            return QRect()
        return self.turned(QRect(spot.left, spot.top, size.width, size.height))

    def turned(self, rect: QRect) -> QRect:
        """A rectangle of the picture where the viewport shows it."""
        whole = QRect(0, 0, max(self.placing.wide, self.viewport().width()), self.placing.tall)
        mirrored = self.style().visualRect(self.layoutDirection(), whole, rect)
        return mirrored.translated(-self.horizontalScrollBar().value(), -self.verticalScrollBar().value())

    def sizeHint(self) -> QSize:
        return QSize(600, self.placing.tall)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, self._look.tall(CARD[1], 3) + 2 * self.measure.above)

    def visualRect(self, index: Index) -> QRect:
        row = index.row()
        return self.card_rect(self._people.cards[row].id) if 0 <= row < len(self._people.cards) else QRect()

    def indexAt(self, point: QPoint) -> QModelIndex:
        rows = (self._people.index(row) for row in range(len(self._people.cards)))
        return next((row for row in rows if self.visualRect(row).contains(point)), QModelIndex())

    def isIndexHidden(self, index: Index) -> bool:
        return False

    def scrollTo(self, index: Index, hint: object = None) -> None:
        """Brings a card with a margin into view."""
        rect = self.visualRect(index)
        if rect.isNull():
            return
        rect = rect.adjusted(-8, -8, 8, 8)
        view = self.viewport().rect()
        for bar, first, last, end in (
            (self.horizontalScrollBar(), rect.left(), rect.right(), view.right()),
            (self.verticalScrollBar(), rect.top(), rect.bottom(), view.bottom()),
        ):
            if first < 0:
                bar.setValue(bar.value() + first)
            elif last > end:
                bar.setValue(bar.value() + last - end)

    def updateGeometries(self) -> None:
        """The scroll bars follow the picture."""
        room = self.viewport().size()
        for bar, whole, part in (
            (self.horizontalScrollBar(), self.placing.wide, room.width()),
            (self.verticalScrollBar(), self.placing.tall, room.height()),
        ):
            bar.setRange(0, max(0, whole - part))
            bar.setPageStep(part)
            bar.setSingleStep(24)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().update()

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        cards = self._people.cards
        if not cards:
            return QModelIndex()
        here = self.current_id()
        if not here:
            return self._people.index(0)
        moves = QAbstractItemView.CursorAction
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        back, on = (moves.MoveRight, moves.MoveLeft) if mirrored else (moves.MoveLeft, moves.MoveRight)
        now = self.currentIndex().row()
        if action in (back, moves.MovePrevious):
            return self._people.index(max(0, now - 1))
        if action in (on, moves.MoveNext):
            return self._people.index(min(len(cards) - 1, now + 1))
        if action == moves.MoveHome:
            return self._people.index(0)
        if action == moves.MoveEnd:
            return self._people.index(len(cards) - 1)
        step = {moves.MoveUp: -1, moves.MoveDown: 1}.get(action, 0)
        return self._people.index(self._in_next_row(here, step))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.keyboard = True
        self.viewport().update()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.current_id():
                self.opened.emit(self.current_id())
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.keyboard = False
        super().mousePressEvent(event)
        self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.keyboard = event.reason() in (
            Qt.FocusReason.TabFocusReason,
            Qt.FocusReason.BacktabFocusReason,
            Qt.FocusReason.ShortcutFocusReason,
        )
        super().focusInEvent(event)
        if self.keyboard and not self.current_id() and self._people.cards:
            self.setCurrentIndex(self._people.index(0))
        self.viewport().update()

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            row = self.indexAt(event.pos())
            QToolTip.showText(event.globalPos(), str(row.data() or "") if row.isValid() else "", self)
            return True
        return super().viewportEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._relay()

    def paintEvent(self, event: QPaintEvent) -> None:
        self._painter.paint(self)

    def _in_next_row(self, here: str, step: int) -> int:
        """The row of the nearest card one line up or down."""
        spots = self.placing.spots
        now = spots[here]
        near = [one for one, spot in spots.items() if spot.row == now.row + step] if step else []
        target = min(near, key=lambda one: abs(spots[one].left - now.left), default=here)
        return next(n for n, card in enumerate(self._people.cards) if card.id == target)

    @Slot()
    def _relay(self) -> None:
        room = max(self.viewport().width(), self.minimumSizeHint().width())
        self.placing = lay_out(self._family, self.measure, room)
        self.updateGeometries()
        self.updateGeometry()
        self.viewport().update()

    @Slot(QModelIndex, QModelIndex)
    def _current_changed(self, now: QModelIndex, before: QModelIndex) -> None:
        self.viewport().update()
        if now.isValid():
            self.scrollTo(now)
            self.current_changed.emit(self.current_id())

    @Slot(QModelIndex)
    def _opened(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(self._people.cards[index.row()].id)
