"""What the search field on top finds: a list that drops down below it while one types."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QWidget
from PySide6.QtWidgets import QStyleOptionViewItem as Option

from caseapp.i18n import tr
from caseapp.services.search import Found
from ui.look import Look, elided, placed, start
from ui.privacy import Privacy
from ui.widgets.named import named

ICONS = {
    "case": "folder-open",
    "person": "folder-open",
    "spelling": "folder-open",
    "contact": "book-user",
    "actor": "network",
    "involvement": "network",
    "trace": "footprints",
    "claim": "paperclip",
    "incident": "footprints",
    "note": "message-circle",
    "letter": "file-text",
}
_FOUND = Qt.ItemDataRole.UserRole
_SUBTITLE = Qt.ItemDataRole.UserRole + 1
MOST_SHOWN = 9


class Finder(QListWidget):
    """`chosen(Found)` when a hit was picked. Lives inside the window, so that locking hides it too."""

    chosen = Signal(object)

    def __init__(self, look: Look, privacy: Privacy, field: QWidget, window: QWidget) -> None:
        super().__init__(window)
        self._look, self._privacy, self._field, self._window = look, privacy, field, window
        named(self, "finder", tr("What was found"))
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setItemDelegate(_Line(look, self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.itemActivated.connect(self._pick)
        self.itemClicked.connect(self._pick)
        window.installEventFilter(self)
        self.hide()

    def show_found(self, text: str, found: Sequence[Found]) -> None:
        """Shows what was found for a text; says so when it was nothing."""
        self.clear()
        for hit in found:
            title = self._privacy.name(hit.title) if hit.kind in ("case", "person", "spelling") else hit.title
            item = QListWidgetItem(title, self)
            item.setData(_FOUND, hit)
            item.setData(_SUBTITLE, self._privacy.second(hit.subtitle))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{title} {self._privacy.second(hit.subtitle)}")
        if not found:
            nothing = QListWidgetItem(tr("Nothing was found for “{text}”", text=text[:40]), self)
            nothing.setFlags(Qt.ItemFlag.NoItemFlags)
        else:
            self.setCurrentRow(0)
        self._place()
        self.show()
        self.raise_()

    def take_focus(self) -> None:
        """Down was pressed in the search field."""
        if self.isVisible() and self.count():
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def pick_first(self) -> None:
        """Enter was pressed in the search field."""
        item = self.currentItem()
        if self.isVisible() and item is not None:
            self._pick(item)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        at_top = event.key() == Qt.Key.Key_Up and self.currentRow() <= 0
        if event.key() == Qt.Key.Key_Escape or at_top:
            self._field.setFocus(Qt.FocusReason.OtherFocusReason)
            if not at_top:
                self.hide()
            return
        super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self.isVisible():
            if event.type() == QEvent.Type.Resize:
                self._place()
            elif event.type() == QEvent.Type.MouseButtonPress:
                self.hide()
        return super().eventFilter(watched, event)

    def focusOutEvent(self, event: object) -> None:
        super().focusOutEvent(event)  # type: ignore[arg-type]
        if not self._field.hasFocus():
            self.hide()

    @Slot(QListWidgetItem)
    def _pick(self, item: QListWidgetItem) -> None:
        hit = item.data(_FOUND)
        if hit is not None:
            self.hide()
            self.chosen.emit(hit)

    def _place(self) -> None:
        corner = self._field.mapTo(self._window, self._field.rect().bottomLeft())
        rows = min(max(1, self.count()), MOST_SHOWN)
        height = rows * self.sizeHintForRow(0) + 2 * self.frameWidth()
        width = max(self._field.width(), self._look.wide(360))
        self.setGeometry(QRect(corner.x(), corner.y() + 4, width, height))


class _Line(QStyledItemDelegate):
    """Icon, title, and the subtitle below it."""

    def __init__(self, look: Look, parent: QObject) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, option: Option, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, self._look.tall(44, 2))

    def paint(self, painter: QPainter, option: Option, index: QModelIndex | QPersistentModelIndex) -> None:
        look, rect = self._look, option.rect
        state = option.state
        chosen = bool(state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver))
        painter.save()
        painter.fillRect(rect, look.color("select" if chosen else "surface"))
        hit, view = index.data(_FOUND), self.parent()
        assert isinstance(view, QListWidget)
        words, size = start(view), look.icon_size()
        left = 12 if hit is None else 20 + size
        if hit is not None:
            icon = placed(view.viewport(), QRect(12, rect.top(), size, rect.height()))
            look.draw_icon(
                painter,
                ICONS.get(hit.kind, "search"),
                "text3",
                icon.left(),
                rect.center().y() - size // 2,
                size,
            )
        second = index.data(_SUBTITLE) or ""
        width = rect.width() - left - 12
        half = rect.height() // 2 if second else rect.height()
        painter.setFont(look.bold() if hit is not None else look.font())
        painter.setPen(look.color("text" if hit is not None else "text2"))
        line = placed(
            view.viewport(),
            QRect(left, rect.top() + (4 if second else 0), width, half - (4 if second else 0)),
        )
        painter.drawText(line, words, elided(str(index.data()), painter.font(), width))
        if second:
            painter.setFont(look.font(12))
            painter.setPen(look.color("text2"))
            below = placed(view.viewport(), QRect(left, rect.top() + half, width, half - 4))
            painter.drawText(below, words, elided(second, painter.font(), width))
        painter.restore()
