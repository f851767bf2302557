"""How far a long verb is, on a terminal that somebody watches."""

from __future__ import annotations

import sys
from typing import TextIO

from caseapp.progress import NoProgress, Progress

_WIPE = "\r\033[K"


class Meter:
    """Writes percents over one another. Nothing is left of them when a stage is done."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._done = self._total = self._shown = 0

    def stage(self, name: str, total: int) -> None:
        self._done, self._total, self._shown = 0, total, -1

    def advance(self, amount: int) -> None:
        self._done += amount
        percent = 100 * self._done // self._total if self._total else 0
        if percent != self._shown:
            self._shown = percent
            self._stream.write(_WIPE if percent >= 100 else f"{_WIPE}{percent} %")
            self._stream.flush()

    def check(self) -> None:
        pass


def watched() -> Progress:
    """A meter on the terminal; nothing where nobody looks."""
    return Meter(sys.stderr) if sys.stderr.isatty() else NoProgress()
