"""The page of a case: who it is on top, the sections at the side, one section at a time."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from caseapp.errors import NotFound, Problem, sentence
from caseapp.i18n import N_, tr
from caseapp.letters.material import anchor
from caseapp.records import ALL, Case
from caseapp.services.cases import CaseSummary
from caseapp.services.office import Office
from caseapp.services.records import Deleted
from ui.bus import ChangeBus
from ui.forms.mnemonics import letters
from ui.latest import Latest
from ui.screens.case.bar import NARROW, IdentityBar
from ui.screens.case.desk import Desk, Section, take_back
from ui.screens.case.evidence import EvidenceSection
from ui.screens.case.history import History
from ui.screens.case.identity import Identity
from ui.screens.case.incidents import Incidents
from ui.screens.case.journal import Journal
from ui.screens.case.letters import Letters
from ui.screens.case.newletter import LetterMenu
from ui.screens.case.overview import Overview
from ui.screens.case.people import People
from ui.screens.case.personparts import OF_PERSON
from ui.screens.case.situation import SafeContact, Situation
from ui.screens.host import Host
from ui.tasks import Runner
from ui.widgets.empty import EmptyState
from ui.widgets.named import named
from ui.widgets.rail import Entry, Sidebar

#: The sections in the order of the sidebar, which is that of Alt+1 to Alt+9.
SECTIONS: tuple[tuple[str, str, type[Section]], ...] = (
    ("overview", N_("Overview"), Overview),
    ("identity", N_("Identity"), Identity),
    ("people", N_("People"), People),
    ("threats", N_("Threats and incidents"), Incidents),
    ("evidence", N_("Evidence"), EvidenceSection),
    ("situation", N_("Situation"), Situation),
    ("safe", N_("Safe contact"), SafeContact),
    ("journal", N_("Journal"), Journal),
    ("letters", N_("Letters"), Letters),
    ("history", N_("History"), History),
)
#: In which section a record of a kind is found.
SECTION_OF = {
    "incident": "threats",
    "claim": "threats",
    "evidence": "evidence",
    "involvement": "threats",
    "letter": "letters",
    "note": "journal",
    "tie": "people",
    "trace": "threats",
}
#: Kinds of record that the page shows.
_KINDS = ("case", "caseworker", "actor", *(one.KIND for one in ALL if "case_id" in one.__table__.columns))
#: Letters that the page itself uses with Alt: New letter.
_RESERVED = N_("New &letter")


def place_of(summary: CaseSummary, kind: str, record_id: str, field: str = "") -> str:
    """The section in which a field of a record stands."""
    if kind == "person":
        if summary.client is None or record_id != summary.client.id:
            return "people"
        return "safe" if field in ("phone", "mail") else "identity"
    if kind in OF_PERSON:
        holder = next((one.person_id for one in summary.of_persons() if one.id == record_id), "")
        return "identity" if holder in ("", summary.case.client_id) else "people"
    if kind == "contact_point":
        owner = next((one.person_id for one in summary.contact_points if one.id == record_id), "")
        return "safe" if summary.client is not None and owner == summary.client.id else "people"
    if kind == "case":
        return "safe" if field == "safe_contact" else "situation"
    return SECTION_OF.get(kind, "overview")


class CaseScreen(QWidget):
    """One case. `closed` when it is no longer there (deleted here or elsewhere)."""

    closed = Signal()

    def __init__(
        self,
        office: Office,
        runner: Runner,
        bus: ChangeBus,
        host: Host,
        case_id: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.case_id = case_id
        self.desk = Desk(office, runner, bus, host, letters(tr(_RESERVED)))
        self.summary: CaseSummary | None = None
        self._asked = Latest(runner, self)
        self._made: dict[str, Section] = {}
        self._stale: set[str] = set()
        self._wanted: tuple[str, str] | None = None
        self._later: tuple[str, str, str] | None = None
        named(self, "case", tr("Case"))
        look = host.look
        self.bar = IdentityBar(look, host.privacy)
        self.sidebar = Sidebar(look, [Entry(code, tr(title)) for code, title, _ in SECTIONS], "case.sections")
        self._stack = QStackedWidget()
        self._gone = EmptyState(look, "folder-open", "", name="case.gone")
        self._menu = LetterMenu(self.desk, case_id, self)
        self._build()
        self._connect()
        bus.listen(self, _KINDS, self._changed)
        self.sidebar.set_current("overview")
        self.reload()

    # What the window calls

    def enter(self) -> None:
        """The page is shown again."""
        self.reload()

    def take_keyboard(self) -> None:
        """The keyboard comes to the page, unless it is in it: its keys are heard from there alone."""
        now = QApplication.focusWidget()
        if now is None or not self.isAncestorOf(now):
            self.sidebar.button(self.sidebar.current()).setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Another page takes its place: what is typed is saved."""
        self.flush()

    def flush(self) -> None:
        """Hands out everything typed so far; what can't be saved waits as a draft."""
        for section in self._made.values():
            section.flush()

    def save(self) -> None:
        """Ctrl+S: saves at once and says so."""
        self.section().confirm()

    def new_letter(self) -> None:
        """Ctrl+P: offers the kinds of letters."""
        self._menu.open_at(self.bar.letter.mapToGlobal(QPoint(0, self.bar.letter.height() + 4)))

    def reload(self) -> None:
        """Reads the case anew."""
        case_id, cases = self.case_id, self.desk.office.cases
        self._asked.ask(lambda: cases.summary(case_id), self._show, self._failed)

    def place(self) -> str:
        """The section that is shown, to be given to `show_section` after unlocking."""
        return self.sidebar.current()

    def section(self, code: str = "") -> Section:
        """A section, by default the one that is shown; it is made when first asked for."""
        code = code or self.sidebar.current()
        if code not in self._made:
            factory = next(factory for name, _, factory in SECTIONS if name == code)
            section = factory(self.desk, self.case_id)
            section.go.connect(self._go)
            section.record_wanted.connect(self.jump)
            section.letter_wanted.connect(self.desk.host.open_letter)
            section.set_narrow(self._narrow())
            self._made[code] = section
            self._stack.addWidget(section)
            self._stale.add(code)
        return self._made[code]

    def show_section(self, code: str, record: str = "") -> None:
        """Shows a section. An unknown one is passed over.

        `record` leads to a place in it: the id of a record, or an anchor as letters name their places
        ("person:ID:birth").
        """
        if code not in self.sidebar.ids():
            return
        section = self.section(code)
        self.sidebar.set_current(code)
        self._stack.setCurrentWidget(section)
        self._freshen(code)
        self._wanted = (code, record) if record else None
        self._lead()

    def begin(self, code: str) -> None:
        """Begins what is begun in a section, such as a new incident."""
        self._go(code)
        self.section(code).begin()

    def jump(self, kind: str, record_id: str, field: str = "") -> None:
        """Leads to a field of a record, wherever it is shown."""
        if self.summary is None:
            self._later = (kind, record_id, field)
            return
        self.show_section(place_of(self.summary, kind, record_id, field), anchor(kind, record_id, field))

    # Building

    def _build(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.sidebar)
        row.addWidget(self._stack, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addLayout(row, 1)
        column.addWidget(self._gone, 1)
        self._gone.hide()

    def _connect(self) -> None:
        self.bar.letter_wanted.connect(self._menu.open_at)
        self.bar.assess_wanted.connect(self._assess)
        self.bar.delete_wanted.connect(self._delete)
        self.sidebar.chosen.connect(self._go)
        self._menu.written.connect(self.desk.host.open_letter)
        self.desk.host.privacy.changed.connect(self._show_bar)
        for number, (code, _, _) in enumerate(SECTIONS[:9], 1):
            shortcut = QShortcut(QKeySequence(f"Alt+{number}"), self)
            shortcut.setObjectName(f"case.go.{code}")
            self.sidebar.button(code).setToolTip(
                shortcut.key().toString(QKeySequence.SequenceFormat.NativeText)
            )
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda code=code: self._go_by_key(code))

    # Showing

    def _show(self, summary: CaseSummary) -> None:
        self.summary = summary
        self._stale = set(self._made)
        self._show_bar()
        current = self.sidebar.current()
        self._stack.setCurrentWidget(self.section(current))
        self._freshen(current)
        for code, _, factory in SECTIONS:
            self.sidebar.set_mark(code, factory.mark(summary))
        self._lead()

    @Slot()
    def _show_bar(self) -> None:
        if self.summary is not None:
            self.bar.show_summary(self.summary, self.desk.office.clock.today())

    def _freshen(self, code: str) -> None:
        if code in self._stale and self.summary is not None:
            self._stale.discard(code)
            self._made[code].show_summary(self.summary)

    def _lead(self) -> None:
        """Goes to the record that was asked for, as soon as it is known where."""
        if self.summary is None:
            return
        if self._later is not None:
            later, self._later = self._later, None
            self.jump(*later)
        if self._wanted is None:
            return
        code, record = self._wanted
        kind, _, rest = record.partition(":")
        record_id, _, field = rest.partition(":")
        kinds = (kind,) if rest else _KINDS
        if any(self.section(code).jump(each, record_id or record, field) for each in kinds):
            self._wanted = None

    def _failed(self, problem: Problem) -> None:
        if isinstance(problem, NotFound):
            self.bar.hide()
            self.sidebar.hide()
            self._stack.hide()
            self._gone.show_words(sentence(problem))
            self._gone.show()
            self.closed.emit()
        else:
            self.desk.show_problem(problem)

    def _changed(self, changes: frozenset[tuple[str, str]]) -> None:
        self.reload()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for section in self._made.values():
            section.set_narrow(self._narrow())

    def _narrow(self) -> bool:
        return self.window().width() < round(NARROW * self.desk.look.scale)

    # What the person does

    @Slot(str)
    def _go(self, code: str) -> None:
        self.flush()
        self.show_section(code)

    def _go_by_key(self, code: str) -> None:
        self._go(code)
        self.section(code).start()

    @Slot()
    def _assess(self) -> None:
        self.show_section("situation", anchor("case", self.case_id, "risk"))

    @Slot()
    def _delete(self) -> None:
        self.flush()
        records, case_id = self.desk.office.records, self.case_id
        self.desk.writer.write(lambda: records.delete(Case, case_id), self._deleted)

    def _deleted(self, deleted: Deleted) -> None:
        take_back(self.desk, deleted, tr("Case deleted"))
