"""What has to be settled before an act, and where; and the summary of fields that can't be saved as typed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from caseapp.i18n import ntr, tr
from ui.look import Look
from ui.widgets.buttons import Button
from ui.widgets.labels import Noted, ShapeLabel, Words
from ui.widgets.named import named
from ui.widgets.paint import box


@dataclass(frozen=True)
class Finding:
    """`id` comes back when its link is used.

    `blocks`: the act is impossible until then; else it is a warning.
    """

    id: str
    fact: str
    why: str = ""
    link: str = ""
    blocks: bool = True


class Findings(QWidget):
    """A block on the tint of "high", pinned above the bottom of a form, never modal.

    None left: one green line.
    """

    settle = Signal(str)

    def __init__(self, look: Look, name: str = "findings", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._list: tuple[Finding, ...] = ()
        self._ready = ""
        named(self, name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 10, 12, 10)
        self._column.setSpacing(8)
        self._body: QWidget | None = None
        self.show_findings(())

    @property
    def blocking(self) -> int:
        """How many of them make the act impossible."""
        return sum(f.blocks for f in self._list)

    def show_findings(self, findings: Sequence[Finding], title: str = "", ready: str = "") -> None:
        """Shows what is left.

        `title` replaces "2 things to settle before issue", `ready` replaces "Ready to issue".
        """
        self._list = tuple(findings)
        self._ready = ready or tr("Ready to issue")
        if self._body is not None:
            self._body.hide()
            self._body.deleteLater()
            self._column.removeWidget(self._body)
        self._body = (
            self._full(title)
            if findings
            else Noted(self._look, "check", self._ready, f"{self.objectName()}.ready", role="ok", px=13)
        )
        self._column.addWidget(self._body)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._list:
            painter = QPainter(self)
            box(painter, self.rect(), self._look.theme.tint("high" if self.blocking else "mod"), radius=8)
            painter.end()

    def _full(self, title: str) -> QWidget:
        body = QWidget(self)
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        count = self.blocking
        words = title or (
            ntr("{n} thing to settle before issue", "{n} things to settle before issue", count)
            if count
            else ntr("{n} thing to look at", "{n} things to look at", len(self._list))
        )
        self.setAccessibleName(words)
        role = "high" if count else "mod"
        column.addWidget(Words(self._look, words, f"{self.objectName()}.title", bold=True, role=role))
        for finding in self._list:
            column.addWidget(self._line(finding, body))
        return body

    def _line(self, finding: Finding, parent: QWidget) -> QWidget:
        look, name = self._look, f"{self.objectName()}.{finding.id}"
        line = named(QWidget(parent), name, f"{finding.fact}. {finding.why}" if finding.why else finding.fact)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        role = "high" if finding.blocks else "mod"
        icon = ShapeLabel(look, role, says=tr("Blocks") if finding.blocks else tr("Warning"))
        row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Words(look, finding.fact, f"{name}.fact", bold=True, wrap=True))
        if finding.why:
            words.addWidget(Words(look, finding.why, f"{name}.why", px=12, wrap=True))
        row.addLayout(words, 1)
        if finding.link:
            link = Button(look, finding.link, f"{name}.link", kind="link")
            link.setAccessibleDescription(finding.fact)
            link.clicked.connect(lambda _checked=False, key=finding.id: self.settle.emit(key))
            link.setFixedHeight(look.tall(20))
            row.addWidget(link, 0, Qt.AlignmentFlag.AlignTop)
        return line


class ErrorSummary(QWidget):
    """The block on top of a form that could not be saved: one link for each field that needs another look."""

    jump = Signal(str)

    def __init__(self, look: Look, name: str = "errors", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        named(self, name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 10, 12, 10)
        self._column.setSpacing(4)
        self.hide()

    def show_errors(self, sentence: str, fields: Sequence[tuple[str, str, str]] = ()) -> None:
        """`fields`.

        Key of the field, its label, what is wrong with it. An empty sentence takes the block away.
        """
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        self.setVisible(bool(sentence))
        self.setAccessibleName(sentence)
        if not sentence:
            return
        name = self.objectName()
        head = Noted(
            self._look, "octagon-alert", sentence, f"{name}.title", role="crit", px=13, bold=True, wrap=True
        )
        self._column.addWidget(head)
        for key, label, reason in fields:
            # The label is the link, the reason stands below it and may wrap.
            link = Button(self._look, label, f"{name}.{key}", kind="link")
            link.setAccessibleName(f"{label}: {reason}")
            link.clicked.connect(lambda _checked=False, field=key: self.jump.emit(field))
            self._column.addWidget(link, 0, Qt.AlignmentFlag.AlignLeading)
            self._column.addWidget(Words(self._look, reason, px=12, wrap=True))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box(painter, self.rect(), self._look.theme.tint("crit"), radius=8)
        painter.end()


class Well(QWidget):
    """A quiet block that asks or explains: icon and words on the hover ground."""

    def __init__(
        self,
        look: Look,
        icon: str,
        text: str,
        name: str,
        *,
        icon_role: str = "text2",
        ground: str = "hover",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look, self._ground = look, ground
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._line = Noted(look, icon, text, name, px=13, role="text", icon_role=icon_role, gap=10, wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.addWidget(self._line)

    def set_text(self, text: str) -> None:
        self._line.set_text(text)

    def set_state(self, icon: str, icon_role: str, text: str) -> None:
        self._line.icon.set_icon(icon, icon_role)
        self._line.set_text(text)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box(painter, self.rect(), self._look.color(self._ground), radius=8)
        painter.end()
