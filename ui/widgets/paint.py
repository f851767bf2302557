"""Strokes that several controls share. Everything lands on whole pixels, one-pixel lines on half ones."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen


def box(
    painter: QPainter,
    rect: QRect,
    ground: QColor | None,
    edge: QColor | None = None,
    radius: float = 6,
    width: float = 1,
) -> None:
    """A rounded rectangle that stays inside `rect`, edge included."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(QBrush(ground) if ground is not None else Qt.BrushStyle.NoBrush)
    inset = width / 2 if edge is not None else 0.0
    painter.setPen(QPen(edge, width) if edge is not None else Qt.PenStyle.NoPen)
    painter.drawRoundedRect(
        QRectF(rect).adjusted(inset, inset, -inset, -inset),
        max(0.0, radius - inset),
        max(0.0, radius - inset),
    )
    painter.restore()


def hairline(
    painter: QPainter, left: int, top: int, length: int, color: QColor, *, down: bool = False
) -> None:
    """A line one unit thick, filled as a rectangle so that it never softens."""
    painter.fillRect(QRect(left, top, 1, length) if down else QRect(left, top, length, 1), color)
