"""Empties the bin of what has waited long enough, quietly and while nobody waits for the store."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, QTimer, Slot

from caseapp.errors import Problem
from caseapp.services.bin import Tended
from caseapp.services.office import Office
from ui.writer import Writer

#: Milliseconds after the window came up: the list of cases and what was open come first.
AFTER: Final = 5000
#: Milliseconds between two steps: whoever asks for a page meanwhile seldom meets one under way.
PAUSE: Final = 100


class Erasing(QObject):
    """One per open window. One small step at a time, with a rest after each."""

    def __init__(self, office: Office, writer: Writer, parent: QObject) -> None:
        super().__init__(parent)
        self._bin, self._writer = office.bin, writer

    def begin_soon(self) -> None:
        """When the window has been up for a while."""
        QTimer.singleShot(AFTER, self, self.begin)

    @Slot()
    def begin(self) -> None:
        """Now."""
        self._writer.write(self._bin.tend, self._tended, self._later, owner=self)

    def _tended(self, tended: Tended) -> None:
        if tended.more:
            QTimer.singleShot(PAUSE, self, self.begin)

    def _later(self, _problem: Problem) -> None:
        """A disk that refuses is told at the next save of the user; the next start tries this again."""
