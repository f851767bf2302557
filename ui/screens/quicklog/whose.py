"""Whose case a quick log belongs to: the one in view, the one that the text names, or a new one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from PySide6.QtCore import QObject, Signal, Slot

from caseapp.i18n import tr
from caseapp.rules.quicklog import Understood
from caseapp.services.quicklog import Client, Guess, QuickLog
from ui.forms.note import Note
from ui.latest import Latest
from ui.privacy import Privacy
from ui.screens.quicklog.client import client_words
from ui.screens.quicklog.sheet import Sheet
from ui.tasks import Runner
from ui.widgets.segments import Choice

_NEW: Final = "new"


class Whose(QObject):
    """`known` when another client is shown, `decided` when the person chose one."""

    known = Signal()
    decided = Signal()

    def __init__(
        self, quick_log: QuickLog, runner: Runner, privacy: Privacy, sheet: Sheet, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._log, self._runner, self._privacy, self._sheet = quick_log, runner, privacy, sheet
        #: The case that was being looked at, or that of the draft; and what is said of it.
        self._preset: Client | None = None
        self._why = ""
        self._names: tuple[str, ...] = ()
        self._named = False
        self._clients: dict[str, Client] = {}
        self._chosen = False
        self._guessing, self._asking = Latest(runner, self), Latest(runner, self)
        sheet.case.chosen.connect(self._case_chosen)
        sheet.case_offers.taken.connect(self._offer_taken)

    def begin(self, preset: Client | None, *, drafted: bool) -> None:
        """Starts with the case that is being looked at, or with the one of the draft."""
        self._preset = preset
        self._why = tr("The case of your draft") if drafted else tr("The case you were looking at")
        if preset is not None and not self._chosen:
            self._show(preset, self._why)

    def follow(self, understood: Understood) -> None:
        """Looks for the names of the text, as long as nobody was chosen by hand."""
        if self._chosen or understood.names == self._names:
            return
        self._names, self._named = understood.names, understood.named
        log, names = self._log, understood.names
        self._guessing.ask(lambda: log.guesses(names), self._guessed)

    def raw(self) -> dict[str, Any]:
        return self._sheet.case.raw() | {"chosen": self._chosen}

    def restore(self, raw: Mapping[str, Any]) -> None:
        self._chosen = bool(raw.get("chosen"))
        log, case_id = self._log, raw.get("id", "")
        if self._chosen and raw.get("new"):
            self._show(None, "", raw["new"])
        elif self._chosen and case_id:
            self._runner.run(lambda: log.client(case_id), self._back, owner=self)
        elif raw.get("typed"):
            self._sheet.case.setText(raw["typed"])

    def _back(self, client: Client | None) -> None:
        self._chosen = client is not None
        self._show(client, "")

    def _guessed(self, found: Sequence[Guess]) -> None:
        if self._chosen:
            return
        clients = [guess.client for guess in found]
        sure = len(clients) == 1 and (self._named or self._preset is None)
        if sure and clients[0] != self._preset:
            self._show(clients[0], tr("Found by “{words}”", words=found[0].words))
        elif self._preset is not None:
            self._show(self._preset, self._why)
        else:
            self._show(None, "")
        shown = self._sheet.case.client
        choices = [
            Choice(client.case_id, client_words(client, self._privacy))
            for client in clients
            if shown is None or client.case_id != shown.case_id
        ]
        if not found and self._named:
            choices.append(Choice(_NEW, tr("New client: {name}", name=self._names[0])))
        self._clients = {client.case_id: client for client in clients}
        self._sheet.case_offers.offer(tr("Or:") if shown else tr("Perhaps:"), choices, self._sheet.case)

    @Slot(str)
    def _offer_taken(self, code: str) -> None:
        if code == _NEW:
            self._show(None, "", self._names[0])
        else:
            self._show(self._clients.get(code), "")
        self._sheet.case.setFocus()
        self._decide()

    @Slot()
    def _case_chosen(self) -> None:
        self._told("")
        self._decide()

    def _decide(self) -> None:
        self._chosen = True
        self._sheet.case_offers.offer("", [], self._sheet.case)
        self.decided.emit()

    def _show(self, client: Client | None, why: str, new: str = "") -> None:
        self._sheet.case.show_client(client, new)
        self._told(why)

    def _told(self, why: str) -> None:
        """What follows from whose case it is: the echo, and what the question has to reckon with."""
        sheet, log = self._sheet, self._log
        client = sheet.case.client
        sheet.case.set_error(False)
        if sheet.case.new:
            why = tr("A case is opened with this name; everything else can follow.")
        sheet.case_note.set_note(Note("echo", why) if why else Note())
        self.known.emit()
        if client is None:
            self._asking.forget()
            sheet.safety.set_case("", 0)
        else:
            case_id, risk = client.case_id, client.risk
            self._asking.ask(lambda: log.recent(case_id), lambda n: sheet.safety.set_case(risk, n))
