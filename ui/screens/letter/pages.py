"""One page of a PDF as it will be printed, with the place outlined that the person is working at."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QPalette, QResizeEvent, QWheelEvent
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from caseapp.i18n import tr
from caseapp.letters.document import Place
from ui.look import Look
from ui.theme import LIGHT
from ui.widgets.area import keep_one_child
from ui.widgets.named import named
from ui.widgets.paint import box

MARGIN, STEP, LEAST, MOST = 20, 1.25, 0.4, 4.0


class PageView(QAbstractScrollArea):
    """Shows one page from memory; nothing of it is ever written to a file.

    `turned(page, pages)`: another page is shown, counted from 1. `zoomed()`: the size changed.
    """

    turned = Signal(int, int)
    zoomed = Signal()

    def __init__(self, look: Look, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        named(self, name, tr("Preview of the letter"))
        keep_one_child(self)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # The document reads from the buffer, the buffer from the bytes: all three live while a page is shown.
        self._bytes = QByteArray()
        self._buffer = QBuffer(self)
        self._document = QPdfDocument(self)
        self._page = 0
        self._zoom = 0.0
        self._image: QImage | None = None
        self._drawn: tuple[int, QSize] | None = None
        self._outlines: tuple[Place, ...] = ()
        look.changed.connect(self._dress)
        self._dress()

    @property
    def page(self) -> int:
        """The page shown, counted from 1; 0 without a document."""
        return self._page + 1 if self.pages else 0

    @property
    def pages(self) -> int:
        return max(0, self._document.pageCount())

    @property
    def fits(self) -> bool:
        """Whether the page is as wide as the place for it."""
        return self._zoom == 0.0

    def show_pdf(self, data: bytes) -> None:
        """Shows another file, or a newer state of the same: page, size and scroll position stay."""
        place = self.verticalScrollBar().value()
        self._document.close()
        self._buffer.close()
        self._bytes = QByteArray(data)
        self._buffer.setBuffer(self._bytes)
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._document.load(self._buffer)
        self._drawn = None
        self._page = min(self._page, max(0, self.pages - 1))
        self._relay()
        self.verticalScrollBar().setValue(place)
        self._tell()

    def turn(self, page: int) -> None:
        """Shows a page, counted from 1; past the ends the last or first one."""
        wanted = min(max(page - 1, 0), max(0, self.pages - 1))
        if wanted != self._page:
            self._page = wanted
            self._relay()
            self.verticalScrollBar().setValue(0)
            self._tell()

    def set_zoom(self, factor: float) -> None:
        """Size in screen units per point; 0 fits the width."""
        self._zoom = min(max(factor, LEAST), MOST) if factor else 0.0
        self._relay()
        self.zoomed.emit()

    def zoom_by(self, steps: int) -> None:
        """Larger or smaller by steps of a quarter."""
        self.set_zoom(self._scale() * STEP**steps)

    def outline(self, places: Sequence[Place]) -> None:
        """Frames these places and brings the first into view."""
        self._outlines = tuple(places)
        if places:
            self.turn(places[0].page)
            spot = self._on_screen(places[0])
            top = spot.top() + self.verticalScrollBar().value()
            if spot.top() < 0 or spot.bottom() > self.viewport().height():
                self.verticalScrollBar().setValue(round(top - 60))
        self.viewport().update()

    def outlines(self) -> list[QRectF]:
        """The frames on the page that is shown, in the viewport."""
        return [self._on_screen(place) for place in self._outlines if place.page == self.page]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        key = event.key()
        if key in (Qt.Key.Key_PageDown, Qt.Key.Key_Space) and bar.value() == bar.maximum():
            self.turn(self.page + 1)
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_Backspace) and bar.value() == bar.minimum():
            self.turn(self.page - 1)
        elif key == Qt.Key.Key_Home:
            self.turn(1)
        elif key == Qt.Key.Key_End:
            self.turn(self.pages)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom_by(1)
        elif key == Qt.Key.Key_Minus:
            self.zoom_by(-1)
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(1 if event.angleDelta().y() > 0 else -1)
            return
        super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._relay()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), self._look.color("page"))
        if self.pages:
            sheet = self._sheet()
            painter.fillRect(sheet.adjusted(-1, -1, 1, 1), self._look.color("line"))
            painter.fillRect(sheet, Qt.GlobalColor.white)
            painter.drawImage(sheet, self._picture(sheet.size().toSize()))
            for spot in self.outlines():
                self._paint_outline(painter, spot)
        if self.hasFocus():
            box(painter, self.viewport().rect(), None, self._look.color("focus"), radius=0, width=2)
        painter.end()

    def _paint_outline(self, painter: QPainter, spot: QRectF) -> None:
        """A frame in the ink of the page, which stays white in every theme, and a breath of tint."""
        ink, tint = LIGHT.color("accent"), LIGHT.color("accent")
        tint.setAlpha(24)
        box(painter, spot.adjusted(-6, -4, 6, 4).toAlignedRect(), tint, ink, radius=4)

    def _picture(self, size: QSize) -> QImage:
        """The page drawn for the screen's own resolution; drawn anew only for another page or size."""
        ratio = self.devicePixelRatioF()
        pixels = QSize(round(size.width() * ratio), round(size.height() * ratio))
        if self._image is None or self._drawn != (self._page, pixels):
            self._image = self._document.render(self._page, pixels)
            self._drawn = (self._page, pixels)
        return self._image

    def _scale(self) -> float:
        """Screen units per point."""
        if self._zoom or not self.pages:
            return self._zoom or 1.0
        width = self._document.pagePointSize(self._page).width()
        return max(LEAST, (self.viewport().width() - 2 * MARGIN) / width)

    def _sheet(self) -> QRectF:
        """Where the page lies in the viewport."""
        size = self._document.pagePointSize(self._page) * self._scale()
        width, height = round(size.width()), round(size.height())
        room = self.viewport().width()
        left = (
            (room - width) / 2 if width + 2 * MARGIN <= room else MARGIN - self.horizontalScrollBar().value()
        )
        return QRectF(round(left), MARGIN - self.verticalScrollBar().value(), width, height)

    def _on_screen(self, place: Place) -> QRectF:
        sheet, scale = self._sheet(), self._scale()
        return QRectF(
            sheet.left() + place.x * scale, sheet.top() + place.y * scale, place.w * scale, place.h * scale
        )

    def _relay(self) -> None:
        size = self._document.pagePointSize(self._page) * self._scale() if self.pages else QSize()
        for bar, whole, room in (
            (self.horizontalScrollBar(), size.width(), self.viewport().width()),
            (self.verticalScrollBar(), size.height(), self.viewport().height()),
        ):
            bar.setRange(0, max(0, round(whole) + 2 * MARGIN - room))
            bar.setPageStep(room)
            bar.setSingleStep(40)
        self.viewport().update()

    def _tell(self) -> None:
        text = self._document.getAllText(self._page).text() if self.pages else ""
        self.setAccessibleDescription(text)
        self.turned.emit(self.page, self.pages)

    @Slot()
    def _dress(self) -> None:
        palette = self.viewport().palette()
        palette.setColor(QPalette.ColorRole.Base, self._look.color("page"))
        self.viewport().setPalette(palette)
        self.viewport().update()
