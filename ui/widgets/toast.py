"""The notice at the bottom: what was done, and for ten seconds how to undo it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QEnterEvent, QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from caseapp.i18n import tr
from ui.announce import announce
from ui.look import Look, advance
from ui.widgets.labels import ElidedLabel
from ui.widgets.named import named, plain
from ui.widgets.paint import box

SECONDS = 10


class Toast(QWidget):
    """One at a time, over the bottom of `host`. Time stands still while the pointer or the focus is on it.

    It is spoken when it appears and reachable by F6 (the window connects that to `focus`).
    """

    closed = Signal()

    def __init__(self, look: Look, host: QWidget, seconds: float = SECONDS) -> None:
        super().__init__(host)
        self._look, self._host = look, host
        self._act: Callable[[], object] | None = None
        self._came_from: QWidget | None = None
        named(self, "toast")
        self._words = ElidedLabel(look, "", "toast.text", role="canvas")
        self._button = _Undo(look, self)
        self._button.clicked.connect(self._acted)
        self._button.installEventFilter(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(16)
        row.addWidget(self._words, 1)
        row.addWidget(self._button)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(round(seconds * 1000))
        self._timer.timeout.connect(self.close_now)
        host.installEventFilter(self)
        self.hide()

    def show_text(self, text: str, act: str = "", call: Callable[[], object] | None = None) -> None:
        """Shows a notice, replacing the one before; `act` and `call` are its one action."""
        self._act = call
        self._words.setText(text)
        self.setAccessibleName(f"{text}. {plain(act)}" if act else text)
        self._button.setText(act)
        self._button.setAccessibleName(plain(act))
        self._button.setVisible(bool(act))
        self._place()
        self.show()
        self.raise_()
        self._timer.start()
        announce(self, self.accessibleName())

    def text(self) -> str:
        """What is shown, "" when nothing is."""
        return self._words.text() if self.isVisibleTo(self._host) else ""

    @property
    def counting(self) -> bool:
        return self._timer.isActive()

    def focus(self) -> None:
        """Brings the focus to the action, if a notice with one is shown."""
        if self.isVisibleTo(self._host) and self._act is not None:
            self._came_from = self.window().focusWidget()
            self._button.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def close_now(self) -> None:
        """Takes the notice away and gives the focus back to where it was."""
        if self._button.hasFocus() and self._came_from is not None:
            self._came_from.setFocus(Qt.FocusReason.OtherFocusReason)
        self._timer.stop()
        self._act = None
        self.hide()
        self.closed.emit()

    def sizeHint(self) -> QSize:
        look = self._look
        width = 32 + advance(self._words.text(), look.font()) + 2
        width += 16 + self._button.sizeHint().width() if self._button.text() else 0
        return QSize(width, look.tall(40))

    def enterEvent(self, event: QEnterEvent) -> None:
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._resume()
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_now()
            return
        super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._host and event.type() == QEvent.Type.Resize:
            self._place()
        elif watched is self._button and isinstance(event, QFocusEvent):
            if event.gotFocus():
                self._timer.stop()
            else:
                self._resume()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box(painter, self.rect(), self._look.color("text"), radius=8)
        painter.end()

    def _resume(self) -> None:
        if self.isVisible() and not self._button.hasFocus() and not self.underMouse():
            self._timer.start()

    def _place(self) -> None:
        hint = self.sizeHint()
        width = min(hint.width(), self._host.width() - 48)
        left = (self._host.width() - width) // 2
        self.setGeometry(left, self._host.height() - 24 - hint.height(), width, hint.height())

    @Slot()
    def _acted(self) -> None:
        call = self._act
        self.close_now()
        if call is not None:
            call()


class _Undo(QPushButton):
    """The underlined word, in the page's colour on ink."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        named(self, "toast.act", tr("Undo"))

    def sizeHint(self) -> QSize:
        return QSize(advance(plain(self.text()), self._look.bold()) + 8, self._look.tall(28))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        font = self._look.bold()
        font.setUnderline(True)
        painter.setFont(font)
        painter.setPen(self._look.color("canvas"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, plain(self.text()))
        if self.hasFocus():
            box(painter, self.rect(), None, self._look.color("canvas"), radius=4, width=2)
        painter.end()
