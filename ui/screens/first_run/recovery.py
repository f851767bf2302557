"""Page 3: the recovery key on paper, proved by typing it back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout

from caseapp.i18n import tr
from ui.look import Look
from ui.screens.first_run.doors import Doors, NewStore
from ui.screens.first_run.page import Page, complain
from ui.screens.first_run.words import WordSheet
from ui.widgets.buttons import Button
from ui.widgets.fields import LineField
from ui.widgets.labels import Noted


class RecoveryPage(Page):
    """The key is shown until it is on paper, then covered while it is typed back."""

    def __init__(self, look: Look, doors: Doors, plan: NewStore) -> None:
        super().__init__(
            look,
            doors,
            plan,
            "first.recovery",
            tr("The recovery sheet"),
            tr(
                "If the passphrase is forgotten, only this key opens the store."
                " Keep the sheet away from this computer, where two people know of it."
            ),
        )
        self.sheet = WordSheet(look, "first.key")
        self.sheet.show_words(doors.recovery().replace("-", " ").split())
        self.column.addWidget(self.sheet)
        self.column.addSpacing(8)
        self.column.addLayout(self._build_acts())
        self.result = Noted(look, "circle-check", "", "first.sheet.result", role="ok", wrap=True)
        self.result.hide()
        self.column.addSpacing(4)
        self.column.addWidget(self.result)
        self.column.addSpacing(12)
        self.typed = LineField(look, "first.typed", tr("Type the key from the paper"), large=True)
        self.error = self.add_field(tr("&Type the key from the paper"), self.typed)
        self.typed.textEdited.connect(self._typing)
        self._turn()

    def enter(self) -> None:
        (self.typed if not self.sheet.shown else self.print).setFocus(Qt.FocusReason.OtherFocusReason)

    def ready(self) -> bool:
        good = complain(self.typed, self.error, self._doors.check_recovery(self.typed.text()))
        if not good:
            self.typed.setFocus(Qt.FocusReason.OtherFocusReason)
        return good

    def _build_acts(self) -> QHBoxLayout:
        look = self._look
        self.print = Button(look, tr("&Print"), "first.print", icon="printer")
        self.print.clicked.connect(self._print)
        self.save = Button(look, tr("&Save as PDF…"), "first.save", icon="file-text")
        self.save.clicked.connect(self._save)
        self.cover = Button(look, "", "first.cover", kind="link")
        self.cover.clicked.connect(self._cover)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.print)
        row.addWidget(self.save)
        row.addStretch(1)
        row.addWidget(self.cover)
        return row

    @Slot()
    def _print(self) -> None:
        self._on_paper(self._doors.print_sheet)

    @Slot()
    def _save(self) -> None:
        self._on_paper(self._doors.save_sheet)

    def _on_paper(self, act: Callable[[], str]) -> None:
        told = act()
        if told:
            self.result.set_text(told)
            self.result.show()

    @Slot()
    def _cover(self) -> None:
        if self.sheet.shown:
            self.sheet.cover()
            self.typed.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.sheet.uncover()
        self._turn()

    @Slot()
    def _typing(self) -> None:
        """Typing from the screen would prove nothing: the first letter covers the key."""
        if self.sheet.shown:
            self.sheet.cover()
            self._turn()
        complain(self.typed, self.error, "")

    def _turn(self) -> None:
        self.cover.set_words(tr("&Cover the key") if self.sheet.shown else tr("Show the &key again"))
