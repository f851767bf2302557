"""Places that scroll, safe to be read by a screen reader while they change."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QScrollArea, QWidget

from ui.widgets.named import named

#: What Qt calls the two widgets around the scroll bars.
_HOLDERS = ("qt_scrollarea_hcontainer", "qt_scrollarea_vcontainer")


class Area(QScrollArea):
    """One widget that scrolls up and down, without a frame, as wide as its place."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, name)
        keep_one_child(self)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)


def keep_one_child(area: QAbstractScrollArea) -> None:
    """Shows screen readers what scrolls and not the bars beside it, which come and go.

    WORKAROUND: QAccessibleAbstractScrollArea::child (Qt 6.12) reads past the end of its list. A screen reader
    counts the children, a bar goes (as on every change of page), the reader asks for the last child, and the
    program crashes. Qt knows the bars by the names of the widgets around them; under other names it leaves
    them out, and the one child is always there.
    """
    for name in _HOLDERS:
        for holder in area.findChildren(QWidget, name, Qt.FindChildOption.FindDirectChildrenOnly):
            holder.setObjectName("scrollbar")
