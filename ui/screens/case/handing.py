"""What is done with a piece of evidence: copied out, handed over, checked, deleted."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from caseapp.errors import Cancelled, Problem
from caseapp.i18n import tr
from caseapp.records import Evidence
from caseapp.rules.filetypes import EXTENSIONS
from caseapp.services.evidence import (
    GIVEN_BACK,
    HANDED_OVER,
    EvidenceDamaged,
    EvidenceMissing,
    Kept,
    Verdict,
)
from ui.screens.case.desk import Desk, take_back
from ui.screens.case.exhibit import title_of
from ui.screens.case.giving import Giving
from ui.tasks import Job
from ui.widgets.segments import Choice
from ui.words import coded


class Handing(QObject):
    """`working(words)` while something takes longer than half a second, with "" at its end."""

    working = Signal(str)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._files = desk.office.evidence
        self._job: Job | None = None
        self._doing = ""

    def save_copy(self, evidence: Evidence) -> None:
        """Asks to whom and what for, then where; writes the original there in the open."""
        words = tr(
            "The copy leaves the store: it is not encrypted, and whoever gets the medium can read it. It"
            " carries everything that the file holds, also the place and device that a camera noted."
        )
        panel = Giving(self._desk.look, tr("Save a copy outside the store"), words, tr("Save the copy…"))
        panel.given.connect(lambda _act, whom, why: self._choose_place(evidence, whom, why))
        self._open(panel)

    def hand_over(self, evidence: Evidence) -> None:
        """Writes down that the original changed hands."""
        words = tr(
            "This is written into the custody of “{title}”: who had it in hand, and when. The file in the"
            " store stays.",
            title=title_of(evidence),
        )
        acts = tuple(Choice(code, coded("custody_acts", code)) for code in (HANDED_OVER, GIVEN_BACK))
        panel = Giving(self._desk.look, tr("Hand over"), words, tr("Write it down"), acts=acts)
        panel.given.connect(lambda act, whom, why: self._hand(evidence.id, act, whom, why))
        self._open(panel)

    def check(self, evidence: Evidence) -> None:
        """Reads the sealed file again and compares it with what was taken in."""
        files, evidence_id = self._files, evidence.id

        def examine(kept: Kept) -> None:
            self._run(
                tr("Checking…"),
                lambda progress: files.examine(kept, progress),
                lambda verdict: self._checked(evidence_id, verdict),
            )

        self._desk.runner.run(lambda: files.find(evidence_id), examine, owner=self)

    def delete(self, evidence: Evidence) -> None:
        """Into the bin; the sealed file stays until the bin is emptied."""
        desk, evidence_id = self._desk, evidence.id
        desk.writer.write(
            lambda: desk.office.records.delete(Evidence, evidence_id),
            lambda deleted: take_back(desk, deleted, tr("Evidence deleted")),
        )

    @Slot()
    def stop(self) -> None:
        """Stops what is under way."""
        if self._job is not None:
            self._job.cancel()

    def _open(self, panel: Giving) -> None:
        overlay = self._desk.host.overlay
        panel.closing.connect(overlay.close_panel)
        overlay.open_panel(panel, width=480)
        panel.to_whom.setFocus()

    def _choose_place(self, evidence: Evidence, to_whom: str, purpose: str) -> None:
        overlay, dialogs = self._desk.host.overlay, self._desk.host.dialogs
        overlay.close_panel()
        # The name says nothing about the client; the one it had stays in the store.
        name = "evidence" + EXTENSIONS.get(evidence.media_type, "")
        target = dialogs.save_file(tr("Save a copy"), name, [tr("All files (*)")])
        if target is None:
            return
        files, evidence_id = self._files, evidence.id

        def write(kept: Kept) -> None:
            self._run(
                tr("Saving the copy…"),
                lambda progress: files.write_out(kept, target, progress),
                lambda _none: self._saved(evidence_id, to_whom, purpose),
            )

        self._desk.runner.run(lambda: files.find(evidence_id), write, owner=self)

    def _saved(self, evidence_id: str, to_whom: str, purpose: str) -> None:
        files = self._files
        self._desk.writer.write(lambda: files.exported(evidence_id, purpose, to_whom))
        self._desk.host.toast(tr("The copy is saved. It is not encrypted."))

    def _hand(self, evidence_id: str, act: str, to_whom: str, purpose: str) -> None:
        self._desk.host.overlay.close_panel()
        files = self._files
        self._desk.writer.write(lambda: files.note(evidence_id, act or HANDED_OVER, to_whom, purpose))

    def _checked(self, evidence_id: str, verdict: Verdict) -> None:
        files = self._files
        self._desk.writer.write(lambda: files.checked(evidence_id, verdict))
        if verdict.whole:
            self._desk.host.toast(tr("Checked: the file is exactly what was taken in."))
        else:
            self._desk.show_problem(EvidenceMissing() if verdict.state == "missing" else EvidenceDamaged())

    def _run(self, words: str, op: Any, done: Any) -> None:
        self._doing = words
        job = self._desk.runner.run_long(op, done, self._failed, owner=self, lane="aside")
        if job.running:
            self._job = job
            job.busy.connect(self._tell)
            job.ended.connect(self._ended)

    @Slot()
    def _tell(self) -> None:
        self.working.emit(self._doing)

    @Slot()
    def _ended(self) -> None:
        self._job = None
        self.working.emit("")

    def _failed(self, problem: Problem) -> None:
        if not isinstance(problem, Cancelled):
            self._desk.show_problem(problem)
