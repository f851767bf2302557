"""The field on top that opens the palette: it looks like a field, and takes letters like one."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ui.look import Look, advance, elided, placed, start
from ui.widgets.named import named
from ui.widgets.paint import box


class PaletteOpener(QPushButton):
    """`clicked` opens; `typed(text)` when letters are typed while it has the keyboard."""

    typed = Signal(str)

    def __init__(self, look: Look, words: str, keys: str, parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self._look, self._keys = look, keys
        named(self, "search", words)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(self._look.wide(400), self._look.tall(32))

    def minimumSizeHint(self) -> QSize:
        return QSize(240, self._look.tall(32))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        modified = event.modifiers() & ~(
            Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
        )
        if event.text() and event.text().isprintable() and not event.text().isspace() and not modified:
            self.typed.emit(event.text())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = self._look
        painter = QPainter(self)
        focus = self.hasFocus()
        edge = look.color("focus" if focus else "line")
        box(painter, self.rect(), look.color("surface" if focus else "hover"), edge, width=2 if focus else 1)
        size = look.icon_size()
        spot = placed(self, QRect(10, (self.height() - size) // 2, size, size))
        look.draw_icon(painter, "search", "text2", spot.x(), spot.y(), size)
        wide = advance(self._keys, look.font(12))
        room = self.width() - wide - size - 42
        painter.setFont(look.font())
        painter.setPen(look.color("text3"))
        words = placed(self, QRect(16 + size, 0, room, self.height()))
        painter.drawText(words, start(self), elided(self.text(), look.font(), room))
        painter.setFont(look.font(12))
        painter.setPen(look.color("text2"))
        spot = placed(self, QRect(self.width() - wide - 10, 0, wide + 1, self.height()))
        painter.drawText(spot, Qt.AlignmentFlag.AlignVCenter, self._keys)
        painter.end()
