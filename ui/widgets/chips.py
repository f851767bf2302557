"""Chips: how serious a case is, where it stands, and filters that switch on and off."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QWidget

from caseapp.i18n import tr
from ui.look import Look, advance, placed
from ui.widgets.named import named, plain
from ui.widgets.paint import box
from ui.widgets.shapes import STATUS_ICONS, draw_shape, level, level_word, status_word


def risk_size(look: Look, code: str | None) -> QSize:
    """Size of a risk chip: 10 px shape at 8, the word at 24, 10 after it."""
    words = advance(level_word(code), look.bold(12) if level(code) else look.font(12))
    return QSize(_word_at(look) + words + 10 if level(code) else words, look.tall(22))


def _word_at(look: Look) -> int:
    return 14 + look.icon_size(10)


def paint_risk(
    painter: QPainter, look: Look, rect: QRect, code: str | None, *, mirrored: bool = False
) -> None:
    """Paints a risk chip into `rect`; an unassessed one is a word alone, without shape and tint."""
    found = level(code)
    if not found:
        painter.setFont(look.font(12))
        painter.setPen(look.color("text2"))
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, level_word(code))
        return
    box(painter, rect, look.theme.tint(found), radius=4)
    side = look.icon_size(10)
    left = rect.right() - 8 - side + 1 if mirrored else rect.left() + 8
    top = rect.top() + (rect.height() - side) // 2
    draw_shape(painter, found, QRectF(left, top, side, side), look.color(found), look.theme.tint(found))
    painter.setFont(look.bold(12))
    painter.setPen(look.color(found))
    words = rect.adjusted(10, 0, -_word_at(look), 0) if mirrored else rect.adjusted(_word_at(look), 0, 0, 0)
    painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, level_word(code))


class RiskChip(QLabel):
    """How serious: shape, word and tint."""

    def __init__(self, look: Look, code: str | None, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._code = code
        named(self, name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)
        self.set_code(code)

    def set_code(self, code: str | None) -> None:
        self._code = code
        self.setAccessibleName(tr("Risk: {level}", level=level_word(code)))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return risk_size(self._look, self._code)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        paint_risk(painter, self._look, self.rect(), self._code, mirrored=mirrored)
        painter.end()


class StatusPill(QLabel):
    """Where a case stands: outline, icon and word, never filled."""

    def __init__(
        self,
        look: Look,
        code: str | None,
        name: str,
        *,
        word: str = "",
        icon: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """`word` and `icon` serve statuses of other records than cases."""
        super().__init__(parent)
        self._look = look
        named(self, name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)
        self.set_code(code, word=word, icon=icon)

    def set_code(self, code: str | None, *, word: str = "", icon: str = "") -> None:
        self._word = word or status_word(code)
        self._icon = icon or STATUS_ICONS.get(code or "", "circle-check")
        self.setAccessibleName(tr("Status: {status}", status=self._word))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(
            8 + self._look.icon_size(14) + 4 + advance(self._word, self._look.font(12)) + 10,
            self._look.tall(22),
        )

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        look = self._look
        painter = QPainter(self)
        box(painter, self.rect(), None, look.color("border"), radius=self.height() / 2)
        size = look.icon_size(14)
        spot = placed(self, QRect(8, (self.height() - size) // 2, size, size))
        look.draw_icon(painter, self._icon, "text2", spot.x(), spot.y(), size)
        painter.setFont(look.font(12))
        painter.setPen(look.color("text2"))
        words = placed(self, QRect(12 + size, 0, self.width() - 12 - size, self.height()))
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self._word)
        painter.end()


class Tag(QLabel):
    """A short word on the tint of a level, such as "Known stick"."""

    def __init__(self, look: Look, text: str, role: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._look = look
        self._role = role
        named(self, name, text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)

    def show_words(self, text: str, role: str, more: str = "") -> None:
        """Says something else; `more` is the whole of it, for the pointer and the screen reader."""
        self._role = role
        self.setText(text)
        self.setAccessibleName(more or text)
        self.setToolTip(more)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(advance(self.text(), self._look.font(12)) + 16, self._look.tall(20))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box(painter, self.rect(), self._look.theme.tint(self._role), radius=4)
        painter.setFont(self._look.font(12))
        painter.setPen(self._look.color(self._role))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        painter.end()


class FilterChip(QPushButton):
    """A filter that is on or off, with the number of what it finds (None: no number)."""

    def __init__(
        self, look: Look, text: str, name: str, *, count: int | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        self._look = look
        self._count = count
        self.setCheckable(True)
        self.setAutoDefault(False)
        named(self, name, text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_count(count)
        look.changed.connect(self.updateGeometry)

    def set_count(self, count: int | None) -> None:
        self._count = count
        word = plain(self.text())
        self.setAccessibleName(word if count is None else f"{word}, {count}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        # The width is that of the heavy weight, so that switching it on moves nothing.
        font = self._look.bold()
        number = 0 if self._count is None else 8 + advance(str(self._count), font)
        return QSize(12 + advance(plain(self.text()), font) + number + 12 + 2, self._look.tall(28))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        look = self._look
        painter = QPainter(self)
        on = self.isChecked()
        ground = "select" if on else "hover" if self.underMouse() else "surface"
        radius = self.height() / 2
        box(painter, self.rect(), look.color(ground), look.color("accent" if on else "line"), radius=radius)
        if self.hasFocus():
            box(painter, self.rect(), None, look.color("focus"), radius=radius, width=2)
        font = look.bold() if on else look.font()
        metrics = QFontMetrics(font)
        words = metrics.horizontalAdvance(plain(self.text()))
        number = "" if self._count is None else str(self._count)
        total = words + (8 + metrics.horizontalAdvance(number) if number else 0)
        left = (self.width() - total) // 2
        painter.setFont(font)
        painter.setPen(look.color("accent" if on else "text2"))
        spot = placed(self, QRect(left, 0, words + 2, self.height()))
        painter.drawText(spot, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextShowMnemonic, self.text())
        if number:
            spot = placed(self, QRect(left + words + 8, 0, total - words, self.height()))
            painter.drawText(spot, Qt.AlignmentFlag.AlignVCenter, number)
        painter.end()
