"""Locking and closing: hide at once, keep what is half typed, close the store, and end the process that knew
it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer

from caseapp.services.office import Office
from ui.clipboard import SecretClipboard
from ui.dialogs import Dialogs
from ui.idle import AutoLock
from ui.main_window import MainWindow
from ui.tasks import Runner

#: Milliseconds after which locking ends the process whatever it is doing.
AT_LAST = 2000
#: Where the store keeps what was shown when it was locked.
PLACE = "window"


class Leaving(QObject):
    """Happens once. What comes after it is another process, or none."""

    def __init__(
        self, office: Office, runner: Runner, idle: AutoLock, clipboard: SecretClipboard, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._office, self._runner, self._idle, self._clipboard = office, runner, idle, clipboard
        self._begun = False

    def begin(
        self,
        window: MainWindow,
        dialogs: Dialogs,
        place: Callable[[], dict[str, Any]],
        flush: Callable[[], None],
        then: Callable[[], None],
    ) -> None:
        """Covers the window before anything else, saves, closes the store and calls `then`.

        `place` tells what is shown; `flush` lets every screen hand out what is typed. `then` comes after
        AT_LAST at the latest, even when the disk does not answer.
        """
        if self._begun:
            return
        self._begun = True
        window.cover()
        self._idle.covered()
        self._idle.stop()
        self._clipboard.clear()
        dialogs.dismiss()
        shown = place()
        flush()
        office = self._office

        def closing() -> None:
            try:
                office.drafts.put(PLACE, shown)
            finally:
                office.close()

        QTimer.singleShot(AT_LAST, self, lambda: then())
        self._runner.run(closing, lambda _none: then(), lambda _problem: then(), owner=self)
