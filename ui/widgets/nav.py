"""Entries that lead somewhere, under each other: what the rail and the sidebar of a case are made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSignalBlocker, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QPushButton, QSizePolicy, QWidget

from caseapp.i18n import tr
from ui.look import Look, advance, elided, placed
from ui.widgets.named import named, plain
from ui.widgets.paint import box


@dataclass(frozen=True)
class Entry:
    """A place to go. `low` entries sit at the bottom of the rail."""

    id: str
    title: str
    icon: str = ""
    low: bool = False


@dataclass(frozen=True)
class Mark:
    """What stands at the right of an entry: a count, a part done (9 of 11), or a tick for complete.

    With `alert` ("crit" or "high") there is a sign instead that something in it needs attention.
    """

    count: int | None = None
    of: int | None = None
    done: bool = False
    alert: str = ""

    def says(self) -> str:
        if self.alert:
            return tr("needs attention")
        if self.done:
            return tr("complete")
        if self.count is None:
            return ""
        return str(self.count) if self.of is None else tr("{part} of {whole}", part=self.count, whole=self.of)


class NavButton(QPushButton):
    """One entry, painted; a checkable push button for keyboard and screen reader."""

    def __init__(
        self, look: Look, entry: Entry, name: str, *, height: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(entry.title, parent)
        self._look, self._entry, self._height = look, entry, height
        self._mark = Mark()
        self._folded = False
        self.setCheckable(True)
        self.setAutoDefault(False)
        named(self, name, entry.title)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)

    def set_mark(self, mark: Mark) -> None:
        self._mark = mark
        said = mark.says()
        title = plain(self._entry.title)
        self.setAccessibleName(f"{title}, {said}" if said else title)
        self.update()

    def set_folded(self, folded: bool) -> None:
        self._folded = folded
        self.setToolTip(plain(self._entry.title) if folded else "")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(40 if self._folded else 120, self._look.tall(self._height))

    def minimumSizeHint(self) -> QSize:
        return QSize(40, self._look.tall(self._height))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, on = self._look, self.isChecked()
        painter = QPainter(self)
        if on or self.underMouse():
            box(painter, self.rect(), look.color("select" if on else "hover"))
        if on:
            bar = placed(self, QRect(0, (self.height() - 16) // 2, 3, 16))
            box(painter, bar, look.color("accent"), radius=1.5)
        if self.hasFocus():
            box(painter, self.rect(), None, look.color("focus"), width=2)
        left = 12
        if self._entry.icon:
            size = look.icon_size(18)
            left = (self.width() - size) // 2 if self._folded else 12
            spot = placed(self, QRect(left, (self.height() - size) // 2, size, size))
            look.draw_icon(painter, self._entry.icon, "accent" if on else "text2", spot.x(), spot.y(), size)
            left += size + 10
        if not self._folded:
            right = self._paint_mark(painter)
            font = look.bold() if on else look.font()
            room = right - left - 6
            painter.setFont(font)
            painter.setPen(look.color("text" if on else "text2"))
            words = placed(self, QRect(left, 0, room, self.height()))
            painter.drawText(
                words, Qt.AlignmentFlag.AlignVCenter, elided(plain(self._entry.title), font, room)
            )
        painter.end()

    def _paint_mark(self, painter: QPainter) -> int:
        """Paints the right side and returns where the word has to end."""
        look, mark = self._look, self._mark
        right = self.width() - 12
        if mark.alert or mark.done:
            size = look.icon_size(14)
            spot = placed(self, QRect(right - size, (self.height() - size) // 2, size, size))
            icon = (
                "check" if not mark.alert else "octagon-alert" if mark.alert == "crit" else "triangle-alert"
            )
            look.draw_icon(painter, icon, mark.alert or "ok", spot.x(), spot.y(), size)
            return right - size - 4
        if mark.count is None:
            return right
        text = str(mark.count) if mark.of is None else f"{mark.count}/{mark.of}"
        width = advance(text, look.font(12))
        painter.setFont(look.font(12))
        painter.setPen(look.color("text2"))
        spot = placed(self, QRect(right - width, 0, width + 1, self.height()))
        painter.drawText(spot, Qt.AlignmentFlag.AlignVCenter, text)
        right -= max(width, look.wide(25)) if mark.of is not None else width
        if mark.of:
            size = look.icon_size(10)
            ring = placed(self, QRect(right - size - 10, (self.height() - size) // 2, size, size))
            self._paint_ring(painter, QRectF(ring).adjusted(1, 1, -1, -1), mark.count / mark.of)
            right -= size + 14
        return right

    def _paint_ring(self, painter: QPainter, ring: QRectF, part: float) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._look.color("line"), 2))
        painter.drawEllipse(ring)
        painter.setPen(QPen(self._look.color("accent"), 2, c=Qt.PenCapStyle.FlatCap))
        painter.drawArc(ring, 90 * 16, -round(360 * 16 * part))
        painter.restore()


class NavColumn(QWidget):
    """Entries under each other of which one is current; Up and Down walk, Tab leaves."""

    chosen = Signal(str)

    def __init__(self, look: Look, name: str, says: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        named(self, name, says)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, NavButton] = {}
        self._again = False
        self._group.buttonPressed.connect(self._pressed)
        self._group.buttonClicked.connect(self._clicked)
        self._group.buttonToggled.connect(self._switched)

    def add(self, entry: Entry, height: int) -> NavButton:
        button = NavButton(self._look, entry, f"{self.objectName()}.{entry.id}", height=height, parent=self)
        self._group.addButton(button)
        self._buttons[entry.id] = button
        return button

    def current(self) -> str:
        """The id of the current entry, or an empty string."""
        return next((key for key, button in self._buttons.items() if button.isChecked()), "")

    def set_current(self, key: str) -> None:
        """Marks an entry without sending `chosen`; an unknown one is passed over."""
        if key in self._buttons:
            silence = QSignalBlocker(self._group)
            self._buttons[key].setChecked(True)
            silence.unblock()

    def set_mark(self, key: str, mark: Mark) -> None:
        """Count or completeness at the right of an entry."""
        self._buttons[key].set_mark(mark)

    def button(self, key: str) -> NavButton:
        return self._buttons[key]

    def ids(self) -> Sequence[str]:
        return tuple(self._buttons)

    @Slot(QAbstractButton)
    def _pressed(self, button: QAbstractButton) -> None:
        self._again = button.isChecked()

    @Slot(QAbstractButton)
    def _clicked(self, _button: QAbstractButton) -> None:
        # Where the person is already, nothing is switched; pressing it leads back to where the place begins.
        if self._again:
            self.chosen.emit(self.current())

    @Slot(QAbstractButton, bool)
    def _switched(self, _button: QAbstractButton, on: bool) -> None:
        if on:
            self.chosen.emit(self.current())
