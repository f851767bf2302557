"""Starts a window and ends at its first paint: `paint.py app|empty`.

Prints when that was (seconds since the epoch) and which modules were loaded by then, as one JSON object.

The start is taken by whoever starts this script, so loading Python counts too.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))


def exec_until_painted() -> int:
    """Stands in for the event loop: ends it as soon as a window has been shown and painted."""
    from PySide6.QtWidgets import QApplication

    app = QApplication.instance()
    assert app is not None
    end = time.monotonic() + 20
    while time.monotonic() < end:
        app.processEvents()
        shown = [window for window in QApplication.topLevelWidgets() if window.isVisible()]
        if shown and shown[0].windowHandle().isExposed():
            app.processEvents()
            print(json.dumps({"at": time.time(), "modules": sorted(sys.modules)}), flush=True)
            return 0
    return 1


def empty() -> int:
    from PySide6.QtWidgets import QApplication, QWidget

    app = QApplication([])
    window = QWidget()
    window.resize(1366, 768)
    window.show()
    assert app is not None
    return exec_until_painted()


def whole() -> int:
    from PySide6.QtWidgets import QApplication

    import main

    QApplication.exec = staticmethod(exec_until_painted)  # type: ignore[method-assign]
    return main.main([])


if __name__ == "__main__":
    sys.exit(empty() if sys.argv[1] == "empty" else whole())
