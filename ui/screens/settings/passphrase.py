"""Changing the passphrase of the store."""

from __future__ import annotations

import secrets

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy

from caseapp.errors import Problem, sentence
from caseapp.i18n import language, tr
from caseapp.keys import passphrase, strength
from caseapp.records import Caseworker, Organisation
from caseapp.services import vault
from ui.screens.first_run.doors import Doors, Judged
from ui.screens.first_run.own import OwnPassphrase
from ui.screens.first_run.words import DrawnWords
from ui.screens.settings.section import Desk, Section
from ui.widgets.buttons import Button
from ui.widgets.labels import FieldLabel, Noted
from ui.widgets.secret import SecretField
from ui.widgets.segments import Choice, Segments


class PassphraseSection(Section):
    """The old passphrase, then a new one: six words drawn by the app, or one of the user's own."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            "passphrase",
            tr("Change the passphrase"),
            tr(
                "The store itself is not rewritten. Backups made so far keep the passphrase that they"
                " were made with."
            ),
        )
        look = desk.look
        self._near: tuple[str, ...] = ()
        self.old = SecretField(look, "settings.passphrase.old", tr("Passphrase in force now"))
        self.column.addWidget(FieldLabel(look, tr("Passphrase in force &now"), self.old, bold=True))
        self.column.addWidget(self.old)
        self.wrong = Noted(look, "octagon-alert", "", "settings.passphrase.wrong", role="crit", wrap=True)
        self.wrong.hide()
        self.column.addWidget(self.wrong)
        choices = [Choice("drawn", tr("Words drawn by the app")), Choice("own", tr("One of your own"))]
        self.way = Segments(look, choices, "settings.passphrase.way", tr("New passphrase"))
        self.way.set_value("drawn")
        self.way.chosen.connect(self._turn)
        row = QHBoxLayout()
        row.addWidget(self.way)
        row.addStretch(1)
        self.column.addSpacing(6)
        self.column.addLayout(row)
        places = sorted(secrets.SystemRandom().sample(range(1, passphrase.WORDS + 1), 2))
        doors = self._doors()
        spoken = language() if language() in passphrase.LANGUAGES else "en"
        self.drawn = DrawnWords(look, doors, spoken, (places[0], places[1]))
        self.own = OwnPassphrase(look, doors, lambda: self._near)
        for page in (self.drawn, self.own):
            page.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
            self.column.addWidget(page)
        self.own.hide()
        self.change = Button(look, tr("&Change the passphrase"), "settings.passphrase.change", kind="main")
        self.change.clicked.connect(self.change_now)
        foot = QHBoxLayout()
        foot.addWidget(self.change)
        foot.addStretch(1)
        self.column.addLayout(foot)

    def enter(self) -> None:
        """Reads the names that stand nearby and make a phrase weak."""
        records = self.desk.office.records

        def read() -> tuple[str, ...]:
            names = [one.name for one in records.all(Organisation)]
            names += [one.name for one in records.all(Caseworker)]
            return tuple(text for name in names for text in name.values())

        def keep(names: tuple[str, ...]) -> None:
            self._near = names

        self.desk.runner.run(read, keep, owner=self)

    @Slot()
    def change_now(self) -> None:
        """Changes the passphrase if the old one is right and the new one was proved."""
        new = self.own if self.way.value() == "own" else self.drawn
        if not self.old.text():
            self._complain(tr("Type the passphrase that is in force now."))
            return
        if not new.ready():
            return
        office, old, wanted = self.desk.office, self.old.text(), new.passphrase()
        self.change.set_busy(tr("Changing…"))

        def change() -> None:
            office.custody.keys.unlock_passphrase(old)
            vault.change_passphrase(office, wanted)

        self.desk.runner.run(change, self._changed, self._failed, owner=self)

    def _changed(self, _none: None) -> None:
        self.change.set_busy("")
        self._complain("")
        self.old.forget()
        for field in (self.own.first, self.own.second):
            field.forget()
        self.drawn.draw()
        host = self.desk.host
        host.toast(
            tr("Passphrase changed. Make a backup that opens with it."),
            tr("Backup"),
            lambda: host.go("backup"),
        )

    def _failed(self, problem: Problem) -> None:
        self.change.set_busy("")
        self._complain(sentence(problem))

    def _complain(self, text: str) -> None:
        self.wrong.set_text(text)
        self.wrong.setVisible(bool(text))
        self.old.set_error(bool(text))
        if text:
            self.old.selectAll()
            self.old.setFocus()

    @Slot(str)
    def _turn(self, way: str) -> None:
        if not way:
            self.way.set_value("drawn")
        self.own.setVisible(way == "own")
        self.drawn.setVisible(way != "own")

    def _doors(self) -> Doors:
        def judge(text: str, near: tuple[str, ...]) -> Judged:
            return strength.advise(text, language(), near)

        return Doors(
            folder=self.desk.office.folder,
            pick_folder=lambda _folder: None,
            folder_problem=lambda _folder: "",
            draw_words=lambda spoken: passphrase.generate(spoken),
            judge=judge,
            recovery=str,
            check_recovery=lambda _typed: "",
            print_sheet=str,
            save_sheet=str,
        )
