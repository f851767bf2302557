"""Locks when nobody is there.

After some minutes without a key or a pointer, and when the system locks or sleeps.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from typing import Final, Protocol

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, SignalInstance, Slot
from PySide6.QtGui import QGuiApplication, QWindow

_ACTIVITY: Final = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)


class SystemLocks(Protocol):
    """A source of the system's own signals. The seam for each system: see system_locks.py."""

    @property
    def happened(self) -> SignalInstance:
        """Sent with a reason (a word of REASONS) when the person left or the machine goes to sleep."""

    def covered(self) -> None:
        """The data is covered; the system may go to sleep now."""


#: Why the window locks: asked for, nobody there, the system's lock, sleep, another user, the lid.
REASONS: Final = ("asked", "idle", "session", "sleep", "user", "lid")


def seconds_awake_or_asleep() -> float:
    """Seconds on a clock that only goes forward and does not stop while the machine sleeps."""
    if sys.platform == "win32":
        return time.monotonic()
    return time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))


class AutoLock(QObject):
    """`wanted(reason)` once, until `start` is called again. Nothing happens before `start`.

    `seconds` is a clock that runs on while the machine sleeps: the first key after a long sleep locks instead
    of beginning to count anew.
    """

    wanted = Signal(str)

    def __init__(
        self,
        minutes: float,
        sources: Sequence[SystemLocks] = (),
        *,
        seconds: Callable[[], float] = seconds_awake_or_asleep,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._seconds = seconds
        self._last = seconds()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._idle)
        self._on = False
        self.set_minutes(minutes)
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.focusWindowChanged.connect(self._watch)
        self._watch(QGuiApplication.focusWindow())
        # What an input method writes does not come through the window.
        QGuiApplication.inputMethod().cursorRectangleChanged.connect(self._active)
        self._sources = tuple(sources)
        for source in self._sources:
            source.happened.connect(self._system)

    @property
    def watching(self) -> bool:
        return self._on

    def set_minutes(self, minutes: float) -> None:
        """Another time until locking, 1 to 30 minutes; counts anew."""
        self._timer.setInterval(round(minutes * 60_000))
        if self._on:
            self._count()

    def start(self) -> None:
        """Data is open from now on."""
        self._on = True
        self._count()

    def stop(self) -> None:
        """Nothing is open any more."""
        self._on = False
        self._timer.stop()

    def covered(self) -> None:
        """To be called when the screen is covered and drafts are kept: lets a waiting system sleep."""
        for source in self._sources:
            source.covered()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _ACTIVITY:
            self._active()
        return False

    def _watch(self, window: QWindow | None) -> None:
        """Watches a window of ours from its first focus on.

        Only what comes from outside passes the window itself; a filter on the application would be asked for
        each of the thousands of events by which a page is laid out.
        """
        if window is not None:
            window.installEventFilter(self)

    @Slot()
    def _active(self) -> None:
        if not self._on:
            return
        if (self._seconds() - self._last) * 1000 > self._timer.interval():
            self._lock("idle")
        else:
            self._count()

    def _count(self) -> None:
        self._last = self._seconds()
        self._timer.start()

    @Slot()
    def _idle(self) -> None:
        self._lock("idle")

    @Slot(str)
    def _system(self, reason: str) -> None:
        self._lock(reason)

    def _lock(self, reason: str) -> None:
        if self._on:
            self.stop()
            self.wanted.emit(reason)
