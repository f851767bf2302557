"""The screen with the list of cases."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QPoint, Slot
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from caseapp.i18n import language, ntr, tr
from caseapp.lists import countries
from caseapp.records import Case
from caseapp.services.cases import CaseFilter, CaseRow, CaseSummary
from caseapp.services.office import Office
from caseapp.services.records import Deleted
from ui.bus import ChangeBus
from ui.latest import Latest
from ui.screens.cases.columns import NAME_LEAST, ORDERS, YIELDING, case_columns
from ui.screens.cases.filters import FilterBar
from ui.screens.cases.new_case import WIDTH, NewCase
from ui.screens.cases.preview import Preview
from ui.screens.fresh import FreshScreen
from ui.screens.host import Host
from ui.tables.fitting import fit_columns
from ui.tables.model import BLOCK, RowModel
from ui.tables.view import TableView
from ui.tasks import Runner
from ui.widgets.buttons import Button
from ui.widgets.empty import EmptyState
from ui.widgets.page import PageHead
from ui.widgets.search import SearchField
from ui.widgets.segments import Choice
from ui.writer import Writer

#: Below this width of the window there is no room for the preview.
PREVIEW_FROM = 1200
_KINDS = ("case", "person", "spelling", "identity_document", "incident", "note", "letter")


@dataclass(frozen=True)
class Question:
    """Which cases are shown, in which order."""

    wanted: CaseFilter = CaseFilter()  # noqa: RUF009 - frozen
    sort: str = "risk"
    descending: bool = True


@dataclass(frozen=True)
class Answer:
    """The first lines, and how many there are with the filter and without any."""

    question: Question
    rows: list[CaseRow]
    found: int
    all: int


class CasesScreen(FreshScreen):
    """Filters, list and preview; reads on the store thread, block by block, for any number of cases."""

    def __init__(
        self, office: Office, runner: Runner, bus: ChangeBus, host: Host, parent: QWidget | None = None
    ) -> None:
        super().__init__("cases", tr("Cases"), parent)
        self._office, self._runner, self._bus, self._host = office, runner, bus, host
        self._look = host.look
        self._writer = Writer(runner, bus)
        self._question = Question()
        self._asked = Latest(runner, self)
        self._pane_asked = Latest(runner, self)
        self._counted = Latest(runner, self)
        self._counted_for = ""
        self._build()
        self._connect()
        self.table.show_sorted("risk", True)

    # What the window calls

    @Slot()
    def new_case(self) -> None:
        """Ctrl+N: asks for the little that a new case needs."""
        panel = NewCase(self._office, self._runner, self._bus, self._host)
        panel.opened.connect(self._host.open_case)
        self._host.overlay.open_panel(panel, width=WIDTH, top=64, escape=False)
        panel.start()

    @Slot()
    def new_letter(self) -> None:
        """Ctrl+P: a letter for the selected case."""
        if self.table.current_key():
            self._host.new_letter(self.table.current_key())

    @Slot()
    def reload(self) -> None:
        """Reads the list anew and keeps the selected row and the scroll position."""
        self._ask(keep_place=True)

    # Building

    def _build(self) -> None:
        look = self._look
        self.head = PageHead(look, tr("Cases"), beside=True, name="cases.head")
        self.search = SearchField(look, "cases.search", tr("Find a case"), keys="Ctrl+F")
        self.search.setMaximumWidth(look.wide(240))
        self.new = Button(look, tr("&New case"), "cases.new", kind="main", icon="plus")
        self.head.add(self.search)
        self.head.add(self.new)
        self.filters = FilterBar(look)
        bar = QHBoxLayout()
        bar.setContentsMargins(20, 0, 20, 14)
        bar.addWidget(self.filters)
        self.model = RowModel(case_columns(self._host.privacy, self._office.clock), key=_key, parent=self)
        self.table = TableView(look, self.model, "cases.table", tr("Cases"))
        self.nothing = EmptyState(
            look, "folder-open", tr("No cases yet."), tr("New case"), name="cases.empty"
        )
        self.unfound = EmptyState(look, "search", "", tr("Clear the filter"), name="cases.unfound", link=True)
        self.stack = QStackedWidget()
        for page in (self.table, self.nothing, self.unfound):
            self.stack.addWidget(page)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addLayout(bar)
        column.addWidget(self.stack, 1)
        self.preview = Preview(look, self._host.privacy, self._office.clock)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(column, 1)
        row.addWidget(self.preview)

    def _connect(self) -> None:
        self.new.clicked.connect(self.new_case)
        self.filters.changed.connect(self._filter_changed)
        self.search.searched.connect(self._filter_changed)
        self.search.entered.connect(self._open_first)
        self.search.down.connect(self._into_list)
        self.table.opened.connect(self._open)
        self.table.current_changed.connect(self._selected)
        self.table.sort_wanted.connect(self._sort)
        self.table.rows_wanted.connect(self._fetch)
        self.table.menu_wanted.connect(self._menu)
        self.nothing.acted.connect(self.new_case)
        self.unfound.acted.connect(self.clear)
        self.preview.opened.connect(self._open)
        self.preview.letter_wanted.connect(self._host.new_letter)
        self.preview.delete_wanted.connect(self._delete)
        self._host.privacy.changed.connect(self._privacy_changed)
        self._look.changed.connect(self._refit)
        self._bus.listen(self, _KINDS, self.changed)
        delete = QAction(tr("Delete case"), self.table)
        delete.setShortcut(QKeySequence(QKeySequence.StandardKey.Delete))
        delete.triggered.connect(self._delete_current)
        self.table.addAction(delete)
        delete.setShortcutContext(delete.shortcutContext().WidgetShortcut)

    # Reading

    def _ask(self, *, keep_place: bool) -> None:
        question, cases = self._question, self._office.cases
        place = self.table.place_kept() if keep_place else None
        wide = (
            max(BLOCK, (place[1] // max(1, self.table.rowHeight(0) or 48) // BLOCK + 2) * BLOCK)
            if place
            else BLOCK
        )

        def read() -> Answer:
            rows = cases.window(question.wanted, question.sort, question.descending, 0, wide)
            return Answer(question, rows, cases.count(question.wanted), cases.count(CaseFilter(status="all")))

        def show(answer: Answer) -> None:
            self._show(answer)
            if place is not None:
                self.table.restore_place(place)
            if not self.table.current_key() and answer.rows:
                self.table.select_row(0)
            if keep_place or status != self._counted_for:
                self._counted_for = status
                self._count_chips()

        status = self.filters.questions()["mine"].status
        self.stale = False
        self._asked.ask(read, show)

    def _show(self, answer: Answer) -> None:
        self.model.begin(answer.found, answer.rows)
        self.table.show_sorted(answer.question.sort, answer.question.descending)
        order = tr(ORDERS[answer.question.sort][answer.question.descending])
        if answer.found == answer.all:
            count = ntr("{n} case", "{n} cases", answer.all)
        else:
            count = tr("{found} of {all}", found=answer.found, all=answer.all)
        self.head.set_sentence(f"{count} · {order}" if answer.found else count)
        if answer.all == 0:
            self.stack.setCurrentWidget(self.nothing)
        elif answer.found == 0:
            self.unfound.show_words(self._why_nothing(), tr("Clear the filter"))
            self.stack.setCurrentWidget(self.unfound)
        else:
            self.stack.setCurrentWidget(self.table)
        if answer.found == 0:
            self._selected("")

    def _why_nothing(self) -> str:
        text, names = self.search.text().strip(), self.filters.names()
        if text and names:
            return tr("No case fits “{typed}” and {filters}.", typed=text, filters=names)
        if text:
            return tr("No case fits “{typed}”.", typed=text)
        return tr("No case fits the filter: {filters}.", filters=names or tr("Open"))

    def _count_chips(self) -> None:
        questions, cases = self.filters.questions(), self._office.cases

        def read() -> tuple[dict[str, int], list[str]]:
            return {code: cases.count(wanted) for code, wanted in questions.items()}, cases.countries()

        self._counted.ask(read, self._show_counts)

    def _show_counts(self, found: tuple[dict[str, int], list[str]]) -> None:
        counts, codes = found
        self.filters.show_counts(counts)
        places = [Choice(code, countries.name(code, language())) for code in codes]
        self.filters.offer_countries(sorted(places, key=lambda choice: choice.text.casefold()))

    @Slot(int, int)
    def _fetch(self, offset: int, count: int) -> None:
        question, cases = self._question, self._office.cases

        def read() -> list[CaseRow]:
            return cases.window(question.wanted, question.sort, question.descending, offset, count)

        def give(rows: list[CaseRow]) -> None:
            if question == self._question:
                self.model.give(offset, rows)

        self._runner.run(read, give, owner=self)

    # What the person does

    @Slot()
    def clear(self) -> None:
        """Takes every filter away except "Open"."""
        self.show_only(CaseFilter())

    def show_only(self, wanted: CaseFilter) -> None:
        """Shows the cases of a filter and no others."""
        self.filters.show_filter(wanted)
        self.search.set_text(wanted.text)
        self._filter_changed()

    @Slot()
    def _filter_changed(self) -> None:
        wanted = replace(self.filters.wanted(), text=self.search.text().strip())
        if wanted != self._question.wanted:
            self._question = replace(self._question, wanted=wanted)
            self._ask(keep_place=False)

    @Slot(str, bool)
    def _sort(self, column: str, descending: bool) -> None:
        if column != self._question.sort and column == "risk":
            descending = True  # nobody looks for the lowest risk first
        self._question = replace(self._question, sort=column, descending=descending)
        self._ask(keep_place=False)

    @Slot(str)
    def _selected(self, case_id: str) -> None:
        if not case_id or not self.preview.isVisibleTo(self):
            self._pane_asked.forget()
            self.preview.show_nothing()
            return
        self._pane_asked.ask(lambda: self._office.cases.summary(case_id), self._show_preview, self._gone)

    def _show_preview(self, summary: CaseSummary) -> None:
        self.preview.show_case(summary)

    def _gone(self, _problem: object) -> None:
        self.preview.show_nothing()

    @Slot(str)
    def _open(self, case_id: str) -> None:
        self._host.open_case(case_id)

    @Slot()
    def _open_first(self) -> None:
        if self.model.rowCount():
            self._open(self.table.current_key() or self.model.key_at(0))

    @Slot()
    def _into_list(self) -> None:
        if self.model.rowCount():
            self.table.setFocus()

    @Slot(str, QPoint)
    def _menu(self, case_id: str, at: QPoint) -> None:
        self.preview.menu(case_id).popup(at)

    @Slot()
    def _delete_current(self) -> None:
        if self.table.current_key():
            self._delete(self.table.current_key())

    @Slot(str)
    def _delete(self, case_id: str) -> None:
        records = self._office.records
        self._writer.write(lambda: records.delete(Case, case_id), self._deleted)

    def _deleted(self, deleted: Deleted) -> None:
        self._host.toast(tr("Case deleted"), tr("Undo"), lambda: self._bring_back(deleted.deletion))

    def _bring_back(self, deletion: str) -> None:
        records = self._office.records
        self._writer.write(lambda: records.restore(deletion))

    # Fitting

    @Slot()
    def _privacy_changed(self) -> None:
        self.table.viewport().update()
        self._selected(self.table.current_key())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._refit()

    @Slot()
    def _refit(self) -> None:
        shown = self.window().width() >= self._look.wide(PREVIEW_FROM)
        if shown != self.preview.isVisibleTo(self):
            self.preview.setVisible(shown)
            self._selected(self.table.current_key())
        room = self.width() - (self.preview.width() if shown else 0)
        fit_columns(self.table, self.model, room, YIELDING, self._look.wide(NAME_LEAST))


def _key(row: CaseRow) -> str:
    return row.id
