"""The small pictures of a case's evidence, read from the store once and handed to whatever draws them."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QPixmap

from ui.pictures import small_pixmap
from ui.screens.case.desk import Desk


class Thumbs(QObject):
    """`changed` when pictures came in. While names are hidden there are none: faces are names too."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._known: dict[str, QPixmap | None] = {}
        desk.host.privacy.changed.connect(self.changed)

    def want(self, ids: Iterable[str]) -> None:
        """Asks the store for those that are not known yet."""
        missing = [one for one in ids if one not in self._known]
        if missing:
            evidence = self._desk.office.evidence
            self._known |= dict.fromkeys(missing)
            self._desk.runner.run(lambda: evidence.previews(missing), self._found, owner=self)

    def forget(self, evidence_id: str) -> None:
        """Another picture was kept for it."""
        self._known.pop(evidence_id, None)

    def get(self, evidence_id: str) -> QPixmap | None:
        """The picture, if there is one, it is here, and it may be shown."""
        return None if self._desk.host.privacy.hidden else self._known.get(evidence_id)

    def _found(self, found: dict[str, tuple[str, bytes]]) -> None:
        for evidence_id, (media_type, data) in found.items():
            self._known[evidence_id] = small_pixmap(media_type, data)
        self.changed.emit()
