"""The screen of one letter."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QSplitter, QVBoxLayout, QWidget

from caseapp.errors import Problem, sentence
from caseapp.i18n import N_, ntr, tr
from caseapp.letters.findings import Finding
from caseapp.letters.material import anchor
from caseapp.records import Letter
from caseapp.services.copies import copy_name, save_copy
from caseapp.services.letters import LetterBlocked, Preview
from caseapp.services.office import Office
from ui.bus import ChangeBus
from ui.forms import RecordKeeper
from ui.latest import Latest
from ui.screens.case.bar import NARROW
from ui.screens.case.desk import Column, Desk, snug
from ui.screens.case.screen import place_of
from ui.screens.case.words import client_names, incident_title, joined, letter_kind
from ui.screens.host import Host
from ui.screens.letter.facts import FactList
from ui.screens.letter.fields import (
    LetterFile,
    caseworker_choices,
    contact_choices,
    language_choices,
    letter_fields,
    letter_values,
    name_choices,
    read_file,
    write_values,
)
from ui.screens.letter.head import LetterHead
from ui.screens.letter.issued import IssuedPanel
from ui.screens.letter.preview import PreviewPane
from ui.tasks import BUSY_AFTER, Runner
from ui.widgets.findings import Finding as Line
from ui.widgets.findings import Findings
from ui.widgets.named import named

#: The preview is drawn anew when nothing changed for so long, in milliseconds.
PAUSE = 400
FORM_WIDTH = 500
_KINDS = ("letter", "case", "person", "spelling", "incident", "contact", "caseworker", "organisation")
#: Letters that the screen itself uses with Alt: Issue letter, Open case, Save PDF.
_RESERVED = "ics"
#: What the link of a finding says, by the kind of record that it leads to.
_LINKS = {
    "letter": N_("Go there"),
    "case": N_("Open the case"),
    "person": N_("Open the person"),
    "spelling": N_("Open the spelling"),
    "incident": N_("Open the incident"),
    "contact": N_("Open contacts"),
    "caseworker": N_("Open settings"),
    "organisation": N_("Open settings"),
}
#: Parts of a record that lie elsewhere than in a case, and the place of the rail where.
_PLACES = {"organisation": "settings", "caseworker": "settings", "contact": "contacts"}


class LetterScreen(QWidget):
    """Form at the left, the page at the right. `closed` when the person goes back to the list."""

    closed = Signal()

    def __init__(
        self,
        office: Office,
        runner: Runner,
        bus: ChangeBus,
        host: Host,
        letter_id: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.letter_id = letter_id
        self.desk = Desk(office, runner, bus, host, _RESERVED)
        self._file: LetterFile | None = None
        self._keeper: RecordKeeper | None = None
        self._found: list[Finding] = []
        self._asked = Latest(runner, self)
        self._drawing = Latest(runner, self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self.draw)
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(BUSY_AFTER)
        self._slow.timeout.connect(self._say_slow)
        named(self, "letter", tr("Letter"))
        self._build()
        self._connect()
        bus.listen(self, _KINDS, self._changed)
        self.reload()
        self.draw()

    # What the window calls

    def enter(self) -> None:
        """The screen is shown again."""
        self.reload()

    def leave(self) -> None:
        """Another screen takes its place: what is typed is saved."""
        self.flush()

    def flush(self) -> None:
        """Hands out everything typed so far."""
        if self._keeper is not None:
            self._keeper.form.flush()

    def save(self) -> None:
        """Ctrl+S: saves at once and says so."""
        if self._keeper is not None:
            self._keeper.confirm()

    def place(self) -> str:
        """The letter that is shown, for finding the way back after unlocking."""
        return self.letter_id

    def set_pause(self, milliseconds: int) -> None:
        """Changes how long changes must rest before the preview is drawn anew."""
        self._pause.setInterval(milliseconds)

    def reload(self) -> None:
        """Reads the letter and what stands around it."""
        office, letter_id = self.desk.office, self.letter_id
        self._asked.ask(lambda: read_file(office, letter_id), self._show, self._failed)

    @Slot()
    def draw(self) -> None:
        """Draws the preview anew."""
        letters, letter_id = self.desk.office.letters, self.letter_id
        self._slow.start()
        self._drawing.ask(lambda: letters.preview(letter_id), self._drawn, self._not_drawn)

    # Building

    def _build(self) -> None:
        look = self.desk.look
        self.head = LetterHead(look)
        self.preview = PreviewPane(look)
        self.facts = FactList(look)
        self.issued = IssuedPanel(look)
        self.findings = Findings(look, "letter.findings")
        self._form_column = Column(look, "letter.scroll", width=FORM_WIDTH)
        self._form_column.column.setSpacing(20)
        self._form_column.column.addWidget(self.facts)
        self._form_column.column.addWidget(self.issued)
        self.issued.hide()
        self._pinned = QScrollArea()
        named(self._pinned, "letter.findings.scroll")
        self._pinned.setWidgetResizable(True)
        self._pinned.setFrameShape(QFrame.Shape.NoFrame)
        self._pinned.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._pinned.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        holder = QWidget()
        self._inner = QVBoxLayout(holder)
        self._inner.setContentsMargins(20, 8, 20, 16)
        self._inner.addWidget(self.findings)
        self._pinned.setWidget(holder)
        holder.setAutoFillBackground(False)
        self._pinned.viewport().setAutoFillBackground(False)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._form_column, 1)
        column.addWidget(self._pinned)
        self.splitter = named(QSplitter(Qt.Orientation.Horizontal), "letter.splitter")
        self.splitter.addWidget(left)
        self.splitter.addWidget(self.preview)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([look.wide(FORM_WIDTH), look.wide(FORM_WIDTH)])
        left.setMinimumWidth(look.wide(340))
        self.preview.setMinimumWidth(look.wide(260))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.head)
        outer.addWidget(self.splitter, 1)
        self.head.issue.setEnabled(False)

    def _connect(self) -> None:
        self.head.back.connect(self.closed)
        self.head.case_wanted.connect(self._open_case)
        self.head.issue_wanted.connect(self.issue)
        self.findings.settle.connect(self._settle)
        self.facts.chosen.connect(self._facts_chosen)
        self.facts.pointed.connect(self._fact_pointed)
        self.issued.save_wanted.connect(self.save_file)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)

    # Showing

    def _show(self, file: LetterFile) -> None:
        self._file = file
        letter, summary = file.letter, file.summary
        issued = letter.issued_at is not None
        name, _ = client_names(summary)
        who = self.desk.host.privacy.name(name, summary.case.number)
        number = letter.number or summary.case.number
        state = "" if issued else tr("draft")
        self.head.show_words(letter_kind(letter.kind), joined(who, number, state, by=" · "))
        self.head.issue.setVisible(not issued)
        self.facts.setVisible(not issued)
        self.issued.setVisible(issued)
        self._pinned.setVisible(not issued)
        if issued:
            self._drop_form()
            self.head.note.say_nothing()
            self.issued.show_letter(letter)
        else:
            self.facts.show_facts(summary.incidents, letter.facts, letter.language)
            self._show_form(letter)

    def _show_form(self, letter: Letter) -> None:
        if self._keeper is not None:
            self._keeper.refresh(letter)
            return
        office = self.desk.office
        keeper = RecordKeeper(
            self.desk.writer,
            office,
            letter,
            self.desk.setting(
                {
                    "contact_id": lambda: contact_choices(self._of().contacts),
                    "contact": lambda: contact_choices(self._of().contacts),
                    "caseworker": lambda: caseworker_choices(self._of().caseworkers),
                    "language": lambda: language_choices(letter.kind),
                    "spelling_id": lambda: name_choices(self._of().names),
                }
            ),
            source=letter_fields(letter.kind),
            values=letter_values,
            change=lambda letter_id, values: write_values(office, letter_id, values),
            reserved=_RESERVED,
            first_title=False,
            parent=self,
        )
        keeper.failed.connect(self.desk.show_problem)
        keeper.show_note(self.head.note)
        self._form_column.column.insertWidget(0, keeper.form)
        keeper.form.insert(self.facts, 1)
        self._keeper = keeper
        keeper.load_draft()

    def _drop_form(self) -> None:
        if self._keeper is not None:
            self._form_column.column.addWidget(self.facts)
            self._keeper.form.hide()
            self._keeper.form.deleteLater()
            self._keeper.deleteLater()
            self._keeper = None

    def _of(self) -> LetterFile:
        assert self._file is not None
        return self._file

    def _drawn(self, preview: Preview) -> None:
        self._slow.stop()
        self.preview.show_preview(preview)
        self._show_findings(preview.findings)

    def _not_drawn(self, problem: Problem) -> None:
        self._slow.stop()
        self.preview.show_message(sentence(problem))
        self.head.issue.setEnabled(False)

    @Slot()
    def _say_slow(self) -> None:
        self.preview.set_busy(True)

    def _show_findings(self, found: list[Finding]) -> None:
        self._found = found
        lines = [
            Line(str(at), one.text, self._why(one), tr(_LINKS.get(one.kind, _LINKS["letter"])), one.blocks)
            for at, one in enumerate(found)
        ]
        self.findings.show_findings(lines)
        snug(self.findings)
        self.head.issue.setEnabled(not self.findings.blocking)
        self._fit_findings()

    def _why(self, finding: Finding) -> str:
        """Why it matters, and for a fact which one it is."""
        incidents = self._file.summary.incidents if self._file is not None else []
        named_one = next((one for one in incidents if one.id == finding.id), None)
        return joined(f"“{incident_title(named_one)}”." if named_one is not None else "", finding.why)

    def _fit_findings(self) -> None:
        """The block takes the height of its lines, and at most two fifths of the screen."""
        layout = self._inner
        width = max(self._pinned.width(), 200)
        flows = layout.hasHeightForWidth()
        wanted = layout.totalHeightForWidth(width) if flows else layout.totalSizeHint().height()
        self._pinned.setFixedHeight(min(max(wanted, 48), max(120, self.height() * 2 // 5)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.head.set_narrow(self.window().width() < round(NARROW * self.desk.look.scale))
        self._fit_findings()

    def _failed(self, problem: Problem) -> None:
        self.preview.show_message(sentence(problem))
        self._form_column.hide()
        self._pinned.hide()
        self.head.issue.setEnabled(False)

    def _changed(self, _changes: object) -> None:
        self.reload()
        self._pause.start()

    # What the person does

    @Slot()
    def issue(self) -> None:
        """Asks once, then issues: the letter can't be changed afterwards."""
        self.flush()
        warnings = len(self._found) - self.findings.blocking
        more = (
            ntr("{n} thing to look at remains.", "{n} things to look at remain.", warnings)
            if warnings
            else ""
        )
        text = tr("It gets its number and check code, and from then on it can't be changed or deleted.")
        if not self.desk.host.dialogs.confirm(
            tr("Issue this letter?"), joined(text, more), tr("&Issue letter")
        ):
            return
        letters, letter_id = self.desk.office.letters, self.letter_id
        self.head.issue.set_busy(tr("Issuing…"))
        self.desk.writer.write(
            lambda: letters.issue(letter_id), self._was_issued, self._was_not_issued, owner=self
        )

    def _was_issued(self, _saved: Any) -> None:
        self.head.issue.set_busy("")
        self._pause.stop()
        self.draw()
        self.issued.save.setFocus()

    def _was_not_issued(self, problem: Problem) -> None:
        self.head.issue.set_busy("")
        if isinstance(problem, LetterBlocked):
            self._show_findings(problem.findings)
        self.desk.show_problem(problem)

    @Slot()
    def save_file(self) -> None:
        """Asks where and saves the issued file there."""
        file = self._of()
        path = self.desk.host.dialogs.save_file(
            tr("Save PDF"), copy_name(file.letter.number), [tr("PDF files (*.pdf)")]
        )
        if path is not None:
            self._save_to(path)

    def _save_to(self, path: Path) -> None:
        office, letter_id = self.desk.office, self.letter_id
        self.desk.runner.run(
            lambda: save_copy(office, letter_id, path),
            lambda _none: self.desk.host.toast(tr("Saved and read back: {file}", file=path.name)),
            self.desk.show_problem,
            owner=self,
        )

    @Slot()
    def _open_case(self) -> None:
        if self._file is not None:
            self.desk.host.open_case(self._file.letter.case_id, "letters")

    @Slot(str)
    def _settle(self, number: str) -> None:
        """Leads to the field that a finding is about."""
        finding = self._found[int(number)]
        if finding.kind == Letter.KIND:
            self.jump(finding.field)
        elif finding.kind in _PLACES:
            self.desk.host.go(_PLACES[finding.kind])
        elif self._file is not None:
            summary = self._file.summary
            section = place_of(summary, finding.kind, finding.id, finding.field)
            where = anchor(finding.kind, finding.id, finding.field)
            self.desk.host.open_case(self._file.letter.case_id, section, where)

    def jump(self, field: str) -> None:
        """Puts the keyboard into a field of the letter."""
        if field == "facts":
            self.facts.start()
        elif self._keeper is not None and not self._keeper.form.jump(field):
            first = self._keeper.form.first()
            if first is not None:
                first.setFocus()

    @Slot(list)
    def _facts_chosen(self, ids: list[str]) -> None:
        letters, letter_id = self.desk.office.letters, self.letter_id
        self.desk.writer.write(lambda: letters.change(letter_id, facts=ids), self._facts_saved, owner=self)

    def _facts_saved(self, _saved: Any) -> None:
        if self._keeper is not None:
            self._keeper.confirm()

    # Pointing at the page

    @Slot(str)
    def _fact_pointed(self, incident_id: str) -> None:
        self.preview.point_at(anchor("incident", incident_id))

    @Slot(QWidget, QWidget)
    def _focus_moved(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is None or self._keeper is None or not self._keeper.form.isAncestorOf(now):
            return
        name = next((name for name, row in self._keeper.form.rows.items() if row.isAncestorOf(now)), "")
        if name:
            self.preview.point_at(*self._anchors(name))

    def _anchors(self, name: str) -> tuple[str, ...]:
        """Where the page shows what a field of the form says, the best place first."""
        own = anchor("letter", self.letter_id, name)
        letter = anchor("letter", self.letter_id)
        client = self._file.summary.case.client_id if self._file is not None else ""
        more = {
            "contact_id": (anchor("letter", self.letter_id, "recipient"),),
            "spelling_id": (anchor("person", client or "", "latin_family"),),
            "dated": (letter,),
            "their_reference": (letter,),
        }
        return (own, *more.get(name, ()))
