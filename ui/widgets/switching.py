"""Buttons that are on or off.

A screen reader switches one without clicking it, so whoever wants to know listens to `toggled`; and whoever
shows a state that was decided elsewhere does it in silence.
"""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QAbstractButton


def show_switched(button: QAbstractButton, on: bool) -> None:
    """Shows a button as on or off without sending `toggled`."""
    silence = QSignalBlocker(button)
    button.setChecked(on)
    silence.unblock()
