"""The steps of a long act, one under the other: done, under way, to come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QSizePolicy, QVBoxLayout, QWidget

from caseapp.i18n import tr
from ui.look import Look
from ui.widgets.labels import ElidedLabel, Words
from ui.widgets.named import named
from ui.widgets.paint import box


@dataclass(frozen=True)
class Step:
    """A step: stable id, title, and one line about it for as long as it has no news of its own."""

    id: str
    title: str
    about: str = ""


class Stages(QWidget):
    """Shows steps. `begin(id)` makes one current (those before it are done), `finish` makes all done.

    `progress` draws the bar of the current step, `fail` marks it as the place where it stopped.
    """

    def __init__(
        self, look: Look, steps: Sequence[Step], name: str, says: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        named(self, name, says)
        self._rows = {s.id: _Row(look, s, n + 1, f"{name}.{s.id}", self) for n, s in enumerate(steps)}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for row in self._rows.values():
            column.addWidget(row)

    def reset(self) -> None:
        """All steps are to come."""
        for row in self._rows.values():
            row.show_state("later")

    def begin(self, step: str) -> None:
        state = "done"
        for key, row in self._rows.items():
            if key == step:
                row.show_state("now")
                state = "later"
            else:
                row.show_state(state)

    def finish(self) -> None:
        for row in self._rows.values():
            row.show_state("done")

    def fail(self, step: str, why: str) -> None:
        self.begin(step)
        self._rows[step].show_state("failed")
        self._rows[step].tell(why)

    def progress(self, step: str, done: int, total: int, about: str = "") -> None:
        """How far the step is, in units of its own; `about` says amount and time left."""
        self._rows[step].show_progress(done, total)
        if about:
            self._rows[step].tell(about)

    def tell(self, step: str, about: str, end: str = "") -> None:
        """Another line about a step, and a short word at its end, such as the seconds it took."""
        self._rows[step].tell(about, end)

    def state(self, step: str) -> str:
        """later, now, done or failed."""
        return self._rows[step].state


class _Row(QWidget):
    def __init__(self, look: Look, step: Step, number: int, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._step = step
        named(self, name, step.title)
        self.state = "later"
        self._mark = _Mark(look, number, self)
        self._title = Words(look, step.title, f"{name}.title")
        self._end = Words(look, "", f"{name}.end", px=12, role="text2")
        self._about = ElidedLabel(look, step.about, f"{name}.about", px=12, role="text2")
        self._bar = named(QProgressBar(self), f"{name}.bar", step.title)
        self._bar.setTextVisible(False)
        self._bar.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(0)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._end)
        words.addLayout(head)
        words.addWidget(self._about)
        words.addSpacing(4)
        words.addWidget(self._bar)
        row.addLayout(words, 1)
        self._look = look
        self.show_state("later")

    def show_state(self, state: str) -> None:
        self.state = state
        self._mark.show_state(state)
        self._title.set_bold(state in ("now", "failed"))
        self._title.set_role("text2" if state == "later" else "text")
        self._about.set_role("crit" if state == "failed" else "text2")
        said = {
            "later": tr("to come"),
            "now": tr("under way"),
            "done": tr("done"),
            "failed": tr("stopped here"),
        }
        self.setAccessibleName(f"{self._step.title}: {said[state]}")
        if state != "now":
            self._bar.hide()
            self._end.setText("" if state == "later" else self._end.text() if state == "done" else "")
        if state == "later":
            self._about.setText(self._step.about)

    def show_progress(self, done: int, total: int) -> None:
        self._bar.setVisible(self.state == "now" and total > 0)
        if total > 0:
            # A backup has more bytes than the bar's 32 bits can count.
            self._bar.setRange(0, 1000)
            self._bar.setValue(round(1000 * min(done, total) / total))
            self._end.setText(tr("{part} %", part=100 * min(done, total) // total))

    def tell(self, about: str, end: str = "") -> None:
        self._about.setText(about)
        self.setAccessibleDescription(about)
        if end:
            self._end.setText(end)


class _Mark(QWidget):
    """The 24 unit circle with a number or a tick."""

    def __init__(self, look: Look, number: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._look, self._number, self._state = look, number, "later"
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)

    def show_state(self, state: str) -> None:
        self._state = state
        self.update()

    def sizeHint(self) -> QSize:
        side = self._look.icon_size(24)
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        look, area = self._look, QRect(0, 0, self.width(), self.height())
        painter = QPainter(self)
        radius = area.width() / 2
        if self._state in ("done", "failed"):
            ok = self._state == "done"
            box(painter, area, look.theme.tint("ok" if ok else "crit"), radius=radius)
            size = look.icon_size(14)
            spot = (area.width() - size) // 2
            look.draw_icon(painter, "check" if ok else "x", "ok" if ok else "crit", spot, spot, size)
        else:
            now = self._state == "now"
            edge = look.color("accent" if now else "border")
            box(painter, area, look.color("surface"), edge, radius=radius, width=2 if now else 1)
            painter.setFont(look.bold(12))
            painter.setPen(look.color("accent" if now else "text2"))
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, str(self._number))
        painter.end()
