"""Locking and closing: hide at once, keep what is half typed, close the store, and end the process that knew
it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, QTimer, Slot

from caseapp.services.office import Office
from ui.clipboard import SecretClipboard
from ui.dialogs import Dialogs
from ui.idle import AutoLock
from ui.main_window import MainWindow
from ui.tasks import Bug, Runner

#: Milliseconds after which the process that knew the store ends, whatever the disk is doing.
AT_LAST = 1500
#: Where the store keeps what was shown when it was locked.
PLACE = "window"


@dataclass(frozen=True)
class Parting:
    """What is left behind: the window, its boxes, what it shows, how its screens hand out what is typed; and
    how to see to it that the process ends even if the window hangs.
    """

    window: MainWindow
    dialogs: Dialogs
    place: Callable[[], dict[str, Any]]
    flushes: Callable[[], Sequence[Callable[[], object]]]
    end_soon: Callable[[], None]


class Leaving(QObject):
    """Happens once. What comes after it is another process, or none.

    A screen that fails meanwhile is reported to `bug` and stops nothing.
    """

    def __init__(
        self,
        office: Office,
        runner: Runner,
        idle: AutoLock,
        clipboard: SecretClipboard,
        bug: Bug,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._office, self._runner, self._idle, self._clipboard = office, runner, idle, clipboard
        self._bug = bug
        self._then: Callable[[], None] | None = None
        self._shown: dict[str, Any] = {}
        self._ended = False

    @property
    def begun(self) -> bool:
        return self._then is not None

    def begin(self, parting: Parting, then: Callable[[], None]) -> None:
        """Covers the window before anything else, saves, closes the store and calls `then`.

        `then` comes after AT_LAST at the latest, even when the disk does not answer.
        """
        if self.begun:
            return
        self._then = then
        parting.window.cover()
        QTimer.singleShot(AT_LAST, self, self._end)
        for step in (
            parting.end_soon,
            parting.dialogs.dismiss,
            self._clipboard.clear,
            self._idle.stop,
            self._runner.stop_long,
            lambda: self._shown.update(parting.place()),
            parting.window.put_away,
            *parting.flushes(),
        ):
            self._try(step)
        self._runner.when_settled(self._close)

    def _close(self) -> None:
        office, shown = self._office, self._shown

        def closing() -> None:
            try:
                if shown:
                    office.drafts.put(PLACE, shown)
            finally:
                office.close()

        self._runner.run(closing, lambda _none: self._end(), lambda _problem: self._end(), owner=self)

    @Slot()
    def _end(self) -> None:
        if self._then is not None and not self._ended:
            self._ended = True
            self._try(self._idle.covered)
            self._then()

    def _try(self, step: Callable[[], object]) -> None:
        try:
            step()
        except Exception as error:  # noqa: BLE001 - nothing whatever may keep the window from locking
            self._bug(error)
