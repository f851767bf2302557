"""The page of a case in the real window, over a real encrypted store."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from caseapp.services.cases import CaseSummary
from caseapp.services.office import Office
from tests.ui.screen_stand import Stand, settle
from ui.look import Look
from ui.screens.case.screen import CaseScreen


class CaseStand(Stand):
    """A stand whose screen is one case; `asked` keeps section and record as well."""

    def __init__(self, look: Look, office: Office, case_id: str, **more: Any) -> None:
        self.case_id = case_id
        super().__init__(look, office, partial(CaseScreen, case_id=case_id), **more)

    def open_case(self, case_id: str, section: str | None = None, record: str | None = None) -> None:
        self.asked.append(("case", case_id, section, record))

    @property
    def summary(self) -> CaseSummary:
        """The case as it now stands in the store."""
        return self.office.cases.summary(self.case_id)

    def go_to(self, section: str) -> Any:
        """Clicks a section in the sidebar and returns it."""
        self.click(f"case.sections.{section}")
        return self.screen.section()

    def fill(self, name: str, text: str) -> None:
        """Types into a field of the form and leaves it."""
        self.type(f"field.{name}", text)
        self.leave()

    def leave(self) -> None:
        """Takes the keyboard out of the form."""
        self.window.rail.setFocus()
        self.window.rail.button("here").setFocus()
        settle()

    def alt(self, key: Qt.Key) -> None:
        """Presses a key with Alt where the keyboard is."""
        QTest.keyClick(QApplication.focusWidget() or self.window, key, Qt.KeyboardModifier.AltModifier)
        settle()

    @property
    def focus(self) -> str:
        """The object name of what has the keyboard."""
        widget = QApplication.focusWidget()
        return "" if widget is None else widget.objectName()
