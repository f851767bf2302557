"""Splitters that stand where they were left, kept inside the store."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QSplitter, QWidget

from ui.screens.case.desk import Desk
from ui.widgets.named import named

#: A new place is kept when the handle was left alone for so long, in milliseconds.
_PAUSE: Final = 500


class KeptSplitter(QSplitter):
    """Two panes of which none can be closed; where the handle stands is kept by the splitter's name."""

    def __init__(self, desk: Desk, name: str, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._desk = desk
        named(self, name)
        self.setChildrenCollapsible(False)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self.keep)
        self.splitterMoved.connect(self._pause.start)

    def bring_back(self) -> None:
        """Puts the handle where it was left last time; call it when both panes are in."""
        place, drafts = self._place(), self._desk.office.drafts
        self._desk.runner.run(lambda: drafts.get(place), self._found, owner=self)

    def keep(self) -> None:
        """Keeps where the handle stands now."""
        self._pause.stop()
        place, sizes, drafts = self._place(), self.sizes(), self._desk.office.drafts
        self._desk.runner.run(lambda: drafts.put(place, sizes))

    def _place(self) -> str:
        way = "beside" if self.orientation() == Qt.Orientation.Horizontal else "below"
        return f"view/{self.objectName()}/{way}"

    def _found(self, sizes: Any) -> None:
        if isinstance(sizes, list) and len(sizes) == self.count() and sum(sizes) > 0:
            self.setSizes([int(size) for size in sizes])
