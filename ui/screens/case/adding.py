"""Adding files to a case: how far it is, Cancel, and what became of each file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from caseapp.errors import sentence
from caseapp.i18n import ntr, tr
from caseapp.services.intake import Batch, Result, Source
from ui.announce import announce
from ui.screens.case.batches import Incoming, on_their_way, summed
from ui.screens.case.desk import Desk, emptied, snug
from ui.widgets.buttons import Button
from ui.widgets.labels import Words
from ui.widgets.named import named

#: So many files are listed with what became of them; the others are counted.
_LISTED: Final = 50


class Adding(QWidget):
    """Takes files in, one batch after another. Hidden while there is nothing to tell.

    A batch goes on when the page is left, and the strip of the page that is made next tells of it again; one
    with `incidents` is about the files of incidents alone.
    `added(ids)`: the records of a batch that was taken in, those that were there already included.
    """

    added = Signal(list)

    def __init__(
        self, desk: Desk, case_id: str, name: str, *, incidents: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self._case_id, self._name, self._incidents = desk, case_id, name, incidents
        self._followed: list[Incoming] = []
        #: What became of the files since the strip was empty.
        self._results: list[Result] = []
        look = desk.look
        named(self, name, tr("Adding files"))
        self._words = Words(look, "", f"{name}.words", wrap=True)
        self._waiting = Words(look, "", f"{name}.waiting", px=12, role="text2", wrap=True)
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
        column.addWidget(self._waiting)
        column.addLayout(self._lines)
        self.hide()
        self.catch_up()

    @property
    def busy(self) -> bool:
        return bool(self._followed)

    def catch_up(self) -> None:
        """Tells of what is on its way already, begun by a page that is gone or beside another section."""
        for one in on_their_way(self._desk, self._case_id):
            if one.incident_id or not self._incidents:
                self._follow(one)
        self._show()

    def start(self, sources: Sequence[Source], incident_id: str = "") -> None:
        """Takes files and the files of folders in; with `incident_id` they belong to that incident."""
        if not sources:
            return
        if not self.busy:
            self._shut()
        batch = Incoming(self._desk, self._case_id, list(sources), incident_id)
        self._follow(batch)
        batch.start()
        self._show()

    def _follow(self, one: Incoming) -> None:
        if one not in self._followed:
            self._followed.append(one)
            one.changed.connect(self._show)
            one.ended.connect(self._end)

    @Slot()
    def _show(self) -> None:
        """How far the first one is, and how many wait behind it."""
        if not self._followed:
            return
        first, behind = self._followed[0], self._followed[1:]
        if not (first.busy or first.waits or behind):
            return  # most are done before anybody could read it
        if first.stopped:
            words = tr("Stopping…")
        elif first.stage:
            number, _, whole = first.stage.partition("/")
            words = tr("Adding file {number} of {total}…", number=number, total=whole)
        elif first.waits:
            words = tr("These files wait until others, which came first, are done.")
        else:
            words = tr("Adding files…")
        self._words.setText(words)
        # A film has more bytes than the bar's 32 bits can count.
        self._bar.setRange(0, 1000 if first.total else 0)
        self._bar.setValue(round(1000 * min(first.done, first.total) / max(1, first.total)))
        count = sum(one.count for one in behind)
        waiting = ntr("{n} more file or folder waits.", "{n} more files or folders wait.", count)
        self._waiting.setText(waiting if count else "")
        self._show_parts(working=True)

    @Slot()
    def _stop(self) -> None:
        for one in tuple(self._followed):
            one.stop()

    @Slot()
    def _end(self) -> None:
        for one in [one for one in self._followed if not one.running]:
            self._followed.remove(one)
            self._say_end(one)

    def _say_end(self, one: Incoming) -> None:
        outcome = one.outcome
        if isinstance(outcome, Batch):
            self._results += outcome.results
            self._tell_of(outcome)
        elif self._results or not all(other.stopped for other in self._followed):
            self._add_line(outcome)
        if self._followed:
            self._show()
        else:
            self._words.setText(summed(self._results) if self._results else outcome)
            if any(result.state == "added" for result in self._results):
                stay = tr("The files you added also stay where they were; Caseapp deletes nothing there.")
                self._add_line(stay, "text2")
            self._show_parts(working=False)
        announce(self, summed(outcome.results) if isinstance(outcome, Batch) else outcome)
        one.told = one.told or self.isVisible()

    def _tell_of(self, batch: Batch) -> None:
        """What there is to tell of single files."""
        told = [result for result in batch.results if result.state != "added" or result.problem]
        told += [result for result in batch.results if result.elsewhere and result not in told]
        for result in told[:_LISTED]:
            self._add_line(line_of(result), "high" if result.state == "failed" else "text2")
        self.added.emit([result.evidence_id for result in batch.results if result.evidence_id])

    def _add_line(self, words: str, role: str = "") -> None:
        name = f"{self._name}.line.{self._lines.count()}"
        line = Words(self._desk.look, words, name, px=12, wrap=True)
        if role:
            line.set_role(role)
        self._lines.addWidget(snug(line))

    def _show_parts(self, *, working: bool) -> None:
        self._bar.setVisible(working)
        self.stop.setVisible(working)
        self._waiting.setVisible(working and bool(self._waiting.text()))
        self.shut.setVisible(not working)
        self.show()

    @Slot()
    def _shut(self) -> None:
        self._results = []
        emptied(self._lines)
        self.hide()


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
