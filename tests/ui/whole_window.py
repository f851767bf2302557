"""The whole window in this process: gate, store and screens on real threads; only the process is not."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from caseapp.clock import Clock
from caseapp.paths import Paths
from caseapp.progress import Progress
from caseapp.settings import Settings
from tests.stores import PASSPHRASE
from ui.gate import Gate
from ui.look import Look
from ui.open_store import OpenStore


class NotedProcess:
    """A process that would have been replaced or ended: what was asked of it."""

    def __init__(self) -> None:
        self.anew: list[list[str]] = []
        self.hurried: list[float] = []

    def start_anew(self, arguments: list[str]) -> None:
        self.anew.append(arguments)

    def end_within(self, seconds: float) -> None:
        self.hurried.append(seconds)


class Whole:
    """One life of the program on the store in `home`, from the unlock screen on. End it with `close`."""

    def __init__(self, qtbot: QtBot, look: Look, home: Path, clock: Clock) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self.qtbot = qtbot
        self.process = NotedProcess()
        self._over = False
        self.paths = Paths(home / "config", home)
        chosen = Settings(language="en", theme="light", auto_lock_minutes=5)
        self.gate = Gate(app, look, self.paths, chosen, clock, self.process)
        self.gate.start()

    @property
    def store(self) -> OpenStore:
        assert self.gate.open_store is not None
        return self.gate.open_store

    def unlock(self) -> None:
        """Types the passphrase and waits until the window stands with everything it asks for at first."""
        QTest.keyClicks(self.find("unlock.passphrase"), PASSPHRASE)
        QTest.keyClick(self.find("unlock.passphrase"), Qt.Key.Key_Return)
        self.until(lambda: self.gate.open_store is not None)
        self.rest()

    def rest(self) -> None:
        """Waits until nothing is under way."""
        self.until(lambda: not self.gate.runner.working)

    def until(self, true: Callable[[], Any]) -> None:
        self.qtbot.waitUntil(lambda: bool(true()), timeout=15_000)

    def find(self, name: str) -> Any:
        """The visible control of this name."""
        window = self.gate.window if self.gate.open_store is None else self.store.window
        return next(one for one in window.findChildren(QWidget, name) if one.isVisible())

    def open_case(self, case_id: str, section: str) -> None:
        self.store.open_case(case_id, section)
        self.rest()

    def press_lock(self) -> None:
        """Ctrl+L, wherever the keyboard is."""
        QTest.keyClick(
            QApplication.focusWidget() or self.store.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier
        )

    def lock(self) -> None:
        """Locks, and waits until the process would have been replaced."""
        self.press_lock()
        self.until(lambda: self.process.anew)

    def close(self) -> None:
        """Takes everything of this life away; the second time there is nothing left to do."""
        if self._over:
            return
        self._over = True
        assert self.gate.runner.close()
        if self.gate.open_store is not None:
            self.store.window.allow_close()
            self.store.window.close()
            self.store.window.deleteLater()
        self.gate.window.hide()
        self.gate.window.deleteLater()
        self.gate.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@contextmanager
def held(life: Whole, lane: Any = "store") -> Iterator[None]:
    """Keeps a thread of the program busy, deaf to everything, until the block is left."""
    begun, go_on = threading.Event(), threading.Event()

    def wait(_progress: Progress) -> None:
        begun.set()
        go_on.wait(20)

    life.gate.runner.run_long(wait, lane=lane)
    assert begun.wait(5)
    try:
        yield
    finally:
        go_on.set()


@contextmanager
def reading_boxes() -> Iterator[list[str]]:
    """Closes every box that opens, and keeps what it said."""
    said: list[str] = []

    def read() -> None:
        for box in QApplication.topLevelWidgets():
            if box.objectName() == "box" and box.isVisible():
                said.append(box.accessibleDescription())
                box.close()

    timer = QTimer()
    timer.timeout.connect(read)
    timer.start(10)
    yield said
    timer.stop()
