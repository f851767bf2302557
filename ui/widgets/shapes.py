"""The four shapes of danger, which rank by fill even without colour, and the words that go with them."""

from __future__ import annotations

import math
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from caseapp.i18n import N_, tr

#: Levels from the greatest danger down; each is a colour role of the theme as well.
LEVELS: Final = ("crit", "high", "mod", "low")
_WORDS: Final = {"crit": N_("Critical"), "high": N_("High"), "mod": N_("Moderate"), "low": N_("Low")}
_CODES: Final = {
    "critical": "crit",
    "moderate": "mod",
    "4": "crit",
    "3": "high",
    "2": "mod",
    "1": "low",
}

STATUS_ICONS: Final = {
    "active": "circle-check",
    "waiting": "hourglass",
    "paused": "archive",
    "closed": "circle-x",
}
_STATUS_WORDS: Final = {
    "active": N_("Active"),
    "waiting": N_("Waiting"),
    "paused": N_("Paused"),
    "closed": N_("Closed"),
}


def level(code: str | None) -> str:
    """The level that a stored risk code stands for.

    An empty string for "not assessed" or a code unknown here.
    """
    if not code:
        return ""
    found = _CODES.get(code, code)
    return found if found in LEVELS else ""


def level_word(code: str | None) -> str:
    """The word of a level in the language of the screen."""
    found = level(code)
    return tr(_WORDS[found]) if found else tr("Not assessed")


def status_word(code: str | None) -> str:
    """The word of a case status; an unknown code is shown as it is."""
    return tr(_STATUS_WORDS[code]) if code in _STATUS_WORDS else code or ""


def draw_shape(painter: QPainter, code: str, rect: QRectF, ink: QColor, paper: QColor) -> None:
    """Draws a level's shape inside `rect`; `paper` is the colour of its hollow parts."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _SHAPES[code](painter, rect, ink, paper)
    painter.restore()


def _octagon(painter: QPainter, rect: QRectF, ink: QColor, paper: QColor) -> None:
    radius = rect.width() / 2 / math.cos(math.pi / 8)
    middle = rect.center()
    corners = [
        QPointF(middle.x() + radius * math.cos(a), middle.y() + radius * math.sin(a))
        for a in (math.pi / 8 + i * math.pi / 4 for i in range(8))
    ]
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    painter.drawPolygon(QPolygonF(corners))
    unit = rect.width() / 11
    painter.setBrush(paper)
    painter.drawRoundedRect(
        QRectF(middle.x() - 0.75 * unit, rect.top() + 2.2 * unit, 1.5 * unit, 4 * unit), 0.6, 0.6
    )
    painter.drawEllipse(QPointF(middle.x(), rect.top() + 8.0 * unit), 0.9 * unit, 0.9 * unit)


def _triangle(painter: QPainter, rect: QRectF, ink: QColor, paper: QColor) -> None:
    painter.setPen(QPen(ink, 1, j=Qt.PenJoinStyle.RoundJoin))
    painter.setBrush(ink)
    inner = rect.adjusted(0.5, 0.8, -0.5, -0.8)
    painter.drawPolygon(
        QPolygonF([QPointF(inner.center().x(), inner.top()), inner.bottomRight(), inner.bottomLeft()])
    )


def _diamond(painter: QPainter, rect: QRectF, ink: QColor, paper: QColor) -> None:
    middle = rect.center()
    top, bottom = QPointF(middle.x(), rect.top()), QPointF(middle.x(), rect.bottom())
    left, right = QPointF(rect.left(), middle.y()), QPointF(rect.right(), middle.y())
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    painter.drawPolygon(QPolygonF([top, left, bottom]))
    painter.setBrush(paper)
    painter.setPen(QPen(ink, 1.3, j=Qt.PenJoinStyle.MiterJoin))
    inset = 0.9
    painter.drawPolygon(
        QPolygonF([top + QPointF(0, inset), right - QPointF(inset, 0), bottom - QPointF(0, inset)])
    )


def _ring(painter: QPainter, rect: QRectF, ink: QColor, paper: QColor) -> None:
    painter.setPen(QPen(ink, 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(rect.adjusted(1.4, 1.4, -1.4, -1.4))


_SHAPES: Final = {"crit": _octagon, "high": _triangle, "mod": _diamond, "low": _ring}
