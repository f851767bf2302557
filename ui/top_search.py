"""The search field on top of every screen, and where its hits lead."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QObject, Slot

from caseapp.services.office import Office
from caseapp.services.search import Found
from ui.finder import Finder
from ui.main_window import MainWindow
from ui.screens.host import Host
from ui.tasks import Runner

#: The section of a case in which a hit of a kind is shown.
_SECTIONS: Final = {
    "incident": "threats",
    "involvement": "threats",
    "claim": "threats",
    "trace": "threats",
    "note": "journal",
}


class TopSearch(QObject):
    """Searches while one types, and opens what was picked."""

    def __init__(self, office: Office, runner: Runner, host: Host, window: MainWindow) -> None:
        super().__init__(window)
        self._office, self._runner, self._host, self._window = office, runner, host, window
        self._field = window.toolbar.search
        self.finder = Finder(host.look, host.privacy, self._field, window)
        self._field.searched.connect(self._search)
        self._field.down.connect(self.finder.take_focus)
        self._field.entered.connect(self.finder.pick_first)
        self.finder.chosen.connect(self._open)

    @Slot(str)
    def _search(self, text: str) -> None:
        if not text.strip():
            self.finder.hide()
            return
        search = self._office.search
        self._runner.run(lambda: (text, search.find(text)), self._found, owner=self)

    def _found(self, answer: tuple[str, list[Found]]) -> None:
        text, found = answer
        if self._field.text() == text:  # else something more was typed meanwhile
            self.finder.show_found(text, found)

    @Slot(object)
    def _open(self, hit: Found) -> None:
        self._field.set_text("")
        if hit.kind == "letter":
            self._host.open_letter(hit.id)
        elif hit.kind == "contact":
            contacts: Any = self._window.show_screen("contacts")
            contacts.open_contact(hit.id)
        elif hit.kind == "actor":
            self._host.open_record("actor", hit.id, "")
        elif hit.case_id is not None:
            section = _SECTIONS.get(hit.kind)
            self._host.open_case(hit.case_id, section, hit.id if section else None)
