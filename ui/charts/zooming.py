"""A line that can be looked at more closely: zooming and moving by wheel, keys and the bar below."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from ui.charts.drawn_list import DrawnList
from ui.charts.scale import Scale

#: One step of zooming, and the most: a month then has the width of a page.
STEP: Final = 1.6
MOST_ZOOM: Final = 120.0


class ZoomedList(DrawnList):
    """The base of the timeline. `zoomed` when more or less of the time is in sight.

    Ctrl and the wheel, + and - zoom, 0 shows all of it.
    """

    zoomed = Signal()
    scale: Scale

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._zoom = 1.0

    @property
    def lead(self) -> int:
        """Where the line begins."""
        raise NotImplementedError

    def room(self) -> int:
        """The width of the line in sight."""
        raise NotImplementedError

    def fixed_point(self) -> float:
        """What stays where it is when nothing is pointed at, from the beginning of what is in sight."""
        raise NotImplementedError

    def relay(self) -> None:
        """Places everything anew."""
        raise NotImplementedError

    @property
    def zoom(self) -> float:
        """How much wider than the view the line is drawn; 1 shows all of it."""
        return self._zoom

    def zoom_by(self, factor: float, around: int | None = None) -> None:
        """Shows less (or more) of the time; what is at `around`, in the viewport, stays where it is.

        Without it that is the current event if it is in sight, else the middle.
        """
        zoom = min(max(1.0, self._zoom * factor), MOST_ZOOM)
        if zoom == self._zoom:
            return
        at = self.fixed_point() if around is None else self._turned_x(around) - self.lead
        day_share = (at + self.horizontalOffset()) / self.scale.width
        self._zoom = zoom
        self.relay()
        self.horizontalScrollBar().setValue(round(day_share * self.scale.width - at))
        self.viewport().update()
        self.zoomed.emit()

    def zoom_in(self) -> None:
        self.zoom_by(STEP)

    def zoom_out(self) -> None:
        self.zoom_by(1 / STEP)

    def show_all(self) -> None:
        """The whole time in one view."""
        self.zoom_by(0.0)

    def pan(self, by: int) -> None:
        """Moves to later times, or earlier ones below 0."""
        bar = self.horizontalScrollBar()
        bar.setValue(bar.value() + by)

    def horizontalOffset(self) -> int:
        return self.horizontalScrollBar().value()

    def updateGeometries(self) -> None:
        """The bar below covers the line, not the list that lies under it."""
        bar = self.horizontalScrollBar()
        room = self.room()
        bar.setRange(0, max(0, round(self.scale.width) - room))
        bar.setPageStep(room)
        bar.setSingleStep(max(1, room // 10))

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        delta = event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(STEP ** (delta.y() / 240), round(event.position().x()))
        elif self._zoom > 1 and (delta.x() or delta.y()):
            mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
            sideways = -delta.x() if mirrored else delta.x()
            self.pan(-(sideways or delta.y()))
        else:
            event.ignore()
            return
        event.accept()

    def zoom_key(self, event: QKeyEvent) -> bool:
        """+ and - zoom, 0 shows all; Page Up and Page Down go to earlier and later times."""
        page = self.room() * 3 // 4
        acts = {"+": self.zoom_in, "=": self.zoom_in, "-": self.zoom_out, "0": self.show_all}
        act = acts.get(event.text())
        if act is not None:
            act()
        elif event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.pan(page if event.key() == Qt.Key.Key_PageDown else -page)
        else:
            return False
        return True

    def _turned_x(self, x: int) -> int:
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        return self.viewport().width() - x if mirrored else x
