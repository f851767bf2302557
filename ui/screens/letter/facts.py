"""Which facts a letter tells: a check box for each incident of the case, in the order of time."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QEnterEvent, QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from caseapp.i18n import ntr, tr
from caseapp.records import Incident
from ui.look import Look, elided, placed
from ui.widgets.labels import Words
from ui.widgets.named import named
from ui.widgets.paint import box, hairline
from ui.widgets.pane import Card
from ui.words import coded, incident_title, joined, said


def fact_words(incident: Incident, language: str) -> tuple[str, str, bool]:
    """The fact as letters print it (or our own title), what it rests on, whether a letter can print it."""
    statement = incident.statement.get(language, "")
    if incident.disclosure == "NOB":
        return statement or incident_title(incident), tr("Nobody outside may be told"), False
    basis = coded("knowledge_basis", incident.basis)
    if not statement:
        return incident_title(incident), tr("No account in the language of the letter yet"), False
    if not basis:
        return statement, tr("Nothing says how we know it"), False
    limit = coded("disclosure", incident.disclosure) if incident.disclosure not in ("", "PUB") else ""
    only = tr("Only: {who}", who=limit) if limit else ""
    return statement, joined(only, said(incident.happened), basis, by=" · "), True


class FactRow(QCheckBox):
    """One fact: check box, its words, and below what it rests on."""

    pointed = Signal(str)

    def __init__(self, look: Look, incident: Incident, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.incident_id = incident.id
        self._fact, self._more, self._ready = fact_words(incident, language)
        named(self, f"fact.{incident.id}", f"{self._fact} {self._more}")
        self.setToolTip(self._fact)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(200, self._look.tall(51, 2))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.pointed.emit(self.incident_id)
        super().enterEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.pointed.emit(self.incident_id)
        super().focusInEvent(event)
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        self.update()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = self._look
        painter = QPainter(self)
        if self.hasFocus() or self.underMouse():
            painter.fillRect(self.rect(), look.color("select" if self.hasFocus() else "hover"))
        hairline(painter, 0, self.height() - 1, self.width(), look.color("line"))
        size = look.icon_size()
        mark = placed(self, QRect(14, look.tall(10), size, size))
        if self.isChecked():
            box(painter, mark, look.color("accentfill" if self.isEnabled() else "border"), radius=4)
            look.draw_icon(painter, "check", "onaccent", mark.x() + 1, mark.y() + 1, size - 2)
        else:
            box(painter, mark, look.color("surface"), look.color("border"), radius=4)
        if self.hasFocus():
            box(painter, mark.adjusted(-2, -2, 2, 2), None, look.color("focus"), radius=6, width=2)
        left = 14 + size + 10
        room = self.width() - left - 14
        line = look.tall(20)
        painter.setFont(look.font())
        painter.setPen(look.color("text" if self.isChecked() else "text2"))
        words = placed(self, QRect(left, look.tall(7), room, line))
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, elided(self._fact, look.font(), room))
        self._paint_more(painter, left, look.tall(7) + line, room)
        painter.end()

    def _paint_more(self, painter: QPainter, left: int, top: int, room: int) -> None:
        look = self._look
        warns = self.isChecked() and not self._ready
        size = look.icon_size(14)
        icon = "triangle-alert" if warns else "paperclip"
        role = "high" if warns else "text3"
        spot = placed(self, QRect(left, top + 2, size, size))
        look.draw_icon(painter, icon, role, spot.x(), spot.y(), size)
        font = look.bold(12) if warns else look.font(12)
        painter.setFont(font)
        painter.setPen(look.color("high" if warns else "text2"))
        words = placed(self, QRect(left + size + 6, top, room - size - 6, look.tall(18)))
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, elided(self._more, font, words.width()))


class FactList(QWidget):
    """All facts of the case.

    `chosen(ids)` after each change, `pointed(id)` for the one under the cursor or focus.
    """

    chosen = Signal(list)
    pointed = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._rows: list[FactRow] = []
        self._shown: tuple[tuple[object, ...], ...] = ()
        named(self, "letter.facts", tr("Facts in this letter"))
        self._count = Words(look, "", "letter.facts.count", px=12, role="text2")
        self._none = Words(look, tr("No incident is recorded in this case yet."), role="text2", wrap=True)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(Words(look, tr("Facts in this letter"), "letter.facts.title", px=15, bold=True))
        head.addWidget(self._count)
        head.addStretch(1)
        self._card = Card(look, "letter.facts.card")
        self._list = QVBoxLayout(self._card)
        self._list.setContentsMargins(1, 1, 1, 1)
        self._list.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self._none)
        column.addWidget(self._card)

    def show_facts(self, incidents: Sequence[Incident], chosen: Sequence[str], language: str) -> None:
        """Shows the incidents in their order, those of the letter checked."""
        now = tuple((one.id, fact_words(one, language)) for one in incidents)
        if now != self._shown:
            self._shown = now
            self._fill(incidents, language)
        for row in self._rows:
            row.blockSignals(True)
            row.setChecked(row.incident_id in chosen)
            row.blockSignals(False)
            row.update()
        self._tell()

    def ids(self) -> list[str]:
        """The facts that are checked, in the order of the list."""
        return [row.incident_id for row in self._rows if row.isChecked()]

    def row(self, incident_id: str) -> FactRow | None:
        """The row of a fact."""
        return next((row for row in self._rows if row.incident_id == incident_id), None)

    def start(self) -> None:
        """Puts the keyboard on the first fact."""
        if self._rows:
            self._rows[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(self, incidents: Sequence[Incident], language: str) -> None:
        for row in self._rows:
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = []
        for incident in incidents:
            row = FactRow(self._look, incident, language, self._card)
            row.toggled.connect(self._toggled)
            row.pointed.connect(self.pointed)
            self._list.addWidget(row)
            self._rows.append(row)
        self._card.setVisible(bool(self._rows))
        self._none.setVisible(not self._rows)

    def _tell(self) -> None:
        words = ntr("{chosen} of {n}", "{chosen} of {n}", len(self._rows), chosen=len(self.ids()))
        self._count.setText(words if self._rows else "")

    @Slot()
    def _toggled(self) -> None:
        self._tell()
        self.chosen.emit(self.ids())
