"""The screen with the register of letters."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from caseapp.i18n import ntr, tr
from caseapp.letters.kinds import ALL
from caseapp.services.letters import LetterRow
from caseapp.services.office import Office
from caseapp.services.verifying import Verdict
from ui.bus import ChangeBus
from ui.latest import Latest
from ui.screens.fresh import FreshScreen
from ui.screens.host import Host
from ui.screens.letters.rows import YIELDING, Wanted, day_of, findable, fitting, letter_columns, ordered
from ui.screens.letters.verdict import VerdictPanel, read_file
from ui.tables.fitting import fit_columns
from ui.tables.matching import Findable
from ui.tables.model import RowModel
from ui.tables.view import TableView
from ui.tasks import Runner
from ui.widgets.buttons import Button
from ui.widgets.chips import FilterChip
from ui.widgets.empty import EmptyState
from ui.widgets.fields import ChoiceField
from ui.widgets.flow import FlowLayout
from ui.widgets.page import PageHead
from ui.widgets.paint import box
from ui.widgets.search import SearchField
from ui.widgets.segments import Choice
from ui.widgets.switching import show_switched
from ui.words import letter_kind

#: The client keeps at least this width, at 100 % text.
CLIENT_LEAST = 170


class LettersScreen(FreshScreen):
    """All letters of the store. A PDF dropped here or chosen to be verified is compared with them."""

    def __init__(
        self, office: Office, runner: Runner, bus: ChangeBus, host: Host, parent: QWidget | None = None
    ) -> None:
        super().__init__("letters", tr("Letters"), parent)
        self._office, self._runner, self._host = office, runner, host
        self._look = host.look
        self._rows: dict[LetterRow, Findable] = {}
        self._sort = ("date", True)
        self._dropping = False
        self._asked = Latest(runner, self)
        self.setAcceptDrops(True)
        self._build()
        self._connect()
        bus.listen(self, ("letter", "case", "person", "contact"), self.changed)

    # What the window calls

    @Slot()
    def reload(self) -> None:
        """Reads the register anew and keeps the selected row."""
        letters, known = self._office.letters, self._rows
        self.stale = False

        def read() -> dict[LetterRow, Findable]:
            return {row: known.get(row) or findable(row) for row in letters.register(drafts=True)}

        self._asked.ask(read, self._show)

    @Slot()
    def verify(self) -> None:
        """Asks for a PDF and says whether it is a letter of this store."""
        path = self._host.dialogs.open_file(
            tr("Verify a letter"), [tr("PDF files (*.pdf)"), tr("All files (*)")]
        )
        if path is not None:
            self.verify_file(path)

    def verify_file(self, path: Path) -> None:
        """Says whether a file is a letter of this store."""
        letters = self._office.letters

        def show(verdict: Verdict) -> None:
            panel = VerdictPanel(self._look, verdict, path.name)
            panel.closed.connect(self._host.overlay.close_panel)
            panel.again.connect(self._verify_another)
            panel.opened.connect(self._open_verified)
            self._host.overlay.open_panel(panel, width=560)

        self._runner.run(lambda: letters.verify(read_file(path)), show, owner=self)

    # Building

    def _build(self) -> None:
        look = self._look
        self.head = PageHead(look, tr("Letters"), beside=True, name="letters.head")
        self.search = SearchField(look, "letters.search", tr("Find a letter"), keys="Ctrl+F")
        self.search.setMaximumWidth(look.wide(240))
        self.verify_button = Button(look, tr("&Verify a letter…"), "letters.verify", icon="shield-check")
        self.head.add(self.search)
        self.head.add(self.verify_button)
        self.model = RowModel(letter_columns(self._host.privacy), key=lambda row: row.id, parent=self)
        self.table = TableView(look, self.model, "letters.table", tr("Letters"))
        self.nothing = EmptyState(
            look,
            "file-text",
            tr("No letters yet. A letter is written in the case it is about."),
            tr("Go to the cases"),
            name="letters.empty",
        )
        self.unfound = EmptyState(
            look,
            "search",
            tr("No letter fits the filter."),
            tr("Clear the filter"),
            name="letters.unfound",
            link=True,
        )
        self.stack = QStackedWidget()
        for page in (self.table, self.nothing, self.unfound):
            self.stack.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addLayout(self._make_filters())
        column.addWidget(self.stack, 1)
        self.table.show_sorted(*self._sort)

    def _make_filters(self) -> QHBoxLayout:
        look = self._look
        self.issued = FilterChip(look, tr("Issued"), "letters.filter.issued")
        self.drafts = FilterChip(look, tr("Drafts"), "letters.filter.drafts")
        self.year = FilterChip(look, tr("This year"), "letters.filter.year")
        kinds = [Choice(kind.code, letter_kind(kind.code)) for kind in ALL]
        self.kind = ChoiceField(
            look, kinds, "letters.filter.kind", tr("Kind of letter"), empty=tr("All kinds")
        )
        self.kind.setMaximumWidth(look.wide(240))
        chips = FlowLayout()
        for chip in (self.issued, self.drafts, self.year):
            chips.addWidget(chip)
        row = QHBoxLayout()
        row.setContentsMargins(20, 0, 20, 14)
        row.setSpacing(12)
        row.addLayout(chips, 1)
        row.addWidget(self.kind)
        return row

    def _connect(self) -> None:
        self.verify_button.clicked.connect(self.verify)
        for chip in (self.issued, self.drafts, self.year):
            chip.toggled.connect(self._narrow)
        self.kind.chosen.connect(self._narrow)
        self.search.searched.connect(self._narrow)
        self.search.entered.connect(self._into_table)
        self.search.down.connect(self._into_table)
        self.table.opened.connect(self._open)
        self.table.sort_wanted.connect(self._sorted)
        self.nothing.acted.connect(self._go_to_cases)
        self.unfound.acted.connect(self.clear)
        self._host.privacy.changed.connect(self.table.viewport().update)
        self._look.changed.connect(self._refit)

    # Reading

    def _show(self, rows: dict[LetterRow, Findable]) -> None:
        self._rows = rows
        year = self._office.clock.today().year
        issued = [row for row in rows if row.issued_at is not None]
        self.issued.set_count(len(issued))
        self.drafts.set_count(len(rows) - len(issued))
        self.year.set_count(sum(day is not None and day.year == year for day in map(day_of, rows)))
        self._narrow()

    def _wanted(self) -> Wanted:
        issued, drafts = self.issued.isChecked(), self.drafts.isChecked()
        both = issued == drafts
        return Wanted(
            issued=issued or both,
            drafts=drafts or both,
            year=self._office.clock.today().year if self.year.isChecked() else 0,
            kind=self.kind.value(),
            text=self.search.text().strip(),
        )

    @Slot()
    def _narrow(self) -> None:
        """Shows what fits, in the order of the chosen column."""
        wanted = self._wanted()
        shown = ordered(fitting(self._rows, wanted), *self._sort)
        place = self.table.place_kept()
        self.model.show_rows(shown)
        self.table.restore_place(place)
        if not self.table.current_key() and shown:
            self.table.select_row(0)
        if wanted.narrows:
            self.head.set_sentence(tr("{found} of {all}", found=len(shown), all=len(self._rows)))
        else:
            self.head.set_sentence(ntr("{n} letter", "{n} letters", len(self._rows)) if self._rows else "")
        page = self.table if shown else self.unfound if self._rows else self.nothing
        self.stack.setCurrentWidget(page)

    # What the person does

    @Slot()
    def clear(self) -> None:
        """Takes every filter away."""
        for chip in (self.issued, self.drafts, self.year):
            show_switched(chip, False)
        self.kind.set_value("")
        self.search.set_text("")
        self._narrow()

    @Slot(str, bool)
    def _sorted(self, column: str, descending: bool) -> None:
        if column == "date" and self._sort[0] != "date":
            descending = True  # the newest are wanted first
        self._sort = (column, descending)
        self.table.show_sorted(column, descending)
        self._narrow()

    @Slot()
    def _into_table(self) -> None:
        if self.model.rowCount():
            self.table.setFocus()

    @Slot(str)
    def _open(self, letter_id: str) -> None:
        self._host.open_letter(letter_id)

    @Slot(str)
    def _open_verified(self, letter_id: str) -> None:
        self._host.overlay.close_panel()
        self._host.open_letter(letter_id)

    @Slot()
    def _verify_another(self) -> None:
        self._host.overlay.close_panel()
        self.verify()

    @Slot()
    def _go_to_cases(self) -> None:
        self._host.go("cases")

    # A file dragged in

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._dragged(event) is not None:
            self._dropping = True
            self.head.set_sentence(tr("Drop the file to verify it"))
            self.update()
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._stop_dropping()

    def dropEvent(self, event: QDropEvent) -> None:
        path = self._dragged(event)
        self._stop_dropping()
        if path is not None:
            event.acceptProposedAction()
            self.verify_file(path)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._dropping:
            painter = QPainter(self)
            box(
                painter,
                self.rect().adjusted(4, 4, -4, -4),
                None,
                self._look.color("focus"),
                radius=8,
                width=2,
            )
            painter.end()

    def _dragged(self, event: QDropEvent) -> Path | None:
        """The one file that is dragged, if it is on this computer."""
        files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        return files[0] if len(files) == 1 and files[0].suffix.lower() == ".pdf" else None

    def _stop_dropping(self) -> None:
        self._dropping = False
        self._narrow()
        self.update()

    # Fitting

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._refit()

    @Slot()
    def _refit(self) -> None:
        fit_columns(self.table, self.model, self.width(), YIELDING, self._look.wide(CLIENT_LEAST))
