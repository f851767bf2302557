"""Tells open views which records changed; each view decides whether to reload."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

import shiboken6
from PySide6.QtCore import QObject, Signal

Listener = Callable[[frozenset[tuple[str, str]]], None]


class ChangeBus(QObject):
    """One per window. Changes are pairs of a record's kind and id, as the services return them.

    `written(changes)` is what was saved, as the service returned it: for undo.
    """

    written = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._listeners: list[tuple[QObject, frozenset[str], Listener]] = []

    def listen(self, owner: QObject, kinds: Collection[str], call: Listener) -> None:
        """Calls `call` with the changes among `kinds` (empty: any kind) for as long as `owner` lives."""
        self._listeners.append((owner, frozenset(kinds), call))

    def publish(self, changes: Iterable[tuple[str, str]]) -> None:
        """Tells all listeners whom it concerns. Listeners that closed are forgotten."""
        told = frozenset(changes)
        self._listeners = [entry for entry in self._listeners if shiboken6.isValid(entry[0])]
        for owner, kinds, call in tuple(self._listeners):
            concerned = frozenset(c for c in told if not kinds or c[0] in kinds)
            if concerned and shiboken6.isValid(owner):
                call(concerned)
