"""Collects cyclic garbage on the window's thread only.

Python starts its collector on whatever thread happens to allocate. On the store thread it could find a
widget that nobody refers to any more and destroy it there, which Qt does not survive. So automatic
collection is off, and a timer of the window does the same work, at the same thresholds.
"""

from __future__ import annotations

import gc
from typing import Final

from PySide6.QtCore import QObject, QTimer

#: Milliseconds between looks; a look costs microseconds when nothing is due.
_EVERY: Final = 250


class Collector(QObject):
    """One per application, for as long as it lives."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY)
        self._timer.timeout.connect(collect_due)
        self._timer.start()


def collect_due() -> None:
    """Collects the oldest generation whose threshold is passed, if any is; call it on the window's thread."""
    counts, thresholds = gc.get_count(), gc.get_threshold()
    for generation in (2, 1, 0):
        if thresholds[generation] and counts[generation] > thresholds[generation]:
            gc.collect(generation)
            return
