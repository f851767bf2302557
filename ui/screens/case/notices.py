"""What needs attention in a case, one line each: the gravest first, each with its way to settle it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from caseapp.i18n import tr
from ui.look import Look
from ui.screens.case.desk import emptied, snug
from ui.widgets.buttons import Button
from ui.widgets.labels import IconLabel, ShapeLabel, Words
from ui.widgets.named import named
from ui.widgets.shapes import LEVELS

#: In this order; "" is a quiet remark without a colour.
_ORDER: Final = (*LEVELS, "")
#: How far below the top of a link its words begin.
_LINK_TOP: Final = 6


@dataclass(frozen=True)
class NoticeLink:
    """Where a notice leads: the words of the link and what it does."""

    words: str
    act: Callable[[], object]


@dataclass(frozen=True)
class _Notice:
    level: str
    text: str
    link: NoticeLink | None
    key: str


class Notices(QWidget):
    """A short list; with nothing to say it takes no room.

    `add_notice` with a key that is there already replaces that line, so that an answer which comes later may
    correct what stood there.
    """

    def __init__(self, look: Look, name: str = "notices", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._found: list[_Notice] = []
        named(self, name, tr("Needs attention"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self.hide()

    def add_notice(self, level: str, text: str, link: NoticeLink | None = None, *, key: str = "") -> None:
        """One more line. `level`: "crit", "high", "mod", "low" or "" for a quiet remark."""
        key = key or str(len(self._found))
        self._found = [one for one in self._found if one.key != key]
        self._found.append(_Notice(level if level in _ORDER else "", text, link, key))
        self._show()

    def take_notice(self, key: str) -> None:
        """Takes a line away again; nothing happens when it is not there."""
        self._found = [one for one in self._found if one.key != key]
        self._show()

    def clear(self) -> None:
        """Takes all lines away."""
        self._found = []
        self._show()

    def texts(self) -> list[str]:
        """What is said, in the order in which it is shown."""
        return [one.text for one in self._sorted()]

    def _sorted(self) -> list[_Notice]:
        return sorted(self._found, key=lambda one: _ORDER.index(one.level))

    def _show(self) -> None:
        emptied(self._column)
        for notice in self._sorted():
            self._column.addWidget(self._line(notice))
        self.setVisible(bool(self._found))

    def _line(self, notice: _Notice) -> QWidget:
        look, name = self._look, f"{self.objectName()}.{notice.key}"
        line = named(QWidget(), name, notice.text)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        mark = ShapeLabel(look, notice.level) if notice.level else IconLabel(look, "circle-alert", size=14)
        # A link is higher than its words; the line begins level with them.
        top = _LINK_TOP if notice.link is not None else 0
        marked = QVBoxLayout()
        marked.setContentsMargins(0, top, 0, 0)
        marked.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(marked)
        words = Words(look, notice.text, f"{name}.text", wrap=True, role=notice.level or "text")
        words.setContentsMargins(0, top, 0, 0)
        row.addWidget(words, 1, Qt.AlignmentFlag.AlignTop)
        if notice.link is not None:
            act = notice.link.act
            link = Button(look, notice.link.words, f"{name}.link", kind="link")
            link.setAccessibleName(f"{notice.link.words}: {notice.text}")
            link.clicked.connect(lambda _checked=False: act())
            row.addWidget(link, 0, Qt.AlignmentFlag.AlignTop)
        return snug(line)
