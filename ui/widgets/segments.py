"""Two to five choices of which one holds, side by side in one outline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QRectF, QSignalBlocker, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QRadioButton, QSizePolicy, QWidget

from caseapp.i18n import tr
from ui.look import Look, placed
from ui.widgets.named import named, plain
from ui.widgets.paint import box, hairline
from ui.widgets.shapes import LEVELS, draw_shape, level_word

_PAD = 14


@dataclass(frozen=True)
class Choice:
    """One answer: its stable code, its word, and for a level of danger the level whose shape it shows.

    `also` are further words by which it may be found: what it means, and how other languages call it.
    `more` is said below a field that holds it.
    """

    code: str
    text: str
    level: str = ""
    also: str = ""
    more: str = ""


def risk_choices() -> tuple[Choice, ...]:
    """The four levels from low to critical, with their shapes; the codes are the levels themselves."""
    return tuple(Choice(code, level_word(code), code) for code in reversed(LEVELS))


def answer_choices() -> tuple[Choice, ...]:
    """Yes, no, unknown, refused: each is an answer, apart from an empty field."""
    return (
        Choice("yes", tr("Yes")),
        Choice("no", tr("No")),
        Choice("unknown", tr("Unknown")),
        Choice("refused", tr("Refused to say")),
    )


class Segments(QWidget):
    """Shows the choices; `chosen(code)` is sent when the person changes the answer, "" when they empty it.

    Arrow keys walk, Delete or Backspace empties. An unknown code given to `set_value` shows as empty.
    """

    chosen = Signal(str)

    def __init__(
        self, look: Look, choices: Sequence[Choice], name: str, says: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._group = QButtonGroup(self)
        self._codes: dict[str, _Segment] = {}
        named(self, name, says)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        last = len(choices) - 1
        for place, choice in enumerate(choices):
            segment = _Segment(look, choice, place == 0, place == last, self)
            named(segment, f"{name}.{choice.code}", f"{plain(says)}: {choice.text}")
            self._group.addButton(segment)
            self._codes[choice.code] = segment
            row.addWidget(segment)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        if choices:
            self.setFocusProxy(next(iter(self._codes.values())))
        # Not `buttonClicked`: a screen reader switches a radio button on without clicking it.
        self._group.buttonToggled.connect(self._switched)

    def value(self) -> str:
        """The code of the chosen answer, or an empty string."""
        return next((code for code, segment in self._codes.items() if segment.isChecked()), "")

    def set_value(self, code: str | None) -> None:
        """Shows an answer without sending `chosen`."""
        segment = self._codes.get(code or "")
        silence = QSignalBlocker(self._group)
        if segment is not None:
            segment.setChecked(True)
            self.setFocusProxy(segment)
        else:
            self._group.setExclusive(False)
            for each in self._codes.values():
                each.setChecked(False)
            self._group.setExclusive(True)
        silence.unblock()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.value():
            self.set_value(None)
            self.chosen.emit("")
            return
        super().keyPressEvent(event)

    @Slot(QAbstractButton, bool)
    def _switched(self, button: QAbstractButton, on: bool) -> None:
        if on:
            self.setFocusProxy(button)
            self.chosen.emit(self.value())


class _Segment(QRadioButton):
    def __init__(self, look: Look, choice: Choice, first: bool, last: bool, parent: QWidget) -> None:
        super().__init__(choice.text, parent)
        self._look = look
        self._level = choice.level
        self._first, self._last = first, last
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        words = QFontMetrics(self._look.bold()).horizontalAdvance(plain(self.text()))
        return QSize(
            words + 2 * _PAD - 2 + (7 + self._look.icon_size(11) if self._level else 0), self._look.tall(32)
        )

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = self._look
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        at_left, at_right = (self._last, self._first) if mirrored else (self._first, self._last)
        area = self.rect()
        # The outline is one: each segment paints the full rounded shape shifted past its open ends and clips
        # the rest.
        whole = area.adjusted(0 if at_left else -12, 0, 0 if at_right else 12, 0)
        painter.save()
        painter.setClipRect(area)
        ground = (
            look.theme.tint(self._level) if on and self._level else look.color("select" if on else "surface")
        )
        if not on and self.underMouse():
            ground = look.color("hover")
        box(painter, whole, ground, look.color("border"))
        if not at_left:
            hairline(painter, 0, 1, self.height() - 2, look.color("line"), down=True)
        if on and look.theme.name == "contrast":
            painter.fillRect(QRect(8, self.height() - 5, self.width() - 16, 2), look.color("text"))
        painter.restore()
        if self.hasFocus():
            box(painter, area, None, look.color("focus"), width=2)
        self._paint_words(painter, on)
        painter.end()

    def _paint_words(self, painter: QPainter, on: bool) -> None:
        look = self._look
        left = _PAD - 2
        if self._level:
            size = look.icon_size(11)
            spot = placed(self, QRect(left, (self.height() - size) // 2, size, size))
            ground = look.theme.tint(self._level) if on else look.color("surface")
            draw_shape(painter, self._level, QRectF(spot), look.color(self._level), ground)
            left += 7 + size
        painter.setFont(look.bold() if on else look.font())
        ink = self._level if on and self._level else "accent" if on else "text"
        painter.setPen(look.color(ink if self.isEnabled() else "text3"))
        words = placed(self, QRect(left, 0, self.width() - left, self.height()))
        if not self._level:
            words = self.rect()
        align = Qt.AlignmentFlag.AlignVCenter | (
            Qt.AlignmentFlag.AlignHCenter if not self._level else Qt.AlignmentFlag.AlignLeading
        )
        painter.drawText(words, align | Qt.TextFlag.TextShowMnemonic, self.text())
