"""The search field of the toolbar and of lists."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.look import Look, advance, placed
from ui.widgets.fields import LineField
from ui.widgets.named import named
from ui.widgets.paint import box

#: A search starts when nothing was typed for so long (milliseconds).
PAUSE = 120


class SearchField(QWidget):
    """A quiet field with its shortcut at the end.

    `searched(text)`: after a short pause in typing, at once on Enter or Down. `entered`, `down`: those keys,
    so that results can take the focus. Escape empties the field.
    """

    searched = Signal(str)
    entered = Signal()
    down = Signal()

    def __init__(
        self, look: Look, name: str, placeholder: str, *, keys: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look, self._keys = look, keys
        named(self, f"{name}.frame")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.field = _Bare(look, name, placeholder, self)
        self.setFocusProxy(self.field)
        self._last = ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._tell)
        self.field.textChanged.connect(self._typed)
        self.field.left.connect(self._left)
        self.field.focused.connect(self.update)
        look.changed.connect(self._place)

    def text(self) -> str:
        return self.field.text()

    def set_text(self, text: str) -> None:
        """Shows a text and searches for it at once."""
        self.field.setText(text)
        self._tell()

    def sizeHint(self) -> QSize:
        return QSize(self._look.wide(400), self._look.tall(32))

    def minimumSizeHint(self) -> QSize:
        return QSize(240, self._look.tall(32))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def paintEvent(self, event: QPaintEvent) -> None:
        look = self._look
        painter = QPainter(self)
        focus = self.field.hasFocus()
        edge = look.color("focus" if focus else "line")
        box(painter, self.rect(), look.color("surface" if focus else "hover"), edge, width=2 if focus else 1)
        size = look.icon_size()
        spot = placed(self, QRect(10, (self.height() - size) // 2, size, size))
        look.draw_icon(painter, "search", "text2", spot.x(), spot.y(), size)
        if self._keys and not self.field.text():
            painter.setFont(look.font(12))
            painter.setPen(look.color("text2"))
            width = advance(self._keys, look.font(12))
            spot = placed(self, QRect(self.width() - width - 10, 0, width + 1, self.height()))
            painter.drawText(spot, Qt.AlignmentFlag.AlignVCenter, self._keys)
        painter.end()

    @Slot()
    def _place(self) -> None:
        lead = 10 + self._look.icon_size() + 6
        end = 12 + (advance(self._keys, self._look.font(12)) if self._keys else 0)
        inner = QRect(lead, 2, max(0, self.width() - lead - end), self.height() - 4)
        self.field.setGeometry(placed(self, inner))

    @Slot()
    def _typed(self) -> None:
        self.update()
        self._pause.start()

    @Slot()
    def _tell(self) -> None:
        self._pause.stop()
        if self.field.text() != self._last:
            self._last = self.field.text()
            self.searched.emit(self._last)

    @Slot(str)
    def _left(self, key: str) -> None:
        self._tell()
        if key == "enter":
            self.entered.emit()
        else:
            self.down.emit()


class _Bare(LineField):
    """The line itself, without frame; the frame around it is painted by the search field."""

    left = Signal(str)
    focused = Signal()

    def __init__(self, look: Look, name: str, placeholder: str, parent: QWidget) -> None:
        super().__init__(look, name, placeholder, placeholder=placeholder, parent=parent)
        self.setProperty("bare", True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_Escape and self.text():
            self.forget()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit("enter")
        elif key == Qt.Key.Key_Down:
            self.left.emit("down")
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: object) -> None:
        super().focusInEvent(event)  # type: ignore[arg-type]  # a plain event passed through
        self.focused.emit()

    def focusOutEvent(self, event: object) -> None:
        super().focusOutEvent(event)  # type: ignore[arg-type]  # a plain event passed through
        self.focused.emit()
