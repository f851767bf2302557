"""Page 2: the organisation, the caseworker, and the passphrase with two of its words typed back."""

from __future__ import annotations

import secrets

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QStackedWidget

from caseapp.i18n import language, tr
from ui.look import Look
from ui.screens.first_run.doors import Doors, NewStore
from ui.screens.first_run.own import OwnPassphrase
from ui.screens.first_run.page import Page, complain
from ui.screens.first_run.words import DrawnWords
from ui.widgets.buttons import Check
from ui.widgets.fields import LineField
from ui.widgets.named import named


class PeoplePage(Page):
    """The passphrase is drawn by the app; a person's own is allowed, with honest advice."""

    def __init__(self, look: Look, doors: Doors, plan: NewStore) -> None:
        super().__init__(
            look,
            doors,
            plan,
            "first.people",
            tr("You and your passphrase"),
            tr(
                "The names stand on letters later. The passphrase opens the store, and nobody can replace it."
            ),
        )
        self.organisation = LineField(look, "first.organisation", tr("Organisation"))
        self.organisation.setText(plan.organisation)
        self.organisation_error = self.add_field(tr("&Organisation"), self.organisation)
        self.caseworker = LineField(look, "first.caseworker", tr("Your name"))
        self.caseworker.setText(plan.caseworker)
        self.caseworker_error = self.add_field(tr("Your &name"), self.caseworker)
        self.column.addSpacing(4)
        self.drawn = DrawnWords(look, doors, language(), _two_places(6))
        self.own = OwnPassphrase(look, doors, self._near)
        self._either = named(QStackedWidget(), "first.either")
        self._either.addWidget(self.drawn)
        self._either.addWidget(self.own)
        self.column.addWidget(self._either)
        self.column.addSpacing(8)
        self.choose = Check(look, tr("Use a passphrase of my own"), "first.own")
        self.choose.setChecked(plan.own)
        self.choose.toggled.connect(self._choose)
        self.column.addWidget(self.choose)
        self.organisation.textChanged.connect(self._keep)
        self.caseworker.textChanged.connect(self._keep)
        self._choose(plan.own)

    def enter(self) -> None:
        empty = next((f for f in (self.organisation, self.caseworker) if not f.text()), None)
        (empty or (self.own if self._plan.own else self.drawn)).setFocus(Qt.FocusReason.OtherFocusReason)

    def ready(self) -> bool:
        self._keep()
        missing = tr("This is needed to begin; it can be changed later.")
        one = complain(self.organisation, self.organisation_error, "" if self._plan.organisation else missing)
        other = complain(self.caseworker, self.caseworker_error, "" if self._plan.caseworker else missing)
        phrase = self.own if self._plan.own else self.drawn
        # Words that nobody has copied yet stay in sight while a name is missing.
        waits = phrase is self.drawn and self.drawn.sheet.shown and not (one and other)
        good = not waits and phrase.ready()
        if good and one and other:
            self._plan.passphrase = phrase.passphrase()
            return True
        first = self.organisation if not one else self.caseworker if not other else phrase
        first.setFocus()
        return False

    def _near(self) -> tuple[str, ...]:
        return self.organisation.text().strip(), self.caseworker.text().strip()

    @Slot()
    def _keep(self) -> None:
        self._plan.organisation, self._plan.caseworker = self._near()

    @Slot(bool)
    def _choose(self, own: bool) -> None:
        self._plan.own = own
        self._either.setCurrentIndex(1 if own else 0)


def _two_places(count: int) -> tuple[int, int]:
    """Two different places among `count`, in order, counted from 1."""
    first = secrets.randbelow(count) + 1
    other = secrets.randbelow(count - 1) + 1
    other += other >= first
    return min(first, other), max(first, other)
