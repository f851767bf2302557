"""Whose case it is: found as you type, in either script, by number; or the name of a new client."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from caseapp.i18n import tr
from caseapp.services.quicklog import Client, QuickLog
from ui.forms.popup import PopupList
from ui.latest import Latest
from ui.look import Look
from ui.privacy import Privacy
from ui.tasks import Runner
from ui.widgets.fields import LineField
from ui.widgets.segments import Choice
from ui.words import client_name

#: Stands for a new client in the list.
NEW: Final = "new"


def client_words(client: Client, privacy: Privacy) -> str:
    """How a client is called here, with the number of the case."""
    first, _ = client_name(client.name, client.original)
    name = privacy.name(first, client.number)
    return name if name == client.number else f"{name} · {client.number}"


class ClientField(LineField):
    """Holds one client, or the name of a new one. `chosen` is sent only when the person decides."""

    chosen = Signal()

    def __init__(
        self, look: Look, privacy: Privacy, quick_log: QuickLog, runner: Runner, parent: QWidget | None = None
    ) -> None:
        says = tr("Case")
        super().__init__(look, "quicklog.case", says, placeholder=tr("Name or case number"), parent=parent)
        self._privacy, self._quick_log = privacy, quick_log
        self.client: Client | None = None
        #: The name of the client for whom a case is to be opened, "" for none.
        self.new = ""
        self._found: dict[str, Client] = {}
        self._asked = Latest(runner, self)
        self._list = PopupList(look, self, says)
        self._list.picked.connect(self._take)
        self.textEdited.connect(self._search)
        self.setAccessibleDescription(tr("Type to find, arrow keys to choose."))
        privacy.changed.connect(self._show_words)

    def show_client(self, client: Client | None, new: str = "") -> None:
        """Shows a client, or a new one by name, without sending `chosen`."""
        self.client, self.new = client, new
        self._list.shut()
        self._show_words()

    def stray(self) -> str:
        """What was typed and names nobody yet."""
        typed = self.text().strip()
        return "" if typed == self._words() else typed

    def raw(self) -> dict[str, Any]:
        """What stands here, as plain JSON for a draft."""
        return {"id": self.client.case_id if self.client else "", "new": self.new, "typed": self.stray()}

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, open_now = event.key(), self._list.isVisible()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and open_now:
            self._list.step(1 if key == Qt.Key.Key_Down else -1)
        elif key == Qt.Key.Key_Down:
            self._search(self.text() if self.stray() else "")
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and open_now and not event.modifiers():
            self._take(self._list.marked())
        elif key == Qt.Key.Key_Escape and (open_now or self.stray()):
            self._list.shut()
            self._show_words()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            # Tab takes the marked line, as it does in every list to choose from.
            if self._list.isVisible() and event.reason() == Qt.FocusReason.TabFocusReason:
                self._take(self._list.marked())
            self._list.shut()
        super().focusOutEvent(event)

    @Slot(str)
    def _search(self, text: str) -> None:
        quick_log = self._quick_log
        self._asked.ask(lambda: quick_log.clients(text), self._offer)

    def _offer(self, found: Sequence[Client]) -> None:
        if not self.hasFocus():
            return
        self._found = {client.case_id: client for client in found}
        choices = [Choice(client.case_id, client_words(client, self._privacy)) for client in found]
        if typed := self.stray():
            choices.append(Choice(NEW, tr("New client: {name}", name=typed)))
        self._list.offer(choices)

    @Slot(str)
    def _take(self, code: str) -> None:
        typed = self.stray()
        if code == NEW and typed:
            self.show_client(None, typed)
        elif code in self._found:
            self.show_client(self._found[code])
        else:
            self._list.shut()
            return
        self.chosen.emit()

    def _words(self) -> str:
        if self.client is not None:
            return client_words(self.client, self._privacy)
        return tr("New client: {name}", name=self.new) if self.new else ""

    @Slot()
    def _show_words(self) -> None:
        self.setText(self._words())
        self.setCursorPosition(0)
