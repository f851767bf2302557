"""Page 1: the language, and the folder in which the store will lie."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout

from caseapp.i18n import LANGUAGES, language, tr
from ui.look import Look
from ui.screens.first_run.doors import Doors, NewStore
from ui.screens.first_run.page import Page, complain
from ui.widgets.buttons import Button
from ui.widgets.fields import LineField
from ui.widgets.findings import Well
from ui.widgets.labels import FieldLabel, Words
from ui.widgets.segments import Choice, Segments


class PlacePage(Page):
    """`language_chosen(code)`, and the ways out: a store that exists already, a backup to restore."""

    language_chosen = Signal(str)
    existing_requested = Signal()
    restore_requested = Signal()

    def __init__(self, look: Look, doors: Doors, plan: NewStore) -> None:
        super().__init__(
            look,
            doors,
            plan,
            "first.place",
            tr("Language and place"),
            tr("Everything you record is kept in one encrypted folder on this computer."),
        )
        choices = [Choice(code, words) for code, words in LANGUAGES.items()]
        self.language = Segments(look, choices, "first.language", tr("Language"))
        self.language.set_value(language())
        self.language.chosen.connect(self._language_chosen)
        self.column.addWidget(FieldLabel(look, tr("&Language"), self.language, bold=True))
        self.column.addSpacing(4)
        self.column.addWidget(self.language)
        self.column.addSpacing(16)
        self.folder = LineField(look, "first.folder", tr("Folder of the store"))
        self.folder.setReadOnly(True)
        self.folder.setText(str(plan.folder))
        self.error = self.add_field(tr("&Folder of the store"), self.folder)
        row = QHBoxLayout()
        self.change = Button(look, tr("Choose another &place…"), "first.change")
        self.change.clicked.connect(self._change)
        row.addWidget(self.change)
        row.addStretch(1)
        self.column.addLayout(row)
        self.column.addSpacing(16)
        self.column.addWidget(
            Well(
                look,
                "wifi-off",
                tr("Caseapp works without the internet. Nothing you type leaves this computer by itself."),
                "first.offline",
            )
        )
        self.column.addSpacing(16)
        self._add_ways_out()

    def ready(self) -> bool:
        return complain(self.folder, self.error, self._doors.folder_problem(self._plan.folder))

    def _add_ways_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(12)
        existing = Button(self._look, tr("&Open a store that exists"), "first.existing", kind="link")
        existing.clicked.connect(self.existing_requested)
        restore = Button(self._look, tr("&Restore from a backup"), "first.restore", kind="link")
        restore.clicked.connect(self.restore_requested)
        row.addWidget(existing)
        row.addWidget(Words(self._look, "·", role="text2"))
        row.addWidget(restore)
        row.addStretch(1)
        self.column.addLayout(row)

    @Slot(str)
    def _language_chosen(self, code: str) -> None:
        if code:
            self.language_chosen.emit(code)
        else:
            self.language.set_value(language())

    @Slot()
    def _change(self) -> None:
        chosen = self._doors.pick_folder(self._plan.folder)
        if chosen is not None:
            self._plan.folder = chosen
            self.folder.setText(str(chosen))
            self.ready()
