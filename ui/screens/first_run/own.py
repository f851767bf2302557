"""A passphrase of one's own: typed twice, with honest advice below."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseapp.i18n import tr
from ui.look import Look
from ui.screens.first_run.doors import Doors
from ui.screens.first_run.page import complain
from ui.widgets.labels import FieldLabel, Noted
from ui.widgets.named import named
from ui.widgets.secret import SecretField

#: How each level of advice looks.
_STATES = {
    "short": ("octagon-alert", "crit"),
    "weak": ("triangle-alert", "high"),
    "fair": ("circle-alert", "mod"),
    "drawn": ("circle-check", "ok"),
}


class OwnPassphrase(QWidget):
    """`near`: words that stand nearby, such as the organisation's name; they make a phrase weak."""

    def __init__(self, look: Look, doors: Doors, near: Callable[[], tuple[str, ...]]) -> None:
        super().__init__()
        self._doors, self._near = doors, near
        named(self, "first.ownphrase", tr("A passphrase of your own"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self.first = SecretField(look, "first.phrase", tr("Passphrase"))
        self.second = SecretField(look, "first.phrase2", tr("The same again"))
        self.advice = Noted(look, "circle-alert", "", "first.advice", wrap=True)
        self.error = Noted(look, "octagon-alert", "", "first.phrase2.error", role="crit", wrap=True)
        column.addWidget(FieldLabel(look, tr("&Passphrase"), self.first, bold=True))
        column.addWidget(self.first)
        column.addWidget(self.advice)
        column.addSpacing(8)
        column.addWidget(FieldLabel(look, tr("The same &again"), self.second, bold=True))
        column.addWidget(self.second)
        column.addWidget(self.error)
        column.addStretch(1)
        self.advice.hide()
        self.error.hide()
        self.first.textChanged.connect(self._judge)
        self.setFocusProxy(self.first)

    def passphrase(self) -> str:
        return self.first.text()

    def ready(self) -> bool:
        """Long enough and typed twice alike. Weak ones pass: the advice was given."""
        judged = self._doors.judge(self.first.text(), self._near())
        if str(judged.level) == "short":
            self._judge()
            self.first.set_error(True)
            return False
        self.first.set_error(False)
        same = self.first.text() == self.second.text()
        return complain(
            self.second, self.error, "" if same else tr("The two are not the same. Type it again.")
        )

    @Slot()
    def _judge(self) -> None:
        judged = self._doors.judge(self.first.text(), self._near())
        icon, role = _STATES[str(judged.level)]
        self.advice.set_state(icon, role, judged.sentence)
        self.advice.setVisible(True)
