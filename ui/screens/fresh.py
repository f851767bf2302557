"""The base of the screens that list records of the store."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from ui.widgets.named import named
from ui.widgets.search import SearchField


class FreshScreen(QWidget):
    """Reads its records anew when some have changed: at once while it is seen, otherwise when it is shown.

    `reload` says what is read; it sets `stale` to False when it has asked.
    """

    #: The field that narrows the list down.
    search: SearchField

    def __init__(self, name: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.stale = True
        named(self, name, title)

    @Slot()
    def reload(self) -> None:
        """Reads all that is shown anew, and keeps what is selected."""
        raise NotImplementedError

    @Slot()
    def filter(self) -> None:
        """Ctrl+F: puts the keyboard into the field that narrows the list down."""
        self.search.setFocus()
        self.search.field.selectAll()

    def changed(self, _changes: object) -> None:
        """Something of what is shown may have changed."""
        self.stale = True
        if self.isVisible():
            self.reload()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.stale:
            self.reload()
