"""Who may look over the caseworker's shoulder: while names are hidden, lists show case numbers instead."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from caseapp.i18n import tr


def listed_name(name: str, number: str, hidden: bool) -> str:
    """What a list shows for a client: the name, or the case number while names are hidden.

    A case without a number is told as "Hidden" then; a client without a name is always told by the number.
    """
    if hidden:
        return number or tr("Hidden")
    return name or number or tr("No name yet")


class Privacy(QObject):
    """The "Hide names" switch of one window.

    `changed` is sent when it was turned; lists then repaint or reload.
    """

    changed = Signal(bool)

    def __init__(self, hidden: bool = False, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hidden = hidden

    @property
    def hidden(self) -> bool:
        return self._hidden

    def set_hidden(self, hidden: bool) -> None:
        """Turns the switch; turning it to where it stands says nothing."""
        if hidden != self._hidden:
            self._hidden = hidden
            self.changed.emit(hidden)

    def name(self, name: str, number: str = "") -> str:
        """`listed_name` for the switch as it stands."""
        return listed_name(name, number, self._hidden)

    def second(self, text: str) -> str:
        """A second line that would tell who it is, such as a name in another script; "" while hidden."""
        return "" if self._hidden else text
