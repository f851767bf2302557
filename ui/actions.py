"""Every action of the window, once.

Id, words, icon, shortcut. Menus, buttons and the sheet of shortcuts read it here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from caseapp.i18n import N_, tr
from ui.keys import shortcut
from ui.widgets.named import plain


@dataclass(frozen=True)
class ActionSpec:
    """`text` is marked English with its mnemonic; `shortcut` in Qt's portable form, empty for none."""

    id: str
    text: str
    icon: str = ""
    shortcut: str = ""
    #: More keys for the same, not shown in menus.
    also: tuple[str, ...] = ()


ACTIONS: Final = (
    ActionSpec("search", N_("&Find or do"), "search", "Ctrl+K"),
    ActionSpec("new-case", N_("&New case"), "plus", "Ctrl+N"),
    ActionSpec("quick-log", N_("&Quick log"), "zap", "Ctrl+Shift+N"),
    ActionSpec("filter", N_("&Filter this list"), "list-filter", "Ctrl+F"),
    ActionSpec("passports", N_("Cases whose pass&port ends soon"), "calendar-clock"),
    ActionSpec("new-letter", N_("New &letter"), "file-text", "Ctrl+P"),
    ActionSpec("save", N_("&Save now"), "check", "Ctrl+S"),
    ActionSpec("undo", N_("&Undo"), "undo-2", "Ctrl+Z"),
    ActionSpec("redo", N_("&Redo"), "history", "Ctrl+Shift+Z", also=("Ctrl+Y",)),
    ActionSpec("back", N_("&Back"), "chevron-left", "Alt+Left"),
    ActionSpec("hide-names", N_("&Hide names"), "eye-off", "Ctrl+Shift+H"),
    ActionSpec("lock", N_("Loc&k"), "lock", "Ctrl+L", also=("F12",)),
    ActionSpec("notice", N_("Go to the notice at the bottom"), "", "F6"),
    ActionSpec("help", N_("Help for this screen"), "life-buoy", "F1"),
    ActionSpec("shortcuts", N_("Keyboard shortcuts"), "keyboard", "Ctrl+/"),
)


class Actions(QObject):
    """The actions of one window, as QActions that live on it.

    Unconnected ones are disabled until `on` is called.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._made: dict[str, QAction] = {}
        for spec in ACTIONS:
            action = QAction(tr(spec.text), self)
            action.setObjectName(f"action.{spec.id}")
            keys = [key for key in (spec.shortcut, *spec.also) if key]
            # The action stands in no widget: its keys are there to be shown, the shortcut answers to them.
            action.setShortcuts([QKeySequence(key) for key in keys])
            answers = shortcut(keys, window, action.trigger)
            action.enabledChanged.connect(answers.setEnabled)
            action.setEnabled(False)
            self._made[spec.id] = action

    def __getitem__(self, name: str) -> QAction:
        """The QAction of an id. KeyError for an id that is not declared above."""
        return self._made[name]

    def on(self, name: str, call: Callable[[], object]) -> None:
        """Connects an action and switches it on."""
        self._made[name].triggered.connect(lambda _checked=False: call())
        self._made[name].setEnabled(True)

    def listing(self) -> list[tuple[str, str]]:
        """Words and keys of all actions that have keys and are on, in the order of declaration."""
        return [
            (
                plain(tr(spec.text)),
                self._made[spec.id].shortcut().toString(QKeySequence.SequenceFormat.NativeText),
            )
            for spec in ACTIONS
            if spec.shortcut and self._made[spec.id].isEnabled()
        ]
