"""The pop-up that reads a copy: to check it, to restore it into a new folder, or to practise that."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from caseapp.errors import Cancelled, Problem, sentence
from caseapp.i18n import tr
from caseapp.progress import Progress
from caseapp.services import backup as backups
from caseapp.services.backup import BackupInfo, Report
from caseapp.services.office import Office
from ui.days import moment
from ui.look import Look
from ui.screens.backup.acts import PRACTICE, Place, practise, said, secret_of
from ui.screens.backup.place import medium_of, place_name, size_words
from ui.screens.backup.wording import contents
from ui.tasks import Job, Runner
from ui.widgets.buttons import Button
from ui.widgets.fields import ChoiceField
from ui.widgets.findings import Well
from ui.widgets.labels import ElidedLabel, FieldLabel, Words
from ui.widgets.named import named
from ui.widgets.secret import SecretField
from ui.widgets.segments import Choice


class CopyPanel(QWidget):
    """`practised` after a practised restore that went well, `restored(folder)` after a real one.

    Without an open store (`office` is None) every copy asks for its secret, and only a restore makes sense.
    """

    practised = Signal()
    restored = Signal(object)

    def __init__(
        self, office: Office | None, runner: Runner, host: Place, act: str, copy: Path | None = None
    ) -> None:
        super().__init__()
        self._office, self._runner, self._host, self._act = office, runner, host, act
        self._look: Look = host.look
        self._words = said(act)
        self._copies: list[BackupInfo] = []
        self._report: Report | None = None
        self._secret: backups.Secret | None = None
        self._into: Path | None = None
        self._job: Job | None = None
        named(self, "copy-panel", self._words.title)
        self._build()
        self._from = copy

    def start(self) -> None:
        """Lists the copies beside the one that was chosen, or asks for a folder."""
        if self._from is not None:
            self._list(self._from.parent, self._from)
        else:
            self._fit()
            self.folder.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.go.isEnabled():
            self.go.click()
        else:
            super().keyPressEvent(event)

    @Slot()
    def leave(self) -> None:
        """Stops what runs, or closes."""
        if self._job is not None and self._job.running:
            self._job.cancel()
        else:
            self._host.overlay.close_panel()

    # Choosing

    @Slot()
    def choose_folder(self) -> None:
        """Asks where the copies are."""
        folder = self._host.dialogs.folder(tr("Where is the copy?"))
        if folder is not None:
            self._list(folder, None)

    def _list(self, folder: Path, wanted: Path | None) -> None:
        def show(found: list[BackupInfo]) -> None:
            self._copies = found
            where = medium_of(found[0]) if found else folder
            self._place.setText(place_name(where))
            self.copies.set_choices(
                Choice(str(copy.folder), f"{moment(copy.at)} · {size_words(copy.size)}") for copy in found
            )
            first = str(found[0].folder) if found else ""
            known = {str(copy.folder) for copy in found}
            self.copies.set_value(str(wanted) if wanted is not None and str(wanted) in known else first)
            if not found:
                self._say(
                    "circle-alert",
                    "high",
                    tr("There is no finished copy in this folder. Choose another one."),
                )
            else:
                self._well.hide()
            self._chosen()

        self._runner.run(lambda: backups.find(folder), show, self._failed, owner=self, lane="aside")

    @Slot()
    def _chosen(self) -> None:
        """Another copy: what was read of the one before no longer counts."""
        self._report = None
        self._into = None
        self._fit()

    def _copy(self) -> BackupInfo | None:
        return next((copy for copy in self._copies if str(copy.folder) == self.copies.value()), None)

    def _ours(self) -> bool:
        """Whether the chosen copy belongs to the open store, whose key opens it without asking."""
        copy = self._copy()
        if copy is None or self._office is None:
            return False
        return copy.folder.parent.name == self._office.custody.keys.store_id[:8]

    def _asks(self) -> bool:
        """Whether a secret must be typed: for foreign copies, and when practising, for that is the point."""
        return self._copy() is not None and (self._act == "practise" or not self._ours())

    # Doing

    @Slot()
    def act(self) -> None:
        """The main button: check, practise, look into the copy, or restore it."""
        copy = self._copy()
        if copy is None:
            self.choose_folder()
        elif self._act == "restore" and self._report is not None:
            self._restore(copy)
        elif self._take_secret():
            self._read(copy)

    def _take_secret(self) -> bool:
        if self._office is not None and not self._asks():
            self._secret = self._office.custody.master
            return True
        typed = self.secret.text()
        if not typed.strip():
            self.secret.set_error(True)
            self.secret.setFocus()
            return False
        try:
            self._secret = secret_of(typed)
        except Problem as problem:
            self._failed(problem)
            return False
        return True

    def _read(self, copy: BackupInfo) -> None:
        secret = self._secret
        assert secret is not None
        if self._act == "practise" and self._office is not None:
            beside = self._office.folder.parent / PRACTICE
            self._run(lambda p: practise(copy.folder, beside, secret, p), self._has_practised)
        else:
            self._run(lambda p: backups.verify(copy.folder, secret, p), self._has_read)

    def _restore(self, copy: BackupInfo) -> None:
        into = self._into or self._host.dialogs.folder(tr("Into which new or empty folder?"))
        if into is None or self._secret is None:
            return
        self._into = into
        secret = self._secret
        self._run(lambda p: backups.restore(copy.folder, into, secret, p), self._has_restored)

    def _run(self, op: Callable[[Progress], Report], done: Callable[[Report], None]) -> None:
        self._well.hide()
        self.secret.set_error(False)
        self.go.set_busy(self._words.busy)
        self._bar.setRange(0, 0)
        self._bar.show()
        job = self._runner.run_long(op, done, self._failed, owner=self, lane="aside")
        if job.running:
            self._job = job
            job.progressed.connect(self._progressed)

    @Slot(str, "qlonglong", "qlonglong")
    def _progressed(self, _stage: str, done: int, total: int) -> None:
        self._bar.setRange(0, 1000)
        self._bar.setValue(round(1000 * min(done, total) / total) if total else 0)

    def _rest(self) -> None:
        self._job = None
        self.go.set_busy("")
        self._bar.hide()
        self._fit()

    def _has_read(self, report: Report) -> None:
        self._report = report
        self._rest()
        whole = tr("This copy is whole: every byte was read again and is equal.")
        self._tell(report, f"{whole} {contents(report)}")

    def _has_practised(self, report: Report) -> None:
        self._rest()
        self.secret.forget()
        well = tr("It worked. The copy opens and is whole; the trial folder was removed again.")
        self._tell(report, f"{well} {contents(report)}")
        if report.losses.problem is None:
            self.practised.emit()

    def _has_restored(self, report: Report) -> None:
        self._rest()
        self.secret.forget()
        self.go.hide()
        words = tr(
            "Restored and checked in {folder}. It opens with the passphrase that was in force when the"
            " copy was made.",
            folder=report.folder,
        )
        if self._office is not None:
            words += " " + tr("The open store is as it was.")
        self._tell(report, words)
        self.close_button.set_words(tr("&Close"))
        self.close_button.setFocus()
        self.restored.emit(report.folder)

    def _failed(self, problem: Problem) -> None:
        self._into = None
        self._rest()
        if isinstance(problem, Cancelled):
            self._say("circle-x", "text2", tr("Stopped. Nothing was changed."))
            return
        self._say("octagon-alert", "crit", sentence(problem))
        if self.secret.isVisibleTo(self):
            self.secret.selectAll()
            self.secret.setFocus()

    # What is shown

    def _build(self) -> None:
        look = self._look
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 18)
        column.setSpacing(10)
        column.addWidget(Words(look, self._words.title, "copy-panel.title", px=15, bold=True))
        column.addWidget(Words(look, self._words.about, role="text2", wrap=True))
        column.addSpacing(4)
        self._place = ElidedLabel(look, tr("Choose where the copy is"), "copy-panel.place", role="text2")
        self.folder = Button(look, tr("Other &folder…"), "copy-panel.folder")
        self.folder.clicked.connect(self.choose_folder)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._place, 1)
        row.addWidget(self.folder)
        column.addLayout(row)
        self.copies = ChoiceField(look, [], "copy-panel.copies", tr("Copy"), empty=tr("No copy here"))
        self.copies.chosen.connect(self._chosen)
        self._copies_label = FieldLabel(look, tr("&Copy"), self.copies)
        column.addWidget(self._copies_label)
        column.addWidget(self.copies)
        self.secret = SecretField(look, "copy-panel.secret", tr("Passphrase or recovery key of this copy"))
        self._secret_label = FieldLabel(look, tr("&Passphrase or recovery key of this copy"), self.secret)
        column.addWidget(self._secret_label)
        column.addWidget(self.secret)
        self._well = Well(look, "circle-check", "", "copy-panel.result", icon_role="ok")
        self._well.hide()
        column.addWidget(self._well)
        self._bar = named(QProgressBar(), "copy-panel.bar", self._words.busy)
        self._bar.setTextVisible(False)
        self._bar.hide()
        column.addWidget(self._bar)
        column.addSpacing(6)
        column.addStretch(1)
        self.close_button = Button(look, tr("&Cancel"), "copy-panel.close")
        self.close_button.clicked.connect(self.leave)
        self.go = Button(look, self._words.verb, "copy-panel.go", kind="main")
        self.go.clicked.connect(self.act)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        foot.addWidget(self.go)
        column.addLayout(foot)

    def _fit(self) -> None:
        asks = self._asks() and self._report is None
        self.secret.setVisible(asks)
        self._secret_label.setVisible(asks)
        self.copies.setVisible(bool(self._copies))
        self._copies_label.setVisible(bool(self._copies))
        self.go.setEnabled(self._copy() is not None)
        if self._act == "restore" and self._report is not None:
            self.go.set_words(tr("&Restore into a new folder…"))
        elif not self.go.busy:
            self.go.set_words(self._words.verb)

    def _tell(self, report: Report, good: str) -> None:
        """What a copy showed: the good news, or what evidence is not whole in it."""
        problem = report.losses.problem
        if problem is None:
            self._say("circle-check", "ok", good)
        elif self._act == "restore" and self._report is report:
            more = tr("You can restore everything else.")
            self._say("triangle-alert", "high", f"{sentence(problem)} {more}")
        elif self._act == "restore":
            self._say("triangle-alert", "high", f"{good} {sentence(problem)}")
        else:
            self._say("octagon-alert", "crit", sentence(problem))

    def _say(self, icon: str, role: str, text: str) -> None:
        self._well.set_state(icon, role, text)
        self._well.show()
