"""The lines of the palette, and how a typed text fits the name of an action."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListWidget, QStyle, QStyledItemDelegate
from PySide6.QtWidgets import QStyleOptionViewItem as Option

from caseapp.rules.folding import fold
from ui.look import Look, advance, elided, placed, start

LINE = Qt.ItemDataRole.UserRole
#: Letters may lie apart only in texts of at least so many.
_FEWEST = 3


@dataclass(frozen=True)
class Line:
    """Something to pick. `second` stands below the title, `keys` at the end."""

    group: str
    icon: str
    title: str
    pick: Callable[[], object]
    second: str = ""
    keys: str = ""


@dataclass(frozen=True)
class Head:
    """The name of a group, and how many were found in it."""

    title: str
    count: int


def fits(typed: str, names: Iterable[str]) -> float:
    """How well a text fits any of the names: 3 for beginnings of words, 2 for a part, 1 for letters in their
    order from the beginning of a word on, 0 not at all.
    """
    wanted = fold(typed).split()
    whole = "".join(wanted)
    best = 0.0
    for name in names:
        folded = fold(name)
        words = folded.split()
        if all(any(word.startswith(part) for word in words) for part in wanted):
            return 3.0 if words and words[0].startswith(wanted[0]) else 2.8
        if " ".join(wanted) in folded:
            best = max(best, 2.0)
        elif len(whole) >= _FEWEST and _in_order(whole, words):
            best = max(best, 1.0)
    return best


def _in_order(letters: str, words: Sequence[str]) -> bool:
    for number, word in enumerate(words):
        rest = iter("".join(words[number:]))
        if word.startswith(letters[0]) and all(letter in rest for letter in letters):
            return True
    return False


class LineDelegate(QStyledItemDelegate):
    """Paints heads, and lines with icon, title, second line and keys."""

    def __init__(self, look: Look, parent: QListWidget) -> None:
        super().__init__(parent)
        self._look, self._view = look, parent

    def sizeHint(self, option: Option, index: QModelIndex | QPersistentModelIndex) -> QSize:
        line = index.data(LINE)
        if isinstance(line, Line):
            return QSize(0, self._look.tall(44, 2) if line.second else self._look.tall(34))
        return QSize(0, self._look.tall(28))

    def paint(self, painter: QPainter, option: Option, index: QModelIndex | QPersistentModelIndex) -> None:
        line, rect = index.data(LINE), option.rect
        painter.save()
        if isinstance(line, Line):
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            over = bool(option.state & QStyle.StateFlag.State_MouseOver)
            painter.fillRect(rect, self._look.color("select" if chosen else "hover" if over else "surface"))
            self._paint_line(painter, rect, line)
        elif isinstance(line, Head):
            self._paint_head(painter, rect, line)
        painter.restore()

    def _paint_head(self, painter: QPainter, rect: QRect, head: Head) -> None:
        look = self._look
        painter.setFont(look.bold(12))
        painter.setPen(look.color("text2"))
        count = str(head.count) if head.count else ""
        wide = advance(count, look.font(12))
        self._words(painter, QRect(16, rect.top(), rect.width() - wide - 44, rect.height()), head.title)
        painter.setFont(look.font(12))
        self._words(painter, QRect(rect.width() - wide - 16, rect.top(), wide + 2, rect.height()), count)

    def _paint_line(self, painter: QPainter, rect: QRect, line: Line) -> None:
        look, size = self._look, self._look.icon_size()
        icon = placed(self._view.viewport(), QRect(16, rect.top(), size, rect.height()))
        top = rect.center().y() - size // 2
        look.draw_icon(painter, line.icon or "search", "text3", icon.left(), top, size)
        left = 28 + size
        keys = advance(line.keys, look.font(12)) + 16 if line.keys else 0
        width = rect.width() - left - 16 - keys
        half = rect.height() // 2 if line.second else rect.height()
        painter.setFont(look.bold() if line.second else look.font())
        painter.setPen(look.color("text"))
        inset = 4 if line.second else 0
        self._words(painter, QRect(left, rect.top() + inset, width, half - inset), line.title)
        painter.setFont(look.font(12))
        painter.setPen(look.color("text2"))
        if line.second:
            self._words(painter, QRect(left, rect.top() + half, width, half - 4), line.second)
        if line.keys:
            spot = QRect(rect.width() - keys, rect.top(), keys - 14, rect.height())
            self._words(painter, spot, line.keys)

    def _words(self, painter: QPainter, spot: QRect, text: str) -> None:
        view = self._view.viewport()
        painter.drawText(placed(view, spot), start(view), elided(text, painter.font(), spot.width()))


def spoken(line: Line) -> str:
    """What a screen reader says for a line."""
    return ", ".join(part for part in (f"{line.title} {line.second}".strip(), line.keys) if part)


__all__ = ["LINE", "Head", "Line", "LineDelegate", "fits", "spoken"]
