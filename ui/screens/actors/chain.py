"""Where an actor belongs, drawn as a tree: what it is a part of above it, its own parts below."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from caseapp.i18n import tr
from caseapp.records import Actor
from ui.look import Look, placed
from ui.screens.case.desk import emptied
from ui.widgets.buttons import Button
from ui.widgets.labels import Words
from ui.widgets.named import named
from ui.words import coded

#: How far each step of the tree is moved in.
STEP = 20


class ActorChain(QWidget):
    """One line for each actor, moved in by its place in the chain. `wanted(id)`: the person chose one."""

    wanted = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        named(self, "actors.chain", tr("Where it belongs"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_chain(self, above: tuple[Actor, ...], actor: Actor, below: tuple[Actor, ...]) -> None:
        """Shows the highest first, then the actor itself, then its parts."""
        emptied(self._column)
        for depth, one in enumerate(above):
            self._column.addWidget(self._line(one, depth))
        self._column.addWidget(self._line(actor, len(above), here=True))
        for one in below:
            self._column.addWidget(self._line(one, len(above) + 1))

    def _line(self, actor: Actor, depth: int, *, here: bool = False) -> QWidget:
        look = self._look
        line = _Step(look, depth)
        row = QHBoxLayout(line)
        row.setContentsMargins(look.wide(STEP) * depth, 0, 0, 0)
        row.setSpacing(10)
        kind = coded("actor_kinds", actor.kind)
        if here:
            row.addWidget(Words(look, actor.name, "actors.chain.here", bold=True))
        else:
            link = Button(look, actor.name.replace("&", "&&"), f"actors.chain.{actor.id}", kind="link")
            link.setAccessibleName(tr("Show: {what}", what=actor.name))
            link.clicked.connect(partial(self._choose, actor.id))
            row.addWidget(link)
        row.addWidget(Words(look, kind, px=12, role="text2"), 1)
        return line

    def _choose(self, actor_id: str) -> None:
        self.wanted.emit(actor_id)


class _Step(QWidget):
    """A line with the corner that ties it to the one above."""

    def __init__(self, look: Look, depth: int) -> None:
        super().__init__()
        self._look, self._depth = look, depth

    def minimumSizeHint(self) -> QSize:
        return QSize(0, max(super().minimumSizeHint().height(), self._look.tall(28)))

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._depth:
            return
        step, middle = self._look.wide(STEP), self.height() // 2
        corner = placed(self, QRect(step * (self._depth - 1) + step // 2 - 2, 0, step // 2 - 2, middle))
        from_left = self.layoutDirection() == Qt.LayoutDirection.LeftToRight
        stem, end = (corner.left(), corner.right()) if from_left else (corner.right(), corner.left())
        painter = QPainter(self)
        painter.setPen(QPen(self._look.color("border"), 1))
        painter.drawLine(QPoint(stem, 0), QPoint(stem, middle))
        painter.drawLine(QPoint(stem, middle), QPoint(end, middle))
        painter.end()
