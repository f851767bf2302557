"""A piece of evidence under the glass: read from its sealed file, decoded in the viewer's own process."""

from __future__ import annotations

import threading

from PySide6.QtGui import QImage

from caseapp.services.evidence import EvidenceFiles, Kept
from caseapp.viewer.viewing import LARGEST_FILE, CannotShow, Seen, Viewing
from ui.pictures import image_of


class Glass:
    """Opened and asked on one thread, closed from any; closed it gives nothing and holds nothing."""

    def __init__(self, evidence: EvidenceFiles) -> None:
        self._evidence = evidence
        self._lock = threading.Lock()
        self._viewing: Viewing | None = None
        self._closed = False

    def open(self, kept: Kept) -> Seen:
        """Puts a file under it. Raises CannotShow and the problems of sealed files."""
        viewing = Viewing(self._evidence.read_kept(kept, LARGEST_FILE))
        with self._lock:
            if not self._closed:
                self._viewing = viewing
                return viewing.seen
        viewing.close()
        raise CannotShow

    def page(self, number: int, edge: int) -> tuple[QImage, bool]:
        """A page, and whether only a part of it could be read. Raises CannotShow."""
        with self._lock:
            viewing = self._viewing
        if viewing is None:
            raise CannotShow
        picture = viewing.page(number, edge)
        return image_of(picture), picture.partial

    def close(self) -> None:
        """Ends the process; who waits for a page gets a problem."""
        with self._lock:
            self._closed = True
            viewing, self._viewing = self._viewing, None
        if viewing is not None:
            viewing.close()
