"""What the window shows from the moment it is locked: the mark of the app and nothing else."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.look import Look
from ui.widgets.named import named


class Cover(QWidget):
    """An opaque sheet over `host`, which must be the window itself: lists that drop down are its children.

    It takes keys, shortcuts and clicks, so that nothing below can be reached.
    """

    def __init__(self, look: Look, host: QWidget) -> None:
        super().__init__(host)
        self._look, self._host = look, host
        named(self, "cover", "Caseapp")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        host.installEventFilter(self)
        self.hide()

    def drop(self) -> None:
        """Covers the host now, before this call returns."""
        self.setGeometry(self._host.rect())
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.repaint()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._host and event.type() == QEvent.Type.Resize:
            self.setGeometry(self._host.rect())
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()  # whatever the keys would have done is not done
            return True
        return super().event(event)

    def focusNextPrevChild(self, _forward: bool) -> bool:
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.color("canvas"))
        size = 40
        left, top = (self.width() - size) // 2, (self.height() - size) // 2
        self._look.draw_icon(painter, "book-open", "accent", left, top, size)
        painter.end()
