"""Line icons, tinted by theme and drawn at the screen's own resolution."""

from __future__ import annotations

from functools import cache
from typing import Final

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from caseapp.paths import resource

STROKE: Final = "1.75"


@cache
def _source(name: str) -> str:
    """The drawing of an icon. FileNotFoundError for a name that is not shipped."""
    return resource("icons", f"{name}.svg").read_text(encoding="utf-8")


class Icons:
    """Draws icons by name and keeps what it drew, by name, colour, size and pixel ratio."""

    def __init__(self) -> None:
        self._drawn: dict[tuple[str, str, int, float], QPixmap] = {}

    def pixmap(self, name: str, color: QColor, size: int, ratio: float) -> QPixmap:
        """An icon as a square of `size` units in one colour, for a screen with `ratio` pixels per unit."""
        key = (name, color.name(QColor.NameFormat.HexArgb), size, ratio)
        found = self._drawn.get(key)
        if found is None:
            found = self._drawn[key] = _draw(name, color, size, ratio)
        return found

    def icon(self, name: str, color: QColor, size: int = 16) -> QIcon:
        """The same for places where Qt wants a QIcon (menus).

        Holds the picture at one, two and three pixels a unit.
        """
        result = QIcon()
        for ratio in (1.0, 2.0, 3.0):
            result.addPixmap(self.pixmap(name, color, size, ratio))
        return result

    def clear(self) -> None:
        """Forgets all pictures, after a change of theme."""
        self._drawn.clear()


def _draw(name: str, color: QColor, size: int, ratio: float) -> QPixmap:
    text = (
        _source(name)
        .replace("currentColor", color.name())
        .replace('stroke-width="2"', f'stroke-width="{STROKE}"')
    )
    renderer = QSvgRenderer(QByteArray(text.encode()))
    pixels = round(size * ratio)
    result = QPixmap(QSize(pixels, pixels))
    result.fill(Qt.GlobalColor.transparent)
    painter = QPainter(result)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    result.setDevicePixelRatio(ratio)
    return result
