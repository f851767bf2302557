"""The real program with hands: carries out orders that come as lines of JSON on its standard input.

`living_window.py [ARGUMENT …]` starts main.py with these arguments. Each order is `[name, {arguments}]`, one
of the methods of `Hands`; each answer is one JSON object. The program says `{"painted": true}` by itself as
soon as its first window stands. When it locks, it really replaces itself; the process that follows, in the
same place, has no hands: it only says that its window stands, and knows nothing that it was not given anew.
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

#: Set in the environment of every process after the first.
AGAIN = "CASEAPP_TEST_AGAIN"
PATIENCE = 30.0


def say(**answer: Any) -> None:
    print(json.dumps(answer), flush=True)


def wait(condition: Callable[[], Any], what: str) -> Any:
    """Lets the window live until something is there, and returns it."""
    from PySide6.QtWidgets import QApplication

    end = time.monotonic() + PATIENCE
    while not (found := condition()):
        if time.monotonic() > end:
            raise TimeoutError(what)
        QApplication.processEvents()
        time.sleep(0.002)
    return found


def shown_window() -> Any:
    """The window that can be seen, painted; None before."""
    from PySide6.QtWidgets import QApplication

    for window in QApplication.topLevelWidgets():
        handle = window.windowHandle() if window.isVisible() else None
        if handle is not None and handle.isExposed() and window.objectName() in ("gate", "main-window"):
            return window
    return None


def live(run: Callable[[], int]) -> Callable[[], int]:
    """What stands in for the event loop: tells when the window stands, takes orders, lives on."""

    def begin() -> int:
        from PySide6.QtCore import QSocketNotifier
        from PySide6.QtWidgets import QApplication

        wait(shown_window, "a window")
        QApplication.processEvents()
        say(painted=True, at=time.monotonic())
        if AGAIN in os.environ:
            return run()
        os.environ[AGAIN] = "1"
        hands = Hands()
        notifier = QSocketNotifier(0, QSocketNotifier.Type.Read)
        notifier.activated.connect(hands.read)
        return run()

    return begin


class Hands:
    """What can be done to the window. Each method is an order."""

    def __init__(self) -> None:
        self._line = b""
        self._busy = False

    def read(self) -> None:
        """Orders came in, or their source ended."""
        got = os.read(0, 65536)
        if not got:
            os._exit(3)
        self._line += got
        while not self._busy and b"\n" in self._line:
            line, self._line = self._line.split(b"\n", 1)
            name, arguments = json.loads(line)
            self._busy = True
            try:
                say(done=name, value=getattr(self, name)(**arguments))
            except Exception as error:
                say(failed=name, why=f"{type(error).__name__}: {error}")
            finally:
                self._busy = False

    # Where things are

    @property
    def gate(self) -> Any:
        from PySide6.QtWidgets import QApplication

        from ui.gate import Gate

        app = QApplication.instance()
        assert app is not None
        return app.findChild(Gate)

    @property
    def store(self) -> Any:
        return self.gate.open_store

    def control(self, name: str) -> Any:
        """The visible control of this name."""
        from PySide6.QtWidgets import QWidget

        def look() -> Any:
            window = shown_window()
            found = [] if window is None else window.findChildren(QWidget, name)
            return next((widget for widget in found if widget.isVisible()), None)

        return wait(look, name)

    def rest(self) -> None:
        """Waits until no work is under way and everything is painted."""
        from PySide6.QtWidgets import QApplication

        wait(lambda: not self.gate.runner.working, "rest")
        QApplication.processEvents()
        wait(lambda: not self.gate.runner.working, "rest")

    # Orders

    def unlock(self, passphrase: str) -> float:
        """Types the passphrase and presses Enter; returns the seconds until the cases stand there."""
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        field = self.control("unlock.passphrase")
        QTest.keyClicks(field, passphrase)
        wait(lambda: not self.gate.runner.working, "the libraries")
        begun = time.perf_counter()
        QTest.keyClick(field, Qt.Key.Key_Return)
        wait(lambda: self.store is not None and self.store.window.isVisible(), "the window")
        table = self.control("cases.table")
        wait(lambda: table.model().rowCount() > 0, "the cases")
        took = time.perf_counter() - begun
        self.rest()
        return took

    def search(self, text: str) -> int:
        """Types into the search field on top; returns the number of hits shown."""
        from PySide6.QtTest import QTest

        QTest.keyClicks(self.control("search"), text)
        palette = wait(lambda: self.store.search.panel, "the palette")
        self.rest()
        wait(lambda: palette.field.text() == text, "the text")
        hits = [line for line in palette.lines() if line.second]
        self.store.window.overlay.close_panel()
        return len(hits)

    def open_case(self) -> None:
        """Opens the selected case from the list and looks into all of its sections."""
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        self.store.window.show_screen("cases")
        QTest.keyClick(self.control("cases.table"), Qt.Key.Key_Return)
        self.control("case")
        self.rest()
        page = self.store.window.screen_of("cases").opened
        for section in page.sidebar.ids():
            page.show_section(section)
            self.rest()

    def note(self, text: str) -> None:
        """Begins an entry of the journal and leaves it."""
        from PySide6.QtTest import QTest

        self.store.window.screen_of("cases").opened.show_section("journal")
        QTest.keyClicks(self.control("journal.text"), text)

    def letter(self, letter_id: str) -> int:
        """Opens a letter; returns the number of pages of its preview."""
        self.store.open_letter(letter_id)
        view = self.control("letter.page")
        wait(lambda: view.pages, "the page")
        self.rest()
        return int(view.pages)

    def go(self, place: str) -> None:
        """Shows another place of the rail."""
        self.store.window.show_screen(place)
        self.rest()

    def fail(self, where: str, text: str) -> None:
        """Lets the program fail right after this is answered, with this text in the error: `slot`,
        `operation`, `painting`, `destructor`.
        """
        from PySide6.QtCore import QTimer

        class Failing:
            def __del__(self) -> None:
                raise ValueError(text)

        def bug() -> None:
            personal = text.upper()
            raise ValueError(f"{text} {personal}")

        store = self.store
        if where == "slot":
            QTimer.singleShot(0, bug)
        elif where == "operation":
            QTimer.singleShot(0, lambda: self.gate.runner.run(bug))
        elif where == "painting":
            cases = self.control("cases.table").viewport()
            kind = type("Broken", (type(cases),), {"paintEvent": lambda _self, _event: bug()})
            broken = kind(store.window)
            broken.resize(50, 50)
            QTimer.singleShot(0, broken.show)
        else:
            Failing()

    def box(self) -> str:
        """Waits for a box, closes it and returns what it said."""
        from PySide6.QtCore import QTimer
        from PySide6.QtWidgets import QApplication

        said: list[str] = []

        def look() -> None:
            for one in QApplication.topLevelWidgets():
                if one.isVisible() and one.objectName() == "box":
                    said.append(f"{one.accessibleName()} {one.accessibleDescription()}")
                    one.close()

        # By a clock, not by waiting alone: a box lives in an event loop of its own.
        clock = QTimer()
        clock.timeout.connect(look)
        clock.start(10)
        wait(lambda: said, "a box")
        return said[0]

    def boxes(self) -> int:
        """How many boxes are open."""
        from PySide6.QtWidgets import QApplication

        return sum(one.isVisible() and one.objectName() == "box" for one in QApplication.topLevelWidgets())

    def lock(self, way: str = "keys") -> float:
        """Ctrl+L, or the cross of the window; returns when. It happens after this is answered."""
        from PySide6.QtCore import Qt, QTimer
        from PySide6.QtTest import QTest

        window = self.store.window
        if way == "keys":
            press = QTest.keyClick
            QTimer.singleShot(0, lambda: press(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier))
        else:
            QTimer.singleShot(0, window.close)
        return time.monotonic()


def begin(words: list[str]) -> int:
    from PySide6.QtWidgets import QApplication

    import main

    QApplication.exec = staticmethod(live(QApplication.exec))  # type: ignore[method-assign]
    return main.main(words)


if __name__ == "__main__":
    sys.exit(begin(sys.argv[1:]))
