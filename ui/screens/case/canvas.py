"""A picture that can be enlarged, moved and turned."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QPoint, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QTransform
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from caseapp.i18n import tr
from ui.look import Look
from ui.widgets.area import keep_one_child
from ui.widgets.named import named

#: How much one step enlarges, and between which sizes.
STEP: Final = 1.25
_LEAST, _MOST = 0.05, 8.0


class Canvas(QScrollArea):
    """The picture on the desk behind it, dragged and scrolled. `zoomed` when its size was changed."""

    zoomed = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        named(self, "viewer.canvas", tr("Picture"))
        keep_one_child(self)
        self._look = look
        self.scale = 1.0
        self._fits, self._turned = True, 0
        self._grabbed: QPoint | None = None
        self._sheet = _Sheet()
        self.setWidget(self._sheet)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setAutoFillBackground(False)

    @property
    def has_image(self) -> bool:
        return not self._sheet.image.isNull()

    @property
    def edge(self) -> int:
        """The longer edge of the picture that is here, in its own pixels."""
        return max(self._sheet.image.width(), self._sheet.image.height())

    def show_image(self, image: QImage, *, keep: bool) -> None:
        """Another picture; with `keep` it is the same one in more pixels, and stays where it was."""
        before = self.edge
        self._sheet.image = image.transformed(QTransform().rotate(self._turned)) if self._turned else image
        if keep and before:
            self.scale *= before / self.edge
        if self._fits or not keep:
            self.fit()
        self._lay()

    def let_go(self) -> None:
        """Forgets the picture."""
        self._sheet.image = QImage()
        self._sheet.update()

    @Slot()
    def fit(self) -> None:
        """As large as the place allows, but no pixel larger than it is."""
        if not self.has_image:
            return
        self._fits = True
        room, size = self.viewport().size(), self._sheet.image.size()
        self.scale = max(
            _LEAST,
            min(1.0, (room.width() - 24) / size.width(), (room.height() - 24) / size.height()),
        )
        self._lay()

    def zoom_by(self, factor: float) -> None:
        """Larger or smaller about the middle."""
        if not self.has_image:
            return
        self._fits = False
        old = self.scale
        self.scale = min(_MOST, max(_LEAST, old * factor))
        bars = (self.horizontalScrollBar(), self.verticalScrollBar())
        middles = [bar.value() + bar.pageStep() / 2 for bar in bars]
        self._lay()
        for bar, middle in zip(bars, middles, strict=True):
            bar.setValue(round(middle * self.scale / old - bar.pageStep() / 2))
        self.zoomed.emit()

    @Slot()
    def turn(self) -> None:
        """A quarter to the right; the file stays as it is."""
        if self.has_image:
            self._turned = (self._turned + 90) % 360
            self._sheet.image = self._sheet.image.transformed(QTransform().rotate(90))
            if self._fits:
                self.fit()
            self._lay()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fits:
            self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            event.ignore()  # they turn pages
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: Any) -> None:
        self._grabbed = event.position().toPoint()

    def mouseMoveEvent(self, event: Any) -> None:
        if self._grabbed is not None:
            moved = event.position().toPoint() - self._grabbed
            self._grabbed = event.position().toPoint()
            self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() - moved.x())
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() - moved.y())

    def mouseReleaseEvent(self, event: Any) -> None:
        self._grabbed = None

    def wheelEvent(self, event: Any) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(STEP if event.angleDelta().y() > 0 else 1 / STEP)
        else:
            super().wheelEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), self._look.color("page"))
        painter.end()

    def _lay(self) -> None:
        size = self._sheet.image.size() * self.scale
        self._sheet.resize(max(1, size.width()), max(1, size.height()))
        self._sheet.update()


class _Sheet(QWidget):
    """Draws the picture as large as the widget is."""

    def __init__(self) -> None:
        super().__init__()
        self.image = QImage()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if not self.image.isNull():
            painter.drawImage(QRectF(self.rect()), self.image)
        painter.end()
