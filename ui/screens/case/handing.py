"""What is done with a piece of evidence: copied out, handed over, checked, deleted."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal, Slot

from caseapp.errors import Cancelled, Problem
from caseapp.i18n import tr
from caseapp.records import Evidence
from caseapp.rules.filetypes import EXTENSIONS
from caseapp.services import unfinished
from caseapp.services.evidence import (
    GIVEN_BACK,
    HANDED_OVER,
    EvidenceDamaged,
    EvidenceMissing,
    Kept,
    Verdict,
)
from ui.errands import Errand, under_way
from ui.screens.case.desk import Desk, take_back
from ui.screens.case.exhibit import title_of
from ui.screens.case.giving import Giving
from ui.widgets.segments import Choice
from ui.words import coded

#: Where the errands of a piece of evidence are found, with its id behind.
_PLACE: Final = "handing/"


class Handing(QObject):
    """`working(words)` while work on the piece that is shown takes longer than half a second, then ""."""

    working = Signal(str)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._files = desk.office.evidence
        self._shown = ""
        self._followed: list[Errand] = []

    def attend(self, evidence: Evidence) -> None:
        """Another piece is shown: tells what is under way with it, also what another page began."""
        self._shown = evidence.id
        for errand in under_way(self._desk.runner, _PLACE + self._shown):
            self._follow(errand)
        self._tell()

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
        check_again(self._desk, self._begun(evidence.id, tr("Checking…")), evidence.id)

    def delete(self, evidence: Evidence) -> None:
        """Into the bin; the sealed file stays until the bin is emptied."""
        desk, evidence_id = self._desk, evidence.id
        desk.writer.write(
            lambda: desk.office.records.delete(Evidence, evidence_id),
            lambda deleted: take_back(desk, deleted, tr("Evidence deleted")),
        )

    @Slot()
    def stop(self) -> None:
        """Stops what is under way with the piece that is shown."""
        for errand in under_way(self._desk.runner, _PLACE + self._shown):
            errand.stop()

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
        errand = self._begun(evidence.id, tr("Saving the copy…"))
        copy_out(self._desk, errand, evidence.id, target, to_whom, purpose)

    def _hand(self, evidence_id: str, act: str, to_whom: str, purpose: str) -> None:
        self._desk.host.overlay.close_panel()
        files = self._files
        self._desk.writer.write(lambda: files.note(evidence_id, act or HANDED_OVER, to_whom, purpose))

    def _begun(self, evidence_id: str, words: str) -> Errand:
        """An errand for a piece of evidence, to be told of while that is shown."""
        errand = Errand(self._desk.runner, _PLACE + evidence_id, words)
        self._follow(errand)
        return errand

    def _follow(self, errand: Errand) -> None:
        if errand not in self._followed:
            self._followed.append(errand)
            errand.changed.connect(self._tell)
            errand.ended.connect(self._tell)

    @Slot()
    def _tell(self) -> None:
        self._followed = [one for one in self._followed if one.running]
        shown = [one for one in self._followed if one.busy and one.place == _PLACE + self._shown]
        self.working.emit(shown[0].words if shown else "")


# From here on nothing belongs to a page: what leaves the store is written down whatever is shown by then.


def copy_out(desk: Desk, errand: Errand, evidence_id: str, target: Path, to_whom: str, purpose: str) -> None:
    """Saves a copy outside the store. A note of it stands in the store until it is written down."""
    office = desk.office

    def write(begun: tuple[Kept, str]) -> None:
        kept, note = begun

        def saved(_none: None) -> None:
            desk.writer.write(
                lambda: unfinished.copied(office, note, evidence_id, to_whom, purpose), written, failed
            )

        def written(_saved: object) -> None:
            errand.end()
            desk.host.toast(tr("The copy is saved. It is not encrypted."))

        def stopped(problem: Problem) -> None:
            if not isinstance(problem, Cancelled) or errand.stopped:
                desk.runner.run(lambda: unfinished.done(office, note))
            # Otherwise the window locks or closes: the note tells of it at the next start.
            failed(problem)

        errand.begin(lambda progress: office.evidence.write_out(kept, target, progress), saved, stopped)

    def failed(problem: Problem) -> None:
        _fail(desk, errand, problem)

    desk.runner.run(
        lambda: unfinished.begin_copy(office, evidence_id, target, to_whom, purpose), write, failed
    )


def check_again(desk: Desk, errand: Errand, evidence_id: str) -> None:
    """Reads the sealed file again, compares it with what was taken in, and writes that down."""
    files = desk.office.evidence

    def examine(kept: Kept) -> None:
        errand.begin(lambda progress: files.examine(kept, progress), examined, failed)

    def examined(verdict: Verdict) -> None:
        desk.writer.write(lambda: files.checked(evidence_id, verdict))
        errand.end()
        if verdict.whole:
            desk.host.toast(tr("Checked: the file is exactly what was taken in."))
        else:
            desk.show_problem(EvidenceMissing() if verdict.state == "missing" else EvidenceDamaged())

    def failed(problem: Problem) -> None:
        _fail(desk, errand, problem)

    desk.runner.run(lambda: files.find(evidence_id), examine, failed)


def _fail(desk: Desk, errand: Errand, problem: Problem) -> None:
    errand.end()
    if not isinstance(problem, Cancelled):
        desk.show_problem(problem)
