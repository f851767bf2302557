"""Keys by their place on the keyboard: Ctrl+K is pressed where Л stands when the layout is Russian.

With an English layout beside the Russian one Qt finds the Latin letter itself. Where Russian is the only
layout, as X11 may have it, a key gives the Cyrillic letter and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ui.focus import FieldFilter

#: The letters of the Russian layout (ЙЦУКЕН) by the Latin ones on the same keys, and where the Ukrainian
#: differs.
_RUSSIAN: Final = dict(zip("QWERTYUIOPASDFGHJKLZXCVBNM", "ЙЦУКЕНГШЩЗФЫВАПРОЛДЯЧСМИТЬ", strict=True))
_UKRAINIAN: Final = {"S": "І"}
_LATIN: Final = {ord(own): latin for layout in (_RUSSIAN, _UKRAINIAN) for latin, own in layout.items()}
_KEYS: Final = (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride)


def both_layouts(keys: str | QKeySequence.StandardKey) -> list[QKeySequence]:
    """The key sequence, and the same keys of Cyrillic layouts. The first is the one to show to people."""
    if isinstance(keys, str):
        found = [QKeySequence(keys)]
    else:
        found = list(QKeySequence.keyBindings(keys))
    for sequence in tuple(found):
        head, plus, letter = sequence.toString().rpartition("+")
        for layout in (_RUSSIAN, _UKRAINIAN):
            if "Ctrl" in head and letter in layout:
                found.append(QKeySequence(f"{head}{plus}{layout[letter]}"))
    return found


def shortcut(
    keys: Iterable[str | QKeySequence.StandardKey],
    parent: QWidget,
    call: Callable[[], object],
    context: Qt.ShortcutContext = Qt.ShortcutContext.WindowShortcut,
) -> QShortcut:
    """A shortcut by the keys and by their place on Cyrillic layouts.

    Where an English layout stands beside a Cyrillic one, Qt finds both letters in one stroke and calls that
    ambiguous, once; to us it is the same.
    """
    made = QShortcut(parent)
    made.setKeys([sequence for key in keys for sequence in both_layouts(key)])
    made.setContext(context)
    made.activated.connect(call)
    made.activatedAmbiguously.connect(call)
    return made


class ByPlace(FieldFilter):
    """One per application: fields cut, copy, paste and undo by the place of keys, whatever stands on them."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() not in _KEYS or not isinstance(event, QKeyEvent):
            return False
        same = latin(event)
        if same is event:
            return False
        QCoreApplication.sendEvent(watched, same)
        event.setAccepted(same.isAccepted())
        return True


def latin(event: QKeyEvent) -> QKeyEvent:
    """A key pressed with Ctrl as it is on an English layout, for what asks `matches`; others as they are."""
    letter = _LATIN.get(event.key())
    if letter is None or not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
        return event
    key = Qt.Key[f"Key_{letter}"]
    return QKeyEvent(event.type(), key, event.modifiers(), "", event.isAutoRepeat(), event.count())
