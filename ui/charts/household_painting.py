"""Draws the household: first the lines of couples and descent, then the cards over them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QLine, QPoint, QRect, Qt
from PySide6.QtGui import QPainter, QPen

from ui.charts.card_marks import GAP, Mark
from ui.charts.family import PersonCard
from ui.look import Look, advance, elided
from ui.widgets.paint import box

if TYPE_CHECKING:
    from ui.charts.household import Household

#: Around the words of a card, and the height of one line of them.
PAD, LINE = 10, 18
#: How far apart the lines of neighbouring families run.
_TRACK = 5


class HouseholdPainter:
    """Lines are worked out left to right; the view turns every rectangle for right-to-left windows."""

    def __init__(self, look: Look) -> None:
        self._look = look

    def paint(self, view: Household) -> None:
        painter = QPainter(view.viewport())
        painter.fillRect(view.viewport().rect(), self._look.color("surface"))
        self._paint_couples(painter, view)
        self._paint_descent(painter, view)
        self._paint_beside(painter, view)
        current = view.current_id()
        for card in view.family.cards:
            rect = view.card_rect(card.id)
            if not rect.isNull():
                self._paint_card(painter, view, card, rect, chosen=card.id == current)
        painter.end()

    # Lines

    def _box(self, view: Household, one: str) -> QRect | None:
        """A card in the picture, left to right."""
        spot, size = view.placing.spots.get(one), view.measure
        return QRect(spot.left, spot.top, size.width, size.height) if spot else None

    def _line(self, painter: QPainter, view: Household, start: QPoint, end: QPoint) -> None:
        """One straight stroke."""
        area = view.turned(QRect(start, end).normalized())
        painter.drawLine(QLine(area.topLeft(), area.bottomRight()))

    def _path(self, painter: QPainter, view: Household, *points: QPoint) -> None:
        for start, end in pairwise(points):
            self._line(painter, view, start, end)

    def _paint_couples(self, painter: QPainter, view: Household) -> None:
        painter.setPen(QPen(self._look.color("border"), 2))
        for one, other in view.family.couples:
            first, second = self._box(view, one), self._box(view, other)
            if first is None or second is None:
                continue
            if first.left() > second.left():
                first, second = second, first
            if self._adjacent(view, first, second):
                middle = first.center().y()
                self._line(painter, view, QPoint(first.right(), middle), QPoint(second.left(), middle))
            else:
                below = max(first.bottom(), second.bottom()) + _TRACK
                self._path(
                    painter,
                    view,
                    QPoint(first.center().x(), first.bottom()),
                    QPoint(first.center().x(), below),
                    QPoint(second.center().x(), below),
                    QPoint(second.center().x(), second.bottom()),
                )

    def _adjacent(self, view: Household, first: QRect, second: QRect) -> bool:
        """Whether nobody stands between two cards of one row."""
        size = view.measure
        apart = [
            spot
            for spot in view.placing.spots.values()
            if spot.top == first.top() and first.left() < spot.left < second.left()
        ]
        return first.top() == second.top() and not apart and second.left() - first.right() <= 4 * size.across

    def _paint_descent(self, painter: QPainter, view: Household) -> None:
        painter.setPen(QPen(self._look.color("border"), 1))
        for track, (parents, children) in enumerate(self._families(view)):
            start = self._source(view, parents)
            boxes = [found for child in children if (found := self._box(view, child)) is not None]
            if start is None or not boxes:
                continue
            rail = boxes[0].top() - view.measure.down // 2 + (track % 3 - 1) * _TRACK
            self._line(painter, view, start, QPoint(start.x(), rail))
            middles = sorted([each.center().x() for each in boxes] + [start.x()])
            self._line(painter, view, QPoint(middles[0], rail), QPoint(middles[-1], rail))
            for each in boxes:
                self._line(
                    painter, view, QPoint(each.center().x(), rail), QPoint(each.center().x(), each.top())
                )

    def _families(self, view: Household) -> Iterator[tuple[tuple[str, ...], list[str]]]:
        """The children of the same parents, where both stand in neighbouring rows."""
        spots = view.placing.spots
        parents: dict[str, list[str]] = {}
        for parent, child in view.family.descents:
            if parent in spots and child in spots and spots[child].row == spots[parent].row + 1:
                parents.setdefault(child, []).append(parent)
        children: dict[tuple[str, ...], list[str]] = {}
        for child, found in parents.items():
            children.setdefault(tuple(sorted(found)), []).append(child)
        yield from children.items()

    def _source(self, view: Household, parents: tuple[str, ...]) -> QPoint | None:
        """Where the line to the children begins: between two parents side by side, else below them."""
        boxes = sorted(
            (found for one in parents if (found := self._box(view, one)) is not None),
            key=lambda each: each.left(),
        )
        if not boxes:
            return None
        middle = (boxes[0].center().x() + boxes[-1].center().x()) // 2
        couple = tuple(sorted(parents)) in {tuple(sorted(pair)) for pair in view.family.couples}
        if len(boxes) == 2 and couple and self._adjacent(view, *boxes):
            return QPoint(middle, boxes[0].center().y())
        return QPoint(boxes[0].center().x() if len(boxes) == 1 else middle, boxes[0].bottom() + 1)

    def _paint_beside(self, painter: QPainter, view: Household) -> None:
        """Dashed: grandparents without the parent between, brothers and sisters without a parent here."""
        painter.setPen(QPen(self._look.color("border"), 1, Qt.PenStyle.DashLine))
        for elder, younger in view.family.skipped:
            first, second = self._box(view, elder), self._box(view, younger)
            if first is None or second is None or first.top() >= second.top():
                continue
            rail = first.bottom() + view.measure.down // 2 + _TRACK
            gap = second.left() - view.measure.across // 2
            top = second.top() - view.measure.down // 2 - _TRACK
            self._path(
                painter,
                view,
                QPoint(first.center().x(), first.bottom()),
                QPoint(first.center().x(), rail),
                QPoint(gap, rail),
                QPoint(gap, top),
                QPoint(second.center().x(), top),
                QPoint(second.center().x(), second.top()),
            )
        for one, other in view.family.siblings:
            first, second = self._box(view, one), self._box(view, other)
            if first is None or second is None or first.top() != second.top():
                continue
            above = first.top() - 2 * _TRACK
            self._path(
                painter,
                view,
                QPoint(first.center().x(), first.top()),
                QPoint(first.center().x(), above),
                QPoint(second.center().x(), above),
                QPoint(second.center().x(), second.top()),
            )

    # Cards

    def _paint_card(
        self, painter: QPainter, view: Household, card: PersonCard, rect: QRect, *, chosen: bool
    ) -> None:
        look = self._look
        ground = "select" if card.client or chosen else "canvas"
        box(painter, rect, look.color(ground), look.color("accent" if card.client else "border"), radius=8)
        if card.where == "russia":
            bar = self._inside(view, rect, QRect(3, 10, 3, rect.height() - 20))
            box(painter, bar, look.color("mod"), radius=1.5)
        if chosen:
            ring = view.keyboard and view.hasFocus()
            edge = look.color("focus" if ring else "accent")
            box(painter, rect.adjusted(-3, -3, 3, 3), None, edge, radius=10, width=2)
        marks = view.marks.get(card.id, [])
        height, face = look.tall(LINE), look.bold()
        top = (rect.height() - height * (1 + len(marks))) // 2
        painter.setFont(face)
        painter.setPen(look.color("text"))
        spot = self._inside(view, rect, QRect(PAD, top, rect.width() - 2 * PAD, height))
        painter.drawText(spot, Qt.AlignmentFlag.AlignVCenter, elided(card.name, face, spot.width()))
        top += height
        for line in marks:
            self._paint_marks(painter, view, line, rect, top)
            top += height

    def _paint_marks(
        self, painter: QPainter, view: Household, line: Sequence[Mark], rect: QRect, top: int
    ) -> None:
        """One line below the name; a place is told by shape and word."""
        look, height, left = self._look, self._look.tall(LINE), PAD
        for mark in line:
            if mark.pin:
                size = look.icon_size(12)
                spot = self._inside(view, rect, QRect(left, top + (height - size) // 2, size, size))
                look.draw_icon(painter, "map-pin", mark.role, spot.left(), spot.top(), size)
                left += size + GAP
            face = mark.face(look)
            room = rect.width() - PAD - left
            painter.setFont(face)
            painter.setPen(look.color(mark.role))
            spot = self._inside(view, rect, QRect(left, top, room, height))
            painter.drawText(spot, Qt.AlignmentFlag.AlignVCenter, elided(mark.words, face, room))
            left += min(room, advance(mark.words, face)) + GAP

    def _inside(self, view: Household, card: QRect, part: QRect) -> QRect:
        """A part of a card, turned with it."""
        area = QRect(0, 0, card.width(), card.height())
        return view.style().visualRect(view.layoutDirection(), area, part).translated(card.topLeft())
