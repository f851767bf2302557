"""Unlocks the real window and times it: `unlocking.py STORE FILE [at-once]`; FILE holds the passphrase.

Prints one JSON object, in seconds: `listed` from the click on Open until the list of cases is painted, and
`whole` until nothing is under way any more. With `at-once` the click comes before anything was loaded in
advance, as when a passphrase is pasted. Then it locks: `covered` and `painted` after Ctrl+L, the latter in
the process that follows (on the clock of `time.monotonic`, which all processes share).
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

#: When Ctrl+L was pressed, for the process that follows.
LOCKED_AT = "CASEAPP_BENCH_LOCKED_AT"


def live_until(true: Callable[[], Any]) -> Any:
    """Lets the window live, without sleeping away what is measured."""
    from PySide6.QtWidgets import QApplication

    while not (found := true()):
        QApplication.processEvents()
        time.sleep(0.0005)
    return found


def unlock(gate: Any, passphrase: str, at_once: bool) -> dict[str, float]:
    """Types, clicks, and waits for the list."""
    from PySide6.QtCore import QEvent, QObject
    from PySide6.QtWidgets import QApplication, QWidget

    class Painted(QObject):
        at = 0.0

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            # Every widget of the window passes here; the one that counts is the list, once it has rows.
            if event.type() == QEvent.Type.Paint and not self.at and isinstance(watched, QWidget):
                table: Any = watched.parent()
                if table is not None and table.objectName() == "cases.table" and table.model().rowCount():
                    self.at = time.perf_counter()
            return False

    field = gate.window.findChild(QWidget, "unlock.passphrase")
    field.setText(passphrase)
    if not at_once:
        field.textEdited.emit(passphrase)
        live_until(lambda: "ui.screens.cases" in sys.modules and not gate.runner.working)
        for _ in range(5):
            QApplication.processEvents()
    painted = Painted()
    application = QApplication.instance()
    assert application is not None
    begun = time.perf_counter()
    gate.window.findChild(QWidget, "unlock.open").click()
    live_until(lambda: gate.open_store)
    application.installEventFilter(painted)
    live_until(lambda: painted.at)
    application.removeEventFilter(painted)
    live_until(lambda: not gate.runner.working)
    return {"listed": painted.at - begun, "whole": time.perf_counter() - begun}


def lock(gate: Any) -> None:
    """Ctrl+L; says when everything was covered. This process ends here."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    begun = time.monotonic()
    os.environ[LOCKED_AT] = str(begun)
    QTest.keyClick(gate.open_store.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert gate.open_store.window.covered
    say(returned=time.monotonic() - begun)
    while True:
        QApplication.processEvents()


def say(**facts: float) -> None:
    print(json.dumps(facts), flush=True)


def measure() -> int:
    """Stands in for the event loop."""
    from PySide6.QtWidgets import QApplication

    from ui.gate import Gate
    from ui.main_window import MainWindow

    application = QApplication.instance()
    assert application is not None
    gate: Any = application.findChild(Gate)
    live_until(lambda: gate.window.windowHandle() is not None and gate.window.windowHandle().isExposed())
    for _ in range(5):
        QApplication.processEvents()
    if LOCKED_AT in os.environ:
        say(painted=time.monotonic() - float(os.environ[LOCKED_AT]))
        return 0
    say(**unlock(gate, Path(sys.argv[2]).read_text(encoding="utf-8"), "at-once" in sys.argv[3:]))
    cover = MainWindow.cover

    def timed(window: MainWindow) -> None:
        begun = time.perf_counter()
        cover(window)
        say(covered=time.perf_counter() - begun)

    setattr(MainWindow, "cover", timed)  # noqa: B010 - the type checker holds methods to be constant
    lock(gate)
    return 1


def begin() -> int:
    from PySide6.QtWidgets import QApplication

    import main

    QApplication.exec = staticmethod(measure)  # type: ignore[method-assign]
    return main.main(["--store", sys.argv[1] if LOCKED_AT not in os.environ else sys.argv[2]])


if __name__ == "__main__":
    sys.exit(begin())
