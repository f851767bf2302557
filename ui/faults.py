"""What nobody foresaw: logged without values, told to the person, and survived."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer

from caseapp import log
from caseapp.i18n import tr

if TYPE_CHECKING:
    from ui.dialogs import Dialogs

#: Seconds in which the same failure is not told again.
QUIET: Final = 10.0


class Faults(QObject):
    """One per application. `boxes` gives the boxes of the window that is shown, None while it locks."""

    def __init__(
        self, path: Path, boxes: Callable[[], Dialogs | None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._path, self._boxes = path, boxes
        self._telling = False
        self._told: dict[str, float] = {}

    def bug(self, error: BaseException) -> None:
        """An unexpected failure, caught somewhere: logs and tells it."""
        log.write(self._path, error)
        self.tell(log.outline(error))

    def tell(self, outline: str) -> None:
        """Says that the app itself failed, with a text that holds no values.

        Only when control is back in the event loop: what failed may have been the painting of a page. One box
        at a time, and the same one not again at once, so that a page that fails at each painting leaves time
        to lock; all of it is in the log.
        """
        if not self._telling and time.monotonic() > self._told.get(outline, -QUIET) + QUIET:
            self._telling = True
            QTimer.singleShot(0, self, lambda: self._tell_now(outline))

    def _tell_now(self, outline: str) -> None:
        try:
            boxes = self._boxes()
            if boxes is not None:
                words = tr("What you saved is safe. If it happens again, send the makers these lines:")
                boxes.tell(tr("Something in Caseapp failed"), f"{words}\n\n{outline}")
        finally:
            self._telling = False
            self._told[outline] = time.monotonic()
