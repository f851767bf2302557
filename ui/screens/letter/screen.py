"""The screen of one letter."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

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
from ui.forms.mnemonics import letters
from ui.latest import Latest
from ui.screens.case.bar import NARROW
from ui.screens.case.desk import Column, Desk
from ui.screens.case.screen import place_of
from ui.screens.case.splitting import KeptSplitter
from ui.screens.host import Host
from ui.screens.letter.facts import FactList
from ui.screens.letter.fields import LetterFile, anchors_of, letter_keeper, read_file
from ui.screens.letter.head import LetterHead
from ui.screens.letter.issued import IssuedPanel
from ui.screens.letter.preview import PreviewPane
from ui.screens.letter.settling import Settling
from ui.tasks import BUSY_AFTER, Runner
from ui.widgets.named import named
from ui.words import client_names, joined, letter_kind

#: The preview is drawn anew when nothing changed for so long, in milliseconds.
PAUSE = 400
FORM_WIDTH = 500
_KINDS = ("letter", "case", "person", "spelling", "incident", "contact", "caseworker", "organisation")
#: Letters that the screen itself uses with Alt: Issue letter, Open case, Save PDF.
_RESERVED = (N_("&Issue letter"), N_("Open &case"), N_("&Save PDF…"))
#: Parts of a record that lie elsewhere than in a case, and the place of the rail where.
#: Kinds of records that live outside the cases.
_PLACES = ("organisation", "caseworker", "contact")


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
        self.desk = Desk(office, runner, bus, host, letters(*map(tr, _RESERVED)))
        self._file: LetterFile | None = None
        self._keeper: RecordKeeper | None = None
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
        self._form_column = Column(look, "letter.scroll", width=FORM_WIDTH)
        self._form_column.column.setSpacing(20)
        self._form_column.column.addWidget(self.facts)
        self._form_column.column.addWidget(self.issued)
        self.issued.hide()
        self.settling = Settling(look)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._form_column, 1)
        column.addWidget(self.settling)
        self.splitter = KeptSplitter(self.desk, "letter.splitter")
        self.splitter.addWidget(left)
        self.splitter.addWidget(self.preview)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([look.wide(FORM_WIDTH), look.wide(FORM_WIDTH)])
        left.setMinimumWidth(look.wide(340))
        self.preview.setMinimumWidth(look.wide(260))
        self.splitter.bring_back()
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
        self.settling.wanted.connect(self._settle)
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
        self.settling.setVisible(not issued)
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
        keeper = letter_keeper(self.desk, letter, self._of, self)
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
        incidents = self._file.summary.incidents if self._file is not None else []
        self.settling.show_found(found, incidents)
        self.settling.fit(self.height())
        self.head.issue.setEnabled(not self.settling.blocking)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.head.set_narrow(self.window().width() < round(NARROW * self.desk.look.scale))
        self.settling.fit(self.height())

    def _failed(self, problem: Problem) -> None:
        self.preview.show_message(sentence(problem))
        self._form_column.hide()
        self.settling.hide()
        self.head.issue.setEnabled(False)

    def _changed(self, _changes: object) -> None:
        self.reload()
        self._pause.start()

    # What the person does

    @Slot()
    def issue(self) -> None:
        """Asks once, then issues: the letter can't be changed afterwards."""
        self.flush()
        warnings = self.settling.warnings
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

    @Slot(object)
    def _settle(self, finding: Finding) -> None:
        """Leads to the field that a finding is about."""
        if finding.kind == Letter.KIND:
            self.jump(finding.field)
        elif finding.kind in _PLACES:
            self.desk.host.open_record(finding.kind, finding.id, finding.field)
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
            self.preview.point_at(*anchors_of(name, self._of()))
