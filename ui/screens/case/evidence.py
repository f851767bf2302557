"""Evidence: files as a wall of small pictures or as a list, the chosen one beside it, and adding them."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QGuiApplication, QKeySequence, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from caseapp.i18n import N_, tr
from caseapp.records import Evidence
from caseapp.services.cases import CaseSummary
from ui.incoming import holds_files, sources_in
from ui.keys import shortcut
from ui.screens.case.adding import Adding, ask_for_files
from ui.screens.case.desk import Desk, Section
from ui.screens.case.piece import Piece
from ui.screens.case.sifting import LIST, Sifting, columns
from ui.screens.case.splitting import KeptSplitter
from ui.screens.case.thumbs import Thumbs
from ui.screens.case.wall import Wall
from ui.tables.model import RowModel
from ui.tables.view import TableView
from ui.widgets.buttons import Button
from ui.widgets.empty import EmptyState
from ui.widgets.paint import box
from ui.widgets.rail import Mark
from ui.widgets.segments import Choice
from ui.words import coded, incident_title, joined

#: With less room than this the chosen piece stands below the wall.
BESIDE = 760


class EvidenceSection(Section):
    """The evidence of the case."""

    NAME = "case.evidence"
    SAYS = N_("Evidence")
    BEGINS = N_("Add files")

    def __init__(self, desk: Desk, case_id: str) -> None:
        super().__init__(desk, case_id)
        self._summary: CaseSummary | None = None
        self._wanted = ""
        self._dragging = False
        self.thumbs = Thumbs(desk, self)
        self.model = RowModel(columns(), lambda one: one.id)
        look = self.look
        self.wall = Wall(look, self.model, self.thumbs, "evidence.wall", tr("Evidence"))
        self.table = TableView(look, self.model, "evidence.list", tr("Evidence"))
        links = {"incident": self._incidents, "identity_document": self._papers}
        self.piece = Piece(desk, self.thumbs, links)
        self.adding = Adding(desk, case_id, "evidence.adding")
        self.adding.added.connect(self._added)
        self.sifting = Sifting(look)
        self.sifting.changed.connect(self._fill)
        self.sifting.shape.chosen.connect(self._show_shape)
        self.new = Button(look, tr("Add files…"), "evidence.add", kind="flat", icon="plus")
        self.new.clicked.connect(self.add)
        self._build()
        for view in (self.wall, self.table):
            view.current_changed.connect(self._chosen)
            view.opened.connect(self._open)
        inside = Qt.ShortcutContext.WidgetWithChildrenShortcut
        shortcut([QKeySequence.StandardKey.Paste], self, self.paste, inside)
        self.setAcceptDrops(True)

    # What the page calls

    def show_summary(self, summary: CaseSummary) -> None:
        self._summary = summary
        self.sifting.belongs.set_choices(self._incidents())
        self.thumbs.want(one.id for one in summary.evidence)
        self._fill()
        self.desk.runner.run(self.desk.caseworkers, self._names_known, owner=self)

    def flush(self) -> None:
        self.piece.panel.flush()

    def confirm(self) -> None:
        self.piece.panel.confirm()

    def start(self) -> None:
        if self._summary is not None and not self._summary.evidence:
            self._empty.button.setFocus()
        else:
            self._view().setFocus(Qt.FocusReason.ShortcutFocusReason)

    def begin(self) -> None:
        self.add()

    def jump(self, kind: str, record_id: str, field: str) -> bool:
        if kind != Evidence.KIND or self._find(record_id) is None:
            return False
        self._clear_filter()
        self._wanted = record_id
        self._fill()
        return self.piece.panel.jump(record_id, field) if field else True

    @classmethod
    def mark(cls, summary: CaseSummary) -> Mark:
        return Mark(len(summary.evidence) or None)

    # Adding

    @Slot()
    def add(self) -> None:
        """Lets the person pick files."""
        ask_for_files(self.desk, self.adding.start)

    @Slot()
    def paste(self) -> None:
        """Adds the picture or the files that are in the clipboard."""
        sources = sources_in(QGuiApplication.clipboard().mimeData())
        if sources:
            self.adding.start(sources)
        else:
            self.desk.host.toast(tr("There is no picture or file in the clipboard."))

    def dragEnterEvent(self, event: Any) -> None:
        if holds_files(event.mimeData()):
            event.setDropAction(Qt.DropAction.CopyAction)  # the original stays where it is
            event.accept()
            self._show_dragging(True)

    def dragMoveEvent(self, event: Any) -> None:
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()

    def dragLeaveEvent(self, event: Any) -> None:
        self._show_dragging(False)

    def dropEvent(self, event: Any) -> None:
        self._show_dragging(False)
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.adding.start(sources_in(event.mimeData()))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._dragging:
            painter = QPainter(self)
            area = self.rect().adjusted(4, 4, -4, -4)
            box(painter, area, self.look.color("select"), self.look.color("accent"), radius=8, width=2)
            painter.end()

    def _show_dragging(self, dragging: bool) -> None:
        self._dragging = dragging
        self._stack.setVisible(not dragging or self.adding.busy)
        self._drop_words.setVisible(dragging)
        self.update()

    @Slot(list)
    def _added(self, ids: list[str]) -> None:
        if ids:
            self._clear_filter()
            self._wanted = ids[0]
            self._fill()

    # Building

    def _build(self) -> None:
        look = self.look
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.sifting.text, 10)
        head.addStretch(1)
        head.addWidget(self.sifting.shape)
        head.addWidget(self.new)
        self._views = QStackedWidget()
        self._views.addWidget(self.wall)
        self._views.addWidget(self.table)
        self._nothing = EmptyState(
            look, "search", "", tr("Clear the filter"), name="evidence.none", link=True
        )
        self._nothing.acted.connect(self._clear_filter)
        self._views.addWidget(self._nothing)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(20, 12, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.sifting)
        column.addWidget(self._views, 1)
        self.splitter = KeptSplitter(self.desk, "evidence.splitter")
        self.splitter.addWidget(left)
        self.splitter.addWidget(self.piece)
        self.splitter.setStretchFactor(0, 1)
        self._empty = EmptyState(
            look,
            "paperclip",
            tr("Photographs, papers and recordings stand here. Drop files on this page, or paste a picture."),
            tr("Add files…"),
            name="evidence.empty",
        )
        self._empty.acted.connect(self.add)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.splitter)
        words = tr("Let go here: the files are copied into the store. The originals stay where they are.")
        self._drop_words = EmptyState(look, "paperclip", words, name="evidence.drop", parent=self)
        self._drop_words.hide()
        strip = QVBoxLayout()
        strip.setContentsMargins(20, 8, 20, 0)
        strip.addWidget(self.adding)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(strip)
        outer.addWidget(self._drop_words, 1)
        outer.addWidget(self._stack, 1)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.adding.catch_up()  # files that were added to an incident meanwhile

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.width() >= self.look.wide(BESIDE)
        wanted = Qt.Orientation.Horizontal if beside else Qt.Orientation.Vertical
        self.piece.picture.set_low(not beside)
        if self.splitter.orientation() != wanted or not sum(self.splitter.sizes()):
            self.splitter.setOrientation(wanted)
            size = self.width() - self.look.wide(480) if beside else self.look.tall(264, 8)
            whole = self.width() if beside else self.height()
            self.splitter.setSizes([size, max(120, whole - size)])
            self.splitter.bring_back()

    # Showing

    def _view(self) -> Wall | TableView:
        return self.table if self.sifting.shape.value() == LIST else self.wall

    @Slot(str)
    def _show_shape(self, _code: str) -> None:
        kept = self.piece.evidence
        self._views.setCurrentWidget(self._view())
        if kept is not None:
            self._view().select_key(kept.id)

    @Slot()
    def _fill(self) -> None:
        if self._summary is None:
            return
        rows = self.sifting.sifted(self._summary.evidence)
        kept = self._wanted or (self.piece.evidence.id if self.piece.evidence is not None else "")
        self.model.show_rows(rows)
        self._stack.setCurrentWidget(self.splitter if self._summary.evidence else self._empty)
        self._nothing.show_words(tr("No evidence fits the filter."), tr("Clear the filter"))
        self._views.setCurrentWidget(self._view() if rows else self._nothing)
        self.piece.setVisible(bool(rows))
        if rows and not self._view().select_key(kept):
            self._view().select_key(rows[0].id)
        if self._find(self._wanted) is not None:
            self._wanted = ""

    @Slot()
    def _clear_filter(self) -> None:
        self.sifting.clear()
        self._fill()

    @Slot(str)
    def _chosen(self, record_id: str) -> None:
        evidence = self._find(record_id)
        if evidence is not None and self._summary is not None:
            self.piece.show_piece(evidence, self._summary.custody)

    @Slot(str)
    def _open(self, record_id: str) -> None:
        self._chosen(record_id)
        self.piece.view()

    def _find(self, record_id: str) -> Evidence | None:
        found = self._summary.evidence if self._summary is not None else []
        return next((one for one in found if one.id == record_id), None)

    def _names_known(self, found: list[Choice]) -> None:
        self.piece.know_names({one.code: one.text for one in found})

    def _incidents(self) -> list[Choice]:
        incidents = self._summary.incidents if self._summary is not None else []
        return [Choice(one.id, incident_title(one)) for one in incidents]

    def _papers(self) -> list[Choice]:
        documents = self._summary.documents if self._summary is not None else []
        return [
            Choice(
                one.id, joined(coded("identity_documents", one.kind), one.number) or tr("Identity document")
            )
            for one in documents
        ]
