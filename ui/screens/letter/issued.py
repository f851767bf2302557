"""What stands in place of the form once a letter is issued."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from caseapp.i18n import tr
from caseapp.records import Letter
from ui.days import dated, moment
from ui.look import Look
from ui.screens.case.desk import emptied, snug
from ui.widgets.buttons import Button
from ui.widgets.labels import Words
from ui.widgets.named import named
from ui.widgets.pane import Card, FactLine


class IssuedPanel(QWidget):
    """Number, check code and hash of an issued letter; `save_wanted` when its file is to be saved."""

    save_wanted = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        named(self, "letter.issued", tr("Issued letter"))
        self.save = Button(look, tr("&Save PDF…"), "letter.save", kind="main", icon="file-check")
        self.save.clicked.connect(self.save_wanted)
        self._facts = QVBoxLayout()
        self._facts.setSpacing(16)
        warning = tr(
            "The saved file leaves the encrypted store: whoever has it can read it. Its name is the letter's"
            " number and tells nothing about the client."
        )
        row = QHBoxLayout()
        row.addWidget(self.save)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addLayout(self._facts)
        column.addLayout(row)
        column.addWidget(Words(look, warning, "letter.save.warning", px=12, role="text2", wrap=True))

    def show_letter(self, letter: Letter) -> None:
        """Shows what is kept of an issued letter."""
        emptied(self._facts)
        self._facts.addWidget(self._state(letter))
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(10)
        lines = (
            ("number", tr("Our reference"), letter.number),
            ("code", tr("Check code"), letter.check_code),
            ("pages", tr("Pages"), str(letter.pages)),
            ("recipient", tr("Recipient"), letter.recipient),
            ("hash", tr("SHA-256 of the file"), _grouped(letter.sha256)),
        )
        for row, (name, label, text) in enumerate(line for line in lines if line[2]):
            grid.addWidget(Words(self._look, label, role="text2"), row, 0, Qt.AlignmentFlag.AlignTop)
            words = Words(self._look, text, f"letter.issued.{name}", wrap=True)
            words.setAccessibleName(f"{label}: {text}")
            grid.addWidget(words, row, 1)
        grid.setColumnMinimumWidth(0, self._look.wide(124))
        grid.setColumnStretch(1, 1)
        self._facts.addLayout(grid)

    def _state(self, letter: Letter) -> QWidget:
        withdrawn = letter.withdrawn_on is not None
        card = Card(self._look, "letter.issued.state", role="highbg" if withdrawn else "okbg", edge="")
        row = QHBoxLayout(card)
        row.setContentsMargins(16, 14, 16, 14)
        when = moment(letter.issued_at) if letter.issued_at is not None else ""
        if letter.withdrawn_on is not None:
            fact = tr("Withdrawn on {day}", day=dated(letter.withdrawn_on))
            line = FactLine(self._look, "triangle-alert", fact, letter.withdrawn_why, role="high")
        else:
            more = tr("It can't be changed any more. Its file is kept in the store, byte for byte.")
            line = FactLine(self._look, "file-check", tr("Issued {moment}", moment=when), more, role="ok")
        row.addWidget(line)
        return snug(card)


def _grouped(digits: str) -> str:
    """A hash in groups of eight, for reading aloud."""
    return " ".join(digits[at : at + 8] for at in range(0, len(digits), 8))
