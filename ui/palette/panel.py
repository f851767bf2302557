"""The pop-up: one field, and below it everything that fits what is typed."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from caseapp.i18n import tr
from ui.announce import announce
from ui.look import Look
from ui.palette.lines import LINE, Head, Line, LineDelegate, spoken
from ui.widgets.fields import LineField
from ui.widgets.labels import Words
from ui.widgets.named import named

#: So many lines of a group are shown; its head says how many there are.
MOST = 7


class PalettePanel(QWidget):
    """`typed(text)` at every key, `picked(line)` on Enter or a click. The field keeps the keyboard."""

    typed = Signal(str)
    picked = Signal(object)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._waiting = False
        self._answered = True
        named(self, "palette", tr("Find or do"))
        words = tr("Find a case, person, contact, or something to do")
        self.field = LineField(look, "palette.text", words, placeholder=words, large=True)
        self.field.textChanged.connect(self._typed)
        self.field.installEventFilter(self)
        self.list = QListWidget()
        named(self.list, "palette.list", tr("What was found"))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setItemDelegate(LineDelegate(look, self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMouseTracking(True)
        self.list.itemClicked.connect(self._clicked)
        self._nothing = Words(look, "", "palette.nothing", role="text2", wrap=True)
        self._nothing.setContentsMargins(16, 8, 16, 8)
        self._nothing.hide()
        top = QVBoxLayout()
        top.setContentsMargins(16, 16, 16, 8)
        top.addWidget(self.field)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 10)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self._nothing)
        column.addWidget(self.list, 1)

    def sizeHint(self) -> QSize:
        return QSize(640, self._look.tall(520, 6))

    def show_lines(self, lines: Sequence[Line], counts: dict[str, int]) -> None:
        """Shows what was found, by groups in the order given; the first line is marked."""
        self.list.clear()
        for group, found in groupby(lines, key=lambda line: line.group):
            head = QListWidgetItem(group, self.list)
            head.setFlags(Qt.ItemFlag.NoItemFlags)
            head.setData(LINE, Head(group, counts.get(group, 0)))
            for line in list(found)[: MOST if self.field.text() else None]:
                item = QListWidgetItem(line.title, self.list)
                item.setData(LINE, line)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken(line))
        self._nothing.setText(tr("Nothing was found for “{text}”", text=self.field.text()[:40]))
        self._nothing.setVisible(not lines)
        self.list.setVisible(bool(lines))
        self._answered = True
        self.step(0)
        if self._waiting:
            self.pick()

    def lines(self) -> list[Line]:
        """What is listed, without the heads."""
        items = (self.list.item(row).data(LINE) for row in range(self.list.count()))
        return [line for line in items if isinstance(line, Line)]

    def step(self, by: int) -> None:
        """Marks another line; from the last it goes on at the first. 0 marks the first."""
        rows = [n for n in range(self.list.count()) if isinstance(self.list.item(n).data(LINE), Line)]
        if not rows:
            return
        now = self.list.currentRow()
        at = (rows.index(now) + by) % len(rows) if by != 0 and now in rows else 0
        self.list.setCurrentRow(rows[at])
        if at == 0:
            self.list.scrollToTop()
        if by:
            announce(self.field, spoken(self.list.item(rows[at]).data(LINE)))

    def pick(self) -> None:
        """Takes the marked line; waits for the answer to what was typed last."""
        if not self._answered:
            self._waiting = True
            return
        self._waiting = False
        item = self.list.currentItem()
        line = item.data(LINE) if self.lines() else None
        if isinstance(line, Line):
            self.picked.emit(line)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            steps = {
                Qt.Key.Key_Down: 1,
                Qt.Key.Key_Up: -1,
                Qt.Key.Key_PageDown: MOST,
                Qt.Key.Key_PageUp: -MOST,
            }
            if event.key() in steps:
                self.step(steps[Qt.Key(event.key())])
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.pick()
                return True
        return super().eventFilter(watched, event)

    @Slot(str)
    def _typed(self, text: str) -> None:
        self._answered, self._waiting = False, False
        self.typed.emit(text)

    @Slot(QListWidgetItem)
    def _clicked(self, item: QListWidgetItem) -> None:
        if isinstance(item.data(LINE), Line):
            self.picked.emit(item.data(LINE))
