"""Choosing the kind and language of a new letter."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from caseapp.i18n import tr
from caseapp.letters import kinds
from ui.screens.case.desk import Desk
from ui.widgets.named import named
from ui.words import told_language


class LetterMenu(QObject):
    """A menu of the kinds with their languages; `written(id)` is sent when the draft is in the store."""

    written = Signal(str)

    def __init__(self, desk: Desk, case_id: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._case_id, self._widget = desk, case_id, parent

    def menu(self) -> QMenu:
        """The menu as it stands now."""
        menu = named(QMenu(self._widget), "letters.menu", tr("New letter"))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for kind in kinds.ALL:
            inner = menu.addMenu(tr(kind.label))
            named(inner, f"letters.menu.{kind.code}", tr(kind.label))
            for code in kind.languages:
                action = inner.addAction(told_language(code), partial(self.write, kind.code, code))
                action.setObjectName(f"letters.menu.{kind.code}.{code}")
        return menu

    def open_at(self, place: QPoint) -> None:
        """Opens at a place of the screen."""
        self.menu().popup(place)

    def write(self, kind: str, language: str) -> None:
        """Starts a draft."""
        desk, case_id = self._desk, self._case_id
        desk.writer.write(lambda: desk.office.letters.new(case_id, kind, language), self._begun, owner=self)

    def _begun(self, saved: Any) -> None:
        self.written.emit(saved.record.id)
