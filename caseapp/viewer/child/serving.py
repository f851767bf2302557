"""The viewer process: locks itself down, then answers questions about one file until the line is closed."""

from __future__ import annotations

import os
import sys
from typing import Any, BinaryIO, Final

from caseapp.viewer import guard, wire
from caseapp.viewer.child.fonts import lend_fonts
from caseapp.viewer.child.images import Photo, load_decoders
from caseapp.viewer.child.papers import Paper
from caseapp.viewer.child.sheets import Sheets, Unreadable

#: Larger files are not shown. The app asks for none.
LARGEST_FILE: Final = 256 * 1024 * 1024
LONGEST_EDGE: Final = 6000


def main() -> int:
    """Runs until the app closes the line; returns the exit code."""
    load_decoders()
    lend_fonts()
    source, sink = sys.stdin.buffer, _private_line()
    wire.send(sink, {"ready": True, "holds": guard.lock_down()})
    sheets: Sheets | None = None
    while True:
        try:
            asked, data = wire.receive(source, LARGEST_FILE)
        except wire.Ended:
            return 0
        try:
            if asked.get("do") == "open":
                sheets = _opened(data)
                answer, block = _facts(sheets), b""
            elif sheets is not None:
                answer, block = _page(sheets, asked)
            else:
                answer, block = {"why": "broken"}, b""
        except Unreadable as unreadable:
            answer, block = {"why": unreadable.why}, b""
        except MemoryError:
            answer, block = {"why": "too-large"}, b""
        except Exception:  # noqa: BLE001 - a decoder may fail over a stranger's file in any way
            answer, block = {"why": "broken"}, b""
        wire.send(sink, answer, block)


def _private_line() -> BinaryIO:
    """The line to the app under a number that no library prints to."""
    line = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    return line


def _opened(data: bytes) -> Sheets:
    # A PDF may begin with a little junk; readers look through the first thousand bytes.
    return Paper(data) if b"%PDF-" in data[:1024] else Photo(data)


def _facts(sheets: Sheets) -> dict[str, Any]:
    width, height = sheets.size
    return {
        "kind": sheets.kind,
        "pages": sheets.pages,
        "width": width,
        "height": height,
        "notes": sheets.notes,
    }


def _page(sheets: Sheets, asked: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    number, edge = int(asked.get("page", 0)), int(asked.get("edge", 0))
    if not 0 <= number < sheets.pages or not 1 <= edge <= LONGEST_EDGE:
        raise Unreadable("broken")
    pixels = sheets.page(number, edge)
    return {"width": pixels.width, "height": pixels.height, "partial": pixels.partial}, pixels.data
