"""Our own fonts for PDFs that do not carry theirs: the system's can't be reached from this process, and the
library's built-in ones know no Cyrillic, so that a court paper would look empty.
"""

from __future__ import annotations

import ctypes
import sys
from pathlib import Path
from typing import Any, Final

import pypdfium2  # noqa: F401 - starts the library, which must run before it is given fonts
import pypdfium2.raw as pdfium

_BOLD: Final = 600
_NAMES: Final = ("NotoSans-Regular.ttf", "NotoSans-SemiBold.ttf")
#: Everything that the library keeps pointers to.
_held: list[Any] = []


def lend_fonts() -> None:
    """Gives the library two weights of our font for every font that it looks for."""
    root = Path(getattr(sys, "_MEIPASS", Path(__file__).resolve().parents[3]))
    files = [(root / "resources" / "fonts" / "ui" / name).read_bytes() for name in _NAMES]
    kinds = dict(pdfium.FPDF_SYSFONTINFO._fields_)

    def map_font(_this: Any, weight: int, *_more: Any) -> int:
        return 2 if weight >= _BOLD else 1  # a handle is any number but zero

    def get_data(_this: Any, handle: int, table: int, buffer: Any, room: int) -> int:
        data = _part(files[(handle or 1) - 1], table)
        if buffer and room >= len(data):
            ctypes.memmove(buffer, data, len(data))
        return len(data)

    def get_name(_this: Any, handle: int, buffer: Any, room: int) -> int:
        name = b"Noto Sans\0"
        if buffer and room >= len(name):
            ctypes.memmove(buffer, name, len(name))
        return len(name)

    calls = {
        "Release": lambda _this: None,
        "EnumFonts": lambda _this, _mapper: None,
        "MapFont": map_font,
        "GetFont": lambda _this, _face: None,
        "GetFontData": get_data,
        "GetFaceName": get_name,
        "GetFontCharset": lambda _this, _handle: pdfium.FXFONT_CYRILLIC_CHARSET,
        "DeleteFont": lambda _this, _handle: None,
    }
    info = pdfium.FPDF_SYSFONTINFO()
    info.version = 1
    for name, call in calls.items():
        made = kinds[name](call)
        _held.append(made)
        setattr(info, name, made)
    _held.append(info)
    pdfium.FPDF_SetSystemFontInfo(ctypes.byref(info))


def _part(font: bytes, table: int) -> bytes:
    """A table of a TrueType file by its four letters as a number; all of the file for none."""
    if not table:
        return font
    wanted = table.to_bytes(4, "big")
    for at in range(12, 12 + 16 * int.from_bytes(font[4:6], "big"), 16):
        if font[at : at + 4] == wanted:
            start = int.from_bytes(font[at + 8 : at + 12], "big")
            return font[start : start + int.from_bytes(font[at + 12 : at + 16], "big")]
    return b""
