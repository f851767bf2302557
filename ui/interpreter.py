"""Keeps the interpreter's None, True and False alive under PySide6 6.12 on Python 3.11."""

from __future__ import annotations

import ctypes
import sys
from typing import Final

#: More references than any run can lose: a million a second would take twelve days.
_SPARE: Final = 1 << 40


def hold_none() -> None:
    """Gives None and its kin so many references that losing some does no harm; nothing from Python 3.12 on.

    WORKAROUND: PySide6 6.12.0 (abi3 wheel) returns None, True, False and NotImplemented from C++ functions
    without taking a reference, which is right only where they are immortal (PEP 683, Python 3.12). On 3.11
    each such call takes one reference away, and after some thousand calls the interpreter stops with
    "none_dealloc: deallocating None" or "bool_dealloc: deallocating True or False". Remove this together with
    Python 3.11.
    """
    if (
        sys.version_info >= (3, 12)
        or sys.implementation.name != "cpython"
        or hasattr(sys, "gettotalrefcount")
    ):
        return
    for constant in (None, True, False, NotImplemented):
        count = ctypes.c_ssize_t.from_address(id(constant))
        if count.value < _SPARE:
            count.value += _SPARE
