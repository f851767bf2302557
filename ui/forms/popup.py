"""A list that opens below a field, inside the window: locking covers it like everything else."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QStringListModel, Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from ui.look import Look
from ui.widgets.named import named
from ui.widgets.segments import Choice

_MOST_LINES = 9


class PopupList(QListView):
    """Choices below a field that keeps the keyboard; `picked(code)` is sent on a click."""

    picked = Signal(str)

    def __init__(self, look: Look, field: QWidget, says: str) -> None:
        super().__init__(field)
        self._look = look
        self._field = field
        self._codes: list[str] = []
        self._lines = QStringListModel(self)
        self.setModel(self._lines)
        named(self, "choiceList", says)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setMouseTracking(True)
        self.clicked.connect(self._clicked)
        self.hide()

    def offer(self, choices: Sequence[Choice], current: str = "") -> None:
        """Opens with these choices, the line of `current` marked; without choices it closes."""
        if not choices:
            self.shut()
            return
        self._codes = [choice.code for choice in choices]
        self._lines.setStringList([choice.text for choice in choices])
        self._mark(self._codes.index(current) if current in self._codes else 0, speak=False)
        self._place()
        if not self.isVisible():
            self.window().installEventFilter(self)
            self.show()
        self.raise_()

    def shut(self) -> None:
        """Closes without choosing."""
        if self.isVisible():
            self.window().removeEventFilter(self)
            self.hide()

    def marked(self) -> str:
        """The code of the marked line while open, else an empty string."""
        row = self.currentIndex().row()
        return self._codes[row] if self.isVisible() and 0 <= row < len(self._codes) else ""

    def step(self, by: int) -> None:
        """Moves the mark by some lines and stops at the ends."""
        if self._codes:
            self._mark(min(max(self.currentIndex().row() + by, 0), len(self._codes) - 1), speak=True)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # The list watches its own scroll bars as well; their moving is no reason to go.
        if watched is self.window() and event.type() in (QEvent.Type.Resize, QEvent.Type.Move):
            self.shut()
        return super().eventFilter(watched, event)

    def _mark(self, row: int, *, speak: bool) -> None:
        at = self._lines.index(row)
        self.setCurrentIndex(at)
        self.scrollTo(at)
        if speak:
            spoken = QAccessibleAnnouncementEvent(self._field, str(at.data()))
            QAccessible.updateAccessibility(spoken)

    def _place(self) -> None:
        window, field = self._field.window(), self._field
        if self.parentWidget() is not window:
            self.setParent(window)
            self.hide()
        line = max(self.sizeHintForRow(0), self._look.tall(28))
        height = min(len(self._codes), _MOST_LINES) * line + 10
        below = field.mapTo(window, QPoint(0, field.height() + 2))
        above = field.mapTo(window, QPoint(0, -2))
        fits = below.y() + height <= window.height() or above.y() < window.height() - below.y()
        room = window.height() - below.y() - 4 if fits else above.y() - 4
        height = min(height, max(room, line + 10))
        top = below.y() if fits else above.y() - height
        width = min(max(field.width(), self._look.wide(240)), window.width())
        left = min(max(below.x(), 0), window.width() - width)
        self.setGeometry(left, top, width, height)

    @Slot(QModelIndex)
    def _clicked(self, index: QModelIndex) -> None:
        self.picked.emit(self._codes[index.row()])
