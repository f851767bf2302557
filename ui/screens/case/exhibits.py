"""The evidence of one incident, in short: small pictures with their names, and a link that adds more."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRect, QSize, Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from caseapp.i18n import tr
from caseapp.records import Evidence
from caseapp.services.cases import CaseSummary
from ui.incoming import holds_files, sources_in
from ui.look import Look, elided, placed
from ui.screens.case.adding import Adding, ask_for_files
from ui.screens.case.desk import Desk, emptied, heading
from ui.screens.case.exhibit import icon_of, second_line, title_of
from ui.screens.case.thumbs import Thumbs
from ui.screens.case.wall import draw_thumb
from ui.widgets.buttons import Button
from ui.widgets.labels import Rule, Words
from ui.widgets.named import named
from ui.widgets.paint import box


class Exhibits(QWidget):
    """Stands below an incident. Files can be dropped on it; a row leads to the piece of evidence."""

    def __init__(self, desk: Desk, case_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._case_id = desk, case_id
        self._incident = ""
        self._thumbs = Thumbs(desk, self)
        look = desk.look
        named(self, "exhibits", tr("Evidence"))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2)
        self.adding = Adding(desk, case_id, "exhibits.adding", incidents=True)
        self.add = Button(look, tr("Add evidence"), "exhibits.add", kind="flat", icon="plus")
        self.add.clicked.connect(lambda: ask_for_files(desk, self._take))
        words = tr("Add photographs, papers and recordings of it. Files can be dropped here.")
        self._none = Words(look, words, "exhibits.none", role="text2", wrap=True)
        head = QHBoxLayout()
        head.addWidget(heading(look, tr("Evidence"), "exhibits.title"))
        head.addStretch(1)
        head.addWidget(self.add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(10)
        column.addWidget(Rule(look))
        column.addLayout(head)
        column.addWidget(self._none)
        column.addLayout(self._rows)
        column.addWidget(self.adding)
        self.setAcceptDrops(True)
        self.hide()

    def show_for(self, summary: CaseSummary | None, incident_id: str) -> None:
        """The evidence that belongs to an incident; hidden while the incident is not saved yet."""
        self._incident = incident_id
        emptied(self._rows)
        known = summary is not None and summary.incident(incident_id) is not None
        self.setVisible(known)
        if summary is None or not known:
            return
        found = [one for one in summary.evidence if incident_id in one.incident_ids]
        self._none.setVisible(not found)
        self._thumbs.want(one.id for one in found)
        for evidence in found:
            row = _Row(self._desk.look, evidence, self._thumbs)
            row.clicked.connect(lambda _checked=False, one=evidence.id: self._lead(one))
            self._rows.addWidget(row)

    def dragEnterEvent(self, event: Any) -> None:
        if holds_files(event.mimeData()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dropEvent(self, event: Any) -> None:
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self._take(sources_in(event.mimeData()))

    def _take(self, sources: Any) -> None:
        self.adding.start(sources, self._incident)

    def _lead(self, evidence_id: str) -> None:
        self._desk.host.open_case(self._case_id, "evidence", evidence_id)


class _Row(QAbstractButton):
    """A small picture, the name, and kind and date."""

    def __init__(self, look: Look, evidence: Evidence, thumbs: Thumbs) -> None:
        super().__init__()
        self._look, self._evidence, self._thumbs = look, evidence, thumbs
        words = f"{title_of(evidence)}, {second_line(evidence)}"
        named(self, f"exhibits.row.{evidence.id}", words)
        self.setToolTip(title_of(evidence))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        thumbs.changed.connect(self._repaint)
        look.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(240, self._look.tall(48, 2))

    @Slot()
    def _repaint(self) -> None:
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = self._look, QPainter(self)
        if self.underMouse():
            box(painter, self.rect(), look.color("hover"))
        side = self.height() - 8
        well = placed(self, QRect(4, 4, side + 12, side))
        box(painter, well, look.color("page"), look.color("line"), radius=4)
        picture = self._thumbs.get(self._evidence.id)
        draw_thumb(painter, look, well.adjusted(1, 1, -1, -1), picture, icon_of(self._evidence))
        left, room = side + 28, self.width() - side - 36
        half = self.height() // 2
        for text, font, role, top in (
            (title_of(self._evidence), look.bold(), "text", 2),
            (second_line(self._evidence), look.font(12), "text2", half - 2),
        ):
            painter.setFont(font)
            painter.setPen(look.color(role))
            spot = placed(self, QRect(left, top, room, half))
            painter.drawText(spot, Qt.AlignmentFlag.AlignVCenter, elided(text, font, room))
        if self.hasFocus():
            box(painter, self.rect(), None, look.color("focus"), width=2)
        painter.end()
