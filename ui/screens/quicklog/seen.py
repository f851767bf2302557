"""Plates, numbers and accounts of a quick log, and where they were seen before."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QObject

from caseapp.i18n import ntr
from caseapp.rules.quicklog_marks import account_kind
from caseapp.services.quicklog import QuickLog, Spotted
from ui.forms.note import Note
from ui.latest import Latest
from ui.screens.quicklog.sheet import Sheet
from ui.tasks import Runner

#: The fields that hold them, with the kinds of traces that each may hold.
TRACES: Final = {"plate": ("PLA",), "phone": ("TEL",), "account": ("ACC", "MAI", "WEB")}


class Seen(QObject):
    """Reads them out of the fields, and says below each field what is known."""

    def __init__(self, quick_log: QuickLog, runner: Runner, sheet: Sheet, parent: QObject) -> None:
        super().__init__(parent)
        self._log, self._sheet = quick_log, sheet
        self._looking = Latest(runner, self)

    def spotted(self, name: str) -> list[Spotted]:
        """What stands in a field; several are set apart by a comma or a semicolon."""
        cells = self._sheet.cells
        client = self._sheet.case.client
        country = str(cells["country"].editor.raw().get("code", "")) or (client.country if client else "")
        typed = str(cells[name].editor.raw()).replace(",", ";")
        values = [part.strip() for part in typed.split(";") if part.strip()]
        described = str(cells["vehicle"].editor.raw()).strip() if name == "plate" else ""
        kinds = [account_kind(value) if name == "account" else TRACES[name][0] for value in values]
        return [
            Spotted(kind, value, country if kind in ("TEL", "PLA") else "", described if at == 0 else "")
            for at, (kind, value) in enumerate(zip(kinds, values, strict=True))
        ]

    def all(self) -> tuple[Spotted, ...]:
        """What stands in all of the fields."""
        return tuple(one for name in TRACES for one in self.spotted(name))

    def look(self) -> None:
        """Asks the store anew."""
        spotted = {name: self.spotted(name) for name in TRACES}
        everything = [one for ones in spotted.values() for one in ones]
        client, log = self._sheet.case.client, self._log
        besides = client.case_id if client else ""
        if not everything:
            self._looking.forget()
            self._show(spotted, {})
            return
        self._looking.ask(lambda: log.seen(everything, besides), lambda seen: self._show(spotted, seen))

    def _show(self, spotted: Mapping[str, list[Spotted]], seen: Mapping[Spotted, int]) -> None:
        for name, ones in spotted.items():
            told = "; ".join(
                ntr(
                    "{value} was seen before in {n} other case",
                    "{value} was seen before in {n} other cases",
                    seen[one],
                    value=one.value,
                )
                for one in ones
                if one in seen
            )
            self._sheet.cells[name].set_known(Note("ask", told) if told else None)
