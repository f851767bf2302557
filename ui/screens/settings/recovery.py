"""A new recovery sheet."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from caseapp.errors import Problem, sentence
from caseapp.i18n import N_, tr
from caseapp.keys import RecoveryKey
from caseapp.services import vault
from caseapp.services.sheet import recovery_sheet
from ui.printing import print_pdf
from ui.screens.backup.screen import SHEET_MADE
from ui.screens.first_run.words import WordSheet
from ui.screens.settings.section import Desk, Section
from ui.widgets.buttons import Button
from ui.widgets.fields import LineField
from ui.widgets.findings import Well
from ui.widgets.labels import FieldLabel, Noted


class SheetNotWritten(Problem):
    """The recovery sheet could not be saved where the user chose."""

    code = "sheet-not-written"
    text = N_("The recovery sheet can't be written to {folder}. Nothing was changed. Choose another place.")


class RecoverySection(Section):
    """A new recovery key is shown, put on paper, typed back, and only then replaces the old one."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            "recovery",
            tr("Recovery sheet"),
            tr(
                "If the passphrase is forgotten, only this sheet opens the store and its backups."
                " Keep it away from this computer, where two people know of it."
            ),
        )
        look = desk.look
        self._key: RecoveryKey | None = None
        self.state = Well(look, "key-round", "", "settings.recovery.state")
        self.column.addWidget(self.state)
        self.make = Button(look, tr("&Make a new recovery sheet"), "settings.recovery.make")
        self.make.clicked.connect(self.make_key)
        row = QHBoxLayout()
        row.addWidget(self.make)
        row.addStretch(1)
        self.column.addLayout(row)
        self._build_new()
        self.enter()

    def enter(self) -> None:
        """Tells whether a sheet is in force."""
        if self.desk.office.custody.keys.has_recovery:
            self.state.set_state(
                "key-round", "ok", tr("A recovery sheet is in force. A new one replaces it.")
            )
        else:
            self.state.set_state("triangle-alert", "crit", tr("There is no recovery sheet. Make one now."))

    @Slot()
    def make_key(self) -> None:
        """Shows a new key; nothing has changed yet."""
        self._key = RecoveryKey.new()
        self.sheet.show_words(self._key.text.split("-"))
        self.typed.forget()
        self._complain("")
        self._new.show()
        self.make.hide()
        self.print.setFocus()

    @Slot()
    def replace_now(self) -> None:
        """Puts the new key in force if it was typed back from the paper."""
        if self._key is None:
            return
        try:
            typed = RecoveryKey.read(self.typed.text())
        except Problem as problem:
            self._complain(sentence(problem))
            return
        if typed != self._key:
            self._complain(tr("This is another key. Look at the new sheet."))
            return
        key, office, day = self._key, self.desk.office, self.desk.office.clock.today().isoformat()

        def replace() -> None:
            vault.replace_recovery(office, key)
            office.facts.put(SHEET_MADE, day)

        self.use.set_busy(tr("Replacing…"))
        self.desk.runner.run(replace, self._replaced, self._failed, owner=self)

    @Slot()
    def save_sheet(self) -> None:
        """Writes the sheet as a PDF to a place the user chooses."""
        if self._key is None:
            return
        path = self.desk.host.dialogs.save_file(
            tr("Save the recovery sheet"), "recovery-sheet.pdf", [tr("PDF files (*.pdf)")]
        )
        if path is None:
            return
        key, made = self._key.text, self.desk.office.clock.now()
        self.told.hide()
        self.desk.runner.run(
            lambda: _write(path, recovery_sheet(key, made)),
            lambda _none: self._said(
                tr("Saved. Print it, then delete the file: whoever has it can open the store.")
            ),
            self._failed,
            owner=self,
            lane="aside",
        )

    @Slot()
    def print_sheet(self) -> None:
        """Puts the sheet on paper."""
        if self._key is None:
            return
        key, made, dialogs = self._key.text, self.desk.office.clock.now(), self.desk.host.dialogs

        def to_paper(data: bytes) -> None:
            if print_pdf(data, dialogs):
                self._said(tr("Sent to the printer. Look whether the sheet is complete."))

        self.told.hide()
        self.desk.runner.run(
            lambda: recovery_sheet(key, made), to_paper, self._failed, owner=self, lane="aside"
        )

    @Slot()
    def cancel(self) -> None:
        """The old sheet stays in force."""
        self._key = None
        self._new.hide()
        self.make.show()
        self.enter()

    def _build_new(self) -> None:
        look = self.desk.look
        self._new = QWidget()
        column = QVBoxLayout(self._new)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(8)
        self.sheet = WordSheet(look, "settings.recovery.key")
        column.addWidget(self.sheet)
        self.print = Button(look, tr("&Print"), "settings.recovery.print", icon="printer")
        self.print.clicked.connect(self.print_sheet)
        self.save = Button(look, tr("&Save as PDF…"), "settings.recovery.save", icon="file-text")
        self.save.clicked.connect(self.save_sheet)
        acts = QHBoxLayout()
        acts.setSpacing(8)
        acts.addWidget(self.print)
        acts.addWidget(self.save)
        acts.addStretch(1)
        column.addLayout(acts)
        self.told = Noted(look, "circle-check", "", "settings.recovery.told", role="ok", wrap=True)
        self.told.hide()
        column.addWidget(self.told)
        self.typed = LineField(look, "settings.recovery.typed", tr("Type the key from the paper"), large=True)
        self.typed.textEdited.connect(self._typing)
        column.addSpacing(4)
        column.addWidget(FieldLabel(look, tr("&Type the key from the paper"), self.typed, bold=True))
        column.addWidget(self.typed)
        self.wrong = Noted(look, "octagon-alert", "", "settings.recovery.wrong", role="crit", wrap=True)
        self.wrong.hide()
        column.addWidget(self.wrong)
        self.use = Button(look, tr("&Replace the old sheet"), "settings.recovery.use", kind="main")
        self.use.clicked.connect(self.replace_now)
        self.keep = Button(look, tr("&Keep the old sheet"), "settings.recovery.cancel")
        self.keep.clicked.connect(self.cancel)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.use)
        foot.addWidget(self.keep)
        foot.addStretch(1)
        column.addLayout(foot)
        self._new.hide()
        self.column.addWidget(self._new)

    @Slot()
    def _typing(self) -> None:
        # Typing from the screen would prove nothing: the first letter covers the key.
        self.sheet.cover()
        self._complain("")

    def _replaced(self, _none: None) -> None:
        self.use.set_busy("")
        self.desk.bus.publish([("recovery", "")])
        self.cancel()
        self.desk.host.toast(tr("The new recovery sheet is in force. Destroy the old one."))

    def _failed(self, problem: Problem) -> None:
        self.use.set_busy("")
        self._complain(sentence(problem))

    def _complain(self, text: str) -> None:
        self.wrong.set_text(text)
        self.wrong.setVisible(bool(text))
        self.typed.set_error(bool(text))

    def _said(self, text: str) -> None:
        self.told.set_text(text)
        self.told.show()


def _write(path: Path, data: bytes) -> None:
    try:
        path.write_bytes(data)
    except OSError as error:
        raise SheetNotWritten(folder=path.parent) from error
