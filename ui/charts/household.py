"""The household as a picture: people as cards, couples and descent as lines."""

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
    Slot,
)
from PySide6.QtGui import QHelpEvent, QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QToolTip, QWidget

from ui.charts.card_marks import Mark, mark_lines
from ui.charts.drawn_list import ID, SAID, DrawnList
from ui.charts.family import Family, Layout, Measure, PersonCard, lay_out
from ui.charts.household_painting import LINE, PAD, HouseholdPainter
from ui.look import Look
from ui.widgets.named import named

WIDTH, ACROSS, DOWN = 164, 12, 30
#: Lines for which a card has room even where nobody needs them.
LEAST = 3
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
        if not index.isValid():
            return None
        card = self.cards[index.row()]
        return card.says or card.name if role in SAID else card.id if role == ID else None


class Household(DrawnList):
    """Lines of people; Up and Down lead to the nearest one of the next."""

    def __init__(self, look: Look, name: str, says: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._family = Family()
        self._people = _People(self)
        self._painter = HouseholdPainter(look)
        #: By person what the card says below the name, line by line.
        self.marks: dict[str, list[list[Mark]]] = {}
        self.placing = Layout({}, (), 0, 0)
        #: Who is to be in sight until somebody moves in the picture.
        self._first = ""
        named(self, name, says)
        self.setModel(self._people)
        self.selectionModel().currentChanged.connect(self._current_changed)
        for bar in (self.horizontalScrollBar(), self.verticalScrollBar()):
            bar.actionTriggered.connect(self._let_go)
        look.changed.connect(self._relay)
        self._relay()

    @property
    def family(self) -> Family:
        return self._family

    @property
    def measure(self) -> Measure:
        look = self._look
        lines = max(LEAST, 1 + max(map(len, self.marks.values()), default=0))
        return Measure(look.wide(WIDTH), look.tall(6 + lines * LINE, lines), look.wide(ACROSS), DOWN)

    def show_family(self, family: Family) -> None:
        """Replaces everything; who is current stays current if still there."""
        kept = self.current_id()
        self._family = family
        self._relay()
        order = {one: at for at, one in enumerate(self.placing.spots)}
        self._people.show_cards(tuple(sorted(family.cards, key=lambda card: order[card.id])))
        first = self._first
        self.select_id(kept)
        self._first = first  # who was current stays so: that is no step of the person's
        self._begin()

    def begin_with(self, key: str) -> None:
        """Opens the picture at its top, or so far down that this card is in sight."""
        self._first = key
        self._begin()

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
        return QSize(240, self.measure.height + 2 * self.measure.above)

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

    def across(self, row: int, step: int) -> int:
        cards, spots = self._people.cards, self.placing.spots
        here = spots[cards[row].id]
        near = [n for n, card in enumerate(cards) if spots[card.id].row == here.row + step]
        return min(near, key=lambda n: abs(spots[cards[n].id].left - here.left), default=row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A key brings who is current into sight, even if it leads no farther."""
        self._let_go()
        super().keyPressEvent(event)
        self.scrollTo(self.currentIndex())

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

    @Slot()
    def _relay(self) -> None:
        words = self._look.wide(WIDTH) - 2 * PAD
        self.marks = {card.id: mark_lines(self._look, card, words) for card in self._family.cards}
        room = max(self.viewport().width(), self.minimumSizeHint().width())
        self.placing = lay_out(self._family, self.measure, room)
        self.updateGeometries()
        self.updateGeometry()
        self._begin()
        self.viewport().update()

    def _begin(self) -> None:
        row = next((n for n, card in enumerate(self._people.cards) if card.id == self._first), None)
        if row is None or self._first not in self.placing.spots:
            return
        self.horizontalScrollBar().setValue(0)
        self.verticalScrollBar().setValue(0)
        self.scrollTo(self._people.index(row))

    @Slot()
    def _let_go(self) -> None:
        self._first = ""

    @Slot(QModelIndex, QModelIndex)
    def _current_changed(self, now: QModelIndex, before: QModelIndex) -> None:
        self.viewport().update()
        if now.isValid():
            self._let_go()
            self.scrollTo(now)
            self.current_changed.emit(self.current_id())
