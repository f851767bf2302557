"""Gives a control the name that tests and screen readers find it by."""

from __future__ import annotations

import re
from typing import TypeVar

from PySide6.QtWidgets import QWidget

W = TypeVar("W", bound=QWidget)
_MARK = re.compile(r"&(.)")


def named(widget: W, name: str, says: str = "") -> W:
    """Sets object name and accessible identifier to `name`, the accessible name to `says` (without mnemonic
    marks).
    """
    widget.setObjectName(name)
    widget.setAccessibleIdentifier(name)
    if says:
        widget.setAccessibleName(plain(says))
    return widget


def plain(text: str) -> str:
    """A label without its mnemonic mark: "&Save" becomes "Save", "&&" becomes "&"."""
    return _MARK.sub(r"\1", text)
