"""Buttons: main (filled, one per view), normal (outlined), flat (icon and word), link; and the check box."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QEnterEvent, QFont, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QPushButton, QSizePolicy, QWidget

from ui.look import Look, advance, elided, placed
from ui.widgets.named import named, plain
from ui.widgets.paint import box

Kind = Literal["main", "normal", "flat", "link"]
_GAP = 8


class Button(QPushButton):
    """A push button that paints its own content.

    `text` may carry a mnemonic; with `icon_only` it is the tooltip and the accessible name and only the icon
    is drawn.
    """

    def __init__(
        self,
        look: Look,
        text: str,
        name: str,
        *,
        kind: Kind = "normal",
        icon: str = "",
        icon_only: bool = False,
        large: bool = False,
        small: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._look = look
        self._kind = kind
        self._icon = icon
        self._icon_role = ""
        self._icon_only = icon_only
        self._large, self._small = large, small
        self._idle_text: str | None = None
        self._over = False
        named(self, name, text)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor if kind == "link" else Qt.CursorShape.ArrowCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._hint_tooltip()
        look.changed.connect(self.updateGeometry)

    @property
    def kind(self) -> Kind:
        return self._kind

    def set_kind(self, kind: Kind) -> None:
        self._kind = kind
        self.updateGeometry()
        self.update()

    def set_icon(self, icon: str, role: str = "") -> None:
        """Changes the icon; `role` overrides the colour it takes from the kind."""
        self._icon = icon
        self._icon_role = role
        self.updateGeometry()
        self.update()

    def set_icon_only(self, only: bool) -> None:
        """Drops or shows the word; the word stays as tooltip and accessible name."""
        self._icon_only = only
        self._hint_tooltip()
        self.updateGeometry()
        self.update()

    def set_words(self, text: str) -> None:
        """Changes the text together with its accessible name."""
        self.setText(text)
        self.setAccessibleName(plain(text))
        self._hint_tooltip()
        self.updateGeometry()

    def set_busy(self, text: str) -> None:
        """While work runs: another word, the loader beside it, not clickable. An empty text ends it."""
        if text:
            if self._idle_text is None:
                self._idle_text = self.text()
            self.setEnabled(False)
            self.set_words(text)
        elif self._idle_text is not None:
            self.set_words(self._idle_text)
            self._idle_text = None
            self.setEnabled(True)
        self.update()

    @property
    def busy(self) -> bool:
        return self._idle_text is not None

    def sizeHint(self) -> QSize:
        height = self._look.tall(42 if self._large else 28 if self._kind == "link" else 32)
        icon = self._look.icon_size() if self._shown_icon() else 0
        if self._icon_only:
            return QSize(max(36, icon + 16), height)
        words = advance(plain(self.text()), self._font())
        margin = 0 if self._kind == "link" else 10 if self._kind == "flat" else 12
        return QSize(words + (icon + _GAP if icon else 0) + 2 * margin + 2, height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def enterEvent(self, event: QEnterEvent) -> None:
        self._over = True
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._over = False
        self.update()
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        self._paint_ground(painter)
        self._paint_content(painter)
        painter.end()

    def _hint_tooltip(self) -> None:
        self.setToolTip(plain(self.text()) if self._icon_only else "")

    def _shown_icon(self) -> str:
        return "loader" if self.busy else self._icon

    def _font(self) -> QFont:
        size = 14 if self._large else 12 if self._small else 13
        return self._look.bold(size) if self._kind == "main" else self._look.font(size)

    def _ink(self) -> str:
        if not self.isEnabled():
            return "text3"
        return {"main": "onaccent", "normal": "text", "flat": "text2", "link": "accent"}[self._kind]

    def _paint_ground(self, painter: QPainter) -> None:
        look, area = self._look, self.rect()
        pressed = self.isDown() or self.isChecked()
        if self._kind in ("main", "normal"):
            if not self.isEnabled():
                box(painter, area, look.color("hover"), look.color("line"))
            elif self._kind == "main":
                box(painter, area, look.color("accentfill"))
            else:
                ground = "select" if pressed else "hover" if self._over else "surface"
                box(painter, area, look.color(ground), look.color("border"))
        elif self._kind == "flat" and self.isEnabled() and (pressed or self._over):
            box(painter, area, look.color("select" if pressed else "hover"))
        if self.hasFocus() and self._kind == "link":
            # A ring would touch the words, which begin at the edge of the column.
            box(painter, area, look.color("select"), radius=4)
            painter.fillRect(area.adjusted(0, area.height() - 2, 0, 0), look.color("focus"))
        elif self.hasFocus():
            box(painter, area, None, look.color("focus"), width=2)
            if self._kind == "main":
                box(painter, area.adjusted(2, 2, -2, -2), None, look.color("onaccent"), radius=4)

    def _paint_content(self, painter: QPainter) -> None:
        look = self._look
        ink = self._ink()
        icon = self._shown_icon()
        size = look.icon_size() if icon else 0
        font = self._font()
        text = "" if self._icon_only else self.text()
        room = self.width() - (size + _GAP if icon and text else size) - 2
        shown = text if advance(plain(text), font) <= room else elided(plain(text), font, room)
        words = advance(plain(shown), font)
        total = words + size + (_GAP if icon and text else 0)
        left = 0 if self._kind == "link" else (self.width() - total) // 2
        if icon:
            spot = placed(self, QRect(left, (self.height() - size) // 2, size, size))
            role = self._icon_role if self._icon_role and self.isEnabled() else ink
            look.draw_icon(painter, icon, role, spot.x(), spot.y(), size)
            left += size + _GAP
        if text:
            painter.setFont(font)
            painter.setPen(look.color(ink))
            spot = placed(self, QRect(left, 0, words + 2, self.height()))
            # Mnemonics of buttons work but are not underlined; those of field labels are.
            painter.drawText(spot, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextHideMnemonic, shown)


class Check(QCheckBox):
    """A check box with a 16 unit box in the accent fill."""

    def __init__(self, look: Look, text: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._look = look
        named(self, name, text)
        look.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        size = self._look.icon_size()
        return QSize(size + 10 + advance(plain(self.text()), self._look.font()) + 4, self._look.tall(24))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.icon_size() + 4, self._look.tall(24))

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = self._look
        painter = QPainter(self)
        size = look.icon_size()
        mark = placed(self, QRect(2, (self.height() - size) // 2, size, size))
        if self.isChecked():
            box(painter, mark, look.color("accentfill" if self.isEnabled() else "border"), radius=4)
            look.draw_icon(painter, "check", "onaccent", mark.x() + 1, mark.y() + 1, size - 2)
        else:
            box(painter, mark, look.color("surface"), look.color("border"), radius=4)
        if self.hasFocus():
            box(painter, mark.adjusted(-2, -2, 2, 2), None, look.color("focus"), radius=6, width=2)
        painter.setFont(look.font())
        painter.setPen(look.color("text" if self.isEnabled() else "text3"))
        words = placed(self, QRect(size + 10, 0, self.width() - size - 10, self.height()))
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextShowMnemonic, self.text())
        painter.end()
