"""The left rail (where am I in the app) and the sidebar of a case (where am I in the case)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseapp.i18n import tr
from ui.look import Look, advance, elided, placed
from ui.widgets.named import plain
from ui.widgets.nav import Entry, Mark, NavColumn

__all__ = ["Entry", "Mark", "Rail", "Sidebar"]

RAIL_WIDTH, RAIL_WIDEST, RAIL_FOLDED = 176, 216, 56
#: What stands around icon and word of an entry: 8 and 9 beside it, 12, 10, 6 and 12 in it.
_AROUND = 58
SIDEBAR_WIDTH = 212


class Rail(NavColumn):
    """The app's places.

    The mark of the app on top, `low` entries at the bottom, a note (such as "Fictional demo") above.
    """

    def __init__(self, look: Look, entries: Sequence[Entry], parent: QWidget | None = None) -> None:
        super().__init__(look, "rail", tr("Places"), parent)
        self._folded = False
        self._titles = [plain(entry.title) for entry in entries]
        self._note = ""
        self._note_icon = "flask-conical"
        column = QVBoxLayout(self)
        column.setContentsMargins(8, look.tall(50), 8, 12)
        column.setSpacing(2)
        for entry in entries:
            if not entry.low:
                column.addWidget(self.add(entry, 36))
        column.addStretch(1)
        self._note_gap = QWidget(self)
        self._note_gap.setFixedHeight(0)
        column.addWidget(self._note_gap)
        for entry in entries:
            if entry.low:
                column.addWidget(self.add(entry, 36))
        self._column = column
        self._fit()
        look.changed.connect(self._fit)

    @property
    def folded(self) -> bool:
        return self._folded

    def set_folded(self, folded: bool) -> None:
        """Icons alone, words as tooltips."""
        self._folded = folded
        for button in self._buttons.values():
            button.set_folded(folded)
        self._fit()

    def set_note(self, text: str, icon: str = "flask-conical") -> None:
        """A quiet line above the bottom entries; an empty text takes it away."""
        self._note, self._note_icon = text, icon
        self._note_gap.setAccessibleName(text)
        self._note_gap.setToolTip(text)
        self._fit()

    @Slot()
    def _fit(self) -> None:
        # Folded, the rail grows with its icons only: 56 at 100 %.
        folded = RAIL_FOLDED - 36 + 2 * self._look.icon_size(18)
        self.setFixedWidth((folded if self._folded else self._wide()) + 1)
        self._column.setContentsMargins(8, self._look.tall(50), 9, 12)
        self._note_gap.setFixedHeight(self._look.tall(36) if self._note else 0)
        self.update()

    def _wide(self) -> int:
        """As wide as the longest name of a place needs, but not much wider than drawn."""
        look = self._look
        longest = max((advance(title, look.bold()) for title in self._titles), default=0)
        wanted = longest + look.icon_size(18) + _AROUND
        return max(look.wide(RAIL_WIDTH), min(wanted, look.wide(RAIL_WIDEST)))

    def paintEvent(self, event: QPaintEvent) -> None:
        look = self._look
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.color("rail"))
        edge = placed(self, QRect(self.width() - 1, 0, 1, self.height()))
        painter.fillRect(edge, look.color("line"))
        size = look.icon_size(20)
        left = (self.width() - size) // 2 if self._folded else 18
        middle = look.tall(44) // 2
        spot = placed(self, QRect(left, middle - size // 2, size, size))
        look.draw_icon(painter, "book-open", "accent", spot.x(), spot.y(), size)
        if not self._folded:
            painter.setFont(look.bold(14))
            painter.setPen(look.color("text"))
            words = placed(self, QRect(left + size + 8, 0, self.width(), middle * 2))
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, "Caseapp")
        if self._note:
            self._paint_note(painter)
        painter.end()

    def _paint_note(self, painter: QPainter) -> None:
        look = self._look
        area = self._note_gap.geometry()
        size = look.icon_size(14)
        left = (self.width() - size) // 2 if self._folded else 22
        spot = placed(self, QRect(left, area.center().y() - size // 2 + 1, size, size))
        look.draw_icon(painter, self._note_icon, "text2", spot.x(), spot.y(), size)
        if not self._folded:
            painter.setFont(look.font(12))
            painter.setPen(look.color("text2"))
            room = self.width() - left - size - 16
            words = placed(self, QRect(left + size + 8, area.y(), room, area.height()))
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, elided(self._note, look.font(12), room))


class Sidebar(NavColumn):
    """The sections of a case: 212 wide, items 32 high, 2 apart."""

    def __init__(
        self,
        look: Look,
        entries: Sequence[Entry],
        name: str = "sidebar",
        says: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, name, says or tr("Sections"), parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 12, 9, 12)
        column.setSpacing(2)
        for entry in entries:
            column.addWidget(self.add(entry, 32))
        column.addStretch(1)
        self._fit()
        look.changed.connect(self._fit)

    @Slot()
    def _fit(self) -> None:
        self.setFixedWidth(self._look.wide(SIDEBAR_WIDTH) + 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.color("canvas"))
        edge = placed(self, QRect(self.width() - 1, 0, 1, self.height()))
        painter.fillRect(edge, self._look.color("line"))
        painter.end()
