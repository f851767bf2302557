"""Telling whether a file is a letter of ours, and saying so in plain words."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from caseapp.errors import Problem
from caseapp.i18n import N_, tr
from caseapp.services.verifying import Verdict
from ui.look import Look
from ui.widgets.buttons import Button
from ui.widgets.labels import IconLabel, Words
from ui.widgets.named import named
from ui.widgets.pane import Card

#: No letter is larger; what is larger is not read.
LARGEST: Final = 50 * 1024 * 1024
#: Icon, colour role and heading by the verdict's state.
_STATES: Final = {
    "unchanged": ("shield-check", "ok", N_("This is our letter, unchanged")),
    "changed": ("triangle-alert", "crit", N_("This is not the letter that we issued")),
    "foreign": ("circle-alert", "high", N_("We did not issue this file")),
    "unreadable": ("circle-alert", "high", N_("This file can't be read as a PDF")),
}


class FileNotRead(Problem):
    """The chosen file can't be opened."""

    code = "verify-file"
    text = N_("The file {file} can't be read. Nothing was changed. Copy it to this computer and try again.")


class FileTooBig(Problem):
    """The chosen file is larger than any letter."""

    code = "verify-too-big"
    text = N_("The file {file} is larger than any letter of ours. It was not read.")


def read_file(path: Path) -> bytes:
    """The bytes of a chosen file. Raises FileNotRead, FileTooBig."""
    try:
        if path.stat().st_size > LARGEST:
            raise FileTooBig(file=path.name)
        return path.read_bytes()
    except OSError as error:
        raise FileNotRead(file=path.name) from error


class VerdictPanel(QWidget):
    """The answer, in a pop-up: what the file is, what that means, and the letter of ours that it names."""

    closed = Signal()
    opened = Signal(str)
    again = Signal()

    def __init__(self, look: Look, verdict: Verdict, file: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._verdict = verdict
        icon, role, heading = _STATES[verdict.state]
        named(self, "verdict", f"{tr(heading)}. {verdict.text}")
        card = Card(look, "verdict.card", role=f"{role}bg", edge="")
        inner = QHBoxLayout(card)
        inner.setContentsMargins(16, 14, 16, 14)
        inner.setSpacing(14)
        mark = QVBoxLayout()
        mark.addWidget(IconLabel(look, icon, role, size=24))
        mark.addStretch(1)
        inner.addLayout(mark)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(Words(look, tr(heading), "verdict.title", px=15, bold=True, role=role, wrap=True))
        words.addWidget(Words(look, verdict.text, "verdict.text", wrap=True))
        inner.addLayout(words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 18)
        column.setSpacing(12)
        column.addWidget(Words(look, tr("Verify a letter"), px=15, bold=True))
        column.addWidget(
            Words(look, tr("File: {file}", file=file), "verdict.file", px=12, role="text2", wrap=True)
        )
        column.addWidget(card)
        if verdict.letter is not None and verdict.letter.check_code:
            facts = tr("Check code of our letter: {code}", code=verdict.letter.check_code)
            column.addWidget(Words(look, facts, "verdict.code", px=12, role="text2", wrap=True))
        column.addLayout(self._make_foot(look))

    def _make_foot(self, look: Look) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setSpacing(8)
        other = Button(look, tr("&Verify another file…"), "verdict.again", kind="link")
        other.clicked.connect(self.again)
        foot.addWidget(other)
        foot.addStretch(1)
        if self._verdict.letter is not None:
            show = Button(look, tr("&Open our letter"), "verdict.open")
            show.clicked.connect(self._open)
            foot.addWidget(show)
        close = Button(look, tr("&Close"), "verdict.close", kind="main")
        close.clicked.connect(self.closed)
        foot.addWidget(close)
        return foot

    @Slot()
    def _open(self) -> None:
        if self._verdict.letter is not None:
            self.opened.emit(self._verdict.letter.id)
