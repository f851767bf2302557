"""Draws the timeline: lanes, years, today, marks and labels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPen, QPolygonF

from caseapp.i18n import tr
from ui.charts.scale import Placed
from ui.look import Look, advance, elided
from ui.widgets.paint import box, hairline
from ui.widgets.shapes import LEVELS, draw_shape, level

if TYPE_CHECKING:
    from ui.charts.timeline import Timeline


class TimelinePainter:
    """Paints in left-to-right coordinates.

    Every rectangle is turned for right-to-left windows on its way out.
    """

    def __init__(self, look: Look) -> None:
        self._look = look

    def paint(self, view: Timeline) -> None:
        painter = QPainter(view.viewport())
        painter.fillRect(view.viewport().rect(), self._look.color("surface"))
        self._paint_ground(painter, view)
        current = view.current_id()
        marks = [
            (view.mark_rect(number, mark).width(), any(e.id == current for e in mark.events), number, mark)
            for number, lane in enumerate(view.lanes)
            for mark in view.placed().get(lane.id, ())
        ]
        # A long span lies under the short ones that fall into it, also when it is the chosen one.
        for _, chosen, number, mark in sorted(marks, key=lambda one: (-one[0], one[1])):
            self._paint_mark(painter, view, number, mark, chosen=chosen)
        painter.end()

    def _turned(self, view: Timeline, rect: QRect) -> QRect:
        return view.style().visualRect(view.layoutDirection(), view.viewport().rect(), rect)

    def _paint_ground(self, painter: QPainter, view: Timeline) -> None:
        look, scale = self._look, view.scale
        last = view.lane_rect(len(view.lanes) - 1)
        left, bottom, top = last.left(), last.bottom() + 4, view.lane_rect(0).top()
        for number, lane in enumerate(view.lanes):
            strip = view.lane_rect(number)
            painter.setFont(look.font(12))
            painter.setPen(look.color("text2"))
            name = QRect(0, strip.top(), view.lead - 8, strip.height())
            words = elided(lane.title, look.font(12), name.width())
            painter.drawText(self._turned(view, name), Qt.AlignmentFlag.AlignVCenter, words)
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
        line = self._turned(view, QRect(today, top - 6, 2, bottom - top + 10))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.color("accent"), 1.5))
        painter.drawLine(QPointF(line.left() + 0.5, line.top()), QPointF(line.left() + 0.5, line.bottom()))
        painter.restore()
        painter.setFont(look.bold(12))
        painter.setPen(look.color("accent"))
        centre = min(today, view.viewport().width() - half - 2)
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

    def _paint_mark(
        self, painter: QPainter, view: Timeline, number: int, mark: Placed, *, chosen: bool
    ) -> None:
        look, lane = self._look, view.lane_rect(number)
        middle = lane.top() + lane.height() // 2
        if chosen:
            ring = view.keyboard and view.hasFocus()
            area = self._turned(view, view.mark_rect(number, mark).adjusted(-10, 2, 10, -2))
            edge = look.color("focus" if ring else "accent")
            box(painter, area, look.color("select"), edge, radius=6, width=2 if ring else 1)
        elif mark.text:
            ground = QRect(
                round(lane.left() + mark.text_left) - 2, middle - 8, round(mark.text_width) + 4, 17
            )
            painter.fillRect(self._turned(view, ground), look.color("surface"))
        size = look.icon_size(11)
        code = _worst(mark)
        if len(mark.events) == 1 and not mark.events[0].exact:
            self._paint_capsule(painter, view, mark, code, lane.left(), middle)
            size = look.icon_size(9)
        left = lane.left() + mark.middle - size / 2
        spot = self._turned(view, QRect(round(left), middle - size // 2, size, size))
        ink = look.color(code or "text2")
        paper = look.color("select" if chosen else "surface")
        if code:
            draw_shape(painter, code, QRectF(spot), ink, paper)
        else:
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ink)
            painter.drawEllipse(QRectF(spot).adjusted(2, 2, -2, -2))
            painter.restore()
        if mark.text:
            font = look.bold(12) if chosen else look.font(12)
            painter.setFont(font)
            painter.setPen(look.color("text"))
            # The heavier weight of the chosen label takes its extra width from the free space between
            # neighbours.
            extra = max(0, advance(mark.text, font) - round(mark.text_width))
            begin = round(lane.left() + mark.text_left) - (extra if mark.text_left < mark.middle else 0)
            words = QRect(begin, lane.top(), round(mark.text_width) + extra + 2, lane.height())
            painter.drawText(self._turned(view, words), Qt.AlignmentFlag.AlignVCenter, mark.text)

    def _paint_capsule(
        self, painter: QPainter, view: Timeline, mark: Placed, code: str, origin: int, middle: int
    ) -> None:
        """The whole span in which it may have happened.

        Tinted, dashed; an open end fades out with an arrow.
        """
        look = self._look
        half = look.icon_size(6)
        area = QRect(round(origin + mark.left), middle - half, round(mark.right - mark.left), 2 * half)
        spot = QRectF(self._turned(view, area)).adjusted(0.6, 0.6, -0.6, -0.6)
        ink = look.color(code or "text2")
        tint = look.theme.tint(code) if code else look.color("hover")
        mirrored = view.layoutDirection() == Qt.LayoutDirection.RightToLeft
        fades_left = mark.open_end if mirrored else mark.open_start
        fades_right = mark.open_start if mirrored else mark.open_end
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(ink, 1.2)
        pen.setDashPattern([3, 2])
        if fades_left or fades_right:
            fade = QLinearGradient(spot.topLeft(), spot.topRight())
            clear = QColor(tint)
            clear.setAlpha(0)
            fade.setColorAt(0, clear if fades_left else tint)
            fade.setColorAt(0.5, tint)
            fade.setColorAt(1, clear if fades_right else tint)
            painter.setBrush(fade)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawRoundedRect(spot, half, half)
            painter.setPen(pen)
            begin = spot.left() + (half if not fades_left else half * 2)
            end = spot.right() - (half if not fades_right else half * 2)
            for y in (spot.top(), spot.bottom()):
                painter.drawLine(QPointF(begin, y), QPointF(end, y))
            if fades_left:
                self._paint_arrow(painter, spot.left() + 1, spot.center().y(), -1, ink)
            if fades_right:
                self._paint_arrow(painter, spot.right() - 1, spot.center().y(), 1, ink)
        else:
            painter.setBrush(tint)
            painter.setPen(pen)
            painter.drawRoundedRect(spot, half, half)
        painter.restore()

    def _paint_arrow(self, painter: QPainter, x: float, y: float, way: int, ink: QColor) -> None:
        painter.setPen(QPen(ink, 1.5, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(
            QPolygonF([QPointF(x - 4 * way, y - 3.5), QPointF(x, y), QPointF(x - 4 * way, y + 3.5)])
        )


def _worst(mark: Placed) -> str:
    """The greatest danger among the events of a mark."""
    found = {level(e.level) for e in mark.events}
    return next((code for code in LEVELS if code in found), "")
