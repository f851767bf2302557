"""A pop-up inside the window: the ground dims, the focus stays in, Escape closes. No window of its own, so
that
locking hides it with everything else."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from ui.look import Look
from ui.widgets.named import named
from ui.widgets.paint import box

_DIM = QColor(20, 24, 28, round(255 * 0.36))
_SHADOW = 16


class Overlay(QWidget):
    """Lies over `host` while `open_panel` shows a panel; `closed` is sent when it was taken away."""

    closed = Signal()

    def __init__(self, look: Look, host: QWidget) -> None:
        super().__init__(host)
        self._look, self._host = look, host
        self._panel: QWidget | None = None
        self._before: QWidget | None = None
        self._width, self._top = 600, 120
        self._escape = True
        named(self, "overlay")
        host.installEventFilter(self)
        self.hide()

    @property
    def panel(self) -> QWidget | None:
        return self._panel

    def open_panel(self, panel: QWidget, *, width: int = 600, top: int = 120, escape: bool = True) -> None:
        """Shows `panel` in a frame `width` wide; the overlay owns it from now on and deletes it on closing.

        `escape`: whether Escape closes; a panel that keeps a draft handles Escape itself.
        """
        self.close_panel()
        self._panel, self._width, self._top, self._escape = panel, width, top, escape
        self._before = QApplication.focusWidget()
        frame = _Frame(self._look, panel, self)
        panel.installEventFilter(self)
        frame.show()
        self.setGeometry(self._host.rect())
        self._place()
        self.show()
        self.raise_()
        first = self._stops()
        now = QApplication.focusWidget()
        if first and (now is None or not panel.isAncestorOf(now)):
            first[0].setFocus(Qt.FocusReason.PopupFocusReason)

    @Slot()
    def close_panel(self) -> None:
        """Takes the panel away and gives the focus back."""
        if self._panel is None:
            return
        frame = self._panel.parentWidget()
        self._panel = None
        self.hide()
        if frame is not None:
            frame.hide()
            frame.deleteLater()
        if self._before is not None and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.PopupFocusReason)
        self._before = None
        self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._host and event.type() == QEvent.Type.Resize:
            self.setGeometry(self._host.rect())
            self._place()
        elif watched is self._panel and event.type() == QEvent.Type.LayoutRequest:
            self._place()  # the panel grows and shrinks with what it has to say
        return super().eventFilter(watched, event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Keeps Tab inside the panel."""
        stops = self._stops()
        if not stops:
            return True
        now = QApplication.focusWidget()
        at = next((n for n, w in enumerate(stops) if w is now), -1 if forward else 0)
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        stops[(at + (1 if forward else -1)) % len(stops)].setFocus(reason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._escape:
            self.close_panel()
        # Nothing typed here reaches the page below.
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), _DIM)
        painter.end()

    def _place(self) -> None:
        if self._panel is None:
            return
        frame = self._panel.parentWidget()
        if frame is None:
            return
        width = min(self._look.wide(self._width), self._host.width() - 32)
        inner = width - 2 * 1
        panel = self._panel
        wanted = panel.heightForWidth(inner) if panel.hasHeightForWidth() else panel.sizeHint().height()
        height = min(wanted + 2, self._host.height() - 32)
        top = max(16, min(self._top, (self._host.height() - height) // 2))
        frame.setGeometry(
            (self._host.width() - width) // 2 - _SHADOW,
            top - _SHADOW,
            width + 2 * _SHADOW,
            height + 2 * _SHADOW,
        )

    def _stops(self) -> list[QWidget]:
        if self._panel is None:
            return []
        stops: list[QWidget] = []
        widget = self._panel.nextInFocusChain()
        while widget is not None and widget is not self._panel:
            tab = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            if tab and widget.isEnabled() and widget.isVisibleTo(self) and self._panel.isAncestorOf(widget):
                stops.append(widget)
            widget = widget.nextInFocusChain()
        return stops


class _Frame(QWidget):
    """The panel's ground with radius 10 and the only shadow there is."""

    def __init__(self, look: Look, panel: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        column = QVBoxLayout(self)
        edge = _SHADOW + 1
        column.setContentsMargins(edge, edge, edge, edge)
        column.addWidget(panel)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = self.rect().adjusted(_SHADOW, _SHADOW, -_SHADOW, -_SHADOW)
        painter.setPen(Qt.PenStyle.NoPen)
        for step in range(_SHADOW, 0, -2):
            painter.setBrush(QColor(0, 0, 0, 6))
            painter.drawRoundedRect(QRectF(area).adjusted(-step, -step + 4, step, step), 10 + step, 10 + step)
        box(painter, QRect(area), self._look.color("surface"), self._look.color("line"), radius=10)
        painter.end()
