"""Draws the timeline: lanes, years, today, marks and labels."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPixmap

from caseapp.i18n import N_, tr
from ui.charts.capsules import Capsules, Ends
from ui.charts.placing import Placed
from ui.look import Look, advance, elided
from ui.widgets.paint import box, hairline
from ui.widgets.shapes import LEVELS, draw_shape, level

if TYPE_CHECKING:
    from ui.charts.timeline import Timeline

#: How far the mark of an event may reach over the edge of the line.
_SPILL = 10
_MONTHS = (
    N_("Jan"),
    N_("Feb"),
    N_("Mar"),
    N_("Apr"),
    N_("May"),
    N_("Jun"),
    N_("Jul"),
    N_("Aug"),
    N_("Sep"),
    N_("Oct"),
    N_("Nov"),
    N_("Dec"),
)


class TimelinePainter:
    """Paints in left-to-right coordinates.

    Every rectangle is turned for right-to-left windows on its way out.
    """

    def __init__(self, look: Look) -> None:
        self._look = look
        self._capsules = Capsules(look)
        self._shapes: dict[tuple[str, int, int, int, float], QPixmap] = {}

    def paint(self, view: Timeline) -> None:
        painter = QPainter(view.viewport())
        seen = view.viewport().rect()
        painter.fillRect(seen, self._look.color("surface"))
        self._paint_names(painter, view)
        line = self._turned(view, seen.adjusted(view.lead - _SPILL, 0, 0, 0))
        painter.save()
        painter.setClipRect(line)
        self._paint_ground(painter, view)
        self._paint_marks(painter, view, [view.placed().get(lane.id, ()) for lane in view.lanes])
        painter.restore()
        self._paint_marks(painter, view, [()] * len(view.lanes) + [view.undated()])
        painter.end()

    def _paint_marks(self, painter: QPainter, view: Timeline, rows: Sequence[Sequence[Placed]]) -> None:
        """Spans first, the long ones below the short ones that fall into them; then shapes and labels."""
        current, edge = view.current_id(), view.viewport().width()
        marks = []
        for number, row in enumerate(rows):
            strips: dict[int, QRect] = {}
            for mark in row:
                if mark.row not in strips:
                    strips[mark.row] = view.row_rect(number, mark)
                strip = strips[mark.row]
                if strip.left() + mark.end >= view.lead - _SPILL and strip.left() + mark.begin <= edge:
                    chosen = any(e.id == current for e in mark.events)
                    marks.append((mark.right - mark.left, chosen, number, strip, mark))
        marks.sort(key=lambda one: (-one[0], one[1]))
        for _, chosen, number, strip, mark in marks:
            if chosen:
                self._paint_ring(painter, view, view.mark_rect(number, mark))
            if _uncertain(mark):
                self._paint_capsule(painter, view, mark, strip)
        for _, chosen, _number, strip, mark in marks:
            self._paint_mark(painter, view, strip, mark, chosen=chosen)

    def _paint_ring(self, painter: QPainter, view: Timeline, around: QRect) -> None:
        ring = view.keyboard and view.hasFocus()
        # A row between others is lower than a lane: the ring then reaches over its edges.
        inset = min(4, around.height() - self._look.tall(22)) // 2
        area = self._turned(view, around.adjusted(-10, inset, 10, -inset))
        edge = self._look.color("focus" if ring else "accent")
        box(painter, area, self._look.color("select"), edge, radius=6, width=2 if ring else 1)

    def _paint_names(self, painter: QPainter, view: Timeline) -> None:
        look = self._look
        painter.setFont(look.font(12))
        painter.setPen(look.color("text2"))
        named = [(lane.title, view.lane_rect(number)) for number, lane in enumerate(view.lanes)]
        if view.undated():
            named.append((tr("No date"), view.undated_rect()))
        for title, strip in named:
            name = QRect(0, strip.top(), view.lead - 12, strip.height())
            words = elided(title, look.font(12), name.width())
            painter.drawText(self._turned(view, name), Qt.AlignmentFlag.AlignVCenter, words)

    def _turned(self, view: Timeline, rect: QRect) -> QRect:
        if view.layoutDirection() == Qt.LayoutDirection.LeftToRight:
            return rect
        return view.style().visualRect(view.layoutDirection(), view.viewport().rect(), rect)

    def _paint_ground(self, painter: QPainter, view: Timeline) -> None:
        look, scale = self._look, view.scale
        last = view.lane_rect(len(view.lanes) - 1)
        left, bottom, top = last.left(), last.bottom() + 4, view.lane_rect(0).top()
        for number in range(len(view.lanes)):
            strip = view.lane_rect(number)
            if number:
                painter.setPen(QPen(look.color("line"), 1, Qt.PenStyle.DotLine))
                line = self._turned(view, QRect(left, strip.top(), strip.width(), 1))
                painter.drawLine(
                    QPointF(line.left(), line.top() + 0.5), QPointF(line.right(), line.top() + 0.5)
                )
        axis = self._turned(view, QRect(left, bottom, last.width() + 1, 1))
        hairline(painter, axis.left(), bottom, axis.width(), look.color("border"))
        today = left + round(scale.at(view.today))
        word = tr("today")
        half = advance(word, look.bold(12)) // 2
        taken = (today - half - 6, today + half + 6)
        self._paint_years(painter, view, bottom, top, taken)
        self._paint_months(painter, view, bottom, taken)
        line = self._turned(view, QRect(today, top - 6, 2, bottom - top + 10))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.color("accent"), 1.5))
        painter.drawLine(QPointF(line.left() + 0.5, line.top()), QPointF(line.left() + 0.5, line.bottom()))
        painter.restore()
        painter.setFont(look.bold(12))
        painter.setPen(look.color("accent"))
        edge = view.viewport().width()
        centre = min(today, edge - half - 2) if today <= edge else today
        spot = self._turned(view, QRect(centre - half - 1, bottom + 5, 2 * half + 4, look.tall(18)))
        painter.drawText(spot, Qt.AlignmentFlag.AlignCenter, word)

    def _paint_years(
        self, painter: QPainter, view: Timeline, bottom: int, top: int, taken: tuple[int, int]
    ) -> None:
        look, scale = self._look, view.scale
        left = view.lane_rect(0).left()
        painter.setFont(look.font(12))
        free_from = left - 1
        for day in scale.quarters():
            at = left + round(scale.at(day))
            tick = self._turned(view, QRect(at, bottom, 1, 4))
            hairline(painter, tick.left(), bottom, 4, look.color("border"), down=True)
            if day.month == 1:
                line = self._turned(view, QRect(at, top, 1, bottom - top))
                hairline(painter, line.left(), top, bottom - top, look.color("line"), down=True)
            if day.month != 1 and day != scale.first:
                continue
            words = str(day.year)
            width = advance(words, look.font(12))
            begin = at if day == scale.first else at - width // 2
            crowded = begin + width > taken[0] and begin < taken[1]
            next_year = left + scale.at(day.replace(year=day.year + 1, month=1, day=1))
            touches = day.month != 1 and begin + width + 8 > next_year - width // 2
            if begin >= free_from and not crowded and not touches:
                painter.setPen(look.color("text2"))
                spot = self._turned(view, QRect(begin, bottom + 5, width + 2, look.tall(18)))
                painter.drawText(spot, Qt.AlignmentFlag.AlignVCenter, words)
                free_from = begin + width + 8

    def _paint_months(self, painter: QPainter, view: Timeline, bottom: int, taken: tuple[int, int]) -> None:
        """Names of quarters, then of months, as soon as zooming gives them room."""
        look, scale = self._look, view.scale
        days = scale.months()
        left, each = view.lane_rect(0).left(), scale.width / max(1, len(days))
        font = look.font(12)
        wide = advance(tr(_MONTHS[4]), font) + 28
        every = 1 if each >= wide else 3 if 3 * each >= wide else 0
        if not every:
            return
        painter.setFont(font)
        for day in days:
            at = left + round(scale.at(day))
            if day.month == 1 or (day.month - 1) % every or not view.lead <= at <= view.viewport().width():
                continue
            tick = self._turned(view, QRect(at, bottom, 1, 4))
            hairline(painter, tick.left(), bottom, 4, look.color("border"), down=True)
            words = tr(_MONTHS[day.month - 1])
            half = advance(words, font) // 2
            if day != scale.first and not (at + half > taken[0] and at - half < taken[1]):
                painter.setPen(look.color("text3"))
                spot = self._turned(view, QRect(at - half, bottom + 5, 2 * half + 4, look.tall(18)))
                painter.drawText(spot, Qt.AlignmentFlag.AlignVCenter, words)

    def _paint_mark(
        self, painter: QPainter, view: Timeline, lane: QRect, mark: Placed, *, chosen: bool
    ) -> None:
        look = self._look
        middle = lane.top() + lane.height() // 2
        if mark.text and not chosen:
            ground = QRect(
                round(lane.left() + mark.text_left) - 2, middle - 8, round(mark.text_width) + 4, 17
            )
            painter.fillRect(self._turned(view, ground), look.color("surface"))
        size = look.icon_size(9 if _uncertain(mark) else 11)
        left = lane.left() + mark.middle - size / 2
        spot = self._turned(view, QRect(round(left), middle - size // 2, size, size))
        painter.drawPixmap(spot.topLeft(), self._shape(painter, _worst(mark), size, chosen=chosen))
        if mark.text:
            font = look.bold(12) if chosen else look.font(12)
            painter.setFont(font)
            painter.setPen(look.color("text"))
            # The heavier weight of the chosen label takes its extra width from the free space between
            # neighbours.
            extra = max(0, advance(mark.text, font) - round(mark.text_width)) if chosen else 0
            begin = round(lane.left() + mark.text_left) - (extra if mark.text_left < mark.middle else 0)
            words = QRect(begin, lane.top(), round(mark.text_width) + extra + 2, lane.height())
            painter.drawText(self._turned(view, words), Qt.AlignmentFlag.AlignVCenter, mark.text)

    def _shape(self, painter: QPainter, code: str, size: int, *, chosen: bool) -> QPixmap:
        """The shape of a level, drawn once for each theme and size: a case may have hundreds of them."""
        look = self._look
        ink, paper = look.color(code or "text2"), look.color("select" if chosen else "surface")
        ratio = painter.device().devicePixelRatioF()
        key = (code, size, ink.rgba(), paper.rgba(), ratio)
        if key not in self._shapes:
            picture = QPixmap(round(size * ratio), round(size * ratio))
            picture.setDevicePixelRatio(ratio)
            picture.fill(Qt.GlobalColor.transparent)
            brush = QPainter(picture)
            if code:
                draw_shape(brush, code, QRectF(0, 0, size, size), ink, paper)
            else:
                brush.setRenderHint(QPainter.RenderHint.Antialiasing)
                brush.setPen(Qt.PenStyle.NoPen)
                brush.setBrush(ink)
                brush.drawEllipse(QRectF(2, 2, size - 4, size - 4))
            brush.end()
            self._shapes[key] = picture
        return self._shapes[key]

    def _paint_capsule(self, painter: QPainter, view: Timeline, mark: Placed, strip: QRect) -> None:
        half = self._look.icon_size(6)
        middle = strip.top() + strip.height() // 2
        left, right = round(strip.left() + mark.left), round(strip.left() + mark.right)
        area = self._turned(view, QRect(left, middle - half, right - left, 2 * half))
        ends = Ends(mark.open_start, mark.open_end, mark.soft)
        if view.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            ends = Ends(mark.open_end, mark.open_start, mark.soft)
        self._capsules.draw(painter, area, view.viewport().rect(), ends, _worst(mark))


def _uncertain(mark: Placed) -> bool:
    return mark.events[0].uncertain


def _worst(mark: Placed) -> str:
    """The greatest danger among the events of a mark."""
    found = {level(e.level) for e in mark.events}
    return next((code for code in LEVELS if code in found), "")
