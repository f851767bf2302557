"""Adding files to a case: how far it is, Cancel, and what became of each file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

import shiboken6
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from caseapp.errors import Cancelled, Problem, sentence
from caseapp.i18n import ntr, tr
from caseapp.services import intake, unfinished
from caseapp.services.intake import Batch, Result, Source, Taken
from ui.announce import announce
from ui.pictures import small_picture
from ui.screens.case.desk import Desk, emptied, snug
from ui.tasks import Job
from ui.widgets.buttons import Button
from ui.widgets.labels import Words
from ui.widgets.named import named
from ui.words import joined

#: So many files are listed with what became of them; the others are counted.
_LISTED: Final = 50


class Adding(QWidget):
    """Takes files in, one batch at a time. Hidden while there is nothing to tell.

    `added(ids)`: the records of a batch that was taken in, those that were there already included.
    """

    added = Signal(list)

    def __init__(self, desk: Desk, case_id: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._case_id, self._name = desk, case_id, name
        self._job: Job | None = None
        self._stopping = False
        look = desk.look
        named(self, name, tr("Adding files"))
        self._words = Words(look, "", f"{name}.words", wrap=True)
        self._bar = named(QProgressBar(), f"{name}.bar", tr("Adding files"))
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(8)
        self.stop = Button(look, tr("Cancel"), f"{name}.stop")
        self.stop.clicked.connect(self._stop)
        self.shut = Button(look, tr("Close"), f"{name}.close", kind="link")
        self.shut.clicked.connect(self._shut)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._words, 1)
        head.addWidget(self.stop)
        head.addWidget(self.shut, 0, Qt.AlignmentFlag.AlignTop)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 8)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self._bar)
        column.addLayout(self._lines)
        self.hide()

    @property
    def busy(self) -> bool:
        return self._job is not None and self._job.running

    def start(self, sources: Sequence[Source], incident_id: str = "") -> None:
        """Takes files and the files of folders in; with `incident_id` they belong to that incident."""
        if not sources:
            return
        if self.busy:
            self._desk.host.toast(tr("Other files are being added. Wait until they are done."))
            return
        self._shut()
        self._stopping = False
        desk, given, note = self._desk, list(sources), unfinished.new_note(self._case_id)
        desk.runner.run(lambda: unfinished.note(desk.office, note, [one.name for one in given]))
        # This page may be closed before all are in: they are recorded, and told of, all the same.
        job = desk.runner.run_long(
            lambda progress: intake.take_all(desk.office.evidence, given, small_picture, progress),
            partial(self._taken, note, self._case_id, incident_id),
            partial(self._failed, note),
            lane="aside",
        )
        if job.running:
            self._job = job
            job.busy.connect(self._show_busy)
            job.progressed.connect(self._progressed)

    @Slot()
    def _show_busy(self) -> None:
        self._words.setText(tr("Adding files…"))
        self._bar.setRange(0, 0)
        self._show_parts(working=True)

    @Slot(str, "qlonglong", "qlonglong")
    def _progressed(self, stage: str, done: int, total: int) -> None:
        number, _, whole = stage.partition("/")
        self._words.setText(tr("Adding file {number} of {total}…", number=number, total=whole))
        # A film has more bytes than the bar's 32 bits can count.
        self._bar.setRange(0, 1000)
        self._bar.setValue(round(1000 * min(done, total) / max(1, total)))

    @Slot()
    def _stop(self) -> None:
        if self._job is not None:
            self._stopping = True
            self._job.cancel()
            self._words.setText(tr("Stopping…"))

    def _taken(self, note: str, case_id: str, incident_id: str, taken: list[Taken]) -> None:
        desk = self._desk

        def record() -> Batch:
            batch = intake.record_all(desk.office, case_id, taken, incident_id)
            unfinished.done(desk.office, note)
            return batch

        def recorded(batch: Batch) -> None:
            if shiboken6.isValid(self):
                self._recorded(batch)
            else:
                desk.host.toast(summed(batch))

        desk.writer.write(record, recorded)

    def _failed(self, note: str, problem: Problem) -> None:
        if isinstance(problem, Cancelled) and not self._stopping:
            return  # the window locks or closes: the note tells of it at the next start
        desk = self._desk
        desk.runner.run(lambda: unfinished.done(desk.office, note))
        words = tr("Stopped. None of these files was added.")
        if not isinstance(problem, Cancelled):
            words = sentence(problem)
        if shiboken6.isValid(self):
            self._job = None
            self._say(words)
        else:
            desk.host.toast(words)

    def _recorded(self, batch: Batch) -> None:
        self._job = None
        self._say(summed(batch))
        told = [result for result in batch.results if result.state != "added" or result.problem]
        told += [result for result in batch.results if result.elsewhere and result not in told]
        for number, result in enumerate(told[:_LISTED]):
            line = Words(self._desk.look, line_of(result), f"{self._name}.line.{number}", px=12, wrap=True)
            line.set_role("high" if result.state == "failed" else "text2")
            self._lines.addWidget(snug(line))
        if batch.of("added"):
            words = tr("The files you added also stay where they were; Caseapp deletes nothing there.")
            self._lines.addWidget(snug(Words(self._desk.look, words, px=12, role="text2", wrap=True)))
        self.added.emit([result.evidence_id for result in batch.results if result.evidence_id])

    def _say(self, words: str) -> None:
        self._words.setText(words)
        self._show_parts(working=False)
        announce(self, words)

    def _show_parts(self, *, working: bool) -> None:
        self._bar.setVisible(working)
        self.stop.setVisible(working)
        self.shut.setVisible(not working)
        self.show()

    @Slot()
    def _shut(self) -> None:
        emptied(self._lines)
        self.hide()


def summed(batch: Batch) -> str:
    """What became of all files, in one sentence."""
    added, same, failed = (len(batch.of(state)) for state in ("added", "same", "failed"))
    parts = [
        ntr("{n} file added", "{n} files added", added) if added else "",
        ntr("{n} was there already", "{n} were there already", same) if same else "",
        ntr("{n} could not be added", "{n} could not be added", failed) if failed else "",
    ]
    return joined(*parts, by=", ") + "."


def line_of(result: Result) -> str:
    """What there is to tell about one file."""
    if result.state == "same":
        if result.like == result.name:
            return tr("{name}: this case has the same file already.", name=result.name)
        return tr("{name}: the same file as “{other}”.", name=result.name, other=result.like)
    if result.problem is not None:
        return f"{result.name}: {sentence(result.problem)}"
    return tr("{name}: added; the same file is in another case as well.", name=result.name)


def ask_for_files(desk: Desk, take: Callable[[list[Source]], object]) -> None:
    """Lets the person pick files and hands them on."""
    paths = desk.host.dialogs.open_files(tr("Add files"), [tr("All files (*)")])
    if paths:
        take(list(paths))
