"""What the keyboard would type now: its language, and whether Caps Lock is on."""

from __future__ import annotations

import ctypes
import struct
import sys
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtGui import QGuiApplication

_X11_LIBRARY: Final = "libX11.so.6"
_LOCK: Final = 2
_XKB_CORE: Final = 0x100
#: Windows language ids (primary part) of the keyboards that caseworkers use.
_WINDOWS: Final = {
    0x09: "en",
    0x19: "ru",
    0x22: "uk",
    0x23: "be",
    0x37: "ka",
    0x2B: "hy",
    0x07: "de",
    0x3F: "kk",
}
#: X11 layout names that are not language codes.
_X11: Final = {"us": "en", "gb": "en", "ua": "uk", "by": "be", "ge": "ka", "am": "hy", "kz": "kk"}


@dataclass(frozen=True)
class Keyboard:
    """`language`: ISO 639 code, "" when it can't be known. `caps`: None when it can't be known."""

    language: str = ""
    caps: bool | None = None


class KeyboardReader:
    """Asks the system.

    X11 and Windows answer; elsewhere the answer is learned from what is typed (see `learn`).
    """

    def __init__(self) -> None:
        self._learned = Keyboard()
        self._x11 = _X11Keyboard() if _on_x11() else None

    def read(self) -> Keyboard:
        """The state now."""
        asked = Keyboard()
        if self._x11 is not None:
            asked = self._x11.read()
        elif sys.platform == "win32":
            asked = _read_windows()
        return Keyboard(
            asked.language or self._learned.language,
            self._learned.caps if asked.caps is None else asked.caps,
        )

    def learn(self, typed: str, shifted: bool) -> None:
        """Draws what it can from one typed letter: its alphabet, and its case against the Shift key."""
        if len(typed) != 1 or not typed.isalpha():
            return
        language = next((code for code, first, last in _ALPHABETS if first <= typed.lower() <= last), "")
        caps = self._learned.caps if typed.lower() == typed.upper() else typed.isupper() != shifted
        self._learned = Keyboard(language or self._learned.language, caps)


_ALPHABETS: Final = (("en", "a", "z"), ("ru", "а", "ё"), ("ka", "ა", "ჰ"), ("hy", "ա", "ֆ"))


def _on_x11() -> bool:
    return sys.platform.startswith("linux") and QGuiApplication.platformName() == "xcb"


def _read_windows() -> Keyboard:
    user32: Any = ctypes.windll.user32  # type: ignore[attr-defined,unused-ignore]  # exists on Windows only
    layout = user32.GetKeyboardLayout(0) & 0x3FF
    return Keyboard(_WINDOWS.get(layout, ""), bool(user32.GetKeyState(0x14) & 1))


class _X11Keyboard:
    """Group and lock state through Xlib, layout names from the root window's _XKB_RULES_NAMES property."""

    def __init__(self) -> None:
        self._xlib: Any = None
        self._display: int | None = None
        try:
            xlib = ctypes.CDLL(_X11_LIBRARY)  # by its name: looking for it would start other programs
        except OSError:
            return
        xlib.XOpenDisplay.restype = ctypes.c_void_p
        xlib.XOpenDisplay.argtypes = [ctypes.c_char_p]
        self._display = xlib.XOpenDisplay(None)
        self._xlib = xlib

    def read(self) -> Keyboard:
        if self._display is None:
            return Keyboard()
        # XkbStateRec begins: group, locked_group (bytes), base_group, latched_group (shorts), mods,
        # base_mods, latched_mods, locked_mods (bytes).
        record = ctypes.create_string_buffer(64)
        display = ctypes.c_void_p(self._display)
        if self._xlib.XkbGetState(display, _XKB_CORE, record) != 0:
            return Keyboard()
        group, _, _, _, _, _, _, locked = struct.unpack_from("=BBHHBBBB", record.raw)
        layouts = self._layouts()
        name = layouts[group] if group < len(layouts) else ""
        return Keyboard(_X11.get(name, name[:2]), bool(locked & _LOCK))

    def _layouts(self) -> list[str]:
        xlib, display = self._xlib, ctypes.c_void_p(self._display)
        xlib.XInternAtom.restype = ctypes.c_ulong
        xlib.XDefaultRootWindow.restype = ctypes.c_ulong
        atom = xlib.XInternAtom(display, b"_XKB_RULES_NAMES", 1)
        if not atom:
            return []
        kind, form = ctypes.c_ulong(), ctypes.c_int()
        count, rest = ctypes.c_ulong(), ctypes.c_ulong()
        data = ctypes.c_void_p()
        root = ctypes.c_ulong(xlib.XDefaultRootWindow(display))
        xlib.XGetWindowProperty(
            display,
            root,
            ctypes.c_ulong(atom),
            ctypes.c_long(0),
            ctypes.c_long(1024),
            0,
            ctypes.c_ulong(0),
            ctypes.byref(kind),
            ctypes.byref(form),
            ctypes.byref(count),
            ctypes.byref(rest),
            ctypes.byref(data),
        )
        if not data.value:
            return []
        raw = ctypes.string_at(data.value, count.value)
        xlib.XFree(data)
        # The property holds rules, model, layouts, variants, options, each ended by a zero byte.
        parts = raw.split(b"\0")
        return [p.decode("ascii", "replace") for p in parts[2].split(b",")] if len(parts) > 2 else []
