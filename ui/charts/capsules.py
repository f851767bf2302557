"""The bands that stand for uncertain dates: the whole span in which something may have happened."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPen, QPixmap, QPolygonF

from ui.look import Look

#: Over how much a soft band is lost to each side.
_FADE: Final = 12
#: So many drawn bands are kept; a case has fewer spans than that.
_KEPT: Final = 300
#: How far a band that leaves the view is drawn on beside it: its ends must lie outside.
_BESIDE: Final = 40


@dataclass(frozen=True)
class Ends:
    """Which sides are open, as they are seen, and whether the others are only about right."""

    open_left: bool
    open_right: bool
    soft: bool


class Capsules:
    """Tinted, dashed; an open end fades out with an arrow, a soft one without."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._drawn: dict[tuple[object, ...], QPixmap] = {}

    def draw(self, painter: QPainter, area: QRect, seen: QRect, ends: Ends, code: str) -> None:
        """Draws a band of a level ("" for none). What lies in sight as a whole is drawn once and kept."""
        look = self._look
        ink = look.color(code or "text2")
        tint = look.theme.tint(code) if code else look.color("hover")
        if not (seen.left() <= area.left() and area.right() <= seen.right()):
            painter.save()
            self._paint(painter, QRectF(area), QRectF(seen), ends, ink, tint)
            painter.restore()
            return
        ratio = painter.device().devicePixelRatioF()
        key = (area.width(), area.height(), ends, ink.rgba(), tint.rgba(), ratio)
        picture = self._drawn.get(key)
        if picture is None:
            picture = QPixmap(round(area.width() * ratio), round(area.height() * ratio))
            picture.setDevicePixelRatio(ratio)
            picture.fill(Qt.GlobalColor.transparent)
            brush = QPainter(picture)
            whole = QRectF(0, 0, area.width(), area.height())
            self._paint(brush, whole, whole, ends, ink, tint)
            brush.end()
            if len(self._drawn) >= _KEPT:
                self._drawn.clear()
            self._drawn[key] = picture
        painter.drawPixmap(area.topLeft(), picture)

    def _paint(
        self, painter: QPainter, area: QRectF, seen: QRectF, ends: Ends, ink: QColor, tint: QColor
    ) -> None:
        spot, half = area.adjusted(0.6, 0.6, -0.6, -0.6), area.height() / 2
        shown = spot.intersected(seen.adjusted(-_BESIDE, 0, _BESIDE, 0))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(ink, 1.2)
        pen.setDashPattern([3, 2])
        if not (ends.open_left or ends.open_right or ends.soft):
            painter.setBrush(tint)
            painter.setPen(pen)
            painter.drawRoundedRect(shown, half, half)
            return
        share = min(0.5, self._look.wide(_FADE) / max(1.0, spot.width())) if ends.soft else 0.5
        left, right = ends.open_left or ends.soft, ends.open_right or ends.soft
        painter.setBrush(_faded(spot, tint, share, left=left, right=right))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(shown, half, half)
        inset = 0.0 if ends.soft else half
        if ends.soft:
            pen.setBrush(_faded(spot, ink, share, left=not ends.open_left, right=not ends.open_right))
        painter.setPen(pen)
        begin = max(shown.left(), spot.left() + (half * 2 if ends.open_left else inset))
        end = min(shown.right(), spot.right() - (half * 2 if ends.open_right else inset))
        for y in (spot.top(), spot.bottom()):
            painter.drawLine(QPointF(begin, y), QPointF(end, y))
        if ends.open_left:
            _arrow(painter, spot.left() + 1, spot.center().y(), -1, ink)
        if ends.open_right:
            _arrow(painter, spot.right() - 1, spot.center().y(), 1, ink)


def _faded(spot: QRectF, colour: QColor, share: float, *, left: bool, right: bool) -> QLinearGradient:
    """A colour that is lost towards the left, the right, or both, over a share of the width."""
    fade = QLinearGradient(spot.topLeft(), spot.topRight())
    clear = QColor(colour)
    clear.setAlpha(0)
    fade.setColorAt(0, clear if left else colour)
    fade.setColorAt(share, colour)
    fade.setColorAt(1 - share, colour)
    fade.setColorAt(1, clear if right else colour)
    return fade


def _arrow(painter: QPainter, x: float, y: float, way: int, ink: QColor) -> None:
    painter.setPen(QPen(ink, 1.5, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline(
        QPolygonF([QPointF(x - 4 * way, y - 3.5), QPointF(x, y), QPointF(x - 4 * way, y + 3.5)])
    )
